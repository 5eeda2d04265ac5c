//! Shapefiles: written by another crate and changed byte by byte, with encodings and coordinate systems.

use std::fs;
use std::path::PathBuf;

use shapefile::dbase::{FieldValue, Record, TableWriterBuilder};
use shapefile::{Point, Polygon, PolygonRing, ShapeWriter, Writer};
use suzerain::import::{DateFormat, Ends, ImportError, Imported, Mapping, Repair, RepairKind, Shapefile};

use super::common::{held, notes, refused};
use super::geojson::districts_answer;

/// A row: code, name, holder, first and last year, kind, and the western edge of its square.
type Row = (&'static str, &'static str, &'static str, Option<f64>, Option<f64>, &'static str, f64);

const VALLEY: Row = ("d-1", "Valley", "East", Some(1801.0), Some(1917.0), "province", 10.0);

/// The files of a shapefile.
#[derive(Clone)]
struct Files {
    shp: Vec<u8>,
    dbf: Vec<u8>,
    prj: Option<String>,
    cpg: Option<String>,
}

fn files(rows: &[Row]) -> Files {
    let (mut shp, mut shx, mut dbf) =
        (std::io::Cursor::new(Vec::new()), std::io::Cursor::new(Vec::new()), std::io::Cursor::new(Vec::new()));
    let text = |name: &str| name.try_into().unwrap();
    let table = TableWriterBuilder::new()
        .add_character_field(text("nr"), 10)
        .add_character_field(text("district"), 20)
        .add_character_field(text("state"), 20)
        .add_numeric_field(text("begin"), 8, 0)
        .add_numeric_field(text("end"), 8, 0)
        .add_character_field(text("what"), 10)
        .build_with_dest(&mut dbf);
    let mut writer = Writer::new(ShapeWriter::with_shx(&mut shp, &mut shx), table);
    for &(nr, district, state, begin, end, what, west) in rows {
        let mut record = Record::default();
        for (column, value) in [("nr", nr), ("district", district), ("state", state), ("what", what)] {
            record.insert(column.to_owned(), FieldValue::Character(Some(value.to_owned()).filter(|it| !it.is_empty())));
        }
        for (column, value) in [("begin", begin), ("end", end)] {
            record.insert(column.to_owned(), FieldValue::Numeric(value));
        }
        let corners = [(0.0, 40.0), (0.0, 41.0), (1.0, 41.0), (1.0, 40.0), (0.0, 40.0)];
        let ring = PolygonRing::Outer(corners.map(|(x, y)| Point::new(west + x, y)).to_vec());
        writer.write_shape_and_record(&Polygon::new(ring), &record).unwrap();
    }
    drop(writer);
    let mut dbf = dbf.into_inner();
    dbf[29] = 0;
    Files { shp: shp.into_inner(), dbf, prj: Some(WGS84.to_owned()), cpg: None }
}

const WGS84: &str = r#"GEOGCS["GCS_WGS_1984",DATUM["D_WGS_1984",SPHEROID["WGS_1984",6378137.0,298.257223563]],PRIMEM["Greenwich",0.0]]"#;

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

fn folder(test: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(format!("shapefile-{test}"))
}

fn read(test: &str, files: &Files, repair: Repair) -> Result<Imported, ImportError> {
    let folder = folder(test);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    fs::write(folder.join("d.shp"), &files.shp).unwrap();
    fs::write(folder.join("d.dbf"), &files.dbf).unwrap();
    for (extension, text) in [("prj", &files.prj), ("cpg", &files.cpg)] {
        if let Some(text) = text {
            fs::write(folder.join(format!("d.{extension}")), text).unwrap();
        }
    }
    Shapefile::new(mapping()).strict().named("d.shp").repair(repair).read(folder.join("d.shp"))
}

#[test]
fn a_shapefile_answers_as_the_same_geojson() {
    let rows = [
        VALLEY,
        ("d-2", "Hill", "West", Some(1801.0), Some(1850.0), "city", 11.0),
        ("d-2", "Hill", "East", Some(1851.0), None, "", 11.0),
        ("d-3", "Moor", "", None, None, "", 12.0),
    ];
    let files = files(&rows);
    let imported = read("valid", &files, Repair::new()).unwrap_or_else(|error| panic!("{error}"));
    districts_answer(&imported);
    let mut told = Vec::new();
    let importer = Shapefile::new(mapping()).on_progress(|progress| told.push((progress.features(), progress.bytes())));
    importer.read(folder("valid").join("d.shp")).unwrap();
    assert_eq!(told.iter().map(|(features, _)| *features).collect::<Vec<_>>(), [1, 2, 3, 4]);
    assert!(told.is_sorted_by(|one, next| one.1 < next.1), "{told:?}");
    assert!(!notes(&imported).contains(".prj"));
    let plain = read("no-prj", &Files { prj: None, ..files.clone() }, Repair::new()).unwrap();
    assert!(notes(&plain).contains("d.shp: there is no .prj file: WGS84 longitude and latitude are assumed"));
    // A record that is marked as deleted is skipped.
    let begin = usize::from(files.dbf[8]) + 256 * usize::from(files.dbf[9]);
    let mut deleted = files;
    deleted.dbf[begin] = b'*';
    let rest = read("deleted", &deleted, Repair::new()).unwrap();
    assert_eq!(
        (rest.report().features_read(), rest.report().features_imported(), rest.report().features_skipped()),
        (4, 3, 1)
    );
}

#[test]
fn text_is_of_the_encoding_that_is_stated() {
    let mut files = files(&[VALLEY]);
    let at = files.dbf.windows(6).position(|part| part == b"Valley").unwrap();
    // In Windows-1252 an e with an accent, in Windows-1251 the letter short i.
    files.dbf[at + 1] = 0xE9;
    for (mark, label, expected) in [
        (0, Some("1252"), "Vélley"),
        (0, Some("ISO-8859-1\n"), "Vélley"),
        (0x03, None, "Vélley"),
        (0xC9, None, "Vйlley"),
        (0x03, Some("cp1251"), "Vйlley"),
    ] {
        files.dbf[29] = mark;
        files.cpg = label.map(str::to_owned);
        let imported = read("encoding", &files, Repair::new()).unwrap_or_else(|error| panic!("{label:?}: {error}"));
        assert_eq!(imported.atlas().territories()[0].names()[0].text(), expected, "{mark} {label:?}");
    }
}

/// Where the x of each of the five positions of the only record stands.
const POINTS: usize = 156;

fn number(bytes: &mut [u8], at: usize, value: f64) {
    bytes[at..at + 8].copy_from_slice(&value.to_le_bytes());
}

type Change<'c> = Box<dyn Fn(&mut Files) + 'c>;

#[test]
#[expect(clippy::too_many_lines, reason = "it is a table")]
fn malformed_files_are_told_with_the_place() {
    let sound = files(&[VALLEY]);
    assert_eq!(sound.shp.len(), POINTS + 5 * 16);
    let begin = usize::from(sound.dbf[8]) + 256 * usize::from(sound.dbf[9]);
    let valley = sound.dbf.windows(6).position(|part| part == b"Valley").unwrap();
    let year = sound.dbf.windows(4).position(|part| part == b"1801").unwrap();
    let table: Vec<(&str, Change<'_>, &str)> = vec![
        ("no shapefile", Box::new(|f| f.shp[0] = 1), "d.shp, .shp: it is no .shp file: it does not begin with 9994"),
        ("an empty .shp", Box::new(|f| f.shp.clear()), "d.shp, .shp: the file ends inside its header; it is truncated"),
        (
            "half a record",
            Box::new(|f| f.shp.truncate(170)),
            "d.shp, feature 1, .shp: the file ends inside the record; it is",
        ),
        ("an unknown shape", Box::new(|f| f.shp[108] = 7), "feature 1, .shp: 7 is not a kind of shape"),
        ("a point", Box::new(|f| f.shp[108] = 1), "feature 1, geometry: it is a point; it must be a polygon"),
        ("a line", Box::new(|f| f.shp[108] = 3), "feature 1, geometry: it is a line; it must be a polygon"),
        ("no shape", Box::new(|f| f.shp[108] = 0), "d.shp, feature 1, geometry: "),
        (
            "too many positions",
            Box::new(|f| f.shp[150] = 9),
            "feature 1, .shp: the record is shorter than its numbers of rings",
        ),
        ("fewer than none", Box::new(|f| f.shp[148..152].fill(0xFF)), "feature 1, .shp: the record is shorter"),
        (
            "rings out of order",
            Box::new(|f| f.shp[152] = 3),
            "feature 1, .shp: the rings of the record do not follow each other",
        ),
        (
            "latitude 91",
            Box::new(|f| number(&mut f.shp, POINTS + 8, 91.0)),
            "feature 1, geometry.rings[0][0]: longitude 10, latitude 91",
        ),
        ("NaN", Box::new(|f| number(&mut f.shp, POINTS + 16, f64::NAN)), "feature 1, geometry.rings[0][1]: "),
        (
            "an open ring",
            Box::new(|f| number(&mut f.shp, POINTS + 64, 10.5)),
            "feature 1, geometry.rings[0]: the ring is not closed",
        ),
        (
            "a ring that crosses itself",
            Box::new(|f| {
                number(&mut f.shp, POINTS + 16 + 8, 41.0);
                number(&mut f.shp, POINTS + 16, 11.0);
                number(&mut f.shp, POINTS + 32, 10.0);
            }),
            "d.shp, feature 1: territory 'd-1': ring 1 of its outline",
        ),
        (
            "fewer shapes than records",
            Box::new(|f| f.shp[24..28].copy_from_slice(&50_u32.to_be_bytes())),
            "feature 1, .shp: the .shp file ends here, but the .dbf file has further records",
        ),
        ("an empty .dbf", Box::new(|f| f.dbf.clear()), "d.shp, .dbf: the file ends inside its header"),
        (
            "half a list of columns",
            Box::new(|f| f.dbf.truncate(70)),
            "d.shp, .dbf: the file ends inside its list of columns",
        ),
        (
            "half a row",
            Box::new(move |f| f.dbf.truncate(begin + 5)),
            "feature 1, .dbf: the file ends inside the record",
        ),
        (
            "no row",
            Box::new(|f| f.dbf[4] = 0),
            "feature 1, .dbf: the .dbf file ends here, but the .shp file has further",
        ),
        (
            "a row without its mark",
            Box::new(move |f| f.dbf[begin] = b'X'),
            "feature 1, .dbf: the record begins with 0x58",
        ),
        (
            "text as a number",
            Box::new(move |f| f.dbf[year] = b'x'),
            "feature 1, properties.begin: 'x801' is not a number",
        ),
        (
            "a year that is none",
            Box::new(move |f| f.dbf[year + 1] = b'.'),
            "feature 1, properties.begin: '1.01' is not a date: it is not a whole year",
        ),
        (
            "Latin-1 without saying so",
            Box::new(move |f| f.dbf[valley] = 0xE9),
            "feature 1, properties.district: the text is not UTF-8; state its encoding in a .cpg",
        ),
        ("an unknown code page", Box::new(|f| f.dbf[29] = 0xEE), "d.shp, .dbf: the code page 0xEE is not known; state"),
        (
            "an unknown encoding",
            Box::new(|f| f.cpg = Some("klingon".to_owned())),
            "d.shp, .dbf: the .cpg file names the encoding 'klingon'",
        ),
        (
            "metres",
            Box::new(|f| f.prj = Some(format!("PROJCS[\"WGS_1984_UTM_Zone_38N\",{WGS84}]"))),
            "d.shp, .prj: the coordinate system is WGS_1984_UTM_Zone_38N, which states no projection; save the file as WGS84",
        ),
        (
            "another datum",
            Box::new(|f| f.prj = Some("GEOGCS[\"Pulkovo\"]".to_owned())),
            "d.shp, .prj: the coordinate system is Pulkovo",
        ),
    ];
    for (what, change, expected) in table {
        let mut files = sound.clone();
        change(&mut files);
        refused(what, read("malformed", &files, Repair::new()), expected);
    }
    // Wherever either file is cut off.
    for cut in (0..sound.shp.len()).step_by(9) {
        let files = Files { shp: sound.shp[..cut].to_vec(), ..sound.clone() };
        assert!(read("cut", &files, Repair::new()).is_err(), ".shp cut at {cut}");
    }
    for cut in (0..begin + 70).step_by(9) {
        let files = Files { dbf: sound.dbf[..cut].to_vec(), ..sound.clone() };
        assert!(read("cut", &files, Repair::new()).is_err(), ".dbf cut at {cut}");
    }
}

#[test]
fn missing_files_are_named() {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("shapefile-alone");
    fs::create_dir_all(&folder).unwrap();
    fs::write(folder.join("d.shp"), files(&[VALLEY]).shp).unwrap();
    let error = Shapefile::new(mapping()).read(folder.join("d.shp")).unwrap_err();
    assert!(
        matches!(error, ImportError::Io(_)) && error.to_string().contains("d.shp' has no .dbf file beside it"),
        "{error}"
    );
}

#[test]
fn repairs_are_made_if_they_are_asked_for() {
    let mut files = files(&[VALLEY]);
    number(&mut files.shp, POINTS + 64, 10.5);
    let imported = read("repair", &files, Repair::new().close_rings()).unwrap();
    assert_eq!(imported.report().repair_count(RepairKind::RingClosed), 1);
    assert_eq!(held(imported.atlas(), (10.8, 40.5), "1900-01-01"), "East");
}
