//! Shapes by their place and day.

use std::sync::OnceLock;

use super::bounds::Bounds;
use super::build::{Tuning, build};
use super::cells::{Asked, Cells, Ground};
use super::days::Days;
use super::probe::{Probe, Side};
use super::regions::Regions;
use super::runs::{EdgeRef, Runs};
use super::sets::toggle;
use super::shape::Shape;
use super::vertex::Vertex;

/// Finds the shapes at a place, and the edges in a window.
///
/// A shape is named by its number in the slice that the index was built from.
#[derive(Debug)]
pub(crate) struct Index {
    shapes: Box<[Shape]>,
    days: Box<[Days]>,
    cells: Cells,
    regions: Regions,
    runs: OnceLock<Runs>,
}

impl Index {
    /// The index of the shapes, each with the days on which it matters.
    pub(crate) fn build(shapes: &[(Shape, Days)]) -> Self {
        let (cells, regions) = build(shapes, Tuning::USUAL);
        Self {
            shapes: shapes.iter().map(|(shape, _)| shape.clone()).collect(),
            days: shapes.iter().map(|&(_, days)| days).collect(),
            cells,
            regions,
            runs: OnceLock::new(),
        }
    }

    /// Bytes of memory that the cells and what they tell take, beside the shapes.
    pub(crate) fn bytes(&self) -> usize {
        self.cells.bytes() + self.regions.bytes()
    }

    /// The days of the shape of that number.
    pub(crate) fn days(&self, number: u32) -> Option<Days> {
        self.days.get(number as usize).copied()
    }

    /// Every shape that contains the place, whatever its days, in ascending order.
    pub(crate) fn locate(&self, at: Vertex, found: impl FnMut(u32)) {
        self.locate_exactly(at.as_question(), found);
    }

    /// Every shape that contains the vertex as the rule says, without the spelling of questions: a vertex
    /// of an outline may lie on the antimeridian or at a pole.
    pub(crate) fn locate_exactly(&self, at: Vertex, found: impl FnMut(u32)) {
        match self.cells.ground(self.cells.find(at), None, &at) {
            Ground::Region(region) => self.regions.shapes(region).iter().copied().for_each(found),
            Ground::Mixed(block) => self.mixed(block, &at).into_iter().for_each(found),
        }
    }

    /// Every shape that contains the place and matters on the day, in ascending order.
    #[inline]
    pub(crate) fn locate_on(&self, at: Vertex, day: i32, found: impl FnMut(u32)) {
        let (at, day) = (at.as_question(), day.min(i32::MAX - 1));
        match self.cells.ground(self.cells.find(at), Some(day), &at) {
            Ground::Region(region) => self.regions.tell(self.regions.answer(region, day), found),
            Ground::Mixed(block) => self.mixed_on(block, at, day).into_iter().for_each(found),
        }
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
        let edge = Bounds::of_edge(a, b);
        let near = (0..).zip(self.shapes.iter()).filter(|(_, shape)| shape.bounds().meets(edge));
        near.filter(|(_, shape)| shape.covers(&probe)).map(|(number, _)| number).collect()
    }

    /// Every edge whose box meets the window, in no order.
    ///
    /// The first call builds a tree of edges.
    pub(crate) fn edges_in(&self, window: Bounds, found: impl FnMut(EdgeRef)) {
        self.runs.get_or_init(|| Runs::new(&self.shapes)).edges_in(&self.shapes, window, found);
    }

    #[cold]
    fn mixed(&self, block: usize, asked: &impl Asked) -> Vec<u32> {
        let mut shapes = Vec::new();
        self.cells.mixed(block, None, asked, |region| {
            for &shape in self.regions.shapes(region) {
                toggle(&mut shapes, shape);
            }
        });
        shapes.sort_unstable();
        shapes
    }

    #[cold]
    fn mixed_on(&self, block: usize, at: Vertex, day: i32) -> Vec<u32> {
        let mut shapes = Vec::new();
        self.cells.mixed(block, Some(day), &at, |region| {
            self.regions.tell(self.regions.answer(region, day), |shape| toggle(&mut shapes, shape));
        });
        shapes.sort_unstable();
        shapes
    }
}
