//! A vertex of an outline, and the exact side test.

use std::cmp::Ordering;

/// A place on the map in units of 1e-7 degree: `x` is longitude, `y` latitude.
///
/// Outlines use the closed ranges -1 800 000 000..=1 800 000 000 and -900 000 000..=900 000 000. So the difference of
/// two coordinates fits in 33 bits, and the product of a difference of longitudes and one of latitudes in 64.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Vertex {
    /// Longitude.
    pub(crate) x: i32,
    /// Latitude.
    pub(crate) y: i32,
}

/// 180 degrees.
pub(crate) const HALF_TURN: i32 = 1_800_000_000;
/// 90 degrees.
pub(crate) const QUARTER_TURN: i32 = 900_000_000;

impl Vertex {
    /// The vertex at `x`, `y`.
    #[inline]
    pub(crate) const fn new(x: i32, y: i32) -> Self {
        Self { x, y }
    }

    /// Whether the vertex lies on the map.
    pub(crate) const fn is_on_map(self) -> bool {
        -HALF_TURN <= self.x && self.x <= HALF_TURN && -QUARTER_TURN <= self.y && self.y <= QUARTER_TURN
    }

    /// The coordinates under which a place of the globe is looked up; each place has exactly one pair.
    ///
    /// 180 E becomes 180 W and a pole gets longitude 0. The north pole is looked up one unit further south, because the
    /// semi-open rule tests just above a point and nothing lies above the pole.
    #[inline]
    pub(crate) const fn as_question(self) -> Self {
        // One comparison covers both poles and values beyond; such places are rare and are handled elsewhere.
        let above = self.y.wrapping_add(QUARTER_TURN - 1).cast_unsigned();
        if above < 2 * QUARTER_TURN.cast_unsigned() - 1 && self.x != HALF_TURN {
            return self;
        }
        self.as_rare_question()
    }

    #[cold]
    const fn as_rare_question(self) -> Self {
        let x = if self.x == HALF_TURN { -HALF_TURN } else { self.x };
        match self.y {
            QUARTER_TURN => Self::new(0, QUARTER_TURN - 1),
            y if y == -QUARTER_TURN => Self::new(0, y),
            y => Self::new(x, y),
        }
    }

    /// Both coordinates packed into one number; different for different vertices.
    #[inline]
    pub(crate) const fn word(self) -> u64 {
        (self.x.cast_unsigned() as u64) << 32 | self.y.cast_unsigned() as u64
    }

    /// `self - from`, exactly.
    #[inline]
    pub(crate) fn minus(self, from: Self) -> (i64, i64) {
        (i64::from(self.x) - i64::from(from.x), i64::from(self.y) - i64::from(from.y))
    }
}

/// The side of the line a→b on which `p` lies: `Greater` is left, `Less` right, `Equal` on the line.
pub(crate) fn orientation(a: Vertex, b: Vertex, p: Vertex) -> Ordering {
    turn(b.minus(a), p.minus(a))
}

/// The turn from direction `u` to direction `v`: `Greater` is to the left, `Less` to the right.
///
/// The two products are compared, not subtracted: each fits in `i64`, but their difference may not.
pub(crate) fn turn(u: (i64, i64), v: (i64, i64)) -> Ordering {
    (u.0 * v.1).cmp(&(u.1 * v.0))
}

/// Orders two directions counter-clockwise, starting due east.
pub(crate) fn angle_order(u: (i64, i64), v: (i64, i64)) -> Ordering {
    let is_lower = |(x, y): (i64, i64)| y < 0 || y == 0 && x < 0;
    is_lower(u).cmp(&is_lower(v)).then_with(|| turn(v, u))
}

/// Whether the edge a-b counts for `p` under the semi-open rule: it passes strictly to the east of `p`, and one end
/// lies above `p` while the other does not.
pub(crate) fn crosses(a: Vertex, b: Vertex, p: Vertex) -> bool {
    if (a.y > p.y) == (b.y > p.y) {
        return false;
    }
    let (low, high) = if a.y < b.y { (a, b) } else { (b, a) };
    orientation(low, high, p) == Ordering::Greater
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_side_is_exact_over_the_whole_map() {
        let a = Vertex::new(-HALF_TURN, -QUARTER_TURN);
        let b = Vertex::new(HALF_TURN, QUARTER_TURN);
        assert_eq!(orientation(a, b, Vertex::new(0, 0)), Ordering::Equal);
        assert_eq!(orientation(a, b, Vertex::new(0, 1)), Ordering::Greater);
        assert_eq!(orientation(a, b, Vertex::new(1, 0)), Ordering::Less);
        assert_eq!(orientation(a, b, Vertex::new(HALF_TURN, QUARTER_TURN - 1)), Ordering::Less);
        assert_eq!(orientation(b, a, Vertex::new(-HALF_TURN, QUARTER_TURN)), Ordering::Less);
    }

    #[test]
    fn a_point_on_an_edge_lies_to_its_right() {
        let (a, b) = (Vertex::new(0, 0), Vertex::new(10, 10));
        assert!(!crosses(a, b, Vertex::new(5, 5)));
        assert!(crosses(a, b, Vertex::new(4, 5)));
        assert!(crosses(b, a, Vertex::new(-1, 0)));
        assert!(!crosses(a, b, Vertex::new(-1, 10)));
    }

    #[test]
    fn questions_have_one_spelling() {
        assert_eq!(Vertex::new(HALF_TURN, 5).as_question(), Vertex::new(-HALF_TURN, 5));
        assert_eq!(Vertex::new(7, QUARTER_TURN).as_question(), Vertex::new(0, QUARTER_TURN - 1));
        assert_eq!(Vertex::new(7, -QUARTER_TURN).as_question(), Vertex::new(0, -QUARTER_TURN));
    }
}
