//! Square cells over a part of the plane, and the lines that touch them.

use std::cmp::Ordering;

use super::shape_edges::ShapeEdge;
use super::vertex::Vertex;

/// `width` × `height` square cells of side `1 << shift`, from `origin` to the east and north.
///
/// The lower and the left side of a cell belong to it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Grid {
    pub(super) origin: Vertex,
    pub(super) shift: u32,
    pub(super) width: u32,
    pub(super) height: u32,
}

impl Grid {
    /// How many cells there are.
    pub(super) fn cell_count(&self) -> usize {
        self.width as usize * self.height as usize
    }

    /// The lower left corner of a cell; also defined for cells just beyond the last.
    pub(super) fn corner(&self, column: u32, row: u32) -> Vertex {
        let along = |from: i32, cells: u32| from.wrapping_add_unsigned(cells << self.shift);
        Vertex::new(along(self.origin.x, column), along(self.origin.y, row))
    }

    /// Calls `touched` with the column and row of each cell to which the line matters.
    ///
    /// These are the cells whose interior or whose lower, left or right side it touches, and perhaps some that it
    /// misses by less than a unit. A line that only touches the upper side of a cell passes above every place in it,
    /// and a horizontal line on its lower side passes below.
    pub(super) fn spread(&self, line: &ShapeEdge, mut touched: impl FnMut(u32, u32)) {
        let (low, high) = (self.offset(line.low), self.offset(line.high));
        let (west, east) = (low.0.min(high.0), low.0.max(high.0));
        if low.1 == high.1 {
            if low.1 & ((1 << self.shift) - 1) != 0 {
                self.touch_row(low.1 >> self.shift, west, east, &mut touched);
            }
            return;
        }
        let (first, last) = (low.1 >> self.shift, (high.1 - 1) >> self.shift);
        if first == last || (west - 1) >> self.shift == east >> self.shift {
            for row in first.max(0)..=last.min(i64::from(self.height) - 1) {
                self.touch_row(row, west, east, &mut touched);
            }
            return;
        }
        let (width, rise) = (high.0 - low.0, high.1 - low.1);
        // The whole units to the west and to the east of where the line crosses a latitude.
        let passes = |level: i64| {
            if level <= low.1 {
                (low.0, low.0)
            } else if level >= high.1 {
                (high.0, high.0)
            } else {
                let product = width * (level - low.1);
                let west = product.div_euclid(rise);
                (low.0 + west, low.0 + west + 1)
            }
        };
        let mut below = passes(first.max(0) << self.shift);
        for row in first.max(0)..=last.min(i64::from(self.height) - 1) {
            let above = passes((row + 1) << self.shift);
            self.touch_row(row, below.0.min(above.0), below.1.max(above.1), &mut touched);
            below = above;
        }
    }

    fn offset(&self, vertex: Vertex) -> (i64, i64) {
        vertex.minus(self.origin)
    }

    /// Touches the cells of a row between two offsets, including those whose side is at an offset.
    fn touch_row(&self, row: i64, west: i64, east: i64, touched: &mut impl FnMut(u32, u32)) {
        let Ok(row) = u32::try_from(row) else { return };
        if row >= self.height {
            return;
        }
        let first = ((west - 1) >> self.shift).max(0);
        let last = (east >> self.shift).min(i64::from(self.width) - 1);
        for column in first..=last {
            if let Ok(column) = u32::try_from(column) {
                touched(column, row);
            }
        }
    }
}

/// Whether the line separates two places one above the other, by the semi-open rule: both are shifted infinitesimally
/// to the east, and infinitesimally less to the north.
pub(super) fn separates_vertically(line: &ShapeEdge, x: i32, lower: i32, upper: i32) -> bool {
    if (line.low.x > x) == (line.high.x > x) {
        return false;
    }
    let (west, east) = if line.low.x < line.high.x { (line.low, line.high) } else { (line.high, line.low) };
    is_above(west, east, Vertex::new(x, lower)) != is_above(west, east, Vertex::new(x, upper))
}

fn is_above(west: Vertex, east: Vertex, at: Vertex) -> bool {
    match super::vertex::orientation(west, east, at) {
        Ordering::Greater => true,
        Ordering::Less => false,
        // A place on the line shifts to the east, which takes it above a line that falls or is horizontal.
        Ordering::Equal => east.y <= west.y,
    }
}
