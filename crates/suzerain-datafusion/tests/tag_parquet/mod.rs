//! The example `tag_parquet`, run as a program.

use std::fs::File;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::Arc;

use datafusion::arrow::array::{
    Array, ArrayRef, AsArray, BinaryArray, Date32Array, FixedSizeListArray, Float64Array, Int32Array, RecordBatch,
    StringArray, StructArray,
};
use datafusion::arrow::compute::concat_batches;
use datafusion::arrow::datatypes::{DataType, Field, Schema};
use parquet::arrow::ArrowWriter;
use parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;
use parquet::file::metadata::KeyValue;
use parquet::file::properties::WriterProperties;
use suzerain::{Atlas, Position};
use time::macros::date;

use crate::sql::common::EPOCH;

/// Places and days: Karki, Lachin, Yerevan, off the map.
const EVENTS: [(f64, f64, time::Date); 4] = [
    (44.952, 39.786, date!(2000 - 01 - 01)),
    (46.5469, 39.6408, date!(2021 - 06 - 01)),
    (44.5126, 40.1776, date!(1950 - 05 - 05)),
    (2.35, 48.86, date!(2000 - 01 - 01)),
];

fn example() -> Command {
    let tests = std::env::current_exe().unwrap();
    let target = tests.parent().and_then(Path::parent).unwrap();
    let program = target.join("examples").join(format!("tag_parquet{}", std::env::consts::EXE_SUFFIX));
    assert!(program.exists(), "{} is not built", program.display());
    Command::new(program)
}

fn path(name: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name)
}

fn write(name: &str, batch: &RecordBatch, metadata: Option<Vec<KeyValue>>) -> PathBuf {
    let path = path(name);
    let properties = WriterProperties::builder().set_key_value_metadata(metadata).build();
    let mut writer = ArrowWriter::try_new(File::create(&path).unwrap(), batch.schema(), Some(properties)).unwrap();
    writer.write(batch).unwrap();
    writer.close().unwrap();
    path
}

fn read(path: &Path) -> (RecordBatch, Vec<KeyValue>) {
    let builder = ParquetRecordBatchReaderBuilder::try_new(File::open(path).unwrap()).unwrap();
    let metadata = builder.metadata().file_metadata().key_value_metadata().cloned().unwrap_or_default();
    let schema = Arc::clone(builder.schema());
    let batches: Vec<RecordBatch> = builder.build().unwrap().map(Result::unwrap).collect();
    (concat_batches(&schema, &batches).unwrap(), metadata)
}

fn run(input: &Path, name: &str, arguments: &[&str]) -> (Output, PathBuf) {
    let output = path(name);
    let run = example().args(arguments).arg(input).arg(&output).output().unwrap();
    (run, output)
}

fn tagged(input: &Path, name: &str, arguments: &[&str]) -> (RecordBatch, Vec<KeyValue>) {
    let (run, output) = run(input, name, arguments);
    assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
    read(&output)
}

fn texts(batch: &RecordBatch, name: &str) -> Vec<Option<String>> {
    let column = batch.column_by_name(name).unwrap_or_else(|| panic!("no {name} in {:?}", batch.schema()));
    column.as_string_view().iter().map(|text| text.map(str::to_owned)).collect()
}

fn degrees() -> (ArrayRef, ArrayRef) {
    let lon: Float64Array = EVENTS.iter().map(|event| Some(event.0)).collect();
    let lat: Float64Array = EVENTS.iter().map(|event| Some(event.1)).collect();
    (Arc::new(lon), Arc::new(lat))
}

fn days() -> ArrayRef {
    Arc::new(EVENTS.iter().map(|event| Some(event.2.to_julian_day() - EPOCH)).collect::<Date32Array>())
}

fn batch(columns: Vec<(&str, ArrayRef)>) -> RecordBatch {
    RecordBatch::try_from_iter_with_nullable(columns.into_iter().map(|(name, column)| (name, column, true))).unwrap()
}

/// What the core says of the events.
fn expected() -> Vec<Option<String>> {
    let holder = |&(lon, lat, day): &(f64, f64, time::Date)| {
        let place = Position::from_lon_lat(lon, lat).unwrap();
        Atlas::south_caucasus().controller_at(place, day).holder().map(|holder| holder.name().to_owned())
    };
    EVENTS.iter().map(holder).collect()
}

#[test]
fn dates_and_degrees_are_answered_and_the_file_says_by_which_atlas() {
    let (lon, lat) = degrees();
    let ids: ArrayRef = Arc::new(Int32Array::from(vec![7, 8, 9, 10]));
    let given =
        batch(vec![("id", ids), ("Latitude", lat), ("Longitude", lon), ("event_date", days()), ("error", days())]);
    let kept = KeyValue::new("mine".to_owned(), "kept".to_owned());
    let file = write("plain.parquet", &given, Some(vec![kept.clone()]));
    let (found, metadata) = tagged(&file, "plain-tagged.parquet", &[]);
    assert_eq!(texts(&found, "controller"), expected());
    assert_eq!(texts(&found, "mode")[1].as_deref(), Some("peacekeeping"));
    assert_eq!(texts(&found, "answer")[3].as_deref(), Some("outside"));
    assert_eq!(texts(&found, "error_2"), [None, None, None, None]);
    assert_eq!(found.project(&[0, 1, 2, 3, 4]).unwrap().columns(), given.columns());
    let value = |key: &str| metadata.iter().find(|entry| entry.key == key).and_then(|entry| entry.value.clone());
    let atlas = Atlas::south_caucasus();
    assert_eq!(value("suzerain.edition").as_deref(), Some(atlas.edition()));
    assert_eq!(value("suzerain.fingerprint"), Some(atlas.fingerprint().to_string()));
    assert_eq!(value("mine"), kept.value);
}

#[test]
fn texts_parts_and_spans_are_read_as_tables_are() {
    let (lon, lat) = degrees();
    let texts_of = |texts: [Option<&str>; 4]| -> ArrayRef { Arc::new(StringArray::from(texts.to_vec())) };
    let dates = texts_of([Some("01/01/2000"), Some("1 June 2021"), None, Some("soon")]);
    let file = write("texts.parquet", &batch(vec![("x", lon.clone()), ("y", lat.clone()), ("date", dates)]), None);
    let (found, _) = tagged(&file, "texts-tagged.parquet", &["--dates", "dmy"]);
    assert_eq!(texts(&found, "controller"), [expected()[0].clone(), expected()[1].clone(), None, None]);
    let errors = texts(&found, "error");
    assert!(errors[0].is_none() && errors[2].as_deref() == Some("no date"), "{errors:?}");
    assert!(errors[3].as_deref().unwrap().contains("soon"), "{errors:?}");
    assert!(found.column_by_name("doubts").unwrap().is_null(3));

    // The year alone: Karki changed hands in 1992.
    let years: ArrayRef = Arc::new(Int32Array::from(vec![1992, 2021, 1950, 2000]));
    let file = write("years.parquet", &batch(vec![("lon", lon), ("lat", lat), ("year", years)]), None);
    let (found, _) = tagged(&file, "years-tagged.parquet", &[]);
    assert_eq!(texts(&found, "controller")[0].as_deref(), Some("Armenia; Azerbaijan"));
    assert_eq!(texts(&found, "certainty")[0].as_deref(), Some("possible"));
}

#[test]
fn points_are_read_in_each_form() {
    let wkb: BinaryArray = EVENTS
        .iter()
        .enumerate()
        .map(|(row, &(lon, lat, _))| {
            // Both orders of bytes; the second with a height, the third with a reference system.
            let kind: u32 = [1, 1001, 0x2000_0001, 1][row];
            let mut bytes = vec![u8::from(row != 3)];
            let mut add = |little: &[u8]| {
                if row == 3 { bytes.extend(little.iter().rev()) } else { bytes.extend(little) }
            };
            add(&kind.to_le_bytes());
            if row == 2 {
                add(&4326_u32.to_le_bytes());
            }
            add(&lon.to_le_bytes());
            add(&lat.to_le_bytes());
            if row == 1 {
                add(&100.0_f64.to_le_bytes());
            }
            Some(bytes)
        })
        .collect();
    let (lon, lat) = degrees();
    let fields = ["x", "y"].map(|name| Arc::new(Field::new(name, DataType::Float64, true)));
    let separated = StructArray::from(vec![(fields[0].clone(), lon.clone()), (fields[1].clone(), lat.clone())]);
    let pairs: Float64Array = EVENTS.iter().flat_map(|event| [Some(event.0), Some(event.1)]).collect();
    let item = Arc::new(Field::new("xy", DataType::Float64, true));
    let interleaved = FixedSizeListArray::new(item, 2, Arc::new(pairs), None);
    let geo = r#"{"version":"1.1.0","primary_column":"geometry","columns":{"geometry":{"encoding":"WKB","geometry_types":["Point"]}}}"#;
    for (name, points) in
        [("wkb", Arc::new(wkb) as ArrayRef), ("separated", Arc::new(separated)), ("interleaved", Arc::new(interleaved))]
    {
        let given = batch(vec![("geometry", Arc::clone(&points)), ("day", days())]);
        let metadata = vec![KeyValue::new("geo".to_owned(), geo.to_owned())];
        let file = write(&format!("{name}.parquet"), &given, Some(metadata));
        let (found, metadata) = tagged(&file, &format!("{name}-tagged.parquet"), &[]);
        assert_eq!(texts(&found, "controller"), expected(), "{name}");
        assert!(metadata.iter().any(|entry| entry.key == "geo"), "{name}");
    }
    // Marked in the schema alone.
    let marks = [("ARROW:extension:name".to_owned(), "geoarrow.point".to_owned())].into();
    let pairs: Float64Array = EVENTS.iter().flat_map(|event| [Some(event.0), Some(event.1)]).collect();
    let item = Arc::new(Field::new("xy", DataType::Float64, true));
    let points = FixedSizeListArray::new(Arc::clone(&item), 2, Arc::new(pairs), None);
    let field = Field::new("place", DataType::FixedSizeList(item, 2), true).with_metadata(marks);
    let schema = Schema::new(vec![field, Field::new("date", DataType::Date32, true)]);
    let given = RecordBatch::try_new(Arc::new(schema), vec![Arc::new(points), days()]).unwrap();
    let file = write("marked.parquet", &given, None);
    assert_eq!(texts(&tagged(&file, "marked-tagged.parquet", &[]).0, "controller"), expected());
}

#[test]
fn many_batches_come_back_in_order() {
    let rows = 50_000;
    let lon: Float64Array = (0..rows).map(|row| Some(39.5 + f64::from(row % 1_000) * 0.012)).collect();
    let lat: Float64Array = (0..rows).map(|row| Some(37.5 + f64::from(row / 1_000) * 0.13)).collect();
    let day: Date32Array = (0..rows).map(|row| Some(row % 20_000)).collect();
    let file = write(
        "many.parquet",
        &batch(vec![("lon", Arc::new(lon)), ("lat", Arc::new(lat)), ("date", Arc::new(day))]),
        None,
    );
    let (given, _) = read(&file);
    let (found, _) = tagged(&file, "many-tagged.parquet", &[]);
    assert_eq!(found.project(&[0, 1, 2]).unwrap().columns(), given.columns());
    assert!(texts(&found, "controller").iter().flatten().count() > 10_000);
}

#[test]
fn what_cannot_be_done_is_said() {
    let (lon, lat) = degrees();
    let file = write("undated.parquet", &batch(vec![("lon", lon), ("lat", lat)]), None);
    let (result, _) = run(&file, "none.parquet", &[]);
    assert_eq!(result.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&result.stderr).contains("no column is known to have the date"));
    let (result, _) = run(&path("is-not-there.parquet"), "none.parquet", &[]);
    assert_eq!(result.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&result.stderr).contains("is-not-there.parquet"));
    let (result, _) = run(&file, "none.parquet", &["--colour", "red"]);
    assert_eq!(result.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&result.stderr).contains("usage"));
}
