//! The lines of the ground plan, followed from node to node.

use crate::atlas::plan::{NOWHERE, Plan};
use crate::space::{Network, Path, Step, Vertex, assemble};

/// A line with the same faces on its two sides all along.
#[derive(Debug, Clone)]
pub(super) struct Arc {
    /// From end to end; the first again at the end where it goes round.
    pub(super) course: Vec<Vertex>,
    /// The face on the left along the course, or [`NOWHERE`].
    pub(super) left: u32,
    /// The face on the right, or [`NOWHERE`].
    pub(super) right: u32,
    /// Whether it is a line on the globe: neither the cut at the antimeridian nor a pole.
    pub(super) is_line: bool,
}

/// One edge of the plan as the map has it.
struct Edge {
    a: Vertex,
    b: Vertex,
    left: u32,
    right: u32,
    is_line: bool,
}

/// All arcs of a plan, in an order that depends on the plan only.
pub(super) fn arcs(plan: &Plan) -> Vec<Arc> {
    let edges = edges(plan);
    let ends = |number: usize| edges.get(number).map(|edge| [edge.a, edge.b]).unwrap_or_default();
    let network = Network::new((0..edges.len()).map(|number| (number, ends(number))));
    let sides = |edge: &Edge| (edge.left.min(edge.right), edge.left.max(edge.right), edge.is_line);
    let continues = |one: usize, other: usize| edges.get(one).map(sides) == edges.get(other).map(sides);
    let starts = (0..edges.len()).flat_map(|number| ends(number).map(|end| (end, number)));
    network.paths(&starts, ends, continues).iter().filter_map(|path| arc(&edges, path)).collect()
}

/// The arc along a path.
fn arc(edges: &[Edge], path: &Path) -> Option<Arc> {
    let directed = |step: &Step| {
        let edge = edges.get(step.edge)?;
        Some(if step.is_forward { (edge.a, edge.b) } else { (edge.b, edge.a) })
    };
    let first = path.steps.first()?;
    let edge = edges.get(first.edge)?;
    let (left, right) = if first.is_forward { (edge.left, edge.right) } else { (edge.right, edge.left) };
    let mut course = vec![directed(first)?.0];
    course.extend(path.steps.iter().filter_map(directed).map(|(_, to)| to));
    Some(Arc { course, left, right, is_line: edge.is_line })
}

/// The edges of the map: the antimeridian is one on each side.
fn edges(plan: &Plan) -> Vec<Edge> {
    let mut edges = Vec::with_capacity(plan.lines().len());
    for line in plan.lines() {
        if line.is_seam() {
            let ((a, b), (c, d)) = (line.left_edge(), line.right_edge());
            edges.push(Edge { a, b, left: line.left, right: NOWHERE, is_line: false });
            edges.push(Edge { a: c, b: d, left: line.right, right: NOWHERE, is_line: false });
        } else {
            let is_line = !line.is_pole();
            edges.push(Edge { a: line.a, b: line.b, left: line.left, right: line.right, is_line });
        }
    }
    edges
}

/// Joins directed arcs end to end into closed rings, each a list of their numbers.
///
/// Only the ends are looked at: where several arcs go on from a node, any of them closes a ring, and the area inside,
/// counted by crossings, is the same.
pub(super) fn rings(ends: &[(Vertex, Vertex)]) -> Vec<Vec<usize>> {
    assemble(ends).into_iter().map(|ring| ring.into_iter().map(|number| number as usize).collect()).collect()
}
