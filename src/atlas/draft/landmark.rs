//! Landmarks as they are given.

use serde::{Deserialize, Serialize};

use super::{CitationDraft, NameDraft};
use crate::model::landmark::LandmarkKind;
use crate::model::position::Position;
use crate::model::word::Word;

/// A landmark to be added to an atlas.
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
    pub fn new(code: &str, kind: LandmarkKind, name: &str) -> Self {
        let name = NameDraft { text: name.to_owned(), lang: Some("en".to_owned()), ..NameDraft::default() };
        let properties =
            LandmarkProperties { kind: kind.word().to_owned(), names: vec![name], ..LandmarkProperties::default() };
        Self { code: code.to_owned(), properties, course: Vec::new() }
    }

    /// Where it is: a place, or the places along its course; and how far that may lie from the true one, in metres.
    #[must_use]
    pub fn course(mut self, course: &[Position], accuracy_m: f64) -> Self {
        self.course = course.iter().map(|place| [place.lon(), place.lat()]).collect();
        self.properties.accuracy_m = Some(accuracy_m);
        self
    }

    /// Who says so.
    #[must_use]
    pub fn citing(mut self, source: &str) -> Self {
        self.properties.sources.push(CitationDraft::Source(source.to_owned()));
        self
    }
}
