//! The cells of the index: which region a place lies in.

use super::grid::Grid;
use super::probe::Probe;
use super::regions::{NOWHERE, Region};
use super::vertex::{Vertex, crosses};

/// What is known about a cell, in 32 bits. If the top bit is not set, this is a region.
pub(super) type Entry = u32;
/// The cell is divided into `1 << k` by `1 << k` cells. The entry has the offset of a [`HEAD`], which the entries of
/// these cells follow, and three bits of `k` from bit 27 on. A cell of the first grid is either a region or divided, if
/// only into itself.
pub(super) const DIVIDED: Entry = 0b10 << 30;
/// Lines pass through the cell: the entry describes a run of vertices or, with the next bit set, has the offset of a
/// block.
pub(super) const LINES: Entry = 0b11 << 30;
/// The lines are described by a block.
pub(super) const IN_BLOCK: Entry = 1 << 29;

/// Bits for the offset of a divided cell.
pub(super) const PLACE_BITS: u32 = 27;
/// Bits for the offset of a block.
pub(super) const BLOCK_BITS: u32 = 29;
/// The entry of a run contains, from bit 0 on: its first vertex, relative to the first vertex of its cell of the first
/// grid; its number of steps minus 1; whether verticals close its first and its last end; and its pair of regions,
/// relative to the first pair of the cell.
pub(super) const START_BITS: u32 = 16;
pub(super) const STEP_BITS: u32 = 3;
pub(super) const PAIR_BITS: u32 = 8;

/// What precedes the entries of a divided cell: the first vertex and the first pair of regions of its cell of the first
/// grid.
pub(super) const HEAD: usize = 2;
/// How many steps of a run are counted at once. The list of vertices is padded by this many.
pub(super) const STRIDE: usize = 4;
const FOUR: i32 = 4;
/// A block has a table of regions if it has at most this many sets of shapes.
pub(super) const MOST_SETS: usize = 6;
/// A latitude above the map at which verticals end; low enough that products do not overflow.
pub(super) const ABOVE: i32 = 1_000_000_000;

/// A vertex.
pub(super) type Pair = [i32; 2];

/// What a cell says about a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Located {
    /// It lies in this region.
    Region(Region),
    /// Too many sets of shapes meet in its cell: the block at this offset must be evaluated set by set.
    Mixed(usize),
}

/// A cell that is not divided.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Found {
    pub(super) entry: Entry,
    /// The offset of the [`HEAD`] that the entry refers to.
    pub(super) head: usize,
}

/// The cells of an index.
///
/// The lines in each cell of the first grid are a stretch of the list of vertices, ordered so that most lines continue
/// the one before. Most cells that are not a single region have a run: lines of one set of shapes that are consecutive
/// in the list. Other cells with lines have a block:
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
    /// For a cell with a run, the regions of places to the east of which an even and an odd number of its lines pass.
    pub(super) regions: Vec<[Region; 2]>,
    pub(super) blocks: Vec<u32>,
}

impl Cells {
    /// The undivided cell that contains a place.
    #[inline]
    pub(super) fn find(&self, at: Vertex) -> Found {
        let mut found = Found { entry: self.first_entry(at), head: 0 };
        let mut shift = self.grid.shift;
        while found.entry >> 30 == DIVIDED >> 30 {
            (found, shift) = self.step(found.entry, shift, at);
        }
        found
    }

    /// The entry of the cell of the first grid that contains a place.
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

    /// Goes from a divided cell of side `1 << shift` to the smaller cell that contains the place.
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

    /// The offset from the corner of the grid. To the west or south of it the subtraction wraps around to more than any
    /// column or row.
    #[inline]
    fn offset(&self, at: Vertex) -> (u32, u32) {
        let Vertex { x, y } = self.grid.origin;
        (at.x.wrapping_sub(x).cast_unsigned(), at.y.wrapping_sub(y).cast_unsigned())
    }

    /// Looks a place up in its cell.
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
        // Both are loaded while the lines are counted, and the choice between them is not a branch.
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

    /// Reports the sets that apply to a place in a mixed block, each as the region of its shapes: the place lies in the
    /// shapes that are reported an odd number of times.
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

    /// Calls `odd` with the set of each run of which an odd number of lines count.
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

    /// The size in bytes.
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

/// How many regions the table of a block has.
pub(super) const fn region_count(sets: usize) -> usize {
    if sets > MOST_SETS { sets + 1 } else { 1 << sets }
}

/// What is looked up: a place, or the point beside an edge.
pub(super) trait Query {
    /// Whether an odd number of the first steps between these vertices pass to the east of the query, at its latitude.
    /// If the lowest bit of `verticals` is set, a vertical at the first vertex counts as a step too; if the next bit is
    /// set, one at the last vertex.
    fn is_odd(&self, vertices: &[Pair], steps: u32, verticals: u32) -> bool;
}

impl Query for Vertex {
    /// Applies [`crosses`](super::vertex::crosses) to each step, but to four at once and without branches: only the
    /// signs of numbers are used. If rounding could have changed a sign, the steps are counted again exactly.
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

/// Counts the first `left` of four steps. The first result is negative if an odd number of them count, the second if
/// that is not certain.
///
/// Each vertex is taken relative to the place: as the vector from the vertex to the place, which is not longer than
/// half a turn and a cell and so fits in 32 bits. Its `y` is negative for a vertex above the place. A step from `a` to
/// `b` counts if one end is above the place and the other is not, and the turn from the lower to the upper end is to
/// the left. The turn is the sign of a difference of two products. In `f32` each factor, each product and the
/// difference has a relative error of at most 2^-24, which is together less than 2^-21 of the sum of the absolute
/// products.
///
/// As a separate function this compiles to straight vector code; inlined into a loop it does not.
#[inline(never)]
#[expect(clippy::indexing_slicing, reason = "there are four steps between five vertices")]
#[expect(clippy::cast_precision_loss, reason = "the error is bounded, as the docs say")]
fn four_steps(at: Vertex, vertices: &[Pair; STRIDE + 1], left: i32) -> (i32, i32) {
    const DOUBT: f32 = 1.0 / 1_048_576.0;
    const NUMBERS: [i32; STRIDE] = [0, 1, 2, 3];
    let mut odd = [0; STRIDE];
    let mut unsure = [0; STRIDE];
    let way = |vertex: Pair| (at.x.wrapping_sub(vertex[0]), at.y.wrapping_sub(vertex[1]));
    // A range alone, because what a chain of iterators calls is not inlined everywhere.
    for step in 0..STRIDE {
        let (a, b) = (way(vertices[step]), way(vertices[step + 1]));
        let (falling, rising) = (a.0 as f32 * b.1 as f32, b.0 as f32 * a.1 as f32);
        let turn = falling - rising;
        let doubt = (falling.abs() + rising.abs()) * DOUBT;
        // Steps beyond `left` are masked out.
        let is_level = (a.1 ^ b.1) & ((NUMBERS[step] - left) >> 31);
        odd[step] = is_level & (turn.to_bits().cast_signed() ^ b.1);
        unsure[step] = is_level & !(doubt - turn.abs()).to_bits().cast_signed();
    }
    let ([o0, o1, o2, o3], [u0, u1, u2, u3]) = (odd, unsure);
    ((o0 ^ o1) ^ (o2 ^ o3), (u0 | u1) | (u2 | u3))
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

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::probe::Side;
    use super::*;

    /// Vertices close to a place, where signs are close to change, or anywhere.
    fn lines() -> impl Strategy<Value = Vec<Pair>> {
        let near = |most: i32| prop::collection::vec([-most..=most, -most..=most], 2..16);
        prop_oneof![near(3), near(40), near(900_000_000), long_slopes()]
    }

    /// Steps that pass by the place at a distance which `f32` cannot tell.
    fn long_slopes() -> impl Strategy<Value = Vec<Pair>> {
        let end = (100_000_000..900_000_000, 100_000_000..900_000_000, -2..=2);
        prop::collection::vec(end, 1..8).prop_map(|ends| {
            ends.into_iter().flat_map(|(x, y, beside): (i32, i32, i32)| [[-x, -y], [x + beside, y]]).collect()
        })
    }

    /// The steps of a run one by one, and its verticals as steps.
    fn counted<Q: Query>(asked: &Q, run: (&[Pair], u32), crosses: impl Fn(&Q, Vertex, Vertex) -> bool) {
        let (vertices, steps) = run;
        // Runs are read from a list that goes on, and is padded.
        let mut list = vertices.to_vec();
        list.extend([[77, -5], [-8, 9], [0, 0], [4, 4], [5, -5]]);
        let vertex = |&[x, y]: &Pair| Vertex::new(x, y);
        for verticals in 0..4 {
            let mut ways: Vec<[Vertex; 2]> =
                list.windows(2).take(steps as usize).map(|pair| [vertex(&pair[0]), vertex(&pair[1])]).collect();
            for (bit, end) in [(1, &list[0]), (2, &list[steps as usize])] {
                if verticals & bit != 0 {
                    ways.push([vertex(end), Vertex::new(end[0], ABOVE)]);
                }
            }
            let odd = ways.iter().filter(|[a, b]| crosses(asked, *a, *b)).count() % 2 == 1;
            assert_eq!(asked.is_odd(&list, steps, verticals), odd, "{vertices:?} {verticals}");
        }
    }

    #[test]
    fn only_what_is_close_is_unsure() {
        let at = Vertex::new(0, 0);
        // Four steps around the place: two of them are at its latitude, one to the east and one to the west.
        let around = [[20, -10], [10, 30], [-10, 20], [-30, -10], [-10, -20]];
        for (left, is_odd) in [(0, false), (1, true), (2, true), (3, true), (4, true)] {
            let (odd, unsure) = four_steps(at, &around, left);
            assert_eq!((odd < 0, unsure < 0), (is_odd, false), "{left}");
        }
        let (odd, unsure) = more_steps(at, &[around, around].concat(), 8);
        assert_eq!((odd < 0, unsure < 0), (true, false), "the steps after the first four");
        // Each of four steps runs through the place.
        for through in 0..STRIDE {
            let mut beside = around.map(|[x, y]| [x, y.abs()]);
            for (to, end) in
                beside.iter_mut().skip(through).zip([[-700_000_000, -300_000_000], [700_000_000, 300_000_000]])
            {
                *to = end;
            }
            for left in 0..=FOUR {
                let is_counted = usize::try_from(left).unwrap() > through;
                assert_eq!(four_steps(at, &beside, left).1 < 0, is_counted, "{through} {left}");
            }
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 600, failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn four_steps_at_once_are_four_steps(vertices in lines(), x in -3..=3, y in -3..=3) {
            let at = Vertex::new(x, y);
            // A vertical is at the place's meridian or not at all: what is beside it is another cell.
            for steps in 1..u32::try_from(vertices.len()).unwrap() {
                let mut list = vertices.clone();
                list[0][0] = x.max(list[0][0]) + 1;
                list[steps as usize][0] = x.max(list[steps as usize][0]) + 1;
                counted(&at, (&list, steps), |at, a, b| crosses(a, b, *at));
            }
        }

        #[test]
        fn a_probe_counts_as_a_place_does(vertices in lines(), a in [-3..=3, -3..=3], b in [-3..=3, -3..=3]) {
            prop_assume!(a != b);
            let place = |[x, y]: [i32; 2]| Vertex::new(x, y);
            for side in [Side::Left, Side::Right] {
                let probe = Probe::beside(place(a), place(b), side);
                for steps in 1..u32::try_from(vertices.len()).unwrap() {
                    counted(&probe, (&vertices, steps), Probe::is_crossed_by);
                }
            }
        }
    }
}
