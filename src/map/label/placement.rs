//! Placing labels so that they do not collide, and cross no line.

use std::collections::BTreeSet;

use super::lettering::{Label, LabelStyle};
use super::raster::Raster;
use super::space::LabelSpace;
use super::turned::{lengthwise, place_turned};
use crate::map::drawing::text;
use crate::map::plane::{Point, Rect, along};

/// How far apart the letters of a holder stand where it spreads over its area, in text sizes.
const SPREAD: [f64; 3] = [0.8, 0.5, 0.3];
/// Letters are spread where this many squares stay free beside them.
const MARGIN_OF_SPREAD: usize = 3;

/// How far a label may stand from its place, and on which ground.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Reach {
    /// Beside it, on no ground but that of this group.
    Beside(u32),
    /// So near that it is seen at a glance what it names.
    Close,
    /// Near it: a name that is not placed is missed little.
    Near,
    /// Wherever there is space.
    Far,
}

impl Reach {
    /// The greatest cost of a label, as a share of the frame's width: on a small map a long leader and a label across
    /// borders hide more than they tell.
    fn greatest_cost(self) -> f64 {
        match self {
            Self::Beside(_) => 0.035,
            Self::Close => 0.13,
            Self::Near => 0.18,
            Self::Far => f64::INFINITY,
        }
    }
}

/// How wide a label beside its place may be, in text sizes: the next if there is no place for one.
const WRAPPINGS: [f64; 3] = [13.0, 8.0, 5.5];

/// The labels of a map, placed one after another.
#[derive(Clone, Debug)]
pub(crate) struct Labels {
    pub(crate) raster: Raster,
    pub(crate) placed: Vec<Label>,
    /// The group of each face.
    groups: Vec<u32>,
    frame: Rect,
    taken: Vec<Rect>,
    leaders: Vec<(Point, Point)>,
    /// The names that are placed, in lower case.
    names: BTreeSet<String>,
}

impl Labels {
    pub(crate) fn new(raster: Raster, groups: Vec<u32>, frame: Rect) -> Self {
        Self {
            raster,
            placed: Vec::new(),
            groups,
            frame,
            taken: Vec::new(),
            leaders: Vec::new(),
            names: BTreeSet::new(),
        }
    }

    /// Keeps a box free of labels.
    pub(crate) fn keep_free(&mut self, rect: Rect) {
        self.raster.take(rect);
        self.taken.push(rect);
    }

    /// Whether this name is placed.
    pub(crate) fn has(&self, name: &str) -> bool {
        self.names.contains(&name.to_lowercase())
    }

    /// Places a label within its area, in the largest size that fits: spread along it, turned along a long area, or on up
    /// to four lines; off lakes and towns if there is space for it in any size. Returns whether it fits.
    pub(crate) fn put_on(&mut self, squares: &[usize], name: &str, style: LabelStyle, sizes: &[f64]) -> bool {
        let text = if style == LabelStyle::Holder { name.to_uppercase() } else { name.to_owned() };
        let is_best = |square: usize| self.raster.is_free(square) && !self.raster.is_shunned(square);
        let mut label = self.best_on(squares, &text, style, sizes, is_best);
        if label.is_none() && squares.iter().any(|&square| self.raster.is_shunned(square)) {
            label = self.best_on(squares, &text, style, sizes, |square| self.raster.is_free(square));
        }
        label.is_some_and(|label| {
            self.names.insert(name.to_lowercase());
            self.put(label);
            true
        })
    }

    /// The label in the largest size that fits on the free squares of an area.
    fn best_on(
        &self,
        squares: &[usize],
        name: &str,
        style: LabelStyle,
        sizes: &[f64],
        is_free: impl Fn(usize) -> bool,
    ) -> Option<Label> {
        let space = LabelSpace::new(&self.raster, squares, &is_free);
        let fitting = |label: Label, margin: usize| {
            let size = label.size;
            // Digits are lower than other letters.
            let more = if style == LabelStyle::Number { [0.2, -0.15] } else { [0.5, 0.35] };
            let at = space.place(label.rect[2] + more[0] * size, label.rect[3] + more[1] * size, margin)?;
            Some(label.centred(at))
        };
        let lengthwise = if matches!(style, LabelStyle::Holder | LabelStyle::Part(_) | LabelStyle::Location) {
            lengthwise(&self.raster, squares)
        } else {
            None
        };
        for &size in sizes {
            let whole = Label::new(vec![name.to_owned()], style, size);
            if let Some(label) = fitting(whole.clone(), 0) {
                let spread = SPREAD.iter().filter(|_| style == LabelStyle::Holder);
                let spread = spread.into_iter().find_map(|&gap| fitting(whole.clone().spaced(gap), MARGIN_OF_SPREAD));
                return Some(spread.unwrap_or(label));
            }
            if let Some(label) = lengthwise.and_then(|turn| place_turned(&self.raster, squares, &is_free, &whole, turn))
            {
                return Some(label);
            }
            let lines = (2..=4).filter_map(|count| text::balanced(name, count));
            let label = lines.into_iter().find_map(|lines| fitting(Label::new(lines, style, size), 0));
            if label.is_some() {
                return label;
            }
        }
        None
    }

    /// A free place well inside an area, near its middle.
    pub(crate) fn middle_of(&self, squares: &[usize]) -> Option<Point> {
        if squares.is_empty() {
            return None;
        }
        LabelSpace::new(&self.raster, squares, |square| self.raster.is_free(square)).place(0.0, 0.0, 0)
    }

    /// Places a label beside its anchor, with a leader that begins at distance `start` from the anchor; the label keeps
    /// the distance `clear`. Returns whether there was space.
    pub(crate) fn put_beside(
        &mut self,
        anchor: Point,
        [start, clear]: [f64; 2],
        name: &str,
        size: f64,
        reach: Reach,
    ) -> bool {
        let lines = WRAPPINGS.map(|ems| text::wrapped(name, size, ems * size));
        let lines = lines.into_iter().fold(Vec::new(), |mut seen: Vec<_>, lines| {
            if !seen.contains(&lines) {
                seen.push(lines);
            }
            seen
        });
        lines.into_iter().any(|lines| {
            let label = Label::new(lines, LabelStyle::Location, size);
            self.best_beside(anchor, [start, clear], &label, reach).is_some_and(|label| {
                self.names.insert(name.to_lowercase());
                self.put(label);
                true
            })
        })
    }

    /// The place at the least cost for a label beside its anchor.
    fn best_beside(&self, anchor: Point, [start, clear]: [f64; 2], wrapped: &Label, reach: Reach) -> Option<Label> {
        let (wide, high) = (wrapped.rect[2], wrapped.rect[3]);
        let mut best: Option<(f64, Label)> = None;
        let rings = [6.0, 10.0, 16.0, 24.0, 34.0, 46.0, 60.0, 78.0, 100.0, 125.0, 160.0, 200.0, 250.0];
        let farthest = if reach == Reach::Far { rings.len() } else { rings.len() - 3 };
        let most = reach.greatest_cost() * (self.frame[2] - self.frame[0]);
        for away in rings.into_iter().take(farthest).take_while(|&away| away <= most) {
            for turn in 0..32 {
                let (sin, cos) = (f64::from(turn) * std::f64::consts::TAU / 32.0).sin_cos();
                let end = (anchor.0 + cos * (clear + away), anchor.1 + sin * (clear + away));
                let middle = (end.0 + cos * (wide / 2.0 + 2.0), end.1 + sin * (high / 2.0 + 1.0));
                let from = (anchor.0 + cos * start, anchor.1 + sin * start);
                let mut label = wrapped.clone().centred(middle);
                label.leader = Some((from, end));
                label.is_dotted = start < clear || clear <= 1.0;
                let cost = away + self.clutter(from, end, label.rect);
                let is_best = cost <= most && best.as_ref().is_none_or(|(least, _)| cost < *least);
                if is_best && self.is_free(from, end, label.rect) && self.may_stand(label.rect, reach) {
                    best = Some((cost, label));
                }
            }
        }
        best.map(|(_, label)| label)
    }

    /// Places the name of a point next to it, on the ground on which the point is or on none. Returns whether there was
    /// space.
    pub(crate) fn put_point(&mut self, at: Point, radius: f64, name: &str, size: f64) -> bool {
        let label = Label::new(vec![name.to_owned()], LabelStyle::Town, size);
        let (wide, high) = (label.rect[2], 0.8 * size);
        let gap = radius + 0.22 * size;
        let own = self.group_at(at);
        let dot = [at.0 - radius, at.1 - radius, at.0 + radius, at.1 + radius];
        if self.taken.iter().any(|&other| overlaps(dot, other)) {
            return false;
        }
        let (right, left) = (at.0 + gap + wide / 2.0, at.0 - gap - wide / 2.0);
        let (above, below) = (at.1 - gap - high / 2.0, at.1 + gap + high / 2.0);
        let low = at.1 + 0.05 * size;
        let around = [
            (right, low),
            (left, low),
            (at.0, above),
            (at.0, below),
            (right - 0.3 * gap, above),
            (right - 0.3 * gap, below),
            (left + 0.3 * gap, above),
            (left + 0.3 * gap, below),
        ];
        let found = around.into_iter().map(|middle| label.clone().centred(middle)).find(|label| {
            let rect = label.rect;
            let inner = [rect[0], rect[1] + 0.1 * size, rect[2], rect[3] - 0.1 * size];
            let is_own = |square: usize| {
                let group = self.group_at(self.raster.middle(square));
                group.is_none() || group == own
            };
            self.is_inside(rect)
                && self.raster.within(inner).all(|square| self.raster.is_free(square) && is_own(square))
        });
        found.is_some_and(|label| {
            self.put(label);
            self.keep_free(dot);
            true
        })
    }

    /// Places a label as it is, if it collides with nothing. Returns whether it does not.
    pub(crate) fn put_turned(&mut self, at: Point, turn: f64, name: &str, style: LabelStyle, size: f64) -> bool {
        let mut label = Label::new(vec![name.to_owned()], style, size).centred(at);
        label.turn = turn;
        let boxes = label.boxes();
        let is_free = boxes
            .iter()
            .all(|&rect| self.is_inside(rect) && self.raster.within(rect).all(|square| self.raster.is_free(square)));
        if is_free {
            self.put(label);
        }
        is_free
    }

    fn put(&mut self, label: Label) {
        for [left, top, right, bottom] in label.boxes() {
            self.keep_free([left - 2.0, top - 1.0, right + 2.0, bottom + 1.0]);
        }
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

    /// The group of the face at a point; `None` outside the atlas.
    fn group_at(&self, at: Point) -> Option<u32> {
        let face = self.raster.face_at(at);
        usize::try_from(face).ok().and_then(|face| self.groups.get(face)).copied()
    }

    /// The cost, as a distance, of the borders that a leader crosses, and of the groups, lakes and towns that a label covers.
    fn clutter(&self, from: Point, end: Point, rect: Rect) -> f64 {
        let mut crossed = 0.0;
        let mut last = self.group_at(from);
        for step in 1..=6 {
            let here = self.group_at(along(from, end, f64::from(step) / 6.0));
            crossed += if here == last { 0.0 } else { 1.0 };
            last = here;
        }
        let mut covered: Vec<_> = Vec::new();
        for across in 0..=6 {
            for down in 0..=2 {
                let x = rect[0] + (rect[2] - rect[0]) * f64::from(across) / 6.0;
                covered.push(self.group_at((x, rect[1] + (rect[3] - rect[1]) * f64::from(down) / 2.0)));
            }
        }
        covered.sort_unstable();
        covered.dedup();
        let extra = f64::from(u32::try_from(covered.len()).unwrap_or(u32::MAX)) - 1.0;
        let is_shunned = self.raster.within(rect).any(|square| self.raster.is_shunned(square));
        crossed * 8.0 + (extra + f64::from(is_shunned)) * 14.0
    }

    /// Whether a label may stand on the ground that it covers.
    fn may_stand(&self, rect: Rect, reach: Reach) -> bool {
        let Reach::Beside(own) = reach else { return true };
        self.raster.within(rect).all(|square| {
            let group = self.group_at(self.raster.middle(square));
            group.is_none_or(|group| group == own)
        })
    }

    fn is_inside(&self, [left, top, right, bottom]: Rect) -> bool {
        left > self.frame[0] + 4.0
            && top > self.frame[1] + 4.0
            && right < self.frame[2] - 4.0
            && bottom < self.frame[3] - 4.0
    }

    /// Whether a label and its leader collide with nothing placed before, and the label with no line.
    fn is_free(&self, from: Point, end: Point, rect: Rect) -> bool {
        let [left, top, right, bottom] = rect;
        let wide = [left - 3.0, top - 2.0, right + 3.0, bottom + 2.0];
        self.is_inside(rect)
            && !self.taken.iter().any(|&other| overlaps(wide, other) || crosses(from, end, other))
            && !self.leaders.iter().any(|&(a, b)| crosses(a, b, wide) || cross(from, end, a, b))
            && self.raster.is_clear_of_lines(rect)
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
