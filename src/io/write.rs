//! Atlases written as documents.

use std::io::{self, Write};

use serde::Serialize;
use serde_json::{Value, json};

use super::document::FORMAT;
use super::drafts;
use crate::atlas::Atlas;
use crate::landmark::Landmark;
use crate::space::{Shape, polygons};
use crate::territory::Territory;

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
        let store = &*self.store;
        let about = &store.about;
        let coverage = drafts::period(about.coverage);
        let header = json!({
            "format": FORMAT,
            "atlas": about.name,
            "edition": about.edition,
            "title": about.title,
            "viewpoint": about.viewpoint,
            "coverage": { "from": coverage.0, "until": coverage.1 },
        });
        writeln!(writer, "{{\"type\":\"FeatureCollection\",")?;
        write!(writer, "\"suzerain\":{header}")?;
        let features = (0..).zip(&store.territories).map(|(number, territory)| {
            let own = store.grounds.owners.iter().position(|&owner| owner == number);
            feature(territory, own.and_then(|shape| store.grounds.shapes.get(shape)))
        });
        list(&mut writer, "features", features.chain(store.landmarks.iter().map(landmark)))?;
        list(&mut writer, "sources", store.sources.iter().map(drafts::source))?;
        list(&mut writer, "events", store.events.iter().map(drafts::event))?;
        list(&mut writer, "polities", store.polities.iter().map(drafts::polity))?;
        let records = |control: bool| store.records.iter().filter(move |r| r.mode().is_some() == control).map(drafts::record);
        list(&mut writer, "sovereignties", records(false))?;
        list(&mut writer, "controls", records(true))?;
        list(&mut writer, "claims", store.claims.iter().map(drafts::claim))?;
        list(&mut writer, "recognitions", store.recognitions.iter().map(drafts::recognition))?;
        list(&mut writer, "presences", store.presences.iter().map(drafts::presence))?;
        list(&mut writer, "corridors", store.corridors.iter().map(drafts::corridor))?;
        list(&mut writer, "border_stages", store.border_stages.iter().map(drafts::border_stage))?;
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

fn feature(territory: &Territory, shape: Option<&Shape>) -> Value {
    json!({
        "type": "Feature",
        "id": territory.code,
        "properties": drafts::territory(territory),
        "geometry": shape.map(geometry),
    })
}

fn landmark(landmark: &Landmark) -> Value {
    let course = drafts::course(landmark);
    let geometry = match course.as_slice() {
        [place] => json!({ "type": "Point", "coordinates": place }),
        course => json!({ "type": "LineString", "coordinates": course }),
    };
    json!({ "type": "Feature", "id": landmark.code, "properties": drafts::landmark(landmark), "geometry": geometry })
}

/// The outline as GeoJSON, by the right-hand rule of RFC 7946.
fn geometry(shape: &Shape) -> Value {
    let mut polygons: Vec<Vec<_>> = polygons(shape).iter().map(|polygon| polygon.iter().map(|ring| drafts::ring(ring)).collect()).collect();
    match (polygons.len(), polygons.pop()) {
        (1, Some(only)) => json!({ "type": "Polygon", "coordinates": only }),
        (_, last) => {
            polygons.extend(last);
            json!({ "type": "MultiPolygon", "coordinates": polygons })
        }
    }
}
