//! The ground plan projected: what all maps of one atlas share.

use super::arcs::{self, Arc};
use super::projection::Projection;
use super::sectors::Sectors;
use super::sheet::Point;
use crate::atlas::plan::Plan;
use crate::space::Vertex;

/// Edges longer than this many degrees are drawn as curves.
const LONGEST_EDGE: f64 = 0.5;
/// A map is about some of the ground of an atlas where that spans at most so many degrees each way.
const WIDEST_PART: f64 = 90.0;

/// Arcs, projection and the bounds of the projected ground.
#[derive(Debug)]
pub(super) struct Ground {
    pub(super) arcs: Vec<Arc>,
    /// The course of each arc, projected: metres east and north of the middle. Empty where the edge of the projection
    /// tears it.
    pub(super) courses_m: Vec<Vec<Point>>,
    /// Faces that the edge of the projection tears, ascending. Only a map of a part has some, far from what it shows.
    torn: Vec<u32>,
    pub(super) projection: Projection,
    /// West, south, east and north of the middle, in metres.
    pub(super) bounds_m: [f64; 4],
    /// West, south, east and north in degrees; west and east from the central meridian.
    pub(super) bounds: [f64; 4],
}

impl Ground {
    /// The ground of a plan. It is shown whole, or that part of it that `is_in_question` says of its faces, if that is
    /// not most of the world.
    pub(super) fn new(plan: &Plan, is_in_question: impl Fn(u32) -> bool) -> Self {
        let arcs = arcs::arcs(plan);
        if arcs.is_empty() {
            let (projection, bounds) = (Projection::fitting(0.0, [-1.0, -1.0, 1.0, 1.0]), [-1.0, -1.0, 1.0, 1.0]);
            let bounds_m = bounds.map(|degrees: f64| degrees * 1e5);
            return Self { arcs, courses_m: Vec::new(), torn: Vec::new(), projection, bounds_m, bounds };
        }
        let part: Vec<&Arc> = arcs.iter().filter(|arc| is_in_question(arc.left) || is_in_question(arc.right)).collect();
        let all: Vec<&Arc> = arcs.iter().collect();
        let sectors = Sectors::new(&all);
        let extent = Some(Extent::new(&part, Sectors::new(&part).middle())).filter(|_| !part.is_empty());
        let whole = Extent::new(&all, sectors.middle());
        let (shown, lon0, extent) = match extent.filter(Extent::is_part) {
            Some(extent) => (part, sectors.uncut(extent.middle()), extent),
            None => (all, whole.middle(), whole),
        };
        let bounds = extent.around(lon0);
        let projection = Projection::fitting(lon0, bounds);
        let torn_arcs: Vec<bool> = arcs.iter().map(|arc| is_torn(arc, &projection)).collect();
        let sides = arcs.iter().zip(&torn_arcs).filter(|(_, is_torn)| **is_torn);
        let mut torn: Vec<u32> = sides.flat_map(|(arc, _)| [arc.left, arc.right]).collect();
        torn.sort_unstable();
        torn.dedup();
        let project = |arc: &Arc| bent(&arc.course).map(|(lon, lat)| projection.project(lon, lat)).collect();
        let course = |(arc, is_torn): (&Arc, &bool)| if *is_torn { Vec::new() } else { project(arc) };
        let courses_m: Vec<Vec<Point>> = arcs.iter().zip(&torn_arcs).map(course).collect();
        let mut bounds_m = EMPTY;
        for at in shown.iter().flat_map(|arc| bent(&arc.course)) {
            widen(&mut bounds_m, projection.project(at.0, at.1));
        }
        Self { arcs, courses_m, torn, projection, bounds_m, bounds }
    }

    /// Whether the edge of the projection runs through a face.
    pub(super) fn is_torn(&self, face: u32) -> bool {
        self.torn.binary_search(&face).is_ok()
    }
}

/// What some arcs span.
struct Extent {
    /// The meridian from which west and east count.
    lon0: f64,
    bounds: [f64; 4],
}

impl Extent {
    fn new(arcs: &[&Arc], lon0: f64) -> Self {
        let mut bounds = EMPTY;
        let turned = Projection::fitting(lon0, [-1.0, -1.0, 1.0, 1.0]);
        for at in arcs.iter().flat_map(|arc| &arc.course) {
            widen(&mut bounds, (turned.around(f64::from(at.x) / 1e7), f64::from(at.y) / 1e7));
        }
        Self { lon0, bounds }
    }

    fn middle(&self) -> f64 {
        self.lon0 + f64::midpoint(self.bounds[0], self.bounds[2])
    }

    /// The bounds, west and east from another meridian.
    fn around(&self, lon0: f64) -> [f64; 4] {
        let [west, south, east, north] = self.bounds;
        let shift = lon0 - self.lon0;
        [west - shift, south, east - shift, north]
    }

    fn is_part(&self) -> bool {
        let [west, south, east, north] = self.bounds;
        east - west <= WIDEST_PART && north - south <= WIDEST_PART
    }
}

/// Whether an arc passes from one edge of the projection to the other.
fn is_torn(arc: &Arc, projection: &Projection) -> bool {
    let mut last = None;
    bent(&arc.course).any(|(lon, _)| {
        let east = projection.around(lon);
        last.replace(east).is_some_and(|last: f64| (last - east).abs() > 180.0)
    })
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

const EMPTY: [f64; 4] = [f64::INFINITY, f64::INFINITY, f64::NEG_INFINITY, f64::NEG_INFINITY];

fn widen(bounds: &mut [f64; 4], at: Point) {
    bounds[0] = bounds[0].min(at.0);
    bounds[1] = bounds[1].min(at.1);
    bounds[2] = bounds[2].max(at.0);
    bounds[3] = bounds[3].max(at.1);
}
