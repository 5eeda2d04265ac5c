//! `snapshot(date, basis)`: the map of a day, a holder a row.

use std::sync::Arc;

use datafusion::arrow::array::{ArrayRef, BinaryArray, RecordBatch, new_null_array};
use datafusion::arrow::datatypes::{DataType, Field, Schema, SchemaRef};
use datafusion::common::{Result, exec_datafusion_err};
use serde_json::Value;
use suzerain::snapshot::Share;
use suzerain::{Answer, Atlas, Basis, Snapshot};
use time::Date;

use super::{rows, wkb};

/// The number of the column of outlines.
pub(super) const OUTLINE: usize = 5;

pub(super) fn schema() -> SchemaRef {
    // As GeoArrow names a column of well-known binary: WGS84, longitude first.
    let metadata = [
        ("ARROW:extension:name", "geoarrow.wkb"),
        ("ARROW:extension:metadata", r#"{"crs":"OGC:CRS84","crs_type":"authority_code"}"#),
    ];
    let metadata = metadata.map(|(key, value)| (key.to_owned(), value.to_owned())).into();
    Arc::new(Schema::new(vec![
        rows::text("outcome"),
        rows::text("holder"),
        rows::text("code"),
        rows::text("certainty"),
        rows::number("km2"),
        Field::new("outline", DataType::Binary, true).with_metadata(metadata),
    ]))
}

/// The shares of a day; outlines are made only where they are wanted.
pub(super) fn rows(atlas: &Atlas, date: Date, basis: Basis, is_drawn: bool, schema: &SchemaRef) -> Result<RecordBatch> {
    let day = atlas.on(date, basis);
    let shares = day.shares();
    let outcome =
        |answer: &Answer<'_>| rows::joined(answer.candidates().map(|candidate| candidate.outcome().word().to_owned()));
    let columns = vec![
        rows::texts(shares.iter().map(|share| outcome(share.answer()))),
        rows::texts(shares.iter().map(|share| rows::names(share.answer().candidates()))),
        rows::texts(shares.iter().map(|share| rows::codes(share.answer().candidates()))),
        rows::texts(shares.iter().map(|share| Some(share.answer().certainty().as_str()))),
        rows::numbers(shares.iter().map(Share::area_km2)),
        if is_drawn { outlines(&day, shares.len())? } else { new_null_array(&DataType::Binary, shares.len()) },
    ];
    Ok(RecordBatch::try_new(Arc::clone(schema), columns)?)
}

/// The outline of each share: those of the snapshot's GeoJSON, which has a feature for each in the same order.
fn outlines(day: &Snapshot<'_>, count: usize) -> Result<ArrayRef> {
    let document: Value =
        serde_json::from_str(&day.to_geojson()).map_err(|error| exec_datafusion_err!("outlines: {error}"))?;
    let features = document.get("features").and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
    if features.len() != count {
        return Err(exec_datafusion_err!("{} outlines of {count} shares", features.len()));
    }
    let outlines = features.iter().map(|feature| feature.pointer("/geometry/coordinates").and_then(wkb::multi_polygon));
    Ok(Arc::new(outlines.collect::<BinaryArray>()))
}
