//! Noding: edges are split where they meet others, so that they meet at ends only.

use super::line::off_seam;
use crate::space::{Contact, Vertex, contact, crossing, ends_inside, near_pairs};

/// An edge of a ring, its ends in order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct RingEdge {
    pub(super) low: Vertex,
    pub(super) high: Vertex,
    /// The ring; the rings of all shapes are numbered through.
    pub(super) ring: u32,
    /// Whether the ring runs from `low` to `high`, and so has its area on the left of that direction.
    pub(super) is_forward: bool,
}

impl RingEdge {
    pub(super) fn new(a: Vertex, b: Vertex, ring: u32) -> Self {
        // The two edges of the map along the antimeridian are one line.
        let (a, b) = if a.x == b.x { (off_seam(a), off_seam(b)) } else { (a, b) };
        Self { low: a.min(b), high: a.max(b), ring, is_forward: a < b }
    }
}

/// How often crossings are rounded to whole units at most; each new vertex moves its lines by less than a unit, which
/// can make new crossings.
const ROUNDS: usize = 8;

/// The edges, split wherever a vertex lies on them or they cross, and sorted.
pub(super) fn node(mut edges: Vec<RingEdge>) -> Vec<RingEdge> {
    for _ in 0..ROUNDS {
        edges.sort_unstable();
        let mut lines: Vec<(Vertex, Vertex)> = edges.iter().map(|edge| (edge.low, edge.high)).collect();
        lines.dedup();
        let (mut splits, is_rounded) = splits(&lines);
        if splits.is_empty() {
            break;
        }
        splits.sort_unstable();
        splits.dedup();
        let mut pieces = Vec::with_capacity(edges.len() + splits.len());
        for edge in edges {
            let line = lines.partition_point(|&line| line < (edge.low, edge.high));
            let first = splits.partition_point(|split| split.0 < line);
            let mut stops: Vec<Vertex> =
                splits.iter().skip(first).take_while(|split| split.0 == line).map(|split| split.1).collect();
            stops.push(edge.high);
            let mut from = edge.low;
            for stop in stops {
                if stop != from {
                    // A rounded vertex can lie beyond an end.
                    let is_turned = stop < from;
                    let (low, high) = (from.min(stop), from.max(stop));
                    pieces.push(RingEdge { low, high, ring: edge.ring, is_forward: edge.is_forward != is_turned });
                }
                from = stop;
            }
        }
        edges = pieces;
        if !is_rounded {
            break;
        }
    }
    edges.sort_unstable();
    edges
}

/// Where lines are to be split, by their numbers; and whether some of these places are rounded crossings.
fn splits(lines: &[(Vertex, Vertex)]) -> (Vec<(usize, Vertex)>, bool) {
    let (mut splits, mut is_rounded) = (Vec::new(), false);
    near_pairs(lines, |one, other| {
        let (Some(&e), Some(&f)) = (lines.get(one), lines.get(other)) else { return };
        match contact(e, f) {
            Contact::Apart => {}
            Contact::Touch(_) | Contact::Overlap => {
                splits.extend(ends_inside(e, f).map(|at| (one, at)));
                splits.extend(ends_inside(f, e).map(|at| (other, at)));
            }
            Contact::Cross => {
                let at = crossing(e, f);
                for (number, (a, b)) in [(one, e), (other, f)] {
                    if at != a && at != b {
                        splits.push((number, at));
                        is_rounded = true;
                    }
                }
            }
        }
    });
    (splits, is_rounded)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn edge(a: (i32, i32), b: (i32, i32), ring: u32) -> RingEdge {
        RingEdge::new(Vertex::new(a.0, a.1), Vertex::new(b.0, b.1), ring)
    }

    #[test]
    fn edges_are_split_at_vertices_and_crossings() {
        let edges = vec![edge((0, 0), (100, 0), 0), edge((50, 0), (50, 70), 1), edge((70, 10), (60, -10), 2)];
        let noded = node(edges);
        assert_eq!(noded.len(), 6);
        assert!(noded.iter().any(|edge| edge.low == Vertex::new(50, 0) && edge.high == Vertex::new(65, 0)));
        assert!(noded.iter().filter(|edge| edge.ring == 2).all(|edge| !edge.is_forward));
    }
}
