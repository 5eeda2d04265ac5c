//! Positions as the index takes them.

use crate::model::position::Position;
use crate::space::Vertex;

/// A place as the index takes it.
#[inline]
pub(crate) fn vertex(position: Position) -> Vertex {
    Vertex { x: position.lon_e7(), y: position.lat_e7() }
}
