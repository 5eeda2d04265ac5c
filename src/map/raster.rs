//! The ground in small squares, for finding room for labels.

use super::sheet::{Point, Sheet};
use crate::atlas::plan::NOWHERE;

/// Left, top, right and bottom.
pub(super) type Rect = [f64; 4];

/// Which face each square of the frame shows, and which squares are taken.
#[derive(Debug)]
pub(super) struct Raster {
    origin: Point,
    step: f64,
    columns: usize,
    rows: usize,
    face: Vec<u32>,
    taken: Vec<bool>,
}

impl Raster {
    /// The frame of a sheet in squares of this size.
    pub(super) fn new(sheet: &Sheet<'_>, faces: usize, step: f64) -> Self {
        let [left, top, right, bottom] = sheet.frame;
        let (columns, rows) = (count((right - left) / step), count((bottom - top) / step));
        let mut this = Self {
            origin: (left, top),
            step,
            columns,
            rows,
            face: vec![NOWHERE; columns * rows],
            taken: vec![false; columns * rows],
        };
        for (face, rings) in (0..).zip(sheet.outlines(faces, |face| usize::try_from(face).ok())) {
            this.fill(face, &rings);
        }
        this
    }

    fn fill(&mut self, face: u32, rings: &[Vec<Point>]) {
        let mut crossings: Vec<Vec<f64>> = Vec::new();
        let heights = rings.iter().flatten().map(|at| at.1);
        let (top, bottom) = heights.fold((f64::INFINITY, f64::NEG_INFINITY), |(a, b), y| (a.min(y), b.max(y)));
        let (first, last) = (self.row(top), self.row(bottom).min(self.rows));
        crossings.resize(last.saturating_sub(first) + 1, Vec::new());
        for ring in rings {
            for (&a, &b) in ring.iter().zip(ring.iter().cycle().skip(1)) {
                let (a, b) = if a.1 < b.1 { (a, b) } else { (b, a) };
                for row in self.row(a.1)..=self.row(b.1) {
                    let y = self.origin.1 + (number(row) + 0.5) * self.step;
                    if a.1 <= y
                        && y < b.1
                        && let Some(slot) = crossings.get_mut(row.wrapping_sub(first))
                    {
                        slot.push(a.0 + (b.0 - a.0) * (y - a.1) / (b.1 - a.1));
                    }
                }
            }
        }
        for (row, mut crossed) in (first..).zip(crossings) {
            crossed.sort_unstable_by(f64::total_cmp);
            for stretch in crossed.chunks_exact(2) {
                let &[west, east] = stretch else { continue };
                let column = |x: f64| count((x - self.origin.0) / self.step + 0.5).min(self.columns);
                let (west, east) = (column(west), column(east));
                if let Some(squares) = self.face.get_mut(row * self.columns + west..row * self.columns + east) {
                    squares.fill(face);
                }
            }
        }
    }

    fn row(&self, y: f64) -> usize {
        count((y - self.origin.1) / self.step)
    }

    /// The face at a point of the picture.
    pub(super) fn face_at(&self, at: Point) -> u32 {
        let (column, row) = (count((at.0 - self.origin.0) / self.step), self.row(at.1));
        let inside = column < self.columns && row < self.rows;
        self.face.get(row * self.columns + column).copied().filter(|_| inside).unwrap_or(NOWHERE)
    }

    /// Takes a box, so that no label is put there.
    pub(super) fn take(&mut self, rect: Rect) {
        let (west, east) = (count((rect[0] - self.origin.0) / self.step), count((rect[2] - self.origin.0) / self.step));
        for row in self.row(rect[1])..=self.row(rect[3]).min(self.rows.saturating_sub(1)) {
            let squares = row * self.columns + west..row * self.columns + (east + 1).min(self.columns);
            if let Some(taken) = self.taken.get_mut(squares) {
                taken.fill(true);
            }
        }
    }

    /// The largest connected ground of some faces.
    pub(super) fn patch(&self, is_inside: impl Fn(u32) -> bool) -> Patch {
        // Squares beside each other mostly show the same face.
        let mut last = (NOWHERE, false);
        let open: Vec<bool> = self
            .face
            .iter()
            .map(|&face| {
                if face != last.0 {
                    last = (face, face != NOWHERE && is_inside(face));
                }
                last.1
            })
            .collect();
        let mut seen = vec![false; open.len()];
        let mut best: Vec<usize> = Vec::new();
        for start in 0..open.len() {
            if open.get(start) != Some(&true) || seen.get(start) != Some(&false) {
                continue;
            }
            let (mut squares, mut next) = (Vec::new(), vec![start]);
            while let Some(here) = next.pop() {
                if open.get(here) != Some(&true) || seen.get(here) != Some(&false) {
                    continue;
                }
                if let Some(slot) = seen.get_mut(here) {
                    *slot = true;
                }
                squares.push(here);
                let column = here % self.columns;
                next.extend((column > 0).then(|| here - 1));
                next.extend((column + 1 < self.columns).then(|| here + 1));
                next.extend(here.checked_sub(self.columns));
                next.push(here + self.columns);
            }
            if squares.len() > best.len() {
                best = squares;
            }
        }
        let mut inside = vec![false; open.len()];
        for &square in &best {
            if let Some(slot) = inside.get_mut(square) {
                *slot = true;
            }
        }
        Patch { squares: best, inside }
    }

    /// The middle of the roomiest place for a box of this size on a patch, if there is one.
    pub(super) fn room(&self, patch: &Patch, width: f64, height: f64) -> Option<Point> {
        let (wide, high) = (count((width / self.step).ceil()), count((height / self.step).ceil()));
        let (columns, rows) = (self.columns, self.rows);
        // How many free squares lie above and left of each corner.
        let mut sums = vec![0_u32; (columns + 1) * (rows + 1)];
        for row in 0..rows {
            let mut run = 0;
            for column in 0..columns {
                let square = row * columns + column;
                let is_free = patch.inside.get(square) == Some(&true) && self.taken.get(square) == Some(&false);
                run += u32::from(is_free);
                let above = sums.get(row * (columns + 1) + column + 1).copied().unwrap_or(0);
                if let Some(slot) = sums.get_mut((row + 1) * (columns + 1) + column + 1) {
                    *slot = above + run;
                }
            }
        }
        let sum = |column: usize, row: usize| sums.get(row * (columns + 1) + column).copied().unwrap_or(0);
        let middle = patch.middle(columns);
        for margin in [8, 5, 3, 2, 1, 0] {
            let (wide, high) = (wide + 2 * margin, high + margin);
            let full = u32::try_from(wide * high).unwrap_or(u32::MAX);
            let mut best: Option<(f64, Point)> = None;
            for row in 0..(rows + 1).saturating_sub(high) {
                for column in 0..(columns + 1).saturating_sub(wide) {
                    let (east, south) = (column + wide, row + high);
                    let free = (sum(east, south) + sum(column, row)) - (sum(column, south) + sum(east, row));
                    if free == full {
                        let at = (number(column) + number(wide) / 2.0, number(row) + number(high) / 2.0);
                        let away = (at.0 - middle.0).powi(2) + (at.1 - middle.1).powi(2);
                        if best.is_none_or(|(nearest, _)| away < nearest) {
                            best = Some((away, at));
                        }
                    }
                }
            }
            if let Some((_, (x, y))) = best {
                return Some((self.origin.0 + x * self.step, self.origin.1 + y * self.step));
            }
        }
        None
    }
}

/// Connected squares.
#[derive(Debug)]
pub(super) struct Patch {
    squares: Vec<usize>,
    inside: Vec<bool>,
}

impl Patch {
    /// How many squares it has.
    pub(super) fn len(&self) -> usize {
        self.squares.len()
    }

    /// The mean of its squares, in squares.
    fn middle(&self, columns: usize) -> Point {
        let mut sum = (0.0, 0.0);
        for &square in &self.squares {
            sum.0 += number(square % columns) + 0.5;
            sum.1 += number(square / columns) + 0.5;
        }
        let all = number(self.squares.len().max(1));
        (sum.0 / all, sum.1 / all)
    }
}

/// Whole squares, from none.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "pictures are far smaller, and cut at 0")]
fn count(value: f64) -> usize {
    value.max(0.0) as usize
}

#[expect(clippy::cast_precision_loss, reason = "pictures are far smaller")]
fn number(count: usize) -> f64 {
    count as f64
}
