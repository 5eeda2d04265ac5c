//! The same three districts in every container, as GDAL 3.12 writes it; packed; projected; and what eats memory.

use std::fs;
use std::io::{Cursor, Write};
use std::path::{Path, PathBuf};

use flate2::Compression;
use flate2::write::GzEncoder;
use suzerain::Atlas;
use suzerain::import::{AnyFile, CShapes, Format, GeoJson, ImportError, Imported, MappedFile, Mapping};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::common::{held, notes, refused};

fn data(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("data/import/containers").join(name)
}

/// A file of a test in the folder of its own.
fn temporary(name: &str, bytes: &[u8]) -> PathBuf {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("containers");
    fs::create_dir_all(&folder).unwrap();
    let path = folder.join(name);
    fs::write(&path, bytes).unwrap();
    path
}

fn mapping() -> Mapping {
    Mapping::new().code("district").name("district").holder("state").from("begin").until("end")
}

fn read(path: impl AsRef<Path>) -> Imported {
    let path = path.as_ref();
    MappedFile::new(mapping()).read(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn gzipped(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

fn zipped(files: &[(&str, Vec<u8>)]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in files {
        writer.start_file(*name, SimpleFileOptions::default()).unwrap();
        writer.write_all(bytes).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

/// Who holds the districts; a little inside, for files that were projected there and back.
fn districts_answer(what: &str, atlas: &Atlas) {
    for (place, day, expected) in [
        ((10.001, 40.001), "1801-12-31", "East"),
        ((10.999, 40.999), "1917-03-14", "East"),
        ((10.5, 40.5), "1917-03-15", "unrecorded"),
        ((11.001, 40.5), "1801-04-30", "unrecorded"),
        ((11.001, 40.5), "1801-06-01", "West"),
        ((12.5, 40.5), "1820-01-01", "East"),
        ((12.5, 40.5), "1851-01-01", "unrecorded"),
    ] {
        assert_eq!(held(atlas, place, day), expected, "{what}: {place:?} on {day}");
    }
    let codes: Vec<String> = atlas.territories().iter().map(|territory| territory.code().to_string()).collect();
    for code in ["Valley", "Hill", "Dolina"] {
        assert!(codes.iter().any(|known| known == code), "{what}: {codes:?}");
    }
}

#[test]
fn every_container_answers_alike() {
    for name in ["d.kml", "libkml.kml", "web.fgb", "web.shp", "laea.shp", "seq.geojsons", "seq.geojsonl", "utm.geojson"]
    {
        let imported = read(data(name));
        assert_eq!((imported.report().features_imported(), imported.report().features_skipped()), (3, 0), "{name}");
        districts_answer(name, imported.atlas());
    }
    let lines = fs::read(data("seq.geojsonl")).unwrap();
    let gz = read(temporary("d.geojsonl.gz", &gzipped(&lines)));
    districts_answer("gzip", gz.atlas());
    let stream = GeoJson::new(mapping()).read(gzipped(&lines).as_slice()).unwrap();
    districts_answer("a stream of gzip", stream.atlas());
}

#[test]
fn zip_files_are_read() {
    let file = |name: &str| fs::read(data(name)).unwrap();
    let shapefile = ["shp", "dbf", "prj", "cpg"].map(|end| (format!("folder/D.{end}"), file(&format!("web.{end}"))));
    let shapefile: Vec<(&str, Vec<u8>)> =
        shapefile.iter().map(|(name, bytes)| (name.as_str(), bytes.clone())).collect();
    let path = temporary("shapefile.zip", &zipped(&shapefile));
    districts_answer("a shapefile", read(&path).atlas());
    districts_answer("a shapefile", suzerain::import::Shapefile::new(mapping()).read(&path).unwrap().atlas());
    districts_answer("KMZ", read(temporary("d.kmz", &zipped(&[("doc.kml", file("d.kml"))]))).atlas());
    let hidden = ("__MACOSX/._d.geojson", b"x".to_vec());
    let json = zipped(&[hidden, ("d.geojson", file("utm.geojson")), ("readme.txt", b"hello".to_vec())]);
    districts_answer("GeoJSON", read(temporary("json.zip", &json)).atlas());

    let two = temporary("two.zip", &zipped(&[("a.geojson", file("utm.geojson")), ("b.geojson", file("utm.geojson"))]));
    refused("two files", MappedFile::new(mapping()).read(&two), "it has 2 layers; state one of: a.geojson, b.geojson");
    districts_answer("one of two", MappedFile::new(mapping()).layer("b.geojson").read(&two).unwrap().atlas());
    refused(
        "no such file",
        MappedFile::new(mapping()).layer("c").read(&two),
        "it has no layer 'c'; its layers are: a.geojson",
    );
    let none = temporary("none.zip", &zipped(&[("readme.txt", b"hello".to_vec())]));
    refused(
        "no data",
        MappedFile::new(mapping()).read(none),
        "no file of the zip file can be read; it must have one of: .shp",
    );
    let whole = zipped(&[("d.geojson", file("utm.geojson"))]);
    refused(
        "a part",
        MappedFile::new(mapping()).read(temporary("part.zip", &whole[..whole.len() / 2])),
        "the zip file: ",
    );
}

#[cfg(feature = "geopackage")]
#[test]
fn geopackages_are_read() {
    use std::io::Read;
    for name in ["d.gpkg", "utm.gpkg"] {
        let mut bytes = Vec::new();
        flate2::read::GzDecoder::new(fs::File::open(data(&format!("{name}.gz"))).unwrap())
            .read_to_end(&mut bytes)
            .unwrap();
        let path = temporary(name, &bytes);
        districts_answer(name, read(&path).atlas());
        let layer = MappedFile::new(mapping()).layer("districts").read(&path).unwrap();
        assert_eq!(layer.report().features_imported(), 3);
        refused(
            "another layer",
            MappedFile::new(mapping()).layer("x").read(&path),
            "it has no layer 'x'; its layers are: districts",
        );
        let column = MappedFile::new(mapping().holder("owner")).read(&path);
        refused(
            "no such column",
            column,
            "no feature has the column 'owner'; the columns are: begin, district, end, fid, state",
        );
        // Damaged, it is refused or read in part, and never panics.
        for at in (0..bytes.len()).step_by(997) {
            let mut damaged = bytes.clone();
            damaged[at] ^= 0xFF;
            let _ = MappedFile::new(mapping()).read(temporary("damaged.gpkg", &damaged));
        }
        refused("cut off", MappedFile::new(mapping()).read(temporary("cut.gpkg", &bytes[..5000])), "GeoPackage");
    }
}

#[test]
fn a_bad_text_of_a_sequence_is_skipped() {
    let lines = fs::read_to_string(data("seq.geojsons")).unwrap();
    let worse = lines.replacen("\"Hill\"", "NaN", 1);
    let imported = GeoJson::new(mapping()).read(worse.as_bytes()).unwrap();
    assert_eq!((imported.report().features_imported(), imported.report().features_skipped()), (2, 1));
}

#[test]
fn topojson_of_any_kind_is_read() {
    let arcs = r#""arcs": [[[0,0],[10,0]],[[10,0],[0,10],[-10,0],[0,-10]],[[10,0],[10,0],[0,10],[-10,0]]]"#;
    let districts = r#""districts": {"type": "GeometryCollection", "geometries": [
        {"type": "Polygon", "arcs": [[0, 1]], "id": 7, "properties": {"district": "Valley", "state": "East"}},
        {"type": "GeometryCollection", "geometries": [{"type": "Polygon", "arcs": [[2, -1, 0, -2]]}],
         "properties": {"district": "x", "state": "x"}},
        {"type": "Point", "coordinates": [1, 1], "properties": {"district": "y", "state": "y"}},
        {"type": null, "properties": {"district": "z", "state": "z"}}]}"#;
    let file = |objects: &str| {
        format!(
            "{{\"type\": \"Topology\", \"transform\": {{\"scale\": [0.1, 0.1], \"translate\": [10, 40]}}, \"objects\": {{{objects}}}, {arcs}}}"
        )
    };
    let mapping = || Mapping::new().name("district").holder("state");
    let one = file(districts);
    let imported = GeoJson::new(mapping()).read(one.as_bytes()).unwrap();
    assert_eq!(held(imported.atlas(), (10.5, 40.5), "1900-01-01"), "East");
    let report = imported.report();
    assert_eq!((report.features_read(), report.features_imported(), report.features_skipped()), (4, 1, 3), "{report}");
    // A topology with other columns is not taken for CShapes.
    assert_eq!(Format::guess(Path::new("any.topojson"), one.as_bytes()), None);
    let states = temporary("states.topojson", one.replace("district\"", "gwcode\"").as_bytes());
    assert_eq!(Format::guess(&states, &one.as_bytes()[..60]), Some(Format::CShapes));

    let two = file(&format!(
        "{districts}, \"land\": {{\"type\": \"Polygon\", \"arcs\": [[0, 1]], \"properties\": {{\"district\": \"Land\"}}}}"
    ));
    refused(
        "two layers",
        GeoJson::new(mapping()).read(two.as_bytes()),
        "it has 2 layers; state one of: districts, land",
    );
    let path = temporary("two.topojson", two.as_bytes());
    let land = MappedFile::new(Mapping::new().name("district")).layer("land").read(path).unwrap();
    assert_eq!(land.atlas().territories().len(), 1);
}

#[test]
fn arcs_that_are_named_without_end_are_refused() {
    let ring: Vec<String> =
        (0..1000).map(|step| f64::from(step) * 0.006_283).map(|at| format!("[{},{}]", at.cos(), at.sin())).collect();
    let first = ring[0].clone();
    let bomb = |rings: &str| {
        format!(
            "{{\"type\":\"Topology\",\"objects\":{{\"o\":{{\"type\":\"MultiPolygon\",\"arcs\":[{rings}],\"properties\":{{\"district\":\"A\",\"state\":\"A\"}}}}}},\"arcs\":[[{},{first}]]}}",
            ring.join(",")
        )
    };
    let mapping = || Mapping::new().name("district").holder("state");
    let many = vec!["[[0]]"; 10_000].join(",");
    refused(
        "many rings",
        GeoJson::new(mapping()).read(bomb(&many).as_bytes()),
        "its rings name arcs with 10010000 positions, of which the file has 1001",
    );
    let long = format!("[[{}]]", vec!["0"; 10_000].join(","));
    refused("a long ring", GeoJson::new(mapping()).read(bomb(&long).as_bytes()), "its rings name arcs with");
    assert!(GeoJson::new(mapping()).read(bomb("[[0]]").as_bytes()).is_ok());
    let rows = CShapes::new().read(bomb(&many).as_bytes());
    assert!(rows.is_err());
}

#[test]
fn packed_files_that_unpack_without_end_are_refused() {
    // 300 MB of blanks.
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    let blanks = vec![b' '; 1 << 20];
    for _ in 0..300 {
        encoder.write_all(&blanks).unwrap();
    }
    let bytes = encoder.finish().unwrap();
    let error = MappedFile::new(mapping()).read(temporary("bomb.gz", &bytes)).unwrap_err();
    assert!(
        matches!(error, ImportError::Io(_)) && error.to_string().contains("more than 100 times as large"),
        "{error}"
    );
    let twice = MappedFile::new(mapping()).read(temporary("twice.gz", &gzipped(&gzipped(b"{}"))));
    refused("packed twice", twice, "it is packed more than once");
}

#[test]
fn coordinates_are_converted_and_that_is_said() {
    let text = fs::read_to_string(data("utm.geojson")).unwrap();
    let imported = GeoJson::new(mapping()).read(text.as_bytes()).unwrap();
    let note = "coordinates are converted from EPSG:32632 to WGS84 longitude and latitude, to within 1 m";
    assert!(notes(&imported).contains(note), "{}", notes(&imported));
    let named = |code: &str| GeoJson::new(mapping()).read(text.replace("EPSG::32632", code).as_bytes());
    refused(
        "a system that is not known",
        named("EPSG::9999"),
        "the coordinate system is EPSG:9999, which cannot be converted here",
    );
    // One fault, not one a position.
    assert_eq!(named("EPSG::9999").unwrap_err().problems().len(), 1);
    for near in ["EPSG::4258", "EPSG::4269", "EPSG::4283"] {
        let text = fs::read_to_string(data("seq.geojsonl")).unwrap().replace('\n', ",");
        let text = format!(
            "{{\"type\":\"FeatureCollection\",\"crs\":{{\"properties\":{{\"name\":\"urn:ogc:def:crs:{near}\"}}}},\"features\":[{}]}}",
            text.trim_end_matches(',')
        );
        let imported = GeoJson::new(mapping()).read(text.as_bytes()).unwrap();
        assert!(notes(&imported).contains("is taken for WGS84, from which it differs by up to 2 m"));
        districts_answer(near, imported.atlas());
    }
    let late = r#"{"type":"FeatureCollection","features":[{"type":"Feature","properties":{},"geometry":null}],"crs":{"properties":{"name":"EPSG:3857"}}}"#;
    refused(
        "a system behind the features",
        GeoJson::new(Mapping::new()).read(late.as_bytes()),
        "is stated behind the features",
    );
    // Numbers that are no degrees.
    let plain = text.replace("\"crs\"", "\"other\"");
    refused("no system", GeoJson::new(mapping()).read(plain.as_bytes()), "the file seems to be projected");
}

#[test]
fn packed_data_of_a_known_format_are_recognised() {
    let rows = fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("data/import/cliopatria.geojson")).unwrap();
    for (name, bytes) in
        [("clio.geojson.gz", gzipped(&rows)), ("clio.zip", zipped(&[("cliopatria.geojson", rows.clone())]))]
    {
        let imported = AnyFile::new().read(temporary(name, &bytes)).unwrap();
        assert_eq!(imported.report().features_read(), 11, "{name}");
    }
}

#[test]
fn codes_are_readable_in_any_script() {
    let names = [
        "Россия",
        "Հայաստան",
        "საქართველო",
        "Ελλάδα",
        "中国",
        "日本",
        "مصر",
        "Côte d’Ivoire",
        "Azərbaycan",
        "Việt Nam",
        "🙂",
    ];
    let feature = |number: usize, name: &str| {
        format!(
            "{{\"type\":\"Feature\",\"properties\":{{\"n\":\"{name}\"}},\"geometry\":{{\"type\":\"Polygon\",\"coordinates\":[[[{number},0],[{0},0],[{0},1],[{number},0]]]}}}}",
            number + 1
        )
    };
    let text: Vec<String> = names.iter().enumerate().map(|(number, name)| feature(number, name)).collect();
    let imported = GeoJson::new(Mapping::new().name("n")).read(text.join("\n").as_bytes()).unwrap();
    let codes: Vec<String> = imported.atlas().polities().iter().map(|polity| polity.code().to_string()).collect();
    assert_eq!(codes[0], "Rossiya");
    assert_eq!(codes[1], "Hayastan");
    assert_eq!(codes[7], "Cote-dIvoire");
    assert!(codes.iter().all(|code| code != "x" && !code.starts_with("x-")), "{codes:?}");
}

#[test]
fn holders_are_told_by_their_codes() {
    let text = r#"{"type":"Feature","properties":{"n":"A","h":"Russia","c":"RUS","f":"1801","u":"1917"},"geometry":{"type":"Polygon","coordinates":[[[0,0],[1,0],[1,1],[0,0]]]}}
{"type":"Feature","properties":{"n":"B","h":"Россия","c":"RUS","f":"1991","u":null},"geometry":{"type":"Polygon","coordinates":[[[2,0],[3,0],[3,1],[2,0]]]}}"#;
    let mapping = Mapping::new().name("n").holder("h").holder_code("c").from("f").until("u");
    let imported = GeoJson::new(mapping).read(text.as_bytes()).unwrap();
    assert_eq!(imported.atlas().polities().len(), 1);
    assert_eq!(imported.atlas().polities()[0].code().to_string(), "RUS");
    assert_eq!(held(imported.atlas(), (0.6, 0.5), "1850-01-01"), "Russia");
    assert_eq!(held(imported.atlas(), (2.6, 0.5), "2000-01-01"), "Россия");
}

#[test]
fn very_long_names_do_not_fill_the_messages() {
    let long = "ж".repeat(100_000);
    let feature = |state: &str| {
        format!(
            "{{\"type\":\"Feature\",\"id\":\"{long}\",\"properties\":{{\"district\":\"{long}\",\"state\":\"A\",\"begin\":\"{state}\"}},\
             \"geometry\":{{\"type\":\"Polygon\",\"coordinates\":[[[0,0],[1,0],[1,1],[0,0]]]}}}}"
        )
    };
    let mapping = || Mapping::new().name("district").holder("state").from("begin");
    let imported = GeoJson::new(mapping()).read(feature("1801").as_bytes()).unwrap();
    assert_eq!(imported.atlas().territories()[0].code().as_str().len(), 31);
    let error = GeoJson::new(mapping()).read(feature(&long).as_bytes()).unwrap_err().to_string();
    assert!(error.len() < 5000, "{}", error.len());
}
