//! A lookup of a place and a day, by where the places lie; single and in a batch.
//!
//! `cargo bench --bench lookup`. The world is generated; with `--features import`, `SUZERAIN_CSHAPES` adds `CShapes`
//! 2.0.

#![allow(clippy::expect_used, missing_docs, reason = "a bench that cannot go on stops")]

mod world;

use std::hint::black_box;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use suzerain::{Atlas, Position};
use time::Date;

const QUESTIONS: usize = 100_000;

fn lookups(criterion: &mut Criterion) {
    let generated = world::generated(7);
    of_world(criterion, "generated", &generated, &world::atlas(&generated));
    #[cfg(feature = "import")]
    if let Some(rows) = world::cshapes() {
        of_world(criterion, "cshapes", &rows, &world::imported());
    }
}

fn of_world(criterion: &mut Criterion, name: &str, rows: &[world::Row], atlas: &Atlas) {
    let kinds = [
        ("uniform", world::uniform(QUESTIONS)),
        ("land", world::on_land(atlas, QUESTIONS)),
        ("borders", world::near_borders(rows, QUESTIONS)),
        ("clustered", world::clustered(QUESTIONS)),
    ];
    let mut group = criterion.benchmark_group(format!("lookup/{name}"));
    group.throughput(Throughput::Elements(QUESTIONS as u64)).sample_size(20);
    for (kind, questions) in &kinds {
        let (places, days): (Vec<Position>, Vec<Date>) = questions.iter().copied().unzip();
        let single = held(atlas, questions);
        let batch = atlas.controllers_at(&places, &days).expect("as many days as places");
        assert_eq!(single, batch.iter().filter(|answer| answer.holder().is_some()).count(), "single and batch agree");
        group.bench_function(format!("{kind}/single"), |bencher| bencher.iter(|| held(atlas, black_box(questions))));
        group.bench_function(format!("{kind}/batch"), |bencher| {
            bencher.iter(|| atlas.controllers_at(black_box(&places), &days).map(|answers| answers.len()));
        });
    }
    group.finish();
}

fn held(atlas: &Atlas, questions: &[world::Question]) -> usize {
    questions.iter().filter(|&&(place, day)| atlas.controller_at(place, day).holder().is_some()).count()
}

criterion_group!(benches, lookups);
criterion_main!(benches);
