//! Places: WGS84 longitude and latitude as integers.

use std::fmt;

use serde::{Deserialize, Serialize};

/// Units in a degree.
const PER_DEGREE: f64 = 1e7;
/// 180 degrees.
const HALF_TURN: i32 = 1_800_000_000;
/// 90 degrees.
const QUARTER_TURN: i32 = 900_000_000;

/// A place on the earth: WGS84 longitude and latitude in units of 1e-7 degree (about 1 cm).
///
/// Equality, order and hash are those of integers: there is no NaN and no tolerance. One place has one value: the
/// meridian 180° E is stored as 180° W, and the poles have longitude 0.
///
/// # Example
///
/// ```
/// use suzerain::Position;
///
/// let karki = Position::from_lat_lon(39.786, 44.952)?;
/// assert_eq!(karki, Position::from_lon_lat(44.952, 39.786)?);
/// assert_eq!(karki.to_string(), "39.786° N, 44.952° E");
/// assert!(Position::from_lat_lon(95.0, 44.952).is_err());
/// # Ok::<(), suzerain::error::InvalidPosition>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "Degrees", into = "Degrees")]
pub struct Position {
    lon: i32,
    lat: i32,
}

impl Position {
    /// The place at this longitude and latitude, in degrees, rounded to 1e-7 degree.
    ///
    /// # Errors
    ///
    /// [`InvalidPosition`] when a number is not finite, or when the rounded longitude is not within -180 to 180 or the
    /// rounded latitude not within -90 to 90.
    #[inline]
    pub fn from_lon_lat(lon: f64, lat: f64) -> Result<Self, InvalidPosition> {
        let is_within = |degrees: f64, limit: i32| (degrees * PER_DEGREE).abs() < f64::from(limit) + 0.5;
        // No number is not within anything.
        if is_within(lon, HALF_TURN) && is_within(lat, QUARTER_TURN) {
            Ok(Self::normal(units(lon), units(lat)))
        } else {
            Err(InvalidPosition { lon, lat, kind: InvalidPositionKind::of(lon, lat) })
        }
    }

    /// The place at this latitude and longitude, in degrees, rounded to 1e-7 degree.
    ///
    /// # Errors
    ///
    /// As [`Position::from_lon_lat`].
    pub fn from_lat_lon(lat: f64, lon: f64) -> Result<Self, InvalidPosition> {
        Self::from_lon_lat(lon, lat)
    }

    /// The longitude in degrees, -180 (included) to 180 (excluded).
    #[must_use]
    pub fn lon(self) -> f64 {
        f64::from(self.lon) / PER_DEGREE
    }

    /// The latitude in degrees, -90 to 90.
    #[must_use]
    pub fn lat(self) -> f64 {
        f64::from(self.lat) / PER_DEGREE
    }

    /// The longitude in units of 1e-7 degree.
    #[must_use]
    #[inline]
    pub const fn lon_e7(self) -> i32 {
        self.lon
    }

    /// The latitude in units of 1e-7 degree.
    #[must_use]
    #[inline]
    pub const fn lat_e7(self) -> i32 {
        self.lat
    }

    /// The one value of a place, from units within the ranges.
    #[inline]
    fn normal(lon: i32, lat: i32) -> Self {
        let lon = match (lon, lat) {
            (_, QUARTER_TURN) => 0,
            (_, lat) if lat == -QUARTER_TURN => 0,
            (HALF_TURN, _) => -HALF_TURN,
            (lon, _) => lon,
        };
        Self { lon, lat }
    }

    /// A vertex of an outline as a place.
    pub(crate) fn from_e7(lon: i32, lat: i32) -> Self {
        Self::normal(lon.clamp(-HALF_TURN, HALF_TURN), lat.clamp(-QUARTER_TURN, QUARTER_TURN))
    }
}

/// Degrees, already checked, as units of 1e-7 degree.
///
/// Rounds as [`f64::round`] does, which is a call of a library on x86-64 without SSE4.1.
#[expect(clippy::cast_possible_truncation, reason = "180e7 fits an i32; what does not is kept at its end")]
#[inline]
pub(crate) fn units(degrees: f64) -> i32 {
    let units = degrees * PER_DEGREE;
    let whole = units as i32;
    // Exact, as both are near each other; twice a rest of a half or more is a whole. No branch, which chance would decide.
    let rest = units - f64::from(whole);
    whole.saturating_add((rest * 2.0) as i32)
}

impl TryFrom<geo_types::Point<f64>> for Position {
    type Error = InvalidPosition;

    fn try_from(point: geo_types::Point<f64>) -> Result<Self, InvalidPosition> {
        Self::from_lon_lat(point.x(), point.y())
    }
}

impl From<Position> for geo_types::Point<f64> {
    fn from(position: Position) -> Self {
        Self::new(position.lon(), position.lat())
    }
}

impl fmt::Display for Position {
    /// Latitude first, as on maps: `39.786° N, 44.952° E`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let side = |value: i32, positive, negative| if value < 0 { negative } else { positive };
        write!(
            f,
            "{}° {}, {}° {}",
            self.lat().abs(),
            side(self.lat, 'N', 'S'),
            self.lon().abs(),
            side(self.lon, 'E', 'W'),
        )
    }
}

/// How serde sees a position: degrees with the axis in the name.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Degrees {
    lon: f64,
    lat: f64,
}

impl TryFrom<Degrees> for Position {
    type Error = InvalidPosition;

    fn try_from(degrees: Degrees) -> Result<Self, InvalidPosition> {
        Self::from_lon_lat(degrees.lon, degrees.lat)
    }
}

impl From<Position> for Degrees {
    fn from(position: Position) -> Self {
        Self { lon: position.lon(), lat: position.lat() }
    }
}

/// Two numbers that are no place on the earth.
///
/// # Example
///
/// ```
/// use suzerain::Position;
///
/// let error = Position::from_lat_lon(144.9, 39.786).unwrap_err();
/// assert_eq!(
///     error.to_string(),
///     "longitude 39.786, latitude 144.9 is not a position: \
///      the latitude must be within -90 to 90 degrees; are the axes swapped?"
/// );
/// assert_eq!((error.lat(), error.lon()), (144.9, 39.786));
/// ```
#[derive(Debug, Clone, Copy, PartialEq, thiserror::Error)]
#[error("longitude {lon}, latitude {lat} is not a position: {kind}")]
pub struct InvalidPosition {
    lon: f64,
    lat: f64,
    kind: InvalidPositionKind,
}

impl InvalidPosition {
    /// The longitude that was given, in degrees.
    #[must_use]
    pub fn lon(&self) -> f64 {
        self.lon
    }

    /// The latitude that was given, in degrees.
    #[must_use]
    pub fn lat(&self) -> f64 {
        self.lat
    }

    /// Why it was refused.
    #[must_use]
    pub fn kind(&self) -> InvalidPositionKind {
        self.kind
    }
}

/// Why two numbers are no [`Position`].
///
/// # Example
///
/// ```
/// use suzerain::Position;
/// use suzerain::error::InvalidPositionKind;
///
/// let refused = |lat, lon| Position::from_lat_lon(lat, lon).map_err(|error| error.kind());
/// assert_eq!(refused(144.9, 39.786), Err(InvalidPositionKind::Latitude { swapped: true }));
/// assert_eq!(refused(39.786, 244.9), Err(InvalidPositionKind::Longitude));
/// assert_eq!(refused(f64::NAN, 44.9), Err(InvalidPositionKind::NotFinite));
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum InvalidPositionKind {
    /// NaN or infinite.
    #[error("both numbers must be finite")]
    NotFinite,
    /// Outside -180 to 180.
    #[error("the longitude must be within -180 to 180 degrees")]
    Longitude,
    /// Outside -90 to 90.
    #[error("the latitude must be within -90 to 90 degrees{}", if *swapped { "; are the axes swapped?" } else { "" })]
    Latitude {
        /// Whether the numbers would be a position in the other order.
        swapped: bool,
    },
}

impl InvalidPositionKind {
    /// Why these numbers are none.
    #[cold]
    fn of(lon: f64, lat: f64) -> Self {
        if !lon.is_finite() || !lat.is_finite() {
            Self::NotFinite
        } else if units(lat).unsigned_abs() > QUARTER_TURN.unsigned_abs() {
            Self::Latitude { swapped: lon.abs() <= 90.0 && lat.abs() <= 180.0 }
        } else {
            Self::Longitude
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_place_has_one_value() {
        let at = |lon, lat| Position::from_lon_lat(lon, lat).unwrap();
        assert_eq!(at(180.0, 10.0), at(-180.0, 10.0));
        assert_eq!(at(33.0, 90.0), at(-70.0, 90.0));
        assert_eq!(at(33.0, -90.0), at(180.0, -90.0));
        assert_eq!(at(-0.0, 0.0), at(0.0, -0.0));
    }

    /// Programs write 180 degrees as 180.00000000000003.
    #[test]
    fn what_rounds_to_the_edge_is_the_edge() {
        let edge = Position::from_lon_lat(180.0, 10.0).unwrap();
        assert_eq!(Position::from_lon_lat(180.000_000_000_000_03, 10.0), Ok(edge));
        assert!(Position::from_lon_lat(0.0, -90.000_000_01).is_ok());
        for (lon, lat) in [(180.000_000_1, 0.0), (0.0, 90.000_000_1), (-1e300, 0.0), (0.0, f64::MIN), (f64::MAX, 0.0)] {
            assert!(Position::from_lon_lat(lon, lat).is_err(), "{lon} {lat}");
        }
    }

    #[test]
    fn degrees_are_rounded_as_the_standard_library_rounds() {
        let mut numbers =
            vec![0.0, -0.0, f64::NAN, f64::INFINITY, f64::NEG_INFINITY, f64::MAX, 214.748_364_75, -214.748_365];
        for whole in [0, 1, 2, 7, 1_799_999_999, 1_800_000_000, 2_147_483_647] {
            for units in [f64::from(whole), f64::from(whole) + 0.5, f64::from(whole) - 0.5] {
                let degrees = units / PER_DEGREE;
                numbers.extend([degrees, degrees.next_up(), degrees.next_down(), -degrees, -degrees.next_down()]);
            }
        }
        for degrees in numbers {
            #[expect(clippy::cast_possible_truncation, reason = "as `units` does")]
            let rounded = (degrees * PER_DEGREE).round() as i32;
            assert_eq!(units(degrees), rounded, "{degrees:?}");
        }
    }

    #[test]
    fn a_swapped_pair_is_guessed_in_the_message() {
        let error = Position::from_lon_lat(39.786, 144.9).unwrap_err();
        assert_eq!(
            error.to_string(),
            "longitude 39.786, latitude 144.9 is not a position: \
             the latitude must be within -90 to 90 degrees; are the axes swapped?"
        );
    }

    #[test]
    fn why_a_place_is_refused() {
        use InvalidPositionKind::{Latitude, Longitude, NotFinite};
        for (lon, lat, kind) in [
            (f64::NAN, 0.0, NotFinite),
            (0.0, f64::INFINITY, NotFinite),
            (44.0, 100.0, Latitude { swapped: true }),
            (-90.0, -180.0, Latitude { swapped: true }),
            (100.0, 100.0, Latitude { swapped: false }),
            (44.0, 200.0, Latitude { swapped: false }),
            (200.0, 90.0, Longitude),
            // These round away from the edge.
            (180.000_000_05, 0.0, Longitude),
            (0.0, -90.000_000_05, Latitude { swapped: true }),
        ] {
            let error = Position::from_lon_lat(lon, lat).unwrap_err();
            assert_eq!(error.kind(), kind, "{lon} {lat}");
            assert_eq!([error.lon(), error.lat()].map(f64::to_bits), [lon, lat].map(f64::to_bits));
        }
    }

    #[test]
    fn a_place_in_words() {
        let shown = |lat, lon| Position::from_lat_lon(lat, lon).unwrap().to_string();
        assert_eq!(shown(39.786, 44.952), "39.786° N, 44.952° E");
        assert_eq!(shown(-0.5, -70.0), "0.5° S, 70° W");
        assert_eq!(shown(0.0, 0.0), "0° N, 0° E");
    }
}
