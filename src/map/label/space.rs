//! The free space for a label within an area.

use super::raster::{Raster, count, number};
use crate::map::plane::Point;

/// The margins in squares to try round a label, the widest first.
const MARGINS: [usize; 6] = [8, 5, 3, 2, 1, 0];

/// The free squares of an area as a summed-area table, which counts those of any box in constant time.
#[derive(Debug)]
pub(super) struct LabelSpace {
    /// The upper left corner of the picture's squares, and the size of one.
    origin: Point,
    step: f64,
    /// The box around the area, in squares of the picture.
    west: usize,
    north: usize,
    columns: usize,
    rows: usize,
    /// How many free squares lie above and to the left of each corner of squares in the box.
    sums: Vec<u32>,
    /// The middle of the area, in squares of the picture.
    middle: Point,
}

impl LabelSpace {
    /// The space within an area, given as its squares, of those that are free.
    pub(super) fn new(raster: &Raster, squares: &[usize], is_free: impl Fn(usize) -> bool) -> Self {
        let place = |square: usize| (square % raster.columns.max(1), square / raster.columns.max(1));
        let (mut west, mut north, mut east, mut south) = (usize::MAX, usize::MAX, 0, 0);
        let mut sum = (0.0, 0.0);
        for (column, row) in squares.iter().map(|&square| place(square)) {
            (west, north, east, south) = (west.min(column), north.min(row), east.max(column), south.max(row));
            sum = (sum.0 + number(column) + 0.5, sum.1 + number(row) + 0.5);
        }
        let (columns, rows) = if squares.is_empty() { (0, 0) } else { (east + 1 - west, south + 1 - north) };
        let all = number(squares.len().max(1));
        let mut sums = vec![0_u32; (columns + 1) * (rows + 1)];
        for &square in squares.iter().filter(|&&square| is_free(square)) {
            let (column, row) = place(square);
            if let Some(slot) = sums.get_mut((row - north + 1) * (columns + 1) + column - west + 1) {
                *slot = 1;
            }
        }
        let mut above = vec![0; columns + 1];
        for line in sums.chunks_exact_mut(columns + 1) {
            let mut run = 0;
            for (slot, above) in line.iter_mut().zip(&mut above) {
                run += *slot;
                *above += run;
                *slot = *above;
            }
        }
        let middle = (sum.0 / all, sum.1 / all);
        Self { origin: raster.origin, step: raster.step, west, north, columns, rows, sums, middle }
    }

    /// The middle of a free place for a box of this size: with the widest margin that fits, at least this many squares, then
    /// nearest to the middle of the area.
    pub(super) fn place(&self, width: f64, height: f64, least_margin: usize) -> Option<Point> {
        let (wide, high) = (count((width / self.step).ceil()), count((height / self.step).ceil()));
        let margins = MARGINS.iter().filter(|margin| **margin >= least_margin);
        let found = margins.into_iter().find_map(|margin| self.nearest(wide + 2 * margin, high + margin));
        found.map(|(x, y)| (self.origin.0 + x * self.step, self.origin.1 + y * self.step))
    }

    /// The middle of the free box of this many squares that is nearest to the middle of the area.
    fn nearest(&self, wide: usize, high: usize) -> Option<Point> {
        let full = u32::try_from(wide * high).unwrap_or(u32::MAX);
        if wide > self.columns || high > self.rows || self.sums.last().is_none_or(|&free| free < full) {
            return None;
        }
        let mut best: Option<(f64, Point)> = None;
        let lines = self.sums.chunks_exact(self.columns + 1);
        for (row, (above, below)) in lines.clone().zip(lines.skip(high)).enumerate() {
            let y = number(self.north + row) + number(high) / 2.0;
            let pairs = above.iter().zip(below);
            for (column, (west, east)) in pairs.clone().zip(pairs.skip(wide)).enumerate() {
                if (east.1 + west.0) - (west.1 + east.0) == full {
                    let at = (number(self.west + column) + number(wide) / 2.0, y);
                    let away = (at.0 - self.middle.0).powi(2) + (at.1 - self.middle.1).powi(2);
                    if best.is_none_or(|(nearest, _)| away < nearest) {
                        best = Some((away, at));
                    }
                }
            }
        }
        best.map(|(_, at)| at)
    }
}
