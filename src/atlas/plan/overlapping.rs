//! Where outlines overlap: the faces between their edges.

use std::collections::HashMap;

use super::drafted::Drafted;
use super::face::FaceOutline;
use super::line::NOWHERE;
use super::ring_edge::RingEdge;
use crate::space::{
    Drawing, Noding, OUTSIDE, Rise, SetId, Sets, Shape, SidedLine, Subdivision, Vertex, area_below_m2, toggle,
};

/// A face as it is, where it may be drawn otherwise.
#[derive(Clone, Default)]
struct Exact {
    rises: Vec<Rise>,
    m2: f64,
    /// A vertex within a unit of its rim.
    corner: Vertex,
}

/// Edges cut wherever they meet, and the faces between them in which the same shapes decide.
///
/// Which shapes lie on a side is found by crossing lines, from the outside: each line adds its shapes or removes them. The
/// lines are cut exactly, so every way to a place gives the same shapes, and those that a lookup finds there.
pub(super) struct Overlapping {
    edges: Vec<RingEdge>,
    /// Where the members of each noded edge begin in `edges`.
    starts: Vec<usize>,
    noding: Noding,
    faces: Subdivision,
    drawing: Drawing,
    /// The cell on the side of each walk; [`NOWHERE`] outside the shapes that overlap.
    cells: Vec<u32>,
    /// The face of each walk, by the least walk of it.
    pieces: Vec<u32>,
    /// For faces of which a line may be drawn otherwise than it is: their exact edges, and their area.
    exact: HashMap<u32, Exact>,
}

impl Overlapping {
    /// Nodes edges, which are in order, and finds the cells between them.
    pub(super) fn new(drafted: &mut Drafted<'_>, edges: Vec<RingEdge>) -> Self {
        let mut lines = Vec::new();
        let mut starts = Vec::new();
        let mut first = 0;
        for members in edges.chunk_by(RingEdge::runs_along) {
            if let Some(edge) = members.first() {
                lines.push((edge.low, edge.high));
                starts.push(first);
            }
            first += members.len();
        }
        starts.push(first);
        let noding = Noding::of(lines);
        let faces = Subdivision::of(&noding);
        let drawing = Drawing::of(&noding);
        let (cells, pieces, exact) = (Vec::new(), Vec::new(), HashMap::new());
        let mut this = Self { edges, starts, noding, faces, drawing, cells, pieces, exact };
        this.find_cells(drafted);
        this.join_pieces();
        this.measure_bent();
        this
    }

    /// The lines as they are drawn, with the numbers of the faces of plain shapes, or after those the numbers of pieces.
    pub(super) fn lines<'s>(&'s self, drafted: &'s Drafted<'_>) -> impl Iterator<Item = SidedLine> + 's {
        let plain = drafted.plain_face_count();
        self.drawing.pieces.iter().map(move |piece| {
            let fragment = piece.fragment as usize;
            let known = drafted.plain(self.edges_along(fragment));
            let [left, right] = self.faces.beside(fragment).map(|walk| self.piece(walk));
            let side = |known: u32, piece: u32| if piece == NOWHERE { known } else { plain + piece };
            SidedLine {
                a: piece.from,
                b: piece.to,
                left: side(known.left, left),
                right: side(known.right, right),
                mark: known.mark,
            }
        })
    }

    /// The number of each face, and its cell.
    pub(super) fn pieces(&self) -> impl Iterator<Item = (u32, u32)> + '_ {
        let walks = (0..).zip(&self.pieces).filter(|&(walk, &piece)| walk == piece);
        walks.filter_map(|(_, &piece)| Some((piece, *self.cells.get(piece as usize)?)))
    }

    /// The outline of a face, of which this is drawn.
    pub(super) fn outline(&self, piece: u32, drawn: Shape) -> FaceOutline {
        match self.exact.get(&piece) {
            Some(Exact { rises, m2, corner }) => {
                let (rises, area_km2) = (rises.as_slice().into(), m2.max(0.0) / 1e6);
                FaceOutline::Bent { drawn, rises, area_km2, corner: *corner }
            }
            None => FaceOutline::Own(drawn),
        }
    }

    /// The face of a walk; [`NOWHERE`] outside the shapes that overlap.
    fn piece(&self, walk: u32) -> u32 {
        self.pieces.get(walk as usize).copied().unwrap_or(NOWHERE)
    }

    /// The edges of rings along a fragment, all in the direction in which it is noded.
    fn edges_along(&self, fragment: usize) -> impl Iterator<Item = &RingEdge> {
        self.noding.edges_along(fragment).iter().flat_map(|&edge| {
            let [first, end] = [edge as usize, edge as usize + 1].map(|it| self.starts.get(it).copied().unwrap_or(0));
            self.edges.get(first..end).unwrap_or_default()
        })
    }

    /// Finds the cell on each side of each line.
    fn find_cells(&mut self, drafted: &mut Drafted<'_>) {
        let mut sets = Sets::new();
        let mut changes: Vec<SetId> = Vec::with_capacity(self.noding.fragments().len());
        let mut members = Vec::new();
        for fragment in 0..self.noding.fragments().len() {
            members.clear();
            for shape in self.edges_along(fragment).filter_map(|edge| drafted.overlapping_shape(edge)) {
                // An outline that runs along a line twice has the same on both sides.
                toggle(&mut members, shape);
            }
            members.sort_unstable();
            changes.push(sets.number(&members));
        }
        let found = self.faces.spread(Sets::EMPTY, |set, fragment| {
            sets.difference(set, changes.get(fragment).copied().unwrap_or(Sets::EMPTY))
        });
        let mut known: HashMap<SetId, u32> = HashMap::new();
        known.insert(Sets::EMPTY, NOWHERE);
        let mut cell_of = |set: SetId| *known.entry(set).or_insert_with(|| drafted.cell_of(sets.members(set).to_vec()));
        // Cells are numbered in the order of the lines.
        let mut order: Vec<(Vertex, Vertex, u32)> =
            self.drawing.pieces.iter().map(|it| (it.from.min(it.to), it.from.max(it.to), it.fragment)).collect();
        order.sort_unstable();
        for (_, _, fragment) in order {
            for walk in self.faces.beside(fragment as usize) {
                if let Some(&set) = found.get(walk as usize) {
                    cell_of(set);
                }
            }
        }
        self.cells = found.into_iter().map(cell_of).collect();
    }

    /// Makes one face of all that is connected and in one cell.
    fn join_pieces(&mut self) {
        let mut pieces = self.faces.pieces();
        let cell = |walk: u32| self.cells.get(walk as usize).copied().unwrap_or(NOWHERE);
        for fragment in 0..self.noding.fragments().len() {
            let [left, right] = self.faces.beside(fragment);
            if cell(left) == cell(right) && cell(left) != NOWHERE {
                pieces.join(left, right);
            }
        }
        let piece = |walk: u32| if cell(walk) == NOWHERE { NOWHERE } else { pieces.root(walk) };
        self.pieces = (OUTSIDE..).take(self.cells.len()).map(piece).collect();
    }

    /// Keeps the edges of faces of which a line may be drawn otherwise than it is, and adds up their areas.
    fn measure_bent(&mut self) {
        if !self.noding.has_crossings() {
            return;
        }
        let fragments = 0..self.noding.fragments().len();
        let sides = |this: &Self, fragment: usize| {
            let [left, right] = this.faces.beside(fragment).map(|walk| this.piece(walk));
            (left != right).then_some([(left, 1.0), (right, -1.0)])
        };
        for fragment in fragments.clone().filter(|&fragment| self.drawing.is_bent(&self.noding, fragment)) {
            for (piece, _) in sides(self, fragment).into_iter().flatten().filter(|side| side.0 != NOWHERE) {
                let corner = self.noding.vertex_at_start(fragment);
                self.exact.entry(piece).or_insert_with(|| Exact { corner, ..Exact::default() });
            }
        }
        for fragment in fragments {
            let Some(sides) = sides(self, fragment) else { continue };
            let Some((from, to)) = self.noding.ends_of(fragment) else { continue };
            let (rise, mut below_m2) = (Rise::of(&self.noding, fragment), None);
            for (piece, sign) in sides {
                if let Some(exact) = self.exact.get_mut(&piece) {
                    exact.rises.extend(rise);
                    // What is on the left of an edge to the east lies above it.
                    exact.m2 -= sign * *below_m2.get_or_insert_with(|| area_below_m2(from, to));
                }
            }
        }
    }
}
