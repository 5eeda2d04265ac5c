//! Cutting lines where others meet them, so that they meet at ends only.

use std::cmp::Ordering;

use super::chain::turn;
use super::lines::Half;
use crate::space::{Bounds, Vertex};

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

/// The crossing of two lines, rounded.
#[expect(clippy::cast_possible_truncation, reason = "the crossing lies within the box of either line")]
fn crossing((a, b): (Vertex, Vertex), (c, d): (Vertex, Vertex)) -> Vertex {
    let cross = |u: (i64, i64), v: (i64, i64)| i128::from(u.0) * i128::from(v.1) - i128::from(u.1) * i128::from(v.0);
    let (along, other) = (b.minus(a), d.minus(c));
    let (above, below) = (cross(c.minus(a), other), cross(along, other));
    let shifted = |from: i32, step: i64| {
        let (above, below) = if below < 0 { (-above, -below) } else { (above, below) };
        // To the nearest whole unit.
        i128::from(from) + (2 * above * i128::from(step) + below).div_euclid(2 * below.max(1))
    };
    Vertex::new(shifted(a.x, along.0) as i32, shifted(a.y, along.1) as i32)
}

/// Names every pair of lines whose boxes meet, by way of a grid with about one square for each line.
fn near_pairs(lines: &[(Vertex, Vertex)], mut found: impl FnMut(usize, usize)) {
    let whole = Bounds::around(lines.iter().flat_map(|&(a, b)| [a, b]));
    if whole.is_empty() {
        return;
    }
    let grid = Grid::new(whole, lines.len());
    let mut entries: Vec<(u64, usize)> = Vec::with_capacity(lines.len() * 2);
    for (number, &(a, b)) in lines.iter().enumerate() {
        grid.squares_on(a, b, |square| entries.push((square, number)));
    }
    entries.sort_unstable();
    for square in entries.chunk_by(|one, other| one.0 == other.0) {
        for (at, &(_, one)) in square.iter().enumerate() {
            let Some(&(a, b)) = lines.get(one) else { continue };
            let bounds = Bounds::of_edge(a, b);
            for &(_, other) in square.iter().skip(at + 1) {
                if lines.get(other).is_some_and(|&(c, d)| bounds.meets(Bounds::of_edge(c, d))) {
                    found(one, other);
                }
            }
        }
    }
}

/// Squares over a box.
struct Grid {
    min: Vertex,
    columns: u64,
    width: i64,
    height: i64,
}

impl Grid {
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_precision_loss,
        clippy::cast_sign_loss,
        reason = "a count's root"
    )]
    fn new(whole: Bounds, count: usize) -> Self {
        let columns = (count as f64).sqrt().ceil().max(1.0) as u64;
        let step = |from: i32, to: i32| (i64::from(to) - i64::from(from)) / columns.cast_signed() + 1;
        Self { min: whole.min, columns, width: step(whole.min.x, whole.max.x), height: step(whole.min.y, whole.max.y) }
    }

    /// The squares that the line a-b runs through, and perhaps their neighbours in a row.
    fn squares_on(&self, a: Vertex, b: Vertex, mut found: impl FnMut(u64)) {
        let (low, high) = if a.y <= b.y { (a, b) } else { (b, a) };
        let row = |y: i32| (i64::from(y) - i64::from(self.min.y)) / self.height;
        let (dx, dy) = (i64::from(high.x) - i64::from(low.x), i64::from(high.y) - i64::from(low.y));
        let last = row(high.y);
        for number in row(low.y)..=last {
            // Where the line enters and leaves the row, within a unit.
            let x_at = |row: i64| {
                let y = i64::from(self.min.y) + row * self.height - i64::from(low.y);
                if y <= 0 || dy == 0 {
                    i64::from(low.x)
                } else if y >= dy {
                    i64::from(high.x)
                } else {
                    i64::try_from(i128::from(dx) * i128::from(y) / i128::from(dy)).map_or(0, |x| i64::from(low.x) + x)
                }
            };
            let ends = if dy == 0 { [i64::from(low.x), i64::from(high.x)] } else { [x_at(number), x_at(number + 1)] };
            let column = |x: i64| ((x - i64::from(self.min.x)) / self.width).max(0).cast_unsigned();
            let west = column(ends[0].min(ends[1]) - 1);
            let east = column(ends[0].max(ends[1]) + 1);
            for column in west..=east {
                found(number.cast_unsigned() * (self.columns + 2) + column);
            }
        }
    }
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

    #[test]
    fn the_grid_finds_what_all_pairs_find() {
        let mut seed = 7_u64;
        let mut number = |limit: u64| {
            seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            i32::try_from((seed >> 33) % limit).unwrap()
        };
        for _ in 0..50 {
            let lines: Vec<(Vertex, Vertex)> = (0..40)
                .map(|_| {
                    let a = Vertex::new(number(1000), number(1000));
                    let b = Vertex::new(a.x + number(300) - 150, a.y + number(60) - 30);
                    (a.min(b), a.max(b))
                })
                .collect();
            let crosses = |e: (Vertex, Vertex), f: (Vertex, Vertex)| {
                let side = |(a, b): (Vertex, Vertex), p: Vertex| turn(b.minus(a), p.minus(a));
                side(e, f.0) != side(e, f.1) && side(f, e.0) != side(f, e.1)
            };
            let mut met = Vec::new();
            near_pairs(&lines, |one, other| {
                if crosses(lines[one], lines[other]) {
                    met.push((one.min(other), one.max(other)));
                }
            });
            met.sort_unstable();
            met.dedup();
            let mut all = Vec::new();
            for one in 0..lines.len() {
                for other in one + 1..lines.len() {
                    if crosses(lines[one], lines[other]) {
                        all.push((one, other));
                    }
                }
            }
            assert_eq!(met, all);
        }
    }
}
