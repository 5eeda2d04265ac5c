//! What all maps of an atlas share, whatever the day.

use std::fmt;

use super::cell_histories::CellHistories;
use super::drawing::{Colour, colours};
use super::projection::ProjectedPlan;
use crate::atlas::Atlas;

/// What all maps of an atlas share: the colour of each polity, the projection, and the projected lines.
///
/// A [`Map`](super::Map) or a [`Timeline`](super::Timeline) without a context works out its own each time. Make one
/// context if you draw several: it depends on the atlas only, not on a day, and the pictures are the same to the byte.
/// It is `Send` and `Sync`, holds on to its atlas, and can sit in a `static`.
///
/// # Example
///
/// ```
/// # #[cfg(feature = "embedded")] {
/// use suzerain::map::{Map, MapContext};
/// use suzerain::{Atlas, Basis};
/// use time::macros::date;
///
/// let atlas = Atlas::south_caucasus();
/// let context = MapContext::of(atlas);
/// for date in [date!(1914-01-01), date!(2010-01-01)] {
///     let day = atlas.on(date, Basis::DeFacto);
///     let svg = Map::of(&day).with_context(&context).to_svg();
///     assert_eq!(svg, Map::of(&day).to_svg());
/// }
/// # }
/// ```
pub struct MapContext {
    atlas: Atlas,
    colours: Vec<Colour>,
    plan: ProjectedPlan,
}

impl MapContext {
    /// The context of an atlas.
    ///
    /// Takes O(n log n) in the number of vertices, and the histories of all places once.
    #[must_use]
    pub fn of(atlas: &Atlas) -> Self {
        Self::new(atlas, &CellHistories::new(atlas))
    }

    /// The context of an atlas whose histories are known.
    pub(super) fn new(atlas: &Atlas, histories: &CellHistories<'_>) -> Self {
        let plan = atlas.plan();
        Self {
            atlas: atlas.clone(),
            colours: colours(atlas, histories),
            plan: ProjectedPlan::new(plan, histories.of_interest(plan)),
        }
    }

    /// Whether this is the context of an atlas, or of a clone of it.
    pub(super) fn is_of(&self, atlas: &Atlas) -> bool {
        std::ptr::eq(self.atlas.store(), atlas.store())
    }

    /// The colour of each polity, by number.
    pub(super) fn colours(&self) -> &[Colour] {
        &self.colours
    }

    /// The plan of the atlas, projected.
    pub(super) fn plan(&self) -> &ProjectedPlan {
        &self.plan
    }
}

impl fmt::Debug for MapContext {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let about = self.atlas.about();
        f.debug_struct("MapContext")
            .field("atlas", &about.name())
            .field("edition", &about.edition())
            .finish_non_exhaustive()
    }
}
