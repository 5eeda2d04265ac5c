//! Edges by position, in an R-tree.

use rstar::{AABB, RTree, RTreeObject};

use super::bounds::Bounds;
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

/// How many consecutive edges share one leaf, which keeps the tree small.
const RUN: usize = 16;

/// Consecutive edges of a ring.
#[derive(Debug)]
struct Run {
    bounds: Bounds,
    shape: u32,
    ring: u32,
    first: u32,
}

impl RTreeObject for Run {
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
pub(crate) struct EdgeTree(RTree<Run>);

impl EdgeTree {
    /// The tree of all edges of the shapes. O(n log n).
    pub(crate) fn new(shapes: &[Shape]) -> Self {
        let mut runs = Vec::new();
        for (shape, outline) in (0..).zip(shapes) {
            for (ring, vertices) in (0..).zip(outline.rings().iter().map(super::ring::Ring::vertices)) {
                for (first, run) in (0..).step_by(RUN).zip(vertices.chunks(RUN)) {
                    let mut bounds = Bounds::around(run.iter().copied());
                    let end = vertices.get(first as usize + run.len()).or(vertices.first());
                    if let Some(&end) = end {
                        bounds.extend(end);
                    }
                    runs.push(Run { bounds, shape, ring, first });
                }
            }
        }
        Self(RTree::bulk_load(runs))
    }

    /// Calls `found` with every edge whose box meets the window, in no particular order.
    pub(crate) fn edges_in(&self, shapes: &[Shape], window: Bounds, mut found: impl FnMut(EdgeRef)) {
        if window.is_empty() {
            return;
        }
        for run in self.0.locate_in_envelope_intersecting(&envelope(window)) {
            let ring = shapes.get(run.shape as usize).and_then(|shape| shape.rings().get(run.ring as usize));
            let Some(ring) = ring else { continue };
            let vertices = ring.vertices();
            let starts = vertices.iter().skip(run.first as usize).take(RUN);
            let ends = vertices.iter().skip(run.first as usize + 1).chain(vertices.first());
            for (index, (&a, &b)) in (run.first..).zip(starts.zip(ends)) {
                if Bounds::of_edge(a, b).meets(window) {
                    found(EdgeRef { shape: run.shape, ring: run.ring, index, a, b });
                }
            }
        }
    }
}
