//! Builds the cells of an index.

use hashbrown::HashMap;

use super::bins::Bins;
use super::bounds::Bounds;
use super::cells::{
    BLOCK_BITS, Cells, DIVIDED, Entry, HEAD, IN_BLOCK, LINES, MOST_SETS, PAIR_BITS, PLACE_BITS, START_BITS, STEP_BITS,
    STRIDE,
};
use super::grid::{Grid, separates_vertically};
use super::most::{Excess, MOST_AT_ONE_PLACE, Most};
use super::polylines::Polylines;
use super::regions::{NOWHERE, Region, Regions, RegionsBuilder};
use super::sets::{SetId, Sets};
use super::shape_edges::{ShapeEdge, shape_edges};
use super::shared_edges::SharedEdges;
use super::vertex::{Vertex, crosses};

/// Parameters of the builder.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Tuning {
    /// Cells with at most this many lines, all in one run, are not divided.
    pub(crate) few_lines: usize,
    /// Other cells with at most this many lines are not divided.
    pub(crate) few_mixed: usize,
    /// How many cells the first grid has for each line, approximately.
    pub(crate) first_cells: usize,
    /// The maximum number of cells of the first grid, or a quarter of the number of lines if that is more.
    pub(crate) most_first_cells: usize,
    /// Cells with more lines than this are divided in several steps.
    pub(crate) many_lines: usize,
    /// The maximum number of times that the side of a cell is halved in one step.
    pub(crate) most_fold: u32,
    /// A cell is divided into about four cells for each group of this many lines.
    pub(crate) lines_per_cell: usize,
    /// How often lines are listed again for smaller cells, for each line of a cell of the first grid, at most and on average
    /// over the cells built so far.
    pub(crate) copies_per_line: usize,
}

impl Tuning {
    pub(crate) const USUAL: Self = Self {
        few_lines: 8,
        few_mixed: 3,
        first_cells: 8,
        most_first_cells: 1 << 17,
        many_lines: 128,
        most_fold: 3,
        lines_per_cell: 8,
        copies_per_line: 16,
    };
}

/// So many copies of lines are made whatever the number of lines, and so many times lines are listed in the first grid.
const FREE_COPIES: usize = 1 << 18;

/// The cells and regions of the shapes with these edges.
///
/// # Errors
///
/// What there is too much of.
pub(super) fn build(edges: SharedEdges, tuning: Tuning, most: Most) -> Result<(Cells, Regions), Excess> {
    let mut sets = Sets::new();
    let lines = shape_edges(edges, &mut sets);
    let grid = first_grid(&lines, tuning);
    let regions = RegionsBuilder::new(&sets);
    let mut builder = Builder {
        tuning,
        lines: &lines,
        polylines: Polylines::new(lines.len()),
        sets,
        regions,
        entries: Vec::new(),
        palettes: Vec::new(),
        palette_starts: HashMap::default(),
        blocks: Vec::new(),
        first_vertex: 0,
        palette: Vec::new(),
        heads: Vec::new(),
        most,
        room: FREE_COPIES,
        excess: None,
        crossed: Vec::new(),
    };
    let first = builder.first_entries(grid);
    if let Some(excess) = builder.excess {
        return Err(excess);
    }
    builder.polylines.vertices.extend([[0; 2]; STRIDE]);
    let cells = Cells {
        grid,
        first,
        entries: builder.entries,
        vertices: builder.polylines.vertices,
        regions: builder.palettes,
        blocks: builder.blocks,
    };
    Ok((cells, builder.regions.finish()))
}

/// The grid that covers all lines; its cells are squares whose side is a power of two.
fn first_grid(lines: &[ShapeEdge], tuning: Tuning) -> Grid {
    let bounds = Bounds::around(lines.iter().flat_map(|line| [line.low, line.high]));
    if bounds.is_empty() {
        return Grid { origin: Vertex::default(), shift: 0, width: 0, height: 0 };
    }
    let (width, height) = bounds.max.minus(bounds.min);
    let most = tuning.most_first_cells.max(lines.len() / 4);
    let wanted = (lines.len() * tuning.first_cells).clamp(1, most);
    let cells_at = |shift: u32| {
        let across = |length: i64| u32::try_from((length >> shift) + 1).unwrap_or(u32::MAX);
        (across(width), across(height))
    };
    // Where lines are long they are listed in few cells too, and larger ones that have too many are divided.
    let most_listed = (lines.len() * tuning.copies_per_line + FREE_COPIES) as u64;
    let listed_at = |shift: u32| {
        let of_line = |line: &ShapeEdge| {
            let (width, height) = line.high.minus(line.low);
            ((width.unsigned_abs() + height.unsigned_abs()) >> shift) + 1
        };
        lines.iter().map(of_line).sum::<u64>()
    };
    let shift = (0..=27)
        .find(|&shift| {
            let (width, height) = cells_at(shift);
            u64::from(width) * u64::from(height) <= wanted as u64 && listed_at(shift) <= most_listed
        })
        .unwrap_or(27);
    let (width, height) = cells_at(shift);
    Grid { origin: bounds.min, shift, width, height }
}

struct Builder<'a> {
    tuning: Tuning,
    lines: &'a [ShapeEdge],
    sets: Sets,
    regions: RegionsBuilder,
    polylines: Polylines,
    entries: Vec<Entry>,
    palettes: Vec<[Region; 2]>,
    palette_starts: HashMap<Vec<[Region; 2]>, u32>,
    blocks: Vec<u32>,
    /// For the cell of the first grid in progress: its first vertex, its pairs of regions, and the heads that need to
    /// know the first of these.
    first_vertex: u32,
    palette: Vec<[Region; 2]>,
    heads: Vec<usize>,
    most: Most,
    /// How many copies of lines may still be made.
    room: usize,
    excess: Option<Excess>,
    /// The sets of the lines that a walk crosses.
    crossed: Vec<SetId>,
}

/// An undivided cell in progress.
#[derive(Clone, Copy)]
struct Cell {
    corner: Vertex,
    shift: u32,
    /// The shapes that contain the lower left corner.
    set: SetId,
}

impl Cell {
    /// Whether a vertex lies to the east of the cell, at a latitude strictly inside the cell's range.
    fn is_west_of(&self, [x, y]: [i32; 2]) -> bool {
        let side = 1_i64 << self.shift;
        let (south, north) = (i64::from(self.corner.y), i64::from(self.corner.y) + side);
        i64::from(x) >= i64::from(self.corner.x) + side && south < i64::from(y) && i64::from(y) < north
    }
}

impl Builder<'_> {
    /// The entries of the first grid.
    fn first_entries(&mut self, grid: Grid) -> Vec<Entry> {
        let mut entries = vec![NOWHERE; grid.cell_count()];
        let mut pairs = Vec::with_capacity(self.lines.len() * 3 / 2);
        for (number, line) in (0..).zip(self.lines) {
            grid.spread(line, |column, row| pairs.push((row * grid.width + column, number)));
        }
        let bins = Bins::new(grid.cell_count(), &pairs);
        drop(pairs);
        for row in 0..grid.height {
            // East of the grid there are no shapes. From there, each line crossed along the lower sides to the west
            // tells which shapes begin or end.
            let mut set = Sets::EMPTY;
            for column in (0..grid.width).rev() {
                let cell = row as usize * grid.width as usize + column as usize;
                let list = bins.get(cell);
                let corner = grid.corner(column, row);
                self.room += self.tuning.copies_per_line * list.len();
                self.look_for_excess();
                if self.excess.is_some() {
                    return entries;
                }
                set = self.cross_level(list, set, corner, grid.corner(column + 1, row).x);
                let entry = self.first_entry(Cell { corner, shift: grid.shift, set }, list);
                if let Some(place) = entries.get_mut(cell) {
                    *place = entry;
                }
            }
        }
        entries
    }

    /// Regions have lists of shapes, and so have the sets from which they are made.
    fn look_for_excess(&mut self) {
        let Most { stacked, .. } = self.most;
        if self.regions.shape_count() > stacked || self.sets.member_count() > stacked.saturating_mul(4) {
            self.excess.get_or_insert(Excess::Stacked);
        }
    }

    /// The entry of a cell of the first grid. One with few lines counts as divided into itself.
    fn first_entry(&mut self, cell: Cell, list: &[u32]) -> Entry {
        if list.is_empty() {
            return self.regions.region(cell.set, &self.sets);
        }
        self.first_vertex = u32::try_from(self.polylines.vertices.len()).unwrap_or(u32::MAX);
        self.polylines.lay(self.lines, list);
        let place = self.entries.len();
        let mut entry = self.cell(cell, list);
        if entry >> 30 != DIVIDED >> 30 {
            self.push_head();
            self.entries.push(entry);
            entry = DIVIDED | u32::try_from(place).unwrap_or(0);
        }
        self.finish_palette();
        entry
    }

    fn push_head(&mut self) {
        self.heads.push(self.entries.len());
        self.entries.extend([self.first_vertex, 0]);
    }

    /// Stores the palette of the cell and writes its offset to the heads. Most cells along one border have the same
    /// palette.
    fn finish_palette(&mut self) {
        let palette = std::mem::take(&mut self.palette);
        let next = u32::try_from(self.palettes.len()).unwrap_or(u32::MAX);
        let start = if let Some(&start) = self.palette_starts.get(&palette) {
            start
        } else {
            self.palettes.extend_from_slice(&palette);
            self.palette_starts.insert(palette, next);
            next
        };
        for head in self.heads.drain(..) {
            if let Some(place) = self.entries.get_mut(head + HEAD - 1) {
                *place = start;
            }
        }
    }

    /// The entry of a cell through which these lines pass.
    fn cell(&mut self, cell: Cell, list: &[u32]) -> Entry {
        if list.is_empty() {
            return self.regions.region(cell.set, &self.sets);
        }
        self.look_for_excess();
        if self.excess.is_some() {
            return NOWHERE;
        }
        if cell.shift == 0
            || list.len() <= self.tuning.few_mixed
            || list.len() <= self.tuning.few_lines && self.is_run(list)
        {
            return self.undivided(cell, list);
        }
        self.divide(cell, list).unwrap_or_else(|| self.undivided(cell, list))
    }

    fn is_run(&self, list: &[u32]) -> bool {
        let mut shapes = listed(self.lines, list).map(|line| line.shapes);
        let first = shapes.next();
        shapes.all(|shapes| Some(shapes) == first) && self.polylines.runs(list.iter().copied()).len() == 1
    }

    /// Divides a cell into smaller ones, if that separates its lines.
    fn divide(&mut self, cell: Cell, list: &[u32]) -> Option<Entry> {
        let wanted = (list.len() * 4).div_ceil(self.tuning.lines_per_cell);
        // If there are very many lines, a few large cells account for most of the area between them, and only the rest
        // is worth smaller ones.
        let most = if list.len() > self.tuning.many_lines { 2 } else { self.tuning.most_fold };
        let fold = (1..=most).find(|&fold| 1_usize << (2 * fold) >= wanted).unwrap_or(most).min(cell.shift);
        let side = 1_u32 << fold;
        let grid = Grid { origin: cell.corner, shift: cell.shift - fold, width: side, height: side };
        let mut pairs = Vec::with_capacity(list.len() * 2);
        for &number in list {
            if let Some(line) = self.lines.get(number as usize) {
                grid.spread(line, |column, row| pairs.push((row << fold | column, number)));
            }
        }
        // Long lines that run side by side are parted by very many small cells only.
        self.room = self.room.checked_sub(pairs.len())?;
        let bins = Bins::new(grid.cell_count(), &pairs);
        // Lines that run side by side, or meet in one place, are not separated by smaller cells.
        let touched = (0..grid.cell_count()).filter(|&bin| !bins.get(bin).is_empty()).count();
        if pairs.len() * 2 > list.len() * 3 && pairs.len() * 4 >= touched * list.len() * 3 {
            return None;
        }
        let is_parted = (0..grid.cell_count()).all(|bin| bins.get(bin).len() < list.len());
        if !is_parted && list.len() <= self.tuning.few_lines {
            return None;
        }
        let place = self.entries.len();
        let entry = u32::try_from(place).ok().filter(|place| place >> PLACE_BITS == 0)?;
        self.push_head();
        self.entries.resize(place + HEAD + grid.cell_count(), NOWHERE);
        let on_the_west: Vec<u32> = list
            .iter()
            .copied()
            .filter(|&number| {
                self.lines
                    .get(number as usize)
                    .is_some_and(|line| (line.low.x > cell.corner.x) != (line.high.x > cell.corner.x))
            })
            .collect();
        let mut first_set = cell.set;
        for row in 0..side {
            let corner = grid.corner(0, row);
            if row > 0 {
                let below = grid.corner(0, row - 1);
                first_set = self.cross_vertical(&on_the_west, first_set, below, corner.y);
            }
            let mut set = first_set;
            for column in 0..side {
                let child = row << fold | column;
                let list = bins.get(child as usize);
                let corner = grid.corner(column, row);
                let child_entry = self.cell(Cell { corner, shift: grid.shift, set }, list);
                if let Some(entry) = self.entries.get_mut(place + HEAD + child as usize) {
                    *entry = child_entry;
                }
                set = self.cross_level(list, set, corner, grid.corner(column + 1, row).x);
            }
        }
        Some(DIVIDED | fold << PLACE_BITS | entry)
    }

    /// The shapes that contain the other end of a horizontal walk from `corner` to `east`, or back, across these lines.
    fn cross_level(&mut self, list: &[u32], set: SetId, corner: Vertex, east: i32) -> SetId {
        let end = Vertex::new(east, corner.y);
        let is_crossed = |line: &ShapeEdge| crosses(line.low, line.high, corner) != crosses(line.low, line.high, end);
        self.across(list, set, is_crossed)
    }

    /// The shapes that contain the upper end of a vertical walk from `corner`.
    fn cross_vertical(&mut self, list: &[u32], set: SetId, corner: Vertex, upper: i32) -> SetId {
        self.across(list, set, |line| separates_vertically(line, corner.x, corner.y, upper))
    }

    /// The set beyond those of these lines that a walk crosses.
    fn across(&mut self, list: &[u32], set: SetId, is_crossed: impl Fn(&ShapeEdge) -> bool) -> SetId {
        let crossed = listed(self.lines, list).filter(|line| is_crossed(line)).map(|line| line.shapes);
        self.crossed.clear();
        self.crossed.extend(crossed);
        self.sets.across(set, &self.crossed)
    }

    /// The entry of a cell that is not divided further.
    ///
    /// A ray from a place to the east crosses lines of the cell and lines beyond it. The lines beyond are crossed by
    /// the rays of all places in the cell alike, with one exception: if an outline leaves the cell to the east, the
    /// listed lines end at a vertex there, and rays above and below that vertex cross different lines beyond. So a
    /// vertical is added at such a vertex, which closes the outline as seen from the cell. Two runs of the same shapes
    /// that end at one vertex close each other.
    fn undivided(&mut self, cell: Cell, list: &[u32]) -> Entry {
        let base = self.across(list, cell.set, |line| crosses(line.low, line.high, cell.corner));
        // The lines of each set of shapes, in their order.
        let mut by_set: Vec<(SetId, u32)> =
            list.iter().filter_map(|&number| Some((self.lines.get(number as usize)?.shapes, number))).collect();
        by_set.sort_by_key(|line| line.0);
        let mut sets: Vec<SetId> = Vec::new();
        let mut runs: Vec<Run> = Vec::new();
        for own in by_set.chunk_by(|one, other| one.0 == other.0) {
            let (number, first) = (sets.len(), runs.len());
            sets.extend(own.first().map(|line| line.0));
            for run in self.polylines.runs(own.iter().map(|line| line.1)) {
                runs.push(Run { set: number, start: run.0, steps: run.1, verticals: 0 });
            }
            // Of runs that end at one vertex two close each other.
            let mut ends: Vec<([i32; 2], usize, u32)> = Vec::new();
            for (place, run) in runs.iter().enumerate().skip(first) {
                let own = self.polylines.ends((run.start, run.steps)).into_iter().flatten().zip([1, 2]);
                ends.extend(own.filter(|end| cell.is_west_of(end.0)).map(|(end, bit)| (end, place, bit)));
            }
            ends.sort_by_key(|end| end.0);
            for same in ends.chunk_by(|one, other| one.0 == other.0).filter(|same| same.len() % 2 == 1) {
                if let Some(&(_, place, bit)) = same.last()
                    && let Some(run) = runs.get_mut(place)
                {
                    run.verticals |= bit;
                }
            }
        }
        match runs.as_slice() {
            [run] => self.run(run, base, sets.first().copied().unwrap_or(base)),
            _ => None,
        }
        .unwrap_or_else(|| self.block(&sets, &runs, base))
    }

    /// The entry of a cell with a single run, if it fits.
    fn run(&mut self, run: &Run, base: SetId, shapes: SetId) -> Option<Entry> {
        let odd = self.sets.difference(base, shapes);
        let regions = [self.regions.region(base, &self.sets), self.regions.region(odd, &self.sets)];
        let start = run.start.checked_sub(self.first_vertex).filter(|start| start >> START_BITS == 0)?;
        let steps = run.steps.checked_sub(1).filter(|steps| steps >> STEP_BITS == 0)?;
        let pair = self.palette.iter().position(|&known| known == regions).unwrap_or(self.palette.len());
        if pair == self.palette.len() {
            self.palette.push(regions);
        }
        let pair = u32::try_from(pair).ok().filter(|pair| pair >> PAIR_BITS == 0)?;
        Some(LINES | ((pair << 2 | run.verticals) << STEP_BITS | steps) << START_BITS | start)
    }

    /// The entry of a cell with a block.
    fn block(&mut self, sets: &[SetId], runs: &[Run], base: SetId) -> Entry {
        let place = u32::try_from(self.blocks.len()).ok().filter(|place| place >> BLOCK_BITS == 0);
        let Some(place) = place.filter(|_| sets.len() <= MOST_AT_ONE_PLACE) else {
            self.excess.get_or_insert(Excess::AtOnePlace);
            return NOWHERE;
        };
        self.blocks.push(count(sets));
        self.blocks.push(count(runs));
        self.push_regions(base, sets);
        for run in runs {
            let set = u32::try_from(run.set).unwrap_or(0) << 16;
            self.blocks.extend([run.start, run.verticals << 30 | set | run.steps]);
        }
        LINES | IN_BLOCK | place
    }

    /// Writes the regions of all combinations of sets or, if the sets are too many, the region of each set and then of
    /// the corner.
    fn push_regions(&mut self, base: SetId, sets: &[SetId]) {
        let mut table = Vec::with_capacity(1 << MOST_SETS);
        if sets.len() > MOST_SETS {
            table.extend_from_slice(sets);
            table.push(base);
        } else {
            table.push(base);
            for &set in sets {
                for combination in 0..table.len() {
                    let without = table.get(combination).copied().unwrap_or(base);
                    table.push(self.sets.difference(without, set));
                }
            }
        }
        self.blocks.extend(table.into_iter().map(|set| self.regions.region(set, &self.sets)));
    }
}

/// Consecutive lines of one set of shapes.
struct Run {
    /// The number of the set in the block.
    set: usize,
    start: u32,
    steps: u32,
    verticals: u32,
}

/// The lines with these numbers.
fn listed<'l>(lines: &'l [ShapeEdge], list: &'l [u32]) -> impl Iterator<Item = &'l ShapeEdge> {
    list.iter().filter_map(|&number| lines.get(number as usize))
}

fn count<T>(items: &[T]) -> u32 {
    u32::try_from(items.len()).unwrap_or(u32::MAX)
}
