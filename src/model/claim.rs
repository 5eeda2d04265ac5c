//! A polity claims a territory.

use super::attestation::Attestation;
use super::polity::PolityCode;
use super::territory::TerritoryCode;

/// A claim of a polity to a territory. It never changes who holds it.
///
/// # Example
///
/// ```
/// # #[cfg(feature = "embedded")] {
/// use suzerain::Atlas;
///
/// // The province of Lori after the First World War.
/// let claims = Atlas::south_caucasus().claims().iter().filter(|claim| claim.territory() == "ARM-1674");
/// let claims: Vec<String> =
///     claims.map(|claim| format!("{}, {}", claim.polity(), claim.attestation().period())).collect();
/// assert_eq!(claims, ["ARM-1918, 1918-05-28 to 1920-12-02", "DRG, 1918-05-26 to 1921-02-25"]);
/// # }
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Claim {
    pub(crate) polity: PolityCode,
    pub(crate) territory: TerritoryCode,
    pub(crate) attestation: Attestation,
}

impl Claim {
    /// Who claims.
    #[must_use]
    pub fn polity(&self) -> PolityCode {
        self.polity
    }

    /// What is claimed.
    #[must_use]
    pub fn territory(&self) -> TerritoryCode {
        self.territory
    }

    /// Its dates and evidence.
    #[must_use]
    pub fn attestation(&self) -> &Attestation {
        &self.attestation
    }
}
