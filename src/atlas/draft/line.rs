//! Stretches of outlines with an accuracy of their own, as they are given.

use serde::Serialize;

use super::citation::CitationDraft;
use crate::model::position::Position;

/// The accuracy of a stretch of outlines, to be added to an atlas.
///
/// # Example
///
/// ```
/// use suzerain::Position;
/// use suzerain::build::LineDraft;
///
/// let course = [Position::from_lon_lat(11.0, 40.0)?, Position::from_lon_lat(11.0, 41.0)?];
/// let surveyed = LineDraft::new(&course, 10.0).citing_at("survey", "sheet 4");
/// # let _ = surveyed;
/// # Ok::<(), suzerain::error::InvalidPosition>(())
/// ```
#[derive(Debug, Clone, PartialEq, Default, Serialize)]
pub struct LineDraft {
    pub(crate) coordinates: Vec<[f64; 2]>,
    pub(crate) accuracy_m: Option<f64>,
    pub(crate) sources: Vec<CitationDraft>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) note: Option<String>,
}

impl LineDraft {
    /// The stretch along these vertices, and how far it may lie from the true line, in metres.
    ///
    /// [`AtlasBuilder::build`](crate::AtlasBuilder::build) reports pairs of neighbours that are no edge of an outline.
    #[must_use]
    pub fn new(course: &[Position], accuracy_m: f64) -> Self {
        let coordinates = course.iter().map(|place| [place.lon(), place.lat()]).collect();
        Self { coordinates, accuracy_m: Some(accuracy_m), ..Self::default() }
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
