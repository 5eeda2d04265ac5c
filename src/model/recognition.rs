//! A polity recognises another.

use super::attestation::Attestation;
use super::polity::PolityCode;

/// The recognition of one polity by another. It is never inferred.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Recognition {
    pub(crate) by: PolityCode,
    pub(crate) of: PolityCode,
    pub(crate) attestation: Attestation,
}

impl Recognition {
    /// Who recognises.
    #[must_use]
    pub fn by(&self) -> PolityCode {
        self.by
    }

    /// Who is recognised.
    #[must_use]
    pub fn of(&self) -> PolityCode {
        self.of
    }

    /// Its dates and evidence.
    #[must_use]
    pub fn attestation(&self) -> &Attestation {
        &self.attestation
    }
}
