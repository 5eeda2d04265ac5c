//! What is known of a plan before edges are cut: its cells, and the faces of outlines that overlap no other.

use std::collections::HashMap;

use super::cell::Cell;
use super::face::{Face, FaceOutline};
use super::line::NOWHERE;
use super::ring_edge::RingEdge;
use crate::atlas::store::Store;
use crate::model::territory::Territory;
use crate::space::{Relation, Shape, SidedLine, Vertex, nest};

/// Cells and faces as they become known, and the outlines that they come from.
pub(super) struct Drafted<'a> {
    store: &'a Store,
    /// Whether each shape overlaps another.
    overlaps: Vec<bool>,
    /// The shape of each ring.
    shape_of: Vec<u32>,
    /// The face of each ring of the shapes that overlap no other.
    face_of: Vec<u32>,
    pub(super) cells: Vec<Cell>,
    pub(super) faces: Vec<Face>,
    accuracies: Vec<u32>,
    cell_numbers: HashMap<Vec<u32>, u32>,
}

impl<'a> Drafted<'a> {
    /// The outlines of an atlas, with the faces of those that overlap no other.
    pub(super) fn new(store: &'a Store) -> Self {
        let shapes = &store.grounds.shapes;
        let mut overlaps = vec![false; shapes.len()];
        for overlap in &store.grounds.overlaps {
            for shape in [overlap.a, overlap.b] {
                if let Some(slot) = overlaps.get_mut(shape as usize) {
                    *slot = true;
                }
            }
        }
        let shape_of = (0..).zip(shapes).flat_map(|(number, shape)| shape.rings().iter().map(move |_| number));
        let accuracy = |shape: u32| store.territory(store.owner(shape)).and_then(Territory::accuracy_m);
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "it is a whole number, widened")]
        let accuracies = (0..).zip(shapes).map(|(shape, _)| accuracy(shape).map_or(u32::MAX, |m| m as u32)).collect();
        let (cells, faces, cell_numbers) = (Vec::new(), Vec::new(), HashMap::new());
        let mut this = Self {
            store,
            overlaps,
            shape_of: shape_of.collect(),
            face_of: Vec::new(),
            cells,
            faces,
            accuracies,
            cell_numbers,
        };
        this.add_plain_faces();
        this
    }

    /// The shape of an edge if it overlaps others.
    pub(super) fn overlapping_shape(&self, edge: &RingEdge) -> Option<u32> {
        self.shape(edge.ring).filter(|&shape| !self.is_plain(shape))
    }

    fn is_plain(&self, shape: u32) -> bool {
        self.overlaps.get(shape as usize) == Some(&false)
    }

    fn shape(&self, ring: u32) -> Option<u32> {
        self.shape_of.get(ring as usize).copied()
    }

    /// The cell of places that are in these shapes.
    pub(super) fn cell_of(&mut self, mut shapes: Vec<u32>) -> u32 {
        self.store.keep_deciding(&mut shapes);
        self.cell(shapes)
    }

    /// The cell where these shapes decide.
    fn cell(&mut self, deciding: Vec<u32>) -> u32 {
        if let Some(&number) = self.cell_numbers.get(&deciding) {
            return number;
        }
        let number = count(self.cells.len());
        let lineage = self.store.lineage_of_shapes(&deciding).into();
        self.cells.push(Cell::new(deciding.clone().into(), lineage));
        self.cell_numbers.insert(deciding, number);
        number
    }

    /// Makes the faces of shapes that overlap no other: each shell with its holes.
    fn add_plain_faces(&mut self) {
        for (number, shape) in (0..).zip(&self.store.grounds.shapes) {
            let rings = shape.rings();
            let first = self.face_of.len();
            self.face_of.resize(first + rings.len(), NOWHERE);
            if !self.is_plain(number) {
                continue;
            }
            let cell = self.cell(vec![number]);
            let shells = rings.iter().filter(|ring| ring.double_area() > 0).count();
            if shells <= 1 {
                let face = count(self.faces.len());
                self.face_of.iter_mut().skip(first).for_each(|slot| *slot = face);
                self.faces.push(Face { cell, outline: FaceOutline::Whole(number) });
                continue;
            }
            for polygon in nest(rings) {
                let face = count(self.faces.len());
                for &ring in &polygon {
                    if let Some(slot) = self.face_of.get_mut(first + ring) {
                        *slot = face;
                    }
                }
                self.faces.push(Face { cell, outline: FaceOutline::Rings(number, polygon.into()) });
            }
        }
    }

    /// The lines between shapes that overlap no other, where each has the same edge; and all other edges, in order.
    ///
    /// Nothing ends on such a line. But where some edges cross, the lines near them are drawn anew, and these may be
    /// among them.
    pub(super) fn matched(&self) -> (Vec<SidedLine>, Vec<RingEdge>) {
        let mut edges = Vec::with_capacity(self.store.grounds.shapes.iter().map(Shape::vertex_count).sum());
        let rings = self.store.grounds.shapes.iter().flat_map(Shape::rings);
        for (number, ring) in (0..).zip(rings) {
            edges.extend(ring.edges().map(|(a, b)| RingEdge::new(a, b, number)));
        }
        edges.sort_unstable();
        if self.store.grounds.overlaps.iter().any(|overlap| overlap.relation == Relation::Crossing) {
            return (Vec::new(), edges);
        }
        let (mut matched, mut rough) = (Vec::with_capacity(edges.len() / 2), Vec::new());
        for members in edges.chunk_by(RingEdge::runs_along) {
            match members {
                [one, other]
                    if one.is_forward != other.is_forward
                        && members.iter().all(|edge| self.overlapping_shape(edge).is_none()) =>
                {
                    matched.push(self.plain(members.iter()));
                }
                _ => rough.extend_from_slice(members),
            }
        }
        (matched, rough)
    }

    /// A line with the faces of its plain shapes on its sides, and the best accuracy of all.
    pub(super) fn plain<'e>(&self, members: impl Iterator<Item = &'e RingEdge>) -> SidedLine {
        let (mut a, mut b) = (Vertex::default(), Vertex::default());
        let (mut left, mut right, mut mark) = (NOWHERE, NOWHERE, u32::MAX);
        for edge in members {
            (a, b) = (edge.low, edge.high);
            let Some(shape) = self.shape(edge.ring) else { continue };
            mark = mark.min(self.accuracies.get(shape as usize).copied().unwrap_or(u32::MAX));
            let face = self.face_of.get(edge.ring as usize).copied().unwrap_or(NOWHERE);
            if face != NOWHERE {
                *(if edge.is_forward { &mut left } else { &mut right }) = face;
            }
        }
        SidedLine { a, b, left, right, mark }
    }

    /// How many faces there are of shapes that overlap no other.
    pub(super) fn plain_face_count(&self) -> u32 {
        count(self.faces.len())
    }
}

pub(super) fn count(length: usize) -> u32 {
    u32::try_from(length).unwrap_or(u32::MAX)
}
