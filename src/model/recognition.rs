//! A polity recognises another.

use super::attestation::Attestation;
use super::polity::PolityCode;

/// The recognition of one polity by another. It is never inferred.
///
/// # Example
///
/// ```
/// # #[cfg(feature = "embedded")] {
/// use suzerain::Atlas;
///
/// let recognitions = Atlas::south_caucasus().recognitions();
/// let given = recognitions.iter().find(|it| it.by() == "ARM" && it.of() == "AZE").expect("a recognition");
/// let returned = recognitions.iter().find(|it| it.by() == "AZE" && it.of() == "ARM").expect("a recognition");
/// assert_eq!(given.attestation().period().to_string(), "since 2022-10-06");
/// assert_eq!(given.attestation(), returned.attestation());
/// # }
/// ```
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
