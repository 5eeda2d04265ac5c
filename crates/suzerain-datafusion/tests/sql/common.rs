//! Sessions, rows by chance, and what the core says of them.

use std::sync::Arc;

use datafusion::arrow::array::{ArrayRef, AsArray, Date32Array, Float64Array, RecordBatch};
use datafusion::arrow::compute::concat_batches;
use datafusion::prelude::{SessionConfig, SessionContext};
use suzerain::{Answer, Atlas, Outcome, Position};
use suzerain_datafusion::Atlases;
use time::Date;

pub(crate) const EPOCH: i32 = 2_440_588;

/// A session with atlases of its own.
pub(crate) fn session() -> (SessionContext, Atlases) {
    let context = SessionContext::new_with_config(SessionConfig::new().with_target_partitions(2));
    let atlases = Atlases::new();
    atlases.register(&context).unwrap();
    (context, atlases)
}

/// The rows of a query, in one batch.
pub(crate) async fn rows(context: &SessionContext, query: &str) -> RecordBatch {
    try_rows(context, query).await.unwrap_or_else(|error| panic!("{query}: {error}"))
}

pub(crate) async fn try_rows(context: &SessionContext, query: &str) -> datafusion::error::Result<RecordBatch> {
    let frame = context.sql(query).await?;
    let schema = Arc::new(frame.schema().as_arrow().clone());
    Ok(concat_batches(&schema, &frame.collect().await?)?)
}

/// The texts of a column.
pub(crate) fn texts(column: &ArrayRef) -> Vec<Option<String>> {
    column.as_string_view().iter().map(|text| text.map(str::to_owned)).collect()
}

/// The texts of the first column of a query.
pub(crate) async fn first(context: &SessionContext, query: &str) -> Vec<Option<String>> {
    texts(rows(context, query).await.column(0))
}

/// Numbers by chance: a linear congruential generator (Knuth's MMIX), its upper bits.
pub(crate) struct Dice(pub(crate) u64);

impl Dice {
    /// From 0 to 1.
    pub(crate) fn share(&mut self) -> f64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as f64 / f64::from(1_u32 << 31)
    }

    pub(crate) fn within(&mut self, low: f64, high: f64) -> f64 {
        low + (high - low) * self.share()
    }
}

/// Places and days in and around the embedded atlas.
pub(crate) fn questions(count: usize, seed: u64) -> Vec<(f64, f64, Date)> {
    let mut dice = Dice(seed);
    let question = |_| {
        let (lon, lat) = (dice.within(39.5, 51.5), dice.within(37.5, 44.0));
        let day = dice.within(-62_000.0, 21_000.0) as i32;
        (lon, lat, Date::from_julian_day(EPOCH + day).unwrap())
    };
    (0..count).map(question).collect()
}

/// A table `t` of questions, in batches of `batch` rows.
pub(crate) fn register(context: &SessionContext, questions: &[(f64, f64, Date)], batch: usize) {
    let batches: Vec<RecordBatch> = questions
        .chunks(batch)
        .map(|rows| {
            let lon: Float64Array = rows.iter().map(|row| row.0).collect();
            let lat: Float64Array = rows.iter().map(|row| row.1).collect();
            let day: Date32Array = rows.iter().map(|row| Some(row.2.to_julian_day() - EPOCH)).collect();
            let columns: [(&str, ArrayRef); 3] =
                [("lon", Arc::new(lon)), ("lat", Arc::new(lat)), ("day", Arc::new(day))];
            RecordBatch::try_from_iter(columns).unwrap()
        })
        .collect();
    let table = datafusion::datasource::MemTable::try_new(batches[0].schema(), vec![batches]).unwrap();
    context.register_table("t", Arc::new(table)).unwrap();
}

/// The values in a cell, each once.
pub(crate) fn joined<T: ToString>(values: impl IntoIterator<Item = T>) -> Option<String> {
    let mut each: Vec<String> = Vec::new();
    for value in values {
        if !each.contains(&value.to_string()) {
            each.push(value.to_string());
        }
    }
    if each.is_empty() { None } else { Some(each.join("; ")) }
}

pub(crate) fn holders(answer: &Answer<'_>) -> Option<String> {
    joined(
        answer.candidates().flat_map(|candidate| candidate.outcome().holders()).map(|holder| holder.name().to_owned()),
    )
}

pub(crate) fn codes(answer: &Answer<'_>) -> Option<String> {
    joined(answer.candidates().flat_map(|it| it.outcome().holders()).map(|holder| holder.polity().code().to_string()))
}

pub(crate) fn chains(answer: &Answer<'_>) -> Option<String> {
    joined(answer.candidates().flat_map(|it| it.outcome().holders()).map(|holder| holder.chain_text()))
}

pub(crate) fn modes(answer: &Answer<'_>) -> Option<String> {
    let held = answer.candidates().filter(|it| {
        matches!(it.outcome(), Outcome::Sole(_) | Outcome::Condominium(_) | Outcome::Contested(_))
            && !it.is_of_undrawn_parts()
    });
    joined(held.map(|it| it.mode().map_or("sovereignty", suzerain::Mode::as_str)))
}

pub(crate) fn atlas() -> &'static Atlas {
    Atlas::south_caucasus()
}

pub(crate) fn place(lon: f64, lat: f64) -> Position {
    Position::from_lon_lat(lon, lat).unwrap()
}
