//! Shapes by their place and day.

use std::sync::OnceLock;

use rstar::primitives::{GeomWithData, Rectangle};
use rstar::{AABB, RTree};

use super::bounds::Bounds;
use super::days::Days;
use super::probe::{Probe, Side};
use super::runs::{EdgeRef, Runs};
use super::shape::Shape;
use super::vertex::Vertex;

type Entry = GeomWithData<Rectangle<[i32; 2]>, u32>;

/// Finds the shapes at a place, and the edges in a window.
///
/// A shape is named by its number in the slice that the index was built from.
#[derive(Debug)]
pub(crate) struct Index {
    shapes: Box<[Shape]>,
    days: Box<[Days]>,
    tree: RTree<Entry>,
    runs: OnceLock<Runs>,
}

impl Index {
    /// The index of the shapes, each with the days on which it matters.
    pub(crate) fn build(shapes: &[(Shape, Days)]) -> Self {
        let entries = (0..).zip(shapes).map(|(number, (shape, _))| {
            let Bounds { min, max } = shape.bounds();
            Entry::new(Rectangle::from_corners([min.x, min.y], [max.x, max.y]), number)
        });
        Self {
            tree: RTree::bulk_load(entries.collect()),
            shapes: shapes.iter().map(|(shape, _)| shape.clone()).collect(),
            days: shapes.iter().map(|&(_, days)| days).collect(),
            runs: OnceLock::new(),
        }
    }

    /// The shape of that number.
    pub(crate) fn shape(&self, number: u32) -> Option<&Shape> {
        self.shapes.get(number as usize)
    }

    /// The days of the shape of that number.
    pub(crate) fn days(&self, number: u32) -> Option<Days> {
        self.days.get(number as usize).copied()
    }

    /// Every shape that contains the place, whatever its days, in ascending order.
    pub(crate) fn locate(&self, at: Vertex, found: impl FnMut(u32)) {
        self.filter(at, |_| true, found);
    }

    /// Every shape that contains the place and matters on the day, in ascending order.
    pub(crate) fn locate_on(&self, at: Vertex, day: i32, found: impl FnMut(u32)) {
        self.filter(at, |days| days.hold(day), found);
    }

    /// Every shape that contains the vertex as the rule says, without the spelling of questions: a vertex
    /// of an outline may lie on the antimeridian or at a pole.
    pub(crate) fn locate_exactly(&self, at: Vertex, found: impl FnMut(u32)) {
        self.filter_exactly(at, |_| true, found);
    }

    /// Asks for many places and days; `found` is called with the number of the question and of a shape,
    /// in the order of [`locate_on`](Self::locate_on) question by question.
    pub(crate) fn locate_many(&self, questions: &[(Vertex, i32)], mut found: impl FnMut(usize, u32)) {
        for (number, &(at, day)) in questions.iter().enumerate() {
            self.locate_on(at, day, |shape| found(number, shape));
        }
    }

    /// The shapes that cover the ground immediately beside the middle of a→b, in ascending order.
    pub(crate) fn beside(&self, a: Vertex, b: Vertex, side: Side) -> Vec<u32> {
        let probe = Probe::beside(a, b, side);
        let bounds = Bounds::of_edge(a, b);
        let mut numbers: Vec<u32> = self
            .tree
            .locate_in_envelope_intersecting(&AABB::from_corners(
                [bounds.min.x, bounds.min.y],
                [bounds.max.x, bounds.max.y],
            ))
            .map(|entry| entry.data)
            .filter(|&number| self.shape(number).is_some_and(|shape| shape.covers(&probe)))
            .collect();
        numbers.sort_unstable();
        numbers
    }

    /// Every edge whose box meets the window, in no order.
    ///
    /// The first call builds a tree of edges.
    pub(crate) fn edges_in(&self, window: Bounds, found: impl FnMut(EdgeRef)) {
        self.runs.get_or_init(|| Runs::new(&self.shapes)).edges_in(&self.shapes, window, found);
    }

    fn filter(&self, at: Vertex, matters: impl Fn(Days) -> bool, found: impl FnMut(u32)) {
        self.filter_exactly(at.as_question(), matters, found);
    }

    fn filter_exactly(&self, at: Vertex, matters: impl Fn(Days) -> bool, mut found: impl FnMut(u32)) {
        let mut numbers: Vec<u32> = self
            .tree
            .locate_all_at_point(&[at.x, at.y])
            .map(|entry| entry.data)
            .filter(|&number| self.days(number).is_some_and(&matters))
            .filter(|&number| self.shape(number).is_some_and(|shape| shape.contains(at)))
            .collect();
        numbers.sort_unstable();
        numbers.into_iter().for_each(&mut found);
    }
}
