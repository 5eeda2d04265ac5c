//! Rows a second and core through SQL, beside the plain calls and a spatial join, in one run.
//!
//! `cargo bench --profile release -p suzerain-datafusion --bench columns` (the profile of benches takes DataFusion half an
//! hour to compile). One thread, one partition. The world is generated.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::cast_precision_loss,
    missing_docs,
    reason = "a bench that cannot go on stops"
)]

mod join;
#[allow(unexpected_cfgs, reason = "a module of the core's benches")]
#[path = "../../../benches/world/mod.rs"]
mod world;

use std::hint::black_box;
use std::sync::Arc;
use std::time::Instant;

use datafusion::arrow::array::{Array, ArrayRef, AsArray, Date32Array, Float64Array, RecordBatch, StringViewArray};
use datafusion::arrow::datatypes::{Date32Type, Float64Type};
use datafusion::datasource::MemTable;
use datafusion::prelude::{SessionConfig, SessionContext};
use suzerain::{Answer, Atlas, Position};
use suzerain_datafusion::Atlases;
use time::Date;

const ROWS: usize = 1_000_000;
const BATCH: usize = 8_192;
const EPOCH: i32 = 2_440_588;
/// The best of so many runs, each of which repeats its work for so many seconds: the system counts processor time in steps of
/// milliseconds.
const RUNS: usize = 5;
const SECONDS: f64 = 0.2;

#[tokio::main(flavor = "current_thread")]
async fn main() {
    println!("{ROWS} rows, one thread, the best of {RUNS} runs; processor time; million rows a second (ns a row)");
    let embedded = Atlas::south_caucasus().clone();
    measure("south-caucasus", &embedded, &around_the_caucasus()).await;
    let rows = world::generated(7);
    let generated = world::atlas(&rows);
    let questions = world::uniform(ROWS);
    measure("generated world", &generated, &questions).await;
    join::measure(&rows, &generated, &questions[..ROWS / 10]).await;
}

/// Uniform places and days in the box of the embedded atlas.
fn around_the_caucasus() -> Vec<world::Question> {
    let mut random = world::Random(5);
    let (earliest, days) = (-61_000, 81_400);
    let question = |_| {
        let (lon, lat) = (43.0 + 8.0 * random.unit(), 38.0 + 5.0 * random.unit());
        let day = earliest + i32::try_from(random.below(days)).unwrap();
        (Position::from_lon_lat(lon, lat).unwrap(), Date::from_julian_day(EPOCH + day).unwrap())
    };
    (0..ROWS).map(question).collect()
}

async fn measure(name: &str, atlas: &Atlas, questions: &[world::Question]) {
    println!("\n{name}");
    let (places, days): (Vec<Position>, Vec<Date>) = questions.iter().copied().unzip();
    let single =
        best(|| questions.iter().filter(|&&(place, day)| atlas.controller_at(place, day).holder().is_some()).count());
    line("single calls", single, questions.len());
    let calls = |read: fn(&[Answer<'_>]) -> usize| {
        let batches = places.chunks(BATCH).zip(days.chunks(BATCH));
        batches.map(|(places, days)| read(&atlas.controllers_at(places, days).unwrap())).sum()
    };
    let batch = best(|| calls(|answers| answers.len()));
    line("plain batch calls", batch, questions.len());
    let read = best(|| calls(sole));
    line("plain batch calls, holders read", read, questions.len());
    let columns: Vec<RecordBatch> = questions.chunks(BATCH).map(events).collect();
    let named = best(|| columns.iter().map(|columns| names(atlas, columns)).sum());
    line("plain batch calls, columns to names", named, questions.len());

    let context = session(atlas);
    register(&context, "t", questions);
    for (what, query) in [
        ("SQL: the columns alone", "SELECT lon, lat, day FROM t"),
        ("SQL: controller_at", "SELECT controller_at(lon, lat, day) FROM t"),
        (
            "SQL: controller_at, grouped",
            "SELECT controller_at(lon, lat, day) AS holder, count(*) FROM t GROUP BY holder",
        ),
        ("SQL: controller_at, one day", "SELECT controller_at(lon, lat, DATE '1990-01-01') FROM t"),
        ("SQL: sovereign_at", "SELECT sovereign_at(lon, lat, day) FROM t"),
        ("SQL: control_mode_at", "SELECT control_mode_at(lon, lat, day) FROM t"),
        ("SQL: certainty_at", "SELECT certainty_at(lon, lat, day) FROM t"),
        ("SQL: answer_at", "SELECT answer_at(lon, lat, day) FROM t"),
    ] {
        let time = best_query(&context, query).await;
        let note = if what.ends_with("controller_at") {
            let [batch, read, named] = [batch, read, named].map(|plain| time / plain);
            format!(
                ", {batch:.2} of the plain batch calls' time, {read:.2} with holders, {named:.2} with columns and names"
            )
        } else {
            String::new()
        };
        println!("{}{note}", text(what, time, questions.len()));
    }
}

/// How many of the answers name one holder.
fn sole(answers: &[Answer<'_>]) -> usize {
    answers.iter().filter(|answer| answer.holder().is_some()).count()
}

/// What SQL does, by plain calls: reads columns, asks, and makes a column of names; how many there are.
fn names(atlas: &Atlas, columns: &RecordBatch) -> usize {
    let degrees = |column: usize| columns.column(column).as_primitive::<Float64Type>().values();
    let places = degrees(0).iter().zip(degrees(1)).map(|(&lon, &lat)| Position::from_lon_lat(lon, lat).unwrap());
    let days = columns.column(2).as_primitive::<Date32Type>().values().iter();
    let days = days.map(|day| Date::from_julian_day(EPOCH + day).unwrap());
    let answers = atlas.controllers_at(&places.collect::<Vec<_>>(), &days.collect::<Vec<_>>()).unwrap();
    let names = answers.iter().map(|answer| answer.holder().map(|holder| holder.name()));
    names.collect::<StringViewArray>().len()
}

pub(crate) fn session(atlas: &Atlas) -> SessionContext {
    let config = SessionConfig::new().with_target_partitions(1).with_batch_size(BATCH);
    let context = SessionContext::new_with_config(config);
    let atlases = Atlases::new();
    atlases.add(Atlases::SOUTH_CAUCASUS, atlas.clone());
    atlases.register(&context).unwrap();
    context
}

/// A table of questions.
pub(crate) fn register(context: &SessionContext, name: &str, questions: &[world::Question]) {
    let batches: Vec<RecordBatch> = questions.chunks(BATCH).map(events).collect();
    let table = MemTable::try_new(batches[0].schema(), vec![batches]).unwrap();
    context.register_table(name, Arc::new(table)).unwrap();
}

/// Questions as columns.
pub(crate) fn events(questions: &[world::Question]) -> RecordBatch {
    let columns: [(&str, ArrayRef); 3] = [
        ("lon", Arc::new(questions.iter().map(|row| Some(row.0.lon())).collect::<Float64Array>())),
        ("lat", Arc::new(questions.iter().map(|row| Some(row.0.lat())).collect::<Float64Array>())),
        ("day", Arc::new(questions.iter().map(|row| Some(row.1.to_julian_day() - EPOCH)).collect::<Date32Array>())),
    ];
    RecordBatch::try_from_iter(columns).unwrap()
}

/// The best time of a query, in seconds; its rows are thrown away as they come.
pub(crate) async fn best_query(context: &SessionContext, query: &str) -> f64 {
    let mut best = f64::INFINITY;
    for _ in 0..RUNS {
        let begin = Clock::now();
        let mut count = 0;
        while count == 0 || begin.wall.elapsed().as_secs_f64() < SECONDS {
            let plan = context.sql(query).await.unwrap().create_physical_plan().await.unwrap();
            let mut rows = datafusion::physical_plan::execute_stream(plan, context.task_ctx()).unwrap();
            while let Some(batch) = next(&mut rows).await {
                black_box(batch.unwrap());
            }
            count += 1;
        }
        best = best.min(begin.seconds() / f64::from(count));
    }
    best
}

async fn next(
    rows: &mut datafusion::execution::SendableRecordBatchStream,
) -> Option<datafusion::common::Result<RecordBatch>> {
    std::future::poll_fn(|context| futures_core::Stream::poll_next(rows.as_mut(), context)).await
}

/// When something began: in processor time of this thread where the system tells it (Linux), so that other programs do not
/// disturb, else by the clock.
struct Clock {
    processor: Option<u64>,
    wall: Instant,
}

impl Clock {
    fn now() -> Self {
        Self { processor: nanoseconds(), wall: Instant::now() }
    }

    /// The seconds since then.
    fn seconds(&self) -> f64 {
        match self.processor.zip(nanoseconds()) {
            Some((begin, now)) => (now - begin) as f64 / 1e9,
            None => self.wall.elapsed().as_secs_f64(),
        }
    }
}

/// The processor time of this thread so far.
fn nanoseconds() -> Option<u64> {
    std::fs::read_to_string("/proc/thread-self/schedstat").ok()?.split(' ').next()?.parse().ok()
}

/// The best time of some work, in seconds.
pub(crate) fn best(mut work: impl FnMut() -> usize) -> f64 {
    let mut best = f64::INFINITY;
    for _ in 0..RUNS {
        let begin = Clock::now();
        let mut count = 0;
        while count == 0 || begin.wall.elapsed().as_secs_f64() < SECONDS {
            black_box(work());
            count += 1;
        }
        best = best.min(begin.seconds() / f64::from(count));
    }
    best
}

pub(crate) fn line(what: &str, seconds: f64, rows: usize) {
    println!("{}", text(what, seconds, rows));
}

fn text(what: &str, seconds: f64, rows: usize) -> String {
    let rows = rows as f64;
    format!("  {what:<34} {:>8.2} ({:.1} ns)", rows / seconds / 1e6, seconds / rows * 1e9)
}
