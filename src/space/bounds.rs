//! An upright box.

use super::vertex::Vertex;

/// A closed upright box: both corners belong to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Bounds {
    /// The corner with the least longitude and latitude.
    pub(crate) min: Vertex,
    /// The corner with the greatest longitude and latitude.
    pub(crate) max: Vertex,
}

impl Bounds {
    /// The box of nothing: it meets no box, and extending it gives the box of what was added.
    pub(crate) const EMPTY: Self = Self { min: Vertex::new(i32::MAX, i32::MAX), max: Vertex::new(i32::MIN, i32::MIN) };

    /// The smallest box with both places in it.
    pub(crate) fn of_edge(a: Vertex, b: Vertex) -> Self {
        Self { min: Vertex::new(a.x.min(b.x), a.y.min(b.y)), max: Vertex::new(a.x.max(b.x), a.y.max(b.y)) }
    }

    /// The smallest box around all the places.
    pub(crate) fn around(places: impl IntoIterator<Item = Vertex>) -> Self {
        let mut bounds = Self::EMPTY;
        for place in places {
            bounds.extend(place);
        }
        bounds
    }

    /// Grows the box to hold `place`.
    pub(crate) fn extend(&mut self, place: Vertex) {
        self.min = Vertex::new(self.min.x.min(place.x), self.min.y.min(place.y));
        self.max = Vertex::new(self.max.x.max(place.x), self.max.y.max(place.y));
    }

    /// The smallest box around both.
    pub(crate) fn join(self, other: Self) -> Self {
        Self {
            min: Vertex::new(self.min.x.min(other.min.x), self.min.y.min(other.min.y)),
            max: Vertex::new(self.max.x.max(other.max.x), self.max.y.max(other.max.y)),
        }
    }

    /// Whether no place lies in the box.
    pub(crate) fn is_empty(self) -> bool {
        self.min.x > self.max.x || self.min.y > self.max.y
    }

    /// Whether the place lies in the box, its sides included.
    pub(crate) fn holds(self, place: Vertex) -> bool {
        self.min.x <= place.x && place.x <= self.max.x && self.min.y <= place.y && place.y <= self.max.y
    }

    /// Whether the two boxes share a place.
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
