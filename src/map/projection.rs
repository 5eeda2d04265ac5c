//! From degrees to metres on a plane, areas kept.

use super::albers::Albers;
use super::equal_earth::EqualEarth;

/// Ground that spans more degrees of longitude than this is drawn as the world is.
const WIDEST_CONE: f64 = 180.0;

/// The projection of one extent; all keep areas.
#[derive(Debug, Clone, Copy)]
pub(super) enum Projection {
    /// Ground seen from one side: a cone, or a cylinder along the equator.
    Albers(Albers),
    /// The world.
    EqualEarth(EqualEarth),
}

impl Projection {
    /// The projection for ground between west, south, east and north in degrees, the first and third counted from the
    /// central meridian.
    pub(super) fn fitting(lon0: f64, [west, south, east, north]: [f64; 4]) -> Self {
        if east - west > WIDEST_CONE {
            Self::EqualEarth(EqualEarth::new(lon0))
        } else {
            Self::Albers(Albers::fitting(lon0, south, north))
        }
    }

    /// What people call it.
    pub(super) fn name(&self) -> &'static str {
        match self {
            Self::Albers(_) => "Albers equal-area projection",
            Self::EqualEarth(_) => "Equal Earth projection",
        }
    }

    /// The central meridian.
    pub(super) fn lon0(&self) -> f64 {
        match self {
            Self::Albers(albers) => albers.constants()[0],
            Self::EqualEarth(earth) => earth.lon0(),
        }
    }

    /// The constants that the page's script projects with: those of Albers; of Equal Earth the meridian.
    pub(super) fn constants(&self) -> Vec<f64> {
        match self {
            Self::Albers(albers) => albers.constants().to_vec(),
            Self::EqualEarth(earth) => vec![earth.lon0()],
        }
    }

    /// Metres east and north of the middle.
    pub(super) fn project(&self, lon: f64, lat: f64) -> (f64, f64) {
        match self {
            Self::Albers(albers) => albers.project(self.around(lon), lat),
            Self::EqualEarth(earth) => earth.project(self.around(lon), lat),
        }
    }

    /// Degrees east of the central meridian, within half a turn.
    pub(super) fn around(&self, lon: f64) -> f64 {
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
    fn the_antimeridian_does_not_part_what_lies_around_it() {
        let albers = Projection::fitting(178.0, [-4.0, -20.0, 4.0, -12.0]);
        let (west, east) = (albers.project(179.9, -16.0), albers.project(-179.9, -16.0));
        assert!(east.0 > west.0 && east.0 - west.0 < 25_000.0);
    }

    #[test]
    fn the_world_is_no_fan() {
        assert!(matches!(Projection::fitting(11.0, [-179.0, -55.0, 179.0, 83.0]), Projection::EqualEarth(_)));
        assert!(matches!(Projection::fitting(100.0, [-80.0, 40.0, 80.0, 80.0]), Projection::Albers(_)));
    }
}
