//! Points of GeoParquet: well-known binary, or pairs of degrees.

use std::sync::Arc;

use datafusion::arrow::array::{Array, ArrayRef, AsArray, Float64Array, StructArray};
use datafusion::arrow::datatypes::{DataType, Float64Type, Schema};
use parquet::file::metadata::KeyValue;
use serde_json::Value;

type Read<T> = Result<T, Box<dyn std::error::Error + Send + Sync>>;

/// The column of points: the primary one of the file's metadata, or the first that is marked as points.
pub(crate) fn column(schema: &Schema, metadata: Option<&Vec<KeyValue>>) -> Option<usize> {
    let text = metadata.into_iter().flatten().find(|entry| entry.key == "geo").and_then(|entry| entry.value.as_deref());
    let geo: Option<Value> = text.and_then(|text| serde_json::from_str(text).ok());
    let primary = geo.as_ref().and_then(|geo| geo.get("primary_column")).and_then(Value::as_str);
    primary.and_then(|name| schema.index_of(name).ok()).or_else(|| {
        let is_marked =
            |kind: Option<&String>| kind.is_some_and(|kind| matches!(kind.as_str(), "geoarrow.wkb" | "geoarrow.point"));
        schema.fields().iter().position(|field| is_marked(field.metadata().get("ARROW:extension:name")))
    })
}

/// The longitudes and latitudes of points; a row of another shape, or of none, has neither.
pub(crate) fn degrees(points: &ArrayRef) -> Read<[ArrayRef; 2]> {
    let pairs: Vec<Option<[f64; 2]>> = match points.data_type() {
        DataType::Binary => points.as_binary::<i32>().iter().map(|bytes| bytes.and_then(well_known)).collect(),
        DataType::LargeBinary => points.as_binary::<i64>().iter().map(|bytes| bytes.and_then(well_known)).collect(),
        DataType::BinaryView => points.as_binary_view().iter().map(|bytes| bytes.and_then(well_known)).collect(),
        DataType::Struct(_) => separated(points.as_struct())?,
        DataType::FixedSizeList(_, 2..=4) => {
            let list = points.as_fixed_size_list();
            let one = |pair: ArrayRef| match pair.as_primitive_opt::<Float64Type>()?.values().as_ref() {
                [lon, lat, ..] => Some([*lon, *lat]),
                _ => None,
            };
            list.iter().map(|pair| pair.and_then(one)).collect()
        }
        other => return Err(format!("points are well-known binary or pairs of degrees, not {other}").into()),
    };
    let axis = |axis: usize| -> ArrayRef {
        Arc::new(pairs.iter().map(|pair| pair.and_then(|pair| pair.get(axis).copied())).collect::<Float64Array>())
    };
    Ok([axis(0), axis(1)])
}

/// Points in two columns, `x` and `y`.
fn separated(points: &StructArray) -> Read<Vec<Option<[f64; 2]>>> {
    let axis = |name: &str| {
        let column = points.column_by_name(name).and_then(|column| column.as_primitive_opt::<Float64Type>());
        column.ok_or_else(|| format!("points have the fields x and y, but this one has no {name} of degrees"))
    };
    let (x, y) = (axis("x")?, axis("y")?);
    let valid = |row: usize| points.is_valid(row) && x.is_valid(row) && y.is_valid(row);
    Ok((0..points.len()).map(|row| valid(row).then(|| [x.value(row), y.value(row)])).collect())
}

/// A point in well-known binary, in either order of bytes, with or without heights and a reference system.
fn well_known(bytes: &[u8]) -> Option<[f64; 2]> {
    const HAS_SRID: u32 = 0x2000_0000;
    let (&order, rest) = bytes.split_first()?;
    let little = order == 1;
    let (kind, mut rest) = rest.split_first_chunk::<4>()?;
    let kind = if little { u32::from_le_bytes(*kind) } else { u32::from_be_bytes(*kind) };
    if (kind & 0xFFFF) % 1000 != 1 {
        return None;
    }
    if kind & HAS_SRID != 0 {
        rest = rest.get(4..)?;
    }
    let (x, rest) = rest.split_first_chunk::<8>()?;
    let (y, _) = rest.split_first_chunk::<8>()?;
    let number = |bytes: [u8; 8]| if little { f64::from_le_bytes(bytes) } else { f64::from_be_bytes(bytes) };
    Some([number(*x), number(*y)])
}
