//! Where something lies along an edge, exactly.

use std::cmp::Ordering;

use super::pairs::Edge;
use super::vertex::Vertex;

/// A part of an edge, from its first end: a ratio from 0 to 1, compared exactly.
///
/// On the map a difference of longitudes is at most 3.6e9 units and one of latitudes 1.8e9, so a cross product of two
/// differences is at most 1.3e19: it fits in 64 bits without a sign, and a product of two such in 128.
#[derive(Clone, Copy, Debug)]
pub(super) struct Fraction {
    above: u64,
    below: u64,
}

impl Fraction {
    /// Where an edge is crossed by another, which is not parallel to it.
    pub(super) fn of_crossing((a, b): Edge, (c, d): Edge) -> Self {
        let other = d.minus(c);
        Self { above: cross(c.minus(a), other), below: cross(b.minus(a), other) }
    }

    /// Where a vertex lies that is on the edge.
    pub(super) fn of_vertex((a, b): Edge, at: Vertex) -> Self {
        let (way, whole) = (at.minus(a), b.minus(a));
        let (above, below) = if whole.0 == 0 { (way.1, whole.1) } else { (way.0, whole.0) };
        Self { above: above.unsigned_abs(), below: below.unsigned_abs() }
    }

    /// The ratio, rounded.
    #[expect(clippy::cast_precision_loss, reason = "rounded once")]
    pub(super) fn value(self) -> f64 {
        self.above as f64 / self.below as f64
    }

    /// This part of a length: the least whole number that is not less.
    pub(super) fn ceiling_of(self, length: i64) -> i64 {
        let product = i128::from(length) * i128::from(self.above);
        let ceiling = -(-product).div_euclid(i128::from(self.below).max(1));
        i64::try_from(ceiling).unwrap_or(length)
    }
}

impl PartialEq for Fraction {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Fraction {}

impl PartialOrd for Fraction {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Fraction {
    fn cmp(&self, other: &Self) -> Ordering {
        let product = |one: u64, other: u64| u128::from(one) * u128::from(other);
        product(self.above, other.below).cmp(&product(other.above, self.below))
    }
}

/// The cross product of two differences on the map, without its sign.
fn cross(u: (i64, i64), v: (i64, i64)) -> u64 {
    let product = i128::from(u.0) * i128::from(v.1) - i128::from(u.1) * i128::from(v.0);
    u64::try_from(product.unsigned_abs()).unwrap_or(u64::MAX)
}

#[cfg(test)]
mod tests {
    use super::super::vertex::{HALF_TURN, QUARTER_TURN};
    use super::*;

    fn v(x: i32, y: i32) -> Vertex {
        Vertex::new(x, y)
    }

    #[test]
    fn the_order_is_exact_over_the_whole_map() {
        let far = (v(-HALF_TURN, -QUARTER_TURN), v(HALF_TURN, QUARTER_TURN));
        // Two lines that cross it within a millionth of a unit of each other.
        let one = Fraction::of_crossing(far, (v(-HALF_TURN, QUARTER_TURN), v(HALF_TURN, -QUARTER_TURN)));
        let other = Fraction::of_crossing(far, (v(-HALF_TURN, QUARTER_TURN), v(HALF_TURN, 1 - QUARTER_TURN)));
        assert!(one < other && one == Fraction::of_vertex(far, v(0, 0)));
        assert!((one.value() - 0.5).abs() < 1e-15);
        let next = Fraction::of_crossing(far, (v(1 - HALF_TURN, QUARTER_TURN), v(HALF_TURN, 1 - QUARTER_TURN)));
        assert!(other < next && next < Fraction::of_vertex(far, v(2, 1)));
    }

    #[test]
    fn parts_of_lengths_are_rounded_up() {
        let half = Fraction::of_vertex((v(0, 0), v(0, -2)), v(0, -1));
        assert_eq!([3, 2, 0, -2, -3].map(|length| half.ceiling_of(length)), [2, 1, 0, -1, -1]);
    }
}
