//! Parts of a territory that others held and whose extent is not drawn.

use super::control::Holding;
use super::date::Period;
use super::source::Citation;

/// A part of a record's territory that somebody else held, known in words only.
///
/// The outline of the part is not drawn, so any place in the territory may lie in it: during its period, its
/// holder is a candidate beside the holder of the record.
///
/// # Example
///
/// ```
/// # #[cfg(feature = "embedded")] {
/// use suzerain::Atlas;
///
/// let records = Atlas::south_caucasus().records();
/// let part = records.iter().flat_map(|it| it.undrawn()).find(|it| it.ground() == "Gushchular").expect("a part");
/// assert_eq!(part.holding().map(ToString::to_string).as_deref(), Some("AZE"));
/// assert_eq!(part.period().to_string(), "1991-09-02 to [1992-02-10..1992-02-12]");
/// assert!(!part.citations().is_empty());
/// # }
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Undrawn {
    pub(crate) ground: String,
    pub(crate) holding: Option<Holding>,
    pub(crate) period: Period,
    pub(crate) citations: Vec<Citation>,
    pub(crate) note: Option<String>,
}

impl Undrawn {
    /// The part in words, such as "the villages of Askeran and Martuni".
    #[must_use]
    pub fn ground(&self) -> &str {
        &self.ground
    }

    /// Who held it; `None` where that is not known.
    #[must_use]
    pub fn holding(&self) -> Option<&Holding> {
        self.holding.as_ref()
    }

    /// When it was held by them: within the period of the record, and equal to it unless stated otherwise.
    #[must_use]
    pub fn period(&self) -> Period {
        self.period
    }

    /// The sources, at least one.
    #[must_use]
    pub fn citations(&self) -> &[Citation] {
        &self.citations
    }

    /// A remark.
    #[must_use]
    pub fn note(&self) -> Option<&str> {
        self.note.as_deref()
    }
}
