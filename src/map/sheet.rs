//! The sheet: the ground plan projected, fitted into a frame and simplified to what can be seen.

use super::arcs::{self, Arc};
use super::clip;
use super::ground::Ground;
use crate::atlas::plan::NOWHERE;
use crate::space::Vertex;

/// A place on the picture: right and down, in its units.
pub(super) type Point = (f64, f64);

/// Lines are simplified by less than this, in units of the picture.
const TOLERANCE: f64 = 0.3;

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
        let (x, y) = self.ground.projection.project(lon, lat);
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
        let part = |face: u32| if face == NOWHERE || self.ground.is_torn(face) { None } else { part(face) };
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
