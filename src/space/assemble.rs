//! Assembly of directed edges into simple rings.

use std::cmp::Ordering;
use std::collections::HashMap;
use std::hash::Hash;

use super::vertex::{Vertex, turn};

/// Assembles directed edges, each with the area on its left, into simple rings. A ring lists its edges by number, in
/// order.
///
/// Where several edges leave a vertex, the sharpest left turn is taken, so that a ring stays on the boundary of one
/// piece of the area; a ring that returns to a vertex is split there. Rings begin at their least vertex, those with
/// the least first.
///
/// O(n log n) in the number of edges, as long as few edges leave each vertex.
pub(crate) fn assemble(edges: &[(Vertex, Vertex)]) -> Vec<Vec<u32>> {
    let mut order: Vec<(Vertex, u32)> = edges.iter().map(|edge| edge.0).zip(0..).collect();
    order.sort_unstable();
    // A ring can return to a vertex only where several edges leave it.
    let is_branched = order.windows(2).any(|pair| matches!(pair, [one, other] if one.0 == other.0));
    let mut is_used = vec![false; edges.len()];
    let mut rings = Vec::new();
    for &(_, start) in &order {
        let (mut ring, mut here) = (Vec::new(), start);
        while let (Some(used), Some(&(from, at))) = (is_used.get_mut(here as usize), edges.get(here as usize)) {
            if *used {
                break;
            }
            *used = true;
            ring.push(here);
            let first = order.partition_point(|&(vertex, _)| vertex < at);
            let leaving = order.iter().skip(first).take_while(|&&(vertex, _)| vertex == at).map(|&(_, number)| number);
            let mut free = leaving.filter(|&number| is_used.get(number as usize) == Some(&false));
            let Some(mut next) = free.next() else { break };
            for other in free {
                let to = |number: u32| edges.get(number as usize).map_or(at, |edge| edge.1);
                if clockwise(at, from, to(other), to(next)) == Ordering::Less {
                    next = other;
                }
            }
            here = next;
        }
        if !ring.is_empty() {
            rings.push(ring);
        }
    }
    if is_branched {
        let start = |&number: &u32| edges.get(number as usize).map(|edge| edge.0);
        rings = rings.into_iter().flat_map(|ring| split_at_pinches(ring, start)).collect();
    }
    rings
}

/// As [`assemble`], but a ring lists the vertices at which its edges begin.
pub(crate) fn assemble_vertices(edges: &[(Vertex, Vertex)]) -> Vec<Vec<Vertex>> {
    let start = |&number: &u32| edges.get(number as usize).map(|edge| edge.0);
    assemble(edges).iter().map(|ring| ring.iter().filter_map(start).collect()).collect()
}

/// Splits a ring wherever it visits a vertex again, so that each part is a simple ring. `key` identifies the vertex
/// of an element of the ring.
pub(crate) fn split_at_pinches<T, K: Copy + Eq + Hash + Ord>(ring: Vec<T>, key: impl Fn(&T) -> K) -> Vec<Vec<T>> {
    if !has_repeats(ring.iter().map(&key)) {
        return vec![ring];
    }
    let (mut simple, mut path) = (Vec::new(), Vec::new());
    let mut on_path: HashMap<K, usize> = HashMap::new();
    for element in ring {
        let vertex = key(&element);
        if let Some(&start) = on_path.get(&vertex) {
            let loop_ = path.split_off(start);
            for inner in &loop_ {
                on_path.remove(&key(inner));
            }
            simple.push(loop_);
        }
        on_path.insert(vertex, path.len());
        path.push(element);
    }
    simple.push(path);
    simple
}

/// Whether any of the values occurs twice.
pub(super) fn has_repeats<K: Copy + Ord>(values: impl Iterator<Item = K>) -> bool {
    let mut sorted: Vec<K> = values.collect();
    sorted.sort_unstable();
    sorted.windows(2).any(|pair| pair.first() == pair.last())
}

/// Orders two directions out of `at` by the clockwise turn that leads to each of them from the direction to `from`.
fn clockwise(at: Vertex, from: Vertex, p: Vertex, q: Vertex) -> Ordering {
    let (back, p, q) = (from.minus(at), p.minus(at), q.minus(at));
    // A clockwise turn of less than half a circle comes first; straight on is half a circle.
    let half = |direction| match turn(back, direction) {
        Ordering::Less => 0,
        Ordering::Equal => 1,
        Ordering::Greater => 2,
    };
    half(p).cmp(&half(q)).then_with(|| turn(p, q))
}

#[cfg(test)]
mod tests {
    use super::super::ring;
    use super::*;

    fn edges(rings: &[&[(i32, i32)]]) -> Vec<(Vertex, Vertex)> {
        let ring = |corners: &&[(i32, i32)]| {
            let vertices: Vec<Vertex> = corners.iter().map(|&(x, y)| Vertex::new(x, y)).collect();
            ring::edges(&vertices).collect::<Vec<_>>()
        };
        rings.iter().flat_map(ring).collect()
    }

    #[test]
    fn squares_that_touch_at_a_corner_stay_apart() {
        let edges = edges(&[&[(0, 0), (10, 0), (10, 10), (0, 10)], &[(10, 10), (20, 10), (20, 20), (10, 20)]]);
        assert_eq!(assemble(&edges).iter().map(Vec::len).collect::<Vec<_>>(), [4, 4]);
    }

    #[test]
    fn a_hole_that_touches_the_shell_is_a_ring_of_its_own() {
        let edges = edges(&[&[(0, 0), (10, 0), (10, 10), (0, 10)], &[(0, 0), (2, 4), (4, 2)]]);
        let mut sizes: Vec<usize> = assemble(&edges).iter().map(Vec::len).collect();
        sizes.sort_unstable();
        assert_eq!(sizes, [3, 4]);
    }

    #[test]
    fn a_ring_is_split_where_it_returns() {
        let parts = split_at_pinches(vec![1, 2, 3, 2, 4], |&vertex| vertex);
        assert_eq!(parts, [vec![2, 3], vec![1, 2, 4]]);
    }
}
