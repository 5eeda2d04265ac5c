//! The cells: which region a place lies in.

use super::grid::Grid;
use super::probe::Probe;
use super::regions::{NOWHERE, Region};
use super::vertex::Vertex;

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
/// its number of steps, less 1; whether its first and its last end are closed by uprights; and its pair
/// of regions, counted from the first pair of the cell.
pub(super) const START_BITS: u32 = 16;
pub(super) const STEP_BITS: u32 = 3;
pub(super) const PAIR_BITS: u32 = 8;

/// Before the entries of a divided cell: the first vertex and the first pair of regions of its cell of
/// the first grid.
pub(super) const HEAD: usize = 2;
/// So many steps of a run are counted at once; the course has as many vertices more than it needs.
pub(super) const STRIDE: usize = 4;
/// The number of sets of shapes up to which a block has a table of regions.
pub(super) const MOST_SETS: usize = 4;
/// A level above the map, to which uprights lead. Not so high that a product would overflow.
pub(super) const ABOVE: i32 = 1_000_000_000;

/// A vertex.
pub(super) type Pair = [i32; 2];

/// Where a place lies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Ground {
    /// In this region, as far as it matters on the day asked.
    Region(Region),
    /// In a cell where too many sets of shapes meet: the block must be asked set by set.
    Mixed(usize),
}

/// A cell that is not divided.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
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
/// and last that of the corner; for each run its first vertex, its steps with set << 16 and uprights
/// << 30, and the days on which it matters
/// ```
#[derive(Debug)]
pub(crate) struct Cells {
    pub(super) grid: Grid,
    pub(super) first: Vec<Entry>,
    pub(super) entries: Vec<Entry>,
    pub(super) course: Vec<Pair>,
    /// The regions of places in a cell with a run that an even or an odd number of its lines count for.
    pub(super) regions: Vec<[Region; 2]>,
    pub(super) blocks: Vec<u32>,
}

impl Cells {
    /// The undivided cell that a place lies in.
    #[inline]
    pub(super) fn find(&self, at: Vertex) -> Found {
        let grid = &self.grid;
        // West or south of the grid the difference wraps round to more than any column or row.
        let x = at.x.wrapping_sub(grid.origin.x).cast_unsigned();
        let y = at.y.wrapping_sub(grid.origin.y).cast_unsigned();
        let (column, row) = (x >> grid.shift, y >> grid.shift);
        if column >= grid.width || row >= grid.height {
            return Found { entry: NOWHERE, head: 0 };
        }
        let cell = row as usize * grid.width as usize + column as usize;
        let mut entry = self.first.get(cell).copied().unwrap_or(NOWHERE);
        let mut head = 0;
        let mut shift = grid.shift;
        while entry >> 30 == DIVIDED >> 30 {
            let fold = (entry >> PLACE_BITS) & 7;
            head = low_bits(entry, PLACE_BITS) as usize;
            shift -= fold;
            let mask = (1 << fold) - 1;
            let cell = ((y >> shift) & mask) << fold | ((x >> shift) & mask);
            entry = self.entries.get(head + HEAD + cell as usize).copied().unwrap_or(NOWHERE);
        }
        Found { entry, head }
    }

    /// Where a place lies, given its cell. With a day, lines that do not matter on it may be passed over,
    /// and so the region is right for that day only.
    #[inline]
    pub(super) fn ground(&self, found: Found, day: Option<i32>, asked: &impl Asked) -> Ground {
        let Found { entry, head } = found;
        if entry < LINES {
            Ground::Region(entry)
        } else if entry & IN_BLOCK == 0 {
            Ground::Region(self.run(entry, head, asked))
        } else {
            self.block_ground(low_bits(entry, BLOCK_BITS) as usize, day, asked)
        }
    }

    #[inline]
    fn run(&self, entry: Entry, head: usize, asked: &impl Asked) -> Region {
        let Some(&[first_vertex, first_pair]) = self.entries.get(head..head + HEAD).and_then(<[u32]>::first_chunk)
        else {
            return NOWHERE;
        };
        let start = first_vertex + low_bits(entry, START_BITS);
        let rest = entry >> START_BITS;
        let steps = low_bits(rest, STEP_BITS) + 1;
        let uprights = rest >> STEP_BITS;
        let pair = first_pair + low_bits(uprights >> 2, PAIR_BITS);
        let is_odd = self.is_odd(start, steps, uprights, asked);
        // A place in memory, not a choice that could be guessed wrong.
        self.regions.as_flattened().get(pair as usize * 2 + usize::from(is_odd)).copied().unwrap_or(NOWHERE)
    }

    #[inline]
    fn is_odd(&self, start: u32, steps: u32, uprights: u32, asked: &impl Asked) -> bool {
        asked.is_odd(self.course.get(start as usize..).unwrap_or_default(), steps, uprights)
    }

    fn block_ground(&self, place: usize, day: Option<i32>, asked: &impl Asked) -> Ground {
        let Some(block) = self.block(place) else { return Ground::Region(NOWHERE) };
        if block.set_count > MOST_SETS {
            return Ground::Mixed(place);
        }
        let mut combination = 0;
        self.odd_sets(&block, day, asked, |set| combination ^= 1 << set);
        Ground::Region(block.regions.get(combination).copied().unwrap_or(NOWHERE))
    }

    /// Tells the sets to be put together for a place in a mixed block, each as the region of its shapes:
    /// shapes told an odd number of times contain the place.
    pub(super) fn mixed(&self, place: usize, day: Option<i32>, asked: &impl Asked, mut tell: impl FnMut(Region)) {
        let Some(block) = self.block(place) else { return };
        let mut region = |set: usize| {
            if let Some(&region) = block.regions.get(set) {
                tell(region);
            }
        };
        region(block.set_count);
        self.odd_sets(&block, day, asked, region);
    }

    /// Calls `odd` with the set of each run that counts an odd number of times.
    fn odd_sets(&self, block: &Block<'_>, day: Option<i32>, asked: &impl Asked, mut odd: impl FnMut(usize)) {
        for run in block.runs.chunks_exact(4) {
            let &[start, meta, from, until] = run else { continue };
            let matters = day.is_none_or(|day| from.cast_signed() <= day && day < until.cast_signed());
            if matters && self.is_odd(start, meta & 0xFFFF, meta >> 30, asked) {
                odd(((meta >> 16) & 0x3FFF) as usize);
            }
        }
    }

    fn block(&self, place: usize) -> Option<Block<'_>> {
        let (&[sets, runs], rest) = self.blocks.get(place..)?.split_first_chunk()?;
        let set_count = sets as usize;
        let (regions, rest) = rest.split_at_checked(region_count(set_count))?;
        Some(Block { set_count, regions, runs: rest.get(..runs as usize * 4)? })
    }

    /// Bytes of memory.
    pub(crate) fn bytes(&self) -> usize {
        size_of_val(&*self.first)
            + size_of_val(&*self.entries)
            + size_of_val(&*self.course)
            + size_of_val(&*self.regions)
            + size_of_val(&*self.blocks)
    }
}

/// The block of a cell.
struct Block<'a> {
    set_count: usize,
    regions: &'a [Region],
    runs: &'a [u32],
}

/// How many regions a block has.
pub(super) const fn region_count(sets: usize) -> usize {
    if sets > MOST_SETS { sets + 1 } else { 1 << sets }
}

/// What is asked of a run: a place, or a place beside an edge.
pub(super) trait Asked {
    /// Whether an odd number of the first steps of these vertices pass to the right, level with what is
    /// asked. With the lowest bit of `uprights`, an upright from the first vertex is a step too, with the
    /// next bit one from the last.
    fn is_odd(&self, vertices: &[Pair], steps: u32, uprights: u32) -> bool;
}

impl Asked for Vertex {
    /// As [`crosses`](super::vertex::crosses) for each step, but without a branch that could be guessed
    /// wrong: all is told by the signs of numbers.
    ///
    /// Steps are at most half a turn wide, and near the place, so no product comes near 2^62.
    #[inline]
    fn is_odd(&self, vertices: &[Pair], steps: u32, uprights: u32) -> bool {
        // From a vertex to the place. Negative to the north means that the vertex lies above.
        let from = |[x, y]: Pair| (i64::from(self.x) - i64::from(x), i64::from(self.y) - i64::from(y));
        let passes = |a: (i64, i64), b: (i64, i64)| {
            let turn = (a.0.wrapping_mul(b.1)).wrapping_sub(b.0.wrapping_mul(a.1));
            // Positive where the place is on the left of a step that rises.
            let b_above = b.1 >> 63;
            let turn = (turn ^ b_above).wrapping_sub(b_above);
            turn & (a.1 ^ b.1)
        };
        let flag = |bit: u32| -i64::from(bit & 1);
        let Some(&first) = vertices.first() else { return false };
        let mut odd = !from(first).1 & flag(uprights);
        if let Some(&last) = vertices.get(steps as usize) {
            odd ^= !from(last).1 & flag(uprights >> 1);
        }
        let mut left = i64::from(steps);
        let mut rest = vertices;
        while let Some(&[a, b, c, d, e]) = rest.first_chunk() {
            // A step that is not asked for is masked out.
            odd ^= passes(from(a), from(b));
            odd ^= passes(from(b), from(c)) & ((1 - left) >> 63);
            odd ^= passes(from(c), from(d)) & ((2 - left) >> 63);
            odd ^= passes(from(d), from(e)) & ((3 - left) >> 63);
            left -= 4;
            if left <= 0 {
                break;
            }
            rest = rest.get(STRIDE..).unwrap_or_default();
        }
        odd < 0
    }
}

impl Asked for Probe {
    fn is_odd(&self, vertices: &[Pair], steps: u32, uprights: u32) -> bool {
        let vertex = |&[x, y]: &Pair| Vertex::new(x, y);
        let crosses = |a: &Pair, b: Vertex| self.is_crossed_by(vertex(a), b);
        let crosses_upright = |end: Option<&Pair>| end.is_some_and(|end| crosses(end, Vertex::new(end[0], ABOVE)));
        let ends = vertices.iter().skip(1).take(steps as usize);
        let odd = vertices.iter().zip(ends).filter(|(a, b)| crosses(a, vertex(b))).count() % 2 == 1;
        odd ^ (uprights & 1 != 0 && crosses_upright(vertices.first()))
            ^ (uprights & 2 != 0 && crosses_upright(vertices.get(steps as usize)))
    }
}

fn low_bits(entry: Entry, bits: u32) -> u32 {
    entry & ((1 << bits) - 1)
}
