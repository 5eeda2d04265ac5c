//! Atlases written as documents.

use std::io::{self, Write};

use serde::Serialize;
use serde_json::{Value, json};

use super::document::FORMAT;
use super::geometry::{course, degrees, outline};
use crate::atlas::store::Store;
use crate::atlas::{About, Atlas, to_draft, vertex};
use crate::model::control::Basis;
use crate::model::landmark::Landmark;
use crate::model::territory::Territory;
use crate::space::{Bounds, Shape};

/// Longitude and latitude of WGS84, as members `crs` name them.
const CRS84: &str = "urn:ogc:def:crs:OGC:1.3:CRS84";
/// The step of the grid of positions.
const RESOLUTION_DEGREES: f64 = 1e-7;

impl Atlas {
    /// Writes the atlas as one document, an element a line, which [`Atlas::from_geojson`] reads back to the same.
    ///
    /// If the documents of the atlas had a `$schema`, a `name`, a `crs`, a `bbox` or an `xy_coordinate_resolution`, this one
    /// has them too: the first two as they were, the others as they are of the atlas.
    ///
    /// # Errors
    ///
    /// Those of the writer.
    ///
    /// # Example
    ///
    /// ```
    /// # #[cfg(feature = "embedded")] {
    /// use suzerain::Atlas;
    ///
    /// let mut document = Vec::new();
    /// Atlas::south_caucasus().to_geojson(&mut document)?;
    /// let again = Atlas::from_geojson(document.as_slice())?;
    /// assert_eq!(again.territories(), Atlas::south_caucasus().territories());
    /// # }
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn to_geojson(&self, mut writer: impl Write) -> io::Result<()> {
        let store = self.store();
        let about = &store.about;
        let coverage = to_draft::period(about.coverage);
        let [de_facto, de_jure] = [Basis::DeFacto, Basis::DeJure].map(|basis| about.layers(basis).collect::<Vec<_>>());
        let precedence = json!({ "de_facto": de_facto, "de_jure": de_jure });
        let header = json!({
            "format": FORMAT,
            "atlas": about.name,
            "edition": about.edition,
            "title": about.title,
            "viewpoint": about.viewpoint,
            "coverage": { "from": coverage.0, "until": coverage.1 },
            "checked_until": about.checked_until.map(to_draft::day),
            "contradictions": about.contradictions_kept.then_some("contested"),
            "precedence": (!about.layers.is_empty()).then_some(precedence),
        });
        write!(writer, "{{\"type\":\"FeatureCollection\"")?;
        for (name, value) in members(store) {
            write!(writer, ",\n\"{name}\":{value}")?;
        }
        write!(writer, ",\n\"suzerain\":{header}")?;
        let features =
            (0..).zip(&store.territories).map(|(number, territory)| feature(about, territory, store.outline(number)));
        list(&mut writer, "features", features.chain(store.landmarks.iter().map(landmark)))?;
        list(&mut writer, "sources", store.sources.iter().map(to_draft::source))?;
        list(&mut writer, "events", store.events.iter().map(to_draft::event))?;
        list(&mut writer, "polities", store.polities.iter().map(to_draft::polity))?;
        let records =
            |control: bool| store.records.iter().filter(move |r| r.mode().is_some() == control).map(to_draft::record);
        list(&mut writer, "sovereignties", records(false))?;
        list(&mut writer, "controls", records(true))?;
        list(&mut writer, "claims", store.claims.iter().map(to_draft::claim))?;
        list(&mut writer, "recognitions", store.recognitions.iter().map(to_draft::recognition))?;
        list(&mut writer, "presences", store.presences.iter().map(to_draft::presence))?;
        list(&mut writer, "corridors", store.corridors.iter().map(to_draft::corridor))?;
        list(&mut writer, "border_stages", store.border_stages.iter().map(to_draft::border_stage))?;
        list(&mut writer, "lines", store.lines.iter().map(to_draft::line))?;
        writeln!(writer, "\n}}")
    }
}

/// The members for other programs that the documents of an atlas had, as they are of this one.
fn members(store: &Store) -> impl Iterator<Item = (&'static str, Value)> {
    let known = &store.about.collection;
    let crs = || json!({ "type": "name", "properties": { "name": CRS84 } });
    let members = [
        ("$schema", known.schema.as_deref().map(Value::from)),
        ("name", known.name.as_deref().map(Value::from)),
        ("crs", known.has_crs.then(crs)),
        ("bbox", known.has_bbox.then(|| bbox(store)).flatten()),
        ("xy_coordinate_resolution", known.has_resolution.then(|| RESOLUTION_DEGREES.into())),
    ];
    members.into_iter().filter_map(|(name, value)| Some((name, value?)))
}

/// The box around all features: the least longitude and latitude, and the greatest; `None` if nothing is drawn.
fn bbox(store: &Store) -> Option<Value> {
    let outlines = store.grounds.shapes.iter().map(Shape::bounds);
    let landmarks = store.landmarks.iter().map(|it| Bounds::around(it.course.iter().map(|&place| vertex(place))));
    let around = outlines.chain(landmarks).fold(Bounds::EMPTY, Bounds::join);
    let [west, south, east, north] = [around.min.x, around.min.y, around.max.x, around.max.y].map(degrees);
    (!around.is_empty()).then(|| json!([west, south, east, north]))
}

/// A member whose elements stand a line each.
fn list<T: Serialize>(writer: &mut impl Write, name: &str, elements: impl Iterator<Item = T>) -> io::Result<()> {
    write!(writer, ",\n\"{name}\":[")?;
    for (number, element) in elements.enumerate() {
        writer.write_all(if number == 0 { b"\n" } else { b",\n" })?;
        serde_json::to_writer(&mut *writer, &element)?;
    }
    writer.write_all(b"]")
}

fn feature(about: &About, territory: &Territory, shape: Option<&Shape>) -> Value {
    json!({
        "type": "Feature",
        "id": territory.code,
        "properties": to_draft::territory(about, territory),
        "geometry": shape.map(outline),
    })
}

fn landmark(landmark: &Landmark) -> Value {
    let (properties, geometry) = (to_draft::landmark(landmark), course(&landmark.course));
    json!({ "type": "Feature", "id": landmark.code, "properties": properties, "geometry": geometry })
}
