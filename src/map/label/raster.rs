//! The frame in small squares, for placing labels.

use crate::atlas::plan::NOWHERE;
use crate::map::drawing::Sheet;
use crate::map::plane::{Point, Rect, along};

/// Which face each square of the frame shows, which squares are taken by labels, and through which a line runs.
#[derive(Clone, Debug)]
pub(crate) struct Raster {
    pub(crate) origin: Point,
    pub(crate) step: f64,
    pub(crate) columns: usize,
    rows: usize,
    face: Vec<u32>,
    /// The squares of each face, ascending.
    squares: Vec<Vec<usize>>,
    taken: Vec<bool>,
    lined: Vec<bool>,
    /// Whether a square is land, as far as land and sea are known.
    is_land: Vec<bool>,
    /// Whether names of areas keep off a square where they can: lakes, and what is right beside a town.
    shunned: Vec<bool>,
}

impl Raster {
    /// The frame of a sheet in squares of this size.
    pub(crate) fn new(sheet: &Sheet<'_>, faces: usize, step: f64) -> Self {
        let [left, top, right, bottom] = sheet.frame;
        let (columns, rows) = (count((right - left) / step), count((bottom - top) / step));
        let none = vec![false; columns * rows];
        let face = vec![NOWHERE; columns * rows];
        let (taken, lined, is_land, shunned) = (none.clone(), none.clone(), none.clone(), none);
        let (origin, squares) = ((left, top), Vec::new());
        let mut this = Self { origin, step, columns, rows, face, squares, taken, lined, is_land, shunned };
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
            this.fill(&mut crossings, |this, squares| {
                if let Some(squares) = this.face.get_mut(squares) {
                    squares.fill(face);
                }
            });
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

    /// Marks what lies within rings as land.
    pub(crate) fn add_land(&mut self, rings: &[Vec<Point>]) {
        let rings: Vec<&[Point]> = rings.iter().map(Vec::as_slice).collect();
        self.fill_within(&rings, |this, squares| {
            if let Some(squares) = this.is_land.get_mut(squares) {
                squares.fill(true);
            }
        });
    }

    /// Lets names of areas keep off what lies within a ring.
    pub(crate) fn shun_within(&mut self, ring: &[Point]) {
        self.fill_within(&[ring], |this, squares| {
            if let Some(squares) = this.shunned.get_mut(squares) {
                squares.fill(true);
            }
        });
    }

    /// Lets names of areas keep off a box.
    pub(crate) fn shun(&mut self, rect: Rect) {
        for square in self.within(rect) {
            if let Some(shunned) = self.shunned.get_mut(square) {
                *shunned = true;
            }
        }
    }

    /// Fills the squares within rings.
    fn fill_within(&mut self, rings: &[&[Point]], paint: impl FnMut(&mut Self, std::ops::Range<usize>)) {
        let mut crossings = vec![Vec::new(); self.rows];
        for ring in rings {
            for edge in ring.windows(2) {
                self.cross(edge, &mut crossings);
            }
            if let (Some(&last), Some(&first)) = (ring.last(), ring.first()) {
                self.cross(&[last, first], &mut crossings);
            }
        }
        self.fill(&mut crossings, paint);
    }

    /// Marks the squares through which a line runs.
    pub(crate) fn add_line(&mut self, course: &[Point]) {
        for pair in course.windows(2) {
            let &[a, b] = pair else { continue };
            let steps = ((b.0 - a.0).abs().max((b.1 - a.1).abs()) / self.step * 2.0).ceil().clamp(1.0, 4000.0);
            for step in std::iter::successors(Some(0.0), |step| (*step < steps).then_some(step + 1.0)) {
                if let Some(square) = self.square_at(along(a, b, step / steps))
                    && let Some(slot) = self.lined.get_mut(square)
                {
                    *slot = true;
                }
            }
        }
    }

    /// Fills the squares between crossings, and clears these.
    fn fill(&mut self, crossings: &mut [Vec<f64>], mut paint: impl FnMut(&mut Self, std::ops::Range<usize>)) {
        for (row, crossed) in crossings.iter_mut().enumerate() {
            crossed.sort_unstable_by(f64::total_cmp);
            for stretch in crossed.chunks_exact(2) {
                let &[west, east] = stretch else { continue };
                let column = |x: f64| count((x - self.origin.0) / self.step + 0.5).min(self.columns);
                let (west, east) = (column(west), column(east));
                paint(self, row * self.columns + west..row * self.columns + east);
            }
            crossed.clear();
        }
    }

    fn row(&self, y: f64) -> usize {
        count((y - self.origin.1) / self.step)
    }

    /// The square at a point of the picture.
    pub(crate) fn square_at(&self, at: Point) -> Option<usize> {
        let (column, row) = (count((at.0 - self.origin.0) / self.step), self.row(at.1));
        let inside = at.0 >= self.origin.0 && at.1 >= self.origin.1 && column < self.columns && row < self.rows;
        // Far outside the frame the product would be too large.
        inside.then(|| row * self.columns + column)
    }

    /// The face at a point of the picture.
    pub(crate) fn face_at(&self, at: Point) -> u32 {
        self.square_at(at).and_then(|square| self.face.get(square)).copied().unwrap_or(NOWHERE)
    }

    /// The middle of a square.
    pub(crate) fn middle(&self, square: usize) -> Point {
        let (column, row) = (square % self.columns.max(1), square / self.columns.max(1));
        (self.origin.0 + (number(column) + 0.5) * self.step, self.origin.1 + (number(row) + 0.5) * self.step)
    }

    /// The squares within a box.
    pub(crate) fn within(&self, rect: Rect) -> impl Iterator<Item = usize> + use<> {
        let (west, east) = (count((rect[0] - self.origin.0) / self.step), count((rect[2] - self.origin.0) / self.step));
        let (columns, last) = (self.columns, self.row(rect[3]).min(self.rows.saturating_sub(1)));
        let row = move |row: usize| row * columns + west.min(columns)..row * columns + (east + 1).min(columns);
        (self.row(rect[1])..=last).flat_map(row)
    }

    /// Squares of sea within a box that no face covers.
    pub(crate) fn sea(&self, rect: Rect) -> Vec<usize> {
        let is_sea =
            |square: &usize| self.face.get(*square) == Some(&NOWHERE) && self.is_land.get(*square) == Some(&false);
        self.within(rect).filter(is_sea).collect()
    }

    /// Whether there is land that no face covers.
    pub(crate) fn has_bare_land(&self) -> bool {
        self.face.iter().zip(&self.is_land).any(|(&face, &is_land)| face == NOWHERE && is_land)
    }

    /// The share of a box that faces cover.
    pub(crate) fn covered(&self, rect: Rect) -> f64 {
        let (mut all, mut covered) = (1.0_f64, 0.0);
        for square in self.within(rect) {
            all += 1.0;
            covered += if self.face.get(square) == Some(&NOWHERE) { 0.0 } else { 1.0 };
        }
        covered / all
    }

    /// Marks the squares of a box as taken.
    pub(crate) fn take(&mut self, rect: Rect) {
        for square in self.within(rect) {
            if let Some(taken) = self.taken.get_mut(square) {
                *taken = true;
            }
        }
    }

    /// Whether neither a label nor a line is in a square.
    pub(crate) fn is_free(&self, square: usize) -> bool {
        self.taken.get(square) == Some(&false) && self.lined.get(square) == Some(&false)
    }

    /// Whether names of areas keep off a square where they can.
    pub(crate) fn is_shunned(&self, square: usize) -> bool {
        self.shunned.get(square) == Some(&true)
    }

    /// Whether no line runs through a box.
    pub(crate) fn is_clear_of_lines(&self, rect: Rect) -> bool {
        self.within(rect).all(|square| self.lined.get(square) == Some(&false))
    }

    /// How many squares some faces cover.
    pub(crate) fn count(&self, faces: &[u32]) -> usize {
        self.of(faces).map(Vec::len).sum()
    }

    /// The area of some squares, in square units of the picture.
    pub(crate) fn units(&self, squares: &[usize]) -> f64 {
        number(squares.len()) * self.step.powi(2)
    }

    /// The squares of the largest connected area of some faces.
    pub(crate) fn patch(&self, faces: &[u32]) -> Vec<usize> {
        self.largest(self.of(faces).flatten().copied().collect())
    }

    /// The squares of each of some faces.
    fn of(&self, faces: &[u32]) -> impl Iterator<Item = &Vec<usize>> {
        faces.iter().filter_map(|&face| self.squares.get(usize::try_from(face).ok()?))
    }

    /// The largest connected area of some squares.
    pub(crate) fn largest(&self, mut all: Vec<usize>) -> Vec<usize> {
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
