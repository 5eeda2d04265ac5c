//! The choice between the equal-area projections.

use super::albers::Albers;
use super::equal_earth::EqualEarth;
use crate::map::plane::{Point, Rect};

/// An extent wider than this many degrees of longitude is drawn as the whole world is.
const WIDEST_CONE: f64 = 180.0;

/// An equal-area projection fitted to an extent.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Projection {
    /// For a part of the world: a cone, or a cylinder along the equator.
    Albers(Albers),
    /// For the world.
    EqualEarth(EqualEarth),
}

impl Projection {
    /// The projection for an extent in degrees, west and east counted from the central meridian.
    pub(crate) fn fitting(lon0: f64, [west, south, east, north]: Rect) -> Self {
        if east - west > WIDEST_CONE {
            Self::EqualEarth(EqualEarth::new(lon0))
        } else {
            Self::Albers(Albers::fitting(lon0, south, north))
        }
    }

    /// Its name, for the footer.
    pub(crate) fn name(&self) -> &'static str {
        match self {
            Self::Albers(_) => "Albers equal-area projection",
            Self::EqualEarth(_) => "Equal Earth projection",
        }
    }

    /// The central meridian.
    pub(crate) fn lon0(&self) -> f64 {
        match self {
            Self::Albers(albers) => albers.constants()[0],
            Self::EqualEarth(earth) => earth.lon0(),
        }
    }

    /// What the page's script needs to project alike: four constants of Albers, or the central meridian of Equal Earth.
    pub(crate) fn constants(&self) -> Vec<f64> {
        match self {
            Self::Albers(albers) => albers.constants().to_vec(),
            Self::EqualEarth(earth) => vec![earth.lon0()],
        }
    }

    /// Metres east and north of the middle.
    pub(crate) fn project(&self, lon: f64, lat: f64) -> Point {
        match self {
            Self::Albers(albers) => albers.project(self.relative_longitude(lon), lat),
            Self::EqualEarth(earth) => earth.project(self.relative_longitude(lon), lat),
        }
    }

    /// Degrees east of the central meridian, from -180 to 180.
    pub(crate) fn relative_longitude(&self, lon: f64) -> f64 {
        let east = lon - self.lon0();
        if east > 180.0 {
            east - 360.0
        } else if east < -180.0 {
            east + 360.0
        } else {
            east
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_antimeridian_does_not_split_what_lies_around_it() {
        let albers = Projection::fitting(178.0, [-4.0, -20.0, 4.0, -12.0]);
        let (west, east) = (albers.project(179.9, -16.0), albers.project(-179.9, -16.0));
        assert!(east.0 > west.0 && east.0 - west.0 < 25_000.0);
    }

    #[test]
    fn the_world_is_drawn_in_equal_earth() {
        assert!(matches!(Projection::fitting(11.0, [-179.0, -55.0, 179.0, 83.0]), Projection::EqualEarth(_)));
        assert!(matches!(Projection::fitting(100.0, [-80.0, 40.0, 80.0, 80.0]), Projection::Albers(_)));
    }
}
