//! The border of Armenia and Azerbaijan by Natural Earth alone, before anything is drawn into it: the lengths that
//! were computed independently.

use geo_types::{Coord, LineString, MultiPolygon, Polygon};
use suzerain::build::{PolityDraft, SourceDraft, Statement, TerritoryDraft};
use suzerain::model::{PolityKind, TerritoryKind};
use suzerain::{Atlas, Basis};
use time::macros::date;

fn polygon(value: &serde_json::Value) -> Polygon<f64> {
    let mut rings = value.as_array().unwrap().iter().map(|ring| {
        let coord = |at: &serde_json::Value| Coord { x: at[0].as_f64().unwrap(), y: at[1].as_f64().unwrap() };
        LineString(ring.as_array().unwrap().iter().map(coord).collect())
    });
    let shell = rings.next().unwrap();
    Polygon::new(shell, rings.collect())
}

fn atlas() -> Atlas {
    let path =
        concat!(env!("CARGO_MANIFEST_DIR"), "/../src/south_caucasus/data/natural-earth-10m-admin1-caucasus.geojson");
    let document: serde_json::Value = serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
    let mut builder = Atlas::builder("natural-earth").source(SourceDraft::new("ne", "Natural Earth"));
    for code in ["ARM", "AZE", "GEO", "IRN", "TUR", "RUS"] {
        builder = builder.polity(PolityDraft::new(code, PolityKind::SovereignState, code).citing("ne"));
    }
    for feature in document["features"].as_array().unwrap() {
        let code = feature["properties"]["code"].as_str().or(feature["id"].as_str()).unwrap();
        let coordinates = &feature["geometry"]["coordinates"];
        let polygons = match feature["geometry"]["type"].as_str().unwrap() {
            "Polygon" => vec![polygon(coordinates)],
            _ => coordinates.as_array().unwrap().iter().map(polygon).collect(),
        };
        builder = builder
            .territory(
                TerritoryDraft::new(code, TerritoryKind::Province, code)
                    .outline(MultiPolygon(polygons), 3000.0)
                    .citing("ne"),
            )
            .statement(Statement::sovereignty(code, &code[..3]).citing("ne"));
    }
    builder.build().unwrap_or_else(|report| panic!("{report}"))
}

#[test]
fn the_border_has_the_length_that_was_computed_independently() {
    let atlas = atlas();
    let border = atlas.on(date!(2005 - 01 - 01), Basis::DeJure);
    let border = border.border_between("ARM", "AZE").unwrap();
    let [main, nakhchivan, rings @ ..] = border.courses() else { panic!() };
    // 516 km is the main course with the ring round Artsvashen, the largest of the rings.
    let artsvashen = rings.iter().map(suzerain::snapshot::Course::length_km).fold(0.0, f64::max);
    let (main, nakhchivan) = (main.length_km() + artsvashen, nakhchivan.length_km());
    assert!((main / 516.0 - 1.0).abs() < 0.01, "{main}");
    assert!((nakhchivan / 208.0 - 1.0).abs() < 0.01, "{nakhchivan}");
}
