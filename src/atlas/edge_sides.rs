//! What lies beside the edges of outlines, and how accurate they are.

use std::collections::HashMap;
use std::ops::ControlFlow;

use super::store::Store;
use super::vertex::vertex;
use crate::model::territory::Extent;
use crate::space::{EdgeSides, MIXED, NearEdge, NearLines, Region, Side, Vertex};

/// The lines of an atlas, for questions about places near them.
#[derive(Debug)]
pub(super) struct Lines {
    near: NearLines,
    accuracy: EdgeAccuracy,
}

impl Lines {
    /// The edges of all outlines.
    pub(super) fn new(store: &Store) -> Self {
        let accuracy = EdgeAccuracy::new(store);
        let near = NearLines::new(&store.grounds.shapes, |shape, a, b| accuracy.at_worst_m(shape, a, b));
        Self { near, accuracy }
    }

    /// Whether an edge may be near: `false` means that surely none is. A few nanoseconds.
    #[inline]
    pub(super) fn may_be_near(&self, at: Vertex) -> bool {
        self.near.may_be_near(at)
    }

    /// How far an edge may lie from the true line, in metres.
    pub(super) fn accuracy_m(&self, store: &Store, a: Vertex, b: Vertex) -> f32 {
        self.accuracy.sides(store, a, b).accuracy_m
    }

    /// Calls `found` with every edge within whose accuracy the place lies, until it breaks.
    pub(super) fn within_accuracy(&self, store: &Store, at: Vertex, found: impl FnMut(NearEdge) -> ControlFlow<()>) {
        self.near.within_accuracy(&store.grounds.shapes, at, |a, b| self.accuracy.sides(store, a, b), found);
    }
}

/// How accurate each edge is, in metres.
#[derive(Debug)]
pub(super) struct EdgeAccuracy {
    /// The accuracy of the outline that each shape is.
    shapes: Vec<f32>,
    /// The edges whose accuracy is stated for a stretch, by their ends in ascending order.
    stretches: HashMap<[Vertex; 2], f32>,
}

impl EdgeAccuracy {
    /// The accuracies that the territories and the stretches of a store state.
    #[expect(clippy::cast_precision_loss, reason = "whole metres of an accuracy are few")]
    pub(super) fn new(store: &Store) -> Self {
        let of_owner = |&owner: &u32| match store.territory(owner).map(|territory| &territory.extent) {
            Some(Extent::Outline { accuracy_m, .. }) => *accuracy_m as f32,
            _ => 0.0,
        };
        let mut stretches: HashMap<[Vertex; 2], f32> = HashMap::new();
        for line in &store.lines {
            for edge in line.course().windows(2) {
                if let [from, to] = edge {
                    let accuracy = line.accuracy_m() as f32;
                    // Of stretches that overlap the better counts, as it does of outlines.
                    let known = stretches.entry(ends(vertex(*from), vertex(*to))).or_insert(accuracy);
                    *known = known.min(accuracy);
                }
            }
        }
        Self { shapes: store.grounds.owners.iter().map(of_owner).collect(), stretches }
    }

    /// The accuracy that an edge of a shape has at worst, in metres.
    pub(super) fn at_worst_m(&self, shape: u32, a: Vertex, b: Vertex) -> f32 {
        self.stated_m(a, b).unwrap_or_else(|| self.shape_m(shape))
    }

    /// What lies beside an edge, and how accurate it is.
    ///
    /// An edge is as accurate as its stretch says, otherwise as the best of the outlines that end there.
    pub(super) fn sides(&self, store: &Store, a: Vertex, b: Vertex) -> EdgeSides {
        let index = &store.grounds.index;
        let regions = [Side::Left, Side::Right].map(|side| index.region_beside(a, b, side));
        let [left, right] = shapes_beside(store, a, b, regions);
        let of_side = |side: &[u32], other: &[u32]| {
            let ending = side.iter().filter(|shape| !other.contains(shape));
            ending.map(|&shape| self.shape_m(shape)).fold(f32::INFINITY, f32::min)
        };
        let best = of_side(&left, &right).min(of_side(&right, &left));
        // Where no outline ends the edge separates nothing, so no place is too near to it.
        let accuracy_m = if best.is_finite() { self.stated_m(a, b).unwrap_or(best) } else { -1.0 };
        EdgeSides { regions, accuracy_m }
    }

    fn stated_m(&self, a: Vertex, b: Vertex) -> Option<f32> {
        if self.stretches.is_empty() { None } else { self.stretches.get(&ends(a, b)).copied() }
    }

    fn shape_m(&self, shape: u32) -> f32 {
        self.shapes.get(shape as usize).copied().unwrap_or(0.0)
    }
}

/// The shapes immediately left and right of the middle of an edge whose regions are these.
pub(super) fn shapes_beside(store: &Store, a: Vertex, b: Vertex, regions: [Region; 2]) -> [Vec<u32>; 2] {
    let index = &store.grounds.index;
    let shapes = |region: Region, side: Side| match region {
        MIXED => index.beside(a, b, side),
        region => index.region_shapes(region).to_vec(),
    };
    let [left, right] = regions;
    [shapes(left, Side::Left), shapes(right, Side::Right)]
}

fn ends(a: Vertex, b: Vertex) -> [Vertex; 2] {
    [a.min(b), a.max(b)]
}
