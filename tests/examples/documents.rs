//! The examples that read files: `check_atlas`, and `import_geojson` where there are importers.

use super::{file, run};

const NONE: [&str; 0] = [];

const SOUND: &str = r#"{"type": "FeatureCollection", "suzerain": {"format": 1, "atlas": "isle"},
 "features": [{"type": "Feature", "id": "isle", "properties": {"kind": "province", "names": [{"text": "The Isle"}],
  "accuracy_m": 100, "sources": ["map"]},
  "geometry": {"type": "Polygon", "coordinates": [[[0, 0], [1, 0], [1, 1], [0, 1], [0, 0]]]}}],
 "polities": [{"code": "A", "kind": "kingdom", "names": [{"text": "Aland"}], "sources": ["map"]}],
 "sovereignties": [
  {"territory": "isle", "holder": "A", "from": "1800-01-01", "until": "1850-01-01", "sources": ["map"]},
  {"territory": "isle", "holder": "A", "from": "1900-01-01", "sources": ["map"]}],
 "sources": [{"code": "map", "title": "A map"}]}"#;

#[test]
fn a_sound_document_is_counted_and_its_gaps_are_told() {
    let sound = file("sound.geojson", SOUND.as_bytes());
    let run = run("check_atlas", [sound.as_os_str()], b"");
    assert_eq!((run.code, run.err.as_str()), (Some(0), ""));
    assert!(run.out.starts_with("sound: 'isle', edition 1\n  1 polities\n  1 territories\n"), "{}", run.out);
    assert!(
        run.out.contains("\n1 conflicts\n  gap, 1850-01-01 to 1900-01-01: nothing is recorded of 'isle'"),
        "{}",
        run.out
    );
}

#[test]
fn every_problem_of_every_document_is_told() {
    let faulty = SOUND.replacen("\"A\", \"from\": \"1900-01-01\"", "\"B\", \"from\": \"1900-02-30\"", 1);
    let faulty = file("faulty.geojson", faulty.as_bytes());
    let run_faulty = run("check_atlas", [faulty.as_os_str()], b"");
    assert_eq!(run_faulty.code, Some(1));
    for expected in ["faulty.geojson, line 8, ", "polity 'B' is not in the atlas", "'1900-02-30' is not a date"] {
        assert!(run_faulty.out.contains(expected), "{expected}\n{}", run_faulty.out);
    }
    let broken = file("broken.geojson", b"{\"type\": ");
    let run = run("check_atlas", [broken.as_os_str(), "no-such-file".as_ref()], b"");
    assert_eq!(run.code, Some(1));
    assert!(run.out.contains("broken.geojson: the document is not of the form of atlas documents: "), "{}", run.out);
    assert!(run.out.contains("no-such-file: it cannot be read: "), "{}", run.out);
}

#[test]
fn check_atlas_wants_files() {
    for (arguments, message) in
        [(&NONE[..], "check_atlas: no FILE given\nusage: "), (&["--all"], "check_atlas: option '--all' is not known\n")]
    {
        let run = run("check_atlas", arguments, b"");
        assert_eq!((run.code, run.out.as_str()), (Some(2), ""));
        assert!(run.err.starts_with(message), "{}", run.err);
    }
}

#[cfg(feature = "import")]
#[test]
fn a_plain_file_is_imported_by_its_columns() {
    let columns = "--code nr --name district --holder state --from begin --until end --kind what --dates years";
    let given = format!("tests/data/import/districts.geojson {columns} --ends included --day 1820-01-01");
    let imported = run("import_geojson", given.split(' '), b"");
    assert_eq!((imported.code, imported.err.as_str()), (Some(0), ""));
    assert!(imported.out.starts_with("4 features read, 4 imported, 0 skipped\n"), "{}", imported.out);
    assert!(imported.out.contains("\n1820-01-01, the largest of 3 shares:\nEast: 9412.9 km2\n"), "{}", imported.out);

    let wrong =
        run("import_geojson", "tests/data/import/districts.geojson --from begin --dates iso --strict".split(' '), b"");
    assert_eq!((wrong.code, wrong.out.as_str()), (Some(1), ""));
    assert!(wrong.err.contains("districts.geojson, feature 1 ('17'), line 2, "), "{}", wrong.err);
    for (given, message) in [
        ("", "no FILE given"),
        ("a b", "FILE is 'a' already, but here is 'b'"),
        ("a --dates roman", "--dates: 'roman' is no form of dates: use one of: dmy, mdy, ymd"),
        ("a --ends open", "--ends: 'open' is not included or excluded"),
        ("a --day 1900", "--day: '1900' is not one day"),
        ("a --repair x", "--repair: 'x' is not a number from 0"),
        ("a --name", "--name: a value is wanted after it"),
        ("a --fast", "option '--fast' is not known"),
    ] {
        let run = run("import_geojson", given.split_whitespace(), b"");
        assert_eq!((run.code, run.out.as_str()), (Some(2), ""), "{given}");
        assert!(run.err.starts_with(&format!("import_geojson: {message}")), "{given}: {}", run.err);
    }
}
