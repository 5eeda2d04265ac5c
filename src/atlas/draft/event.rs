//! Events as they are given.

use serde::{Deserialize, Serialize};

use time::Date;

use super::citation::CitationDraft;
use super::date::DateDraft;
use crate::model::date::UncertainDate;
use crate::model::event::EventKind;
use crate::model::source::Confidence;

/// An event to be added to an atlas.
///
/// # Example
///
/// ```
/// use suzerain::Atlas;
/// use suzerain::build::{EventDraft, SourceDraft};
/// use suzerain::model::EventKind;
/// use time::macros::date;
///
/// let treaty = EventDraft::new("gulistan", EventKind::Treaty, "Treaty of Gulistan", date!(1813-10-24))
///     .old_style(date!(1813-10-12))
///     .citing_at("psz", "vol. 32, no. 25466");
/// let laws = SourceDraft::new("psz", "Complete Collection of Laws of the Russian Empire");
/// let atlas = Atlas::builder("mine").source(laws).event(treaty).build()?;
/// let treaty = atlas.event("gulistan").expect("it was added");
/// assert_eq!(treaty.to_string(), "Treaty of Gulistan (1813-10-24; 1813-10-12 Old Style)");
/// # Ok::<(), suzerain::build::BuildReport>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EventDraft {
    pub(crate) code: String,
    pub(crate) kind: String,
    pub(crate) name: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) from: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) until: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) old_style: Option<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) sources: Vec<CitationDraft>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) confidence: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) note: Option<String>,
}

impl EventDraft {
    /// An event that happened on this date.
    #[must_use]
    pub fn new(code: impl AsRef<str>, kind: EventKind, name: &str, date: impl Into<DateDraft>) -> Self {
        Self {
            code: code.as_ref().to_owned(),
            kind: kind.to_string(),
            name: name.to_owned(),
            from: Some(date.into().text),
            ..Self::default()
        }
    }

    /// The day after its last, for an event that lasted.
    #[must_use]
    pub fn until(mut self, date: impl Into<DateDraft>) -> Self {
        self.until = Some(date.into().text);
        self
    }

    /// Its day in the Julian calendar, where a source has it: the digits as they stand there.
    #[must_use]
    pub fn old_style(mut self, digits: Date) -> Self {
        self.old_style = Some(UncertainDate::from(digits).to_string());
        self
    }

    /// A source that says so.
    #[must_use]
    pub fn citing(mut self, source: impl AsRef<str>) -> Self {
        self.sources.push(CitationDraft::source(source.as_ref()));
        self
    }

    /// A source that says so, and the page, section or row in it.
    #[must_use]
    pub fn citing_at(mut self, source: impl AsRef<str>, at: &str) -> Self {
        self.sources.push(CitationDraft::place(source.as_ref(), at));
        self
    }

    /// How far the sources can be trusted.
    #[must_use]
    pub fn confidence(mut self, confidence: Confidence) -> Self {
        self.confidence = Some(confidence.to_string());
        self
    }

    /// A remark.
    #[must_use]
    pub fn note(mut self, note: &str) -> Self {
        self.note = Some(note.to_owned());
        self
    }
}
