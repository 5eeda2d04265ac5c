//! A coarse bitmap of the map that says where a line may be near.

use super::bounds::Bounds;
use super::vertex::Vertex;

/// One bit for each cell of a grid over all lines: whether an enlarged line meets the cell.
///
/// A place in an unmarked cell has no line near it. This makes the test cheap far from lines.
#[derive(Debug)]
pub(super) struct NearCells {
    origin: Vertex,
    /// Cells are `1 << shift` units wide and high.
    shift: u32,
    width: u32,
    height: u32,
    bits: Vec<u64>,
}

/// The smallest cell is about 1.5 km wide. Smaller cells would mostly lie within the accuracy of a line anyway.
const LEAST_SHIFT: u32 = 17;
/// The maximum number of cells: half a megabyte of bits.
const MOST_CELLS: u64 = 1 << 22;

impl NearCells {
    /// A grid over these bounds with no cell marked.
    pub(super) fn over(bounds: Bounds) -> Self {
        if bounds.is_empty() {
            return Self { origin: Vertex::default(), shift: LEAST_SHIFT, width: 0, height: 0, bits: Vec::new() };
        }
        let (wide, high) = bounds.max.minus(bounds.min);
        let count = |length: i64, shift: u32| (length.unsigned_abs() >> shift) + 1;
        let mut shift = LEAST_SHIFT;
        while count(wide, shift) * count(high, shift) > MOST_CELLS {
            shift += 1;
        }
        let small = |count: u64| u32::try_from(count).unwrap_or(u32::MAX);
        let (width, height) = (small(count(wide, shift)), small(count(high, shift)));
        let words = (u64::from(width) * u64::from(height)).div_ceil(64);
        let bits = vec![0; usize::try_from(words).unwrap_or(0)];
        Self { origin: bounds.min, shift, width, height, bits }
    }

    /// The side of a cell in units.
    pub(super) fn side(&self) -> i64 {
        1 << self.shift
    }

    /// Marks every cell that meets the box.
    pub(super) fn mark(&mut self, bounds: Bounds) {
        let column = |x: i32| (i64::from(x) - i64::from(self.origin.x)) >> self.shift;
        let row = |y: i32| (i64::from(y) - i64::from(self.origin.y)) >> self.shift;
        let within = |from: i64, to: i64, count: u32| (from.max(0), to.min(i64::from(count) - 1));
        let (west, east) = within(column(bounds.min.x), column(bounds.max.x), self.width);
        let (south, north) = within(row(bounds.min.y), row(bounds.max.y), self.height);
        for row in south..=north {
            for column in west..=east {
                let cell = (row * i64::from(self.width) + column).unsigned_abs();
                if let Some(word) = usize::try_from(cell / 64).ok().and_then(|word| self.bits.get_mut(word)) {
                    *word |= 1 << (cell % 64);
                }
            }
        }
    }

    /// Whether the cell of a place is marked; `false` outside the grid.
    #[inline]
    pub(super) fn is_marked(&self, at: Vertex) -> bool {
        let (x, y) = at.minus(self.origin);
        // To the west or south of the grid the difference is negative, and as an unsigned number greater than any
        // column.
        let (column, row) = ((x >> self.shift).cast_unsigned(), (y >> self.shift).cast_unsigned());
        if column >= u64::from(self.width) || row >= u64::from(self.height) {
            return false;
        }
        let cell = row * u64::from(self.width) + column;
        usize::try_from(cell / 64)
            .ok()
            .and_then(|word| self.bits.get(word))
            .is_some_and(|word| word >> (cell % 64) & 1 != 0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_cells_that_meet_a_box_are_marked() {
        let place = |x, y| Vertex::new(x, y);
        let mut cells = NearCells::over(Bounds::of_edge(place(-1_000_000, 0), place(5_000_000, 3_000_000)));
        let side = i32::try_from(cells.side()).unwrap();
        cells.mark(Bounds::of_edge(place(0, side), place(side, side)));
        assert!(cells.is_marked(place(1, side + 1)) && cells.is_marked(place(side, 2 * side - 1)));
        assert!(!cells.is_marked(place(1, side - 1)) && !cells.is_marked(place(5 * side, side)));
        assert!(!cells.is_marked(place(-2_000_000, 1)) && !cells.is_marked(place(0, 9_000_000)));
        assert!(!NearCells::over(Bounds::EMPTY).is_marked(place(0, 0)));
    }
}
