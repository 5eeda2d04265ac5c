//! Shapes by position.

use super::batch::Batch;
use super::cells::{Cells, Located, Query};
use super::index_builder::{Tuning, build};
use super::most::{Excess, Most};
use super::probe::{Probe, Side};
use super::regions::{MIXED, NOWHERE, Region, Regions};
use super::sets::odd_ones;
use super::shared_edges::SharedEdges;
use super::vertex::Vertex;

/// Finds the shapes that contain a place.
///
/// A shape is identified by its position in the slice that the index was built from.
#[derive(Debug)]
pub(crate) struct Index {
    pub(super) cells: Cells,
    pub(super) regions: Regions,
}

impl Index {
    /// The maximum number of places for [`Index::regions`].
    pub(crate) const BATCH: usize = Batch::SIZE;

    /// The index of the shapes. O(n log n) in the number of distinct edges.
    #[cfg(test)]
    pub(crate) fn build(shapes: &[super::shape::Shape]) -> Self {
        Self::of(SharedEdges::of(shapes), Most::ALL).unwrap()
    }

    /// The index of the shapes with these edges.
    ///
    /// # Errors
    ///
    /// What there is too much of.
    pub(crate) fn of(edges: SharedEdges, most: Most) -> Result<Self, Excess> {
        Self::tuned(edges, Tuning::USUAL, most)
    }

    pub(super) fn tuned(edges: SharedEdges, tuning: Tuning, most: Most) -> Result<Self, Excess> {
        let (cells, regions) = build(edges, tuning, most)?;
        Ok(Self { cells, regions })
    }

    /// The region of a place.
    ///
    /// There are few regions, so whatever depends only on the shapes at a place can be computed once for each. The
    /// result is [`MIXED`] if the lines of too many different shapes pass nearby for their regions to be listed: use
    /// [`locate`](Self::locate) there.
    #[inline]
    pub(crate) fn region(&self, at: Vertex) -> Region {
        let at = at.as_question();
        match self.cells.located(self.cells.find(at), &at) {
            Located::Region(region) => region,
            Located::Mixed(_) => MIXED,
        }
    }

    /// The regions of places, in their order, at most [`Index::BATCH`] of them; faster than one by one.
    pub(crate) fn regions<'a>(&self, batch: &'a mut Batch, places: impl Iterator<Item = Vertex>) -> &'a [Region] {
        batch.regions(&self.cells, places)
    }

    /// How many regions there are. Region 0 is outside all shapes. Some regions may contain no place.
    pub(crate) fn region_count(&self) -> usize {
        self.regions.count()
    }

    /// The shapes of a region, in ascending order.
    pub(crate) fn region_shapes(&self, region: Region) -> &[u32] {
        self.regions.shapes(region)
    }

    /// Calls `found` with every shape that contains the place, in ascending order.
    pub(crate) fn locate(&self, at: Vertex, found: impl FnMut(u32)) {
        self.locate_exactly(at.as_question(), found);
    }

    /// As [`locate`](Self::locate), but takes the vertex as it is: a vertex of an outline may lie on the antimeridian
    /// or at a pole.
    pub(crate) fn locate_exactly(&self, at: Vertex, found: impl FnMut(u32)) {
        match self.cells.located(self.cells.find(at), &at) {
            Located::Region(region) => self.regions.shapes(region).iter().copied().for_each(found),
            Located::Mixed(block) => self.mixed(block, &at).into_iter().for_each(found),
        }
    }

    /// The shapes that contain the area immediately beside the midpoint of a→b, in ascending order.
    pub(crate) fn beside(&self, a: Vertex, b: Vertex, side: Side) -> Vec<u32> {
        let probe = Probe::beside(a, b, side);
        let Some(square) = probe.square() else { return Vec::new() };
        match self.cells.located(self.cells.find(square), &probe) {
            Located::Region(region) => self.regions.shapes(region).to_vec(),
            Located::Mixed(block) => self.mixed(block, &probe),
        }
    }

    /// The region immediately beside the midpoint of a→b; [`MIXED`] as in [`region`](Self::region).
    pub(crate) fn region_beside(&self, a: Vertex, b: Vertex, side: Side) -> Region {
        let probe = Probe::beside(a, b, side);
        let Some(square) = probe.square() else { return NOWHERE };
        match self.cells.located(self.cells.find(square), &probe) {
            Located::Region(region) => region,
            Located::Mixed(_) => MIXED,
        }
    }

    /// The size in bytes.
    pub(crate) fn bytes(&self) -> usize {
        self.cells.bytes() + self.regions.bytes()
    }

    #[cold]
    fn mixed(&self, block: usize, asked: &impl Query) -> Vec<u32> {
        let mut shapes: Vec<u32> = Vec::new();
        self.cells.mixed(block, asked, |region| shapes.extend_from_slice(self.regions.shapes(region)));
        odd_ones(shapes)
    }
}
