//! `changes(from, to)`: what changed hands.

use std::sync::Arc;

use datafusion::arrow::array::RecordBatch;
use datafusion::arrow::datatypes::{Schema, SchemaRef};
use datafusion::common::Result;
use suzerain::{Atlas, Event};
use time::Date;

use super::rows;

pub(super) fn schema() -> SchemaRef {
    Arc::new(Schema::new(vec![
        rows::day("date_earliest"),
        rows::day("date_latest"),
        rows::text("territory"),
        rows::text("code"),
        rows::text("from_holder"),
        rows::text("from_code"),
        rows::text("to_holder"),
        rows::text("to_code"),
        rows::number("km2"),
        rows::list("events"),
    ]))
}

/// The changes de facto after one day, up to and including another.
pub(super) fn rows(atlas: &Atlas, from: Date, to: Date, schema: &SchemaRef) -> Result<RecordBatch> {
    let changes = atlas.changes(from, to);
    let [earliest, latest] = rows::bounds(&changes.iter().map(suzerain::snapshot::Change::date).collect::<Vec<_>>());
    let columns = vec![
        earliest,
        latest,
        rows::texts(changes.iter().map(|change| Some(change.name()))),
        rows::texts(changes.iter().map(|change| change.territory().map(|territory| territory.code().to_string()))),
        rows::texts(changes.iter().map(|change| rows::names(change.from().candidates()))),
        rows::texts(changes.iter().map(|change| rows::codes(change.from().candidates()))),
        rows::texts(changes.iter().map(|change| rows::names(change.to().candidates()))),
        rows::texts(changes.iter().map(|change| rows::codes(change.to().candidates()))),
        rows::numbers(changes.iter().map(suzerain::snapshot::Change::area_km2)),
        rows::lists(changes.iter().map(|change| change.events().iter().map(|event| Event::to_string(event)).collect())),
    ];
    Ok(RecordBatch::try_new(Arc::clone(schema), columns)?)
}
