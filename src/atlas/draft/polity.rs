//! Polities as they are given.

use serde::{Deserialize, Serialize};

use super::citation::CitationDraft;
use super::date::{DateDraft, PeriodDraft};
use super::membership::MembershipDraft;
use super::name::NameDraft;
use crate::model::polity::PolityKind;

/// A polity to be added to an atlas.
///
/// # Example
///
/// ```
/// use suzerain::Atlas;
/// use suzerain::build::PolityDraft;
/// use suzerain::model::PolityKind;
///
/// let georgia = PolityDraft::new("GEO-SSR", PolityKind::UnionRepublic, "Georgian SSR")
///     .name("საქართველოს სსრ", "ka")
///     .during("1921-02-25".."1991-04-09")
///     .part_of("USSR", "1922-12-30"..)
///     .successor("GEO")
///     .citing("gazette");
/// # use suzerain::build::SourceDraft;
/// # let other = |code| PolityDraft::new(code, PolityKind::Union, code).citing("gazette");
/// # let builder = Atlas::builder("mine").source(SourceDraft::new("gazette", "Gazette"));
/// # let builder = builder.polity(other("USSR")).polity(other("GEO"));
/// let atlas = builder.polity(georgia).build()?;
/// let georgia = atlas.polity("GEO-SSR").expect("it was added");
/// assert_eq!(georgia.period().to_string(), "1921-02-25 to 1991-04-09");
/// assert_eq!(georgia.part_of()[0].polity(), "USSR");
/// # Ok::<(), suzerain::build::BuildReport>(())
/// ```
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
    pub fn new(code: impl AsRef<str>, kind: PolityKind, name: &str) -> Self {
        Self { code: code.as_ref().to_owned(), kind: kind.to_string(), ..Self::default() }.name(name, "en")
    }

    /// A further name in a language (BCP 47).
    #[must_use]
    pub fn name(self, text: &str, language: &str) -> Self {
        self.name_during(text, language, ..)
    }

    /// A name in a language (BCP 47) over a period.
    #[must_use]
    pub fn name_during(mut self, text: &str, language: &str, period: impl Into<PeriodDraft>) -> Self {
        self.names.push(NameDraft::new(text, language, period.into()));
        self
    }

    /// The day it came into being.
    #[must_use]
    pub fn from(mut self, date: impl Into<DateDraft>) -> Self {
        self.from = Some(date.into().text);
        self
    }

    /// The day it ceased to exist.
    #[must_use]
    pub fn until(mut self, date: impl Into<DateDraft>) -> Self {
        self.until = Some(date.into().text);
        self
    }

    /// When it existed.
    #[must_use]
    pub fn during(mut self, period: impl Into<PeriodDraft>) -> Self {
        PeriodDraft { from: self.from, until: self.until } = period.into();
        self
    }

    /// It was part of another polity over a period.
    #[must_use]
    pub fn part_of(mut self, polity: impl AsRef<str>, period: impl Into<PeriodDraft>) -> Self {
        self.part_of.push(MembershipDraft::new(polity.as_ref(), period.into()));
        self
    }

    /// It depended on another polity over a period.
    #[must_use]
    pub fn patron(mut self, polity: impl AsRef<str>, period: impl Into<PeriodDraft>) -> Self {
        self.patrons.push(MembershipDraft::new(polity.as_ref(), period.into()));
        self
    }

    /// A polity that succeeded it.
    #[must_use]
    pub fn successor(mut self, polity: impl AsRef<str>) -> Self {
        self.successors.push(polity.as_ref().to_owned());
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

    /// A remark.
    #[must_use]
    pub fn note(mut self, note: &str) -> Self {
        self.note = Some(note.to_owned());
        self
    }
}
