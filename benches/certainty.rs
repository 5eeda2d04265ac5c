//! What certainty and doubts cost beside the answer alone, and what is near a place or in a window.
//!
//! `cargo bench --bench certainty`. Places far from all lines lie at least 25 km away from every vertex, whatever its
//! day; those near lines within 1 km of an outline, which is drawn to 1 km in the generated world.

#![allow(
    clippy::cast_possible_truncation,
    clippy::expect_used,
    clippy::indexing_slicing,
    missing_docs,
    reason = "small numbers; a bench that cannot go on stops"
)]

mod world;

use std::collections::HashSet;
use std::hint::black_box;
use std::time::{Duration, Instant};

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use geo_types::Rect;
use suzerain::{Answer, Atlas, Basis, Certainty, Position, Window};
use time::Date;

const QUESTIONS: usize = 20_000;
const MILLION: usize = 1_000_000;

fn certainties(criterion: &mut Criterion) {
    let rows = world::generated(7);
    println!("generated: {} vertices", world::vertices(&rows));
    let generated = world::atlas(&rows);
    of_atlas(criterion, "generated", &generated, &rows);
    let embedded = Atlas::south_caucasus();
    of_atlas(criterion, "embedded", embedded, &outlines(embedded));
}

fn of_atlas(criterion: &mut Criterion, name: &str, atlas: &Atlas, rows: &[world::Row]) {
    let near = world::near_borders(rows, QUESTIONS);
    let bounds = bounds(rows);
    let uniform = within(bounds, QUESTIONS);
    let far = far_from(rows, bounds);
    let (place, day) = near[0];
    let (before, _) = timed(|| black_box(atlas.controller_at(place, day)));
    let (first, _) = timed(|| black_box(atlas.controller_at(place, day).doubts()));
    let (second, _) = timed(|| black_box(atlas.controller_at(place, day).doubts()));
    println!("{name}: first answer {before:?}; its doubts, with the tree of lines, {first:?}; again {second:?}");

    let mut group = criterion.benchmark_group(format!("certainty/{name}"));
    group.sample_size(10).warm_up_time(Duration::from_millis(500)).measurement_time(Duration::from_secs(2));
    for (kind, questions) in [("far", &far), ("uniform", &uniform), ("within 1 km of a line", &near)] {
        group.throughput(Throughput::Elements(questions.len() as u64));
        let mut measure = |what: &str, count: fn(&Answer<'_>) -> bool| {
            group.bench_function(format!("{kind}/{what}"), |bencher| {
                bencher.iter(|| {
                    let answers = black_box(questions).iter().map(|&(place, day)| atlas.controller_at(place, day));
                    answers.filter(count).count()
                });
            });
        };
        measure("answer", |answer| answer.holder().is_some());
        measure("with certainty", |answer| answer.holder().is_some() & (answer.certainty() == Certainty::Certain));
        measure("with doubts", |answer| answer.holder().is_some() & answer.doubts().is_empty());
    }

    let (places, days): (Vec<Position>, Vec<Date>) = within(bounds, MILLION).into_iter().unzip();
    group.throughput(Throughput::Elements(MILLION as u64)).measurement_time(Duration::from_secs(5));
    let mut measure = |what: &str, count: fn(&Answer<'_>) -> bool| {
        group.bench_function(format!("batch of a million/{what}"), |bencher| {
            bencher.iter(|| {
                let answers = atlas.controllers_at(black_box(&places), &days).expect("as many days as places");
                answers.iter().filter(|answer| count(answer)).count()
            });
        });
    };
    measure("answers", |answer| answer.holder().is_some());
    measure("with certainty", |answer| answer.holder().is_some() & (answer.certainty() == Certainty::Certain));
    measure("with certainty and doubts", |answer| {
        answer.holder().is_some() & (answer.certainty() == Certainty::Certain) & answer.doubts().is_empty()
    });
    group.finish();
    what_is_near(criterion, name, atlas, &uniform);
}

/// The other questions of the tree of lines.
fn what_is_near(criterion: &mut Criterion, name: &str, atlas: &Atlas, questions: &[world::Question]) {
    let some = &questions[..200];
    let mut group = criterion.benchmark_group(format!("near/{name}"));
    group.sample_size(10).warm_up_time(Duration::from_millis(500)).measurement_time(Duration::from_secs(2));
    group.throughput(Throughput::Elements(some.len() as u64));
    let basis = Basis::DeFacto;
    group.bench_function("nearest", |bencher| {
        bencher.iter(|| some.iter().filter(|&&(place, day)| atlas.nearest(place, day, basis).is_some()).count());
    });
    group.bench_function("within_km 50", |bencher| {
        bencher.iter(|| some.iter().map(|&(place, day)| atlas.within_km(place, 50.0, day, basis).len()).sum::<usize>());
    });
    let window = |place: Position| {
        let (west, south) = (place.lon().min(179.0), place.lat().min(89.0));
        Window::new(Rect::new((west, south), (west + 1.0, south + 1.0))).expect("a box")
    };
    group.bench_function("territories_in, a degree wide and high", |bencher| {
        bencher
            .iter(|| some.iter().map(|&(place, day)| atlas.territories_in(&window(place), day).len()).sum::<usize>());
    });
    let few = &some[..5];
    let _ = atlas.shares_in(&window(few[0].0), few[0].1, basis);
    group.throughput(Throughput::Elements(few.len() as u64));
    group.bench_function("shares_in, a degree wide and high", |bencher| {
        bencher
            .iter(|| few.iter().map(|&(place, day)| atlas.shares_in(&window(place), day, basis).len()).sum::<usize>());
    });
    group.finish();
}

fn timed<T>(work: impl FnOnce() -> T) -> (Duration, T) {
    let start = Instant::now();
    let done = work();
    (start.elapsed(), done)
}

/// The outlines of an atlas.
fn outlines(atlas: &Atlas) -> Vec<world::Row> {
    let mut text = Vec::new();
    atlas.to_geojson(&mut text).expect("memory to write to");
    let document: serde_json::Value = serde_json::from_slice(&text).expect("a document");
    let (from, until) = world::SPAN;
    let row = |feature: &serde_json::Value| {
        let geometry = &feature["geometry"];
        let coordinates = geometry["coordinates"].clone();
        let polygons = match geometry["type"].as_str()? {
            "Polygon" => vec![serde_json::from_value(coordinates).ok()?],
            "MultiPolygon" => serde_json::from_value(coordinates).ok()?,
            _ => return None,
        };
        Some(world::Row { state: String::new(), polygons, from, until })
    };
    document["features"].as_array().expect("features").iter().filter_map(row).collect()
}

/// West, south, east and north of all outlines.
fn bounds(rows: &[world::Row]) -> [f64; 4] {
    let all = rows.iter().flat_map(|row| &row.polygons).flatten().flatten();
    all.fold([180.0_f64, 90.0, -180.0, -90.0], |[west, south, east, north], [x, y]| {
        [west.min(*x), south.min(*y), east.max(*x), north.max(*y)]
    })
}

/// Places in a box, uniform on the sphere, and uniform days.
fn within([west, south, east, north]: [f64; 4], count: usize) -> Vec<world::Question> {
    let mut random = world::Random(5);
    let (low, high) = (south.to_radians().sin(), north.to_radians().sin());
    let mut place = || {
        let lat = (low + (high - low) * random.unit()).asin().to_degrees();
        let lon = west + (east - west) * random.unit();
        (Position::from_lon_lat(lon, lat).expect("a position"), random.day())
    };
    (0..count).map(|_| place()).collect()
}

/// Places without a vertex of any outline around them.
fn far_from(rows: &[world::Row], bounds: [f64; 4]) -> Vec<world::Question> {
    let cell = |x: f64, y: f64| ((x * 4.0).floor() as i32, (y * 4.0).floor() as i32);
    let taken: HashSet<(i32, i32)> =
        rows.iter().flat_map(|row| &row.polygons).flatten().flatten().map(|[x, y]| cell(*x, *y)).collect();
    let is_far = |place: Position| {
        let (x, y) = cell(place.lon(), place.lat());
        // A quarter of a degree of longitude is 25 km up to 25 degrees of latitude; further on, more cells are looked at.
        let reach = (1.0 / place.lat().to_radians().cos().max(0.05)).ceil() as i32;
        (-reach..=reach).all(|dx| (-1..=1).all(|dy| !taken.contains(&(x + dx, y + dy))))
    };
    let far = within(bounds, 20 * QUESTIONS).into_iter().filter(|&(place, _)| is_far(place));
    far.take(QUESTIONS).collect()
}

criterion_group!(benches, certainties);
criterion_main!(benches);
