//! How far two polities have settled their border.

use super::attestation::Attestation;
use super::polity::PolityCode;
use super::territory::TerritoryCode;
use super::word::vocabulary;

/// How far the border between two polities is settled, over a period: all of it, or where it runs along some territories.
///
/// # Example
///
/// ```
/// # #[cfg(feature = "embedded")] {
/// use suzerain::Atlas;
/// use suzerain::model::Stage;
///
/// let stages = Atlas::south_caucasus().border_stages();
/// let marked = stages.iter().find(|it| it.stage() == Stage::Demarcated).expect("a stage");
/// assert_eq!(marked.between(), ["ARM", "AZE"]);
/// assert_eq!(marked.along(), ["four-qazax-villages"]);
/// assert_eq!(marked.attestation().period().to_string(), "since [2024-04-23..2024-05-15]");
/// # }
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct BorderStage {
    pub(crate) between: [PolityCode; 2],
    pub(crate) along: Vec<TerritoryCode>,
    pub(crate) stage: Stage,
    pub(crate) attestation: Attestation,
}

impl BorderStage {
    /// The two polities.
    #[must_use]
    pub fn between(&self) -> [PolityCode; 2] {
        self.between
    }

    /// The territories along which the stage applies; empty if it applies to the whole border.
    #[must_use]
    pub fn along(&self) -> &[TerritoryCode] {
        &self.along
    }

    /// How far it is settled.
    #[must_use]
    pub fn stage(&self) -> Stage {
        self.stage
    }

    /// Its dates and evidence.
    #[must_use]
    pub fn attestation(&self) -> &Attestation {
        &self.attestation
    }
}

/// How far a border is settled.
///
/// # Example
///
/// ```
/// use suzerain::model::Stage;
///
/// assert_eq!("delimited".parse::<Stage>()?, Stage::Delimited);
/// assert!(Stage::Allocated < Stage::Delimited && Stage::Delimited < Stage::Demarcated);
/// # Ok::<(), suzerain::error::UnknownWord>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[expect(clippy::exhaustive_enums, reason = "the three stages of border making")]
pub enum Stage {
    /// Agreed in words.
    Allocated,
    /// Drawn on a map.
    Delimited,
    /// Marked on the ground.
    Demarcated,
}

vocabulary! {
    Stage,
    "stage of a border",
    Allocated = "allocated",
    Delimited = "delimited",
    Demarcated = "demarcated",
}
