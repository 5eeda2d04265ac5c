//! What the checks of outlines share.

use crate::model::position::Position;
use crate::space::{Shape, Vertex, dissolve};

/// A vertex as a place.
pub(super) fn place_of(vertex: Vertex) -> Position {
    Position::from_e7(vertex.x, vertex.y)
}

/// The union of several shapes; `None` where they overlap, which is reported elsewhere.
pub(super) fn union(shapes: &[Shape], numbers: &[u32]) -> Option<Shape> {
    let parts: Vec<&Shape> = numbers.iter().filter_map(|&number| shapes.get(number as usize)).collect();
    match parts.as_slice() {
        [] => None,
        [one] => Some((*one).clone()),
        parts => dissolve(parts).ok(),
    }
}
