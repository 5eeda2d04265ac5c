//! Citations as they are given.

use std::fmt;

use serde::de::value::MapAccessDeserializer;
use serde::de::{MapAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize};

/// A source, or a place in one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(untagged)]
pub(crate) enum CitationDraft {
    Source(String),
    Location(PlaceDraft),
}

impl<'de> Deserialize<'de> for CitationDraft {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        // By hand, so that a problem names the member it is in.
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
                PlaceDraft::deserialize(MapAccessDeserializer::new(members)).map(CitationDraft::Location)
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

impl CitationDraft {
    pub(super) fn source(code: &str) -> Self {
        Self::Source(code.to_owned())
    }

    pub(super) fn place(code: &str, at: &str) -> Self {
        Self::Location(PlaceDraft { source: code.to_owned(), at: at.to_owned() })
    }
}
