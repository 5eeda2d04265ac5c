//! An axis-parallel box.

use super::vertex::Vertex;

/// A closed axis-parallel box: its sides and corners belong to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Bounds {
    /// The corner with the least longitude and latitude.
    pub(crate) min: Vertex,
    /// The corner with the greatest longitude and latitude.
    pub(crate) max: Vertex,
}

impl Bounds {
    /// The empty box: it meets no box, and extending it gives the box of what was added.
    pub(crate) const EMPTY: Self = Self { min: Vertex::new(i32::MAX, i32::MAX), max: Vertex::new(i32::MIN, i32::MIN) };

    /// The smallest box that contains both places.
    pub(crate) fn of_edge(a: Vertex, b: Vertex) -> Self {
        Self { min: Vertex::new(a.x.min(b.x), a.y.min(b.y)), max: Vertex::new(a.x.max(b.x), a.y.max(b.y)) }
    }

    /// The smallest box that contains all places.
    pub(crate) fn around(places: impl IntoIterator<Item = Vertex>) -> Self {
        let mut bounds = Self::EMPTY;
        for place in places {
            bounds.extend(place);
        }
        bounds
    }

    /// Enlarges the box to contain `place`.
    pub(crate) fn extend(&mut self, place: Vertex) {
        self.min = Vertex::new(self.min.x.min(place.x), self.min.y.min(place.y));
        self.max = Vertex::new(self.max.x.max(place.x), self.max.y.max(place.y));
    }

    /// The smallest box that contains both boxes.
    pub(crate) fn join(self, other: Self) -> Self {
        Self {
            min: Vertex::new(self.min.x.min(other.min.x), self.min.y.min(other.min.y)),
            max: Vertex::new(self.max.x.max(other.max.x), self.max.y.max(other.max.y)),
        }
    }

    /// The western and the eastern half of a box, or the southern and the northern one; both have the line between.
    pub(crate) fn halves(self, is_in_longitude: bool) -> [Self; 2] {
        let Self { min, max } = self;
        let [upper, lower] = if is_in_longitude {
            let middle = i32::midpoint(min.x, max.x);
            [Vertex::new(middle, max.y), Vertex::new(middle, min.y)]
        } else {
            let middle = i32::midpoint(min.y, max.y);
            [Vertex::new(max.x, middle), Vertex::new(min.x, middle)]
        };
        [Self { min, max: upper }, Self { min: lower, max }]
    }

    /// Whether the box is empty.
    pub(crate) fn is_empty(self) -> bool {
        self.min.x > self.max.x || self.min.y > self.max.y
    }

    /// Whether the box contains the place; its sides belong to it.
    pub(crate) fn holds(self, place: Vertex) -> bool {
        self.min.x <= place.x && place.x <= self.max.x && self.min.y <= place.y && place.y <= self.max.y
    }

    /// Whether the two boxes have a place in common.
    pub(crate) fn meets(self, other: Self) -> bool {
        self.min.x <= other.max.x && other.min.x <= self.max.x && self.min.y <= other.max.y && other.min.y <= self.max.y
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn boxes_that_touch_meet() {
        let a = Bounds::of_edge(Vertex::new(3, 1), Vertex::new(0, 2));
        let b = Bounds::of_edge(Vertex::new(3, 2), Vertex::new(9, 9));
        assert!(a.meets(b) && b.meets(a));
        assert!(!a.meets(Bounds::of_edge(Vertex::new(4, 2), Vertex::new(9, 9))));
        assert!(!Bounds::EMPTY.meets(a) && !a.meets(Bounds::EMPTY) && Bounds::EMPTY.is_empty());
        assert_eq!(Bounds::EMPTY.join(a), a);
        assert!(a.holds(Vertex::new(3, 2)) && !a.holds(Vertex::new(4, 2)));
    }
}
