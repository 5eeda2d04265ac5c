//! Landmarks as they are given.

use serde::{Deserialize, Serialize};

use super::citation::CitationDraft;
use super::date::PeriodDraft;
use super::name::NameDraft;
use crate::model::landmark::LandmarkKind;
use crate::model::position::Position;

/// A landmark to be added to an atlas.
///
/// # Example
///
/// ```
/// use suzerain::build::{LandmarkDraft, SourceDraft};
/// use suzerain::model::LandmarkKind;
/// use suzerain::{Atlas, Position};
///
/// let lake = LandmarkDraft::new("lake", LandmarkKind::Lake, "Long Lake")
///     .course(&[Position::from_lat_lon(40.5, 10.5)?], 250.0)
///     .citing("survey");
/// let atlas = Atlas::builder("mine").source(SourceDraft::new("survey", "Survey")).landmark(lake).build()?;
/// assert_eq!(atlas.landmark("lake").map(|lake| lake.accuracy_m()), Some(250.0));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, PartialEq, Default)]
pub struct LandmarkDraft {
    pub(crate) code: String,
    pub(crate) properties: LandmarkProperties,
    pub(crate) course: Vec<[f64; 2]>,
}

/// The properties of a landmark's GeoJSON feature.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct LandmarkProperties {
    pub(crate) kind: String,
    #[serde(default)]
    pub(crate) names: Vec<NameDraft>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) accuracy_m: Option<f64>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) sources: Vec<CitationDraft>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) note: Option<String>,
}

impl LandmarkDraft {
    /// A landmark with this code, kind and English name.
    #[must_use]
    pub fn new(code: impl AsRef<str>, kind: LandmarkKind, name: &str) -> Self {
        let properties = LandmarkProperties { kind: kind.to_string(), ..LandmarkProperties::default() };
        Self { code: code.as_ref().to_owned(), properties, course: Vec::new() }.name(name, "en")
    }

    /// A further name in a language (BCP 47).
    #[must_use]
    pub fn name(self, text: &str, language: &str) -> Self {
        self.name_during(text, language, ..)
    }

    /// A name in a language (BCP 47) over a period.
    #[must_use]
    pub fn name_during(mut self, text: &str, language: &str, period: impl Into<PeriodDraft>) -> Self {
        self.properties.names.push(NameDraft::new(text, language, period.into()));
        self
    }

    /// Where it is: one position, or the positions along its course; and how far that may lie from the true one, in
    /// metres.
    #[must_use]
    pub fn course(mut self, course: &[Position], accuracy_m: f64) -> Self {
        self.course = course.iter().map(|place| [place.lon(), place.lat()]).collect();
        self.properties.accuracy_m = Some(accuracy_m);
        self
    }

    /// A source that says so.
    #[must_use]
    pub fn citing(mut self, source: impl AsRef<str>) -> Self {
        self.properties.sources.push(CitationDraft::source(source.as_ref()));
        self
    }

    /// A source that says so, and the page, section or row in it.
    #[must_use]
    pub fn citing_at(mut self, source: impl AsRef<str>, at: &str) -> Self {
        self.properties.sources.push(CitationDraft::place(source.as_ref(), at));
        self
    }

    /// A remark.
    #[must_use]
    pub fn note(mut self, note: &str) -> Self {
        self.properties.note = Some(note.to_owned());
        self
    }
}
