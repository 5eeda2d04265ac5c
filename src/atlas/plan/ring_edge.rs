//! An edge of an outline.

use crate::space::Vertex;

/// An edge of a ring, its ends in order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct RingEdge {
    pub(super) low: Vertex,
    pub(super) high: Vertex,
    /// The ring; the rings of all shapes are numbered through.
    pub(super) ring: u32,
    /// Whether the ring runs from `low` to `high`, and so has its area on the left of that direction.
    pub(super) is_forward: bool,
}

impl RingEdge {
    pub(super) fn new(a: Vertex, b: Vertex, ring: u32) -> Self {
        Self { low: a.min(b), high: a.max(b), ring, is_forward: a < b }
    }

    /// Whether two run along the same line.
    pub(super) fn runs_along(&self, other: &Self) -> bool {
        (self.low, self.high) == (other.low, other.high)
    }
}
