//! Polities as they are given.

use serde::{Deserialize, Serialize};

use super::{CitationDraft, MembershipDraft, NameDraft};
use crate::model::polity::PolityKind;
use crate::model::word::Word;

/// A polity to be added to an atlas.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PolityDraft {
    pub(crate) code: String,
    pub(crate) kind: String,
    #[serde(default)]
    pub(crate) names: Vec<NameDraft>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) from: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) until: Option<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) part_of: Vec<MembershipDraft>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) patrons: Vec<MembershipDraft>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) successors: Vec<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) sources: Vec<CitationDraft>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) note: Option<String>,
}

impl PolityDraft {
    /// A polity with this code, kind and English name.
    #[must_use]
    pub fn new(code: &str, kind: PolityKind, name: &str) -> Self {
        Self { code: code.to_owned(), kind: kind.word().to_owned(), ..Self::default() }.name(name, "en", None, None)
    }

    /// A further name in a language (BCP 47), over a period (EDTF bounds).
    #[must_use]
    pub fn name(mut self, text: &str, language: &str, from: Option<&str>, until: Option<&str>) -> Self {
        self.names.push(NameDraft {
            text: text.to_owned(),
            lang: Some(language.to_owned()),
            from: from.map(str::to_owned),
            until: until.map(str::to_owned),
        });
        self
    }

    /// The day it came into being (EDTF).
    #[must_use]
    pub fn from(mut self, date: &str) -> Self {
        self.from = Some(date.to_owned());
        self
    }

    /// The day it ceased to be (EDTF).
    #[must_use]
    pub fn until(mut self, date: &str) -> Self {
        self.until = Some(date.to_owned());
        self
    }

    /// It was part of another polity, over a period (EDTF bounds).
    #[must_use]
    pub fn part_of(mut self, polity: &str, from: Option<&str>, until: Option<&str>) -> Self {
        self.part_of.push(membership(polity, from, until));
        self
    }

    /// It depended on another polity, over a period (EDTF bounds).
    #[must_use]
    pub fn patron(mut self, polity: &str, from: Option<&str>, until: Option<&str>) -> Self {
        self.patrons.push(membership(polity, from, until));
        self
    }

    /// Who says so.
    #[must_use]
    pub fn citing(mut self, source: &str) -> Self {
        self.sources.push(CitationDraft::Source(source.to_owned()));
        self
    }
}

fn membership(polity: &str, from: Option<&str>, until: Option<&str>) -> MembershipDraft {
    MembershipDraft { polity: polity.to_owned(), from: from.map(str::to_owned), until: until.map(str::to_owned) }
}
