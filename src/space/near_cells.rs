//! A bitmap of the map in two levels: where a line may be near, and where surely none is.

use super::bounds::Bounds;
use super::vertex::Vertex;

/// One bit for each square of a grid over all lines: whether a widened line meets it.
///
/// A place in an unmarked square has no line near it. This is what makes the question cheap far from lines. Squares
/// come in blocks of 8 by 8; a block without a mark takes one bit, any other 65.
#[derive(Debug)]
pub(super) struct NearCells {
    grid: Grid,
    /// 64 blocks each: which of them have marks, and how many there are before.
    words: Vec<(u64, u32)>,
    /// The squares of each block with marks, row by row.
    squares: Vec<u64>,
}

/// Marks squares.
#[derive(Debug)]
pub(super) struct Marker {
    grid: Grid,
    /// For each block the place of its squares, counted from 1; 0 without marks.
    places: Vec<u32>,
    squares: Vec<u64>,
}

/// Blocks in rows from the south-western corner.
#[derive(Debug, Clone, Copy)]
struct Grid {
    origin: Vertex,
    /// Squares are `1 << shift` units wide and high.
    shift: u32,
    /// Blocks in a row, and rows of blocks.
    width: u32,
    height: u32,
}

/// A block is 8 squares wide and high.
const BLOCK: u32 = 3;
/// The smallest square: about 360 m. Finer ones would mostly lie within the accuracy of a line anyway.
const LEAST_SHIFT: u32 = 15;
/// The largest square that is tried: the map is four of them wide.
const MOST_SHIFT: u32 = 30;
/// The most blocks.
const MOST_BLOCKS: u64 = 1 << 22;
/// The most blocks that are marked, each as often as it is.
const MOST_MARKED: u64 = 1 << 25;

impl Marker {
    /// An unmarked grid over these bounds. `marked` tells how many blocks will be marked, each as often as it is, if
    /// squares are `1 << shift` units wide and high: where that is too much squares are larger.
    pub(super) fn over(bounds: Bounds, marked: impl Fn(u32) -> u64) -> Self {
        let mut grid = Grid { origin: bounds.min, shift: LEAST_SHIFT, width: 0, height: 0 };
        if !bounds.is_empty() {
            let (wide, high) = bounds.max.minus(bounds.min);
            let count = |length: i64, shift: u32| (length.unsigned_abs() >> (shift + BLOCK)) + 1;
            let are_too_many = |shift: u32| {
                count(wide, shift) * count(high, shift) > MOST_BLOCKS
                    || shift < MOST_SHIFT && marked(shift) > MOST_MARKED
            };
            while are_too_many(grid.shift) {
                grid.shift += 1;
            }
            let small = |count: u64| u32::try_from(count).unwrap_or(u32::MAX);
            (grid.width, grid.height) = (small(count(wide, grid.shift)), small(count(high, grid.shift)));
        }
        let blocks = u64::from(grid.width) * u64::from(grid.height);
        Self { grid, places: vec![0; usize::try_from(blocks).unwrap_or(0)], squares: Vec::new() }
    }

    /// At most so many blocks meet a box so many units wide and high, if squares are `1 << shift` units.
    pub(super) fn blocks_in(wide: i64, high: i64, shift: u32) -> u64 {
        [wide, high].map(|length| (length.unsigned_abs() >> (shift + BLOCK)) + 2).iter().product()
    }

    /// The side of a square in units.
    pub(super) fn side(&self) -> i64 {
        1 << self.grid.shift
    }

    /// Marks every square that meets the box.
    pub(super) fn mark(&mut self, bounds: Bounds) {
        let Grid { origin, shift, width, height } = self.grid;
        let squares = |count: u32| i64::from(count) << BLOCK;
        let within = |from: i64, to: i64, count: u32| ((from >> shift).max(0), (to >> shift).min(squares(count) - 1));
        let ((west, south), (east, north)) = (bounds.min.minus(origin), bounds.max.minus(origin));
        let ((west, east), (south, north)) = (within(west, east, width), within(south, north, height));
        if west > east || south > north {
            return;
        }
        // The bits from `first` to `last` of eight, as far as they lie in the block.
        let part = |block: i64, first: i64, last: i64| {
            let (first, last) = ((first - (block << BLOCK)).max(0), (last - (block << BLOCK)).min(7));
            (0xff_u64 << first) & (0xff_u64 >> (7 - last))
        };
        for row in south >> BLOCK..=north >> BLOCK {
            let rows = part(row, south, north);
            // Every row that is marked as a byte of ones.
            let rows = (0..8).filter(|bit| rows >> bit & 1 != 0).fold(0, |all, bit| all | 0xff_u64 << (8 * bit));
            for column in west >> BLOCK..=east >> BLOCK {
                let columns = part(column, west, east) * 0x0101_0101_0101_0101;
                let block = (row * i64::from(width) + column).unsigned_abs();
                let Some(place) = usize::try_from(block).ok().and_then(|block| self.places.get_mut(block)) else {
                    continue;
                };
                if *place == 0 {
                    self.squares.push(0);
                    *place = u32::try_from(self.squares.len()).unwrap_or(0);
                }
                if let Some(squares) = (*place as usize).checked_sub(1).and_then(|at| self.squares.get_mut(at)) {
                    *squares |= rows & columns;
                }
            }
        }
    }

    /// The finished bitmap.
    pub(super) fn finish(self) -> NearCells {
        let mut words = Vec::with_capacity(self.places.len().div_ceil(64));
        let mut squares = Vec::with_capacity(self.squares.len());
        for places in self.places.chunks(64) {
            let before = u32::try_from(squares.len()).unwrap_or(u32::MAX);
            let mut bits = 0;
            for (bit, &place) in places.iter().enumerate() {
                if let Some(&marks) = (place as usize).checked_sub(1).and_then(|at| self.squares.get(at)) {
                    bits |= 1 << bit;
                    squares.push(marks);
                }
            }
            words.push((bits, before));
        }
        NearCells { grid: self.grid, words, squares }
    }
}

impl NearCells {
    /// Whether the square of a place is marked; `false` outside the grid.
    #[inline]
    pub(super) fn is_marked(&self, at: Vertex) -> bool {
        let Grid { origin, shift, width, height } = self.grid;
        let (x, y) = at.minus(origin);
        // West or south of the grid the difference is negative, which as an unsigned number is more than any column.
        let (x, y) = ((x >> shift).cast_unsigned(), (y >> shift).cast_unsigned());
        let (column, row) = (x >> BLOCK, y >> BLOCK);
        if column >= u64::from(width) || row >= u64::from(height) {
            return false;
        }
        let block = row * u64::from(width) + column;
        let Some(&(bits, before)) = usize::try_from(block / 64).ok().and_then(|word| self.words.get(word)) else {
            return false;
        };
        let bit = 1_u64 << (block % 64);
        if bits & bit == 0 {
            return false;
        }
        let place = before + (bits & (bit - 1)).count_ones();
        self.squares.get(place as usize).is_some_and(|squares| squares >> ((y & 7) * 8 + (x & 7)) & 1 != 0)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn place(x: i32, y: i32) -> Vertex {
        Vertex::new(x, y)
    }

    #[test]
    fn only_squares_that_meet_a_box_are_marked() {
        let mut marker = Marker::over(Bounds::of_edge(place(-1_000_000, 0), place(5_000_000, 3_000_000)), |_| 0);
        let side = i32::try_from(marker.side()).unwrap();
        marker.mark(Bounds::of_edge(place(0, side), place(side, side)));
        let cells = marker.finish();
        assert!(cells.is_marked(place(1, side + 1)) && cells.is_marked(place(side, 2 * side - 1)));
        assert!(!cells.is_marked(place(1, side - 1)) && !cells.is_marked(place(5 * side, side)));
        assert!(!cells.is_marked(place(-2_000_000, 1)) && !cells.is_marked(place(0, 9_000_000)));
        assert!(!Marker::over(Bounds::EMPTY, |_| 0).finish().is_marked(place(0, 0)));
    }

    #[test]
    fn every_square_is_marked_or_not() {
        let side = 1 << LEAST_SHIFT;
        let (wide, high) = (150, 50);
        // In squares: from west to east and from south to north, beyond the grid too.
        let boxes =
            [(-5, -9, 2, 1), (7, 8, 7, 8), (20, 3, 60, 3), (100, 10, 100, 40), (63, 30, 75, 45), (148, 48, 999, 99)];
        let mut marker = Marker::over(Bounds::of_edge(place(0, 0), place(wide * side - 1, high * side - 1)), |_| 0);
        for (west, south, east, north) in boxes {
            marker.mark(Bounds::of_edge(place(west * side, south * side), place(east * side + 1, north * side + 1)));
        }
        for off in [(1_i32, -9_i32, 1_i32, -5_i32), (999, 1, 1_200, 1), (1, 999, 1, 1_200), (-9, 1, -5, 1)] {
            let (west, south, east, north) = off;
            let before = marker.squares.clone();
            let corner = |x: i32, y: i32| place(x * side, y * side);
            marker.mark(Bounds::of_edge(
                corner(west.min(east), south.min(north)),
                corner(west.max(east), south.max(north)),
            ));
            assert_eq!(marker.squares, before, "what lies off the grid marks nothing");
        }
        let cells = marker.finish();
        for (x, y) in (-9..wide + 30).flat_map(|x| (-9..high + 30).map(move |y| (x, y))) {
            let is_met = boxes
                .iter()
                .any(|&(west, south, east, north)| (west..=east).contains(&x) && (south..=north).contains(&y));
            // The blocks that the grid is made of are whole.
            let is_within =
                (0..wide.div_euclid(8) * 8 + 8).contains(&x) && (0..high.div_euclid(8) * 8 + 8).contains(&y);
            for at in [place(x * side, y * side), place(x * side + side - 1, y * side + side - 1)] {
                assert_eq!(cells.is_marked(at), is_met && is_within, "{x} {y}");
            }
        }
    }

    #[test]
    fn squares_are_as_small_as_they_may_be() {
        let side = |wide: i32, high: i32, marked: &dyn Fn(u32) -> u64| {
            Marker::over(Bounds::of_edge(place(-wide, -high), place(wide, high)), marked).side()
        };
        let none = |_: u32| 0;
        assert_eq!(side(5, 5, &none), 1 << LEAST_SHIFT);
        assert_eq!(side(1_800_000_000, 900_000_000, &none), 1 << 18);
        // So many blocks are just not too many.
        let most = 2047 << (LEAST_SHIFT + BLOCK - 1);
        assert_eq!([side(most, most, &none), side(most, most + (1 << 17), &none)], [1 << 15, 1 << 16]);
        assert_eq!([side(5, 5, &|_| MOST_MARKED), side(5, 5, &|_| u64::MAX)], [1 << LEAST_SHIFT, 1 << MOST_SHIFT]);
        assert_eq!(side(5, 5, &|shift| if shift < 20 { MOST_MARKED + 1 } else { 0 }), 1 << 20);
    }

    #[test]
    fn a_box_meets_so_many_blocks_at_most() {
        assert_eq!(Marker::blocks_in(1 << 18, 3 << 18, 15), 15);
        assert_eq!(Marker::blocks_in(0, 0, 15), 4);
    }

    proptest! {
        #[test]
        fn a_square_is_marked_if_a_box_meets_it(
            boxes in prop::collection::vec((0..9_000_000, 0..4_000_000, 0..2_000_000, 0..900_000), 0..9),
            (x, y) in (-500_000..9_500_000, -500_000..4_500_000),
        ) {
            let origin = place(-77, -1_234);
            let mut marker = Marker::over(Bounds::of_edge(origin, place(9_000_000, 4_000_000)), |_| 0);
            let boxes = boxes.into_iter().map(|(x, y, wide, high)| Bounds::of_edge(place(x, y), place(x + wide, y + high)));
            let boxes: Vec<Bounds> = boxes.collect();
            for &bounds in &boxes {
                marker.mark(bounds);
            }
            let shift = marker.grid.shift;
            let square = |at: Vertex| (at.minus(origin).0 >> shift, at.minus(origin).1 >> shift);
            let at = square(place(x, y));
            let last = square(place(9_000_000, 4_000_000));
            let is_inside = |at: (i64, i64)| at.0 >= 0 && at.1 >= 0 && at.0 >> BLOCK <= last.0 >> BLOCK && at.1 >> BLOCK <= last.1 >> BLOCK;
            let meets = |bounds: &Bounds| {
                let (low, high) = (square(bounds.min), square(bounds.max));
                (low.0..=high.0).contains(&at.0) && (low.1..=high.1).contains(&at.1)
            };
            prop_assert_eq!(marker.finish().is_marked(place(x, y)), is_inside(at) && boxes.iter().any(meets));
        }
    }
}
