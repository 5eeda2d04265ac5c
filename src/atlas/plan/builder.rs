//! From outlines to faces and lines.

use std::collections::HashMap;

use super::cell::Cell;
use super::drafted::{Drafted, count};
use super::face::Face;
use super::line::{Line, NOWHERE};
use super::overlapping::Overlapping;
use crate::atlas::store::Store;
use crate::space::{Shape, SidedLine, Vertex, assemble_vertices, joined_at_the_seam, nest, united};

/// The parts of a plan.
pub(super) struct Parts {
    pub(super) cells: Vec<Cell>,
    pub(super) faces: Vec<Face>,
    pub(super) lines: Vec<Line>,
}

/// Builds the plan of all outlines of an atlas.
pub(super) fn build(store: &Store) -> Parts {
    let mut drafted = Drafted::new(store);
    let (mut lines, rough) = drafted.matched();
    let overlapping = Overlapping::new(&mut drafted, rough);
    lines.extend(overlapping.lines(&drafted));
    let lines = joined_at_the_seam(united(lines.into_iter()));
    let lines = number_faces(&mut drafted, &overlapping, lines);
    Parts { cells: drafted.cells, faces: drafted.faces, lines }
}

/// The lines with the final numbers of their faces, which are added: those where shapes overlap come after the
/// others, by cell and by their first vertex.
fn number_faces(drafted: &mut Drafted<'_>, overlapping: &Overlapping, lines: Vec<SidedLine>) -> Vec<Line> {
    let plain = drafted.plain_face_count();
    let mut lines: Vec<Line> = lines.into_iter().map(Line::from).collect();
    // The edges around each face, with the area on their left, in the order of the lines.
    let mut rims: Vec<(u32, (Vertex, Vertex))> = Vec::new();
    for line in &lines {
        let sides = [(line.left, line.left_edge()), (line.right, line.right_edge())];
        rims.extend(sides.into_iter().filter(|(face, _)| *face != NOWHERE && *face >= plain));
    }
    rims.sort_by_key(|rim| rim.0);
    let mut order: Vec<_> = Vec::new();
    for (piece, cell) in overlapping.pieces() {
        let rim = rim_of(&rims, plain + piece);
        let first: Option<(Vertex, u32)> = rim.iter().zip(0..).map(|(&(_, (from, _)), place)| (from, place)).min();
        // A face that is too small to be drawn has no first vertex, and comes last.
        order.push((cell, first.is_none(), first, piece));
    }
    order.sort_unstable();
    let mut numbers: HashMap<u32, u32> = HashMap::with_capacity(order.len());
    for (cell, _, _, piece) in order {
        numbers.insert(plain + piece, count(drafted.faces.len()));
        let rim: Vec<(Vertex, Vertex)> = rim_of(&rims, plain + piece).iter().map(|rim| rim.1).collect();
        drafted.faces.push(Face { cell, outline: overlapping.outline(piece, outline(&rim)) });
    }
    for line in &mut lines {
        for side in [&mut line.left, &mut line.right] {
            if let Some(&number) = numbers.get(side) {
                *side = number;
            }
        }
    }
    lines
}

/// The edges around a face.
fn rim_of(rims: &[(u32, (Vertex, Vertex))], face: u32) -> &[(u32, (Vertex, Vertex))] {
    let first = rims.partition_point(|rim| rim.0 < face);
    let end = rims.partition_point(|rim| rim.0 <= face);
    rims.get(first..end).unwrap_or_default()
}

/// The shape within edges that have it on their left.
fn outline(rim: &[(Vertex, Vertex)]) -> Shape {
    let mut rings = assemble_vertices(rim);
    let polygons = nest(&rings);
    let in_order = polygons.iter().flatten().filter_map(|&ring| rings.get_mut(ring).map(std::mem::take));
    Shape::unchecked(in_order.collect())
}
