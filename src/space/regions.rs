//! Regions: places that lie in the same shapes.

use hashbrown::HashMap;

use super::sets::{SetId, Sets};

/// The number of a region.
pub(crate) type Region = u32;

/// The region outside all shapes.
pub(super) const NOWHERE: Region = 0;

/// Stands for the region of a place where regions are not numbered.
pub(crate) const MIXED: Region = Region::MAX;

/// The shapes of each region of an index.
#[derive(Debug, Clone, Default)]
pub(crate) struct Regions {
    /// Where the list of each region ends; it begins where the one before ends.
    ends: Vec<u32>,
    shapes: Vec<u32>,
}

impl Regions {
    /// How many regions there are.
    pub(super) fn count(&self) -> usize {
        self.ends.len()
    }

    /// The shapes of a region, ascending.
    pub(super) fn shapes(&self, region: Region) -> &[u32] {
        let region = region as usize;
        let start = region.checked_sub(1).and_then(|before| self.ends.get(before)).copied().unwrap_or(0);
        let end = self.ends.get(region).copied().unwrap_or(start);
        self.shapes.get(start as usize..end as usize).unwrap_or_default()
    }

    /// The size in bytes.
    pub(super) fn bytes(&self) -> usize {
        (self.ends.len() + self.shapes.len()) * size_of::<u32>()
    }

    pub(super) fn push(&mut self, shapes: &[u32]) -> Region {
        self.shapes.extend_from_slice(shapes);
        self.ends.push(u32::try_from(self.shapes.len()).unwrap_or(u32::MAX));
        u32::try_from(self.ends.len() - 1).unwrap_or(u32::MAX)
    }
}

/// Numbers regions.
#[derive(Debug)]
pub(super) struct RegionsBuilder {
    numbers: HashMap<SetId, Region>,
    regions: Regions,
}

impl RegionsBuilder {
    /// A builder with [`NOWHERE`] only, the region of the empty set.
    pub(super) fn new(sets: &Sets) -> Self {
        let mut builder = Self { numbers: HashMap::default(), regions: Regions::default() };
        builder.region(Sets::EMPTY, sets);
        builder
    }

    /// The region of the places in exactly these shapes.
    pub(super) fn region(&mut self, set: SetId, sets: &Sets) -> Region {
        let regions = &mut self.regions;
        *self.numbers.entry(set).or_insert_with(|| regions.push(sets.members(set)))
    }

    /// How many shapes all regions have together.
    pub(super) fn shape_count(&self) -> usize {
        self.regions.shapes.len()
    }

    /// The finished regions.
    pub(super) fn finish(self) -> Regions {
        self.regions
    }
}
