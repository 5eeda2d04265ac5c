//! The frame in small squares, for placing labels.

use crate::atlas::plan::NOWHERE;
use crate::map::drawing::Sheet;
use crate::map::plane::{Point, Rect};

/// Which face each square of the frame shows, and which squares are taken.
#[derive(Debug)]
pub(crate) struct Raster {
    pub(crate) origin: Point,
    pub(crate) step: f64,
    pub(crate) columns: usize,
    rows: usize,
    face: Vec<u32>,
    /// The squares of each face, ascending.
    squares: Vec<Vec<usize>>,
    taken: Vec<bool>,
}

impl Raster {
    /// The frame of a sheet in squares of this size.
    pub(crate) fn new(sheet: &Sheet<'_>, faces: usize, step: f64) -> Self {
        let [left, top, right, bottom] = sheet.frame;
        let (columns, rows) = (count((right - left) / step), count((bottom - top) / step));
        let (face, taken) = (vec![NOWHERE; columns * rows], vec![false; columns * rows]);
        let mut this = Self { origin: (left, top), step, columns, rows, face, squares: Vec::new(), taken };
        let mut rims: Vec<Vec<usize>> = vec![Vec::new(); faces];
        for (number, arc) in sheet.plan.arcs.iter().enumerate().filter(|(_, arc)| arc.left != arc.right) {
            for face in [arc.left, arc.right].into_iter().filter(|&face| !sheet.plan.is_torn(face)) {
                if let Some(rim) = usize::try_from(face).ok().and_then(|face| rims.get_mut(face)) {
                    rim.push(number);
                }
            }
        }
        let mut crossings = vec![Vec::new(); rows];
        for (face, rim) in (0..).zip(&rims) {
            for edge in rim.iter().flat_map(|&arc| sheet.course(arc).windows(2)) {
                this.cross(edge, &mut crossings);
            }
            this.fill(face, &mut crossings);
        }
        this.squares.resize(faces, Vec::new());
        for (square, &face) in this.face.iter().enumerate() {
            if let Some(squares) = usize::try_from(face).ok().and_then(|face| this.squares.get_mut(face)) {
                squares.push(square);
            }
        }
        this
    }

    /// Records where an edge crosses the middles of rows.
    fn cross(&self, edge: &[Point], crossings: &mut [Vec<f64>]) {
        let &[a, b] = edge else { return };
        let (a, b) = if a.1 < b.1 { (a, b) } else { (b, a) };
        let (first, last) = (self.row(a.1), self.row(b.1));
        for (row, slot) in crossings.iter_mut().enumerate().take(last + 1).skip(first) {
            let y = self.origin.1 + (number(row) + 0.5) * self.step;
            if a.1 <= y && y < b.1 {
                slot.push(a.0 + (b.0 - a.0) * (y - a.1) / (b.1 - a.1));
            }
        }
    }

    /// Fills the squares between crossings, and clears these.
    fn fill(&mut self, face: u32, crossings: &mut [Vec<f64>]) {
        for (row, crossed) in crossings.iter_mut().enumerate() {
            crossed.sort_unstable_by(f64::total_cmp);
            for stretch in crossed.chunks_exact(2) {
                let &[west, east] = stretch else { continue };
                let column = |x: f64| count((x - self.origin.0) / self.step + 0.5).min(self.columns);
                let (west, east) = (column(west), column(east));
                if let Some(squares) = self.face.get_mut(row * self.columns + west..row * self.columns + east) {
                    squares.fill(face);
                }
            }
            crossed.clear();
        }
    }

    fn row(&self, y: f64) -> usize {
        count((y - self.origin.1) / self.step)
    }

    /// The face at a point of the picture.
    pub(crate) fn face_at(&self, at: Point) -> u32 {
        let (column, row) = (count((at.0 - self.origin.0) / self.step), self.row(at.1));
        let inside = at.0 >= self.origin.0 && at.1 >= self.origin.1 && column < self.columns && row < self.rows;
        if inside { self.face.get(row * self.columns + column).copied().unwrap_or(NOWHERE) } else { NOWHERE }
    }

    /// Marks the squares of a box as taken.
    pub(crate) fn take(&mut self, rect: Rect) {
        let (west, east) = (count((rect[0] - self.origin.0) / self.step), count((rect[2] - self.origin.0) / self.step));
        for row in self.row(rect[1])..=self.row(rect[3]).min(self.rows.saturating_sub(1)) {
            let squares = row * self.columns + west..row * self.columns + (east + 1).min(self.columns);
            if let Some(taken) = self.taken.get_mut(squares) {
                taken.fill(true);
            }
        }
    }

    /// Whether a square is taken.
    pub(crate) fn is_taken(&self, square: usize) -> bool {
        self.taken.get(square) != Some(&false)
    }

    /// The squares of the largest connected area of some faces.
    pub(crate) fn patch(&self, faces: &[u32]) -> Vec<usize> {
        let own = faces.iter().filter_map(|&face| self.squares.get(usize::try_from(face).ok()?));
        let mut all: Vec<usize> = own.flatten().copied().collect();
        all.sort_unstable();
        let mut is_open = vec![false; self.face.len()];
        for &square in &all {
            if let Some(slot) = is_open.get_mut(square) {
                *slot = true;
            }
        }
        let (mut best, mut next) = (Vec::new(), Vec::new());
        let mut open = |square: usize, next: &mut Vec<usize>| {
            if let Some(slot) = is_open.get_mut(square).filter(|slot| **slot) {
                *slot = false;
                next.push(square);
            }
        };
        for start in all {
            let mut squares = Vec::new();
            open(start, &mut next);
            while let Some(here) = next.pop() {
                squares.push(here);
                let column = here % self.columns;
                if column > 0 {
                    open(here - 1, &mut next);
                }
                if column + 1 < self.columns {
                    open(here + 1, &mut next);
                }
                if let Some(above) = here.checked_sub(self.columns) {
                    open(above, &mut next);
                }
                open(here + self.columns, &mut next);
            }
            if squares.len() > best.len() {
                best = squares;
            }
        }
        best
    }
}

/// A number of squares: rounded down, and at least 0.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "pictures are far smaller, and negative numbers become 0"
)]
pub(crate) fn count(value: f64) -> usize {
    value.max(0.0) as usize
}

#[expect(clippy::cast_precision_loss, reason = "pictures are far smaller")]
pub(crate) fn number(count: usize) -> f64 {
    count as f64
}
