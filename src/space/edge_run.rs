//! Consecutive edges of a ring.

use super::pairs::Edge;
use super::ring::Ring;
use super::shape::Shape;

/// How many edges a run has at most.
const LENGTH: usize = 16;

/// Consecutive edges of a ring. A run is one leaf of a tree of edges, which keeps the tree small.
#[derive(Clone, Copy, Debug)]
pub(super) struct EdgeRun {
    /// The number of the shape.
    pub(super) shape: u32,
    /// The ring, counted from 0.
    pub(super) ring: u32,
    /// The first edge, counted from 0.
    pub(super) first: u32,
}

impl EdgeRun {
    /// The edges of all shapes as runs.
    pub(super) fn all(shapes: &[Shape]) -> impl Iterator<Item = Self> + '_ {
        let rings =
            (0..).zip(shapes).flat_map(|(shape, outline)| (0..).zip(outline.rings()).map(move |it| (shape, it)));
        rings.flat_map(|(shape, (ring, vertices))| {
            let firsts = (0..).take(vertices.vertices().len()).step_by(LENGTH);
            firsts.map(move |first| Self { shape, ring, first })
        })
    }

    /// The edges of the run, in order.
    pub(super) fn edges<'a>(&self, shapes: &'a [Shape]) -> impl Iterator<Item = Edge> + use<'a> {
        let ring = shapes.get(self.shape as usize).and_then(|shape| shape.rings().get(self.ring as usize));
        let vertices = ring.map_or(&[][..], Ring::vertices);
        let starts = vertices.get(self.first as usize..).unwrap_or_default();
        let ends = starts.get(1..).unwrap_or_default().iter().chain(vertices.first());
        starts.iter().copied().zip(ends.copied()).take(LENGTH)
    }
}

#[cfg(test)]
mod tests {
    use super::super::vertex::Vertex;
    use super::*;

    #[test]
    fn every_edge_is_in_one_run() {
        let ring = |count: i32, x: i32| {
            let there = (0..count).map(|step| Vertex::new(x + step, step * step));
            there.chain([Vertex::new(x, count * count)]).collect::<Vec<_>>()
        };
        let shapes = [15, 16, 17, 40].map(|count| Shape::new(vec![ring(count, 0), ring(3, 1_000)]).unwrap());
        let edges: Vec<Edge> = EdgeRun::all(&shapes).flat_map(|run| run.edges(&shapes)).collect();
        assert_eq!(edges, shapes.iter().flat_map(Shape::edges).collect::<Vec<_>>());
    }
}
