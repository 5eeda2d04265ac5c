//! Placing labels so that they do not collide.

use super::raster::Raster;
use super::space::LabelSpace;
use crate::map::drawing::text;
use crate::map::plane::{Point, Rect, along, middle};

/// How a label looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum LabelStyle {
    /// A polity at the top of a chain: spaced capitals.
    Holder,
    /// A part of a polity, this many steps below the top.
    Part(usize),
    /// A territory.
    Location,
}

/// A placed label.
#[derive(Debug, Clone)]
pub(crate) struct Label {
    pub(crate) lines: Vec<String>,
    pub(crate) style: LabelStyle,
    pub(crate) size: f64,
    /// The box around all lines.
    pub(crate) rect: Rect,
    /// The line from the place to the label, where the label stands beside its place.
    pub(crate) leader: Option<(Point, Point)>,
    /// Whether the leader begins with a dot: it does unless it begins at a ring.
    pub(crate) is_dotted: bool,
}

/// The distance between baselines in text sizes.
const LEADING: f64 = 1.12;

/// The greatest cost of a label beside its place, as a share of the frame's width: on a small map a long leader and a
/// label across borders hide more than they tell.
const GREATEST_COST: f64 = 0.18;

impl Label {
    fn sized(lines: Vec<String>, style: LabelStyle, size: f64) -> Self {
        let mut this = Self { lines, style, size, rect: [0.0; 4], leader: None, is_dotted: false };
        let widest = this.lines.iter().map(|line| this.width(line)).fold(0.0, f64::max);
        let count = f64::from(u32::try_from(this.lines.len()).unwrap_or(u32::MAX));
        this.rect = [0.0, 0.0, widest, (count - 1.0) * LEADING * size + size];
        this
    }

    /// The width of a line of the label.
    pub(crate) fn width(&self, line: &str) -> f64 {
        let spacing = match self.style {
            LabelStyle::Holder => 0.14,
            LabelStyle::Part(_) | LabelStyle::Location => 0.0,
        };
        let gaps = f64::from(u32::try_from(line.chars().count().saturating_sub(1)).unwrap_or(u32::MAX));
        text::width(line, self.size) + gaps * spacing * self.size
    }

    /// Each line with the middle of its baseline.
    pub(crate) fn baselines(&self) -> impl Iterator<Item = (&str, Point)> {
        let (middle, _) = middle(self.rect);
        let first = self.rect[1] + 0.8 * self.size;
        let step = LEADING * self.size;
        let rows = std::iter::successors(Some(first), move |y| Some(y + step));
        self.lines.iter().zip(rows).map(move |(line, y)| (line.as_str(), (middle, y)))
    }

    fn centred(mut self, at: Point) -> Self {
        let (wide, high) = (self.rect[2] - self.rect[0], self.rect[3] - self.rect[1]);
        self.rect = [at.0 - wide / 2.0, at.1 - high / 2.0, at.0 + wide / 2.0, at.1 + high / 2.0];
        self
    }
}

/// The labels of a map, placed one after another.
#[derive(Debug)]
pub(crate) struct Labels {
    pub(crate) raster: Raster,
    pub(crate) placed: Vec<Label>,
    /// The group of each face.
    groups: Vec<u32>,
    frame: Rect,
    taken: Vec<Rect>,
    leaders: Vec<(Point, Point)>,
}

impl Labels {
    pub(crate) fn new(raster: Raster, groups: Vec<u32>, frame: Rect) -> Self {
        Self { raster, placed: Vec::new(), groups, frame, taken: Vec::new(), leaders: Vec::new() }
    }

    /// Keeps a box free of labels.
    pub(crate) fn keep_free(&mut self, rect: Rect) {
        self.raster.take(rect);
        self.taken.push(rect);
    }

    /// Places a label within its area, in the largest size that fits, on up to four lines. Returns whether it fits.
    pub(crate) fn put_on(&mut self, squares: &[usize], name: &str, style: LabelStyle, sizes: &[f64]) -> bool {
        let name = if style == LabelStyle::Holder { name.to_uppercase() } else { name.to_owned() };
        let space = LabelSpace::new(&self.raster, squares);
        for &size in sizes {
            for count in 1..=4 {
                let Some(lines) = text::balanced(&name, count) else { continue };
                let label = Label::sized(lines, style, size);
                let (wide, high) = (label.rect[2] + 0.5 * size, label.rect[3] + 0.35 * size);
                if let Some(at) = space.place(wide, high) {
                    self.put(label.centred(at));
                    return true;
                }
            }
        }
        false
    }

    /// A free place well inside an area, near its middle.
    pub(crate) fn middle_of(&self, squares: &[usize]) -> Option<Point> {
        LabelSpace::new(&self.raster, squares).place(0.0, 0.0)
    }

    /// Places a label beside its anchor, with a leader that begins at distance `start` from the anchor; the label keeps
    /// the distance `clear`. Returns whether there was space.
    pub(crate) fn put_beside(&mut self, anchor: Point, [start, clear]: [f64; 2], name: &str, size: f64) -> bool {
        let lines = text::wrapped(name, size, 13.0 * size);
        let label = Label::sized(lines, LabelStyle::Location, size);
        let (wide, high) = (label.rect[2], label.rect[3]);
        let mut best: Option<(f64, Label)> = None;
        for reach in [6.0, 10.0, 16.0, 24.0, 34.0, 46.0, 60.0, 78.0, 100.0, 125.0] {
            for turn in 0..32 {
                let (sin, cos) = (f64::from(turn) * std::f64::consts::TAU / 32.0).sin_cos();
                let end = (anchor.0 + cos * (clear + reach), anchor.1 + sin * (clear + reach));
                let middle = (end.0 + cos * (wide / 2.0 + 2.0), end.1 + sin * (high / 2.0 + 1.0));
                let from = (anchor.0 + cos * start, anchor.1 + sin * start);
                let mut label = label.clone().centred(middle);
                label.leader = Some((from, end));
                label.is_dotted = start < clear || clear <= 1.0;
                let cost = reach + self.clutter(from, end, label.rect);
                if best.as_ref().is_none_or(|(least, _)| cost < *least) && self.is_free(from, end, label.rect) {
                    best = Some((cost, label));
                }
            }
        }
        let most = GREATEST_COST * (self.frame[2] - self.frame[0]);
        best.filter(|(cost, _)| *cost <= most).is_some_and(|(_, label)| {
            self.put(label);
            true
        })
    }

    fn put(&mut self, label: Label) {
        let [left, top, right, bottom] = label.rect;
        self.keep_free([left - 2.0, top - 1.0, right + 2.0, bottom + 1.0]);
        if let Some(leader) = label.leader {
            self.leaders.push(leader);
            // Points along it, so that no later label is put on the line.
            for step in 0..=8 {
                let (x, y) = along(leader.0, leader.1, f64::from(step) / 8.0);
                self.raster.take([x - 1.0, y - 1.0, x + 1.0, y + 1.0]);
            }
        }
        self.placed.push(label);
    }

    /// The cost, as a distance, of the borders that a leader crosses and a label covers.
    fn clutter(&self, from: Point, end: Point, rect: Rect) -> f64 {
        let group = |at: Point| {
            let face = self.raster.face_at(at);
            usize::try_from(face).ok().and_then(|face| self.groups.get(face)).copied()
        };
        let mut crossed = 0.0;
        let mut last = group(from);
        for step in 1..=6 {
            let here = group(along(from, end, f64::from(step) / 6.0));
            crossed += if here == last { 0.0 } else { 1.0 };
            last = here;
        }
        let mut covered: Vec<_> = Vec::new();
        for across in 0..=6 {
            for down in 0..=2 {
                let x = rect[0] + (rect[2] - rect[0]) * f64::from(across) / 6.0;
                covered.push(group((x, rect[1] + (rect[3] - rect[1]) * f64::from(down) / 2.0)));
            }
        }
        covered.sort_unstable();
        covered.dedup();
        let extra = f64::from(u32::try_from(covered.len()).unwrap_or(u32::MAX)) - 1.0;
        crossed * 8.0 + extra * 14.0
    }

    /// Whether a label and its leader collide with nothing placed before.
    fn is_free(&self, from: Point, end: Point, rect: Rect) -> bool {
        let [left, top, right, bottom] = rect;
        let inside = left > self.frame[0] + 4.0
            && top > self.frame[1] + 4.0
            && right < self.frame[2] - 4.0
            && bottom < self.frame[3] - 4.0;
        let wide = [left - 3.0, top - 2.0, right + 3.0, bottom + 2.0];
        inside
            && !self.taken.iter().any(|&other| overlaps(wide, other) || crosses(from, end, other))
            && !self.leaders.iter().any(|&(a, b)| crosses(a, b, wide) || cross(from, end, a, b))
    }
}

/// Whether two boxes share more than an edge.
fn overlaps(one: Rect, other: Rect) -> bool {
    one[0] < other[2] && other[0] < one[2] && one[1] < other[3] && other[1] < one[3]
}

/// Whether a line runs through a box, except from where it begins.
fn crosses(from: Point, end: Point, rect: Rect) -> bool {
    (1..=12).any(|step| {
        let at = along(from, end, f64::from(step) / 12.0);
        rect[0] < at.0 && at.0 < rect[2] && rect[1] < at.1 && at.1 < rect[3]
    })
}

/// Whether two lines cross.
fn cross(a: Point, b: Point, c: Point, d: Point) -> bool {
    let side = |p: Point, q: Point, r: Point| (q.0 - p.0) * (r.1 - p.1) - (q.1 - p.1) * (r.0 - p.0);
    side(a, b, c) * side(a, b, d) < 0.0 && side(c, d, a) * side(c, d, b) < 0.0
}
