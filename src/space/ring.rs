//! A closed line.

use super::vertex::Vertex;

/// The corners of a closed line, stored open: the last is joined to the first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Ring(Box<[Vertex]>);

impl Ring {
    /// The ring through the vertices in their order.
    pub(crate) fn new(vertices: impl Into<Box<[Vertex]>>) -> Self {
        Self(vertices.into())
    }

    /// The corners.
    pub(crate) fn vertices(&self) -> &[Vertex] {
        &self.0
    }

    /// The edges in order, the closing one last.
    pub(crate) fn edges(&self) -> impl Iterator<Item = (Vertex, Vertex)> + '_ {
        edges(&self.0)
    }

    /// The same line in the other direction.
    pub(crate) fn reversed(mut self) -> Self {
        self.0.reverse();
        self
    }

    /// Twice the enclosed area in square units, positive where the ring runs counter-clockwise.
    pub(crate) fn double_area(&self) -> i128 {
        double_area(&self.0)
    }
}

/// The edges of an open list of vertices, the closing one last.
pub(crate) fn edges(vertices: &[Vertex]) -> impl Iterator<Item = (Vertex, Vertex)> + '_ {
    let ends = vertices.iter().skip(1).chain(vertices.first());
    vertices.iter().copied().zip(ends.copied())
}

/// Twice the area inside an open list of vertices, positive counter-clockwise.
pub(crate) fn double_area(vertices: &[Vertex]) -> i128 {
    edges(vertices).map(|(a, b)| i128::from(a.x) * i128::from(b.y) - i128::from(b.x) * i128::from(a.y)).sum()
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
        assert_eq!(ring.reversed().double_area(), -12);
        assert_eq!(Ring::new([]).edges().count(), 0);
    }
}
