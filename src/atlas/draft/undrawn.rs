//! Parts of a territory that are known but not drawn, as they are given.

use serde::{Deserialize, Serialize};

use super::citation::CitationDraft;
use super::date::{DateDraft, PeriodDraft};
use super::held_by::HeldBy;

/// A part of a record's territory that others held and whose extent is not drawn; see
/// [`Statement::undrawn`](crate::build::Statement::undrawn).
///
/// Its holder is unknown unless stated, and its period is that of the record unless stated.
///
/// # Example
///
/// ```
/// use suzerain::build::{Statement, UndrawnDraft};
/// use suzerain::{Atlas, Position};
/// use time::macros::date;
/// # use suzerain::build::{PolityDraft, SourceDraft, TerritoryDraft};
/// # use suzerain::model::{PolityKind, TerritoryKind};
/// #
/// # let square = geo_types::Rect::new((10.0, 40.0), (11.0, 41.0));
/// # let valley = TerritoryDraft::new("valley", TerritoryKind::Province, "Valley").outline(square, 100.0);
/// # let valley = valley.citing("gazette");
/// # let mut builder = Atlas::builder("mine").territory(valley);
/// # for code in ["gazette", "survey"] { builder = builder.source(SourceDraft::new(code, code)); }
/// # for code in ["EAST", "WEST"] {
/// #     builder = builder.polity(PolityDraft::new(code, PolityKind::Kingdom, code).citing("gazette"));
/// # }
///
/// let villages = UndrawnDraft::new("the villages on the river").held_by("WEST").citing("gazette");
/// let held = Statement::sovereignty("valley", "EAST").from("1801").citing("gazette").undrawn(villages);
/// let atlas = builder.statement(held).build()?;
/// // Any place of the valley may lie in one of the villages.
/// let answer = atlas.controller_at(Position::from_lat_lon(40.5, 10.5)?, date!(1900-01-01));
/// assert_eq!(answer.candidates().len(), 2);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct UndrawnDraft {
    pub(crate) ground: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) holder: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) condominium: Option<Vec<String>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) contested: Option<Vec<String>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) vacant: Option<bool>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) from: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) until: Option<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) sources: Vec<CitationDraft>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) note: Option<String>,
}

impl UndrawnDraft {
    /// The part in words; by default its holder is unknown and its period that of the record.
    #[must_use]
    pub fn new(ground: &str) -> Self {
        Self { ground: ground.to_owned(), ..Self::default() }
    }

    /// Who held it.
    #[must_use]
    pub fn held_by(mut self, holder: impl Into<HeldBy>) -> Self {
        (self.holder, self.condominium, self.contested, self.vacant) = holder.into().members();
        self
    }

    /// The day they came to hold it.
    #[must_use]
    pub fn from(mut self, date: impl Into<DateDraft>) -> Self {
        self.from = Some(date.into().text);
        self
    }

    /// The day they no longer held it.
    #[must_use]
    pub fn until(mut self, date: impl Into<DateDraft>) -> Self {
        self.until = Some(date.into().text);
        self
    }

    /// When they held it.
    #[must_use]
    pub fn during(mut self, period: impl Into<PeriodDraft>) -> Self {
        PeriodDraft { from: self.from, until: self.until } = period.into();
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
