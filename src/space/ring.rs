//! A closed line.

use std::hash::BuildHasher;
use std::sync::Arc;

use hashbrown::{DefaultHashBuilder, HashTable};

use super::vertex::{Vertex, crosses};

/// The vertices of a closed line. The last is joined to the first, which is not repeated.
///
/// Cloning is cheap: clones share the vertices.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Ring(Arc<[Vertex]>);

impl Ring {
    /// The ring through the vertices in their order.
    pub(crate) fn new(vertices: impl Into<Arc<[Vertex]>>) -> Self {
        Self(vertices.into())
    }

    /// The vertices.
    pub(crate) fn vertices(&self) -> &[Vertex] {
        &self.0
    }

    /// The edges in order, the closing one last.
    pub(crate) fn edges(&self) -> impl Iterator<Item = (Vertex, Vertex)> + '_ {
        edges(&self.0)
    }

    /// How many edges pass to the east of a place, by the semi-open rule; O(n).
    pub(crate) fn edges_east_of(&self, at: Vertex) -> usize {
        self.edges().filter(|&(a, b)| crosses(a, b, at)).count()
    }

    /// Twice the enclosed area in square units, positive where the ring runs counter-clockwise.
    pub(crate) fn double_area(&self) -> i128 {
        double_area(&self.0)
    }
}

impl AsRef<[Vertex]> for Ring {
    fn as_ref(&self) -> &[Vertex] {
        &self.0
    }
}

/// Stores rings that many shapes have in common, such as islands through time, only once.
#[derive(Debug, Default)]
pub(crate) struct RingPool {
    /// Each with its hash.
    rings: HashTable<(u64, Ring)>,
    hasher: DefaultHashBuilder,
}

impl RingPool {
    /// The ring, or an equal one that was added before.
    pub(super) fn shared(&mut self, ring: &Ring) -> Ring {
        let hash = self.hasher.hash_one(ring.vertices());
        let entry = self.rings.entry(hash, |known| known.1 == *ring, |known| known.0);
        entry.or_insert_with(|| (hash, ring.clone())).get().1.clone()
    }
}

/// The edges of a ring given by its vertices, the closing one last.
pub(crate) fn edges(vertices: &[Vertex]) -> impl Iterator<Item = (Vertex, Vertex)> + '_ {
    let ends = vertices.iter().skip(1).chain(vertices.first());
    vertices.iter().copied().zip(ends.copied())
}

/// Twice the area of a ring given by its vertices, positive if it runs counter-clockwise.
pub(crate) fn double_area(vertices: &[Vertex]) -> i128 {
    edges(vertices).map(|(a, b)| i128::from(a.x) * i128::from(b.y) - i128::from(b.x) * i128::from(a.y)).sum()
}

/// How a ring winds on the globe: how far east of its start it ends, which is 0 unless it goes around a pole, and twice
/// the area inside, positive if it runs counter-clockwise.
///
/// The edges are consecutive, except that one that ends at the antimeridian is continued from its other side.
pub(crate) fn winding(edges: impl Iterator<Item = (Vertex, Vertex)>) -> (i64, i128) {
    let (mut x, mut area) = (0_i64, 0_i128);
    for (a, b) in edges {
        let next = x + i64::from(b.x) - i64::from(a.x);
        area += i128::from(x) * i128::from(b.y) - i128::from(next) * i128::from(a.y);
        x = next;
    }
    (x, area)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_closing_edge_comes_last() {
        let [a, b, c] = [Vertex::new(0, 0), Vertex::new(4, 0), Vertex::new(0, 3)];
        let ring = Ring::new([a, b, c]);
        assert_eq!(ring.edges().collect::<Vec<_>>(), [(a, b), (b, c), (c, a)]);
        assert_eq!(ring.double_area(), 12);
        assert_eq!(Ring::new([c, b, a]).double_area(), -12);
        assert_eq!(Ring::new([]).edges().count(), 0);
    }

    #[test]
    fn equal_rings_are_kept_once() {
        let corners = [Vertex::new(0, 0), Vertex::new(4, 0), Vertex::new(0, 3)];
        let mut pool = RingPool::default();
        let [one, other] = [Ring::new(corners), Ring::new(corners)].map(|ring| pool.shared(&ring));
        assert!(Arc::ptr_eq(&one.0, &other.0));
    }
}
