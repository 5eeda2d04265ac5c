//! A polity claims a territory.

use super::attestation::Attestation;
use super::polity::PolityCode;
use super::territory::TerritoryCode;

/// A claim of a polity to a territory. It never changes who holds it.
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
