//! Every spell at a place.
//!
//! `cargo bench --bench history`

#![allow(clippy::expect_used, missing_docs, reason = "a bench that cannot go on stops")]

mod world;

use std::hint::black_box;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use suzerain::Atlas;

const QUESTIONS: usize = 10_000;

fn histories(criterion: &mut Criterion) {
    let rows = world::generated(7);
    let atlas = world::atlas(&rows);
    let mut group = criterion.benchmark_group("history");
    group.throughput(Throughput::Elements(QUESTIONS as u64)).sample_size(20);
    let land = world::on_land(&atlas, QUESTIONS);
    group.bench_function("world/land", |bencher| bencher.iter(|| spells(&atlas, black_box(&land))));
    let karki = suzerain::Position::from_lat_lon(39.786, 44.952).expect("a position");
    let region: Vec<world::Question> = land.iter().map(|&(_, day)| (karki, day)).collect();
    group.bench_function("embedded/Karki", |bencher| {
        bencher.iter(|| spells(Atlas::south_caucasus(), black_box(&region)));
    });
    group.finish();
}

fn spells(atlas: &Atlas, questions: &[world::Question]) -> usize {
    questions.iter().map(|&(place, _)| atlas.history_at(place).len()).sum()
}

criterion_group!(benches, histories);
criterion_main!(benches);
