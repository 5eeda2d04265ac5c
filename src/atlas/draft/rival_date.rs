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
/// use suzerain::Atlas;
/// use suzerain::build::{RivalDateDraft, Statement};
/// use suzerain::model::Bound;
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
/// let earlier = RivalDateDraft::new(Bound::From, "1918-03-28").citing_at("survey", "p. 7").note("Old Style?");
/// let held = Statement::sovereignty("valley", "EAST").from("1918-04").citing("gazette").rival_date(earlier);
/// let atlas = builder.statement(held).build()?;
/// assert_eq!(atlas.records()[0].rival_dates()[0].date().to_string(), "1918-03-28");
/// # Ok::<(), suzerain::build::BuildReport>(())
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
