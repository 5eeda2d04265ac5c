//! A force that stands in a territory beside an administration.

use super::attestation::Attestation;
use super::polity::PolityCode;
use super::territory::TerritoryCode;

/// The presence of a polity's force on a territory that another administers.
///
/// One force never has a control and a presence in the same place at the same time.
///
/// # Example
///
/// ```
/// # #[cfg(feature = "embedded")] {
/// use suzerain::Atlas;
///
/// let presences = Atlas::south_caucasus().presences();
/// let in_iran = presences.iter().find(|presence| presence.territory() == "IRN-3237").expect("a presence");
/// assert_eq!((in_iran.polity().as_str(), in_iran.force()), ("SUN", "Soviet forces"));
/// assert!(in_iran.attestation().ended().is_some_and(|event| event == "soviet-leave-iran-1946"));
/// # }
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Presence {
    pub(crate) polity: PolityCode,
    pub(crate) territory: TerritoryCode,
    pub(crate) force: String,
    pub(crate) attestation: Attestation,
}

impl Presence {
    /// Whose force it is.
    #[must_use]
    pub fn polity(&self) -> PolityCode {
        self.polity
    }

    /// The territory where it stands.
    #[must_use]
    pub fn territory(&self) -> TerritoryCode {
        self.territory
    }

    /// What the force is called.
    #[must_use]
    pub fn force(&self) -> &str {
        &self.force
    }

    /// Its dates and evidence.
    #[must_use]
    pub fn attestation(&self) -> &Attestation {
        &self.attestation
    }
}
