//! `CShapes` 2.0: rows of every status, both codings, both forms of file, and what is wrong in a file.

use suzerain::import::{CShapes, Format, ImportError, Imported};
use suzerain::model::PolityKind;
use suzerain::snapshot::ConflictKind;
use suzerain::{Confidence, Mode};

use super::common::{by_right, each_is_refused, held, notes, other_encodings_are_refused, refused};

const GW: &str = include_str!("../data/import/cshapes-gw.geojson");
const COW: &str = include_str!("../data/import/cshapes-cow.topojson");

fn read(bytes: &[u8]) -> Result<Imported, ImportError> {
    CShapes::new().strict().read(bytes)
}

fn import(text: &str) -> Imported {
    read(text.as_bytes()).unwrap_or_else(|error| panic!("{error}"))
}

#[test]
fn each_status_says_who_holds_and_in_whose_right() {
    let imported = import(GW);
    let atlas = imported.atlas();
    for (lon, lat, day, holder, sovereign) in [
        (10.1, 40.1, "1886-01-01", "Aland", "Aland"),
        (10.1, 40.1, "1885-12-31", "outside the atlas's time", "outside the atlas's time"),
        // The last day of a row is in it, and a gap stays one.
        (10.1, 40.1, "1991-12-20", "Aland", "Aland"),
        (10.1, 40.1, "1991-12-21", "unrecorded", "unrecorded"),
        (10.1, 40.1, "1991-12-25", "unrecorded", "unrecorded"),
        (10.1, 40.1, "1991-12-26", "New Aland", "New Aland"),
        (10.1, 40.1, "2019-12-31", "New Aland", "New Aland"),
        (10.1, 40.1, "2020-01-01", "outside the atlas's time", "outside the atlas's time"),
        // A hole of one row is the ground of another, which is in two parts.
        (10.5, 40.5, "1950-01-01", "Enclava", "Enclava"),
        (20.9, 50.5, "1950-01-01", "Enclava", "Enclava"),
        // Colonies and protectorates are part of their owner.
        (12.5, 40.5, "1963-12-11", "gw200 > Kenya", "gw200"),
        (12.5, 40.5, "1963-12-12", "Kenya", "Kenya"),
        (14.5, 40.5, "1912-03-30", "Aland > Morocco", "Aland"),
        (14.5, 40.5, "1956-03-01", "Aland > Morocco", "Aland"),
        (14.5, 40.5, "1956-03-02", "unrecorded", "unrecorded"),
        // Mandates and occupations are held by the owner.
        (16.5, 40.5, "1930-01-01", "Aland", "Syria"),
        (18.5, 40.5, "1947-01-01", "League of Nations", "Rhineland"),
        (0.0, 0.0, "1950-01-01", "outside the atlas's ground", "outside the atlas's ground"),
    ] {
        assert_eq!(held(atlas, (lon, lat), day), holder, "{lon} {lat} on {day}");
        assert_eq!(by_right(atlas, (lon, lat), day), sovereign, "{lon} {lat} on {day} by right");
    }
    assert_eq!(
        (
            imported.report().features_read(),
            imported.report().features_imported(),
            imported.report().features_skipped()
        ),
        (8, 8, 0)
    );
}

#[test]
fn what_a_row_says_is_kept_in_the_atlas() {
    let imported = import(GW);
    let atlas = imported.atlas();
    let modes = |territory: &str| -> Vec<Mode> {
        let records = atlas.records().iter().filter(|record| record.territory().as_str() == territory);
        records.filter_map(suzerain::Record::mode).collect()
    };
    assert_eq!(modes("gw652-1923-09-29"), [Mode::Trusteeship]);
    assert_eq!(modes("gw260-1945-05-08"), [Mode::Occupation]);
    assert_eq!(modes("gw501-1895-07-01"), []);
    for (code, kind) in [
        ("gw1", PolityKind::SovereignState),
        ("gw2", PolityKind::SovereignState),
        ("gw501", PolityKind::SovereignState),
        ("gw600", PolityKind::Dependency),
        ("gw0", PolityKind::InternationalMission),
        ("gw200", PolityKind::SovereignState),
    ] {
        assert_eq!(atlas.polity(code).unwrap().kind(), kind, "{code}");
    }
    let undefined = atlas.territory("gw600-1912-03-30").unwrap();
    assert_eq!(undefined.accuracy_m(), Some(25_000.0));
    let record = atlas.records().iter().find(|record| record.territory() == undefined.code()).unwrap();
    assert_eq!(record.attestation().confidence(), Some(Confidence::Low));
    assert!(record.attestation().note().unwrap().contains("b_def 0"));
    assert_eq!(record.attestation().citations()[0].to_string(), "cshapes (feature 6)");
    let notes = notes(&imported);
    assert!(
        notes.contains("feature 4, line 5, column 1, properties.owner: owner 200 has no row of its own"),
        "{notes}"
    );
    assert!(notes.contains("owner 0 has no row of its own: it is called 'League of Nations'"), "{notes}");
}

#[test]
fn gaps_are_conflicts() {
    let atlas = import(GW).into_atlas();
    let gaps: Vec<String> = atlas
        .conflicts()
        .iter()
        .filter(|conflict| matches!(conflict.kind(), ConflictKind::Gap { .. }))
        .map(ToString::to_string)
        .collect();
    assert!(gaps.iter().any(|gap| gap.starts_with("gap, 1991-12-21 to 1991-12-26: ")), "{gaps:#?}");
}

#[test]
fn arcs_are_drawn_shared_and_backwards() {
    let atlas = import(COW).into_atlas();
    for (lon, expected) in [(10.5, "Aland"), (11.5, "Beland"), (11.0, "Beland"), (10.999_999_9, "Aland")] {
        assert_eq!(held(&atlas, (lon, 40.5), "1950-01-01"), expected, "{lon}");
    }
    assert!(atlas.polity("cow1").is_some() && atlas.polity("gw1").is_none());
    assert!(atlas.conflicts().is_empty(), "{:?}", atlas.conflicts());
    // The same ground without quantisation, as GeoJSON.
    let plain = COW.replacen(r#""transform": {"scale": [0.001, 0.001], "translate": [10, 40]},"#, "", 1);
    let arcs = plain.find("\"arcs\": [\n").unwrap();
    let plain = format!(
        "{}\"arcs\": [[[11, 40], [11, 41]], [[11, 41], [10, 41], [10, 40], [11, 40]], [[11, 40], [12, 40], [12, 41], [11, 41]]]}}",
        &plain[..arcs]
    );
    let same = import(&plain).into_atlas();
    assert_eq!(same.territories().len(), 2);
    for (one, other) in atlas.territories().iter().zip(same.territories()) {
        assert_eq!(one, other);
    }
}

#[test]
fn formats_are_guessed() {
    for (name, text) in [("a.geojson", GW), ("a.topojson", COW)] {
        assert_eq!(Format::guess(std::path::Path::new(name), text.as_bytes()), Some(Format::CShapes));
    }
}

const ROW: &str = r#"{"type": "FeatureCollection", "features": [
{"type": "Feature", "id": "r", "properties": {"gwcode": 1, "country_name": "Aland", "start": "1886-01-01", "end": "1991-12-20", "status": "independent", "owner": "1", "b_def": 1},
 "geometry": {"type": "Polygon", "coordinates": [[[10, 40], [11, 40], [11, 41], [10, 41], [10, 40]]]}}
]}"#;

#[test]
fn malformed_rows_are_told_with_the_place() {
    let named = |bytes: &[u8]| CShapes::new().strict().named("c.geojson").read(bytes);
    each_is_refused(
        ROW,
        named,
        &[
            // Missing and wrong fields.
            (r#""gwcode": 1, "#, "", "c.geojson, feature 1 ('r'), line 2, column 46, properties.gwcode: it is missing"),
            (r#""gwcode": 1"#, r#""gwcode": "one""#, "line 2, column 57, properties.gwcode: 'one' is not the number"),
            (r#""gwcode": 1"#, r#""gwcode": -7"#, "properties.gwcode: '-7' is not the number of the state"),
            (r#""gwcode": 1"#, r#""gwcode": [1]"#, "properties.gwcode: "),
            (r#""country_name": "Aland", "#, "", "properties.country_name: it is missing"),
            (r#""owner": "1", "#, "", "properties.owner: it is missing"),
            (r#""owner": "1""#, r#""owner": "x""#, "properties.owner: 'x' is not the number"),
            (
                r#""status": "independent""#,
                r#""status": "free""#,
                "properties.status: 'free' is not a status; it must be one of: independent",
            ),
            (r#""status": "independent", "#, "", "properties.status: it is missing"),
            (r#""b_def": 1"#, r#""b_def": 7"#, "properties.b_def: '7' does not say whether"),
            (r#""type": "Feature", "#, "", "feature 1 ('r'), line 2, column 1, type: it is missing"),
            (r#""type": "Feature""#, r#""type": "Row""#, "type: it is \"Row\"; it must be \"Feature\""),
            // Dates.
            (r#""1886-01-01""#, r#""1886-02-30""#, "properties.start: '1886-02-30' is not a date"),
            (r#""1886-01-01""#, r#""1886""#, "properties.start: '1886' is not one day"),
            (r#""1886-01-01""#, "null", "properties.start: it is missing"),
            (r#""1886-01-01""#, r#""01.01.1886""#, "properties.start: "),
            (r#""1991-12-20""#, r#""1885-12-20""#, "properties.end: the row ends on 1885-12-20, before it begins"),
            // Geometries.
            ("[10, 40], [11, 40]", "[10, NaN], [11, 40]", "line 3, column "),
            ("[10, 40], [11, 40]", "[10, null], [11, 40]", "geometry.coordinates[0][0][1]: it is null"),
            (
                "[10, 40], [11, 40]",
                "[10, 91], [11, 40]",
                "line 3, column 51, geometry.coordinates[0][0]: longitude 10, latitude 91",
            ),
            ("[10, 40], [11, 40]", "[181, 40], [11, 40]", "geometry.coordinates[0][0]: longitude 181"),
            ("[10, 40], [11, 40]", "[1e999, 40], [11, 40]", "line 3, column "),
            (
                "[10, 40], [11, 40]",
                "[10], [11, 40]",
                "geometry.coordinates[0][0]: a position has a longitude and a latitude",
            ),
            (", [10, 40]]]", "]]", "geometry.coordinates[0]: the ring is not closed: it begins at"),
            (
                "[11, 41], [10, 41]",
                "[10, 41], [11, 41]",
                "feature 1 ('r'), line 2, column 1: territory 'gw1-1886-01-01': ring 1 of its outline",
            ),
            (
                "[[[10, 40], [11, 40], [11, 41], [10, 41], [10, 40]]]",
                "[]",
                "geometry.coordinates: the geometry is empty",
            ),
            (
                "[[[10, 40], [11, 40], [11, 41], [10, 41], [10, 40]]]",
                "[[[10, 40], [11, 40], [10, 40]]]",
                "feature 1 ('r')",
            ),
            (r#""type": "Polygon""#, r#""type": "Circle""#, "geometry.type: 'Circle' is not a type of geometry"),
            (r#""type": "Polygon""#, r#""type": "MultiPolygon""#, "geometry.coordinates: it is lists nested"),
            // Syntax.
            ("}\n]}", "}\n]", "truncated"),
            ("[11, 40],", "[11, 40]", "line 3, column "),
        ],
    );
    let null = ROW.split("\"geometry\"").next().unwrap().to_owned() + "\"geometry\": null}]}";
    refused("null geometry", named(null.as_bytes()), "feature 1 ('r'), line 3, column 14, geometry: ");
    for (text, expected) in [
        ("", "the file is empty"),
        ("[]", "expected a FeatureCollection, which begins with '{'"),
        ("{\"type\": \"Feature", "truncated"),
        ("{\"type\": \"FeatureCollection\"}", "features: it is missing"),
        ("{\"type\": \"FeatureCollection\", \"features\": 7}", "features: it must be a list of features"),
    ] {
        refused(text, named(text.as_bytes()), expected);
    }
}

#[test]
fn malformed_topologies_are_told_with_the_place() {
    each_is_refused(
        COW,
        read,
        &[
            (r#""cowcode": 2, "#, "", "feature 2, line 5, column 63, properties.gwcode: it is missing"),
            (
                r#""start": "1886-01-01", "end": "1990-12-31", "status": "independent", "owner": "2""#,
                r#""start": "1886", "end": 5, "status": "x", "owner": []"#,
                "feature 2, line 5, & properties.start: '1886' is not one day & properties.end: & properties.status: 'x' & properties.owner: ",
            ),
            ("[[0, 1]]", "[[0, 7]]", "feature 1, line 4, column 36, arcs[0][1]: arc 7 does not exist; the file has 3"),
            ("[[0, 1]]", "[[0, -9]]", "arcs[0][1]: arc -9 does not exist"),
            ("[[0, 1]]", "[[0, 2]]", "arcs[0][1]: arc 2 does not begin where the one before it ends"),
            ("[[0, 1]]", "[[0]]", "feature 1, line 4"),
            ("[[0, 1]]", "[[\"a\"]]", "feature 1, line 4, column 31, arcs: "),
            ("[[0, 1]]", "[]", "feature 1, line 4"),
            (r#""arcs": [[0, 1]], "#, "", "feature 1, line 4, & arcs: it is missing; a Polygon is drawn by arcs"),
            (
                r#""type": "Polygon""#,
                r#""type": "Circle""#,
                "feature 1, line 4, & type: 'Circle' is not a geometry that is read here",
            ),
            (r#""type": "Polygon""#, r#""type": "Point""#, "feature 1, line 4"),
            ("[1000, 0], [0, 1000]]", "[1000, 0], [0, \"x\"]]", "line 8, & arcs[0]"),
            ("[1000, 0], [0, 1000]]", "[1000, 0], [0]]", "line 8, & arcs[0]"),
            ("[[1000, 0], [0, 1000]]", "7", "line 8, column 3, arcs[0]: "),
            ("[0, 1000], [-1000, 0]]", "[0, 91000], [-1000, 0]]", "feature 2"),
            ("[0.001, 0.001]", "[0.001]", "line 2, column 15, transform: "),
            ("[0.001, 0.001]", "[0.001, \"x\"]", "line 2, column 15, transform: "),
            (r#""objects""#, r#""things""#, "objects: it is missing; a Topology has objects"),
            (" \"arcs\": [\n", " \"curves\": [\n", "arcs: it is missing; a Topology lists its arcs"),
        ],
    );
}

#[test]
fn other_encodings_and_parts_of_files_are_refused() {
    other_encodings_are_refused(ROW, "Aland", read);
    // A topology is known by its type, which must be near the beginning.
    let at = COW.find("Aland").unwrap();
    let mut latin = COW.as_bytes().to_vec();
    latin[at] = 0xE9;
    refused("Latin-1", read(&latin), "line 4, column 87: byte 0xE9 is not UTF-8");
    for cut in (20..COW.trim_end().len()).step_by(11) {
        assert!(read(&COW.as_bytes()[..cut]).is_err(), "cut at {cut}");
    }
}

/// Every problem of a file is told, not only the first.
#[test]
fn all_problems_are_told_at_once() {
    let faulty = GW
        .replace("\"1895-07-01\"", "\"1895-13-01\"")
        .replace("\"protectorate\"", "\"friend\"")
        .replace("[16, 40], [17, 40]", "[16, 140], [17, 40]");
    let error = read(faulty.as_bytes()).unwrap_err();
    let places: Vec<(Option<usize>, Option<&str>)> =
        error.problems().iter().map(|problem| (problem.location().feature(), problem.location().field())).collect();
    let expected = [
        (Some(4), Some("properties.start")),
        (Some(6), Some("properties.status")),
        (Some(7), Some("geometry.coordinates[0][0]")),
    ];
    assert_eq!(places, expected, "{error}");
    // Unless it is strict, the others are imported, and the same problems are in the report.
    let imported = CShapes::new().read(faulty.as_bytes()).unwrap();
    assert_eq!(imported.report().features_skipped(), 3);
    assert_eq!(imported.report().problems(), error.problems());
}
