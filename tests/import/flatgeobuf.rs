//! `FlatGeobuf`: written by the format's own crate, with and without index, and changed byte by byte.

use flatgeobuf::geozero::error::Result as Processed;
use flatgeobuf::geozero::{ColumnValue, GeomProcessor, GeozeroGeometry, PropertyProcessor};
use flatgeobuf::{ColumnType, FgbCrs, FgbWriter, FgbWriterOptions, GeometryType};
use suzerain::import::{DateFormat, Ends, FlatGeobuf, ImportError, Imported, Mapping, Repair, RepairKind};

use super::common::{notes, refused};
use super::geojson::districts_answer;

/// The rings of a polygon.
#[derive(Clone)]
struct Ground(Vec<Vec<(f64, f64)>>);

impl GeozeroGeometry for Ground {
    fn process_geom<P: GeomProcessor>(&self, processor: &mut P) -> Processed<()> {
        processor.polygon_begin(true, self.0.len(), 0)?;
        for (number, ring) in self.0.iter().enumerate() {
            processor.linestring_begin(false, ring.len(), number)?;
            for (number, &(x, y)) in ring.iter().enumerate() {
                processor.xy(x, y, number)?;
            }
            processor.linestring_end(false, number)?;
        }
        processor.polygon_end(true, 0)
    }
}

struct Place;

impl GeozeroGeometry for Place {
    fn process_geom<P: GeomProcessor>(&self, processor: &mut P) -> Processed<()> {
        processor.point_begin(0)?;
        processor.xy(10.0, 40.0, 0)?;
        processor.point_end(0)
    }
}

fn square(west: f64) -> Ground {
    let corners = [(0.0, 40.0), (1.0, 40.0), (1.0, 41.0), (0.0, 41.0), (0.0, 40.0)];
    Ground(vec![corners.map(|(x, y)| (west + x, y)).to_vec()])
}

/// A row: code, name, holder, first and last year, kind.
type Row = (&'static str, &'static str, &'static str, Option<i32>, Option<&'static str>, Option<&'static str>);

const VALLEY: Row = ("d-1", "Valley", "East", Some(1801), Some("1917"), Some("province"));

fn writer(kind: GeometryType, code: i32, write_index: bool) -> FgbWriter<'static> {
    let crs = FgbCrs { code, name: Some("the system of the test"), ..FgbCrs::default() };
    let options = FgbWriterOptions { write_index, promote_to_multi: false, crs, ..FgbWriterOptions::default() };
    let mut writer = FgbWriter::create_with_options("districts", kind, options).unwrap();
    for name in ["nr", "district", "state"] {
        writer.add_column(name, ColumnType::String, |_, _| {});
    }
    writer.add_column("begin", ColumnType::Int, |_, _| {});
    writer.add_column("end", ColumnType::String, |_, _| {});
    writer.add_column("what", ColumnType::String, |_, _| {});
    writer
}

fn add(writer: &mut FgbWriter<'_>, (nr, district, state, begin, end, what): Row, ground: impl GeozeroGeometry) {
    let added = writer.add_feature_geom(ground, |row| {
        let texts = [(0, Some(nr)), (1, Some(district)), (2, Some(state)), (4, end), (5, what)];
        for (column, text) in texts {
            if let Some(text) = text {
                row.property(column, "", &ColumnValue::String(text)).unwrap();
            }
        }
        if let Some(begin) = begin {
            row.property(3, "begin", &ColumnValue::Int(begin)).unwrap();
        }
    });
    added.unwrap();
}

fn bytes(writer: FgbWriter<'_>) -> Vec<u8> {
    let mut bytes = Vec::new();
    writer.write(&mut bytes).unwrap();
    bytes
}

/// The only feature of a file is the valley, with this ground.
fn valley(ground: Ground) -> Vec<u8> {
    let mut writer = writer(GeometryType::Polygon, 4326, false);
    add(&mut writer, VALLEY, ground);
    bytes(writer)
}

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

fn read(bytes: &[u8]) -> Result<Imported, ImportError> {
    FlatGeobuf::new(mapping()).strict().named("d.fgb").read(bytes)
}

#[test]
fn a_file_answers_as_the_same_geojson() {
    // The writer of an index sorts features by place, so that two of one place keep no order: it is not asked here.
    for kind in [GeometryType::Polygon, GeometryType::Unknown] {
        let mut writer = writer(kind, 4326, false);
        add(&mut writer, VALLEY, square(10.0));
        add(&mut writer, ("d-2", "Hill", "West", Some(1801), Some("1850"), Some("city")), square(11.0));
        add(&mut writer, ("d-2", "Hill", "East", Some(1851), None, None), square(11.0));
        add(&mut writer, ("d-3", "Moor", "", None, Some(""), Some("")), square(12.0));
        let imported = read(&bytes(writer)).unwrap_or_else(|error| panic!("{error}"));
        districts_answer(&imported);
        assert!(!notes(&imported).contains("crs"));
    }
}

#[test]
fn progress_is_told_while_the_file_is_read() {
    let mut writer = writer(GeometryType::Polygon, 4326, false);
    add(&mut writer, VALLEY, square(10.0));
    add(&mut writer, VALLEY, square(11.0));
    let (bytes, mut told) = (bytes(writer), Vec::new());
    let importer =
        FlatGeobuf::new(mapping()).on_progress(|progress| told.push((progress.features(), progress.bytes())));
    importer.read(bytes.as_slice()).unwrap();
    let [(1, first), (2, last)] = told[..] else { panic!("{told:?}") };
    assert!(first < last && last == bytes.len() as u64, "{told:?}");
}

#[test]
fn an_index_is_passed_over() {
    let mut writer = writer(GeometryType::Polygon, 0, true);
    for number in 0..40_u8 {
        add(&mut writer, VALLEY, square(f64::from(number)));
    }
    let imported = read(&bytes(writer)).unwrap_or_else(|error| panic!("{error}"));
    assert_eq!(imported.report().features_imported(), 40);
    assert!(notes(&imported).contains("d.fgb, crs: no coordinate system is stated: WGS84"), "{}", notes(&imported));
}

#[test]
fn malformed_files_are_told_with_the_place() {
    let sound = valley(square(10.0));
    assert!(read(&sound).is_ok());
    let changed = |change: &dyn Fn(&mut Vec<u8>)| {
        let mut bytes = sound.clone();
        change(&mut bytes);
        bytes
    };
    let corner = |number: usize, at: (f64, f64)| {
        let mut ground = square(10.0);
        ground.0[0][number] = at;
        valley(ground)
    };
    let name = sound.windows(6).position(|part| part == b"Valley").unwrap();
    let column = {
        let mut writer = writer(GeometryType::Polygon, 4326, false);
        let added = writer.add_feature_geom(square(10.0), |row| {
            row.property(9, "none", &ColumnValue::Int(7)).unwrap();
        });
        added.unwrap();
        bytes(writer)
    };
    let dated = |end: &'static str, what: &'static str| {
        let mut writer = writer(GeometryType::Polygon, 4326, false);
        add(&mut writer, ("d-1", "Valley", "East", Some(1801), Some(end), Some(what)), square(10.0));
        bytes(writer)
    };
    let point = {
        let mut writer = writer(GeometryType::Unknown, 4326, false);
        add(&mut writer, VALLEY, Place);
        bytes(writer)
    };
    let oblique = {
        let mut writer = writer(GeometryType::Polygon, 2056, false);
        add(&mut writer, VALLEY, square(10.0));
        bytes(writer)
    };
    let mut crossed = square(10.0);
    crossed.0[0].swap(1, 2);
    for (what, bytes, expected) in [
        ("nothing", Vec::new(), "d.fgb: it is no FlatGeobuf file of version 3"),
        ("UTF-16", b"\xFF\xFE{\0}\0".to_vec(), "d.fgb: it is no FlatGeobuf file of version 3"),
        ("version 2", changed(&|bytes| bytes[3] = 2), "d.fgb: it is no FlatGeobuf file of version 3"),
        (
            "a header without an end",
            changed(&|bytes| bytes[8..12].fill(0xFF)),
            "d.fgb: the file ends inside its header; it is truncated",
        ),
        ("a broken header", changed(&|bytes| bytes[12..16].fill(0xFF)), "d.fgb: its header: "),
        (
            "a cut feature",
            changed(&|bytes| bytes.truncate(bytes.len() - 9)),
            "d.fgb, feature 1: the file ends inside the feature",
        ),
        (
            "Latin-1",
            changed(&|bytes| bytes[name] = 0xE9),
            "d.fgb, feature 1, properties.district: the text is not UTF-8",
        ),
        ("a column that is not there", column, "d.fgb, feature 1, properties: column 9 does not exist; the file has 6"),
        (
            "a year that is none",
            dated("soon", "city"),
            "d.fgb, feature 1, properties.end: 'soon' is not a date: it is not a whole",
        ),
        ("an end before the beginning", dated("1700", "city"), "feature 1, properties.end: it ends 1701-01-01, before"),
        ("an unknown kind", dated("1900", "town"), "feature 1, properties.what: 'town' is not a kind of territory"),
        ("a point", point, "d.fgb, feature 1, geometry: it is a Point; it must be a Polygon"),
        (
            "metres",
            oblique,
            "d.fgb, crs: the coordinate system is EPSG:2056, which cannot be converted here; save the file as",
        ),
        ("latitude 91", corner(1, (11.0, 91.0)), "feature 1, geometry.coordinates[0][0][1]: longitude 11, latitude 91"),
        ("NaN", corner(1, (f64::NAN, 40.0)), "feature 1, geometry.coordinates[0][0][1]: "),
        ("an open ring", corner(4, (10.0, 40.5)), "feature 1, geometry.coordinates[0][0]: the ring is not closed"),
        ("a ring that crosses itself", valley(crossed), "d.fgb, feature 1: territory 'd-1': ring 1 of its outline"),
        ("no rings", valley(Ground(Vec::new())), "d.fgb, feature 1, geometry: "),
    ] {
        refused(what, read(&bytes), expected);
    }
    for cut in 0..sound.len() {
        assert!(read(&sound[..cut]).is_err(), "cut at {cut}");
    }
}

/// No byte makes the reader panic; what it makes of it is an atlas or an error.
#[test]
fn any_byte_may_be_wrong() {
    let sound = valley(square(10.0));
    for at in 0..sound.len() {
        for value in [0, 1, 0x7F, 0xFF] {
            let mut bytes = sound.clone();
            bytes[at] = value;
            if let Err(error) = read(&bytes) {
                assert!(!error.to_string().is_empty());
            }
        }
    }
}

#[test]
fn repairs_are_made_if_they_are_asked_for() {
    let mut ground = square(10.0);
    ground.0[0].pop();
    let bytes = valley(ground);
    assert!(read(&bytes).is_err());
    let repaired = FlatGeobuf::new(mapping()).repair(Repair::new().close_rings()).read(bytes.as_slice()).unwrap();
    assert_eq!(repaired.report().repair_count(RepairKind::RingClosed), 1);
}
