//! Territories as they are given.

use geo_types::{LineString, MultiPolygon, Polygon};
use serde::{Deserialize, Serialize};

use super::citation::CitationDraft;
use super::date::{DateDraft, PeriodDraft};
use super::held_by::codes;
use super::name::NameDraft;
use super::outline::OutlineDraft;
use crate::model::territory::TerritoryKind;

/// A territory to be added to an atlas.
///
/// # Example
///
/// ```
/// use geo_types::polygon;
/// use suzerain::Atlas;
/// use suzerain::build::{SourceDraft, TerritoryDraft};
/// use suzerain::model::TerritoryKind;
///
/// let square = polygon![(x: 10.0, y: 40.0), (x: 11.0, y: 40.0), (x: 11.0, y: 41.0), (x: 10.0, y: 41.0)];
/// let valley = TerritoryDraft::new("valley", TerritoryKind::District, "Valley")
///     .name("Tal", "de")
///     .outline(square, 100.0)
///     .drawn("from the sheets of the survey")
///     .citing_at("survey", "sheets 1 to 4");
/// // A whole that is composed of its parts.
/// let east = TerritoryDraft::new("east", TerritoryKind::Province, "East").parts(["valley"]).citing("survey");
/// let atlas = Atlas::builder("mine")
///     .source(SourceDraft::new("survey", "Survey"))
///     .territory(valley)
///     .territory(east)
///     .build()?;
/// assert_eq!(atlas.territory("valley").and_then(|it| it.accuracy_m()), Some(100.0));
/// assert_eq!(atlas.area_km2("valley"), atlas.area_km2("east"));
/// # Ok::<(), suzerain::build::BuildReport>(())
/// ```
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
    pub fn new(code: impl AsRef<str>, kind: TerritoryKind, name: &str) -> Self {
        let properties = TerritoryProperties { kind: kind.to_string(), ..TerritoryProperties::default() };
        Self { code: code.as_ref().to_owned(), properties, outline: None }.name(name, "en")
    }

    /// Its own outline, in degrees with x the longitude, and how far that may lie from the true line, in metres.
    #[must_use]
    pub fn outline(mut self, outline: impl Into<MultiPolygon<f64>>, accuracy_m: f64) -> Self {
        let outline: MultiPolygon<f64> = outline.into();
        let ring = |ring: &LineString<f64>| ring.coords().map(|c| [c.x, c.y]).collect();
        let polygon =
            |polygon: &Polygon<f64>| std::iter::once(polygon.exterior()).chain(polygon.interiors()).map(ring).collect();
        self.outline = Some(OutlineDraft::Degrees(outline.iter().map(polygon).collect()));
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
    pub fn parts<C: AsRef<str>>(mut self, territories: impl IntoIterator<Item = C>) -> Self {
        self.properties.parts.extend(codes(territories));
        self
    }

    /// It lies within this territory.
    #[must_use]
    pub fn within(mut self, territory: impl AsRef<str>) -> Self {
        self.properties.within = Some(territory.as_ref().to_owned());
        self
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

    /// The day it came into being as such.
    #[must_use]
    pub fn from(mut self, date: impl Into<DateDraft>) -> Self {
        self.properties.from = Some(date.into().text);
        self
    }

    /// The day it ceased to exist as such.
    #[must_use]
    pub fn until(mut self, date: impl Into<DateDraft>) -> Self {
        self.properties.until = Some(date.into().text);
        self
    }

    /// When it existed as such.
    #[must_use]
    pub fn during(mut self, period: impl Into<PeriodDraft>) -> Self {
        PeriodDraft { from: self.properties.from, until: self.properties.until } = period.into();
        self
    }

    /// The layer of the atlas that it belongs to, where the atlas has [several](crate::AtlasBuilder::precedence).
    #[must_use]
    pub fn layer(mut self, name: &str) -> Self {
        self.properties.layer = Some(name.to_owned());
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
