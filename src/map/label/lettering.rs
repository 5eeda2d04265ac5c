//! One placed name.

use crate::map::drawing::text;
use crate::map::plane::{Point, Rect, middle};

/// How a label looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum LabelStyle {
    /// A polity at the top of a chain: spaced capitals.
    Holder,
    /// A part of a polity, this many steps below the top.
    Part(usize),
    /// A territory.
    Location,
    /// The number of a polity in the legend.
    Number,
    /// A town.
    Town,
    /// A sea, a lake or a river.
    Water,
}

/// A placed label.
#[derive(Debug, Clone)]
pub(crate) struct Label {
    pub(crate) lines: Vec<String>,
    pub(crate) style: LabelStyle,
    pub(crate) size: f64,
    /// The space between letters in text sizes.
    pub(crate) spacing: f64,
    /// The box around all lines, before it is turned.
    pub(crate) rect: Rect,
    /// Degrees by which it is turned clockwise around its middle.
    pub(crate) turn: f64,
    /// The line from the place to the label, where the label stands beside its place.
    pub(crate) leader: Option<(Point, Point)>,
    /// Whether the leader begins with a dot: it does unless it begins at a ring.
    pub(crate) is_dotted: bool,
}

/// The distance between baselines in text sizes.
const LEADING: f64 = 1.12;
/// The space between the letters of holders, in text sizes.
const SPACED: f64 = 0.14;

impl Label {
    pub(super) fn new(lines: Vec<String>, style: LabelStyle, size: f64) -> Self {
        let spacing = if style == LabelStyle::Holder { SPACED } else { 0.0 };
        let mut this = Self { lines, style, size, spacing, rect: [0.0; 4], turn: 0.0, leader: None, is_dotted: false };
        this.measure();
        this
    }

    /// The same label with its letters this far apart.
    pub(super) fn spaced(mut self, spacing: f64) -> Self {
        self.spacing = spacing;
        self.measure();
        self
    }

    fn measure(&mut self) {
        let widest = self.lines.iter().map(|line| self.width(line)).fold(0.0, f64::max);
        let count = f64::from(u32::try_from(self.lines.len()).unwrap_or(u32::MAX));
        self.rect = [0.0, 0.0, widest, (count - 1.0) * LEADING * self.size + self.size];
    }

    /// The same label around a point.
    pub(super) fn centred(mut self, at: Point) -> Self {
        let (wide, high) = (self.rect[2] - self.rect[0], self.rect[3] - self.rect[1]);
        self.rect = [at.0 - wide / 2.0, at.1 - high / 2.0, at.0 + wide / 2.0, at.1 + high / 2.0];
        self
    }

    /// The width of a line of the label.
    pub(crate) fn width(&self, line: &str) -> f64 {
        let gaps = f64::from(u32::try_from(line.chars().count().saturating_sub(1)).unwrap_or(u32::MAX));
        text::width(line, self.size) + gaps * self.spacing * self.size
    }

    /// Each line with the middle of its baseline, before the label is turned.
    pub(crate) fn baselines(&self) -> impl Iterator<Item = (&str, Point)> {
        let (middle, _) = middle(self.rect);
        let first = self.rect[1] + 0.8 * self.size;
        let step = LEADING * self.size;
        let rows = std::iter::successors(Some(first), move |y| Some(y + step));
        self.lines.iter().zip(rows).map(move |(line, y)| (line.as_str(), (middle, y)))
    }

    /// Boxes that cover the label where it stands.
    pub(super) fn boxes(&self) -> Vec<Rect> {
        if self.turn == 0.0 {
            return vec![self.rect];
        }
        let (at, wide, high) = (middle(self.rect), self.rect[2] - self.rect[0], self.rect[3] - self.rect[1]);
        let (sin, cos) = self.turn.to_radians().sin_cos();
        let count = (wide / high.max(1.0)).ceil().clamp(1.0, 200.0);
        let steps = std::iter::successors(Some(0.0), move |step| (*step < count).then_some(step + 1.0));
        let half = 0.6 * high;
        let square = |step: f64| {
            let along = (step / count - 0.5) * (wide - high).max(0.0);
            let (x, y) = (at.0 + cos * along, at.1 + sin * along);
            [x - half, y - half, x + half, y + half]
        };
        steps.map(square).collect()
    }
}
