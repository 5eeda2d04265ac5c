//! Atlases written for other programs: each value where it belongs, quoted where it must be, and nothing lost that the
//! format can hold.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;
use suzerain::build::{HeldBy, LandmarkDraft, PolityDraft, SourceDraft, Statement, TerritoryDraft};
use suzerain::model::{Holding, LandmarkKind, PolityKind, TerritoryKind};
use suzerain::{Atlas, Confidence, Mode, Position, UncertainDate};

use crate::common::atlas;

fn written(write: impl FnOnce(&mut Vec<u8>) -> std::io::Result<()>) -> String {
    let mut bytes = Vec::new();
    write(&mut bytes).unwrap();
    String::from_utf8(bytes).unwrap()
}

fn rows(atlas: &Atlas) -> (csv::StringRecord, Vec<csv::StringRecord>) {
    let table = written(|bytes| atlas.records_csv(bytes));
    let mut reader = csv::Reader::from_reader(table.as_bytes());
    let header = reader.headers().unwrap().clone();
    let rows = reader.records().map(|row| row.unwrap()).collect();
    (header, rows)
}

fn flat(atlas: &Atlas) -> Vec<Value> {
    let map: Value = serde_json::from_str(&written(|bytes| atlas.to_flat_geojson(bytes))).unwrap();
    assert_eq!(map["type"], "FeatureCollection");
    map["features"].as_array().unwrap().clone()
}

fn places(atlas: &Atlas) -> Vec<Value> {
    let gazetteer: Value = serde_json::from_str(&written(|bytes| atlas.to_linked_places(bytes))).unwrap();
    assert_eq!(gazetteer["type"], "FeatureCollection");
    assert!(gazetteer["@context"][0].as_str().unwrap().starts_with("https://"));
    gazetteer["features"].as_array().unwrap().clone()
}

fn square(west: f64) -> geo_types::Polygon<f64> {
    geo_types::Rect::new((west, 40.0), (west + 1.0, 41.0)).to_polygon()
}

/// An atlas whose texts need quoting, with every kind of holding.
fn awkward() -> Atlas {
    let ground = |code: &str, name: &str, west: f64| {
        TerritoryDraft::new(code, TerritoryKind::Province, name).outline(square(west), 250.0).citing("gazette")
    };
    let state = |code: &str, name: &str| PolityDraft::new(code, PolityKind::Kingdom, name).citing("gazette");
    Atlas::builder("awkward")
        .edition("7, \"draft\"")
        .source(SourceDraft::new("gazette", "The \"Gazette\", vol. 2").year("1931").url("https://example.org/g"))
        .polity(state("EAST", "East, \"the\" Kingdom").part_of("EMPIRE", "-0044-03-15".."0476"))
        .polity(state("WEST", " West\nland"))
        .polity(state("EMPIRE", "Empire").name_during("Reich", "de", "0100"..))
        .territory(ground("a", "A; or, \"Alpha\"", 10.0))
        .territory(ground("b", "Beta", 11.0))
        .territory(ground("c", "Gamma", 12.0))
        .territory(TerritoryDraft::new("whole", TerritoryKind::State, "Whole").parts(["a", "b"]).citing("gazette"))
        .landmark(
            LandmarkDraft::new("brook", LandmarkKind::River, "Brook")
                .course(
                    &[Position::from_lon_lat(10.0, 40.0).unwrap(), Position::from_lon_lat(11.0, 41.0).unwrap()],
                    5.0,
                )
                .citing("gazette"),
        )
        .statement(
            Statement::sovereignty("whole", "EAST")
                .from("-0044-03-15")
                .until("[0410-08-24..0410-08-27]")
                .citing_at("gazette", "p. 3, \"note\"")
                .confidence(Confidence::Low)
                .note("first\nsecond"),
        )
        .statement(Statement::sovereignty("c", HeldBy::condominium(["WEST", "EAST"])).until("195X").citing("gazette"))
        .statement(
            Statement::control("a", HeldBy::contested(["EAST", "WEST"]), Mode::Occupation)
                .from("0100-05")
                .until("0101")
                .citing("gazette"),
        )
        .statement(Statement::control("c", HeldBy::Vacant, Mode::Administration).from("1960-01-01").citing("gazette"))
        .statement(Statement::claim("WEST", "b").from("1900").citing("gazette").confidence(Confidence::Medium))
        .build()
        .unwrap_or_else(|report| panic!("{report}"))
}

/// The table, read by another reader, has what the records have.
#[test]
fn the_table_is_the_records() {
    for atlas in [&awkward(), atlas()] {
        let (header, rows) = rows(atlas);
        assert_eq!(rows.len(), atlas.records().len());
        let column = |name: &str| header.iter().position(|known| known == name).unwrap_or_else(|| panic!("{name}"));
        for (number, (row, record)) in (1..).zip(rows.iter().zip(atlas.records())) {
            let value = |name: &str| row.get(column(name)).unwrap();
            let period = record.attestation().period();
            let text = |date: Option<UncertainDate>| date.map(|date| date.to_string()).unwrap_or_default();
            let day = |date: Option<time::Date>| text(date.map(UncertainDate::from));
            assert_eq!(value("record"), number.to_string());
            assert_eq!(value("territory"), record.territory().as_str());
            let territory = atlas.territory(value("territory")).unwrap();
            assert!(territory.names().iter().any(|name| name.text() == value("territory_name")));
            assert_eq!(value("territory_kind"), territory.kind().to_string());
            assert_eq!(value("basis"), record.basis().to_string());
            assert_eq!(value("mode"), record.mode().map(|mode| mode.to_string()).unwrap_or_default());
            let holding = match record.holding() {
                Holding::Sole(_) => "sole",
                Holding::Condominium(_) => "condominium",
                Holding::Contested(_) => "contested",
                Holding::Vacant => "vacant",
                _ => panic!(),
            };
            assert_eq!(value("holding"), holding);
            let codes: Vec<&str> = value("holder").split("; ").filter(|code| !code.is_empty()).collect();
            assert_eq!(codes, record.holding().polities().iter().map(suzerain::Code::as_str).collect::<Vec<_>>());
            for code in codes {
                let mut names = atlas.polity(code).unwrap().names().iter();
                assert!(names.any(|name| value("holder_name").contains(name.text())), "{code}: {row:?}");
            }
            assert_eq!(value("from"), text(period.from()));
            assert_eq!(value("until"), text(period.until()));
            assert_eq!(value("from_earliest"), day(period.from().map(UncertainDate::earliest)));
            assert_eq!(value("from_latest"), day(period.from().map(UncertainDate::latest)));
            assert_eq!(value("until_earliest"), day(period.until().map(UncertainDate::earliest)));
            assert_eq!(value("until_latest"), day(period.until().map(UncertainDate::latest)));
            assert_eq!(
                value("confidence"),
                record.attestation().confidence().map_or(String::new(), |word| word.to_string())
            );
            for citation in record.attestation().citations() {
                assert!(value("sources").contains(&citation.to_string()));
            }
            assert_eq!(value("began"), record.attestation().began().map(|code| code.to_string()).unwrap_or_default());
            assert_eq!(value("ended"), record.attestation().ended().map(|code| code.to_string()).unwrap_or_default());
            assert_eq!(value("rival_dates").is_empty(), record.rival_dates().is_empty());
            assert_eq!(value("undrawn").is_empty(), record.undrawn().is_empty());
            for part in record.undrawn() {
                assert!(value("undrawn").contains(part.ground()));
            }
            let administration = record.administered_by().map(|code| code.to_string()).unwrap_or_default();
            assert_eq!(value("administered_by"), administration);
            assert_eq!(value("note"), record.attestation().note().unwrap_or_default());
            assert_eq!(value("edition"), atlas.edition());
        }
    }
}

/// What is doubtful about a record is in every export.
#[test]
fn doubts_on_record_are_exported() {
    let atlas = super::doubts::doubtful();
    let (header, rows) = rows(&atlas);
    let values = |column: &str| -> Vec<&str> {
        let column = header.iter().position(|known| known == column).unwrap();
        rows.iter().map(|row| row.get(column).unwrap()).collect()
    };
    assert_eq!(values("confidence"), ["high", "high", "high", "low", "high", "high", "", "high"]);
    assert_eq!(values("rival_dates")[5], "from 1950-01-01 (map)");
    assert_eq!(values("administered_by"), ["", "", "", "", "", "", "", "A"]);
    assert_eq!(
        values("undrawn")[0],
        "the fort of Ham: B, 1910-01-01 to 1911-01-01 (map); \
         Ix and Ux: B and C jointly, 1912-01-01 to 1913-01-01 (map); \
         the marsh: nobody, 1914-01-01 to 1915-01-01 (map); \
         the islands: contested by B and C, 1916-01-01 to 1917-01-01 (map); \
         some villages: not known, 1918-01-01 to 1919-01-01 (map)"
    );
    let relations: Vec<(String, Vec<Value>)> = places(&atlas)
        .into_iter()
        .filter_map(|place| Some((place["@id"].as_str().unwrap().to_owned(), place["relations"].as_array()?.clone())))
        .collect();
    let told: Vec<[&str; 4]> = relations
        .iter()
        .flat_map(|(id, relations)| {
            relations.iter().map(|it| {
                let texts = [&it["label"], &it["certainty"], &it["when"]["certainty"]];
                let [label, certainty, when] = texts.map(|value| value.as_str().unwrap_or_default());
                [id.as_str(), label, certainty, when]
            })
        })
        .collect();
    let id = |code: &str| format!("suzerain:territory/{code}");
    for [code, label, certainty, when] in [
        ["west", "sovereignty of Aland", "less-certain", "certain"],
        ["west", "the fort of Ham", "uncertain", "certain"],
        ["middle", "sovereignty of Bland", "certain", "less-certain"],
        ["middle", "peacekeeping by Cland", "certain", "certain"],
        ["east", "sovereignty of Bland", "uncertain", "certain"],
        ["north", "sovereignty of Cland", "certain", "less-certain"],
        ["south", "sovereignty of Cland", "less-certain", "certain"],
    ] {
        assert!(told.contains(&[id(code).as_str(), label, certainty, when]), "{code}, {label}: {told:?}");
    }
}

#[test]
fn texts_are_quoted() {
    let table = written(|bytes| awkward().records_csv(bytes));
    let first = table.split_once('\n').unwrap().1;
    let expected = "1,whole,Whole,state,de-jure,,sole,EAST,\"East, \"\"the\"\" Kingdom\",-0044-03-15,\
                    [0410-08-24..0410-08-27],-0044-03-15,-0044-03-15,0410-08-24,0410-08-27,low,250.0,\
                    \"gazette (p. 3, \"\"note\"\")\",,,,,,\"first\nsecond\",,\"7, \"\"draft\"\"\"\n";
    assert!(first.starts_with(expected), "{first}");
    let line = table.lines().last().unwrap();
    assert!(line.starts_with("4,c,Gamma,province,de-facto,administration,vacant,,,1960-01-01,,"), "{line}");
}

/// The features have the table's columns and the ground of their territories.
#[test]
fn the_map_is_the_table_with_its_ground() {
    for atlas in [&awkward(), atlas()] {
        let ((header, rows), features) = (rows(atlas), flat(atlas));
        assert_eq!(rows.len(), features.len());
        for (row, feature) in rows.iter().zip(&features) {
            let properties = feature["properties"].as_object().unwrap();
            assert_eq!(properties.len(), header.len());
            for (name, value) in header.iter().zip(row) {
                let property = match &properties[name] {
                    Value::Null => String::new(),
                    Value::String(text) => text.clone(),
                    number => number.to_string(),
                };
                assert_eq!(property, value, "{name}");
            }
        }
        let text = written(|bytes| atlas.to_flat_geojson(bytes));
        let order: Vec<usize> = header.iter().map(|name| text.find(&format!("\"{name}\":")).unwrap()).collect();
        assert!(order.is_sorted(), "columns are in the table's order");
    }
    // Two squares with a common side are one polygon without that side.
    let whole = &flat(&awkward())[0]["geometry"];
    assert_eq!(whole["type"], "Polygon");
    let ring = whole["coordinates"][0].as_array().unwrap();
    let corners: BTreeSet<String> = ring.iter().map(ToString::to_string).collect();
    assert_eq!((whole["coordinates"].as_array().unwrap().len(), corners.len()), (1, 6));
}

/// The plane area of a geometry in square degrees.
fn area(geometry: &Value) -> f64 {
    let ring = |ring: &Value| {
        let at = |position: &Value| (position[0].as_f64().unwrap(), position[1].as_f64().unwrap());
        let places: Vec<(f64, f64)> = ring.as_array().unwrap().iter().map(at).collect();
        let first = places[0];
        let turn = |pair: &[(f64, f64)]| {
            (pair[0].0 - first.0) * (pair[1].1 - first.1) - (pair[1].0 - first.0) * (pair[0].1 - first.1)
        };
        // Shells run counter-clockwise and count, holes run clockwise and are taken off.
        places.windows(2).map(turn).sum::<f64>() / 2.0
    };
    let polygon = |rings: &Value| rings.as_array().unwrap().iter().map(ring).sum::<f64>();
    match geometry["type"].as_str() {
        Some("Polygon") => polygon(&geometry["coordinates"]),
        Some("MultiPolygon") => geometry["coordinates"].as_array().unwrap().iter().map(polygon).sum(),
        _ => panic!("{geometry}"),
    }
}

/// The ground of each feature is that of its territory, as the document has it.
#[test]
fn the_areas_of_the_map_are_those_of_the_document() {
    let document: Value = serde_json::from_str(&written(|bytes| atlas().to_geojson(bytes))).unwrap();
    let outlines: BTreeMap<&str, &Value> =
        document["features"].as_array().unwrap().iter().map(|f| (f["id"].as_str().unwrap(), f)).collect();
    fn ground(outlines: &BTreeMap<&str, &Value>, code: &str) -> f64 {
        let feature = outlines[code];
        match feature["properties"]["parts"].as_array() {
            Some(parts) => parts.iter().map(|part| ground(outlines, part.as_str().unwrap())).sum(),
            None => area(&feature["geometry"]),
        }
    }
    let mut seen = BTreeSet::new();
    for feature in flat(atlas()) {
        let code = feature["properties"]["territory"].as_str().unwrap();
        let (found, expected) = (area(&feature["geometry"]), ground(&outlines, code));
        assert!((found - expected).abs() < 1e-9 && found > 0.0, "{code}: {found} and {expected}");
        seen.insert(code.to_owned());
    }
    assert!(seen.len() > 50, "{}", seen.len());
}

#[test]
fn the_gazetteer_has_every_place_with_its_whens() {
    for atlas in [&awkward(), atlas()] {
        let places = places(atlas);
        let count = atlas.territories().len() + atlas.polities().len() + atlas.landmarks().len();
        assert_eq!(places.len(), count);
        let ids: BTreeSet<&str> = places.iter().map(|place| place["@id"].as_str().unwrap()).collect();
        assert_eq!(ids.len(), count);
        let mut relations = 0;
        for place in &places {
            assert_eq!(place["type"], "Feature");
            assert!(!place["properties"]["title"].as_str().unwrap().is_empty());
            assert_eq!(place["properties"]["fclasses"].as_array().unwrap().len(), 1);
            assert!(place.get("geometry").is_some());
            assert!(!place["names"].as_array().unwrap().is_empty());
            assert!(place["types"][0]["identifier"].is_string());
            let names = place["names"].as_array().unwrap().iter().filter(|name| name.get("when").is_some());
            let related = place["relations"].as_array().into_iter().flatten();
            for relation in related.clone() {
                assert!(ids.contains(relation["relationTo"].as_str().unwrap()), "{relation}");
                relations += 1;
            }
            for timed in names.chain(related).chain([place]) {
                let spans = timed["when"]["timespans"].as_array().unwrap();
                assert_eq!(spans.len(), 1);
                for end in ["start", "end"] {
                    let end = spans[0][end].as_object().unwrap();
                    assert!(end.contains_key("in") != (end.contains_key("earliest") || end.contains_key("latest")));
                    for text in end.values() {
                        text.as_str().unwrap().parse::<UncertainDate>().unwrap();
                    }
                }
                assert!(["certain", "less-certain"].contains(&timed["when"]["certainty"].as_str().unwrap()));
            }
        }
        assert!(relations >= atlas.records().iter().filter(|r| !r.holding().polities().is_empty()).count());
    }
}

#[test]
fn relations_tell_who_held_and_how_sure_that_is() {
    let places = places(&awkward());
    let place = |id: &str| places.iter().find(|place| place["@id"] == id).unwrap();
    let whole = &place("suzerain:territory/whole")["relations"][0];
    assert_eq!(whole["relationType"], "gvp:broaderPartitive");
    assert_eq!(whole["relationTo"], "suzerain:polity/EAST");
    assert_eq!(whole["certainty"], "uncertain");
    assert_eq!(whole["citations"][0]["label"], "The \"Gazette\", vol. 2, 1931 (p. 3, \"note\")");
    assert_eq!(whole["citations"][0]["@id"], "https://example.org/g");
    assert_eq!(whole["citations"][0]["year"], 1931);
    let span = &whole["when"]["timespans"][0];
    assert_eq!(span["start"], serde_json::json!({"in": "-0044-03-15"}));
    assert_eq!(span["end"], serde_json::json!({"earliest": "0410-08-24", "latest": "0410-08-27"}));
    assert_eq!(whole["when"]["certainty"], "less-certain");
    let c = place("suzerain:territory/c")["relations"].as_array().unwrap();
    assert_eq!(c.len(), 2, "a condominium of two, and nobody: {c:?}");
    let span = &c[0]["when"]["timespans"][0];
    assert_eq!(span["start"], serde_json::json!({"latest": "-9999-01-01"}));
    assert_eq!(span["end"], serde_json::json!({"earliest": "1950-01-01", "latest": "1959-12-31"}));
    let a = place("suzerain:territory/a");
    assert_eq!(a["relations"][0]["relationTo"], "suzerain:territory/whole");
    let contested = &a["relations"][1];
    assert_eq!(
        (&contested["relationType"], &contested["certainty"]),
        (&"suzerain:controlled_by".into(), &"uncertain".into())
    );
    assert_eq!(contested["label"], "occupation by East, \"the\" Kingdom");
    let claim = &place("suzerain:territory/b")["relations"][1];
    assert_eq!((&claim["relationType"], &claim["certainty"]), (&"suzerain:claimed_by".into(), &"less-certain".into()));
    assert_eq!(claim["when"]["timespans"][0]["end"], serde_json::json!({"earliest": "9999-12-31"}));
    assert_eq!(place("suzerain:polity/EMPIRE")["names"][1]["when"]["timespans"][0]["start"]["in"], "0100");
    assert_eq!(place("suzerain:landmark/brook")["geometry"]["type"], "LineString");
    assert!(place("suzerain:territory/whole")["geometry"].is_null());
}

/// A writer that is full makes an error, wherever it happens.
/// Records of merged atlases tell their layer; ground that crossing outlines contest has a record of each.
#[test]
fn merged_atlases_and_kept_contradictions_are_written() {
    let crossing = Atlas::builder("crossing")
        .edition("1")
        .source(SourceDraft::new("map", "A map"))
        .polity(PolityDraft::new("EAST", PolityKind::Kingdom, "East").citing("map"))
        .polity(PolityDraft::new("FAR", PolityKind::Kingdom, "Far").citing("map"))
        .territory(TerritoryDraft::new("a", TerritoryKind::Tract, "One").outline(square(10.5), 1.0).citing("map"))
        .territory(TerritoryDraft::new("two", TerritoryKind::Tract, "Two").outline(square(10.0), 1.0).citing("map"))
        .statement(Statement::sovereignty("a", "EAST").from("1900").citing("map"))
        .statement(Statement::sovereignty("two", "FAR").from("1900").citing("map"))
        .keep_contradictions()
        .build()
        .unwrap_or_else(|report| panic!("{report}"));
    let merged = suzerain::Merge::new(&awkward(), &crossing).build().unwrap_or_else(|report| panic!("{report}"));
    for (atlas, layers) in [(&crossing, vec!["", ""]), (&merged, vec!["awkward", "crossing"])] {
        let (header, rows) = rows(atlas);
        let column = |name: &str| header.iter().position(|known| known == name).unwrap();
        assert_eq!(rows.len(), atlas.records().len());
        let told: BTreeSet<&str> = rows.iter().map(|row| row.get(column("layer")).unwrap()).collect();
        assert_eq!(told, layers.into_iter().collect());
        let map = flat(atlas);
        assert_eq!(map.len(), rows.len());
        assert!(map.iter().all(|feature| feature["geometry"].is_object()));
        let on_strip = map
            .iter()
            .filter(|feature| ["EAST", "FAR"].contains(&feature["properties"]["holder"].as_str().unwrap_or("")));
        assert!(on_strip.count() >= 2);
        let places = places(atlas);
        let ids: BTreeSet<&str> = places.iter().map(|place| place["@id"].as_str().unwrap()).collect();
        let count = atlas.territories().len() + atlas.polities().len() + atlas.landmarks().len();
        assert_eq!((places.len(), ids.len()), (count, count));
    }
}

#[test]
fn a_failing_writer_is_an_error() {
    struct Full(usize);
    impl std::io::Write for Full {
        fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
            self.0 = self.0.checked_sub(bytes.len()).ok_or_else(|| std::io::Error::other("full"))?;
            Ok(bytes.len())
        }
        fn flush(&mut self) -> std::io::Result<()> {
            Ok(())
        }
    }
    let atlas = awkward();
    for room in [0, 10, 300, 900] {
        assert!(atlas.records_csv(Full(room)).unwrap_err().to_string().contains("full"));
        assert!(atlas.to_flat_geojson(Full(room)).unwrap_err().to_string().contains("full"));
        assert!(atlas.to_linked_places(Full(room)).unwrap_err().to_string().contains("full"));
    }
}

#[test]
fn an_empty_atlas_is_written() {
    let empty = Atlas::builder("empty").build().unwrap();
    assert_eq!(rows(&empty).1.len(), 0);
    assert!(flat(&empty).is_empty());
    assert!(places(&empty).is_empty());
}
