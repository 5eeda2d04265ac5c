//! Lakes, rivers, reserves: what describes where a border runs.

use time::Date;

use super::code::Code;
use super::name::{self, Name};
use super::position::Position;
use super::source::Citation;
use super::word::vocabulary;

/// The code of a [`Landmark`].
pub type LandmarkCode = Code<Landmark>;

/// A named place or line that nobody holds as such: a lake, a river, a reserve, a peak, a pass.
///
/// It never changes an answer. Borders list the landmarks they pass.
///
/// # Example
///
/// ```
/// # #[cfg(feature = "embedded")] {
/// use suzerain::Atlas;
/// use suzerain::model::LandmarkKind;
/// use time::macros::date;
///
/// let aras = Atlas::south_caucasus().landmark("aras").expect("a landmark of the atlas");
/// assert_eq!(aras.kind(), LandmarkKind::River);
/// assert_eq!(aras.name_on(date!(2000-01-01)), "Aras");
/// assert!(aras.names().iter().any(|name| name.text() == "Araz"));
/// assert!(aras.course().len() > 100 && aras.accuracy_m() == 1000.0);
/// # }
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Landmark {
    pub(crate) code: LandmarkCode,
    pub(crate) kind: LandmarkKind,
    pub(crate) names: Vec<Name>,
    pub(crate) course: Vec<Position>,
    pub(crate) accuracy_m: u32,
    pub(crate) citations: Vec<Citation>,
    pub(crate) note: Option<String>,
}

impl Landmark {
    /// Its code.
    #[must_use]
    pub fn code(&self) -> LandmarkCode {
        self.code
    }

    /// What it is.
    #[must_use]
    pub fn kind(&self) -> LandmarkKind {
        self.kind
    }

    /// All its names; at least one.
    #[must_use]
    pub fn names(&self) -> &[Name] {
        &self.names
    }

    /// The name to show on `day`: in English if it has one, otherwise in any language.
    #[must_use]
    pub fn name_on(&self, day: Date) -> &str {
        name::shown_on(&self.names, day).unwrap_or_default()
    }

    /// Where it is: one place, or the places along its course.
    #[must_use]
    pub fn course(&self) -> &[Position] {
        &self.course
    }

    /// How far the course may lie from the true one, in metres.
    #[must_use]
    pub fn accuracy_m(&self) -> f64 {
        f64::from(self.accuracy_m)
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

/// What a [`Landmark`] is.
///
/// # Example
///
/// ```
/// use suzerain::model::LandmarkKind;
///
/// assert_eq!("pass".parse::<LandmarkKind>()?, LandmarkKind::Pass);
/// assert_eq!(LandmarkKind::Lake.to_string(), "lake");
/// # Ok::<(), suzerain::error::UnknownWord>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum LandmarkKind {
    /// A lake.
    Lake,
    /// A mountain pass.
    Pass,
    /// A peak.
    Peak,
    /// A nature reserve or sanctuary.
    Reserve,
    /// A river.
    River,
}

vocabulary! {
    LandmarkKind,
    "kind of landmark",
    Lake = "lake",
    Pass = "pass",
    Peak = "peak",
    Reserve = "reserve",
    River = "river",
}
