//! A small globe that shows where a map lies.

use crate::map::base::world;
use crate::map::drawing::{Ink, Sheet, Svg, path, simplified, tenths};
use crate::map::plane::{Point, Rect, bounds, extent, middle};

/// A map of more than this many degrees needs no globe.
const WIDEST: f64 = 70.0;
/// The globe's diameter as a share of the width of the frame.
const SHARE: f64 = 0.125;
/// At most this share of the corner may be covered by the atlas.
const MOST_COVERED: f64 = 0.2;

/// Islands of fewer units are left out.
const LEAST_ISLAND: f64 = 2.5;
/// How many times as coarse as elsewhere lines may be.
const COARSENESS: f64 = 3.0;

/// A globe seen from above the middle of a map.
pub(super) struct Inset {
    /// The box in the frame that it takes.
    pub(super) rect: Rect,
    radius: f64,
    land: Vec<Vec<Point>>,
    frame: Vec<Point>,
}

impl Inset {
    /// The globe in the corner of a sheet that the atlas covers least; `None` where it covers all corners, and for the
    /// world.
    pub(super) fn new(sheet: &Sheet<'_>, size: f64, covered: impl Fn(Rect) -> f64) -> Option<Self> {
        let [west, south, east, north] = sheet.plan.bounds;
        if extent([west, south, east, north]) > WIDEST {
            return None;
        }
        let [left, top, right, bottom] = sheet.frame;
        let radius = (SHARE * (right - left)).clamp(44.0, 150.0).min((bottom - top) / 3.0) / 2.0;
        let away = radius + 0.7 * size;
        let corners = [
            (left + away, bottom - away),
            (right - away, top + away),
            (left + away, top + away),
            (right - away, bottom - away),
        ];
        let around = |at: Point| [at.0 - radius, at.1 - radius, at.0 + radius, at.1 + radius];
        let best = corners.into_iter().min_by(|&one, &other| covered(around(one)).total_cmp(&covered(around(other))));
        let at = best.filter(|&at| covered(around(at)) <= MOST_COVERED)?;
        let (lon0, lat0) = (sheet.plan.projection.lon0() + f64::midpoint(west, east), f64::midpoint(south, north));
        let globe = Globe { lon0, lat0: lat0.to_radians(), at, radius };
        let land = world().land.iter().filter_map(|ring| globe.ring(ring)).collect();
        let corners = [(west, south), (east, south), (east, north), (west, north)];
        let edge = corners.iter().zip(corners.iter().cycle().skip(1)).flat_map(|(&a, &b)| {
            (0..8).map(move |step| {
                let share = f64::from(step) / 8.0;
                (a.0 + (b.0 - a.0) * share, a.1 + (b.1 - a.1) * share)
            })
        });
        let lon0 = sheet.plan.projection.lon0();
        let frame: Vec<Point> = edge.map(|(east, lat)| globe.point(lon0 + east, lat).0).collect();
        Some(Self { rect: around(at), radius, land, frame })
    }

    pub(super) fn write(&self, svg: &mut Svg, ink: &Ink, scale: f64) {
        let (x, y) = middle(self.rect);
        let circle = format!("cx=\"{}\" cy=\"{}\" r=\"{}\"", tenths(x), tenths(y), tenths(self.radius));
        svg.push(format_args!("<g class=\"inset\"><circle {circle} fill=\"{}\"/>", ink.sea));
        svg.push(format_args!(
            "<path fill=\"{}\" fill-rule=\"evenodd\" d=\"{}\"/>",
            ink.soft,
            path(self.land.iter().map(Vec::as_slice), true)
        ));
        svg.push(format_args!(
            "<circle {circle} fill=\"none\" stroke=\"{}\" stroke-width=\"{}\"/>",
            ink.frame,
            tenths(0.8 * scale)
        ));
        let rect = bounds(self.frame.iter().copied());
        let red =
            format!("fill=\"#d8322a\" fill-opacity=\".45\" stroke=\"#d8322a\" stroke-width=\"{}\"", tenths(scale));
        if extent(rect) < 5.0 * scale {
            let at = middle(rect);
            svg.push(format_args!(
                "<circle cx=\"{}\" cy=\"{}\" r=\"{}\" {red}/>",
                tenths(at.0),
                tenths(at.1),
                tenths(3.0 * scale)
            ));
        } else {
            svg.push(format_args!("<path {red} d=\"{}\"/>", path([self.frame.as_slice()], true)));
        }
        svg.push(format_args!("</g>"));
    }
}

/// The orthographic projection of a sphere.
struct Globe {
    lon0: f64,
    lat0: f64,
    at: Point,
    radius: f64,
}

impl Globe {
    /// A place on the picture, and whether it is on this side of the globe; places beyond it are moved to its edge.
    fn point(&self, lon: f64, lat: f64) -> (Point, bool) {
        let (lambda, phi) = ((lon - self.lon0).to_radians(), lat.to_radians());
        let x = phi.cos() * lambda.sin();
        let y = self.lat0.cos() * phi.sin() - self.lat0.sin() * phi.cos() * lambda.cos();
        let is_near = self.lat0.sin() * phi.sin() + self.lat0.cos() * phi.cos() * lambda.cos() >= 0.0;
        let reach = if is_near { 1.0 } else { x.hypot(y).max(1e-9) };
        ((self.at.0 + self.radius * x / reach, self.at.1 - self.radius * y / reach), is_near)
    }

    /// A ring on the picture; `None` if all of it is on the other side, or too small to see.
    fn ring(&self, ring: &[Point]) -> Option<Vec<Point>> {
        let all: Vec<(Point, bool)> = ring.iter().map(|&(lon, lat)| self.point(lon, lat)).collect();
        let points: Vec<Point> = all.iter().map(|it| it.0).chain(all.first().map(|it| it.0)).collect();
        let is_seen = all.iter().any(|it| it.1) && extent(bounds(points.iter().copied())) > LEAST_ISLAND;
        is_seen.then(|| coarse(&points))
    }
}

/// A ring with fewer vertices than other lines have: the globe is small.
fn coarse(ring: &[Point]) -> Vec<Point> {
    let scaled: Vec<Point> = ring.iter().map(|&(x, y)| (x / COARSENESS, y / COARSENESS)).collect();
    simplified(&scaled, true).into_iter().map(|(x, y)| (x * COARSENESS, y * COARSENESS)).collect()
}
