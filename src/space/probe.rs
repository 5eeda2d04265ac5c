//! The point immediately beside an edge.

use super::vertex::Vertex;

/// Which side of a directed edge.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Side {
    /// The left side, looking from the first end to the second.
    Left,
    /// The right side.
    Right,
}

/// The midpoint of an edge, shifted infinitesimally to one side, and infinitesimally less along the edge.
///
/// The midpoint may lie between two units, so it is kept in doubled coordinates. The two shifts (δ across, δ² along)
/// are symbolic: they only decide when the numbers before them are equal. A probe is therefore never on a line, and
/// every test of it is exact.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Probe {
    doubled: (i64, i64),
    across: (i64, i64),
    along: (i64, i64),
}

impl Probe {
    /// The probe beside the midpoint of a→b.
    pub(crate) fn beside(a: Vertex, b: Vertex, side: Side) -> Self {
        let along = b.minus(a);
        let across = match side {
            Side::Left => (-along.1, along.0),
            Side::Right => (along.1, -along.0),
        };
        let doubled = (i64::from(a.x) + i64::from(b.x), i64::from(a.y) + i64::from(b.y));
        Self { doubled, across, along }
    }

    /// The lower left corner of the unit square that contains the probe; `None` if the corner is out of range.
    pub(crate) fn square(&self) -> Option<Vertex> {
        let floor = |doubled: i64, across: i64, along: i64| {
            let behind = doubled % 2 == 0 && (across, along) < (0, 0);
            doubled.div_euclid(2) - i64::from(behind)
        };
        let x = floor(self.doubled.0, self.across.0, self.along.0);
        let y = floor(self.doubled.1, self.across.1, self.along.1);
        Some(Vertex::new(i32::try_from(x).ok()?, i32::try_from(y).ok()?))
    }

    /// Whether the edge a-b passes to the east of the probe: what [`crosses`](super::vertex::crosses) is for a vertex.
    pub(crate) fn is_crossed_by(&self, a: Vertex, b: Vertex) -> bool {
        let (a_above, b_above) = (self.is_below(a), self.is_below(b));
        if a_above == b_above {
            return false;
        }
        let (low, high) = if b_above { (a, b) } else { (b, a) };
        let edge = high.minus(low);
        let from_low = (self.doubled.0 - 2 * i64::from(low.x), self.doubled.1 - 2 * i64::from(low.y));
        (cross(edge, from_low), cross(edge, self.across), cross(edge, self.along)) > (0, 0, 0)
    }

    fn is_below(&self, place: Vertex) -> bool {
        (2 * i64::from(place.y) - self.doubled.1, -self.across.1, -self.along.1) > (0, 0, 0)
    }
}

fn cross(u: (i64, i64), v: (i64, i64)) -> i128 {
    i128::from(u.0) * i128::from(v.1) - i128::from(u.1) * i128::from(v.0)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::vertex::crosses;
    use super::*;

    proptest! {
        #![proptest_config(ProptestConfig { cases: 2_000, failure_persistence: None, ..ProptestConfig::default() })]

        /// On a map so fine that both shifts are whole units, and still less than what lies between its lines.
        #[test]
        fn a_probe_is_a_place_on_a_finer_map(
            [a, b, low, high] in prop::array::uniform4((-4..=4, -4..=4).prop_map(|(x, y)| Vertex::new(x, y))),
        ) {
            const FINER: i32 = 20_000_000;
            prop_assume!(a != b);
            let fine = |at: Vertex| Vertex::new(at.x * FINER, at.y * FINER);
            let (east, north) = (b.x - a.x, b.y - a.y);
            for (side, across) in [(Side::Left, (-north, east)), (Side::Right, (north, -east))] {
                let place = Vertex::new(
                    (a.x + b.x) * (FINER / 2) + 1_000 * across.0 + east,
                    (a.y + b.y) * (FINER / 2) + 1_000 * across.1 + north,
                );
                let probe = Probe::beside(a, b, side);
                prop_assert_eq!(probe.is_crossed_by(low, high), crosses(fine(low), fine(high), place));
                prop_assert_eq!(probe.is_crossed_by(high, low), crosses(fine(low), fine(high), place));
                let square = Vertex::new(place.x.div_euclid(FINER), place.y.div_euclid(FINER));
                prop_assert_eq!(probe.square(), Some(square));
            }
        }
    }

    #[test]
    fn a_square_beyond_all_places_is_none() {
        let corner = Vertex::new(i32::MIN, i32::MIN);
        let probe = |b: Vertex| Probe::beside(corner, b, Side::Left).square();
        assert_eq!(probe(Vertex::new(i32::MIN, i32::MIN + 2)), None);
        assert_eq!(probe(Vertex::new(i32::MIN + 2, i32::MIN)), Some(Vertex::new(i32::MIN + 1, i32::MIN)));
    }

    #[test]
    fn both_sides_of_an_edge_differ_by_that_edge() {
        for (a, b) in [
            (Vertex::new(0, 0), Vertex::new(1, 3)),
            (Vertex::new(0, 0), Vertex::new(-3, 3)),
            (Vertex::new(0, 0), Vertex::new(0, -1)),
            (Vertex::new(7, 7), Vertex::new(9, 8)),
        ] {
            let left = Probe::beside(a, b, Side::Left).is_crossed_by(a, b);
            let right = Probe::beside(a, b, Side::Right).is_crossed_by(a, b);
            assert_ne!(left, right);
            assert_eq!(left, Probe::beside(b, a, Side::Right).is_crossed_by(a, b));
        }
    }

    #[test]
    fn a_level_edge_is_seen_by_its_neighbours() {
        let (a, b) = (Vertex::new(0, 0), Vertex::new(2, 0));
        let (left, right) = (Probe::beside(a, b, Side::Left), Probe::beside(a, b, Side::Right));
        let riser = (Vertex::new(2, 0), Vertex::new(2, 2));
        assert!(left.is_crossed_by(riser.0, riser.1));
        assert!(!right.is_crossed_by(riser.0, riser.1));
        assert_eq!([left.square(), right.square()], [Some(Vertex::new(1, 0)), Some(Vertex::new(1, -1))]);
    }

    #[test]
    fn the_square_holds_a_middle_between_units() {
        let (a, b) = (Vertex::new(-1, -1), Vertex::new(0, 0));
        assert_eq!(Probe::beside(a, b, Side::Left).square(), Some(Vertex::new(-1, -1)));
        let (a, b) = (Vertex::new(-1, 0), Vertex::new(1, 0));
        assert_eq!(Probe::beside(a, b, Side::Left).square(), Some(Vertex::new(0, 0)));
        assert_eq!(Probe::beside(b, a, Side::Left).square(), Some(Vertex::new(-1, -1)));
    }
}
