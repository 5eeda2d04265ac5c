//! Parts of a territory that are known but not drawn, as they are given.

use serde::{Deserialize, Serialize};

use super::{CitationDraft, PlaceDraft};

/// A part of a record's territory that others held and whose extent is not drawn; see
/// [`Statement::undrawn`](crate::Statement::undrawn).
///
/// Its holder is unknown unless stated, and its period is that of the record unless stated.
///
/// # Example
///
/// ```
/// use suzerain::{Statement, UndrawnDraft};
///
/// let villages = UndrawnDraft::new("the villages on the river").held_by("WEST").citing("gazette");
/// let held = Statement::sovereignty("valley", "EAST").from("1801").citing("gazette").undrawn(villages);
/// # let _ = held;
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
    /// The part in words, held by somebody unknown over the period of the record.
    #[must_use]
    pub fn new(ground: &str) -> Self {
        Self { ground: ground.to_owned(), ..Self::default() }
    }

    /// The polity that held it.
    #[must_use]
    pub fn held_by(mut self, polity: &str) -> Self {
        self.holder = Some(polity.to_owned());
        self
    }

    /// The day from which it was so held (EDTF).
    #[must_use]
    pub fn from(mut self, date: &str) -> Self {
        self.from = Some(date.to_owned());
        self
    }

    /// The day from which it was no longer so held (EDTF).
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

    /// Who says so, and where.
    #[must_use]
    pub fn citing_at(mut self, source: &str, at: &str) -> Self {
        self.sources.push(CitationDraft::Place(PlaceDraft { source: source.to_owned(), at: at.to_owned() }));
        self
    }

    /// A remark.
    #[must_use]
    pub fn note(mut self, note: &str) -> Self {
        self.note = Some(note.to_owned());
        self
    }
}
