//! What one would write without an atlas: a join of events with dated outlines, by box, day and polygon in DataFusion, and in
//! SedonaDB, which has an index of outlines.

use std::fs::File;
use std::path::Path;
use std::process::Command;
use std::sync::Arc;

use datafusion::arrow::array::{
    ArrayRef, AsArray, BooleanArray, Date32Array, Float64Array, RecordBatch, StringArray, UInt32Array,
};
use datafusion::arrow::datatypes::{DataType, Float64Type, UInt32Type};
use datafusion::common::{Result, exec_err};
use datafusion::datasource::MemTable;
use datafusion::logical_expr::{ColumnarValue, ScalarFunctionArgs, ScalarUDF, ScalarUDFImpl, Signature, Volatility};
use geo::{BoundingRect, Contains};
use geo_types::{MultiPolygon, Point};
use parquet::arrow::ArrowWriter;
use suzerain::Atlas;

use crate::world::{Question, Row};
use crate::{EPOCH, best_query, events, line, register, session};

pub(crate) async fn measure(rows: &[Row], atlas: &Atlas, questions: &[Question]) {
    println!("\na spatial join in DataFusion, {} of the rows", questions.len());
    let context = session(atlas);
    register(&context, "t", questions);
    let outlines: Vec<MultiPolygon<f64>> = rows.iter().map(Row::multi_polygon).collect();
    let bounds = |side: fn(geo_types::Rect<f64>) -> f64| -> ArrayRef {
        Arc::new(outlines.iter().map(|outline| outline.bounding_rect().map(side)).collect::<Float64Array>())
    };
    let columns: [(&str, ArrayRef); 8] = [
        ("outline", Arc::new((0..u32::try_from(rows.len()).unwrap()).collect::<UInt32Array>())),
        ("state", Arc::new(rows.iter().map(|row| Some(row.state.as_str())).collect::<StringArray>())),
        ("since", days(rows.iter().map(|row| row.from))),
        ("before", days(rows.iter().map(|row| row.until))),
        ("west", bounds(|it| it.min().x)),
        ("south", bounds(|it| it.min().y)),
        ("east", bounds(|it| it.max().x)),
        ("north", bounds(|it| it.max().y)),
    ];
    let batch = RecordBatch::try_from_iter(columns).unwrap();
    let table = MemTable::try_new(batch.schema(), vec![vec![batch]]).unwrap();
    context.register_table("outlines", Arc::new(table)).unwrap();
    context.register_udf(ScalarUDF::new_from_impl(IsIn::new(outlines)));
    let join = "SELECT o.state AS holder, count(*) FROM t JOIN outlines o ON t.lon BETWEEN o.west AND o.east \
                AND t.lat BETWEEN o.south AND o.north AND t.day >= o.since AND t.day < o.before \
                AND is_in(t.lon, t.lat, o.outline) GROUP BY holder";
    line("boxes, days and polygons of geo", best_query(&context, join).await, questions.len());
    match sedona(rows, questions) {
        Some(seconds) => line("SedonaDB", seconds, questions.len()),
        None => println!("  SedonaDB: not asked; SEDONADB_PYTHON is no Python that has it (pip install sedonadb)"),
    }
    let held = "SELECT controller_at(lon, lat, day) AS holder, count(*) FROM t GROUP BY holder";
    line("SQL: controller_at", best_query(&context, held).await, questions.len());
}

/// The seconds of processor time that the same join takes in SedonaDB, by the Python of `SEDONADB_PYTHON`.
fn sedona(rows: &[Row], questions: &[Question]) -> Option<f64> {
    let python = std::env::var_os("SEDONADB_PYTHON")?;
    let folder = std::env::temp_dir().join(format!("suzerain-columns-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    write(&folder.join("events.parquet"), &events(questions));
    write(&folder.join("outlines.parquet"), &texts(rows));
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/benches/join/sedona.py");
    let asked = Command::new(python).arg(script).arg(&folder).output();
    std::fs::remove_dir_all(&folder).unwrap();
    let said = String::from_utf8(asked.ok()?.stdout).ok()?;
    said.split_whitespace().nth(1)?.parse().ok()
}

/// The outlines as well-known text, with their days.
fn texts(rows: &[Row]) -> RecordBatch {
    let ring = |ring: &Vec<[f64; 2]>| {
        let places: Vec<String> = ring.iter().map(|[lon, lat]| format!("{lon} {lat}")).collect();
        format!("({})", places.join(", "))
    };
    let polygon = |rings: &Vec<Vec<[f64; 2]>>| format!("({})", rings.iter().map(ring).collect::<Vec<_>>().join(", "));
    let outline =
        |row: &Row| format!("MULTIPOLYGON({})", row.polygons.iter().map(polygon).collect::<Vec<_>>().join(", "));
    let columns: [(&str, ArrayRef); 4] = [
        ("state", Arc::new(rows.iter().map(|row| Some(row.state.as_str())).collect::<StringArray>())),
        ("since", days(rows.iter().map(|row| row.from))),
        ("before", days(rows.iter().map(|row| row.until))),
        ("outline", Arc::new(rows.iter().map(|row| Some(outline(row))).collect::<StringArray>())),
    ];
    RecordBatch::try_from_iter(columns).unwrap()
}

fn days(days: impl Iterator<Item = time::Date>) -> ArrayRef {
    Arc::new(days.map(|day| Some(day.to_julian_day() - EPOCH)).collect::<Date32Array>())
}

fn write(path: &Path, rows: &RecordBatch) {
    let mut writer = ArrowWriter::try_new(File::create(path).unwrap(), rows.schema(), None).unwrap();
    writer.write(rows).unwrap();
    writer.close().unwrap();
}

/// `is_in(lon, lat, outline)`: whether an outline has a place in it.
#[derive(Debug)]
struct IsIn {
    outlines: Arc<Vec<MultiPolygon<f64>>>,
    signature: Signature,
}

impl IsIn {
    fn new(outlines: Vec<MultiPolygon<f64>>) -> Self {
        let types = vec![DataType::Float64, DataType::Float64, DataType::UInt32];
        Self { outlines: Arc::new(outlines), signature: Signature::exact(types, Volatility::Immutable) }
    }
}

impl PartialEq for IsIn {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.outlines, &other.outlines)
    }
}

impl Eq for IsIn {}

impl std::hash::Hash for IsIn {
    fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
        Arc::as_ptr(&self.outlines).hash(state);
    }
}

impl ScalarUDFImpl for IsIn {
    fn name(&self) -> &'static str {
        "is_in"
    }

    fn signature(&self) -> &Signature {
        &self.signature
    }

    fn return_type(&self, _arg_types: &[DataType]) -> Result<DataType> {
        Ok(DataType::Boolean)
    }

    fn invoke_with_args(&self, args: ScalarFunctionArgs) -> Result<ColumnarValue> {
        let arrays = ColumnarValue::values_to_arrays(&args.args)?;
        let [lon, lat, outline] = arrays.as_slice() else { return exec_err!("is_in takes three arguments") };
        let (lon, lat) = (lon.as_primitive::<Float64Type>().values(), lat.as_primitive::<Float64Type>().values());
        let outline = outline.as_primitive::<UInt32Type>().values();
        let is_in = lon
            .iter()
            .zip(lat)
            .zip(outline)
            .map(|((&lon, &lat), &number)| Some(self.outlines[number as usize].contains(&Point::new(lon, lat))));
        Ok(ColumnarValue::Array(Arc::new(is_in.collect::<BooleanArray>())))
    }
}
