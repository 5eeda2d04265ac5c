//! The outlines of the embedded atlas, read from its documents without the crate, and exact tests on them.

use std::collections::{HashMap, HashSet};
use std::sync::OnceLock;

use geo::InteriorPoint;
use geo_types::{Coord, LineString, MultiPolygon, Polygon};
use suzerain::Position;

/// The documents that hold outlines.
const OUTLINES: &str = include_str!("../../src/south_caucasus/data/outlines.geojson");

/// Longitude and latitude in 1e-7 degree.
pub(crate) type Point = (i64, i64);

/// The outline of a territory.
#[derive(Debug, Clone)]
pub(crate) struct Outline {
    pub(crate) code: String,
    pub(crate) accuracy_m: f64,
    /// Polygons of rings; open, the first position is not repeated.
    pub(crate) polygons: Vec<Vec<Vec<Point>>>,
    low: Point,
    high: Point,
}

impl Outline {
    pub(crate) fn new(code: &str, accuracy_m: f64, polygons: Vec<Vec<Vec<Point>>>) -> Self {
        let all = || polygons.iter().flatten().flatten();
        let low = (all().map(|p| p.0).min().unwrap(), all().map(|p| p.1).min().unwrap());
        let high = (all().map(|p| p.0).max().unwrap(), all().map(|p| p.1).max().unwrap());
        Self { code: code.to_owned(), accuracy_m, polygons, low, high }
    }

    pub(crate) fn edges(&self) -> impl Iterator<Item = (Point, Point)> {
        self.polygons.iter().flatten().flat_map(|ring| ring.iter().copied().zip(ring.iter().copied().cycle().skip(1)))
    }

    /// Whether the place belongs to it: even-odd, each place on an edge to the side east of it, and on a level edge to
    /// the side north of it.
    pub(crate) fn holds(&self, (x, y): Point) -> bool {
        if x < self.low.0 || x > self.high.0 || y < self.low.1 || y > self.high.1 {
            return false;
        }
        let mut inside = false;
        for (a, b) in self.edges() {
            if (a.1 > y) != (b.1 > y) {
                let (low, high) = if a.1 < b.1 { (a, b) } else { (b, a) };
                // Whether the edge passes east of the place.
                if turn(low, high, (x, y)) > 0 {
                    inside = !inside;
                }
            }
        }
        inside
    }

    /// Whether the place lies on its line.
    pub(crate) fn is_on_line(&self, at: Point) -> bool {
        self.edges().any(|(a, b)| {
            turn(a, b, at) == 0
                && (a.0.min(b.0)..=a.0.max(b.0)).contains(&at.0)
                && (a.1.min(b.1)..=a.1.max(b.1)).contains(&at.1)
        })
    }

    /// The outline as `geo` takes it.
    pub(crate) fn to_geo(&self) -> MultiPolygon<f64> {
        let line = |ring: &Vec<Point>| LineString::new(ring.iter().map(|&at| coord(at)).collect());
        self.polygons.iter().map(|rings| Polygon::new(line(&rings[0]), rings[1..].iter().map(line).collect())).collect()
    }

    /// A place inside.
    pub(crate) fn inside(&self) -> Point {
        let at = self.to_geo().interior_point().unwrap();
        lattice(at.x(), at.y())
    }
}

/// Twice the area of a, b, c: positive when c lies left of a to b.
pub(crate) fn turn(a: Point, b: Point, c: Point) -> i128 {
    let wide = |p: Point, q: Point| (i128::from(p.0 - q.0), i128::from(p.1 - q.1));
    let ((ux, uy), (vx, vy)) = (wide(b, a), wide(c, a));
    ux * vy - uy * vx
}

pub(crate) fn coord((x, y): Point) -> Coord<f64> {
    Coord { x: degrees(x), y: degrees(y) }
}

#[expect(clippy::cast_precision_loss, reason = "180e7 fits an f64")]
pub(crate) fn degrees(units: i64) -> f64 {
    units as f64 / 1e7
}

#[expect(clippy::cast_possible_truncation, reason = "180e7 fits an i64")]
pub(crate) fn lattice(lon: f64, lat: f64) -> Point {
    ((lon * 1e7).round() as i64, (lat * 1e7).round() as i64)
}

pub(crate) fn position((x, y): Point) -> Position {
    let position = Position::from_lon_lat(degrees(x), degrees(y)).unwrap();
    assert_eq!((i64::from(position.lon_e7()), i64::from(position.lat_e7())), (x, y), "a place moved");
    position
}

/// Every outline of the embedded atlas.
pub(crate) fn outlines() -> &'static [Outline] {
    static ALL: OnceLock<Vec<Outline>> = OnceLock::new();
    ALL.get_or_init(|| {
        let document: serde_json::Value = serde_json::from_str(OUTLINES).unwrap();
        let features = document["features"].as_array().unwrap();
        let drawn: Vec<_> = features.iter().filter(|feature| !feature["geometry"].is_null()).map(outline).collect();
        assert!(drawn.len() > 100, "only {} outlines", drawn.len());
        drawn
    })
}

fn outline(feature: &serde_json::Value) -> Outline {
    let geometry = &feature["geometry"];
    let ring = |ring: &serde_json::Value| {
        let mut points: Vec<Point> = ring
            .as_array()
            .unwrap()
            .iter()
            .map(|at| lattice(at[0].as_f64().unwrap(), at[1].as_f64().unwrap()))
            .collect();
        assert_eq!(points.first(), points.last(), "a ring is not closed");
        points.pop();
        points
    };
    let polygon = |rings: &serde_json::Value| rings.as_array().unwrap().iter().map(ring).collect::<Vec<_>>();
    let coordinates = &geometry["coordinates"];
    let polygons = match geometry["type"].as_str().unwrap() {
        "Polygon" => vec![polygon(coordinates)],
        "MultiPolygon" => coordinates.as_array().unwrap().iter().map(polygon).collect(),
        other => panic!("a {other}"),
    };
    Outline::new(feature["id"].as_str().unwrap(), feature["properties"]["accuracy_m"].as_f64().unwrap(), polygons)
}

/// The codes of the outlines that hold a place, by brute force.
pub(crate) fn holders(outlines: &[Outline], at: Point) -> Vec<&str> {
    outlines.iter().filter(|outline| outline.holds(at)).map(|outline| outline.code.as_str()).collect()
}

/// The edges of all outlines with the numbers of their outlines, and the vertices on the rim of it all.
pub(crate) struct Net {
    pub(crate) edges: HashMap<(Point, Point), Vec<usize>>,
    pub(crate) rim: HashSet<Point>,
}

pub(crate) fn net(outlines: &[Outline]) -> Net {
    let mut edges: HashMap<(Point, Point), Vec<usize>> = HashMap::new();
    for (number, outline) in outlines.iter().enumerate() {
        for (a, b) in outline.edges() {
            edges.entry((a.min(b), a.max(b))).or_default().push(number);
        }
    }
    let rim = edges.iter().filter(|(_, of)| of.len() == 1).flat_map(|((a, b), _)| [*a, *b]).collect();
    Net { edges, rim }
}
