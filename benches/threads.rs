//! How lookups grow with threads that ask one atlas: `cargo bench --bench threads`.
//!
//! Each thread asks all questions, so that in the same time two threads answer twice as many if nothing holds them up.

#![allow(
    clippy::cast_possible_truncation,
    clippy::cast_precision_loss,
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "numbers are small; a bench that cannot go on stops"
)]

use std::hint::black_box;
use std::time::{Duration, Instant};

use suzerain::{Answer, Atlas, Position};
use time::Date;
use time::macros::date;

const QUESTIONS: i32 = 1_000_000;
const ROUNDS: usize = 7;

type Count = fn(&Answer<'_>) -> bool;

fn main() {
    let atlas = Atlas::south_caucasus();
    let questions: Vec<(Position, Date)> = (0..QUESTIONS).map(question).collect();
    let kinds: [(&str, Count); 2] = [
        ("answers", |answer| answer.holder().is_some()),
        ("answers with doubts", |answer| answer.holder().is_some() & answer.doubts().is_empty()),
    ];
    let most = std::thread::available_parallelism().map_or(1, usize::from);
    for (what, count) in kinds {
        let ask =
            || black_box(&questions).iter().filter(|(place, day)| count(&atlas.controller_at(*place, *day))).count();
        black_box(ask());
        let counts = [1, 2, 4, 8].into_iter().filter(|&threads| threads <= most);
        let mut one = None;
        for threads in counts {
            let time = median((0..ROUNDS).map(|_| run(threads, &ask)).collect());
            let rate = threads as f64 * f64::from(QUESTIONS) / time.as_secs_f64() / 1e6;
            let one = *one.get_or_insert(rate);
            println!("{what}: {threads} threads, {rate:.1} million a second, {:.2} times one thread", rate / one);
        }
    }
}

/// A place of the frame and a day, by a fixed rule that jumps about.
fn question(number: i32) -> (Position, Date) {
    let part = |step: i32| f64::from(number.wrapping_mul(step).rem_euclid(1_000_003)) / 1_000_003.0;
    let place = Position::from_lat_lon(38.0 + 4.0 * part(7_919), 43.0 + 7.0 * part(104_729)).expect("a position");
    let day = date!(1801 - 01 - 01).saturating_add(time::Duration::days((part(15_485_863) * 82_000.0) as i64));
    (place, day)
}

/// How long it takes until all threads have asked everything.
fn run(threads: usize, ask: &(impl Fn() -> usize + Sync)) -> Duration {
    let start = Instant::now();
    std::thread::scope(|scope| {
        for _ in 0..threads {
            scope.spawn(|| black_box(ask()));
        }
    });
    start.elapsed()
}

fn median(mut times: Vec<Duration>) -> Duration {
    times.sort_unstable();
    times[times.len() / 2]
}
