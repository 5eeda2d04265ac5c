//! Territories as they are given.

use geo_types::MultiPolygon;
use serde::{Deserialize, Serialize};

use super::{CitationDraft, NameDraft, OutlineDraft};
use crate::model::territory::TerritoryKind;
use crate::model::word::Word;

/// A territory to be added to an atlas.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct TerritoryDraft {
    pub(crate) code: String,
    pub(crate) properties: TerritoryProperties,
    pub(crate) outline: Option<OutlineDraft>,
}

/// The properties of a territory's GeoJSON feature.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct TerritoryProperties {
    pub(crate) kind: String,
    #[serde(default)]
    pub(crate) names: Vec<NameDraft>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) within: Option<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) parts: Vec<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) accuracy_m: Option<f64>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) drawn: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) from: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) until: Option<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) sources: Vec<CitationDraft>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) note: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) layer: Option<String>,
}

impl TerritoryDraft {
    /// A territory with this code, kind and English name.
    #[must_use]
    pub fn new(code: &str, kind: TerritoryKind, name: &str) -> Self {
        let properties = TerritoryProperties { kind: kind.word().to_owned(), ..TerritoryProperties::default() };
        Self { code: code.to_owned(), properties, outline: None }.name(name, "en")
    }

    /// A further name in a language (BCP 47).
    #[must_use]
    pub fn name(mut self, text: &str, language: &str) -> Self {
        let name = NameDraft { text: text.to_owned(), lang: Some(language.to_owned()), ..NameDraft::default() };
        self.properties.names.push(name);
        self
    }

    /// Its own outline, in degrees with x the longitude, and how far that may lie from the true line, in metres.
    #[must_use]
    pub fn outline(mut self, outline: impl Into<MultiPolygon<f64>>, accuracy_m: f64) -> Self {
        let outline: MultiPolygon<f64> = outline.into();
        let rings = outline.iter().flat_map(|polygon| std::iter::once(polygon.exterior()).chain(polygon.interiors()));
        let rings = rings.map(|ring| ring.coords().map(|c| [c.x, c.y]).collect());
        self.outline = Some(OutlineDraft::Degrees(rings.collect()));
        self.properties.accuracy_m = Some(accuracy_m);
        self
    }

    /// How far its outline may lie from the true line, in metres.
    #[cfg(feature = "import")]
    pub(crate) fn accuracy_m(mut self, accuracy_m: f64) -> Self {
        self.properties.accuracy_m = Some(accuracy_m);
        self
    }

    /// How its outline was made.
    #[must_use]
    pub fn drawn(mut self, how: &str) -> Self {
        self.properties.drawn = Some(how.to_owned());
        self
    }

    /// It is composed of these territories.
    #[must_use]
    pub fn parts(mut self, codes: &[&str]) -> Self {
        self.properties.parts.extend(codes.iter().map(|&code| code.to_owned()));
        self
    }

    /// It lies within this territory.
    #[must_use]
    pub fn within(mut self, code: &str) -> Self {
        self.properties.within = Some(code.to_owned());
        self
    }

    /// When it existed as such (EDTF bounds).
    #[must_use]
    pub fn existing(mut self, from: Option<&str>, until: Option<&str>) -> Self {
        self.properties.from = from.map(str::to_owned);
        self.properties.until = until.map(str::to_owned);
        self
    }

    /// The layer of the atlas that it belongs to, where it has [several](crate::AtlasBuilder::precedence).
    #[must_use]
    pub fn layer(mut self, name: &str) -> Self {
        self.properties.layer = Some(name.to_owned());
        self
    }

    /// Who says so.
    #[must_use]
    pub fn citing(mut self, source: &str) -> Self {
        self.properties.sources.push(CitationDraft::Source(source.to_owned()));
        self
    }
}
