//! Albers' equal-area conic projection of the ellipsoid (Snyder, Map Projections: A Working Manual, 1987, section 14).

use crate::map::plane::Point;
use crate::space::{ECCENTRICITY_2, EQUATORIAL_RADIUS_M, zone_m2};

/// Below this cone constant the projection degenerates to a cylinder: the standard parallels lie about as far south of
/// the equator as north of it.
const LEAST_CONE_CONSTANT: f64 = 0.02;

/// Albers' projection fitted to an extent.
///
/// The standard parallels, along which shapes are true, lie a sixth of the extent's height within its southern and
/// northern edges. Where they are as far south as north of the equator, the cone is a cylinder.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Albers {
    /// The central meridian in degrees.
    lon0: f64,
    /// The constant of the cone; 0 for a cylinder.
    n: f64,
    /// Snyder's C; of a cylinder the scale along the equator.
    c: f64,
    /// The radius of the parallel that is `y` = 0.
    rho0: f64,
}

impl Albers {
    /// The projection for the area between two parallels around a meridian, all in degrees.
    pub(super) fn fitting(lon0: f64, south: f64, north: f64) -> Self {
        let height = north - south;
        let (low, high) = ((south + height / 6.0).to_radians(), (north - height / 6.0).to_radians());
        let (m1, m2) = (parallel(low), parallel(high));
        let (q1, q2) = (authalic(low), authalic(high));
        let n = if (high - low).abs() < 1e-9 { low.sin() } else { (m1 * m1 - m2 * m2) / (q2 - q1) };
        if n.abs() < LEAST_CONE_CONSTANT {
            return Self { lon0, n: 0.0, c: m1, rho0: 0.0 };
        }
        let c = m1 * m1 + n * q1;
        let middle = authalic(f64::midpoint(south, north).to_radians());
        Self { lon0, n, c, rho0: EQUATORIAL_RADIUS_M * (c - n * middle).max(0.0).sqrt() / n }
    }

    /// What the page's script needs to project alike: central meridian, cone constant, Snyder's C and the radius of
    /// the parallel that is `y` = 0.
    pub(super) fn constants(&self) -> [f64; 4] {
        [self.lon0, self.n, self.c, self.rho0]
    }

    /// Metres east and north of the middle for a place `east` degrees from the central meridian.
    pub(super) fn project(&self, east: f64, lat: f64) -> Point {
        let lambda = east.to_radians();
        let q = authalic(lat.to_radians());
        if self.n == 0.0 {
            return (EQUATORIAL_RADIUS_M * self.c * lambda, EQUATORIAL_RADIUS_M * q / (2.0 * self.c));
        }
        let rho = EQUATORIAL_RADIUS_M * (self.c - self.n * q).max(0.0).sqrt() / self.n;
        let (sin, cos) = (self.n * lambda).sin_cos();
        (rho * sin, self.rho0 - rho * cos)
    }
}

/// The radius of a parallel as a share of the axis (Snyder's m).
fn parallel(lat: f64) -> f64 {
    let sin = lat.sin();
    lat.cos() / (1.0 - ECCENTRICITY_2 * sin * sin).sqrt()
}

/// Twice the area between the equator and a parallel per radian of longitude, as a share of the axis squared
/// (Snyder's q).
pub(super) fn authalic(lat: f64) -> f64 {
    2.0 * zone_m2(lat) / (EQUATORIAL_RADIUS_M * EQUATORIAL_RADIUS_M)
}

/// The area of a small square on the map as a share of its area on the ellipsoid.
#[cfg(test)]
pub(super) fn area_scale(project: impl Fn(f64, f64) -> (f64, f64), lon: f64, lat: f64) -> f64 {
    let d = 0.001;
    let corners = [(0.0, 0.0), (d, 0.0), (d, d), (0.0, d)].map(|(x, y)| project(lon + x, lat + y));
    let twice: f64 = (0..4)
        .map(|i| {
            let ((x0, y0), (x1, y1)) = (corners[i], corners[(i + 1) % 4]);
            x0 * y1 - x1 * y0
        })
        .sum();
    let band = authalic((lat + d).to_radians()) - authalic(lat.to_radians());
    twice / (EQUATORIAL_RADIUS_M * EQUATORIAL_RADIUS_M * d.to_radians() * band)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The numerical example of Snyder (page 292), computed again for WGS84: he uses Clarke's ellipsoid of 1866.
    #[test]
    fn places_are_where_snyder_has_them() {
        // Standard parallels at 29.5 and 45.5 degrees north.
        let albers = Albers::fitting(-96.0, 25.5, 49.5);
        let ((_, south), (x, y)) = (albers.project(0.0, 23.0), albers.project(21.0, 35.0));
        assert!((x - 1_885_428.39).abs() < 0.01 && (y - south - 1_535_969.29).abs() < 0.01, "{x} {}", y - south);
    }

    #[test]
    fn areas_are_true() {
        let albers = Albers::fitting(45.0, 36.0, 45.0);
        for (lon, lat) in [(-5.0, 36.5), (0.0, 40.0), (5.5, 44.9)] {
            let scale = area_scale(|lon, lat| albers.project(lon, lat), lon, lat);
            assert!((scale - 1.0).abs() < 1e-6, "{lon} {lat}: {scale}");
        }
    }

    #[test]
    fn around_the_equator_the_cone_is_a_cylinder() {
        let albers = Albers::fitting(0.0, -60.0, 60.0);
        let (x, y) = albers.project(10.0, 0.0);
        assert!(y.abs() < 1e-6 && x > 0.0);
        assert!((albers.project(-10.0, 30.0).0 - albers.project(-10.0, -30.0).0).abs() < 1e-12);
    }
}
