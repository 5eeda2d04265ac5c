//! The faces of an atlas and the lines between them.

use std::sync::OnceLock;

use super::builder::{Parts, build};
use super::cell::Cell;
use super::face::Face;
use super::line::Line;
use crate::atlas::store::Store;
use crate::space::Vertex;

/// Faces and the lines between them.
#[derive(Debug)]
pub(crate) struct Plan {
    cells: Vec<Cell>,
    faces: Vec<Face>,
    lines: Vec<Line>,
    areas: OnceLock<Vec<f64>>,
    /// The cells, ordered by the shapes that decide there.
    by_deciding: Vec<u32>,
    /// The faces, ordered by their cells.
    by_cell: Vec<u32>,
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
        let cell = |face: &u32| faces.get(*face as usize).map(|face| face.cell);
        let mut by_cell: Vec<u32> = (0..).take(faces.len()).collect();
        by_cell.sort_by_key(cell);
        let deciding = |number: &u32| cells.get(*number as usize).map(|cell| &cell.deciding);
        let mut by_deciding: Vec<u32> = (0..).take(cells.len()).collect();
        by_deciding.sort_unstable_by(|one, other| deciding(one).cmp(&deciding(other)));
        Self { cells, faces, lines, areas: OnceLock::new(), by_deciding, by_cell, faces_of }
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

    /// The face that contains a place, by the semi-open rule; exact. O(n) in the number of edges of its cell, unless the
    /// cell is a single face.
    pub(crate) fn face_at(&self, store: &Store, at: Vertex) -> Option<u32> {
        let asked = store.deciding_shapes(at);
        let deciding = |number: &u32| self.cells.get(*number as usize).map(|cell| &*cell.deciding);
        let found = self.by_deciding.binary_search_by(|number| deciding(number).cmp(&Some(&*asked))).ok()?;
        let cell = self.by_deciding.get(found).copied();
        let of = |face: &u32| self.faces.get(*face as usize).map(|face| face.cell);
        let first = self.by_cell.partition_point(|face| of(face) < cell);
        let end = self.by_cell.partition_point(|face| of(face) <= cell);
        match self.by_cell.get(first..end)? {
            [face] => Some(*face),
            faces => {
                let contains = |face: &u32| self.faces.get(*face as usize).is_some_and(|it| it.contains(store, at));
                faces.iter().copied().find(contains)
            }
        }
    }

    /// The lines, ordered by their ends. Those along a pole have no length, but outlines need them.
    pub(crate) fn lines(&self) -> &[Line] {
        &self.lines
    }

    /// The area of each face in km2, computed on first use.
    pub(crate) fn areas_km2(&self, store: &Store) -> &[f64] {
        self.areas.get_or_init(|| self.faces.iter().map(|face| face.area_km2(store)).collect())
    }
}
