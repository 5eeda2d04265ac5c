//! Shapes by their place.

use super::batch::Batch;
use super::build::{Tuning, build};
use super::cells::{Asked, Cells, Ground};
use super::probe::{Probe, Side};
use super::regions::{MIXED, NOWHERE, Region, Regions};
use super::sets::toggle;
use super::shared::SharedEdges;
use super::vertex::Vertex;

/// Finds the shapes at a place.
///
/// A shape is named by its number in the slice that the index was built from.
#[derive(Debug)]
pub(crate) struct Index {
    pub(super) cells: Cells,
    pub(super) regions: Regions,
}

impl Index {
    /// So many places go through [`Index::regions`] at once.
    pub(crate) const BATCH: usize = Batch::SIZE;

    /// The index of the shapes.
    #[cfg(test)]
    pub(crate) fn build(shapes: &[super::shape::Shape]) -> Self {
        Self::of(SharedEdges::of(shapes))
    }

    /// The index of the shapes that have these edges.
    pub(crate) fn of(edges: SharedEdges) -> Self {
        Self::tuned(edges, Tuning::USUAL)
    }

    pub(super) fn tuned(edges: SharedEdges, tuning: Tuning) -> Self {
        let (cells, regions) = build(edges, tuning);
        Self { cells, regions }
    }

    /// The region of a place.
    ///
    /// There are few regions, so what follows from lying in one can be worked out once for each. It is [`MIXED`]
    /// where the lines of too many different shapes pass close by for their regions to be listed: ask
    /// [`locate`](Self::locate) there.
    #[inline]
    pub(crate) fn region(&self, at: Vertex) -> Region {
        let at = at.as_question();
        match self.cells.ground(self.cells.find(at), &at) {
            Ground::Region(region) => region,
            Ground::Mixed(_) => MIXED,
        }
    }

    /// The regions of places, [`Index::BATCH`] at most, in their order: in less time than one by one.
    pub(crate) fn regions<'a>(&self, batch: &'a mut Batch, places: impl Iterator<Item = Vertex>) -> &'a [Region] {
        batch.regions(&self.cells, places)
    }

    /// How many regions there are. They are numbered from 0, which lies outside all shapes; others may be empty.
    pub(crate) fn region_count(&self) -> usize {
        self.regions.count()
    }

    /// The shapes of a region, in ascending order.
    pub(crate) fn region_shapes(&self, region: Region) -> &[u32] {
        self.regions.shapes(region)
    }

    /// Every shape that contains the place, in ascending order.
    pub(crate) fn locate(&self, at: Vertex, found: impl FnMut(u32)) {
        self.locate_exactly(at.as_question(), found);
    }

    /// Every shape that contains the vertex as the rule says, without the spelling of questions: a vertex
    /// of an outline may lie on the antimeridian or at a pole.
    pub(crate) fn locate_exactly(&self, at: Vertex, found: impl FnMut(u32)) {
        match self.cells.ground(self.cells.find(at), &at) {
            Ground::Region(region) => self.regions.shapes(region).iter().copied().for_each(found),
            Ground::Mixed(block) => self.mixed(block, &at).into_iter().for_each(found),
        }
    }

    /// The shapes that cover the ground immediately beside the middle of a→b, in ascending order.
    pub(crate) fn beside(&self, a: Vertex, b: Vertex, side: Side) -> Vec<u32> {
        let probe = Probe::beside(a, b, side);
        let Some(square) = probe.square() else { return Vec::new() };
        match self.cells.ground(self.cells.find(square), &probe) {
            Ground::Region(region) => self.regions.shapes(region).to_vec(),
            Ground::Mixed(block) => self.mixed(block, &probe),
        }
    }

    /// The region immediately beside the middle of a→b; [`MIXED`] as in [`region`](Self::region).
    pub(crate) fn region_beside(&self, a: Vertex, b: Vertex, side: Side) -> Region {
        let probe = Probe::beside(a, b, side);
        let Some(square) = probe.square() else { return NOWHERE };
        match self.cells.ground(self.cells.find(square), &probe) {
            Ground::Region(region) => region,
            Ground::Mixed(_) => MIXED,
        }
    }

    /// Bytes of memory.
    pub(crate) fn bytes(&self) -> usize {
        self.cells.bytes() + self.regions.bytes()
    }

    #[cold]
    fn mixed(&self, block: usize, asked: &impl Asked) -> Vec<u32> {
        let mut shapes = Vec::new();
        self.cells.mixed(block, asked, |region| {
            for &shape in self.regions.shapes(region) {
                toggle(&mut shapes, shape);
            }
        });
        shapes.sort_unstable();
        shapes
    }
}
