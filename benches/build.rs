//! Building: an atlas with all its checks, from drafts; the embedded atlas from its documents.
//!
//! `cargo bench --bench build`

#![allow(clippy::expect_used, missing_docs, reason = "a bench that cannot go on stops")]

mod world;

use std::hint::black_box;

use criterion::{Criterion, criterion_group, criterion_main};
use suzerain::{Atlas, Basis};

fn building(criterion: &mut Criterion) {
    let rows = world::generated(7);
    let atlas = world::atlas(&rows);
    println!("the index of {} vertices takes {} bytes", world::vertices(&rows), atlas.index_bytes(Basis::DeFacto));
    let mut group = criterion.benchmark_group("build");
    group.sample_size(10);
    group.bench_function("world/atlas with all checks", |bencher| bencher.iter(|| world::atlas(black_box(&rows))));
    let mut document = Vec::new();
    Atlas::south_caucasus().to_geojson(&mut document).expect("memory takes it");
    group.bench_function("embedded/from its document", |bencher| {
        bencher.iter(|| Atlas::from_geojson(black_box(document.as_slice())).expect("the embedded atlas"));
    });
    group.finish();
}

criterion_group!(benches, building);
criterion_main!(benches);
