//! Many lookups at once.
//!
//! A single lookup waits for memory three or four times, one wait after the other. Here a few hundred lookups take each
//! step together, so that their waits overlap. Lookups that need the same work are listed first and then processed in a
//! row, so that the processor has no branches to predict.

use super::cells::{Cells, DIVIDED, Found, IN_BLOCK, LINES, Located};
use super::regions::{MIXED, NOWHERE, Region};
use super::vertex::Vertex;

/// Lookups in a batch: enough to hide memory latency, few enough to stay in the first-level cache.
const SIZE: usize = 256;

/// Lookups that are done together.
#[derive(Debug)]
pub(crate) struct Batch {
    places: [Vertex; SIZE],
    found: [Found; SIZE],
    shifts: [u32; SIZE],
    regions: [Region; SIZE],
    list: List,
    second_list: List,
}

impl Batch {
    /// The maximum number of lookups in a batch.
    pub(super) const SIZE: usize = SIZE;

    /// An empty batch.
    pub(crate) fn new() -> Self {
        Self {
            places: [Vertex::new(0, 0); SIZE],
            found: [Found::default(); SIZE],
            shifts: [0; SIZE],
            regions: [NOWHERE; SIZE],
            list: List::new(),
            second_list: List::new(),
        }
    }

    /// The regions of the places, at most [`Self::SIZE`] of them, or [`MIXED`].
    pub(super) fn regions(&mut self, cells: &Cells, places: impl Iterator<Item = Vertex>) -> &[Region] {
        let count = self.find(cells, places);
        self.regions.get(..count).unwrap_or_default()
    }

    /// Finds the region of each place and returns how many places there are.
    #[expect(clippy::indexing_slicing, reason = "lists hold numbers below the size of the batch")]
    fn find(&mut self, cells: &Cells, places: impl Iterator<Item = Vertex>) -> usize {
        let Self { places: asked, found, shifts, regions, list, second_list, .. } = self;
        list.clear();
        let mut count = 0;
        for (number, at) in places.enumerate().take(SIZE) {
            let at = at.as_question();
            let entry = cells.first_entry(at);
            asked[number] = at;
            count = number + 1;
            regions[number] = entry;
            list.add_if(number, entry >= DIVIDED);
        }
        for number in list.iter() {
            (found[number], shifts[number]) = cells.step(regions[number], cells.grid.shift, asked[number]);
        }
        loop {
            second_list.clear();
            for number in list.iter() {
                let entry = found[number].entry;
                regions[number] = entry;
                second_list.add_if(number, entry >> 30 == DIVIDED >> 30);
            }
            if second_list.is_empty() {
                break;
            }
            for number in second_list.iter() {
                (found[number], shifts[number]) = cells.step(regions[number], shifts[number], asked[number]);
            }
        }
        for number in list.iter() {
            let entry = found[number].entry;
            second_list.add_if(number, entry >= LINES && entry & IN_BLOCK == 0);
        }
        for number in second_list.iter() {
            let Found { entry, head } = found[number];
            regions[number] = cells.run(entry, head, &asked[number]);
        }
        second_list.clear();
        for number in list.iter() {
            let entry = found[number].entry;
            second_list.add_if(number, entry >= LINES && entry & IN_BLOCK != 0);
        }
        for number in second_list.iter() {
            regions[number] = match cells.located(found[number], &asked[number]) {
                Located::Region(region) => region,
                Located::Mixed(_) => MIXED,
            };
        }
        count
    }
}

/// A list of lookups by number.
#[derive(Debug)]
struct List {
    numbers: [u16; SIZE],
    count: usize,
}

impl List {
    fn new() -> Self {
        Self { numbers: [0; SIZE], count: 0 }
    }

    fn clear(&mut self) {
        self.count = 0;
    }

    fn is_empty(&self) -> bool {
        self.count == 0
    }

    /// Adds a number if it is wanted; otherwise the next one overwrites it. This needs no branch.
    #[inline]
    #[expect(clippy::indexing_slicing, clippy::cast_possible_truncation, reason = "the list is as long as the batch")]
    fn add_if(&mut self, number: usize, is_wanted: bool) {
        self.numbers[self.count % SIZE] = number as u16;
        self.count += usize::from(is_wanted);
    }

    fn iter(&self) -> impl Iterator<Item = usize> + use<'_> {
        self.numbers.iter().take(self.count).map(|&number| usize::from(number) % SIZE)
    }
}
