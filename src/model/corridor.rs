//! A legal regime on a strip that joins two places.

use super::attestation::Attestation;
use super::polity::PolityCode;
use super::territory::TerritoryCode;

/// A corridor: a strip of the host's territory under a regime, joining two places.
///
/// It does not say who controls the strip; a control record does. That the strip touches both ends and is as wide
/// as stated is checked against its outline: as [`Corridor::drawn_width_m`] says where it is given, which allows a road
/// of 20 m to be drawn as a strip of 1 km, and otherwise as [`Corridor::width_m`] says.
///
/// # Example
///
/// ```
/// # #[cfg(feature = "embedded")] {
/// use suzerain::Atlas;
///
/// let lachin = &Atlas::south_caucasus().corridors()[0];
/// assert_eq!(lachin.territory(), "lachin-corridor-2020");
/// assert_eq!(lachin.joins(), ["ARM-1732", "artsakh-2020"]);
/// assert_eq!(lachin.host(), "AZE");
/// assert!(lachin.guarantor().is_some_and(|polity| polity == "RUS"));
/// assert_eq!(lachin.width_m(), 5000.0);
/// assert!(lachin.regime().contains("peacekeepers"));
/// # }
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Corridor {
    pub(crate) territory: TerritoryCode,
    pub(crate) joins: [TerritoryCode; 2],
    pub(crate) host: PolityCode,
    pub(crate) guarantor: Option<PolityCode>,
    pub(crate) width_m: u32,
    pub(crate) drawn_width_m: Option<u32>,
    pub(crate) regime: String,
    pub(crate) attestation: Attestation,
}

impl Corridor {
    /// The strip.
    #[must_use]
    pub fn territory(&self) -> TerritoryCode {
        self.territory
    }

    /// The two places it joins.
    #[must_use]
    pub fn joins(&self) -> [TerritoryCode; 2] {
        self.joins
    }

    /// The polity whose territory it crosses.
    #[must_use]
    pub fn host(&self) -> PolityCode {
        self.host
    }

    /// The polity that keeps it open.
    #[must_use]
    pub fn guarantor(&self) -> Option<PolityCode> {
        self.guarantor
    }

    /// The width that its regime states, in metres.
    #[must_use]
    pub fn width_m(&self) -> f64 {
        f64::from(self.width_m)
    }

    /// The width of the strip as it is drawn, in metres, where the real way is narrower than can be drawn.
    #[must_use]
    pub fn drawn_width_m(&self) -> Option<f64> {
        self.drawn_width_m.map(f64::from)
    }

    /// What the regime is.
    #[must_use]
    pub fn regime(&self) -> &str {
        &self.regime
    }

    /// Its dates and evidence.
    #[must_use]
    pub fn attestation(&self) -> &Attestation {
        &self.attestation
    }
}
