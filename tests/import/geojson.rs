//! Plain GeoJSON by a mapping: columns, dates, ends, and what is wrong in a file.

use suzerain::build::SourceDraft;
use suzerain::import::{DateFormat, Ends, Format, GeoJson, ImportError, Imported, Mapping};
use suzerain::model::TerritoryKind;

use super::common::{each_is_refused, held, notes, other_encodings_are_refused, refused};

const DISTRICTS: &str = include_str!("../data/import/districts.geojson");

fn mapping() -> Mapping {
    Mapping::new()
        .code("nr")
        .name("district")
        .holder("state")
        .from("begin")
        .until("end")
        .kind("what")
        .ends(Ends::Included)
        .dates(DateFormat::Years)
}

fn import(text: &str, mapping: Mapping) -> Imported {
    GeoJson::new(mapping).read(text.as_bytes()).unwrap_or_else(|error| panic!("{error}"))
}

/// What every file of these four districts must answer, whatever its form.
pub(crate) fn districts_answer(imported: &Imported) {
    let atlas = imported.atlas();
    for (lon, day, expected) in [
        (10.5, "1800-12-31", "unrecorded"),
        (10.5, "1801-01-01", "East"),
        (10.5, "1917-12-31", "East"),
        (10.5, "1918-01-01", "unrecorded"),
        (11.5, "1850-12-31", "West"),
        (11.5, "1851-01-01", "East"),
        (11.5, "2500-01-01", "East"),
        (12.5, "1900-01-01", "unrecorded"),
        (13.5, "1900-01-01", "outside the atlas's ground"),
    ] {
        assert_eq!(held(atlas, (lon, 40.5), day), expected, "{lon} on {day}");
    }
    let kinds: Vec<_> = atlas.territories().iter().map(|it| (it.code().to_string(), it.kind())).collect();
    let unit = TerritoryKind::HistoricUnit;
    let expected = [("d-1", TerritoryKind::Province), ("d-2", TerritoryKind::City), ("d-2-2", unit), ("d-3", unit)];
    assert_eq!(kinds, expected.map(|(code, kind)| (code.to_owned(), kind)));
    assert_eq!(atlas.territories()[0].accuracy_m(), Some(10_000.0));
    assert_eq!((imported.report().features_read(), imported.report().features_imported()), (4, 4));
    assert!(notes(imported).contains("no holder is stated"), "{}", notes(imported));
}

#[test]
fn columns_are_taken_as_they_are_mapped() {
    districts_answer(&import(DISTRICTS, mapping()));
}

#[test]
fn lines_of_features_are_a_file_too() {
    let lines: Vec<String> = DISTRICTS
        .lines()
        .filter(|line| line.contains("Feature\""))
        .map(|line| line.trim_end_matches(',').to_owned())
        .collect();
    districts_answer(&import(&lines.join("\n"), mapping()));
    assert_eq!(import(&lines[0], mapping()).report().features_read(), 1);
}

/// A misspelt column of dates would make every period open.
#[test]
fn a_column_that_no_feature_has_is_a_problem() {
    refused(
        "a misspelt column",
        GeoJson::new(mapping().until("Finish")).read(DISTRICTS.as_bytes()),
        "the file has 1 problem & properties.Finish: no feature has the column 'Finish'; the columns are: begin, district, end",
    );
    // Columns that some features lack are read as before, and so are those that differ in capitals.
    assert!(GeoJson::new(mapping().kind("what")).read(DISTRICTS.as_bytes()).is_ok());
    assert!(GeoJson::new(mapping().until("END")).read(DISTRICTS.as_bytes()).is_ok());
    // A file without features has none to lack.
    let empty = GeoJson::new(mapping()).read(&br#"{"type": "FeatureCollection", "features": []}"#[..]);
    refused("no features", empty, "the file has 1 problem & nothing was imported: the file has no features");
}

/// Programs write 180 degrees as 180.00000000000003; it is within the grid.
#[test]
fn the_edge_of_the_map_may_be_overstepped_by_rounding() {
    let east = r#"{"type": "Feature", "id": "east", "properties": {}, "geometry": {"type": "Polygon",
        "coordinates": [[[170, 10], [180.00000000000003, 10], [180.00000000000003, 20], [170, 20], [170, 10]]]}}"#;
    let all = suzerain::import::Repair::all(0.001);
    for importer in [GeoJson::new(Mapping::new()), GeoJson::new(Mapping::new()).repair(all)] {
        let imported = importer.read(east.as_bytes()).unwrap();
        assert!(imported.report().repairs().is_empty(), "{}", imported.report());
        assert_eq!(held(imported.atlas(), (179.9, 15.0), "1900-01-01"), "east");
    }
}

#[test]
fn without_a_mapping_a_feature_holds_itself() {
    let imported = import(DISTRICTS, Mapping::new());
    assert_eq!(held(imported.atlas(), (10.5, 40.5), "0001-01-01"), "17");
    assert_eq!(imported.atlas().territories()[0].code().as_str(), "17");
}

#[test]
fn a_source_and_an_accuracy_can_be_stated() {
    let mapping = mapping().accuracy_m(250.0).cite(SourceDraft::new("survey", "The survey of 1850"));
    let atlas = import(DISTRICTS, mapping).into_atlas();
    assert_eq!(atlas.territories()[0].accuracy_m(), Some(250.0));
    assert_eq!(atlas.records()[0].attestation().citations()[0].to_string(), "survey (feature 1)");
    assert_eq!(atlas.source("survey").unwrap().title(), "The survey of 1850");
}

fn dated(from: &str, until: &str) -> String {
    format!(
        r#"{{"type": "Feature", "properties": {{"n": "A", "f": {from}, "u": {until}}}, "geometry": {{"type": "Polygon", "coordinates": [[[0, 0], [1, 0], [1, 1], [0, 0]]]}}}}"#
    )
}

#[test]
fn dates_are_read_in_the_form_that_is_stated() {
    use DateFormat::{Edtf, Iso, Years};
    use Ends::{Excluded, Included};
    for (format, ends, from, until, expected) in [
        (Years, Excluded, "1801", "\"1917\"", "1801-01-01 to 1917-01-01"),
        (Years, Included, "1801.0", "1917", "1801-01-01 to 1918-01-01"),
        (Years, Included, "-43", "0", "-0043-01-01 to 0001-01-01"),
        (Iso, Excluded, "\"1801-02-03\"", "\"1917-11-07\"", "1801-02-03 to 1917-11-07"),
        (Iso, Included, "\"1801-02-03\"", "\"1916-02-28\"", "1801-02-03 to 1916-02-29"),
        (Iso, Included, "null", "\"1999-12-31\"", "until 2000-01-01"),
        (Iso, Included, "\"1801-02-03T10:00:00Z\"", "\"9999-12-31\"", "since 1801-02-03"),
        (Years, Excluded, "-10000", "9999", "always"),
        (Edtf, Excluded, "\"1801-02\"", "\"[1917-11-07..1917-12-01]\"", "1801-02 to [1917-11-07..1917-12-01]"),
        (Edtf, Included, "\" 1801 \"", "\"1917-02\"", "1801 to [1917-02-02..1917-03-01]"),
    ] {
        let mapping = Mapping::new().name("n").from("f").until("u").dates(format).ends(ends);
        let atlas = import(&dated(from, until), mapping).into_atlas();
        assert_eq!(atlas.records()[0].attestation().period().to_string(), expected, "{from} {until}");
    }
    for (format, from, until, expected) in [
        (Years, "\"1801 AD\"", "null", "properties.f: '1801 AD' is not a date: it is not a whole year from -9999"),
        (Years, "1801.5", "null", "properties.f: '1801.5' is not a date: it is not a whole year"),
        (Years, "1900", "1850", "properties.u: it ends 1851-01-01, before it begins 1900-01-01"),
        (Iso, "\"1801\"", "null", "properties.f: '1801' is not a date: it is not one day"),
        (Iso, "1801", "null", "properties.f: '1801' is not a date: it is not one day"),
        (Iso, "\"1801-02-30\"", "null", "properties.f: '1801-02-30' is not a date"),
        (Iso, "\"03.02.1801\"", "null", "properties.f: "),
        (Edtf, "\"soon\"", "null", "properties.f: 'soon' is not a date"),
        (
            Edtf,
            "true",
            "[1]",
            "properties.f: it is true; it must be a date & properties.u: it is [1]; it must be a date",
        ),
    ] {
        let mapping = Mapping::new().name("n").from("f").until("u").dates(format).ends(Included);
        refused(from, GeoJson::new(mapping).read(dated(from, until).as_bytes()), expected);
    }
}

fn read(bytes: &[u8]) -> Result<Imported, ImportError> {
    GeoJson::new(mapping()).strict().named("d.geojson").read(bytes)
}

#[test]
fn malformed_features_are_told_with_the_place() {
    each_is_refused(
        DISTRICTS,
        read,
        &[
            (
                r#""begin": 1801"#,
                r#""begin": {}"#,
                "d.geojson, feature 1 ('17'), line 2, column 107, properties.begin: it is {}",
            ),
            (
                r#""what": "city""#,
                r#""what": "town""#,
                "feature 2 ('18'), line 3, & properties.what: 'town' is not a kind of territory; use one of:",
            ),
            (r#""end": 1850.0"#, r#""end": 1700"#, "feature 2 ('18'), line 3, & properties.end: it ends 1701-01-01"),
            ("[10, 40], [11, 40]", "[10, NaN], [11, 40]", "line 2, column "),
            (
                "[10, 40], [11, 40]",
                "[10, 91], [11, 40]",
                "feature 1 ('17'), line 2, & geometry.coordinates[0][0]: longitude 10, latitude 91",
            ),
            ("[10, 40], [11, 40]", "[\"10\", 40], [11, 40]", "geometry.coordinates[0][0][0]: it is the text '10'"),
            ("[10, 40], [11, 40]", "[true, 40], [11, 40]", "geometry.coordinates[0][0][0]: it is true"),
            ("[10, 40], [11, 40]", "{}, [11, 40]", "geometry.coordinates[0][0]: it is an object"),
            (
                "[10, 40], [11, 40]",
                "[10, 40], [], [11, 40]",
                "feature 1 ('17'), line 2, & geometry.coordinates[0][1]: a position has a longitude and a latitude; this is empty",
            ),
            ("[10, 40], [11, 40]", "40, [11, 40]", "geometry.coordinates[0]: numbers and lists stand side by side"),
            ("[10, 41], [10, 40]]", "[10, 41]]", "geometry.coordinates[0]: the ring is not closed"),
            (
                "[11, 41], [10, 41]",
                "[10, 41], [11, 41]",
                "feature 1 ('17'), line 2, column 1: territory 'd-1': ring 1 of its outline",
            ),
            ("[[10, 40], [11, 40], [11, 41], [10, 41], [10, 40]]", "", "geometry.coordinates: the geometry is empty"),
            (
                "[[[10, 40], [11, 40], [11, 41], [10, 41], [10, 40]]]",
                "[[], [[10, 40], [11, 40], [11, 41], [10, 40]]]",
                "geometry.coordinates[0]: the ring is empty",
            ),
            (
                r#"{"type": "Polygon", "coordinates": [[[10, 40], [11, 40], [11, 41], [10, 41], [10, 40]]]}"#,
                "null",
                "feature 1 ('17'), line 2, & geometry: ",
            ),
            (
                r#"{"type": "Polygon", "coordinates": [[[10, 40], [11, 40], [11, 41], [10, 41], [10, 40]]]}"#,
                "\"POLYGON\"",
                "geometry: it is 'POLYGON'; it must be a geometry or null",
            ),
            (
                r#""type": "Polygon", "coordinates": [[[10, 40], [11, 40], [11, 41], [10, 41], [10, 40]]]"#,
                r#""type": "Point", "coordinates": [10, 40]"#,
                "geometry: it is a Point; it must be a Polygon or a MultiPolygon",
            ),
            (r#""type": "Polygon", "#, "", "geometry.type: it is missing"),
            (r#""type": "Polygon""#, r#""type": 3"#, "geometry.type: "),
            (
                r#""type": "Feature", "#,
                r#""type": "feature", "#,
                "feature 1 ('17'), line 2, column 10, type: it is \"feature\"; it must be \"Feature\"",
            ),
            (
                r#""type": "FeatureCollection""#,
                r#""type": "Collection""#,
                "line 1, column 1, type: its type is \"Collection\"",
            ),
            ("\"features\": [", "\"features\": 7, \"others\": [", "features: it must be a list of features"),
            ("}},\n", "}}\n", "line 3, column 1: expected "),
        ],
    );
}

#[test]
fn a_feature_without_any_name_is_refused() {
    let nameless = r#"{"type": "Feature", "properties": {"x": 1}, "geometry": {"type": "Polygon", "coordinates": [[[0, 0], [1, 0], [1, 1], [0, 0]]]}}"#;
    let named = |mapping: Mapping| GeoJson::new(mapping).read(nameless.as_bytes());
    refused("no id", named(Mapping::new()), "feature 1, line 1, column 1, id: it is missing; a territory has a name");
    refused("no name", named(Mapping::new().name("n")), "feature 1, line 1, column 35, properties.n: it is missing");
}

#[test]
fn other_encodings_and_parts_of_files_are_refused() {
    other_encodings_are_refused(DISTRICTS, "Valley", read);
}

#[test]
fn progress_is_told() {
    let mut told = Vec::new();
    let importer = GeoJson::new(mapping()).on_progress(|progress| told.push((progress.bytes(), progress.features())));
    importer.read(DISTRICTS.as_bytes()).unwrap();
    assert_eq!(told.iter().map(|it| it.1).collect::<Vec<_>>(), [1, 2, 3, 4]);
    assert!(told.windows(2).all(|pair| pair[0].0 < pair[1].0) && told[3].0 <= DISTRICTS.len() as u64);
    // Plain files tell no format of their own.
    assert_eq!(Format::guess(std::path::Path::new("districts.geojson"), DISTRICTS.as_bytes()), None);
}
