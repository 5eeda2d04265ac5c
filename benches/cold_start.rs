//! The first answer of a fresh process: everything from the start of the embedded atlas to one answer.
//!
//! `cargo bench --bench cold_start` starts itself many times and prints the median and the worst.

#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::cast_precision_loss,
    reason = "a bench that cannot go on stops; microseconds are few"
)]

mod fresh;

use std::time::Instant;

use suzerain::{Atlas, Position};
use time::macros::date;

fn main() {
    if fresh::is_one() {
        let start = Instant::now();
        let karki = Position::from_lat_lon(39.786, 44.952).expect("a position");
        let answer = Atlas::south_caucasus().controller_at(karki, date!(2000 - 01 - 01)).to_string();
        let micros = start.elapsed().as_micros();
        assert_eq!(answer, "Armenia");
        println!("{micros}");
        return;
    }
    fresh::print_medians("cold_start", &["answer"]);
}
