//! Atlas documents: GeoJSON with foreign members, read into a builder.

use std::fmt;
use std::io::Read;
use std::sync::Arc;

use serde::de::{IgnoredAny, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer};
use serde_json::value::RawValue;

use super::document_error::{DocumentError, message};
use super::rewritten;
use super::text::Lines;
use crate::atlas::build::Entry;
use crate::atlas::draft::{CitationDraft, OutlineDraft, StatementFields, StatementKind};
use crate::atlas::{
    Atlas, AtlasBuilder, CollectionMembers, EventDraft, LandmarkDraft, Limit, Limits, LineDraft, Location, OverLimit,
    PolityDraft, ProblemKind, SourceDraft, Statement, TerritoryDraft,
};
use crate::model::word::Word;

/// The format of atlas documents that this version reads and writes.
pub const FORMAT: u64 = 1;

/// The JSON Schema (draft 2020-12) of atlas documents, for editors and validators.
///
/// It knows every member of [`documents`](crate::documents). What it refuses is refused when an atlas is read, but for
/// members that are null or empty and so say nothing, and for what programs make of features that keep them in tables; what
/// depends on the whole atlas (codes that name nothing,
/// rings that cross themselves, records that contradict each other) is found by reading alone.
///
/// # Example
///
/// ```
/// let schema: serde_json::Value = serde_json::from_str(suzerain::documents::SCHEMA)?;
/// assert_eq!(schema["properties"]["suzerain"]["properties"]["format"]["const"], suzerain::documents::FORMAT);
/// # Ok::<(), serde_json::Error>(())
/// ```
pub const SCHEMA: &str = include_str!("atlas.schema.json");

impl Atlas {
    /// Reads an atlas from one document.
    ///
    /// An atlas document is a GeoJSON `FeatureCollection`: features are territories; polities, records, events and
    /// sources are foreign members. For an atlas of several documents see [`AtlasBuilder::document`].
    ///
    /// # Errors
    ///
    /// [`DocumentError`] when the document cannot be read, is no JSON, or does not make an atlas: then with every
    /// problem and its line.
    ///
    /// # Example
    ///
    /// ```
    /// use suzerain::Atlas;
    ///
    /// let document = r#"{
    ///   "type": "FeatureCollection",
    ///   "suzerain": { "format": 1, "atlas": "empty" },
    ///   "features": []
    /// }"#;
    /// assert_eq!(Atlas::from_geojson(document.as_bytes())?.about().name(), "empty");
    /// # Ok::<(), suzerain::error::DocumentError>(())
    /// ```
    pub fn from_geojson(reader: impl Read) -> Result<Self, DocumentError> {
        Self::from_geojson_within(reader, Limits::new())
    }

    /// As [`Atlas::from_geojson`], within other limits.
    pub(crate) fn from_geojson_within(reader: impl Read, limits: Limits) -> Result<Self, DocumentError> {
        let mut text = String::new();
        // One byte more tells that there are too many.
        reader.take((limits.bytes as u64).saturating_add(1)).read_to_string(&mut text)?;
        Ok(AtlasBuilder::default().limits(limits).read(None, &text)?.build()?)
    }
}

impl AtlasBuilder {
    /// Adds all that a document holds; `name` is how problems call it.
    ///
    /// Elements that are not of the form of atlas documents become problems of [`AtlasBuilder::build`].
    ///
    /// # Errors
    ///
    /// [`DocumentError`] when the text is no JSON object of the document's outer form.
    pub fn document(self, name: &str, text: &str) -> Result<Self, DocumentError> {
        self.read(Some(name.into()), text)
    }

    fn read(mut self, name: Option<Arc<str>>, text: &str) -> Result<Self, DocumentError> {
        if text.len() > self.limits.bytes {
            let (document, over) =
                (name.as_deref().map(str::to_owned), OverLimit::new(Limit::Bytes, self.limits.bytes));
            return Err(DocumentError::OverLimit { document, over });
        }
        let document: Document<'_> =
            serde_json::from_str(text).map_err(|error| DocumentError::json(name.as_deref(), &error))?;
        if document.suzerain.is_none() && self.header.atlas.is_none() {
            let message =
                "missing field `suzerain`; only a document after the one with the header may lack it".to_owned();
            let line = text.lines().count().max(1);
            let column = text.lines().last().map_or(1, str::len);
            return Err(DocumentError::Json { document: name.as_deref().map(str::to_owned), line, column, message });
        }
        let lines = Lines::new(text);
        let mut reader = Reader { builder: &mut self, name, lines: &lines };
        reader.header(&document);
        let features: Vec<Entry<FeatureDraft<'_>>> = reader.elements("feature", &document.features);
        for entry in features {
            reader.feature(entry);
        }
        let sources: Vec<Entry<SourceDraft>> = reader.elements("source", &document.sources);
        let events: Vec<Entry<EventDraft>> = reader.elements("event", &document.events);
        let polities: Vec<Entry<PolityDraft>> = reader.elements("polity", &document.polities);
        let statements = [
            (StatementKind::Sovereignty, &document.sovereignties),
            (StatementKind::Control, &document.controls),
            (StatementKind::Claim, &document.claims),
            (StatementKind::Recognition, &document.recognitions),
            (StatementKind::Presence, &document.presences),
            (StatementKind::Corridor, &document.corridors),
            (StatementKind::BorderStage, &document.border_stages),
        ];
        let mut stated = Vec::new();
        for (kind, raw) in statements {
            let fields: Vec<Entry<StatementFields>> = reader.elements(kind.word(), raw);
            stated.extend(fields.into_iter().map(|entry| entry.map(|fields| Statement { kind, fields })));
        }
        let lines: Vec<Entry<LineInput>> = reader.elements("line", &document.lines);
        self.sources.extend(sources);
        self.events.extend(events);
        self.polities.extend(polities);
        self.statements.extend(stated);
        self.lines.extend(lines.into_iter().map(|entry| entry.map(LineDraft::from)));
        Ok(self)
    }
}

/// The outer form; what is inside stays text until each element is read on its own.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Document<'a> {
    #[serde(rename = "type", borrow)]
    kind: &'a RawValue,
    /// One that another program wrote anew may lack it.
    #[serde(borrow, default)]
    suzerain: Option<&'a RawValue>,
    #[serde(borrow)]
    features: Vec<&'a RawValue>,
    #[serde(borrow, default)]
    sources: Vec<&'a RawValue>,
    #[serde(borrow, default)]
    events: Vec<&'a RawValue>,
    #[serde(borrow, default)]
    polities: Vec<&'a RawValue>,
    #[serde(borrow, default)]
    sovereignties: Vec<&'a RawValue>,
    #[serde(borrow, default)]
    controls: Vec<&'a RawValue>,
    #[serde(borrow, default)]
    claims: Vec<&'a RawValue>,
    #[serde(borrow, default)]
    recognitions: Vec<&'a RawValue>,
    #[serde(borrow, default)]
    presences: Vec<&'a RawValue>,
    #[serde(borrow, default)]
    corridors: Vec<&'a RawValue>,
    #[serde(borrow, default)]
    border_stages: Vec<&'a RawValue>,
    #[serde(borrow, default)]
    lines: Vec<&'a RawValue>,
    /// What editors and other programs write beside it. Their name of the layer and their box say nothing about the atlas;
    /// the coordinate system must be that of atlas documents.
    #[serde(default, rename = "$schema")]
    schema: Option<String>,
    #[serde(default)]
    name: Option<String>,
    #[serde(default)]
    bbox: Option<IgnoredAny>,
    #[serde(default, rename = "xy_coordinate_resolution")]
    resolution: Option<IgnoredAny>,
    #[serde(borrow, default)]
    crs: Option<&'a RawValue>,
}

impl Document<'_> {
    fn members(&self) -> CollectionMembers {
        CollectionMembers {
            schema: self.schema.clone(),
            name: self.name.clone(),
            has_crs: self.crs.is_some(),
            has_bbox: self.bbox.is_some(),
            has_resolution: self.resolution.is_some(),
        }
    }
}

/// The member `suzerain`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Header {
    format: u64,
    atlas: String,
    edition: Option<String>,
    title: Option<String>,
    viewpoint: Option<String>,
    coverage: Option<Coverage>,
    checked_until: Option<String>,
    contradictions: Option<String>,
    precedence: Option<Precedence>,
}

/// The layers in the order in which they are asked.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Precedence {
    de_facto: Vec<String>,
    de_jure: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Coverage {
    from: Option<String>,
    until: Option<String>,
}

/// A feature of the collection.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FeatureDraft<'a> {
    #[serde(rename = "type")]
    kind: String,
    #[serde(default, deserialize_with = "id")]
    id: String,
    #[serde(borrow)]
    properties: &'a RawValue,
    #[serde(borrow)]
    geometry: Option<Geometry<'a>>,
    #[serde(default, rename = "bbox")]
    _bbox: Option<IgnoredAny>,
}

/// A code that may have been written as a number.
fn id<'de, D: Deserializer<'de>>(deserializer: D) -> Result<String, D::Error> {
    #[derive(Deserialize)]
    #[serde(untagged, expecting = "a code: a text or a number")]
    enum Id {
        Text(String),
        Number(u64),
    }
    Ok(match Id::deserialize(deserializer)? {
        Id::Text(text) => text,
        Id::Number(number) => number.to_string(),
    })
}

/// A geometry, whose coordinates are read when its type is known.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Geometry<'a> {
    #[serde(rename = "type")]
    kind: String,
    #[serde(borrow)]
    coordinates: &'a RawValue,
    #[serde(default, rename = "bbox")]
    _bbox: Option<IgnoredAny>,
}

impl Geometry<'_> {
    /// Whether it is a place or a line: then the feature is a landmark.
    fn is_course(&self) -> bool {
        matches!(self.kind.as_str(), "Point" | "LineString")
    }

    /// The positions of a place or a line.
    fn course(&self) -> serde_json::Result<Vec<[f64; 2]>> {
        let positions: Vec<Lonlat> = match self.kind.as_str() {
            "Point" => vec![serde_json::from_str(self.coordinates.get())?],
            _ => serde_json::from_str(self.coordinates.get())?,
        };
        if self.kind == "LineString" && positions.len() < 2 {
            return Err(serde::de::Error::custom("a LineString has at least two positions"));
        }
        Ok(positions.into_iter().map(|Lonlat(at)| at).collect())
    }

    /// The rings of each polygon.
    fn polygons(&self) -> serde_json::Result<Vec<Vec<Vec<[f64; 2]>>>> {
        let polygons: Vec<Vec<Vec<Lonlat>>> = match self.kind.as_str() {
            "Polygon" => vec![serde_json::from_str(self.coordinates.get())?],
            "MultiPolygon" => serde_json::from_str(self.coordinates.get())?,
            other => {
                let message = format!(
                    "the geometry is a {other}; it must be a Polygon or a MultiPolygon, or for a landmark a Point or a LineString"
                );
                return Err(serde::de::Error::custom(message));
            }
        };
        let ring = |ring: Vec<Lonlat>| ring.into_iter().map(|Lonlat(at)| at).collect();
        Ok(polygons.into_iter().map(|rings| rings.into_iter().map(ring).collect()).collect())
    }
}

/// An element of `lines`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct LineInput {
    coordinates: Vec<Lonlat>,
    accuracy_m: f64,
    #[serde(default)]
    sources: Vec<CitationDraft>,
    note: Option<String>,
}

impl From<LineInput> for LineDraft {
    fn from(LineInput { coordinates, accuracy_m, sources, note }: LineInput) -> Self {
        let coordinates = coordinates.into_iter().map(|Lonlat(at)| at).collect();
        Self { coordinates, accuracy_m: Some(accuracy_m), sources, note }
    }
}

/// A `GeoJSON` position; what follows longitude and latitude is dropped.
struct Lonlat([f64; 2]);

impl<'de> Deserialize<'de> for Lonlat {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Position;
        impl<'de> Visitor<'de> for Position {
            type Value = Lonlat;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a position [longitude, latitude]")
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut numbers: A) -> Result<Lonlat, A::Error> {
                let missing = |count| serde::de::Error::invalid_length(count, &"longitude and latitude");
                let lon = numbers.next_element()?.ok_or_else(|| missing(0))?;
                let lat = numbers.next_element()?.ok_or_else(|| missing(1))?;
                while numbers.next_element::<f64>()?.is_some() {}
                Ok(Lonlat([lon, lat]))
            }
        }
        deserializer.deserialize_seq(Position)
    }
}

/// Reads the elements of one document.
struct Reader<'a> {
    builder: &'a mut AtlasBuilder,
    name: Option<Arc<str>>,
    lines: &'a Lines<'a>,
}

impl Reader<'_> {
    fn note(&mut self, at: (usize, usize), element: &str, field: Option<String>, kind: ProblemKind) {
        let (line, column) = (Some(at.0), Some(at.1));
        let (document, element) = (self.name.clone(), element.to_owned());
        let place = Location { document, line, column, element, field, ..Location::default() };
        self.builder.note_problem(place, kind);
    }

    fn header(&mut self, document: &Document<'_>) {
        if document.kind.get() != "\"FeatureCollection\"" {
            let message = format!("the document's type is {}; it must be \"FeatureCollection\"", document.kind.get());
            self.note(self.lines.of(document.kind.get()), "type", None, ProblemKind::Malformed(message));
        }
        if let Some(crs) = document.crs.filter(|crs| !rewritten::is_wgs84(crs.get())) {
            let message = "atlas documents have WGS84 longitude and latitude, OGC CRS84 or EPSG 4326".to_owned();
            self.note(self.lines.of(crs.get()), "crs", None, ProblemKind::Malformed(message));
        }
        self.builder.header.collection.add(document.members());
        let Some(suzerain) = document.suzerain else { return };
        let at = self.lines.of(suzerain.get());
        let header: Header = match serde_json::from_str(suzerain.get()) {
            Ok(header) => header,
            Err(error) => return self.malformed("suzerain", suzerain, &error),
        };
        if header.format != FORMAT {
            self.note(at, "suzerain", None, ProblemKind::UnknownFormat { found: header.format, known: FORMAT });
        }
        let known = &mut self.builder.header;
        let mut rivals = Vec::new();
        for (field, slot, found) in [
            ("atlas", &mut known.atlas, Some(header.atlas)),
            ("edition", &mut known.edition, header.edition),
            ("title", &mut known.title, header.title),
            ("viewpoint", &mut known.viewpoint, header.viewpoint),
            ("checked_until", &mut known.checked_until, header.checked_until),
        ] {
            match (slot.as_ref(), found) {
                (None, Some(found)) => *slot = Some(found),
                (Some(known), Some(found)) if *known != found => {
                    rivals.push(ProblemKind::RivalHeader { field, found, known: known.clone() });
                }
                _ => {}
            }
        }
        if let Some(coverage) = header.coverage {
            let found = (coverage.from, coverage.until);
            match &known.coverage {
                None => known.coverage = Some(found),
                Some(other) if *other != found => rivals.push(ProblemKind::RivalHeader {
                    field: "coverage",
                    found: bounds(&found),
                    known: bounds(other),
                }),
                Some(_) => {}
            }
        }
        match header.contradictions.as_deref() {
            None => {}
            Some("contested") => known.contradictions_kept = true,
            Some(word) => rivals.push(ProblemKind::UnknownWord {
                field: "contradictions",
                word: word.to_owned(),
                allowed: "contested".to_owned(),
            }),
        }
        if let Some(Precedence { de_facto, de_jure }) = header.precedence {
            known.precedence = Some([de_facto, de_jure]);
        }
        for kind in rivals {
            self.note(at, "suzerain", None, kind);
        }
    }

    /// The elements of a list; those of a wrong form are noted and left out.
    fn elements<'d, T: Deserialize<'d>>(&mut self, what: &str, raw: &[&'d RawValue]) -> Vec<Entry<T>> {
        let mut read = Vec::with_capacity(raw.len());
        for &raw in raw {
            match serde_json::from_str(raw.get()) {
                Ok(draft) => {
                    read.push(Entry::read(draft, self.name.clone(), self.lines.of(raw.get())));
                }
                Err(error) => self.malformed(what, raw, &error),
            }
        }
        read
    }

    /// Notes an element that serde could not read, at the fault.
    fn malformed(&mut self, what: &str, raw: &RawValue, error: &serde_json::Error) {
        let code = serde_json::from_str::<Named>(raw.get()).ok().and_then(|named| named.id.or(named.code));
        let element = code.as_ref().map_or_else(|| what.to_owned(), |code| format!("{what} '{code}'"));
        self.builder.unreadable.extend(code);
        self.malformed_at(&element, "", raw, error);
    }

    /// Notes a part of an element that serde could not read, at the fault; `member` is what the part is called.
    fn malformed_at(&mut self, element: &str, member: &str, raw: &RawValue, error: &serde_json::Error) {
        let (at, within) = self.lines.fault(raw.get(), error);
        let separator = if member.is_empty() || within.is_empty() || within.starts_with('[') { "" } else { "." };
        let field = format!("{member}{separator}{within}");
        let field = Some(field).filter(|field| !field.is_empty());
        self.note(at, element, field, ProblemKind::Malformed(message(error)));
    }

    fn feature(&mut self, mut entry: Entry<FeatureDraft<'_>>) {
        if entry.draft.id.is_empty() {
            // Programs that keep tables may keep it as a column.
            let Some(code) = rewritten::code(entry.draft.properties.get()) else {
                let at = (entry.line.unwrap_or_default(), entry.column.unwrap_or_default());
                let message = "missing field `id`".to_owned();
                return self.note(at, "feature", None, ProblemKind::Malformed(message));
            };
            entry.draft.id = code;
        }
        let feature = &entry.draft;
        let element = format!("feature '{}'", feature.id);
        if feature.kind != "Feature" {
            let message = format!("its type is '{}'; it must be \"Feature\"", feature.kind);
            let at = (entry.line.unwrap_or_default(), entry.column.unwrap_or_default());
            self.note(at, &element, Some("type".to_owned()), ProblemKind::Malformed(message));
        }
        if let Some(geometry) = feature.geometry.as_ref().filter(|geometry| geometry.is_course()) {
            let properties = self.part(&element, "properties", feature.properties, rewritten::properties);
            let course = self.part(&element, COORDINATES, geometry.coordinates, |_| geometry.course());
            if let (Some(properties), Some(course)) = (properties, course) {
                let draft = |feature: FeatureDraft<'_>| LandmarkDraft { code: feature.id, properties, course };
                self.builder.landmarks.push(entry.map(draft));
            }
            return;
        }
        let properties = self.part(&element, "properties", feature.properties, rewritten::properties);
        let outline = match &feature.geometry {
            None => Some(None),
            Some(geometry) => self
                .part(&element, COORDINATES, geometry.coordinates, |_| geometry.polygons().map(OutlineDraft::Degrees))
                .map(Some),
        };
        if let (Some(properties), Some(outline)) = (properties, outline) {
            let draft = |feature: FeatureDraft<'_>| TerritoryDraft { code: feature.id, properties, outline };
            self.builder.territories.push(entry.map(draft));
        } else {
            self.builder.unreadable.push(entry.draft.id);
        }
    }

    /// A part of a feature; a fault is noted where it is.
    fn part<'d, T>(
        &mut self,
        element: &str,
        member: &str,
        raw: &'d RawValue,
        read: impl FnOnce(&'d str) -> serde_json::Result<T>,
    ) -> Option<T> {
        read(raw.get()).map_err(|error| self.malformed_at(element, member, raw, &error)).ok()
    }
}

const COORDINATES: &str = "geometry.coordinates";

/// A coverage as a problem shows it.
fn bounds((from, until): &(Option<String>, Option<String>)) -> String {
    match (from, until) {
        (Some(from), Some(until)) => format!("{from} to {until}"),
        (Some(from), None) => format!("since {from}"),
        (None, Some(until)) => format!("until {until}"),
        (None, None) => "always".to_owned(),
    }
}

/// What names an element, as far as it can be read.
#[derive(Deserialize)]
struct Named {
    id: Option<String>,
    code: Option<String>,
}
