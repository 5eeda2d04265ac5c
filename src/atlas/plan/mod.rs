//! The ground plan: what lies on either side of every line, whatever the day.
//!
//! Outlines may tile, nest or cross. The plan cuts them into *faces*: connected pieces of ground on which the same
//! shapes decide. Where outlines only tile, a face is a shell of one outline with its holes, and lines are matched
//! edge by edge; a vertex of one outline in the middle of another's edge cuts that edge, exactly. Where outlines
//! overlap, the shapes over each side of a line are found by walking round vertices from a place that the index
//! answers for. Only where outlines cross between vertices is a new vertex made, rounded to 1e-7 degree.
//!
//! Ground on both sides of the antimeridian meets there: its edges at 180 E and 180 W are one line. A plan is made
//! once for an atlas; a day then only says who holds each face. Building takes O(n log n) in the number of edges.

mod chain;
mod face;
mod label;
mod lines;
mod node;

use std::sync::OnceLock;

pub(crate) use chain::{chain, nest};
pub(crate) use face::Face;

#[cfg(feature = "map")]
use super::kept::Kept;
use super::store::Store;
use super::timeline::Timeline;
use crate::model::control::Basis;
use crate::space::{HALF_TURN, QUARTER_TURN, Vertex, area_km2};

/// Stands for no face: nothing is known of the ground.
pub(crate) const NOWHERE: u32 = u32::MAX;

/// Faces and the lines between them.
#[derive(Debug)]
pub(crate) struct Plan {
    cells: Vec<Cell>,
    faces: Vec<Face>,
    lines: Vec<Line>,
    areas: OnceLock<Vec<f64>>,
    /// The faces of each territory, ascending.
    grounds: Vec<Vec<u32>>,
    /// What all pictures of the atlas share.
    #[cfg(feature = "map")]
    pub(crate) pictured: Kept,
}

/// Ground on which the same shapes decide; one face or several.
#[derive(Debug)]
pub(crate) struct Cell {
    /// The shapes there that no other shape there lies within.
    pub(crate) deciding: Box<[u32]>,
    /// The territories there, most specific first.
    pub(crate) lineage: Box<[u32]>,
    /// The answers there through time, in fact and in right, made when first asked for.
    timelines: [OnceLock<Timeline>; 2],
}

impl Cell {
    pub(super) fn new(deciding: Box<[u32]>, lineage: Box<[u32]>) -> Self {
        Self { deciding, lineage, timelines: [OnceLock::new(), OnceLock::new()] }
    }

    /// The answers there through time.
    pub(crate) fn timeline(&self, store: &Store, basis: Basis) -> &Timeline {
        basis.of(&self.timelines).get_or_init(|| Timeline::new(store, &self.lineage, basis))
    }
}

/// A stretch of a line with the faces on its two sides, `a < b`.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Line {
    pub(crate) a: Vertex,
    pub(crate) b: Vertex,
    /// The face on the left of a→b, or [`NOWHERE`].
    pub(crate) left: u32,
    /// The face on the right of a→b, or [`NOWHERE`].
    pub(crate) right: u32,
    /// The best accuracy of the outlines that end here, in metres.
    pub(crate) accuracy_m: u32,
}

impl Plan {
    pub(crate) fn new(store: &Store) -> Self {
        lines::survey(store)
    }

    /// The kinds of ground.
    pub(crate) fn cells(&self) -> &[Cell] {
        &self.cells
    }

    /// The pieces of ground.
    pub(crate) fn faces(&self) -> &[Face] {
        &self.faces
    }

    /// The faces of a territory, ascending.
    pub(crate) fn ground(&self, territory: u32) -> &[u32] {
        self.grounds.get(territory as usize).map_or(&[], Vec::as_slice)
    }

    /// The cell of a face.
    pub(crate) fn cell_of(&self, face: u32) -> Option<&Cell> {
        self.cells.get(self.faces.get(face as usize)?.cell as usize)
    }

    /// The face that holds a place, by the semi-open rule.
    pub(crate) fn face_at(&self, store: &Store, at: Vertex) -> Option<u32> {
        let deciding = store.deciding_shapes(at);
        let cell = self.cells.iter().position(|cell| *cell.deciding == *deciding)?;
        let mut here = (0..).zip(&self.faces).filter(|(_, face)| face.cell as usize == cell);
        let (first, face) = here.next()?;
        let mut rest = here.peekable();
        if rest.peek().is_none() || face.holds(store, at) {
            return Some(first);
        }
        rest.find(|(_, face)| face.holds(store, at)).map(|(number, _)| number)
    }

    /// The lines, ordered by their ends. Those along a pole have no length, but are needed for outlines.
    pub(crate) fn lines(&self) -> &[Line] {
        &self.lines
    }

    /// The area of each face in km2, computed when first asked for.
    pub(crate) fn areas(&self, store: &Store) -> &[f64] {
        self.areas.get_or_init(|| self.faces.iter().map(|face| area_km2(&face.outline(store))).collect())
    }
}

impl Line {
    /// Whether it runs along the antimeridian, where it stands for two edges of the map.
    pub(crate) fn is_seam(&self) -> bool {
        self.a.x == -HALF_TURN && self.b.x == -HALF_TURN
    }

    /// Whether it lies on a pole, and so is no line on the globe.
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

/// One vertex for one place of the globe: 180 E is 180 W, and a pole has longitude 0.
pub(crate) fn on_globe(vertex: Vertex) -> Vertex {
    if vertex.y.abs() == QUARTER_TURN { Vertex::new(0, vertex.y) } else { off_seam(vertex) }
}

/// 180 E as 180 W.
fn off_seam(vertex: Vertex) -> Vertex {
    if vertex.x == HALF_TURN { Vertex::new(-HALF_TURN, vertex.y) } else { vertex }
}
