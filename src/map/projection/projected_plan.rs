//! The plan of an atlas on the plane: what the maps of all its days share.

use std::sync::Arc as Shared;

use super::equal_area::Projection;
use super::longitude_gaps::LongitudeGaps;
use crate::map::arcs::Arc;
use crate::map::plane::{Point, Rect, bounds, middle};
use crate::space::Vertex;

/// Edges longer than this many degrees are drawn as curves.
const LONGEST_EDGE: f64 = 0.5;

/// What a map shows.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Shown<'s> {
    /// All of the atlas.
    Atlas,
    /// These faces, as flags by number.
    Faces(&'s [bool]),
    /// A box in degrees: west, south, east and north; west may be greater than east.
    Box(Rect),
}

/// The arcs of a plan, projected, with the projection and the bounds of what maps show.
#[derive(Debug)]
pub(crate) struct ProjectedPlan {
    pub(crate) arcs: Shared<[Arc]>,
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
    /// Projects the arcs of a plan for maps of a part of it.
    pub(crate) fn new(arcs: Shared<[Arc]>, shown: Shown<'_>) -> Self {
        let all: Vec<&Arc> = arcs.iter().collect();
        let gaps = LongitudeGaps::new(&all);
        let part: Vec<&Arc> = match shown {
            Shown::Faces(faces) => {
                let is_shown = |face: u32| faces.get(face as usize) == Some(&true);
                arcs.iter().filter(|arc| is_shown(arc.left) || is_shown(arc.right)).collect()
            }
            Shown::Atlas | Shown::Box(_) => Vec::new(),
        };
        let is_part = matches!(shown, Shown::Box(_)) || !part.is_empty();
        let lines = if part.is_empty() { all } else { part };
        let extent = match shown {
            Shown::Box(degrees) => Extent::of_box(degrees),
            _ if lines.is_empty() => Extent { lon0: 0.0, bounds: [-1.0, -1.0, 1.0, 1.0] },
            Shown::Atlas | Shown::Faces(_) => Extent::new(&lines, LongitudeGaps::new(&lines).opposite_widest()),
        };
        let lon0 = if is_part { gaps.nearest_uncut(extent.middle()) } else { extent.middle() };
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
        let bounds_m = if matches!(shown, Shown::Box(_)) || lines.is_empty() {
            let [west, south, east, north] = bounds_from_lon0;
            let share = |from: f64, to: f64, step: u32| from + (to - from) * f64::from(step) / 24.0;
            let rim = (0..=24).flat_map(|step| {
                let (lon, lat) = (share(west, east, step), share(south, north, step));
                [(lon, south), (lon, north), (west, lat), (east, lat)]
            });
            bounds(rim.map(|(east, lat)| projection.project(lon0 + east, lat)))
        } else {
            let places = lines.iter().flat_map(|arc| densified(&arc.course));
            bounds(places.map(|(lon, lat)| projection.project(lon, lat)))
        };
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

    fn of_box([west, south, east, north]: Rect) -> Self {
        let east = if east < west { east + 360.0 } else { east };
        let lon0 = f64::midpoint(west, east);
        Self { lon0, bounds: [west - lon0, south, east - lon0, north] }
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
