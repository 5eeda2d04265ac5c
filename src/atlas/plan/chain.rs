//! From edges to rings, and from rings to pieces of ground.

use std::cmp::Ordering;
use std::collections::HashMap;

use crate::space::{Bounds, Vertex};

/// Chains directed edges, ground on the left of each, into simple rings; each ring lists its edges by number.
///
/// Where several edges leave a vertex the sharpest turn to the left is taken, so that a ring keeps to one piece of
/// ground; a ring that comes back to a vertex is cut there.
pub(crate) fn chain(edges: &[(Vertex, Vertex)]) -> Vec<Vec<u32>> {
    let mut order: Vec<(Vertex, u32)> = edges.iter().map(|edge| edge.0).zip(0..).collect();
    order.sort_unstable();
    // A ring can come back to a vertex only where several edges leave it.
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
        rings = rings.into_iter().flat_map(|ring| split(edges, ring)).collect();
    }
    rings
}

/// Cuts a ring where it visits a vertex again.
fn split(edges: &[(Vertex, Vertex)], ring: Vec<u32>) -> Vec<Vec<u32>> {
    let start_of = |number: u32| edges.get(number as usize).map(|edge| edge.0);
    let mut sorted: Vec<_> = ring.iter().map(|&number| start_of(number)).collect();
    sorted.sort_unstable();
    if sorted.windows(2).all(|pair| pair.first() != pair.last()) {
        return vec![ring];
    }
    let (mut simple, mut path, mut on_path) = (Vec::new(), Vec::new(), HashMap::new());
    for number in ring {
        let vertex = start_of(number);
        if let Some(&start) = on_path.get(&vertex) {
            let lobe: Vec<u32> = path.split_off(start);
            for &inner in &lobe {
                on_path.remove(&start_of(inner));
            }
            simple.push(lobe);
        }
        on_path.insert(vertex, path.len());
        path.push(number);
    }
    simple.push(path);
    simple
}

/// Orders two directions out of `at` by how far they are reached turning clockwise from that to `from`.
fn clockwise(at: Vertex, from: Vertex, p: Vertex, q: Vertex) -> Ordering {
    let (back, p, q) = (from.minus(at), p.minus(at), q.minus(at));
    let half = |direction| match turn(back, direction) {
        Ordering::Less => 0,
        Ordering::Equal => 1,
        Ordering::Greater => 2,
    };
    half(p).cmp(&half(q)).then_with(|| turn(p, q))
}

/// The turn from direction `u` to direction `v`: `Greater` to the left, `Less` to the right.
pub(super) fn turn(u: (i64, i64), v: (i64, i64)) -> Ordering {
    (i128::from(u.0) * i128::from(v.1)).cmp(&(i128::from(u.1) * i128::from(v.0)))
}

/// Groups simple rings into pieces of ground: of each the shell, then its holes, by number.
pub(crate) fn nest(rings: &[Vec<Vertex>]) -> Vec<Vec<usize>> {
    let areas: Vec<i128> = rings.iter().map(|ring| double_area(ring)).collect();
    let mut pieces: Vec<Vec<usize>> = Vec::new();
    let mut shells: Vec<(i128, Bounds, usize)> = Vec::new();
    for (number, (ring, &area)) in rings.iter().zip(&areas).enumerate() {
        if area > 0 {
            shells.push((area, Bounds::around(ring.iter().copied()), pieces.len()));
            pieces.push(vec![number]);
        }
    }
    if pieces.is_empty() {
        return pieces;
    }
    // The smallest shell around a hole is its own.
    shells.sort_unstable_by_key(|&(area, _, piece)| (area, piece));
    for (number, ring) in rings.iter().enumerate().filter(|&(number, _)| areas.get(number).is_some_and(|&a| a <= 0)) {
        let (Some(&a), Some(&b)) = (ring.first(), ring.get(1)) else { continue };
        let bounds = Bounds::around(ring.iter().copied());
        let around = shells.iter().find(|(_, shell, piece)| {
            let ring = pieces.get(*piece).and_then(|piece| rings.get(*piece.first()?));
            shell.holds(bounds.min) && shell.holds(bounds.max) && ring.is_some_and(|ring| holds_middle(ring, a, b))
        });
        let home = around.or(shells.last()).map_or(0, |shell| shell.2);
        if let Some(piece) = pieces.get_mut(home) {
            piece.push(number);
        }
    }
    pieces
}

/// Twice the area inside a ring, positive counter-clockwise.
fn double_area(ring: &[Vertex]) -> i128 {
    let ends = ring.iter().skip(1).chain(ring.first());
    ring.iter().zip(ends).map(|(a, b)| i128::from(a.x) * i128::from(b.y) - i128::from(b.x) * i128::from(a.y)).sum()
}

/// Whether the middle of a→b, which is not on the ring, lies inside.
fn holds_middle(ring: &[Vertex], a: Vertex, b: Vertex) -> bool {
    let (x, y) = (i64::from(a.x) + i64::from(b.x), i64::from(a.y) + i64::from(b.y));
    let ends = ring.iter().skip(1).chain(ring.first());
    let crossed = |&(a, b): &(&Vertex, &Vertex)| {
        let (low, high) = if a.y < b.y { (a, b) } else { (b, a) };
        let from = (2 * i64::from(low.x), 2 * i64::from(low.y));
        let to = (2 * i64::from(high.x), 2 * i64::from(high.y));
        (from.1 > y) != (to.1 > y) && turn((to.0 - from.0, to.1 - from.1), (x - from.0, y - from.1)).is_gt()
    };
    ring.iter().zip(ends).filter(crossed).count() % 2 == 1
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ring(corners: &[(i32, i32)]) -> Vec<Vertex> {
        corners.iter().map(|&(x, y)| Vertex::new(x, y)).collect()
    }

    fn edges(rings: &[Vec<Vertex>]) -> Vec<(Vertex, Vertex)> {
        rings.iter().flat_map(|ring| ring.iter().copied().zip(ring.iter().cycle().skip(1).copied())).collect()
    }

    #[test]
    fn corners_that_touch_keep_rings_apart() {
        let rings = [ring(&[(0, 0), (10, 0), (10, 10), (0, 10)]), ring(&[(10, 10), (20, 10), (20, 20), (10, 20)])];
        let chained = chain(&edges(&rings));
        assert_eq!(chained.iter().map(Vec::len).collect::<Vec<_>>(), [4, 4]);
    }

    #[test]
    fn a_hole_at_the_shell_is_cut_off() {
        let rings = [ring(&[(0, 0), (10, 0), (10, 10), (0, 10)]), ring(&[(0, 0), (2, 4), (4, 2)])];
        let edges = edges(&rings);
        let chained = chain(&edges);
        let corners: Vec<Vec<Vertex>> =
            chained.iter().map(|ring| ring.iter().map(|&number| edges[number as usize].0).collect()).collect();
        let pieces = nest(&corners);
        assert_eq!((corners.len(), pieces.len(), pieces[0].len()), (2, 1, 2));
    }
}
