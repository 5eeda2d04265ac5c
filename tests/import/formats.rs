//! Any path: formats by name, by content, by folder; atlases of this crate in both of their forms.

use std::fs;
use std::path::{Path, PathBuf};

use suzerain::Atlas;
use suzerain::error::BinaryError;
use suzerain::import::{AnyFile, Format, ReadError, Repair};

use super::common::held;

const DOCUMENT: &str = r#"{"type": "FeatureCollection", "suzerain": {"format": 1, "atlas": "isle"},
 "features": [{"type": "Feature", "id": "isle", "properties": {"kind": "province", "names": [{"text": "The Isle", "lang": "en"}],
  "accuracy_m": 100, "sources": ["map"]},
  "geometry": {"type": "Polygon", "coordinates": [[[0, 0], [1, 0], [1, 1], [0, 1], [0, 0]]]}}],
 "polities": [{"code": "A", "kind": "kingdom", "names": [{"text": "Aland", "lang": "en"}], "sources": ["map"]}],
 "sovereignties": [{"territory": "isle", "holder": "A", "from": "1800-01-01", "sources": ["map"]}],
 "sources": [{"code": "map", "title": "A map"}]}"#;

fn file(name: &str, bytes: &[u8]) -> PathBuf {
    let path = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
    fs::write(&path, bytes).unwrap();
    path
}

fn read(path: &Path, format: Option<Format>) -> Result<Atlas, ReadError> {
    let importer = format.into_iter().fold(AnyFile::new(), AnyFile::format);
    importer.read(path).map(suzerain::import::Imported::into_atlas)
}

#[test]
fn words_are_read_and_written() {
    for (word, format) in [
        ("atlas", Format::Atlas),
        ("binary", Format::Binary),
        ("cshapes", Format::CShapes),
        ("cliopatria", Format::Cliopatria),
        ("ohm", Format::OpenHistoricalMap),
        ("historical-basemaps", Format::HistoricalBasemaps),
    ] {
        assert_eq!(word.parse::<Format>().unwrap(), format);
        assert_eq!(format.to_string(), word);
    }
    for word in ["", "CShapes", "geojson", "shapefile", "kml"] {
        let error = word.parse::<Format>().unwrap_err().to_string();
        assert!(error.starts_with(&format!("'{word}' is not a format; use one of: atlas, binary, cshapes")), "{error}");
    }
}

#[test]
fn atlases_are_read_in_both_of_their_forms() {
    let atlas = Atlas::from_geojson(DOCUMENT.as_bytes()).unwrap();
    let document = file("formats-document.bin", DOCUMENT.as_bytes());
    let binary = file("formats-binary.geojson", &atlas.to_bytes());
    for (path, format) in [(&document, Format::Atlas), (&binary, Format::Binary)] {
        let guessed = Format::guess(path, &fs::read(path).unwrap());
        assert_eq!(guessed, Some(format), "the content tells more than the name");
        for given in [None, Some(format)] {
            let importer = given.into_iter().fold(AnyFile::new(), AnyFile::format);
            let imported = importer.repair(Repair::all(1.0)).read(path).unwrap();
            assert_eq!(imported.report().to_string(), "1 features read, 1 imported, 0 skipped");
            assert_eq!(held(imported.atlas(), (0.5, 0.5), "1900-01-01"), "Aland");
        }
    }
    // A wrong word is no secret.
    assert!(matches!(read(&document, Some(Format::Binary)), Err(ReadError::Binary(BinaryError::NotAnAtlas))));
    assert!(matches!(read(&binary, Some(Format::Atlas)), Err(ReadError::Document(_))));
    assert!(matches!(read(&document, Some(Format::Cliopatria)), Err(ReadError::Import(_))));
    let cut = file("formats-cut.suz", &atlas.to_bytes()[..100]);
    assert!(matches!(read(&cut, None), Err(ReadError::Binary(BinaryError::Length { found: 100, .. }))));
}

#[test]
fn small_files_of_each_format_are_guessed() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/import");
    for name in
        ["cshapes-gw.geojson", "cshapes-cow.topojson", "cliopatria.geojson", "openhistoricalmap.geojson", "basemaps"]
    {
        let path = folder.join(name);
        assert!(read(&path, None).is_ok(), "{name}");
    }
}

#[test]
fn what_tells_no_format_is_said_with_the_way_out() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/import");
    for name in ["districts.geojson", ""] {
        let error = read(&folder.join(name), None).unwrap_err();
        assert!(matches!(error, ReadError::UnknownFormat(_)), "{name}: {error}");
        let error = error.to_string();
        assert!(error.contains("is not known; state one of: atlas, binary, cshapes"), "{error}");
        assert!(error.contains("plain GeoJSON, .shp and .fgb files are read with a mapping"), "{error}");
    }
    let missing = read(Path::new("no/such/file.geojson"), None).unwrap_err();
    assert!(missing.to_string().starts_with("the file cannot be read: "), "{missing}");
}
