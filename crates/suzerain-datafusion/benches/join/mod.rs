//! What one would write without an atlas: a join of events with dated outlines, by box, day and polygon.

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
use suzerain::Atlas;

use crate::world::{Question, Row};
use crate::{EPOCH, best_query, line, register, session};

pub(crate) async fn measure(rows: &[Row], atlas: &Atlas, questions: &[Question]) {
    println!("\na spatial join in DataFusion, {} of the rows", questions.len());
    let context = session(atlas);
    register(&context, "t", questions);
    let outlines: Vec<MultiPolygon<f64>> = rows.iter().map(Row::multi_polygon).collect();
    let bounds = |side: fn(geo_types::Rect<f64>) -> f64| -> ArrayRef {
        Arc::new(outlines.iter().map(|outline| outline.bounding_rect().map(side)).collect::<Float64Array>())
    };
    let day = |day: fn(&Row) -> time::Date| -> ArrayRef {
        Arc::new(rows.iter().map(|row| Some(day(row).to_julian_day() - EPOCH)).collect::<Date32Array>())
    };
    let columns: [(&str, ArrayRef); 8] = [
        ("outline", Arc::new((0..u32::try_from(rows.len()).unwrap()).collect::<UInt32Array>())),
        ("state", Arc::new(rows.iter().map(|row| Some(row.state.as_str())).collect::<StringArray>())),
        ("since", day(|row| row.from)),
        ("before", day(|row| row.until)),
        ("west", bounds(|it| it.min().x)),
        ("south", bounds(|it| it.min().y)),
        ("east", bounds(|it| it.max().x)),
        ("north", bounds(|it| it.max().y)),
    ];
    let batch = RecordBatch::try_from_iter(columns).unwrap();
    let table = MemTable::try_new(batch.schema(), vec![vec![batch]]).unwrap();
    context.register_table("outlines", Arc::new(table)).unwrap();
    context.register_udf(ScalarUDF::new_from_impl(IsIn::new(outlines)));
    let query = "SELECT t.lon, t.lat, t.day, o.state FROM t JOIN outlines o ON t.lon BETWEEN o.west AND o.east \
                 AND t.lat BETWEEN o.south AND o.north AND t.day >= o.since AND t.day < o.before \
                 AND is_in(t.lon, t.lat, o.outline)";
    line("boxes, days and polygons of geo", best_query(&context, query).await, questions.len());
    line(
        "SQL: controller_at",
        best_query(&context, "SELECT lon, lat, day, controller_at(lon, lat, day) FROM t").await,
        questions.len(),
    );
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
    fn name(&self) -> &str {
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
