//! Polities by number, in the order of the atlas: fills and colours are compared and looked up by it.

use crate::atlas::Atlas;
use crate::model::polity::PolityCode;

/// The number of a polity.
pub(super) fn polity_number(atlas: &Atlas, polity: PolityCode) -> usize {
    atlas.store().polity_number(polity).map_or(0, |number| number as usize)
}
