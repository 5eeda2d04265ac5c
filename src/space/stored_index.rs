//! An index as lists of numbers, from which it can be restored without the outlines.
//!
//! What follows from the order of the cells is not stored but computed again: the offsets of divided cells and blocks,
//! and the first vertex of each cell of the first grid. So the restored cells form a tree whatever was stored, and all
//! other numbers are checked.

use super::cells::{
    BLOCK_BITS, Cells, DIVIDED, Entry, HEAD, IN_BLOCK, LINES, PAIR_BITS, PLACE_BITS, Pair, START_BITS, STEP_BITS,
    STRIDE, low_bits, region_count,
};
use super::grid::Grid;
use super::index::Index;
use super::regions::{NOWHERE, Region, Regions};
use super::ring::Ring;
use super::shape::Shape;
use super::vertex::{HALF_TURN, QUARTER_TURN, Vertex};

/// The stored form of an index: lists `L` of numbers, and a list `P` of vertices.
#[derive(Debug)]
pub(crate) struct Stored<L, P> {
    /// The west and south side of the first grid.
    pub(crate) corner: [i32; 2],
    /// The first grid: the binary logarithm of a cell's side in units, columns, rows.
    pub(crate) grid: [u32; 3],
    /// What each cell is, depth first: [`RUN`], [`BLOCK`], divided (from [`FOLD`] on) or a region (from [`REGION`] on).
    pub(crate) kinds: L,
    /// For each divided cell of the first grid, how many vertices its lines have and, in the next list, its first pair
    /// of regions.
    pub(crate) lengths: L,
    pub(crate) palettes: L,
    /// For each run, in cells and in blocks, its first vertex relative to that of the cell of the first grid.
    pub(crate) starts: L,
    /// For each run in a cell, the bits of its entry above the first vertex.
    pub(crate) runs: L,
    /// For each block, how many sets and runs it has.
    pub(crate) block_sizes: L,
    /// For each block its regions.
    pub(crate) block_regions: L,
    /// For each run in a block, its steps with set and verticals.
    pub(crate) block_runs: L,
    /// The pairs of regions.
    pub(crate) pairs: L,
    /// For each region, how many shapes it has.
    pub(crate) region_sizes: Vec<u32>,
    /// For each region, its shapes: the first, and how many numbers lie between each and the next.
    pub(crate) region_shapes: L,
    /// The vertices.
    pub(crate) course: P,
}

const RUN: u32 = 0;
const BLOCK: u32 = 1;
const FOLD: u32 = 2;
/// Three bits in the entry of a divided cell are more than enough.
const REGION: u32 = FOLD + 8;

/// Why stored lists are invalid.
pub(crate) type Reason = &'static str;

const MISSING: Reason = "a list is too short";

impl Index {
    /// The stored form of the index.
    pub(crate) fn stored(&self) -> Stored<Vec<u32>, impl Iterator<Item = [i32; 2]> + Clone + '_> {
        let (cells, regions) = (&self.cells, &self.regions);
        let vertex_count = cells.vertices.len().saturating_sub(STRIDE);
        let mut stored = Stored {
            corner: [cells.grid.origin.x, cells.grid.origin.y],
            grid: [cells.grid.shift, cells.grid.width, cells.grid.height],
            kinds: Vec::with_capacity(cells.entries.len()),
            lengths: Vec::new(),
            palettes: Vec::new(),
            starts: Vec::new(),
            runs: Vec::new(),
            block_sizes: Vec::new(),
            block_regions: Vec::new(),
            block_runs: Vec::new(),
            pairs: cells.regions.as_flattened().to_vec(),
            region_sizes: Vec::new(),
            region_shapes: Vec::new(),
            course: cells.vertices.iter().take(vertex_count).copied(),
        };
        for &shapes in &(0..).take(regions.count()).map(|region| regions.shapes(region)).collect::<Vec<_>>() {
            stored.region_sizes.push(count(shapes.len()));
            let mut next = 0;
            for &shape in shapes {
                stored.region_shapes.push(shape - next);
                next = shape + 1;
            }
        }
        let mut firsts = Vec::new();
        for entry in cells.entries_of_first_grid() {
            if is_divided(entry) {
                let [first_vertex, first_pair] = cells.head(place_of(entry));
                firsts.push(first_vertex);
                stored.palettes.push(first_pair);
                stored.keep(cells, entry, first_vertex);
            } else {
                stored.kinds.push(REGION + entry);
            }
        }
        let ends = firsts.iter().skip(1).copied().chain([count(vertex_count)]);
        stored.lengths = firsts.iter().zip(ends).map(|(first, end)| end - first).collect();
        stored
    }

    /// Restores an index over this many shapes from its stored form.
    ///
    /// # Errors
    ///
    /// The first reason why the lists are invalid.
    pub(crate) fn restored<L, P>(stored: Stored<L, P>, shape_count: usize) -> Result<Self, Reason>
    where
        L: ExactSizeIterator<Item = u32>,
        P: ExactSizeIterator<Item = [i32; 2]>,
    {
        let regions = Regions::restored(stored.region_sizes, stored.region_shapes, shape_count)?;
        let region_count = count(regions.count());
        let mut vertices: Vec<Pair> = stored.course.collect();
        let on_map = |&[x, y]: &Pair| Vertex::new(x, y).is_on_map();
        if !vertices.iter().fold(true, |all, vertex| all & on_map(vertex)) {
            return Err("a line leaves the map");
        }
        let vertex_count = u32::try_from(vertices.len()).map_err(|_| "there are too many lines")?;
        vertices.extend([[0; 2]; STRIDE]);
        let pairs: Vec<Region> = stored.pairs.collect();
        if pairs.iter().max().is_some_and(|&largest| largest >= region_count) {
            return Err("a pair has a region that does not exist");
        }
        let (pairs, []) = pairs.as_chunks() else { return Err("a pair has one region") };
        let [shift, width, height] = stored.grid;
        let [x, y] = stored.corner;
        let origin = Vertex::new(x, y);
        let far = |from: i32, cells: u32| i64::from(from) + (i64::from(cells) << shift.min(31));
        // As far as a map reaches, and one cell more.
        let is_sound = origin.is_on_map()
            && shift <= MOST_SHIFT
            && far(x, width) <= i64::from(HALF_TURN) + (1 << shift)
            && far(y, height) <= i64::from(QUARTER_TURN) + (1 << shift);
        if !is_sound {
            return Err("its grid leaves the map");
        }
        let grid = Grid { origin, shift, width, height };
        let mut restorer = Restorer {
            entries: Vec::with_capacity(stored.kinds.len()),
            kinds: stored.kinds,
            starts: stored.starts,
            runs: stored.runs,
            block_sizes: stored.block_sizes,
            block_regions: stored.block_regions,
            block_runs: stored.block_runs,
            blocks: Vec::new(),
            region_count,
            pair_count: count(pairs.len()),
            head: [0; HEAD],
            length: 0,
        };
        let cell_count = u64::from(width) * u64::from(height);
        let cell_count = usize::try_from(cell_count).ok().filter(|&count| count <= restorer.kinds.len());
        let cell_count = cell_count.ok_or(MISSING)?;
        let mut first = Vec::with_capacity(cell_count);
        let (mut lengths, mut palettes) = (stored.lengths, stored.palettes);
        let mut first_vertex = 0_u32;
        for _ in 0..cell_count {
            let entry = restorer.first_entry(shift, || {
                let (length, palette) = (lengths.next().ok_or(MISSING)?, palettes.next().ok_or(MISSING)?);
                let head = [first_vertex, palette];
                first_vertex = first_vertex.checked_add(length).filter(|&end| end <= vertex_count).ok_or(MISSING)?;
                Ok((head, length))
            })?;
            first.push(entry);
        }
        let left = [lengths.len(), palettes.len(), restorer.left(), (vertex_count - first_vertex) as usize];
        if left.iter().any(|&left| left > 0) {
            return Err("a list is too long");
        }
        // Rows are stored from the south, the cells of a row from the east.
        first.chunks_mut(width.max(1) as usize).for_each(<[Entry]>::reverse);
        let cells = Cells {
            grid,
            first,
            entries: restorer.entries,
            vertices,
            regions: pairs.to_vec(),
            blocks: restorer.blocks,
        };
        Ok(Self { cells, regions })
    }
}

/// The largest side of a cell is `1 << MOST_SHIFT`; no builder makes a larger one.
const MOST_SHIFT: u32 = 27;

impl<P> Stored<Vec<u32>, P> {
    /// Stores a cell and, if it is divided, all cells in it.
    fn keep(&mut self, cells: &Cells, entry: Entry, first_vertex: u32) {
        if !is_divided(entry) {
            if entry < DIVIDED {
                self.kinds.push(REGION + entry);
            } else if entry & IN_BLOCK == 0 {
                self.kinds.push(RUN);
                self.starts.push(low_bits(entry, START_BITS));
                self.runs.push(low_bits(entry >> START_BITS, RUN_BITS));
            } else {
                self.kinds.push(BLOCK);
                self.keep_block(cells, low_bits(entry, BLOCK_BITS) as usize, first_vertex);
            }
            return;
        }
        let (fold, place) = (fold_of(entry), place_of(entry));
        self.kinds.push(FOLD + fold);
        for child in 0..1 << (2 * fold) {
            self.keep(cells, cells.entries.get(place + HEAD + child).copied().unwrap_or(NOWHERE), first_vertex);
        }
    }

    fn keep_block(&mut self, cells: &Cells, place: usize, first_vertex: u32) {
        let Some(block) = cells.block(place) else { return };
        let (runs, _) = block.runs.as_chunks();
        self.block_sizes.extend([count(block.set_count), count(runs.len())]);
        self.block_regions.extend(block.regions);
        for &[start, meta] in runs {
            self.starts.push(start.wrapping_sub(first_vertex));
            // Steps, then verticals, then set, so that the number is small.
            self.block_runs.push(low_bits(meta >> 16, SET_BITS) << 18 | meta >> 30 << 16 | meta & 0xFFFF);
        }
    }
}

/// Bits of a run in a cell above those of its first vertex.
const RUN_BITS: u32 = STEP_BITS + 2 + PAIR_BITS;
/// Bits of the number of a set in a block.
const SET_BITS: u32 = 14;

fn is_divided(entry: Entry) -> bool {
    entry >> 30 == DIVIDED >> 30
}

fn place_of(entry: Entry) -> usize {
    low_bits(entry, PLACE_BITS) as usize
}

fn fold_of(entry: Entry) -> u32 {
    (entry >> PLACE_BITS) & 7
}

fn count(length: usize) -> u32 {
    u32::try_from(length).unwrap_or(u32::MAX)
}

impl Cells {
    /// The entries of the first grid in the order in which their cells were built.
    fn entries_of_first_grid(&self) -> impl Iterator<Item = Entry> + '_ {
        self.first.chunks(self.grid.width.max(1) as usize).flat_map(|row| row.iter().rev().copied())
    }

    fn head(&self, place: usize) -> [u32; HEAD] {
        self.entries.get(place..).and_then(<[u32]>::first_chunk).copied().unwrap_or_default()
    }
}

/// Restores cells depth first.
struct Restorer<L> {
    kinds: L,
    starts: L,
    runs: L,
    block_sizes: L,
    block_regions: L,
    block_runs: L,
    entries: Vec<Entry>,
    blocks: Vec<u32>,
    region_count: u32,
    pair_count: u32,
    /// For the cell of the first grid in progress: the head of all cells in it, and how many vertices its lines have.
    head: [u32; HEAD],
    length: u32,
}

impl<L: ExactSizeIterator<Item = u32>> Restorer<L> {
    /// Restores an entry of the first grid; `course` gives the head and the number of vertices of a divided cell.
    fn first_entry(
        &mut self,
        shift: u32,
        course: impl FnOnce() -> Result<([u32; HEAD], u32), Reason>,
    ) -> Result<Entry, Reason> {
        let kind = self.kinds.next().ok_or(MISSING)?;
        if let Some(region) = kind.checked_sub(REGION) {
            return self.region(region);
        }
        let Some(fold) = kind.checked_sub(FOLD) else { return Err("a cell with lines has no vertices") };
        (self.head, self.length) = course()?;
        self.divided(fold, shift)
    }

    fn region(&self, region: Region) -> Result<Region, Reason> {
        if region < self.region_count { Ok(region) } else { Err("a cell has a region that does not exist") }
    }

    /// A divided cell of side `1 << shift`.
    fn divided(&mut self, fold: u32, shift: u32) -> Result<Entry, Reason> {
        let place = self.entries.len();
        let entry = u32::try_from(place).ok().filter(|place| place >> PLACE_BITS == 0);
        let entry = entry.ok_or("there are too many cells")?;
        let shift = shift.checked_sub(fold).ok_or("a cell is smaller than a unit")?;
        let cell_count = 1_usize << (2 * fold);
        // Each of the cells has a kind that is not read yet.
        if cell_count > self.kinds.len() {
            return Err(MISSING);
        }
        self.entries.extend(self.head);
        self.entries.resize(place + HEAD + cell_count, NOWHERE);
        for cell in place + HEAD..place + HEAD + cell_count {
            let kind = self.kinds.next().ok_or(MISSING)?;
            let entry = match (kind, kind.checked_sub(REGION)) {
                (_, Some(region)) => self.region(region)?,
                (RUN, _) => self.run()?,
                (BLOCK, _) => self.block()?,
                // Only a cell of the first grid is divided into itself, and the cell in it is not divided.
                (FOLD, _) => return Err("a cell is divided into itself"),
                _ if fold == 0 => return Err("a cell is divided into itself"),
                _ => self.divided(kind - FOLD, shift)?,
            };
            if let Some(place) = self.entries.get_mut(cell) {
                *place = entry;
            }
        }
        Ok(DIVIDED | fold << PLACE_BITS | entry)
    }

    /// The first vertex of a run with this many steps, relative to that of its cell of the first grid.
    fn start(&mut self, steps: u32) -> Result<u32, Reason> {
        let start = self.starts.next().ok_or(MISSING)?;
        let end = start.checked_add(steps).filter(|&end| end < self.length);
        end.map(|_| start).ok_or("a run is longer than its course")
    }

    fn run(&mut self) -> Result<Entry, Reason> {
        let run = self.runs.next().ok_or(MISSING)?;
        let start = self.start(low_bits(run, STEP_BITS) + 1)?;
        let pair = run >> (STEP_BITS + 2);
        let [_, first_pair] = self.head;
        if first_pair.checked_add(pair).is_none_or(|pair| pair >= self.pair_count) {
            return Err("a run has a pair that does not exist");
        }
        if start >> START_BITS != 0 || run >> RUN_BITS != 0 {
            return Err("a run does not fit its cell");
        }
        Ok(LINES | run << START_BITS | start)
    }

    fn block(&mut self) -> Result<Entry, Reason> {
        let place = u32::try_from(self.blocks.len()).ok().filter(|place| place >> BLOCK_BITS == 0);
        let place = place.ok_or("there are too many cells")?;
        let [sets, runs] = [self.block_sizes.next().ok_or(MISSING)?, self.block_sizes.next().ok_or(MISSING)?];
        let regions = region_count(sets as usize);
        if regions > self.block_regions.len() || runs as usize > self.block_runs.len() {
            return Err(MISSING);
        }
        self.blocks.extend([sets, runs]);
        for _ in 0..regions {
            let region = self.block_regions.next().ok_or(MISSING)?;
            self.blocks.push(self.region(region)?);
        }
        let [first_vertex, _] = self.head;
        for _ in 0..runs {
            let run = self.block_runs.next().ok_or(MISSING)?;
            let (steps, verticals, set) = (run & 0xFFFF, (run >> 16) & 3, run >> 18);
            if set >= sets {
                return Err("a run has a set that does not exist");
            }
            let start = self.start(steps)?;
            // The end of the run was checked, so this does not overflow.
            self.blocks.extend([first_vertex.wrapping_add(start), verticals << 30 | set << 16 | steps]);
        }
        Ok(LINES | IN_BLOCK | place)
    }

    /// How many numbers are left.
    fn left(&self) -> usize {
        let lists = [&self.kinds, &self.starts, &self.runs, &self.block_sizes, &self.block_regions, &self.block_runs];
        lists.iter().map(|list| list.len()).sum()
    }
}

impl Regions {
    fn restored(
        sizes: Vec<u32>,
        mut gaps: impl ExactSizeIterator<Item = u32>,
        shape_count: usize,
    ) -> Result<Self, Reason> {
        let mut regions = Self::default();
        for size in sizes {
            if size as usize > gaps.len() {
                return Err(MISSING);
            }
            let mut next = 0_u32;
            let mut shapes = Vec::with_capacity(size as usize);
            for gap in gaps.by_ref().take(size as usize) {
                let shape = next.checked_add(gap).filter(|&shape| (shape as usize) < shape_count);
                let shape = shape.ok_or("a region has a shape that does not exist")?;
                shapes.push(shape);
                next = shape + 1;
            }
            regions.push(&shapes);
        }
        if gaps.len() > 0 {
            return Err("a list is too long");
        }
        if regions.count() == 0 || !regions.shapes(NOWHERE).is_empty() {
            return Err("the region outside all shapes has shapes");
        }
        Ok(regions)
    }
}

impl Shape {
    /// The shape with these rings, as [`Shape::rings`] returned them.
    ///
    /// This checks that they are on the map, have at least three vertices, and no edge of zero length or longer than
    /// half a turn. It does not check that they do not cross and have the area on their left.
    ///
    /// # Errors
    ///
    /// The first reason why the rings are invalid.
    pub(crate) fn restored(rings: Vec<Ring>) -> Result<Self, Reason> {
        if rings.is_empty() {
            return Err("an outline has no rings");
        }
        for ring in &rings {
            if ring.vertices().len() < 3 {
                return Err("a ring has fewer than three vertices");
            }
            if !ring.vertices().iter().fold(true, |all, vertex| all & vertex.is_on_map()) {
                return Err("a ring leaves the map");
            }
            for (a, b) in ring.edges() {
                let is_long = (i64::from(a.x) - i64::from(b.x)).abs() > i64::from(HALF_TURN);
                if a == b || is_long && !(a.y == b.y && a.y.abs() == QUARTER_TURN) {
                    return Err("an edge has zero length or is longer than half a turn");
                }
            }
        }
        Ok(Self::of_rings(rings))
    }
}

#[cfg(test)]
mod tests {
    use super::super::tilings::plans;
    use super::*;
    use proptest::prelude::*;

    fn lists(index: &Index) -> Stored<std::vec::IntoIter<u32>, std::vec::IntoIter<[i32; 2]>> {
        let s = index.stored();
        Stored {
            corner: s.corner,
            grid: s.grid,
            kinds: s.kinds.into_iter(),
            lengths: s.lengths.into_iter(),
            palettes: s.palettes.into_iter(),
            starts: s.starts.into_iter(),
            runs: s.runs.into_iter(),
            block_sizes: s.block_sizes.into_iter(),
            block_regions: s.block_regions.into_iter(),
            block_runs: s.block_runs.into_iter(),
            pairs: s.pairs.into_iter(),
            region_sizes: s.region_sizes,
            region_shapes: s.region_shapes.into_iter(),
            course: s.course.collect::<Vec<_>>().into_iter(),
        }
    }

    fn same(one: &Index, other: &Index) -> bool {
        format!("{one:?}") == format!("{other:?}")
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 40, failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn an_index_comes_back_as_it_was(plan in plans()) {
            let tiling = plan.tiling();
            for shapes in [&tiling.shapes, &tiling.cells] {
                let index = Index::build(shapes);
                let again = Index::restored(lists(&index), shapes.len()).unwrap();
                prop_assert!(same(&index, &again));
                prop_assert!(Index::restored(lists(&index), shapes.len() - 1).is_err());
            }
        }
    }

    #[test]
    fn the_index_of_nothing_comes_back() {
        let index = Index::build(&[]);
        assert!(same(&index, &Index::restored(lists(&index), 0).unwrap()));
    }
}
