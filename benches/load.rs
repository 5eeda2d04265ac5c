//! Loading: the embedded atlas, and the generated world of 1.08 million vertices, from their binary form.
//!
//! `cargo bench --bench load`

#![allow(clippy::expect_used, missing_docs, reason = "a bench that cannot go on stops")]

mod world;

use std::hint::black_box;

use criterion::{Criterion, criterion_group, criterion_main};
use suzerain::Atlas;

fn loading(criterion: &mut Criterion) {
    let rows = world::generated(7);
    let world = world::atlas(&rows);
    println!("the world has {} vertices", world::vertices(&rows));
    let mut group = criterion.benchmark_group("load");
    group.sample_size(20);
    for (name, atlas) in [("embedded", Atlas::south_caucasus()), ("world", &world)] {
        let bytes = atlas.to_bytes();
        println!("{name}: {} bytes", bytes.len());
        group.bench_function(format!("{name}/from bytes"), |bencher| {
            bencher.iter(|| Atlas::from_bytes(black_box(&bytes)).expect("an atlas"));
        });
        group.bench_function(format!("{name}/to bytes"), |bencher| bencher.iter(|| black_box(atlas).to_bytes()));
    }
    group.finish();
}

criterion_group!(benches, loading);
criterion_main!(benches);
