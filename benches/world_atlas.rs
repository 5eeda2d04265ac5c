//! The atlas of the world: the first answer of a fresh process, loading, building from its documents, and lookups.
//!
//! `cargo bench --bench world_atlas` starts itself anew for the first.

#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::cast_precision_loss,
    reason = "a bench that cannot go on stops; microseconds are few"
)]

mod fresh;

use std::hint::black_box;
use std::path::Path;
use std::time::Instant;

use suzerain::{Atlas, Position};
use time::macros::date;

const LOOKUPS: usize = 1_000_000;

fn main() {
    if fresh::is_one() {
        let start = Instant::now();
        let hong_kong = Position::from_lat_lon(22.285, 114.158).expect("a position");
        let answer = suzerain_world::atlas().controller_at(hong_kong, date!(1997 - 07 - 01));
        let holder = answer.holder().map(|it| it.polity().code().to_string());
        let held = start.elapsed().as_micros();
        assert_eq!(holder.as_deref(), Some("CHN"));
        // The first certainty makes the table of lines near places.
        black_box(answer.certainty());
        println!("{held} {}", start.elapsed().as_micros());
        return;
    }
    fresh::print_medians("world_atlas", &["holder", "certainty"]);
    let atlas = suzerain_world::atlas();
    let bytes = atlas.to_bytes();
    println!("world_atlas: {} bytes", bytes.len());
    median("loaded", 9, || {
        black_box(Atlas::from_bytes(black_box(&bytes)).expect("an atlas"));
    });
    let data = Path::new(env!("CARGO_MANIFEST_DIR")).join("../crates/suzerain-world/data");
    median("built from its documents", 3, || {
        black_box(suzerain_world_compile::compile(&data).expect("the documents").atlas.expect("an atlas"));
    });
    lookups(atlas);
}

fn median(what: &str, runs: usize, mut task: impl FnMut()) {
    let mut millis: Vec<f64> = (0..runs)
        .map(|_| {
            let start = Instant::now();
            task();
            start.elapsed().as_secs_f64() * 1000.0
        })
        .collect();
    millis.sort_by(f64::total_cmp);
    println!("world_atlas: {what} in {:.1} ms (median of {runs})", millis[runs / 2]);
}

/// Places spread evenly over the globe, on days spread evenly since 1946.
fn lookups(atlas: &Atlas) {
    let mut seed = 7_u64;
    let mut next = || {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (seed >> 11) as f64 / (1_u64 << 53) as f64
    };
    let first = date!(1946 - 01 - 01);
    let questions: Vec<_> = (0..LOOKUPS)
        .map(|_| {
            let latitude = next().mul_add(2.0, -1.0).asin().to_degrees();
            let at = Position::from_lat_lon(latitude, next().mul_add(360.0, -180.0)).expect("a position");
            #[expect(clippy::cast_possible_truncation, reason = "some ten thousand days")]
            let day = first + time::Duration::days((next() * 29_000.0) as i64);
            (at, day)
        })
        .collect();
    let start = Instant::now();
    let held = questions.iter().filter(|(at, day)| atlas.controller_at(*at, *day).holder().is_some()).count();
    let nanos = start.elapsed().as_secs_f64() * 1e9 / LOOKUPS as f64;
    println!("world_atlas: {nanos:.0} ns a lookup, {held} of {LOOKUPS} held");
}
