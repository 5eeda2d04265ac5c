//! Stretches of outlines with an accuracy of their own, as they are given.

use serde::Serialize;

use super::citation::CitationDraft;
use crate::model::position::Position;

/// The accuracy of a stretch of outlines, to be added to an atlas.
///
/// # Example
///
/// ```
/// use suzerain::build::LineDraft;
/// use suzerain::{Atlas, Position};
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
/// let course = [Position::from_lon_lat(11.0, 40.0)?, Position::from_lon_lat(11.0, 41.0)?];
/// let surveyed = LineDraft::new(&course, 10.0).citing_at("survey", "sheet 4");
/// let atlas = builder.line(surveyed).build()?;
/// assert_eq!(atlas.lines()[0].accuracy_m(), 10.0);
/// # Ok::<(), Box<dyn std::error::Error>>(())
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
