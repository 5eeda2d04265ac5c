//! The projected plan fitted into a frame and simplified to what can be seen.

use super::clip::clip_ring;
use super::simplify::simplified;
use crate::atlas::plan::NOWHERE;
use crate::map::arcs::{self, Arc};
use crate::map::plane::{Point, Rect};
use crate::map::projection::ProjectedPlan;
use crate::space::Vertex;

/// A frame is at most this many times as high as wide.
const HIGHEST: f64 = 1.3;

/// The plan of an atlas in the frame of a picture.
#[derive(Debug)]
pub(crate) struct Sheet<'p> {
    pub(crate) plan: &'p ProjectedPlan,
    /// Units of the picture in a metre.
    pub(crate) scale: f64,
    /// Where the middle of the projection is.
    origin: Point,
    pub(crate) frame: Rect,
    /// The course of each arc, simplified.
    courses: Vec<Vec<Point>>,
}

impl<'p> Sheet<'p> {
    /// A plan fitted into a frame of this width at this upper left corner, with a margin inside.
    pub(crate) fn new(plan: &'p ProjectedPlan, (left, top): Point, width: f64, margin: f64) -> Self {
        let [west, south, east, north] = plan.bounds_m;
        let (wide, high) = ((east - west).max(1.0), (north - south).max(1.0));
        // What is much higher than wide leaves space beside it.
        let scale = ((width - 2.0 * margin) / wide).min((HIGHEST * width - 2.0 * margin) / high);
        let height = high * scale + 2.0 * margin;
        let side = (width - wide * scale) / 2.0;
        let origin = (left + side - west * scale, top + margin + north * scale);
        let fitted = |&(x, y): &Point| (origin.0 + x * scale, origin.1 - y * scale);
        let course = |(arc, course): (&Arc, &Vec<Point>)| {
            let course: Vec<Point> = course.iter().map(fitted).collect();
            simplified(&course, arc.course.first() == arc.course.last())
        };
        let courses = plan.arcs.iter().zip(&plan.courses_m).map(course).collect();
        Self { plan, scale, origin, frame: [left, top, left + width, top + height], courses }
    }

    /// Where a place is on the picture.
    pub(crate) fn point(&self, lon: f64, lat: f64) -> Point {
        let (x, y) = self.plan.projection.project(lon, lat);
        (self.origin.0 + x * self.scale, self.origin.1 - y * self.scale)
    }

    /// The course of an arc.
    pub(crate) fn course(&self, arc: usize) -> &[Point] {
        self.courses.get(arc).map_or(&[], Vec::as_slice)
    }

    /// Rings clipped to the frame.
    pub(crate) fn in_frame(&self, rings: &[Vec<Point>]) -> Vec<Vec<Point>> {
        rings.iter().map(|ring| clip_ring(ring, self.frame)).filter(|ring| ring.len() > 2).collect()
    }

    /// The rings round each of `count` groups of faces, where `group_of` a face is its group.
    pub(crate) fn outlines(&self, count: usize, group_of: impl Fn(u32) -> Option<usize>) -> Vec<Vec<Vec<Point>>> {
        let group_of = |face: u32| if face == NOWHERE || self.plan.is_torn(face) { None } else { group_of(face) };
        let mut rims: Vec<Vec<(usize, bool)>> = vec![Vec::new(); count];
        for (number, arc) in self.plan.arcs.iter().enumerate() {
            let (left, right) = (group_of(arc.left), group_of(arc.right));
            if left != right {
                for (group, is_forward) in [(left, true), (right, false)] {
                    if let Some(rim) = group.and_then(|group| rims.get_mut(group)) {
                        rim.push((number, is_forward));
                    }
                }
            }
        }
        rims.iter().map(|rim| self.joined(rim)).collect()
    }

    /// Arcs, each forward or back, joined end to end into closed rings.
    fn joined(&self, rim: &[(usize, bool)]) -> Vec<Vec<Point>> {
        let ends: Vec<(Vertex, Vertex)> = rim
            .iter()
            .map(|&(number, is_forward)| {
                let course = self.plan.arcs.get(number).map_or(&[][..], |arc| &arc.course);
                let ends = (course.first().copied().unwrap_or_default(), course.last().copied().unwrap_or_default());
                if is_forward { ends } else { (ends.1, ends.0) }
            })
            .collect();
        let points = |ring: Vec<usize>| {
            let mut points: Vec<Point> = Vec::new();
            for &(number, is_forward) in ring.iter().filter_map(|&place| rim.get(place)) {
                let course = self.course(number);
                // The last point is the first of the next arc.
                let count = course.len().saturating_sub(1);
                if is_forward {
                    points.extend(course.iter().take(count));
                } else {
                    points.extend(course.iter().rev().take(count));
                }
            }
            points
        };
        arcs::rings(&ends).into_iter().map(points).collect()
    }
}
