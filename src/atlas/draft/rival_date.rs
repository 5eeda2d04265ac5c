//! Rival dates as they are given.

use serde::{Deserialize, Serialize};

use super::citation::CitationDraft;
use super::date::DateDraft;
use crate::model::record::Bound;

/// A date that another source gives for one end of a record; see
/// [`Statement::rival_date`](crate::build::Statement::rival_date).
///
/// # Example
///
/// ```
/// use suzerain::build::{RivalDateDraft, Statement};
/// use suzerain::model::Bound;
///
/// let earlier = RivalDateDraft::new(Bound::From, "1918-03-28").citing_at("survey", "p. 7").note("Old Style?");
/// let held = Statement::sovereignty("valley", "EAST").from("1918-04").citing("gazette").rival_date(earlier);
/// # let _ = held;
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RivalDateDraft {
    pub(crate) bound: String,
    pub(crate) date: String,
    #[serde(default)]
    pub(crate) sources: Vec<CitationDraft>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) note: Option<String>,
}

impl RivalDateDraft {
    /// Another date for this end of the record.
    #[must_use]
    pub fn new(bound: Bound, date: impl Into<DateDraft>) -> Self {
        Self { bound: bound.to_string(), date: date.into().text, sources: Vec::new(), note: None }
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

    /// A remark.
    #[must_use]
    pub fn note(mut self, note: &str) -> Self {
        self.note = Some(note.to_owned());
        self
    }
}
