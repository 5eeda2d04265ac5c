//! What an atlas is built from: raw input, unchecked until [`AtlasBuilder::build`](super::AtlasBuilder::build).
//!
//! Drafts are also what an atlas document holds, element by element. They keep texts as they were written, so that
//! the order of calls never matters and every problem is reported with the others.

mod event;
mod landmark;
mod line;
mod outline;
mod polity;
mod source;
mod statement;
mod territory;
mod undrawn;

use std::fmt;

use serde::de::value::MapAccessDeserializer;
use serde::de::{MapAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize};

pub use event::EventDraft;
pub use landmark::LandmarkDraft;
pub(crate) use landmark::LandmarkProperties;
pub use line::LineDraft;
pub(crate) use outline::OutlineDraft;
pub use polity::PolityDraft;
pub use source::SourceDraft;
pub use statement::Statement;
pub(crate) use statement::{RivalDateDraft, StatementFields, StatementKind};
pub use territory::TerritoryDraft;
pub(crate) use territory::TerritoryProperties;
pub use undrawn::UndrawnDraft;

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
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(untagged)]
pub(crate) enum CitationDraft {
    Source(String),
    Place(PlaceDraft),
}

impl<'de> Deserialize<'de> for CitationDraft {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        // By hand, so that a fault is told at its member.
        struct Citation;
        impl<'de> Visitor<'de> for Citation {
            type Value = CitationDraft;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a source code, or an object with 'source' and 'at'")
            }

            fn visit_str<E>(self, source: &str) -> Result<CitationDraft, E> {
                Ok(CitationDraft::Source(source.to_owned()))
            }

            fn visit_map<A: MapAccess<'de>>(self, members: A) -> Result<CitationDraft, A::Error> {
                PlaceDraft::deserialize(MapAccessDeserializer::new(members)).map(CitationDraft::Place)
            }
        }
        deserializer.deserialize_any(Citation)
    }
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
