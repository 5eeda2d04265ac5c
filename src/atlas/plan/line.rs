//! A line with the faces beside it.

use crate::space::{HALF_TURN, NOTHING, QUARTER_TURN, SidedLine, Vertex};

/// Stands for no face: the atlas has no territory there.
pub(crate) const NOWHERE: u32 = NOTHING;

/// A straight piece of a line with the faces on its two sides, `a < b`.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Line {
    pub(crate) a: Vertex,
    pub(crate) b: Vertex,
    /// The face on the left of a→b, or [`NOWHERE`].
    pub(crate) left: u32,
    /// The face on the right of a→b, or [`NOWHERE`].
    pub(crate) right: u32,
    /// The best accuracy of the outlines that run along it, in metres.
    pub(crate) accuracy_m: u32,
}

impl Line {
    /// Whether it runs along the antimeridian, where it stands for two edges of the map.
    pub(crate) fn is_seam(&self) -> bool {
        self.a.x == -HALF_TURN && self.b.x == -HALF_TURN
    }

    /// Whether it lies on a pole, and so has no length on the globe.
    pub(crate) fn is_pole(&self) -> bool {
        self.a.y == self.b.y && self.a.y.abs() == QUARTER_TURN
    }

    /// The edge of the map that has the left face on its left.
    pub(crate) fn left_edge(&self) -> (Vertex, Vertex) {
        if self.is_seam() {
            (Vertex::new(HALF_TURN, self.a.y), Vertex::new(HALF_TURN, self.b.y))
        } else {
            (self.a, self.b)
        }
    }

    /// The edge of the map that has the right face on its left.
    pub(crate) fn right_edge(&self) -> (Vertex, Vertex) {
        (self.b, self.a)
    }
}

impl From<SidedLine> for Line {
    fn from(SidedLine { a, b, left, right, mark }: SidedLine) -> Self {
        Self { a, b, left, right, accuracy_m: mark }
    }
}

/// One vertex for one place of the globe: 180 E becomes 180 W, and a pole gets longitude 0.
pub(crate) fn on_globe(vertex: Vertex) -> Vertex {
    if vertex.y.abs() == QUARTER_TURN { Vertex::new(0, vertex.y) } else { off_seam(vertex) }
}

/// 180 E as 180 W.
fn off_seam(vertex: Vertex) -> Vertex {
    if vertex.x == HALF_TURN { Vertex::new(-HALF_TURN, vertex.y) } else { vertex }
}
