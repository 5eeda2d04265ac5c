//! What lies beside the edges of outlines, and how accurate they are.

use std::ops::ControlFlow;

use hashbrown::HashMap;

use super::store::Store;
use super::vertex::vertex;
use crate::model::territory::Extent;
use crate::space::{Bounds, EdgeSides, MIXED, NearEdge, NearLines, Region, Side, Vertex};

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
        let near = NearLines::new(&store.grounds.shapes, |shapes, a, b| accuracy.at_worst_m(shapes, a, b));
        Self { near, accuracy }
    }

    /// Whether an edge may be near: `false` means that surely none is. A few nanoseconds.
    #[inline]
    pub(super) fn may_be_near(&self, at: Vertex) -> bool {
        self.near.may_be_near(at)
    }

    /// As [`NearLines::near`].
    pub(super) fn near(&self, store: &Store, at: Vertex, visit: impl FnMut(&NearEdge<'_>) -> ControlFlow<()>) {
        self.near.near(at, |a, b| self.accuracy.sides(store, a, b), visit);
    }

    /// As [`NearLines::nearest_first`].
    pub(super) fn nearest_first(
        &self,
        store: &Store,
        at: Vertex,
        within_m: f64,
        visit: impl FnMut(&NearEdge<'_>, f64) -> f64,
    ) {
        self.near.nearest_first(at, within_m, |a, b| self.accuracy.sides(store, a, b), visit);
    }

    /// As [`NearLines::in_window`].
    pub(super) fn in_window(&self, store: &Store, window: Bounds, visit: impl FnMut((Vertex, Vertex), EdgeSides)) {
        self.near.in_window(window, |a, b| self.accuracy.sides(store, a, b), visit);
    }

    /// How far an edge may lie from the true line, in metres.
    #[cfg(feature = "map")]
    pub(super) fn accuracy_m(&self, store: &Store, a: Vertex, b: Vertex) -> f32 {
        self.accuracy.sides(store, a, b).accuracy_m
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
        let mut stretches: HashMap<[Vertex; 2], f32> = HashMap::default();
        for line in &store.lines {
            for edge in line.course().windows(2) {
                if let [from, to] = edge {
                    let accuracy = line.accuracy_m as f32;
                    // Of stretches that overlap the better counts, as it does of outlines.
                    let known = stretches.entry(ends(vertex(*from), vertex(*to))).or_insert(accuracy);
                    *known = known.min(accuracy);
                }
            }
        }
        Self { shapes: store.grounds.owners.iter().map(of_owner).collect(), stretches }
    }

    /// The accuracy that an edge which bounds these shapes has at worst, in metres.
    pub(super) fn at_worst_m(&self, shapes: &[u32], a: Vertex, b: Vertex) -> f32 {
        self.stated_m(a, b).unwrap_or_else(|| self.best_m(shapes.iter().copied()))
    }

    /// What lies beside an edge, and how accurate it is.
    ///
    /// An edge is as accurate as its stretch says, otherwise as the best of the outlines that end there.
    pub(super) fn sides(&self, store: &Store, a: Vertex, b: Vertex) -> EdgeSides {
        let index = &store.grounds.index;
        let regions = [Side::Left, Side::Right].map(|side| index.region_beside(a, b, side));
        let accuracy_m = self.stated_m(a, b).unwrap_or_else(|| {
            let [left, right] = ending_shapes(store, (a, b), regions);
            self.best_m(left.into_iter().chain(right))
        });
        EdgeSides { regions, accuracy_m }
    }

    fn stated_m(&self, a: Vertex, b: Vertex) -> Option<f32> {
        if self.stretches.is_empty() { None } else { self.stretches.get(&ends(a, b)).copied() }
    }

    fn best_m(&self, shapes: impl Iterator<Item = u32>) -> f32 {
        let accuracies = shapes.filter_map(|shape| self.shapes.get(shape as usize));
        accuracies.copied().reduce(f32::min).unwrap_or(0.0)
    }
}

/// The shapes immediately left and right of the middle of an edge, without those that are on both sides.
pub(super) fn ending_shapes(store: &Store, (a, b): (Vertex, Vertex), regions: [Region; 2]) -> [Vec<u32>; 2] {
    let index = &store.grounds.index;
    let ending = |own: &[u32], other: &[u32]| {
        own.iter().copied().filter(|shape| other.binary_search(shape).is_err()).collect::<Vec<_>>()
    };
    if regions.contains(&MIXED) {
        let [left, right] = [Side::Left, Side::Right].map(|side| index.beside(a, b, side));
        [ending(&left, &right), ending(&right, &left)]
    } else {
        let [left, right] = regions.map(|region| index.region_shapes(region));
        [ending(left, right), ending(right, left)]
    }
}

fn ends(a: Vertex, b: Vertex) -> [Vertex; 2] {
    [a.min(b), a.max(b)]
}
