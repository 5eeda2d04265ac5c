//! The cells: which region a place lies in.

use super::grid::Grid;
use super::probe::Probe;
use super::regions::{NOWHERE, Region};
use super::vertex::{Vertex, crosses};

/// What is known of a cell, in 32 bits. Without the top bit it is a region.
pub(super) type Entry = u32;
/// The cell is divided into `1 << k` by `1 << k` cells: the place of a [`HEAD`] and their entries, and
/// from bit 28 on three bits of `k`. Cells of the first grid are regions or divided, if only by 1.
pub(super) const DIVIDED: Entry = 0b10 << 30;
/// Lines pass through the cell: a run of the course, or with the next bit the place of a block.
pub(super) const LINES: Entry = 0b11 << 30;
/// The lines are in a block.
pub(super) const IN_BLOCK: Entry = 1 << 29;

/// Bits of a place in the entry of a divided cell.
pub(super) const PLACE_BITS: u32 = 27;
/// Bits of the place of a block.
pub(super) const BLOCK_BITS: u32 = 29;
/// A run's entry tells, from bit 0 on, its first vertex, counted from that of its cell of the first grid;
/// its number of steps, less 1; whether its first and its last end are closed by verticals; and its pair
/// of regions, counted from the first pair of the cell.
pub(super) const START_BITS: u32 = 16;
pub(super) const STEP_BITS: u32 = 3;
pub(super) const PAIR_BITS: u32 = 8;

/// Before the entries of a divided cell: the first vertex and the first pair of regions of its cell of
/// the first grid.
pub(super) const HEAD: usize = 2;
/// So many steps of a run are counted at once; the course has as many vertices more than it needs.
pub(super) const STRIDE: usize = 4;
const FOUR: i32 = 4;
/// The number of sets of shapes up to which a block has a table of regions.
pub(super) const MOST_SETS: usize = 6;
/// A level above the map, to which verticals lead. Not so high that a product would overflow.
pub(super) const ABOVE: i32 = 1_000_000_000;

/// A vertex.
pub(super) type Pair = [i32; 2];

/// Where a place lies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Located {
    /// In this region.
    Region(Region),
    /// In a cell where too many sets of shapes meet: the block must be asked set by set.
    Mixed(usize),
}

/// A cell that is not divided.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Found {
    pub(super) entry: Entry,
    /// The place of the [`HEAD`] that the entry counts from.
    pub(super) head: usize,
}

/// The cells of an index.
///
/// The course is a row of vertices. The lines in each cell of the first grid are a stretch of it, in such
/// an order that lines mostly follow each other. Most cells that are not a single region hold a run: the
/// lines of one set of shapes that follow each other in the course. Other cells with lines have a block:
///
/// ```text
/// sets, runs; a region for each combination of sets, or where sets are too many, the region of each set
/// and last that of the corner; for each run its first vertex, and its steps with set << 16 and verticals << 30
/// ```
#[derive(Debug)]
pub(crate) struct Cells {
    pub(super) grid: Grid,
    pub(super) first: Vec<Entry>,
    pub(super) entries: Vec<Entry>,
    pub(super) vertices: Vec<Pair>,
    /// The regions of places in a cell with a run that an even or an odd number of its lines count for.
    pub(super) regions: Vec<[Region; 2]>,
    pub(super) blocks: Vec<u32>,
}

impl Cells {
    /// The undivided cell that a place lies in.
    #[inline]
    pub(super) fn find(&self, at: Vertex) -> Found {
        let mut found = Found { entry: self.first_entry(at), head: 0 };
        let mut shift = self.grid.shift;
        while found.entry >> 30 == DIVIDED >> 30 {
            (found, shift) = self.step(found.entry, shift, at);
        }
        found
    }

    /// The entry of the cell of the first grid that a place lies in.
    #[inline]
    pub(super) fn first_entry(&self, at: Vertex) -> Entry {
        let grid = &self.grid;
        let (x, y) = self.offset(at);
        let (column, row) = (x >> grid.shift, y >> grid.shift);
        if column >= grid.width || row >= grid.height {
            return NOWHERE;
        }
        let cell = row as usize * grid.width as usize + column as usize;
        self.first.get(cell).copied().unwrap_or(NOWHERE)
    }

    /// From a divided cell of side `1 << shift` to the smaller cell in it that the place lies in.
    #[inline]
    pub(super) fn step(&self, entry: Entry, shift: u32, at: Vertex) -> (Found, u32) {
        let (x, y) = self.offset(at);
        let fold = (entry >> PLACE_BITS) & 7;
        let head = low_bits(entry, PLACE_BITS) as usize;
        let shift = shift - fold;
        let mask = (1 << fold) - 1;
        let cell = ((y >> shift) & mask) << fold | ((x >> shift) & mask);
        let entry = self.entries.get(head + HEAD + cell as usize).copied().unwrap_or(NOWHERE);
        (Found { entry, head }, shift)
    }

    /// How far east and north of the grid's corner. West or south of it the difference wraps round to more
    /// than any column or row.
    #[inline]
    fn offset(&self, at: Vertex) -> (u32, u32) {
        let Vertex { x, y } = self.grid.origin;
        (at.x.wrapping_sub(x).cast_unsigned(), at.y.wrapping_sub(y).cast_unsigned())
    }

    /// Where a place lies, given its cell.
    #[inline]
    pub(super) fn located(&self, found: Found, asked: &impl Query) -> Located {
        let Found { entry, head } = found;
        if entry < LINES {
            Located::Region(entry)
        } else if entry & IN_BLOCK == 0 {
            Located::Region(self.run(entry, head, asked))
        } else {
            self.located_in_block(low_bits(entry, BLOCK_BITS) as usize, asked)
        }
    }

    /// The region of a place in a cell with a run.
    #[inline]
    pub(super) fn run(&self, entry: Entry, head: usize, asked: &impl Query) -> Region {
        let Some(&[first_vertex, first_pair]) = self.entries.get(head..head + HEAD).and_then(<[u32]>::first_chunk)
        else {
            return NOWHERE;
        };
        let start = first_vertex + low_bits(entry, START_BITS);
        let rest = entry >> START_BITS;
        let steps = low_bits(rest, STEP_BITS) + 1;
        let verticals = rest >> STEP_BITS;
        let pair = first_pair + low_bits(verticals >> 2, PAIR_BITS);
        let is_odd = self.is_odd(start, steps, verticals, asked);
        // Both are fetched while the lines are counted, and the choice is no branch that could be guessed wrong.
        let [even, odd] = self.regions.get(pair as usize).copied().unwrap_or_default();
        even ^ ((even ^ odd) & u32::from(is_odd).wrapping_neg())
    }

    #[inline]
    fn is_odd(&self, start: u32, steps: u32, verticals: u32, asked: &impl Query) -> bool {
        asked.is_odd(self.vertices.get(start as usize..).unwrap_or_default(), steps, verticals)
    }

    #[inline(never)]
    fn located_in_block(&self, place: usize, asked: &impl Query) -> Located {
        let Some(block) = self.block(place) else { return Located::Region(NOWHERE) };
        if block.set_count > MOST_SETS {
            return Located::Mixed(place);
        }
        let mut combination = 0;
        self.odd_sets(&block, asked, |set| combination ^= 1 << set);
        Located::Region(block.regions.get(combination).copied().unwrap_or(NOWHERE))
    }

    /// Tells the sets to be put together for a place in a mixed block, each as the region of its shapes:
    /// shapes told an odd number of times contain the place.
    pub(super) fn mixed(&self, place: usize, asked: &impl Query, mut tell: impl FnMut(Region)) {
        let Some(block) = self.block(place) else { return };
        let mut region = |set: usize| {
            if let Some(&region) = block.regions.get(set) {
                tell(region);
            }
        };
        region(block.set_count);
        self.odd_sets(&block, asked, region);
    }

    /// Calls `odd` with the set of each run that counts an odd number of times.
    fn odd_sets(&self, block: &Block<'_>, asked: &impl Query, mut odd: impl FnMut(usize)) {
        for &[start, meta] in block.runs.as_chunks().0 {
            if self.is_odd(start, meta & 0xFFFF, meta >> 30, asked) {
                odd(((meta >> 16) & 0x3FFF) as usize);
            }
        }
    }

    pub(super) fn block(&self, place: usize) -> Option<Block<'_>> {
        let (&[sets, runs], rest) = self.blocks.get(place..)?.split_first_chunk()?;
        let set_count = sets as usize;
        let (regions, rest) = rest.split_at_checked(region_count(set_count))?;
        Some(Block { set_count, regions, runs: rest.get(..runs as usize * 2)? })
    }

    /// Bytes of memory.
    pub(crate) fn bytes(&self) -> usize {
        size_of_val(&*self.first)
            + size_of_val(&*self.entries)
            + size_of_val(&*self.vertices)
            + size_of_val(&*self.regions)
            + size_of_val(&*self.blocks)
    }
}

/// The block of a cell.
pub(super) struct Block<'a> {
    pub(super) set_count: usize,
    pub(super) regions: &'a [Region],
    pub(super) runs: &'a [u32],
}

/// How many regions a block has.
pub(super) const fn region_count(sets: usize) -> usize {
    if sets > MOST_SETS { sets + 1 } else { 1 << sets }
}

/// What is asked of a run: a place, or a place beside an edge.
pub(super) trait Query {
    /// Whether an odd number of the first steps of these vertices pass to the right, level with what is
    /// asked. With the lowest bit of `verticals`, an vertical from the first vertex is a step too, with the
    /// next bit one from the last.
    fn is_odd(&self, vertices: &[Pair], steps: u32, verticals: u32) -> bool;
}

impl Query for Vertex {
    /// As [`crosses`](super::vertex::crosses) for each step, but four at once, without a branch that could
    /// be guessed wrong: all is told by the signs of numbers. Where rounding might have changed a sign, the
    /// steps are counted again exactly.
    #[inline]
    fn is_odd(&self, vertices: &[Pair], steps: u32, verticals: u32) -> bool {
        let north = |vertex: Option<&Pair>| vertex.map_or(0, |vertex| self.y.wrapping_sub(vertex[1]));
        let mut odd = !north(vertices.first()) & (verticals << 31).cast_signed();
        odd ^= !north(vertices.get(steps as usize)) & (verticals << 30).cast_signed();
        let (mut odd_steps, mut unsure) = match vertices.first_chunk() {
            Some(five) => four_steps(*self, five, steps.cast_signed()),
            None => (0, 0),
        };
        if steps as usize > STRIDE {
            let more = more_steps(*self, vertices, steps);
            odd_steps ^= more.0;
            unsure |= more.1;
        }
        if unsure < 0 {
            return is_odd_exactly(*self, vertices, steps, verticals);
        }
        odd ^= odd_steps;
        odd < 0
    }
}

/// Counts the steps after the first four.
#[inline(never)]
fn more_steps(at: Vertex, vertices: &[Pair], steps: u32) -> (i32, i32) {
    let (mut odd, mut unsure) = (0, 0);
    let mut left = steps.cast_signed();
    let mut rest = vertices;
    while left > FOUR {
        left -= FOUR;
        rest = rest.get(STRIDE..).unwrap_or_default();
        let Some(five) = rest.first_chunk() else { break };
        let here = four_steps(at, five, left);
        odd ^= here.0;
        unsure |= here.1;
    }
    (odd, unsure)
}

/// Counts the first `left` of four steps: the first number is negative if an odd number count, the second
/// if that is not sure.
///
/// A vertex is seen from the place as the way from it to the place; no way is longer than half a turn and
/// a cell, so it fits in 32 bits. It is negative to the north for a vertex above. A step from `a` to `b`
/// is level with the place if one end is above and one is not, and passes on the right if the turn from
/// the lower to the upper is to the left. The turn is the sign of a difference of products. In `f32` each
/// factor, each product and the difference is off by a part in 2^24 at most, which makes less than
/// 2^-21 of the sum of the products' sizes.
///
/// As a function of its own this becomes straight vector code; drawn into a loop it does not.
#[inline(never)]
#[expect(clippy::indexing_slicing, reason = "there are four steps between five vertices")]
#[expect(clippy::cast_precision_loss, reason = "what it may lose is told")]
fn four_steps(at: Vertex, vertices: &[Pair; STRIDE + 1], left: i32) -> (i32, i32) {
    const DOUBT: f32 = 1.0 / 1_048_576.0;
    let mut odd = [0; STRIDE];
    let mut unsure = [0; STRIDE];
    let way = |vertex: Pair| (at.x.wrapping_sub(vertex[0]), at.y.wrapping_sub(vertex[1]));
    for (number, step) in (0..FOUR).zip(0..STRIDE) {
        let (a, b) = (way(vertices[step]), way(vertices[step + 1]));
        let (falling, rising) = (a.0 as f32 * b.1 as f32, b.0 as f32 * a.1 as f32);
        let turn = falling - rising;
        let doubt = (falling.abs() + rising.abs()) * DOUBT;
        // A step that is not asked for is masked out.
        let is_level = (a.1 ^ b.1) & ((number - left) >> 31);
        odd[step] = is_level & (turn.to_bits().cast_signed() ^ b.1);
        unsure[step] = is_level & !(doubt - turn.abs()).to_bits().cast_signed();
    }
    (odd.iter().fold(0, |odd, step| odd ^ step), unsure.iter().fold(0, |unsure, step| unsure | step))
}

#[cold]
fn is_odd_exactly(at: Vertex, vertices: &[Pair], steps: u32, verticals: u32) -> bool {
    let vertex = |&[x, y]: &Pair| Vertex::new(x, y);
    let ends = vertices.iter().skip(1).take(steps as usize);
    let odd = vertices.iter().zip(ends).filter(|(a, b)| crosses(vertex(a), vertex(b), at)).count() % 2 == 1;
    let is_level = |end: Option<&Pair>| end.is_some_and(|end| end[1] <= at.y);
    odd ^ (verticals & 1 != 0 && is_level(vertices.first()))
        ^ (verticals & 2 != 0 && is_level(vertices.get(steps as usize)))
}

impl Query for Probe {
    fn is_odd(&self, vertices: &[Pair], steps: u32, verticals: u32) -> bool {
        let vertex = |&[x, y]: &Pair| Vertex::new(x, y);
        let crosses = |a: &Pair, b: Vertex| self.is_crossed_by(vertex(a), b);
        let crosses_vertical = |end: Option<&Pair>| end.is_some_and(|end| crosses(end, Vertex::new(end[0], ABOVE)));
        let ends = vertices.iter().skip(1).take(steps as usize);
        let odd = vertices.iter().zip(ends).filter(|(a, b)| crosses(a, vertex(b))).count() % 2 == 1;
        odd ^ (verticals & 1 != 0 && crosses_vertical(vertices.first()))
            ^ (verticals & 2 != 0 && crosses_vertical(vertices.get(steps as usize)))
    }
}

pub(super) fn low_bits(entry: Entry, bits: u32) -> u32 {
    entry & ((1 << bits) - 1)
}
