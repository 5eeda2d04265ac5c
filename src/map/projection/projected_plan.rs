//! The plan of an atlas on the plane: what the maps of all its days share.

use super::equal_area::Projection;
use super::longitude_gaps::LongitudeGaps;
use crate::atlas::plan::Plan;
use crate::map::arcs::{self, Arc};
use crate::map::plane::{Point, Rect, bounds, middle};
use crate::space::Vertex;

/// Edges longer than this many degrees are drawn as curves.
const LONGEST_EDGE: f64 = 0.5;
/// A map shows only a part of an atlas if that part spans at most this many degrees each way.
const WIDEST_PART: f64 = 90.0;

/// The arcs of a plan, projected, with the projection and the bounds of what maps show.
#[derive(Debug)]
pub(crate) struct ProjectedPlan {
    pub(crate) arcs: Vec<Arc>,
    /// The course of each arc in metres east and north of the middle; empty where the edge of the projection tears the
    /// arc.
    pub(crate) courses_m: Vec<Vec<Point>>,
    /// The faces that the edge of the projection tears, ascending. Only a map of a part of the world has some, far
    /// from what it shows.
    torn: Vec<u32>,
    pub(crate) projection: Projection,
    /// West, south, east and north of the middle in metres.
    pub(crate) bounds_m: Rect,
    /// West, south, east and north in degrees; west and east from the central meridian.
    pub(crate) bounds: Rect,
}

impl ProjectedPlan {
    /// Projects a plan for maps of the faces that are `of_interest`, or of all faces where those span most of the
    /// world.
    pub(crate) fn new(plan: &Plan, of_interest: impl Fn(u32) -> bool) -> Self {
        let arcs = arcs::arcs(plan);
        if arcs.is_empty() {
            let bounds = [-1.0, -1.0, 1.0, 1.0];
            let (projection, bounds_m) = (Projection::fitting(0.0, bounds), bounds.map(|degrees: f64| degrees * 1e5));
            return Self { arcs, courses_m: Vec::new(), torn: Vec::new(), projection, bounds_m, bounds };
        }
        let part: Vec<&Arc> = arcs.iter().filter(|arc| of_interest(arc.left) || of_interest(arc.right)).collect();
        let all: Vec<&Arc> = arcs.iter().collect();
        let gaps = LongitudeGaps::new(&all);
        let extent = Some(Extent::new(&part, LongitudeGaps::new(&part).opposite_widest())).filter(|_| !part.is_empty());
        let whole = Extent::new(&all, gaps.opposite_widest());
        let (shown, lon0, extent) = match extent.filter(Extent::is_part) {
            Some(extent) => (part, gaps.nearest_uncut(extent.middle()), extent),
            None => (all, whole.middle(), whole),
        };
        let bounds_from_lon0 = extent.bounds_from(lon0);
        let projection = Projection::fitting(lon0, bounds_from_lon0);
        let is_torn: Vec<bool> = arcs.iter().map(|arc| is_torn(arc, &projection)).collect();
        let sides = arcs.iter().zip(&is_torn).filter(|(_, is_torn)| **is_torn);
        let mut torn: Vec<u32> = sides.flat_map(|(arc, _)| [arc.left, arc.right]).collect();
        torn.sort_unstable();
        torn.dedup();
        let project = |arc: &Arc| densified(&arc.course).map(|(lon, lat)| projection.project(lon, lat)).collect();
        let course = |(arc, is_torn): (&Arc, &bool)| if *is_torn { Vec::new() } else { project(arc) };
        let courses_m: Vec<Vec<Point>> = arcs.iter().zip(&is_torn).map(course).collect();
        let places = shown.iter().flat_map(|arc| densified(&arc.course));
        let bounds_m = bounds(places.map(|(lon, lat)| projection.project(lon, lat)));
        Self { arcs, courses_m, torn, projection, bounds_m, bounds: bounds_from_lon0 }
    }

    /// Whether the edge of the projection runs through a face.
    pub(crate) fn is_torn(&self, face: u32) -> bool {
        self.torn.binary_search(&face).is_ok()
    }
}

/// The degrees that some arcs span.
struct Extent {
    /// The meridian from which west and east count.
    lon0: f64,
    bounds: Rect,
}

impl Extent {
    fn new(arcs: &[&Arc], lon0: f64) -> Self {
        let turned = Projection::fitting(lon0, [-1.0, -1.0, 1.0, 1.0]);
        let vertices = arcs.iter().flat_map(|arc| &arc.course);
        let from_lon0 = |(lon, lat)| (turned.relative_longitude(lon), lat);
        Self { lon0, bounds: bounds(vertices.map(|&vertex| from_lon0(degrees(vertex)))) }
    }

    /// The meridian in the middle.
    fn middle(&self) -> f64 {
        self.lon0 + middle(self.bounds).0
    }

    /// The bounds, west and east counted from another meridian.
    fn bounds_from(&self, lon0: f64) -> Rect {
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
    densified(&arc.course).any(|(lon, _)| {
        let east = projection.relative_longitude(lon);
        last.replace(east).is_some_and(|last: f64| (last - east).abs() > 180.0)
    })
}

/// The vertices in degrees, with places between those that are far apart.
fn densified(course: &[Vertex]) -> impl Iterator<Item = Point> {
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

/// Longitude and latitude.
fn degrees(vertex: Vertex) -> Point {
    (f64::from(vertex.x) / 1e7, f64::from(vertex.y) / 1e7)
}
