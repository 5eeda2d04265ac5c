//! From outlines to faces and lines.

use std::collections::{BTreeMap, HashMap};

use super::cell::Cell;
use super::face::{Face, FaceOutline};
use super::label::{Marked, sides};
use super::line::{Line, NOWHERE};
use super::noding::{RingEdge, node};
use crate::atlas::store::Store;
use crate::model::territory::Territory;
use crate::space::{Shape, Vertex, assemble, nest};

/// What is on one side of a line.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Side {
    Face(u32),
    /// A face of this cell, still to be found.
    Cell(u32),
}

const NOTHING: Side = Side::Face(NOWHERE);

/// A line whose faces are not all known yet.
struct Draft {
    low: Vertex,
    high: Vertex,
    left: Side,
    right: Side,
    accuracy_m: u32,
}

/// The parts of a plan.
pub(super) struct Parts {
    pub(super) cells: Vec<Cell>,
    pub(super) faces: Vec<Face>,
    pub(super) lines: Vec<Line>,
}

/// Builds the plan of all outlines of an atlas.
pub(super) fn build(store: &Store) -> Parts {
    let mut builder = Builder::new(store);
    builder.add_plain_faces();
    let drafts = builder.drafts();
    let lines = builder.resolve(drafts);
    Parts { cells: builder.cells, faces: builder.faces, lines }
}

struct Builder<'a> {
    store: &'a Store,
    /// Whether each shape overlaps another.
    overlaps: Vec<bool>,
    /// The shape of each ring.
    shape_of: Vec<u32>,
    /// The face of each ring of the shapes that overlap no other.
    face_of: Vec<u32>,
    cells: Vec<Cell>,
    faces: Vec<Face>,
    accuracies: Vec<u32>,
    cell_numbers: HashMap<Vec<u32>, u32>,
}

impl<'a> Builder<'a> {
    fn new(store: &'a Store) -> Self {
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
        Self {
            store,
            overlaps,
            shape_of: shape_of.collect(),
            face_of: Vec::new(),
            cells,
            faces,
            accuracies,
            cell_numbers,
        }
    }

    fn is_plain(&self, shape: u32) -> bool {
        self.overlaps.get(shape as usize) == Some(&false)
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

    /// All lines, with what is on their sides as far as this is known before faces are assembled.
    fn drafts(&mut self) -> Vec<Draft> {
        let mut edges = Vec::with_capacity(self.store.grounds.shapes.iter().map(|shape| shape.edges().count()).sum());
        let rings = self.store.grounds.shapes.iter().flat_map(Shape::rings);
        for (number, ring) in (0..).zip(rings) {
            edges.extend(ring.edges().map(|(a, b)| RingEdge::new(a, b, number)));
        }
        edges.sort_unstable();
        let (mut drafts, mut rough) = (Vec::with_capacity(edges.len()), Vec::new());
        for members in edges.chunk_by(|one, other| (one.low, one.high) == (other.low, other.high)) {
            let plain = members.iter().all(|edge| self.shape(edge.ring).is_some_and(|shape| self.is_plain(shape)));
            match members {
                [one, other] if plain && one.is_forward != other.is_forward => drafts.push(self.plain(members)),
                _ => rough.extend_from_slice(members),
            }
        }
        let rough = node(rough);
        let mut marked = Vec::new();
        let mut overlapping = Vec::new();
        for members in rough.chunk_by(|one, other| (one.low, one.high) == (other.low, other.high)) {
            let shapes = members.iter().filter_map(|edge| self.shape(edge.ring));
            let mut changes: Vec<u32> = shapes.filter(|&shape| !self.is_plain(shape)).collect();
            if changes.is_empty() {
                drafts.push(self.plain(members));
            } else if let Some(edge) = members.first() {
                changes.sort_unstable();
                marked.push(Marked { a: edge.low, b: edge.high, changes });
                overlapping.push(self.plain(members));
            }
        }
        if !marked.is_empty() {
            self.label(&marked, &mut overlapping);
            drafts.append(&mut overlapping);
        }
        drafts.sort_by_key(|draft| (draft.low, draft.high));
        drafts
    }

    /// A line with the faces of its plain shapes on its sides. A plain shape overlaps no other.
    fn plain(&self, members: &[RingEdge]) -> Draft {
        let (low, high) = members.first().map_or_else(Default::default, |edge| (edge.low, edge.high));
        let mut draft = Draft { low, high, left: NOTHING, right: NOTHING, accuracy_m: u32::MAX };
        for edge in members {
            let Some(shape) = self.shape(edge.ring) else { continue };
            let accuracy = self.accuracies.get(shape as usize).copied().unwrap_or(u32::MAX);
            draft.accuracy_m = draft.accuracy_m.min(accuracy);
            let face = self.face_of.get(edge.ring as usize).copied().unwrap_or(NOWHERE);
            if face != NOWHERE {
                *(if edge.is_forward { &mut draft.left } else { &mut draft.right }) = Side::Face(face);
            }
        }
        draft
    }

    /// Finds the cells on the sides of lines where outlines overlap.
    fn label(&mut self, marked: &[Marked], drafts: &mut [Draft]) {
        let store = self.store;
        let sets = sides(marked, |at| {
            let mut found = Vec::new();
            store.grounds.index.locate_exactly(at, |shape| found.push(shape));
            found.retain(|&shape| !self.is_plain(shape));
            found
        });
        for (draft, [left, right]) in drafts.iter_mut().zip(sets) {
            for (side, mut set) in [(&mut draft.left, left), (&mut draft.right, right)] {
                if *side == NOTHING && !set.is_empty() {
                    store.keep_deciding(&mut set);
                    *side = Side::Cell(self.cell(set));
                }
            }
        }
    }

    /// The lines with all their faces: those of overlapping shapes are assembled from their lines.
    fn resolve(&mut self, drafts: Vec<Draft>) -> Vec<Line> {
        let mut lines = Vec::with_capacity(drafts.len());
        let mut edges: BTreeMap<u32, Vec<(usize, bool)>> = BTreeMap::new();
        for draft in drafts {
            let line =
                Line { a: draft.low, b: draft.high, left: NOWHERE, right: NOWHERE, accuracy_m: draft.accuracy_m };
            if draft.left == draft.right && (draft.left == NOTHING || !line.is_seam()) {
                continue;
            }
            lines.push(line);
            let Some(line) = lines.last_mut() else { continue };
            for (slot, side) in [(&mut line.left, draft.left), (&mut line.right, draft.right)] {
                if let Side::Face(face) = side {
                    *slot = face;
                }
            }
            for (side, is_left) in [(draft.left, true), (draft.right, false)] {
                if let Side::Cell(cell) = side {
                    edges.entry(cell).or_default().push((lines.len() - 1, is_left));
                }
            }
        }
        for (cell, sides) in edges {
            let edge = |&(line, is_left): &(usize, bool)| {
                let line = lines.get(line).map(|line| if is_left { line.left_edge() } else { line.right_edge() });
                line.unwrap_or_default()
            };
            let outer: Vec<(Vertex, Vertex)> = sides.iter().map(edge).collect();
            let rings = assemble(&outer);
            let corners = |ring: &Vec<u32>| ring.iter().filter_map(|&n| outer.get(n as usize)).map(|e| e.0).collect();
            let outlines: Vec<Vec<Vertex>> = rings.iter().map(corners).collect();
            for polygon in nest(&outlines) {
                let face = count(self.faces.len());
                let own = polygon.iter().filter_map(|&ring| outlines.get(ring).cloned()).collect();
                self.faces.push(Face { cell, outline: FaceOutline::Own(Shape::unchecked(own)) });
                for &number in polygon.iter().filter_map(|&ring| rings.get(ring)).flatten() {
                    let Some(&(line, is_left)) = sides.get(number as usize) else { continue };
                    let Some(line) = lines.get_mut(line) else { continue };
                    *(if is_left { &mut line.left } else { &mut line.right }) = face;
                }
            }
        }
        lines
    }

    fn shape(&self, ring: u32) -> Option<u32> {
        self.shape_of.get(ring as usize).copied()
    }
}

fn count(length: usize) -> u32 {
    u32::try_from(length).unwrap_or(u32::MAX)
}
