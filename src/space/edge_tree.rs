//! Edges by position, in an R-tree.

use rstar::{AABB, RTree, RTreeObject};

use super::bounds::Bounds;
use super::edge_run::EdgeRun;
use super::shape::Shape;
use super::vertex::Vertex;

/// An edge of an indexed shape.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct EdgeRef {
    /// The number of the shape.
    pub(crate) shape: u32,
    /// The ring, counted from 0.
    pub(crate) ring: u32,
    /// The edge, counted from 0, which is the number of its first vertex.
    pub(crate) index: u32,
    /// The first end; the shape is on the left of a→b.
    pub(crate) a: Vertex,
    /// The second end.
    pub(crate) b: Vertex,
}

/// A run of edges and the box around it.
#[derive(Debug)]
struct Leaf {
    bounds: Bounds,
    run: EdgeRun,
}

impl RTreeObject for Leaf {
    type Envelope = AABB<[i32; 2]>;

    fn envelope(&self) -> Self::Envelope {
        envelope(self.bounds)
    }
}

fn envelope(bounds: Bounds) -> AABB<[i32; 2]> {
    AABB::from_corners([bounds.min.x, bounds.min.y], [bounds.max.x, bounds.max.y])
}

/// The edges of many shapes, for window queries.
#[derive(Debug)]
pub(crate) struct EdgeTree(RTree<Leaf>);

impl EdgeTree {
    /// The tree of all edges of the shapes. O(n log n).
    pub(crate) fn new(shapes: &[Shape]) -> Self {
        let leaf = |run: EdgeRun| {
            let bounds = Bounds::around(run.edges(shapes).flat_map(|(a, b)| [a, b]));
            Leaf { bounds, run }
        };
        Self(RTree::bulk_load(EdgeRun::all(shapes).map(leaf).collect()))
    }

    /// Calls `found` with every edge whose box meets the window, in no particular order.
    pub(crate) fn edges_in(&self, shapes: &[Shape], window: Bounds, mut found: impl FnMut(EdgeRef)) {
        if window.is_empty() {
            return;
        }
        for leaf in self.0.locate_in_envelope_intersecting(&envelope(window)) {
            let EdgeRun { shape, ring, first } = leaf.run;
            for (index, (a, b)) in (first..).zip(leaf.run.edges(shapes)) {
                if Bounds::of_edge(a, b).meets(window) {
                    found(EdgeRef { shape, ring, index, a, b });
                }
            }
        }
    }
}
