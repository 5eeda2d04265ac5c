//! How a lookup grows with the outlines: the same states with ever finer borders.
//!
//! `cargo bench --bench growth` prints, for about 10^4 to 10^7 vertices, the time of building, the time of a lookup, and
//! by how much the lookup grows for ten times the vertices.

#![allow(clippy::cast_precision_loss, reason = "small numbers")]

mod world;

use std::hint::black_box;
use std::time::Instant;

const QUESTIONS: usize = 1_000_000;
const ROUNDS: usize = 5;

fn main() {
    let questions = world::uniform(QUESTIONS);
    let mut before: Option<(f64, f64)> = None;
    println!("  vertices    built, ms  ns a lookup  times for 10 x vertices");
    for detail in [0, 3, 6, 8, 10] {
        let rows = world::generated(detail);
        let vertices = world::vertices(&rows) as f64;
        let start = Instant::now();
        let atlas = world::atlas(&rows);
        let built = start.elapsed().as_secs_f64() * 1e3;
        let mut best = f64::INFINITY;
        for _ in 0..ROUNDS {
            let start = Instant::now();
            let held =
                questions.iter().filter(|&&(place, day)| atlas.controller_at(place, day).holder().is_some()).count();
            black_box(held);
            best = best.min(start.elapsed().as_secs_f64() * 1e9 / QUESTIONS as f64);
        }
        let growth = before.map_or(String::new(), |(fewer, time)| {
            format!("{:.2}", (best / time).powf(1.0 / (vertices / fewer).log10()))
        });
        println!("{vertices:>10} {built:>12.0} {best:>12.1}  {growth}");
        before = Some((vertices, best));
    }
}
