//! Lines with what is on their two sides.

use super::vertex::{HALF_TURN, Vertex};

/// Stands for nothing on a side of a line.
pub(crate) const NOTHING: u32 = u32::MAX;

/// A straight line between two vertices, and what is on its two sides, by numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct SidedLine {
    pub(crate) a: Vertex,
    pub(crate) b: Vertex,
    /// What is on the left of a→b, or [`NOTHING`].
    pub(crate) left: u32,
    /// What is on the right of a→b, or [`NOTHING`].
    pub(crate) right: u32,
    /// A number of which lines that fall together keep the least.
    pub(crate) mark: u32,
}

impl SidedLine {
    /// The line from its lesser end to the greater.
    fn upright(self) -> Self {
        if self.a < self.b { self } else { Self { a: self.b, b: self.a, left: self.right, right: self.left, ..self } }
    }

    /// Whether it runs along the antimeridian, at either end of the map.
    fn is_seam(&self) -> bool {
        self.a.x == self.b.x && self.a.x.abs() == HALF_TURN
    }
}

/// The lines, each from its lesser end to the greater, in order, and one of those that fall together.
///
/// Of lines that drawing made one, what is between two of them is on the left of the one and on the right of the other, and
/// has gone: what is left over is on the sides of the new one. Lines with the same on both sides fall away.
pub(crate) fn united(lines: impl Iterator<Item = SidedLine>) -> Vec<SidedLine> {
    let mut lines: Vec<SidedLine> = lines.map(SidedLine::upright).collect();
    lines.sort_unstable_by_key(|line| (line.a, line.b));
    let mut united = Vec::with_capacity(lines.len());
    for same in lines.chunk_by(|one, other| (one.a, one.b) == (other.a, other.b)) {
        let Some(&first) = same.first() else { continue };
        let mut line = SidedLine { mark: same.iter().map(|line| line.mark).min().unwrap_or(first.mark), ..first };
        if same.len() > 1 {
            let (mut left, mut right): (Vec<u32>, Vec<u32>) = (Vec::new(), Vec::new());
            for line in same {
                cancel(&mut left, &mut right, line.left);
                cancel(&mut right, &mut left, line.right);
            }
            (line.left, line.right) =
                (left.first().copied().unwrap_or(NOTHING), right.first().copied().unwrap_or(NOTHING));
        }
        if line.left != line.right {
            united.push(line);
        }
    }
    united
}

/// Adds a value to one list unless the other has it, which then loses it.
fn cancel(list: &mut Vec<u32>, other: &mut Vec<u32>, value: u32) {
    match other.iter().position(|&known| known == value) {
        Some(place) => {
            other.swap_remove(place);
        }
        None => list.push(value),
    }
}

/// The lines in order, those along the antimeridian as one line at 180 W: it has on the left what lies west of 180 E, and
/// on the right what lies east of 180 W.
///
/// Each such line is cut where a line ends on the other side of the map.
pub(crate) fn joined_at_the_seam(lines: Vec<SidedLine>) -> Vec<SidedLine> {
    if !lines.iter().any(SidedLine::is_seam) {
        return lines;
    }
    let ends = lines.iter().flat_map(|line| [line.a, line.b]).filter(|end| end.x.abs() == HALF_TURN);
    let mut stops: Vec<i32> = ends.map(|end| end.y).collect();
    stops.sort_unstable();
    stops.dedup();
    let (seam, mut joined): (Vec<SidedLine>, Vec<SidedLine>) = lines.into_iter().partition(SidedLine::is_seam);
    let mut pieces: Vec<SidedLine> = Vec::new();
    for line in seam {
        let (left, right) = if line.a.x == HALF_TURN { (line.left, NOTHING) } else { (NOTHING, line.right) };
        let first = stops.partition_point(|&y| y <= line.a.y);
        let mut from = line.a.y;
        for &stop in stops.iter().skip(first).take_while(|&&y| y <= line.b.y) {
            let [a, b] = [from, stop].map(|y| Vertex::new(-HALF_TURN, y));
            pieces.push(SidedLine { a, b, left, right, mark: line.mark });
            from = stop;
        }
    }
    pieces.sort_unstable_by_key(|line| (line.a, line.b));
    for same in pieces.chunk_by(|one, other| (one.a, one.b) == (other.a, other.b)) {
        let Some(&first) = same.first() else { continue };
        joined.push(same.iter().fold(first, |line, next| SidedLine {
            // Nothing is the greatest number.
            left: line.left.min(next.left),
            right: line.right.min(next.right),
            mark: line.mark.min(next.mark),
            ..line
        }));
    }
    joined.sort_unstable_by_key(|line| (line.a, line.b));
    joined
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(a: (i32, i32), b: (i32, i32), left: u32, right: u32) -> SidedLine {
        SidedLine { a: Vertex::new(a.0, a.1), b: Vertex::new(b.0, b.1), left, right, mark: left.min(right) }
    }

    #[test]
    fn what_is_between_lines_that_fall_together_goes() {
        let lines = [line((0, 0), (1, 1), 1, 2), line((1, 1), (0, 0), 3, 2), line((0, 0), (1, 0), 2, NOTHING)];
        let expected = [line((0, 0), (1, 0), 2, NOTHING), line((0, 0), (1, 1), 1, 3)];
        assert_eq!(united(lines.into_iter()), expected);
        assert_eq!(united([line((0, 0), (1, 1), 1, 2), line((0, 0), (1, 1), 2, 1)].into_iter()), []);
    }

    #[test]
    fn both_sides_of_the_antimeridian_are_one_line() {
        let east = line((HALF_TURN, 0), (HALF_TURN, 10), 1, NOTHING);
        let west = line((-HALF_TURN, 5), (-HALF_TURN, 20), NOTHING, 1);
        let other = line((HALF_TURN - 9, 7), (HALF_TURN, 7), 1, 2);
        let joined = joined_at_the_seam(vec![west, other, east]);
        let at = |from: i32, to: i32, left: u32, right: u32| line((-HALF_TURN, from), (-HALF_TURN, to), left, right);
        let expected = [at(0, 5, 1, NOTHING), at(5, 7, 1, 1), at(7, 10, 1, 1), at(10, 20, NOTHING, 1), other];
        assert_eq!(joined, expected);
    }
}
