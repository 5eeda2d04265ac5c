//! Which fragment is the first to the east of a place.

use std::cmp::Ordering;
use std::collections::BTreeSet;
use std::ops::Bound;

use super::noding::Noding;
use super::vertex::{Vertex, crosses, orientation};

/// The part of an edge that a ray to the east can cross, from places on the grid: the fragments of an edge share it out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Rise {
    /// The lower end of the edge.
    low: Vertex,
    /// The upper end of the edge.
    high: Vertex,
    /// The first latitude at which a ray crosses.
    from: i64,
    /// The latitude above the last.
    until: i64,
}

impl Rise {
    /// What rays can cross of a fragment; `None` if it lies between two latitudes of the grid.
    pub(crate) fn of(noding: &Noding, fragment: usize) -> Option<Self> {
        let ends = noding.fragments().get(fragment)?;
        let (a, b) = noding.course(fragment);
        let [from, to] = [ends.from, ends.to].map(|node| noding.least_latitude_from(node));
        (from != to).then(|| {
            let (low, high) = if a.y < b.y { (a, b) } else { (b, a) };
            Self { low, high, from: from.min(to), until: from.max(to) }
        })
    }

    /// Whether it passes to the east of a place: what [`crosses`] says of a whole edge.
    pub(crate) fn is_east_of(&self, at: Vertex) -> bool {
        (self.from..self.until).contains(&i64::from(at.y)) && crosses(self.low, self.high, at)
    }
}

/// The first fragment to the east of each place, by the rule of [`Shape::contains`](super::Shape::contains); and
/// whether it rises along its course. The places are ordered by latitude.
///
/// O((n + q) log n): a sweep from south to north, in which the fragments at a latitude are kept in their order.
pub(super) fn first_to_the_east(noding: &Noding, places: &[Vertex]) -> Vec<Option<(usize, bool)>> {
    let asked = |from: i64, until: i64| {
        let first = places.partition_point(|at| i64::from(at.y) < from);
        places.get(first).is_some_and(|at| i64::from(at.y) < until)
    };
    let rises = (0..noding.fragments().len()).filter_map(|number| Some((Rise::of(noding, number)?, number)));
    let mut starts: Vec<Abreast> =
        rises.filter(|(rise, _)| asked(rise.from, rise.until)).map(|(rise, number)| Abreast { rise, number }).collect();
    starts.sort_unstable_by_key(|it| (it.rise.from, it.number));
    let mut ends = starts.clone();
    ends.sort_unstable_by_key(|it| (it.rise.until, it.number));
    let (mut starts, mut ends) = (starts.into_iter().peekable(), ends.into_iter().peekable());
    let mut abreast: BTreeSet<Abreast> = BTreeSet::new();
    let first = |&at: &Vertex| {
        let y = i64::from(at.y);
        while let Some(over) = ends.next_if(|it| it.rise.until <= y) {
            abreast.remove(&over);
        }
        while let Some(next) = starts.next_if(|it| it.rise.from <= y) {
            if y < next.rise.until {
                abreast.insert(next);
            }
        }
        let rise = Rise { low: at, high: at, from: y, until: y };
        let place = Abreast { rise, number: 0 };
        let next = abreast.range((Bound::Excluded(place), Bound::Unbounded)).next()?;
        Some((next.number, noding.course(next.number).0 == next.rise.low))
    };
    places.iter().map(first).collect()
}

/// Fragments, or a place among them, in the order from west to east at a latitude that they share.
#[derive(Clone, Copy, Debug)]
struct Abreast {
    /// A place has both ends there.
    rise: Rise,
    number: usize,
}

impl Abreast {
    /// Compares where two fragments are, just above the latitude at which the upper of them begins: they do not cross,
    /// so they keep that order.
    fn order(&self, other: &Self) -> Ordering {
        let (one, two) = (&self.rise, &other.rise);
        let y = one.from.max(two.from);
        let along = |rise: &Rise| {
            let (width, height) = rise.high.minus(rise.low);
            // The longitude there, times the height.
            let x =
                i128::from(rise.low.x) * i128::from(height) + i128::from(width) * i128::from(y - i64::from(rise.low.y));
            (x, i128::from(width), i128::from(height))
        };
        let (one, two) = (along(one), along(two));
        (one.0 * two.2).cmp(&(two.0 * one.2)).then_with(|| (one.1 * two.2).cmp(&(two.1 * one.2)))
    }

    fn is_place(&self) -> bool {
        self.rise.low == self.rise.high
    }
}

impl Ord for Abreast {
    fn cmp(&self, other: &Self) -> Ordering {
        // What passes through a place counts as west of it.
        let side = |at: &Self, of: &Self| match orientation(of.rise.low, of.rise.high, at.rise.low) {
            Ordering::Greater => Ordering::Less,
            _ => Ordering::Greater,
        };
        match (self.is_place(), other.is_place()) {
            (true, true) => Ordering::Equal,
            (true, false) => side(self, other),
            (false, true) => side(other, self).reverse(),
            (false, false) => self.order(other).then(self.number.cmp(&other.number)),
        }
    }
}

impl PartialOrd for Abreast {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Abreast {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Abreast {}
