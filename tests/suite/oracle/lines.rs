//! The lines near a place: every edge of every outline, by exact geodesics.

use std::collections::{BTreeMap, BTreeSet};

use geo::{Distance, Geodesic};
use suzerain::{Atlas, Basis, Position};
use time::Date;

use super::holdings::{Held, Holdings, Tops};
use crate::ground::{Outline, Point, net, turn};

/// A place on an edge is one of so many steps from its beginning.
const STEPS: i64 = 1 << 20;

/// An edge, its accuracy in metres, and the box of all places that are nearer to it than that.
struct Edge {
    ends: (Point, Point),
    accuracy_m: f64,
    low: Point,
    high: Point,
}

/// A line that may lie on the other side of a place.
#[derive(Debug, Clone)]
pub(crate) struct NearLine {
    pub(crate) distance_m: f64,
    /// The accuracy of the line; of each where several meet at the nearest point.
    pub(crate) accuracies_m: Vec<f64>,
    pub(crate) beyond: BTreeSet<Tops>,
}

/// What lines say of a place.
#[derive(Debug, Default)]
pub(crate) struct NearLines {
    /// The nearest for each different holder beyond, nearest first.
    pub(crate) lines: Vec<NearLine>,
    /// Whether a line is about as far away as it is accurate, so that rounding decides.
    pub(crate) is_close: bool,
}

/// The lines of outlines.
pub(crate) struct Lines<'a> {
    outlines: &'a [Outline],
    /// The box of each outline.
    boxes: Vec<(Point, Point)>,
    edges: Vec<Edge>,
}

impl<'a> Lines<'a> {
    pub(crate) fn new(atlas: &Atlas, outlines: &'a [Outline]) -> Self {
        let point = |at: &Position| (i64::from(at.lon_e7()), i64::from(at.lat_e7()));
        let mut stated: BTreeMap<(Point, Point), f64> = BTreeMap::new();
        for line in atlas.lines() {
            for pair in line.course().windows(2) {
                let (a, b) = (point(&pair[0]), point(&pair[1]));
                stated.insert((a.min(b), a.max(b)), line.accuracy_m());
            }
        }
        let edge = |(ends, of): (&(Point, Point), &Vec<usize>)| {
            let best = of.iter().map(|&outline| outlines[outline].accuracy_m).fold(f64::INFINITY, f64::min);
            Edge::new(*ends, stated.get(ends).copied().unwrap_or(best))
        };
        let mut edges: Vec<Edge> = net(outlines).edges.iter().map(edge).collect();
        edges.sort_by_key(|edge| edge.ends);
        let corner = |outline: &Outline, pick: fn(i64, i64) -> i64| {
            outline.edges().map(|(a, _)| a).reduce(|a, b| (pick(a.0, b.0), pick(a.1, b.1))).unwrap()
        };
        let boxes = outlines.iter().map(|outline| (corner(outline, i64::min), corner(outline, i64::max))).collect();
        Self { outlines, boxes, edges }
    }

    /// The outlines that hold a place.
    pub(crate) fn outlines_at(&self, at: Point) -> Vec<usize> {
        (0..self.outlines.len()).filter(|&number| self.outlines[number].holds(at)).collect()
    }

    /// The lines that are nearer to a place than they are accurate, and beyond which somebody else held.
    pub(crate) fn near(&self, at: Point, here: &Held, holdings: &Holdings<'_>, day: Date, basis: Basis) -> NearLines {
        let mut found = NearLines::default();
        let mut known: BTreeMap<Vec<usize>, Held> = BTreeMap::new();
        for edge in self.edges.iter().filter(|edge| edge.is_in_box(at)) {
            let (t, distance_m) = edge.nearest(at);
            if distance_m > edge.accuracy_m + 1.0 {
                continue;
            }
            let [left, right] = [true, false].map(|left| self.beside(edge, t, left));
            let side = turn(edge.ends.0, edge.ends.1, at);
            let (near, far) = if side >= 0 { (left, right) } else { (right, left) };
            let mut held = |outlines: Vec<usize>| {
                known.entry(outlines).or_insert_with_key(|outlines| holdings.held(outlines, day, basis)).clone()
            };
            let (near, far) = (held(near), held(far));
            if near.tops() == far.tops() {
                continue;
            }
            for beyond in [near, far] {
                if beyond.is_outside() || beyond.tops() == here.tops() {
                    continue;
                }
                if (distance_m - edge.accuracy_m).abs() < 0.5 {
                    found.is_close = true;
                }
                if distance_m <= edge.accuracy_m {
                    found.add(NearLine { distance_m, accuracies_m: vec![edge.accuracy_m], beyond: beyond.tops() });
                }
            }
        }
        found.lines.sort_by(|a, b| a.distance_m.total_cmp(&b.distance_m));
        found
    }

    /// The outlines that hold the places right beside a place on an edge, left or right of it.
    fn beside(&self, edge: &Edge, t: f64, left: bool) -> Vec<usize> {
        let (a, b) = edge.ends;
        #[expect(clippy::cast_possible_truncation, reason = "it is at most STEPS")]
        let step = ((t * STEPS as f64) as i64).clamp(1, STEPS - 1);
        let at = (a.0 * (STEPS - step) + b.0 * step, a.1 * (STEPS - step) + b.1 * step);
        let away = if left { (a.1 - b.1, b.0 - a.0) } else { (b.1 - a.1, a.0 - b.0) };
        let may_hold = |&number: &usize| {
            let (low, high) = self.boxes[number];
            let within = |low: i64, value: i64, high: i64| low * STEPS <= value && value <= high * STEPS;
            within(low.0, at.0, high.0) && within(low.1, at.1, high.1)
        };
        let near = (0..self.outlines.len()).filter(may_hold);
        near.filter(|&number| holds_beside(&self.outlines[number], at, away)).collect()
    }
}

impl NearLines {
    fn add(&mut self, line: NearLine) {
        match self.lines.iter_mut().find(|known| known.beyond == line.beyond) {
            Some(known) if (known.distance_m - line.distance_m).abs() < 0.01 => {
                known.accuracies_m.extend(line.accuracies_m);
            }
            Some(known) if known.distance_m < line.distance_m => {}
            Some(known) => *known = line,
            None => self.lines.push(line),
        }
    }
}

impl Edge {
    fn new(ends: (Point, Point), accuracy_m: f64) -> Self {
        let (a, b) = ends;
        // A degree of latitude is at least 110.5 km, one of longitude 110.5 km times the cosine.
        let farthest = f64::from(i32::try_from(a.1.abs().max(b.1.abs())).unwrap()) / 1e7 + accuracy_m / 110_000.0;
        let cosine = farthest.min(89.9).to_radians().cos();
        let reach = accuracy_m / 110_000.0 * 1e7 + 1_000.0;
        #[expect(clippy::cast_possible_truncation, reason = "some degrees in 1e-7 degree")]
        let (up, aside) = (reach.ceil() as i64, (reach / cosine).ceil() as i64);
        Self {
            ends,
            accuracy_m,
            low: (a.0.min(b.0) - aside, a.1.min(b.1) - up),
            high: (a.0.max(b.0) + aside, a.1.max(b.1) + up),
        }
    }

    fn is_in_box(&self, (x, y): Point) -> bool {
        self.low.0 <= x && x <= self.high.0 && self.low.1 <= y && y <= self.high.1
    }

    /// The place along the edge that is nearest, from 0 to 1, and how far it is in metres: golden sections around the
    /// best of some places.
    fn nearest(&self, at: Point) -> (f64, f64) {
        let place = degrees(at);
        let (a, b) = (degrees(self.ends.0), degrees(self.ends.1));
        let distance = |t: f64| {
            let on = geo_types::Point::new(a.x() + (b.x() - a.x()) * t, a.y() + (b.y() - a.y()) * t);
            Geodesic.distance(place, on)
        };
        // First where a plane has it, which is near it, and then as exactly as needed around that.
        let narrow = place.y().to_radians().cos();
        let (ux, uy) = ((b.x() - a.x()) * narrow, b.y() - a.y());
        let (vx, vy) = ((place.x() - a.x()) * narrow, place.y() - a.y());
        let guess = ((ux * vx + uy * vy) / (ux * ux + uy * uy)).clamp(0.0, 1.0);
        let (mut low, mut high) = ((guess - 0.1).max(0.0), (guess + 0.1).min(1.0));
        let golden = (5.0_f64.sqrt() - 1.0) / 2.0;
        let (mut c, mut d) = (high - golden * (high - low), low + golden * (high - low));
        let (mut at_c, mut at_d) = (distance(c), distance(d));
        for _ in 0..40 {
            if at_c < at_d {
                (high, d, at_d) = (d, c, at_c);
                c = high - golden * (high - low);
                at_c = distance(c);
            } else {
                (low, c, at_c) = (c, d, at_d);
                d = low + golden * (high - low);
                at_d = distance(d);
            }
        }
        let middle = f64::midpoint(low, high);
        let tried = [0.0, 1.0, guess, middle].map(|t| (t, distance(t)));
        tried.into_iter().min_by(|one, other| one.1.total_cmp(&other.1)).unwrap()
    }
}

/// Whether the places right beside `at`, which is in units of 1e-7 degree by [`STEPS`], belong to an outline: `at`
/// moved by next to nothing in the direction `away`. The crossings of a ray to the east are counted.
fn holds_beside(outline: &Outline, at: (i64, i64), away: Point) -> bool {
    let mut inside = false;
    for (a, b) in outline.edges() {
        let above = |end: Point| match (end.1 * STEPS).cmp(&at.1) {
            std::cmp::Ordering::Greater => true,
            std::cmp::Ordering::Equal => away.1 < 0,
            std::cmp::Ordering::Less => false,
        };
        if above(a) == above(b) {
            continue;
        }
        let (low, high) = if a.1 < b.1 { (a, b) } else { (b, a) };
        let along = (i128::from(high.0 - low.0), i128::from(high.1 - low.1));
        let to = (i128::from(at.0 - low.0 * STEPS), i128::from(at.1 - low.1 * STEPS));
        let side = along.0 * to.1 - along.1 * to.0;
        let then = along.0 * i128::from(away.1) - along.1 * i128::from(away.0);
        if side > 0 || (side == 0 && then > 0) {
            inside = !inside;
        }
    }
    inside
}

fn degrees(at: Point) -> geo_types::Point<f64> {
    geo_types::Point::from(crate::ground::coord(at))
}
