//! Historical basemaps: a folder of years, whom a name belongs to, and what is wrong in a map.

use std::fs;
use std::path::{Path, PathBuf};

use suzerain::Confidence;
use suzerain::import::{HistoricalBasemaps, ImportError, Imported, Repair};
use suzerain::model::PolityKind;

use super::common::{each_is_refused, held, notes, other_encodings_are_refused};

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("data/import/basemaps")
}

fn import(importer: HistoricalBasemaps<'_>, path: &Path) -> Imported {
    importer.read(path).unwrap_or_else(|error| panic!("{error}"))
}

#[test]
fn a_map_holds_in_its_year_only() {
    let imported = import(HistoricalBasemaps::new(), &folder());
    let atlas = imported.atlas();
    for (at, day, expected) in [
        ((11.5, 40.5), "-0001-12-31", "outside the atlas's time"),
        // The year 1 BC is the year 0.
        ((11.5, 40.5), "0000-01-01", "Rome"),
        ((11.5, 40.5), "0000-12-31", "Rome"),
        ((11.5, 40.5), "0001-01-01", "unrecorded"),
        ((11.5, 40.5), "1899-12-31", "unrecorded"),
        ((11.5, 40.5), "1900-01-01", "Aland > Bolony"),
        ((11.5, 40.5), "1900-12-31", "Aland > Bolony"),
        ((11.5, 40.5), "1901-01-01", "unrecorded"),
        ((11.5, 40.5), "1920-06-01", "Bolony"),
        ((11.5, 40.5), "1921-01-01", "outside the atlas's time"),
        // Outlines of different names overlap: the ground is disputed.
        ((10.2, 40.5), "1900-06-01", "contested by Aland and The League"),
        ((10.2, 41.5), "1900-06-01", "The League > Disputer"),
        ((20.7, 40.5), "1900-06-01", "outside the atlas's ground"),
    ] {
        assert_eq!(held(atlas, at, day), expected, "{at:?} on {day}");
    }
    assert_eq!(
        (
            imported.report().features_read(),
            imported.report().features_imported(),
            imported.report().features_skipped()
        ),
        (6, 5, 1)
    );
    let notes = notes(&imported);
    assert!(notes.contains("'places.geojson' is not named as a map is"), "{notes}");
    assert!(notes.contains("world_1900.geojson, feature 4, line 5, column 1: skipped: it has no NAME"), "{notes}");
    let accuracies: Vec<f64> = atlas.territories().iter().filter_map(suzerain::Territory::accuracy_m).collect();
    assert_eq!(accuracies, [100_000.0, 5_000.0, 25_000.0, 100_000.0, 5_000.0]);
    // Subject in one map, its own in another.
    assert_eq!(atlas.polity("Bolony").unwrap().kind(), PolityKind::SovereignState);
    assert!(atlas.records().iter().all(|record| record.attestation().confidence() != Some(Confidence::Low)));
    let cited: Vec<String> =
        atlas.records().iter().map(|record| record.attestation().citations()[0].to_string()).collect();
    assert!(cited.contains(&"historical-basemaps (map of the year 1 BC)".to_owned()), "{cited:?}");
}

#[test]
fn maps_are_carried_on_if_that_is_asked_for_and_marked() {
    let imported = import(HistoricalBasemaps::new().until_next_map(), &folder());
    let atlas = imported.atlas();
    for (lon, day, expected) in [
        (11.5, "1000-01-01", "Rome"),
        (11.5, "1899-12-31", "Rome"),
        (11.5, "1900-01-01", "Aland > Bolony"),
        (11.5, "1919-12-31", "Aland > Bolony"),
        (11.5, "1920-01-01", "Bolony"),
        (11.5, "1921-01-01", "outside the atlas's time"),
    ] {
        assert_eq!(held(atlas, (lon, 40.5), day), expected, "{lon} on {day}");
    }
    let (carried, last): (Vec<_>, Vec<_>) =
        atlas.records().iter().partition(|record| record.attestation().confidence() == Some(Confidence::Low));
    assert_eq!((carried.len(), last.len()), (4, 1));
    assert_eq!(carried[0].attestation().note(), Some("approximate: the map of 1 BC is carried on to that of 1900"));
}

#[test]
fn one_map_is_read_alone() {
    let imported = import(HistoricalBasemaps::new(), &folder().join("world_1920.geojson"));
    assert_eq!(imported.atlas().records().len(), 1);
    let error = HistoricalBasemaps::new().read(folder().join("places.geojson")).unwrap_err().to_string();
    assert!(error.contains("is or has no map named such as world_1900.geojson"), "{error}");
    assert!(matches!(
        HistoricalBasemaps::new().read("no/such/folder"),
        Err(ImportError::Io(_) | ImportError::Problems(_))
    ));
}

/// Reads a text as the map of a year; `test` keeps files of tests apart that run at once.
fn read(test: &str, bytes: &[u8], repair: Repair) -> Result<Imported, ImportError> {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(format!("basemaps-{test}"));
    fs::create_dir_all(&folder).unwrap();
    let path = folder.join("world_1900.geojson");
    fs::write(&path, bytes).unwrap();
    HistoricalBasemaps::new().strict().repair(repair).read(path)
}

const MAP: &str = r#"{"type": "FeatureCollection", "features": [
{"type": "Feature", "properties": {"NAME": "Aland", "SUBJECTO": "Aland", "BORDERPRECISION": 3, "PARTOF": "Aland"},
 "geometry": {"type": "Polygon", "coordinates": [[[10, 40], [11, 40], [11, 41], [10, 41], [10, 40]]]}}
]}"#;

#[test]
fn malformed_maps_are_told_with_the_place() {
    each_is_refused(
        MAP,
        |bytes| read("malformed", bytes, Repair::new()),
        &[
            (
                r#""BORDERPRECISION": 3"#,
                r#""BORDERPRECISION": 9"#,
                "world_1900.geojson, feature 1, line 2, column 93, properties.BORDERPRECISION: '9' is not a precision; it must be 1, 2 or 3",
            ),
            (
                r#""BORDERPRECISION": 3"#,
                r#""BORDERPRECISION": "good""#,
                "properties.BORDERPRECISION: 'good' is not a precision",
            ),
            (
                "[10, 40], [11, 40]",
                "[10, 91], [11, 40]",
                "feature 1, line 3, column 51, geometry.coordinates[0][0]: longitude 10, latitude 91",
            ),
            ("[10, 40], [11, 40]", "[10, NaN], [11, 40]", "world_1900.geojson, "),
            ("[10, 40], [11, 40]", "[null, 40], [11, 40]", "geometry.coordinates[0][0][0]: it is null"),
            (", [10, 40]]]", "]]", "geometry.coordinates[0]: the ring is not closed"),
            (
                "[11, 41], [10, 41]",
                "[10, 41], [11, 41]",
                "world_1900.geojson, feature 1, line 2, column 1: territory '1900_Aland': ring 1 of its outline",
            ),
            (
                "[[[10, 40], [11, 40], [11, 41], [10, 41], [10, 40]]]",
                "[]",
                "geometry.coordinates: the geometry is empty",
            ),
            (r#""type": "Polygon""#, r#""type": "LineString""#, "geometry.coordinates: "),
            (r#""type": "Polygon", "#, "", "geometry.type: it is missing"),
            (r#""type": "Feature", "#, "", "feature 1, line 2, column 1, type: it is missing"),
            (
                r#""properties": {"NAME""#,
                r#""fields": {"NAME""#,
                "feature 1, line 2, column 1, properties: it is missing",
            ),
            (r#""features""#, r#""maps""#, "features: it is missing"),
            ("}\n]}", "}\n", "truncated"),
        ],
    );
    // A year beyond the calendar is skipped, and that is said.
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("basemaps-early");
    fs::create_dir_all(&folder).unwrap();
    fs::write(folder.join("world_bc123000.geojson"), MAP).unwrap();
    fs::write(folder.join("world_1900.geojson"), MAP).unwrap();
    let imported = import(HistoricalBasemaps::new(), &folder);
    assert!(notes(&imported).contains("world_bc123000.geojson: skipped: the year of the map lies outside"));
}

#[test]
fn other_encodings_and_parts_of_maps_are_refused() {
    other_encodings_are_refused(MAP, "Aland", |bytes| read("encodings", bytes, Repair::new()));
}

#[test]
fn repairs_are_made_if_they_are_asked_for() {
    let open = MAP.replacen(", [10, 40]]]", "]]", 1);
    let imported = read("repairs", open.as_bytes(), Repair::new().close_rings()).unwrap();
    assert_eq!(imported.report().repairs().len(), 1);
    assert_eq!(held(imported.atlas(), (10.5, 40.5), "1900-06-01"), "Aland");
}
