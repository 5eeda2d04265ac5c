//! What an atlas is built from: raw input, unchecked until [`AtlasBuilder::build`](super::AtlasBuilder::build).
//!
//! Drafts are also what an atlas document holds, element by element. They keep texts as they were written, so that
//! the order of calls never matters and every problem is reported with the others.

mod event;
mod landmark;
mod polity;
mod source;
mod statement;
mod territory;

use serde::{Deserialize, Serialize};

pub use event::EventDraft;
pub use landmark::LandmarkDraft;
pub(crate) use landmark::LandmarkProperties;
pub use polity::PolityDraft;
pub use source::SourceDraft;
pub use statement::Statement;
pub(crate) use statement::{RivalDateDraft, StatementFields, StatementKind};
pub use territory::TerritoryDraft;
pub(crate) use territory::TerritoryProperties;

/// One name, in a language, over a period.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct NameDraft {
    pub(crate) text: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) lang: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) from: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) until: Option<String>,
}

/// A source, or a place in one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub(crate) enum CitationDraft {
    Source(String),
    Place(PlaceDraft),
}

/// A place in a source.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct PlaceDraft {
    pub(crate) source: String,
    pub(crate) at: String,
}

/// A bond to another polity over a period.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct MembershipDraft {
    pub(crate) polity: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) from: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) until: Option<String>,
}
