//! Where the documents lie, and places in all outlines.

use std::path::{Path, PathBuf};

use geo::algorithm::InteriorPoint;
use geo_types::{MultiPolygon, Polygon};
use suzerain::Position;

pub(crate) fn data() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../data")
}

/// The rows of a table, without its remarks.
pub(crate) fn rows(name: &str) -> Vec<Vec<String>> {
    let text = std::fs::read_to_string(data().join(name)).unwrap();
    let rows = text.lines().filter(|line| !line.starts_with('#') && !line.is_empty());
    rows.map(|line| line.split('\t').map(str::to_owned).collect()).collect()
}

/// A place in each polygon of each outline, with the code of its territory.
pub(crate) fn places() -> Vec<(String, Position)> {
    let text = std::fs::read_to_string(data().join("outlines.geojson")).unwrap();
    let document: serde_json::Value = serde_json::from_str(&text).unwrap();
    let mut found = Vec::new();
    for feature in document["features"].as_array().unwrap() {
        let code = feature["id"].as_str().unwrap();
        for polygon in polygons(&feature["geometry"]).0 {
            let at = polygon.interior_point().unwrap();
            found.push((code.to_owned(), Position::from_lon_lat(at.x(), at.y()).unwrap()));
        }
    }
    found
}

fn polygons(geometry: &serde_json::Value) -> MultiPolygon<f64> {
    let ring = |ring: &serde_json::Value| -> geo_types::LineString<f64> {
        let points = ring.as_array().unwrap().iter();
        points.map(|point| (point[0].as_f64().unwrap(), point[1].as_f64().unwrap())).collect()
    };
    let polygon = |rings: &serde_json::Value| -> Polygon<f64> {
        let mut rings = rings.as_array().unwrap().iter().map(ring);
        Polygon::new(rings.next().unwrap(), rings.collect())
    };
    match geometry["type"].as_str() {
        Some("Polygon") => MultiPolygon(vec![polygon(&geometry["coordinates"])]),
        Some(_) => geometry["coordinates"].as_array().unwrap().iter().map(polygon).collect(),
        None => MultiPolygon(Vec::new()),
    }
}
