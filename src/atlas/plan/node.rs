//! Cutting lines where others meet them, so that they meet at ends only.

use std::cmp::Ordering;

use super::chain::turn;
use super::lines::Half;
use crate::space::{Vertex, crossing, near_pairs};

/// Rounds of rounding crossings to whole units; each new vertex moves lines by less than a unit.
const ROUNDS: usize = 8;

/// The halves, cut wherever a vertex lies on them or they cross, and sorted.
pub(super) fn cut(mut halves: Vec<Half>) -> Vec<Half> {
    for _ in 0..ROUNDS {
        halves.sort_unstable();
        let mut lines: Vec<(Vertex, Vertex)> = halves.iter().map(|half| (half.lo, half.hi)).collect();
        lines.dedup();
        let (mut cuts, crossed) = cuts(&lines);
        if cuts.is_empty() {
            break;
        }
        cuts.sort_unstable();
        cuts.dedup();
        let mut pieces = Vec::with_capacity(halves.len() + cuts.len());
        for half in halves {
            let line = lines.partition_point(|&line| line < (half.lo, half.hi));
            let first = cuts.partition_point(|cut| cut.0 < line);
            let mut stops: Vec<Vertex> =
                cuts.iter().skip(first).take_while(|cut| cut.0 == line).map(|cut| cut.1).collect();
            stops.push(half.hi);
            let mut from = half.lo;
            for stop in stops {
                if stop != from {
                    // A rounded vertex can lie beyond an end.
                    let is_turned = stop < from;
                    let (lo, hi) = (from.min(stop), from.max(stop));
                    pieces.push(Half { lo, hi, ring: half.ring, is_forward: half.is_forward != is_turned });
                }
                from = stop;
            }
        }
        halves = pieces;
        if !crossed {
            break;
        }
    }
    halves.sort_unstable();
    halves
}

/// Where lines are to be cut, by their numbers; and whether some of these places are rounded crossings.
fn cuts(lines: &[(Vertex, Vertex)]) -> (Vec<(usize, Vertex)>, bool) {
    let (mut cuts, mut crossed) = (Vec::new(), false);
    near_pairs(lines, |one, other| {
        let (Some(&e), Some(&f)) = (lines.get(one), lines.get(other)) else { return };
        let side = |(a, b): (Vertex, Vertex), p: Vertex| turn(b.minus(a), p.minus(a));
        let of_e = [side(f, e.0), side(f, e.1)];
        let of_f = [side(e, f.0), side(e, f.1)];
        for (number, (a, b), places, sides) in [(one, e, [f.0, f.1], of_f), (other, f, [e.0, e.1], of_e)] {
            for (place, side) in places.into_iter().zip(sides) {
                // Ends are ordered, so that of places on the line those inside lie between.
                if side == Ordering::Equal && a < place && place < b {
                    cuts.push((number, place));
                }
            }
        }
        let parts = |[p, q]: [Ordering; 2]| p != Ordering::Equal && p == q.reverse();
        if parts(of_e) && parts(of_f) {
            let at = crossing(e, f);
            for (number, (a, b)) in [(one, e), (other, f)] {
                if at != a && at != b {
                    cuts.push((number, at));
                    crossed = true;
                }
            }
        }
    });
    (cuts, crossed)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn half(a: (i32, i32), b: (i32, i32), ring: u32) -> Half {
        Half::new(Vertex::new(a.0, a.1), Vertex::new(b.0, b.1), ring)
    }

    #[test]
    fn lines_are_cut_at_vertices_and_crossings() {
        let halves = vec![half((0, 0), (100, 0), 0), half((50, 0), (50, 70), 1), half((70, 10), (60, -10), 2)];
        let cut = cut(halves);
        assert_eq!(cut.len(), 6);
        assert!(cut.iter().any(|half| half.lo == Vertex::new(50, 0) && half.hi == Vertex::new(65, 0)));
        assert!(cut.iter().filter(|half| half.ring == 2).all(|half| !half.is_forward));
    }
}
