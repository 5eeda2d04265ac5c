//! The faces of an atlas and the lines between them.

use std::sync::OnceLock;

use super::builder::{Parts, build};
use super::cell::Cell;
use super::face::Face;
use super::line::Line;
use crate::atlas::store::Store;
use crate::space::{Vertex, area_km2};

/// Faces and the lines between them.
#[derive(Debug)]
pub(crate) struct Plan {
    cells: Vec<Cell>,
    faces: Vec<Face>,
    lines: Vec<Line>,
    areas: OnceLock<Vec<f64>>,
    /// The faces of each territory, ascending.
    faces_of: Vec<Vec<u32>>,
}

impl Plan {
    /// The plan of all outlines of an atlas.
    pub(crate) fn new(store: &Store) -> Self {
        let Parts { cells, faces, lines } = build(store);
        let mut faces_of = vec![Vec::new(); store.territories.len()];
        for (number, face) in (0..).zip(&faces) {
            for &territory in cells.get(face.cell as usize).into_iter().flat_map(|cell| &cell.lineage) {
                if let Some(own) = faces_of.get_mut(territory as usize) {
                    own.push(number);
                }
            }
        }
        Self { cells, faces, lines, areas: OnceLock::new(), faces_of }
    }

    /// The cells, in no particular order.
    pub(crate) fn cells(&self) -> &[Cell] {
        &self.cells
    }

    /// The faces.
    pub(crate) fn faces(&self) -> &[Face] {
        &self.faces
    }

    /// The faces of a territory, ascending.
    pub(crate) fn faces_of(&self, territory: u32) -> &[u32] {
        self.faces_of.get(territory as usize).map_or(&[], Vec::as_slice)
    }

    /// The cell of a face.
    pub(crate) fn cell_of(&self, face: u32) -> Option<&Cell> {
        self.cells.get(self.faces.get(face as usize)?.cell as usize)
    }

    /// The face that contains a place, by the semi-open rule. O(n) in the number of faces.
    pub(crate) fn face_at(&self, store: &Store, at: Vertex) -> Option<u32> {
        let deciding = store.deciding_shapes(at);
        let cell = self.cells.iter().position(|cell| *cell.deciding == *deciding)?;
        let mut here = (0..).zip(&self.faces).filter(|(_, face)| face.cell as usize == cell);
        let (first, face) = here.next()?;
        let mut rest = here.peekable();
        if rest.peek().is_none() || face.contains(store, at) {
            return Some(first);
        }
        rest.find(|(_, face)| face.contains(store, at)).map(|(number, _)| number)
    }

    /// The lines, ordered by their ends. Those along a pole have no length, but outlines need them.
    pub(crate) fn lines(&self) -> &[Line] {
        &self.lines
    }

    /// The area of each face in km2, computed on first use.
    pub(crate) fn areas_km2(&self, store: &Store) -> &[f64] {
        self.areas.get_or_init(|| self.faces.iter().map(|face| area_km2(&face.outline(store))).collect())
    }
}
