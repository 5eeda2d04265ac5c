//! Stretches of outlines with an accuracy of their own.

use super::position::Position;
use super::source::Citation;

/// How accurate a stretch of outlines is.
///
/// The stretch follows edges of outlines. An edge that lies on no such stretch is as accurate as the better of the
/// outlines that share it; see [`Territory::accuracy_m`](crate::Territory::accuracy_m).
///
/// # Example
///
/// ```
/// # #[cfg(feature = "embedded")] {
/// use suzerain::Atlas;
///
/// let lines = Atlas::south_caucasus().lines();
/// let rough: Vec<_> = lines.iter().filter(|line| line.accuracy_m() >= 1000.0).collect();
/// assert!(!rough.is_empty());
/// assert!(rough.iter().all(|line| line.course().len() >= 2 && !line.citations().is_empty()));
/// # }
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct LineAccuracy {
    pub(crate) course: Vec<Position>,
    pub(crate) accuracy_m: u32,
    pub(crate) citations: Vec<Citation>,
    pub(crate) note: Option<String>,
}

impl LineAccuracy {
    /// The vertices of the stretch, at least two; each pair of neighbours is an edge of an outline.
    #[must_use]
    pub fn course(&self) -> &[Position] {
        &self.course
    }

    /// How far the stretch may lie from the true line, in metres.
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
