//! The sheet: the ground plan projected, fitted into a frame and simplified to what can be seen.

use super::albers::Albers;
use super::arcs::{self, Arc};
use super::clip;
use crate::atlas::plan::{NOWHERE, Plan};
use crate::space::Vertex;

/// A place on the picture: right and down, in its units.
pub(super) type Point = (f64, f64);

/// Lines are simplified by less than this, in units of the picture.
const TOLERANCE: f64 = 0.3;
/// Edges longer than this many degrees are drawn as curves.
const LONGEST_EDGE: f64 = 0.5;
/// So many turns of the meridian are asked whether there is ground.
const SECTORS: u32 = 360;

/// What all maps of one atlas share: arcs, projection and the bounds of the projected ground.
#[derive(Debug)]
pub(super) struct Ground {
    pub(super) arcs: Vec<Arc>,
    /// The course of each arc, projected: metres east and north of the middle.
    courses_m: Vec<Vec<Point>>,
    pub(super) albers: Albers,
    /// West, south, east and north of the middle, in metres.
    pub(super) bounds_m: [f64; 4],
    /// West, south, east and north in degrees; west and east from the central meridian.
    pub(super) bounds: [f64; 4],
}

impl Ground {
    /// The ground of a plan, to be shown as far as `is_shown` says of its faces.
    pub(super) fn new(plan: &Plan, is_shown: impl Fn(u32) -> bool) -> Self {
        let arcs = arcs::arcs(plan);
        let any = arcs.iter().any(|arc| is_shown(arc.left) || is_shown(arc.right));
        let is_seen = |arc: &Arc| !any || is_shown(arc.left) || is_shown(arc.right);
        let lon0 = middle(&arcs);
        let mut bounds = [f64::INFINITY, f64::INFINITY, f64::NEG_INFINITY, f64::NEG_INFINITY];
        let turned = Albers::fitting(lon0, -1.0, 1.0);
        for at in arcs.iter().filter(|arc| is_seen(arc)).flat_map(|arc| &arc.course) {
            widen(&mut bounds, (turned.around(f64::from(at.x) / 1e7), f64::from(at.y) / 1e7));
        }
        let [west, south, east, north] = bounds;
        if arcs.is_empty() {
            let albers = Albers::fitting(0.0, -1.0, 1.0);
            let (courses_m, bounds) = (Vec::new(), [-1.0, -1.0, 1.0, 1.0]);
            return Self { arcs, courses_m, albers, bounds_m: bounds, bounds };
        }
        // The middle of the ground, not of its sectors.
        let shift = f64::midpoint(west, east);
        let albers = Albers::fitting(lon0 + shift, south, north);
        let projected = |arc: &Arc| bent(&arc.course).map(|(lon, lat)| albers.project(lon, lat)).collect();
        let courses_m: Vec<Vec<Point>> = arcs.iter().map(projected).collect();
        let mut bounds_m = [f64::INFINITY, f64::INFINITY, f64::NEG_INFINITY, f64::NEG_INFINITY];
        for (_, course) in arcs.iter().zip(&courses_m).filter(|(arc, _)| is_seen(arc)) {
            for &at in course {
                widen(&mut bounds_m, at);
            }
        }
        Self { arcs, courses_m, albers, bounds_m, bounds: [west - shift, south, east - shift, north] }
    }
}

/// The ground in a frame.
#[derive(Debug)]
pub(super) struct Sheet<'g> {
    pub(super) ground: &'g Ground,
    /// Units of the picture in a metre.
    pub(super) scale: f64,
    /// Where the middle of the projection is.
    origin: Point,
    /// Left, top, right and bottom of the frame.
    pub(super) frame: [f64; 4],
    /// The course of each arc, simplified.
    courses: Vec<Vec<Point>>,
}

impl<'g> Sheet<'g> {
    /// The ground fitted into a frame of this width, whose top left corner is given, with a margin inside.
    pub(super) fn new(ground: &'g Ground, (left, top): Point, width: f64, margin: f64) -> Self {
        let [west, south, east, north] = ground.bounds_m;
        let scale = (width - 2.0 * margin) / (east - west).max(1.0);
        let height = (north - south) * scale + 2.0 * margin;
        let origin = (left + margin - west * scale, top + margin + north * scale);
        let fitted = |&(x, y): &Point| (origin.0 + x * scale, origin.1 - y * scale);
        let course = |(arc, course): (&Arc, &Vec<Point>)| {
            let course: Vec<Point> = course.iter().map(fitted).collect();
            simplified(&course, arc.course.first() == arc.course.last())
        };
        let courses = ground.arcs.iter().zip(&ground.courses_m).map(course).collect();
        Self { ground, scale, origin, frame: [left, top, left + width, top + height], courses }
    }

    /// Where a place is on the picture.
    pub(super) fn place(&self, lon: f64, lat: f64) -> Point {
        let (x, y) = self.ground.albers.project(lon, lat);
        (self.origin.0 + x * self.scale, self.origin.1 - y * self.scale)
    }

    /// The course of an arc.
    pub(super) fn course(&self, arc: usize) -> &[Point] {
        self.courses.get(arc).map_or(&[], Vec::as_slice)
    }

    /// The rings of a part as they are seen in the frame.
    pub(super) fn in_frame(&self, rings: &[Vec<Point>]) -> Vec<Vec<Point>> {
        rings.iter().map(|ring| clip::ring(ring, self.frame)).filter(|ring| ring.len() > 2).collect()
    }

    /// The rings round each of `count` parts of the ground; `part` tells that of a face.
    pub(super) fn outlines(&self, count: usize, part: impl Fn(u32) -> Option<usize>) -> Vec<Vec<Vec<Point>>> {
        let part = |face: u32| if face == NOWHERE { None } else { part(face) };
        let mut rims: Vec<Vec<(usize, bool)>> = vec![Vec::new(); count];
        for (number, arc) in self.ground.arcs.iter().enumerate() {
            let (left, right) = (part(arc.left), part(arc.right));
            if left != right {
                for (part, is_forward) in [(left, true), (right, false)] {
                    if let Some(rim) = part.and_then(|part| rims.get_mut(part)) {
                        rim.push((number, is_forward));
                    }
                }
            }
        }
        rims.iter().map(|rim| self.joined(rim)).collect()
    }

    /// Arcs joined end to end into closed rings.
    pub(super) fn joined(&self, rim: &[(usize, bool)]) -> Vec<Vec<Point>> {
        let ends: Vec<(Vertex, Vertex)> = rim
            .iter()
            .map(|&(number, is_forward)| {
                let course = self.ground.arcs.get(number).map_or(&[][..], |arc| &arc.course);
                let ends = (course.first().copied().unwrap_or_default(), course.last().copied().unwrap_or_default());
                if is_forward { ends } else { (ends.1, ends.0) }
            })
            .collect();
        let rings = arcs::rings(&ends);
        rings
            .into_iter()
            .map(|ring| {
                let mut points: Vec<Point> = Vec::new();
                for &(number, is_forward) in ring.iter().filter_map(|&place| rim.get(place)) {
                    let course = self.course(number);
                    // The last point is the first of what follows.
                    let count = course.len().saturating_sub(1);
                    if is_forward {
                        points.extend(course.iter().take(count));
                    } else {
                        points.extend(course.iter().rev().take(count));
                    }
                }
                points
            })
            .collect()
    }
}

/// The meridian opposite the widest stretch without ground; 0 where there is ground all round.
fn middle(arcs: &[Arc]) -> f64 {
    let mut is_ground = vec![false; SECTORS as usize];
    let sector = |x: i32| (i64::from(x) + 1_800_000_000).div_euclid(10_000_000);
    for arc in arcs {
        for (a, b) in arc.course.iter().zip(arc.course.iter().skip(1)) {
            for number in sector(a.x.min(b.x))..=sector(a.x.max(b.x)) {
                let number = usize::try_from(number.rem_euclid(i64::from(SECTORS))).unwrap_or_default();
                if let Some(slot) = is_ground.get_mut(number) {
                    *slot = true;
                }
            }
        }
    }
    // Twice round, so that a stretch across the antimeridian is one.
    let (mut best, mut run) = ((0_u32, 0_u32), 0_u32);
    for number in 0..2 * SECTORS {
        let taken = is_ground.get((number % SECTORS) as usize) == Some(&true);
        run = if taken { 0 } else { (run + 1).min(SECTORS) };
        if run > best.0 {
            best = (run, number + 1);
        }
    }
    if best.0 == 0 || best.0 >= SECTORS {
        return 0.0;
    }
    let opposite = f64::from(best.1) - f64::from(best.0) / 2.0;
    let lon = opposite.rem_euclid(360.0);
    // Sector 0 begins at 180 W, half a turn before the opposite side of what it counts.
    if lon >= 180.0 { lon - 360.0 } else { lon }
}

/// The vertices in degrees, with places between those that are far apart.
fn bent(course: &[Vertex]) -> impl Iterator<Item = Point> {
    let degrees = |at: Vertex| (f64::from(at.x) / 1e7, f64::from(at.y) / 1e7);
    let edges = course.iter().zip(course.iter().skip(1)).flat_map(move |(&a, &b)| {
        let (from, to) = (degrees(a), degrees(b));
        let span = (to.0 - from.0).abs().max((to.1 - from.1).abs());
        let steps = (span / LONGEST_EDGE).ceil().clamp(1.0, 720.0);
        let share = move |step: f64, from: f64, to: f64| from + (to - from) * step / steps;
        std::iter::successors(Some(0.0), move |step| (step + 1.0 < steps).then_some(step + 1.0))
            .map(move |step| (share(step, from.0, to.0), share(step, from.1, to.1)))
    });
    edges.chain(course.last().map(|&at| degrees(at)))
}

/// Leaves out points that lie within the tolerance of the line without them (Douglas and Peucker).
fn simplified(course: &[Point], is_closed: bool) -> Vec<Point> {
    let mut keep = vec![false; course.len()];
    let last = course.len().saturating_sub(1);
    let mut open = vec![(0, last)];
    let mut set = |number: usize| {
        if let Some(slot) = keep.get_mut(number) {
            *slot = true;
        }
    };
    set(0);
    set(last);
    if is_closed && last > 2 {
        // A ring keeps three corners, however small it is.
        let third = [last / 3, 2 * last / 3];
        set(third[0]);
        set(third[1]);
        open = vec![(0, third[0]), (third[0], third[1]), (third[1], last)];
    }
    while let Some((from, to)) = open.pop() {
        let (Some(&a), Some(&b)) = (course.get(from), course.get(to)) else { continue };
        let between = course.iter().enumerate().take(to).skip(from + 1);
        let farthest = between.map(|(number, &at)| (away(at, a, b), number)).max_by(|p, q| p.0.total_cmp(&q.0));
        if let Some((distance, number)) = farthest.filter(|farthest| farthest.0 > TOLERANCE) {
            let _ = distance;
            set(number);
            open.push((from, number));
            open.push((number, to));
        }
    }
    course.iter().zip(&keep).filter(|(_, keep)| **keep).map(|(&at, _)| at).collect()
}

/// How far a point lies from a line between two others.
pub(super) fn away(at: Point, a: Point, b: Point) -> f64 {
    let (dx, dy) = (b.0 - a.0, b.1 - a.1);
    let square = dx * dx + dy * dy;
    let along = if square > 0.0 { ((at.0 - a.0) * dx + (at.1 - a.1) * dy) / square } else { 0.0 };
    let along = along.clamp(0.0, 1.0);
    (at.0 - a.0 - along * dx).hypot(at.1 - a.1 - along * dy)
}

fn widen(bounds: &mut [f64; 4], at: Point) {
    bounds[0] = bounds[0].min(at.0);
    bounds[1] = bounds[1].min(at.1);
    bounds[2] = bounds[2].max(at.0);
    bounds[3] = bounds[3].max(at.1);
}
