//! The lines of the plan joined into arcs, from node to node.

use std::collections::HashMap;

use crate::atlas::plan::{NOWHERE, Plan};
use crate::space::Vertex;

/// A line with the same faces on its two sides all along.
#[derive(Debug, Clone)]
pub(super) struct Arc {
    /// The vertices from end to end; a closed arc ends with its first vertex.
    pub(super) course: Vec<Vertex>,
    /// The face on the left along the course, or [`NOWHERE`].
    pub(super) left: u32,
    /// The face on the right, or [`NOWHERE`].
    pub(super) right: u32,
    /// Whether it is a line on the globe, and not the cut at the antimeridian or a pole.
    pub(super) is_line: bool,
}

/// One edge of the plan on the map, where the antimeridian is two.
struct Edge {
    a: Vertex,
    b: Vertex,
    left: u32,
    right: u32,
    is_line: bool,
}

/// All arcs of a plan, in an order that depends only on the plan.
pub(super) fn arcs(plan: &Plan) -> Vec<Arc> {
    let edges = edges(plan);
    let mut around: HashMap<Vertex, Vec<usize>> = HashMap::with_capacity(edges.len());
    for (number, edge) in edges.iter().enumerate() {
        around.entry(edge.a).or_default().push(number);
        around.entry(edge.b).or_default().push(number);
    }
    let key = |edge: &Edge| (edge.left.min(edge.right), edge.left.max(edge.right), edge.is_line);
    let next = |at: Vertex, from: usize| -> Option<usize> {
        let &[one, other] = around.get(&at)?.as_slice() else { return None };
        let next = if one == from { other } else { one };
        (next != from && edges.get(next).map(key) == edges.get(from).map(key)).then_some(next)
    };
    let mut is_used = vec![false; edges.len()];
    let mut found = Vec::new();
    // First the arcs between nodes, then the closed ones.
    for from_nodes in [true, false] {
        for (number, edge) in edges.iter().enumerate() {
            for start in [edge.a, edge.b] {
                if is_used.get(number) == Some(&false) && (!from_nodes || next(start, number).is_none()) {
                    found.push(follow(&edges, number, start, &next, &mut is_used));
                }
            }
        }
    }
    found
}

/// The arc that begins with an edge.
fn follow(
    edges: &[Edge],
    first: usize,
    start: Vertex,
    next: &dyn Fn(Vertex, usize) -> Option<usize>,
    is_used: &mut [bool],
) -> Arc {
    let (mut at, mut here) = (start, Some(first));
    let mut arc = Arc { course: vec![start], left: NOWHERE, right: NOWHERE, is_line: true };
    while let Some((number, edge)) = here.and_then(|number| Some((number, edges.get(number)?))) {
        if let Some(used) = is_used.get_mut(number) {
            *used = true;
        }
        let is_forward = edge.a == at;
        if arc.course.len() == 1 {
            (arc.left, arc.right) = if is_forward { (edge.left, edge.right) } else { (edge.right, edge.left) };
            arc.is_line = edge.is_line;
        }
        at = if is_forward { edge.b } else { edge.a };
        arc.course.push(at);
        here = next(at, number).filter(|&next| is_used.get(next) == Some(&false));
    }
    arc
}

/// The edges on the map: along the antimeridian one on each side.
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

/// Joins directed arcs end to end into closed rings of arc numbers.
///
/// Where several arcs go on from a node the first is taken: by the even-odd rule the inside is the same.
pub(super) fn rings(ends: &[(Vertex, Vertex)]) -> Vec<Vec<usize>> {
    let mut leaving: HashMap<Vertex, Vec<usize>> = HashMap::with_capacity(ends.len());
    for (number, &(start, _)) in ends.iter().enumerate().rev() {
        leaving.entry(start).or_default().push(number);
    }
    let mut is_used = vec![false; ends.len()];
    let mut found = Vec::new();
    for first in 0..ends.len() {
        let (mut ring, mut here) = (Vec::new(), Some(first).filter(|&first| is_used.get(first) == Some(&false)));
        while let Some(number) = here {
            if let Some(used) = is_used.get_mut(number) {
                *used = true;
            }
            ring.push(number);
            let home = ring.first().and_then(|&first| ends.get(first)).map(|end| end.0);
            let at = ends.get(number).map(|end| end.1);
            here = None;
            if at != home {
                let waiting = at.and_then(|at| leaving.get_mut(&at));
                if let Some(list) = waiting {
                    while let Some(next) = list.pop() {
                        if is_used.get(next) == Some(&false) {
                            here = Some(next);
                            break;
                        }
                    }
                }
            }
        }
        if !ring.is_empty() {
            found.push(ring);
        }
    }
    found
}
