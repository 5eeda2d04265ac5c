//! Atlases written as documents.

use std::io::{self, Write};

use serde::Serialize;
use serde_json::{Value, json};

use super::document::FORMAT;
use super::geometry::{course, outline};
use crate::atlas::{About, Atlas, to_draft};
use crate::model::control::Basis;
use crate::model::landmark::Landmark;
use crate::model::territory::Territory;
use crate::space::Shape;

impl Atlas {
    /// Writes the atlas as one document, an element a line, which [`Atlas::from_geojson`] reads back to the same.
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
        writeln!(writer, "{{\"type\":\"FeatureCollection\",")?;
        write!(writer, "\"suzerain\":{header}")?;
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
