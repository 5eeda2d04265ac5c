//! The Equal Earth projection of the ellipsoid (Savric, Patterson and Jenny, 2018).

use super::albers::authalic;
use crate::map::plane::Point;
use crate::space::EQUATORIAL_RADIUS_M;

/// The coefficients of its polynomial, for the powers 1, 3, 7 and 9.
const A: [f64; 4] = [1.340_264, -0.081_106, 0.000_893, 0.003_796];

/// The Equal Earth projection around a meridian, for the whole world.
#[derive(Debug, Clone, Copy)]
pub(crate) struct EqualEarth {
    lon0: f64,
}

impl EqualEarth {
    pub(super) fn new(lon0: f64) -> Self {
        Self { lon0 }
    }

    /// The central meridian.
    pub(super) fn lon0(self) -> f64 {
        self.lon0
    }

    /// Metres east and north of the middle for a place `east` degrees from the central meridian.
    #[expect(clippy::unused_self, reason = "`east` is already relative to the central meridian")]
    pub(super) fn project(self, east: f64, lat: f64) -> Point {
        let whole = authalic(std::f64::consts::FRAC_PI_2);
        let radius = EQUATORIAL_RADIUS_M * (whole / 2.0).sqrt();
        let sin = (authalic(lat.to_radians()) / whole).clamp(-1.0, 1.0);
        let theta = (3.0_f64.sqrt() / 2.0 * sin).asin();
        let (t2, t6) = (theta * theta, theta.powi(6));
        let slope = A[0] + 3.0 * A[1] * t2 + t6 * (7.0 * A[2] + 9.0 * A[3] * t2);
        let x = 2.0 * 3.0_f64.sqrt() * east.to_radians() * theta.cos() / (3.0 * slope);
        let y = theta * (A[0] + A[1] * t2 + t6 * (A[2] + A[3] * t2));
        (radius * x, radius * y)
    }
}

#[cfg(test)]
mod tests {
    use super::super::albers::area_scale;
    use super::*;

    #[test]
    fn areas_are_true() {
        let earth = EqualEarth::new(0.0);
        for (lon, lat) in [(0.0, 0.0), (100.0, 40.0), (-170.0, -70.0)] {
            let scale = area_scale(|lon, lat| earth.project(lon, lat), lon, lat);
            assert!((scale - 1.0).abs() < 1e-5, "{lon} {lat}: {scale}");
        }
    }

    /// PROJ: `echo 100 40 | proj +proj=eqearth +ellps=WGS84`.
    #[test]
    fn the_world_is_as_large_as_proj_draws_it() {
        let (x, y) = EqualEarth::new(0.0).project(180.0, 0.0);
        assert!((x - 17_243_959.06).abs() < 1.0 && y == 0.0, "{x}");
        assert!((EqualEarth::new(0.0).project(0.0, 90.0).1 - 8_392_927.6).abs() < 1.0);
    }
}
