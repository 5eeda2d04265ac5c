//! Areas, lengths and distances on the WGS84 ellipsoid.
//!
//! Edges are straight lines in longitude and latitude. Areas are exact for such edges, up to rounding; lengths follow
//! them; distances are geodesic (Karney).

use geo::{Distance, Geodesic, Point};

use super::bounds::Bounds;
use super::shape::Shape;
use super::vertex::{HALF_TURN, QUARTER_TURN, Vertex};

/// The equatorial radius in metres.
pub(crate) const EQUATORIAL_RADIUS_M: f64 = 6_378_137.0;
/// The flattening.
const FLATTENING: f64 = 1.0 / 298.257_223_563;
/// The square of the eccentricity.
pub(crate) const ECCENTRICITY_2: f64 = FLATTENING * (2.0 - FLATTENING);
/// Units of a vertex per degree.
const UNITS: f64 = 1e7;
/// The least length of a degree of latitude in metres, which is at the equator.
const LEAST_METRES_OF_DEGREE: f64 = 110_574.0;

/// The least radius of a meridian in metres, which is at the equator.
const LEAST_RADIUS_M: f64 = EQUATORIAL_RADIUS_M * (1.0 - ECCENTRICITY_2);
/// What rounding may take from a least distance: a share of it, and metres.
const LEAST_SHARE: f64 = 1.0 - 1e-9;
const LEAST_SLACK_M: f64 = 0.01;

/// The area of a shape in square kilometres, without its holes.
pub(crate) fn area_km2(shape: &Shape) -> f64 {
    let place = |at: Vertex| (f64::from(at.x), f64::from(at.y));
    let square_metres: f64 = shape.edges().map(|(a, b)| area_below_m2(place(a), place(b))).sum();
    // The area is on the left of each edge, so that upper edges run west.
    (-square_metres / 1e6).max(0.0)
}

/// The area between an edge and the equator in square metres, negative if the edge runs west or lies in the south. Its ends
/// are given in units, longitude first.
pub(crate) fn area_below_m2(a: (f64, f64), b: (f64, f64)) -> f64 {
    let width = (b.0 / UNITS - a.0 / UNITS).to_radians();
    if width == 0.0 { 0.0 } else { width * mean_zone_m2(a.1 / UNITS, b.1 / UNITS - a.1 / UNITS) }
}

/// The mean of [`zone_m2`] along a straight line that begins at a latitude and rises by so much, both in degrees.
pub(super) fn mean_zone_m2(south: f64, rise: f64) -> f64 {
    // Four-point Gauss-Legendre quadrature over pieces of at most two degrees of latitude is exact up to rounding.
    const NODES: [(f64, f64); 4] = [
        (-0.861_136_311_594_052_6, 0.347_854_845_137_453_85),
        (-0.339_981_043_584_856_3, 0.652_145_154_862_546_1),
        (0.339_981_043_584_856_3, 0.652_145_154_862_546_1),
        (0.861_136_311_594_052_6, 0.347_854_845_137_453_85),
    ];
    let pieces = (rise.abs() / 2.0).ceil().max(1.0);
    let mut mean = 0.0;
    let mut piece = 0.0;
    while piece < pieces {
        for (node, weight) in NODES {
            let part = (piece + f64::midpoint(node, 1.0)) / pieces;
            mean += weight / 2.0 / pieces * zone_m2((south + rise * part).to_radians());
        }
        piece += 1.0;
    }
    mean
}

/// The area of the ellipsoid between the equator and a latitude in radians, in square metres per radian of longitude.
pub(crate) fn zone_m2(latitude: f64) -> f64 {
    let eccentricity = ECCENTRICITY_2.sqrt();
    let polar_radius = EQUATORIAL_RADIUS_M * (1.0 - FLATTENING);
    let sine = latitude.sin();
    polar_radius * polar_radius / 2.0
        * (sine / (1.0 - ECCENTRICITY_2 * sine * sine) + (eccentricity * sine).atanh() / eccentricity)
}

/// The length of an open line in metres.
pub(crate) fn length_m(line: &[Vertex]) -> f64 {
    line.iter().zip(line.iter().skip(1)).map(|(&a, &b)| edge_length_m(a, b)).sum()
}

/// The length of a straight edge in metres. Over a quarter of a degree a geodesic differs from it by less than a
/// millionth of its length.
fn edge_length_m(a: Vertex, b: Vertex) -> f64 {
    let edge = DegreeEdge::new(a, b);
    let pieces = (edge.degrees() * 4.0).ceil().max(1.0);
    let mut length = 0.0;
    let mut piece = 0.0;
    while piece < pieces {
        length += Geodesic.distance(edge.at(piece / pieces), edge.at((piece + 1.0) / pieces));
        piece += 1.0;
    }
    length
}

/// The geodesic distance in metres from `p` to the nearest point of the straight edge a-b, and that point.
///
/// The shorter way around the globe is taken. The distance is correct to a centimetre.
pub(crate) fn distance_m(p: Vertex, a: Vertex, b: Vertex) -> (f64, Vertex) {
    let edge = DegreeEdge::new(a, b);
    let from = Point::new(longitude(p), latitude(p));
    let target = on_ellipsoid(from);
    // The straight line through the earth is shortest where the geodesic is, apart from the flattening.
    let chord = |part: f64| {
        let place = on_ellipsoid(edge.at(part));
        place.iter().zip(target).map(|(x, y)| (x - y) * (x - y)).sum::<f64>()
    };
    let geodesic = |part: f64| Geodesic.distance(from, edge.at(part));
    let steps = edge.degrees().ceil().max(1.0);
    let nearest = |parts: Vec<f64>| {
        let measured = parts.into_iter().map(|part| (geodesic(part), part));
        measured.min_by(|one, other| one.0.total_cmp(&other.0)).unwrap_or((f64::INFINITY, 0.0))
    };
    let (mut metres, mut part) = nearest(lows(steps, chord));
    if metres > 300_000.0 {
        // At long distances the flattening matters: for the nearest place, and for which of two ends is nearer.
        (metres, part) = nearest(lows(steps, geodesic));
    }
    (metres, edge.place(part))
}

/// Where a function is lowest from 0 to 1, in each of its valleys; within two of so many equal steps it has one.
fn lows(steps: f64, value: impl Fn(f64) -> f64) -> Vec<f64> {
    let at = |step: f64| if step <= steps { value(step / steps) } else { f64::INFINITY };
    let (mut step, mut before, mut here) = (0.0, f64::INFINITY, at(0.0));
    let mut parts = Vec::new();
    while step <= steps {
        let after = at(step + 1.0);
        if here < before && here <= after {
            parts.push(least(((step - 1.0) / steps).max(0.0), ((step + 1.0) / steps).min(1.0), &value));
        }
        (step, before, here) = (step + 1.0, here, after);
    }
    parts
}

/// Finds the minimum of a function with a single valley between `low` and `high` by golden-section search.
fn least(mut low: f64, mut high: f64, value: impl Fn(f64) -> f64) -> f64 {
    const RATIO: f64 = 0.618_033_988_749_894_8;
    let (end_low, end_high) = (low, high);
    let (mut left, mut right) = (high - RATIO * (high - low), low + RATIO * (high - low));
    let (mut at_left, mut at_right) = (value(left), value(right));
    for _ in 0..40 {
        if at_left < at_right {
            (high, right, at_right) = (right, left, at_left);
            left = high - RATIO * (high - low);
            at_left = value(left);
        } else {
            (low, left, at_left) = (left, right, at_right);
            right = low + RATIO * (high - low);
            at_right = value(right);
        }
    }
    let middle = f64::midpoint(low, high);
    // The search only approaches the ends of the edge, so they are compared separately.
    [end_low, end_high].into_iter().fold(middle, |best, end| if value(end) <= value(best) { end } else { best })
}

/// So many metres at least are between a place and any place of a box, which may reach past the antimeridian.
///
/// On the ellipsoid a step of latitude or longitude is nowhere shorter than on a sphere with the least radius of a
/// meridian, where the distance to a box is known exactly.
pub(crate) fn at_least_m(p: Vertex, bounds: Bounds) -> f64 {
    let (place, south, north) = (latitude(p), latitude(bounds.min).max(-90.0), latitude(bounds.max).min(90.0));
    let turn = 2 * i64::from(HALF_TURN);
    // How far east of its western side the place is, going round.
    let from_west = (i64::from(p.x) - i64::from(bounds.min.x)).rem_euclid(turn);
    let gap = from_west - (i64::from(bounds.max.x) - i64::from(bounds.min.x));
    if gap <= 0 {
        let degrees = (south - place).max(place - north).max(0.0);
        return (degrees.to_radians() * LEAST_RADIUS_M * LEAST_SHARE - LEAST_SLACK_M).max(0.0);
    }
    #[expect(clippy::cast_precision_loss, reason = "at most a turn")]
    let apart = (gap.min(turn - from_west) as f64 / UNITS).to_radians();
    let (place, south, north) = (place.to_radians(), south.to_radians(), north.to_radians());
    // The nearest latitude of the nearer side: the foot of the perpendicular, or else an end.
    let foot = place.sin().atan2(place.cos() * apart.cos());
    let nearest = if (south..=north).contains(&foot) {
        foot
    } else if (foot - south).cos() >= (foot - north).cos() {
        south
    } else {
        north
    };
    let square = ((nearest - place) / 2.0).sin().powi(2) + place.cos() * nearest.cos() * (apart / 2.0).sin().powi(2);
    (2.0 * square.clamp(0.0, 1.0).sqrt().asin() * LEAST_RADIUS_M * LEAST_SHARE - LEAST_SLACK_M).max(0.0)
}

/// How far east or west, and north or south, a place within `metres` of `p` can lie, in units; half a turn near a pole.
#[expect(clippy::cast_possible_truncation, reason = "clamped to half a turn before")]
pub(crate) fn reach_m(p: Vertex, metres: f64) -> (i32, i32) {
    let degrees = (metres.max(0.0) / LEAST_METRES_OF_DEGREE).min(180.0);
    let units = |degrees: f64| ((degrees * UNITS).ceil() + 1.0).min(f64::from(HALF_TURN)) as i32;
    let highest = (latitude(p).abs() + degrees + 1e-6).min(90.0);
    if highest > 89.9 {
        return (HALF_TURN, units(degrees));
    }
    let radius = EQUATORIAL_RADIUS_M * highest.to_radians().cos();
    (units((metres.max(0.0) / radius).to_degrees()), units(degrees))
}

/// Boxes that contain every place within `metres` of `p`: one, or two across the antimeridian; near a pole, one as wide
/// as the map.
pub(crate) fn window_m(p: Vertex, metres: f64) -> Vec<Bounds> {
    let (width, height) = reach_m(p, metres);
    let south = p.y.saturating_sub(height).max(-QUARTER_TURN);
    let north = p.y.saturating_add(height).min(QUARTER_TURN);
    if width >= HALF_TURN {
        return vec![Bounds { min: Vertex::new(-HALF_TURN, south), max: Vertex::new(HALF_TURN, north) }];
    }
    let (west, east) = (i64::from(p.x) - i64::from(width), i64::from(p.x) + i64::from(width));
    let half = i64::from(HALF_TURN);
    let x = |x: i64| i32::try_from(x.clamp(-half, half)).unwrap_or(0);
    let part = |west: i64, east: i64| Bounds { min: Vertex::new(x(west), south), max: Vertex::new(x(east), north) };
    let mut windows = vec![part(west, east)];
    // An outline that is cut at the antimeridian lies on both sides of it.
    if west <= -half {
        windows.push(part(west + 2 * half, half));
    }
    if east >= half {
        windows.push(part(-half, east - 2 * half));
    }
    windows
}

/// The tangent plane of the ellipsoid at a place, for fast distances to edges nearby.
#[derive(Debug)]
pub(crate) struct Plane {
    place: Vertex,
    /// The length of a unit of longitude and of latitude in metres.
    unit_m: (f64, f64),
    /// The relative error of a distance, per metre of it.
    bend: f64,
}

/// Beyond this distance in metres, and nearer to a pole than [`PLANE_LATITUDE`], the plane is not used.
pub(super) const PLANE_REACH_M: f64 = 200_000.0;
const PLANE_LATITUDE: f64 = 80.0;

impl Plane {
    /// The plane at a place.
    pub(crate) fn at(place: Vertex) -> Self {
        let (sine, cosine) = latitude(place).to_radians().sin_cos();
        let root = (1.0 - ECCENTRICITY_2 * sine * sine).sqrt();
        let normal_m = EQUATORIAL_RADIUS_M / root;
        let meridional_m = normal_m * (1.0 - ECCENTRICITY_2) / (root * root);
        let radians = (1.0 / UNITS).to_radians();
        Self {
            place,
            unit_m: (normal_m * cosine * radians, meridional_m * radians),
            bend: (1.0 + sine.abs() / cosine.max(1e-9)) / EQUATORIAL_RADIUS_M,
        }
    }

    /// The place.
    pub(super) fn place(&self) -> Vertex {
        self.place
    }

    /// The approximate distance to the straight edge a-b in metres, and how far it may be off.
    pub(crate) fn distance_m(&self, a: Vertex, b: Vertex) -> (f64, f64) {
        let seen = |vertex: Vertex| {
            (
                (f64::from(vertex.x) - f64::from(self.place.x)) * self.unit_m.0,
                (f64::from(vertex.y) - f64::from(self.place.y)) * self.unit_m.1,
            )
        };
        let (a_m, b_m) = (seen(a), seen(b));
        let along = (b_m.0 - a_m.0, b_m.1 - a_m.1);
        let square = along.0 * along.0 + along.1 * along.1;
        let part = if square > 0.0 { (-(a_m.0 * along.0 + a_m.1 * along.1) / square).clamp(0.0, 1.0) } else { 0.0 };
        let metres = {
            let (x, y) = (a_m.0 + part * along.0, a_m.1 + part * along.1);
            (x * x + y * y).sqrt()
        };
        if metres > PLANE_REACH_M || latitude(self.place).abs() > PLANE_LATITUDE {
            return (distance_m(self.place, a, b).0, 0.01);
        }
        (metres, 0.02 + metres * metres * self.bend)
    }
}

/// A straight edge in degrees.
#[derive(Clone, Copy)]
struct DegreeEdge {
    from: (f64, f64),
    along: (f64, f64),
}

impl DegreeEdge {
    fn new(a: Vertex, b: Vertex) -> Self {
        let from = (longitude(a), latitude(a));
        Self { from, along: (longitude(b) - from.0, latitude(b) - from.1) }
    }

    fn at(&self, part: f64) -> Point {
        Point::new(self.from.0 + part * self.along.0, self.from.1 + part * self.along.1)
    }

    /// The length in degrees: the larger of width and height.
    fn degrees(&self) -> f64 {
        self.along.0.abs().max(self.along.1.abs())
    }

    #[expect(clippy::cast_possible_truncation, reason = "the place lies between two vertices")]
    fn place(&self, part: f64) -> Vertex {
        let place = self.at(part);
        Vertex::new((place.x() * UNITS).round() as i32, (place.y() * UNITS).round() as i32)
    }
}

fn longitude(vertex: Vertex) -> f64 {
    f64::from(vertex.x) / UNITS
}

fn latitude(vertex: Vertex) -> f64 {
    f64::from(vertex.y) / UNITS
}

fn on_ellipsoid(place: Point) -> [f64; 3] {
    let (sin_lat, cos_lat) = place.y().to_radians().sin_cos();
    let (sin_lon, cos_lon) = place.x().to_radians().sin_cos();
    let normal = EQUATORIAL_RADIUS_M / (1.0 - ECCENTRICITY_2 * sin_lat * sin_lat).sqrt();
    [normal * cos_lat * cos_lon, normal * cos_lat * sin_lon, normal * (1.0 - ECCENTRICITY_2) * sin_lat]
}

#[cfg(test)]
mod tests {
    use geo::{GeodesicArea, LineString, Polygon};
    use proptest::prelude::*;

    use super::*;

    fn at(lon: f64, lat: f64) -> Vertex {
        #[expect(clippy::cast_possible_truncation, reason = "test places lie on the map")]
        Vertex::new((lon * UNITS).round() as i32, (lat * UNITS).round() as i32)
    }

    #[test]
    fn the_whole_earth_has_its_area() {
        let ring = vec![at(-180.0, -90.0), at(180.0, -90.0), at(180.0, 90.0), at(-180.0, 90.0)];
        let area = area_km2(&Shape::new(vec![ring]).unwrap());
        assert!((area - 510_065_621.724).abs() < 1.0, "{area}");
    }

    #[test]
    fn small_areas_are_geodesic() {
        let corners = [(46.0, 39.5), (46.02, 39.49), (46.03, 39.52), (46.01, 39.53)];
        let hole = [(46.01, 39.505), (46.015, 39.505), (46.012, 39.51)];
        let place = |corners: &[(f64, f64)]| corners.iter().map(|&(x, y)| at(x, y)).collect::<Vec<_>>();
        let area = area_km2(&Shape::new(vec![place(&corners), place(&hole)]).unwrap());
        let area_of = |corners: &[(f64, f64)]| {
            Polygon::new(LineString::from(corners.to_vec()), Vec::new()).geodesic_area_signed().abs() / 1e6
        };
        let expected = area_of(&corners) - area_of(&hole);
        assert!((area - expected).abs() < expected * 1e-6, "{area} {expected}");
    }

    #[test]
    fn lengths_follow_the_parallel() {
        // A degree of longitude at 60 north is 55 800 m; the geodesic over 60 degrees is far shorter.
        let length = length_m(&[at(0.0, 60.0), at(60.0, 60.0)]);
        assert!((length - 60.0 * 55_800.0).abs() < 60.0 * 3.0, "{length}");
        assert!(length_m(&[at(0.0, 60.0)]).abs() < f64::EPSILON && length_m(&[]).abs() < f64::EPSILON);
        let across = length_m(&[at(180.0, 0.0), at(180.0, 1.0)]);
        assert!((across - 110_574.4).abs() < 1.0);
    }

    #[test]
    fn the_nearest_place_is_found_round_the_antimeridian_and_the_pole() {
        let (metres, place) = distance_m(at(-179.9, 10.0), at(180.0, 0.0), at(180.0, 20.0));
        assert!((metres - 10_963.0).abs() < 10.0 && (place.y - 100_000_000).abs() < 10_000, "{metres} {place:?}");
        let (metres, _) = distance_m(at(0.0, 89.0), at(180.0, 89.0), at(180.0, 80.0));
        assert!((metres - 2.0 * 111_693.0).abs() < 20.0, "{metres}");
        let (metres, place) = distance_m(at(5.0, 5.0), at(5.0, 5.0), at(6.0, 7.0));
        assert!(metres.abs() < 1e-9 && place == at(5.0, 5.0));
        let (metres, place) = distance_m(at(5.5, 6.0), at(5.0, 5.0), at(6.0, 7.0));
        assert!(metres < 0.01 && place == at(5.5, 6.0));
    }

    #[test]
    fn the_nearer_of_two_ends_is_the_nearer_by_geodesics() {
        // Nearly across the globe the straight line through the earth has the other end nearer, by 240 m.
        let (p, a, b) = (at(-56.950_222, 64.172_304), at(143.852_893_1, -47.713_996_8), at(144.558_3, -47.963_2));
        let (metres, place) = distance_m(p, a, b);
        let from = |end: Vertex| {
            Geodesic.distance(Point::new(longitude(p), latitude(p)), Point::new(longitude(end), latitude(end)))
        };
        let nearer = if from(a) < from(b) { a } else { b };
        assert_eq!((metres, place), (from(nearer), nearer), "{} {}", from(a), from(b));
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]

        #[test]
        fn no_sampled_place_is_nearer(
            p in (-180.0..180.0_f64, -89.0..89.0_f64),
            a in (-180.0..180.0_f64, -89.0..89.0_f64),
            size in 0.0..4.0_f64,
            turn in 0.0..std::f64::consts::TAU,
            is_near: bool,
        ) {
            let length = 10_f64.powf(size - 3.0);
            let b = ((a.0 + length * turn.cos()).clamp(-180.0, 180.0), (a.1 + length * turn.sin()).clamp(-90.0, 90.0));
            let p = if is_near { ((a.0 + p.0 / 90.0).clamp(-180.0, 180.0), (a.1 + p.1 / 90.0).clamp(-90.0, 90.0)) } else { p };
            let (p, a, b) = (at(p.0, p.1), at(a.0, a.1), at(b.0, b.1));
            let (metres, place) = distance_m(p, a, b);
            let edge = DegreeEdge::new(a, b);
            let at_least = at_least_m(p, Bounds::of_edge(a, b));
            prop_assert!(at_least <= metres, "{} {}", at_least, metres);
            let from = Point::new(longitude(p), latitude(p));
            for sample in 0..=1000 {
                let there = Geodesic.distance(from, edge.at(f64::from(sample) / 1000.0));
                prop_assert!(metres <= there + 0.01, "{} {}", metres, there);
            }
            let named = Geodesic.distance(from, Point::new(longitude(place), latitude(place)));
            prop_assert!((named - metres).abs() < 0.02);
            let windows = window_m(p, metres + 0.02);
            prop_assert!(windows.iter().any(|window| window.holds(place)), "{:?} {:?} {:?}", windows, p, place);
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(300))]

        #[test]
        fn the_plane_is_off_by_no_more_than_it_says(
            p in (-179.0..179.0_f64, -89.0..89.0_f64),
            a in (-2.0..2.0_f64, -2.0..2.0_f64),
            b in (-9.0..9.0_f64, -9.0..9.0_f64),
            size in -3.0..0.0_f64,
        ) {
            let size = 10_f64.powf(size);
            let near = |way: (f64, f64)| at((p.0 + way.0 * size).clamp(-180.0, 180.0), (p.1 + way.1 * size).clamp(-90.0, 90.0));
            let (place, a, b) = (at(p.0, p.1), near(a), near(b));
            let (about_m, error_m) = Plane::at(place).distance_m(a, b);
            let (exact_m, _) = distance_m(place, a, b);
            prop_assert!((about_m - exact_m).abs() <= error_m + 0.01, "{} {} {}", about_m, exact_m, error_m);
        }
    }

    #[test]
    fn windows_wrap() {
        assert_eq!(window_m(at(0.0, 0.0), 1000.0).len(), 1);
        assert_eq!(window_m(at(180.0, 0.0), 1000.0).len(), 2);
        assert_eq!(window_m(at(-179.999, 60.0), 1000.0).len(), 2);
        assert_eq!(window_m(at(10.0, 89.95), 1000.0)[0].min.x, -HALF_TURN);
        assert_eq!(window_m(at(10.0, 0.0), 3e7)[0].max, Vertex::new(HALF_TURN, QUARTER_TURN));
    }
}
