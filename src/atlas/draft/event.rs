//! Events as they are given.

use serde::{Deserialize, Serialize};

use super::CitationDraft;
use crate::model::event::EventKind;
use crate::model::word::Word;

/// An event to be added to an atlas.
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
    /// An event that happened on `date` (EDTF).
    #[must_use]
    pub fn new(code: &str, kind: EventKind, name: &str, date: &str) -> Self {
        Self {
            code: code.to_owned(),
            kind: kind.word().to_owned(),
            name: name.to_owned(),
            from: Some(date.to_owned()),
            ..Self::default()
        }
    }

    /// The day after its last, for an event of some length.
    #[must_use]
    pub fn until(mut self, date: &str) -> Self {
        self.until = Some(date.to_owned());
        self
    }

    /// Who says so.
    #[must_use]
    pub fn citing(mut self, source: &str) -> Self {
        self.sources.push(CitationDraft::Source(source.to_owned()));
        self
    }
}
