//! Outlines whose edges nearly meet, and their areas by a computation of its own.
//!
//! The fuzz target of the same name uses this file too.

use std::collections::BTreeMap;

/// Longitude and latitude in units of 1e-7 degree.
pub(crate) type Point = (i64, i64);

/// Open rings of three or four vertices, two to six: the vertices are those of others, close to them, or close to an edge.
///
/// `roll` gives a number below another.
pub(crate) fn outlines(mut roll: impl FnMut(u64) -> u64) -> Vec<Vec<Point>> {
    let spans = [12, 1_000, 1_000_000, 100_000_000];
    let span = spans[usize::try_from(roll(4)).unwrap()];
    // In the middle of the map, beyond the antimeridian on one side or the other, and at a pole: what lies beyond is put
    // on the rim of the map.
    let places = [
        (105_000_000, 405_000_000),
        (1_800_000_000 - span / 2, -3),
        (-1_800_000_000 - span / 2, 0),
        (7, 900_000_000 - span / 2),
    ];
    let (west, south) = places[usize::try_from(roll(8)).unwrap().saturating_sub(4)];
    let mut rings: Vec<Vec<Point>> = Vec::new();
    let mut known: Vec<Point> = Vec::new();
    let count = 2 + usize::try_from(roll(5)).unwrap();
    for _ in 0..8 * count {
        if rings.len() == count {
            break;
        }
        let corners = 3 + roll(2);
        let mut ring = Vec::new();
        for _ in 0..corners {
            let mut part = |range: i64| i64::try_from(roll(u64::try_from(range).unwrap())).unwrap();
            let fresh = (west + part(span), south + part(span));
            let near = (part(5) - 2, part(5) - 2);
            let (which, other, along) = (part(1 << 20), part(1 << 20), part(1 << 20));
            let pick = |of: i64| known[usize::try_from(of).unwrap() % known.len()];
            let at = match part(10) {
                _ if known.is_empty() => fresh,
                0..=2 => fresh,
                3..=5 => pick(which),
                6 => (pick(which).0 + near.0, pick(which).1 + near.1),
                // Somewhere on an edge, or within two units of it.
                kind => {
                    let ring: &Vec<Point> =
                        rings.get(usize::try_from(which).unwrap() % rings.len().max(1)).unwrap_or(&known);
                    let from = usize::try_from(other).unwrap() % ring.len();
                    let (a, b) = (ring[from], ring[(from + 1) % ring.len()]);
                    let between = |a: i64, b: i64| a + (b - a) * along / (1 << 20);
                    let off = if kind == 9 { (near.0.signum(), near.1.signum()) } else { near };
                    (between(a.0, b.0) + off.0, between(a.1, b.1) + off.1)
                }
            };
            let at = (at.0.clamp(-1_800_000_000, 1_800_000_000), at.1.clamp(-900_000_000, 900_000_000));
            ring.push(at);
            known.push(at);
        }
        if is_sound(&ring) {
            rings.push(ring);
        }
    }
    rings
}

/// Whether a ring encloses an area and does not meet itself.
fn is_sound(ring: &[Point]) -> bool {
    let corner = |number: usize| ring[number % ring.len()];
    let is_bent = (0..ring.len()).all(|it| turn(corner(it), corner(it + 1), corner(it + 2)) != 0);
    let meet = |(a, b): (Point, Point), (c, d): (Point, Point)| {
        let sides = |a, b, c, d| turn(a, b, c).signum() * turn(a, b, d).signum() <= 0;
        sides(a, b, c, d) && sides(c, d, a, b)
    };
    let edge = |number: usize| (corner(number), corner(number + 1));
    is_bent && (ring.len() == 3 || !meet(edge(0), edge(2)) && !meet(edge(1), edge(3)))
}

fn turn(a: Point, b: Point, c: Point) -> i128 {
    cross((b.0 - a.0, b.1 - a.1), (c.0 - a.0, c.1 - a.1))
}

fn cross(u: Point, v: Point) -> i128 {
    i128::from(u.0) * i128::from(v.1) - i128::from(u.1) * i128::from(v.0)
}

/// Whether a place lies in a ring: edges count that pass east of it, and edges through it lie west of it.
pub(crate) fn holds(ring: &[Point], (x, y): Point) -> bool {
    let ends = ring.iter().cycle().skip(1);
    let crossed = ring.iter().zip(ends).filter(|&(&a, &b)| {
        let (low, high) = if a.1 < b.1 { (a, b) } else { (b, a) };
        (a.1 > y) != (b.1 > y) && turn(low, high, (x, y)) > 0
    });
    crossed.count() % 2 == 1
}

/// The numbers of the rings that a place lies in, as bits.
pub(crate) fn holders(rings: &[Vec<Point>], at: Point) -> u32 {
    (0..).zip(rings).filter(|(_, ring)| holds(ring, at)).map(|(number, _)| 1 << number).sum()
}

/// What is known of the places that lie in the same rings.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Part {
    pub(crate) km2: f64,
    /// A place on the grid in the widest piece of it, if there is one.
    pub(crate) place: Option<(f64, Point)>,
}

/// The area of the places that lie in just these rings, for each combination of rings, as bits.
///
/// The plane is cut into strips at the longitude of every vertex and every crossing; in a strip the edges are ordered by
/// latitude, and lie one above the other.
pub(crate) fn parts(rings: &[Vec<Point>]) -> BTreeMap<u32, Part> {
    let west = rings.iter().flatten().map(|at| at.0).min().unwrap_or(0);
    let mut edges: Vec<(Point, Point, u32)> = Vec::new();
    for (number, ring) in (0..).zip(rings) {
        let ends = ring.iter().cycle().skip(1);
        let upright = ring.iter().zip(ends).map(|(&a, &b)| (a.min(b), a.max(b), 1 << number));
        edges.extend(upright.filter(|(a, b, _)| a.0 != b.0));
    }
    let mut cuts: Vec<f64> = rings.iter().flatten().map(|at| (at.0 - west) as f64).collect();
    for (number, &(a, b, _)) in edges.iter().enumerate() {
        for &(c, d, _) in edges.iter().skip(number + 1) {
            let (along, other) = ((b.0 - a.0, b.1 - a.1), (d.0 - c.0, d.1 - c.1));
            let below = cross(along, other);
            if below != 0 {
                let part = cross((c.0 - a.0, c.1 - a.1), other) as f64 / below as f64;
                if (0.0..=1.0).contains(&part) {
                    cuts.push((a.0 - west) as f64 + along.0 as f64 * part);
                }
            }
        }
    }
    cuts.sort_by(f64::total_cmp);
    cuts.dedup();
    let mut parts: BTreeMap<u32, Part> = BTreeMap::new();
    for strip in cuts.windows(2) {
        let (from, to) = (strip[0], strip[1]);
        let y_at = |a: Point, b: Point, x: f64| {
            a.1 as f64 + (b.1 - a.1) as f64 * ((x - (a.0 - west) as f64) / (b.0 - a.0) as f64)
        };
        let spans = |a: Point, b: Point| (a.0 - west) as f64 <= from && (b.0 - west) as f64 >= to;
        let mut here: Vec<_> = edges.iter().filter(|(a, b, _)| spans(*a, *b)).collect();
        let middle = f64::midpoint(from, to);
        here.sort_by(|one, other| y_at(one.0, one.1, middle).total_cmp(&y_at(other.0, other.1, middle)));
        let mut within = 0;
        for pair in here.windows(2) {
            let (&&(low_from, low_to, ring), &&(high_from, high_to, _)) = (&pair[0], &pair[1]);
            let heights = |x| (y_at(low_from, low_to, x), y_at(high_from, high_to, x));
            within ^= ring;
            let part = parts.entry(within).or_default();
            part.km2 += between_km2(from, to, heights);
            // The grid's own meridian nearest to the middle.
            let x = middle.round();
            if within != 0 && from < x && x < to {
                let (low, high) = heights(x);
                #[expect(clippy::cast_possible_truncation, reason = "units of the grid")]
                let at = ((x as i64) + west, f64::midpoint(low, high).round() as i64);
                if part.place.is_none_or(|(widest, _)| high - low > widest) && holders(rings, at) == within {
                    part.place = Some((high - low, at));
                }
            }
        }
    }
    parts.remove(&0);
    parts
}

/// The area between two lines from one longitude to another, in units, on the ellipsoid.
fn between_km2(from: f64, to: f64, lines: impl Fn(f64) -> (f64, f64)) -> f64 {
    // Gauss-Legendre quadrature with five nodes, over pieces of at most half a degree.
    const NODES: [(f64, f64); 5] = [
        (0.0, 0.568_888_888_888_888_9),
        (-0.538_469_310_105_683_1, 0.478_628_670_499_366_47),
        (0.538_469_310_105_683_1, 0.478_628_670_499_366_47),
        (-0.906_179_845_938_664, 0.236_926_885_056_189_08),
        (0.906_179_845_938_664, 0.236_926_885_056_189_08),
    ];
    let pieces = ((to - from) / 5e6).ceil().max(1.0);
    let width = (to - from) / pieces;
    let mut sum = 0.0;
    let mut piece = 0.0;
    while piece < pieces {
        for (node, weight) in NODES {
            let (low, high) = lines(from + width * (piece + f64::midpoint(node, 1.0)));
            sum += weight / 2.0 * (zone_km2(high) - zone_km2(low));
        }
        piece += 1.0;
    }
    sum * (width / 1e7).to_radians()
}

/// The area of WGS84 between the equator and a latitude in units, per radian of longitude.
fn zone_km2(latitude: f64) -> f64 {
    let (major, flattening) = (6378.137_f64, 1.0 / 298.257_223_563);
    let minor = major * (1.0 - flattening);
    let eccentricity = (flattening * (2.0 - flattening)).sqrt();
    let sine = (latitude / 1e7).to_radians().sin();
    let along = eccentricity * sine;
    minor * minor / 2.0 * (sine / (1.0 - along * along) + ((1.0 + along) / (1.0 - along)).ln() / (2.0 * eccentricity))
}
