//! The first answer of a fresh process: everything from the start of the embedded atlas to one answer.
//!
//! `cargo bench --bench cold_start` starts itself many times and prints the median and the worst.

#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::cast_precision_loss,
    reason = "a bench that cannot go on stops; microseconds are few"
)]

use std::process::Command;
use std::time::Instant;

use suzerain::{Atlas, Position};
use time::macros::date;

const RUNS: usize = 41;

fn main() {
    if std::env::args().any(|argument| argument == "--once") {
        let start = Instant::now();
        let karki = Position::from_lat_lon(39.786, 44.952).expect("a position");
        let answer = Atlas::south_caucasus().controller_at(karki, date!(2000 - 01 - 01)).to_string();
        let micros = start.elapsed().as_micros();
        assert_eq!(answer, "Armenia");
        println!("{micros}");
        return;
    }
    let program = std::env::current_exe().expect("this program");
    let mut micros: Vec<u64> = (0..RUNS)
        .map(|_| {
            let output = Command::new(&program).arg("--once").output().expect("this program runs");
            String::from_utf8_lossy(&output.stdout).trim().parse().expect("microseconds")
        })
        .collect();
    micros.sort_unstable();
    let (median, worst) = (micros[RUNS / 2] as f64 / 1000.0, micros[RUNS - 1] as f64 / 1000.0);
    println!("cold_start: first answer after {median:.2} ms (median of {RUNS} processes), {worst:.2} ms (worst)");
}
