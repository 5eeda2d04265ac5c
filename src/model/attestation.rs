//! What every dated fact carries: its period, the events that began and ended it, and its sources.

use super::date::Period;
use super::event::EventCode;
use super::source::{Citation, Confidence};

/// The dates and the evidence of one fact.
///
/// There is no fact without a source: [`Attestation::citations`] is never empty.
///
/// # Example
///
/// ```
/// # #[cfg(feature = "embedded")] {
/// use suzerain::{Atlas, Confidence};
///
/// let corridor = &Atlas::south_caucasus().corridors()[0];
/// let attestation = corridor.attestation();
/// assert_eq!(attestation.period().to_string(), "2020-12-01 to 2022-08-26");
/// assert!(attestation.began().is_some_and(|event| event == "handover-lachin-2020"));
/// assert!(attestation.citations().iter().any(|it| it.source() == "trilateral-statement-2020"));
/// assert_eq!(attestation.confidence(), Some(Confidence::High));
/// # }
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Attestation {
    pub(crate) period: Period,
    pub(crate) began: Option<EventCode>,
    pub(crate) ended: Option<EventCode>,
    pub(crate) citations: Vec<Citation>,
    pub(crate) confidence: Option<Confidence>,
    pub(crate) note: Option<String>,
}

impl Attestation {
    /// When the fact held.
    #[must_use]
    pub fn period(&self) -> Period {
        self.period
    }

    /// The event that began it.
    #[must_use]
    pub fn began(&self) -> Option<EventCode> {
        self.began
    }

    /// The event that ended it.
    #[must_use]
    pub fn ended(&self) -> Option<EventCode> {
        self.ended
    }

    /// The sources, at least one.
    #[must_use]
    pub fn citations(&self) -> &[Citation] {
        &self.citations
    }

    /// How far the sources can be trusted; `None` where nobody stated it, which is not the same as high.
    #[must_use]
    pub fn confidence(&self) -> Option<Confidence> {
        self.confidence
    }

    /// A remark.
    #[must_use]
    pub fn note(&self) -> Option<&str> {
        self.note.as_deref()
    }
}
