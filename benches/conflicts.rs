//! Contradictions of two atlases: the embedded one over the historical basemaps, all 53 maps.
//!
//! `SUZERAIN_BASEMAPS=FOLDER cargo bench --features import --bench conflicts` imports the folder of maps, merges the embedded
//! atlas over it, and fails where `Atlas::conflicts` takes more than 10 s. The ground plan, which it makes, is told apart.

#![allow(clippy::expect_used, clippy::panic, reason = "a bench that cannot go on stops")]

use std::process::ExitCode;
use std::time::{Duration, Instant};

use suzerain::import::{HistoricalBasemaps, Repair};
use suzerain::{Atlas, Merge};

/// Degrees within which vertices of the maps become one.
const SNAP: f64 = 1e-4;

fn main() -> ExitCode {
    let Some(folder) = std::env::var_os("SUZERAIN_BASEMAPS") else {
        println!("conflicts: SUZERAIN_BASEMAPS is not set: skipped");
        return ExitCode::SUCCESS;
    };
    let (maps, took) = timed(|| HistoricalBasemaps::new().repair(Repair::all(SNAP)).read(&folder));
    let maps = maps.unwrap_or_else(|error| panic!("SUZERAIN_BASEMAPS: {error}")).into_atlas();
    println!("conflicts: {} outlines imported in {:.2} s", maps.territories().len(), took.as_secs_f64());
    let (both, took) = timed(|| Merge::new(&maps, Atlas::south_caucasus()).build());
    let both = both.unwrap_or_else(|report| panic!("{report}"));
    println!("conflicts: the embedded atlas over them built in {:.2} s", took.as_secs_f64());
    let (conflicts, first) = timed(|| both.conflicts());
    let (again, later) = timed(|| both.conflicts());
    assert_eq!(conflicts.len(), again.len());
    let (first_s, plan_s) = (first.as_secs_f64(), first.saturating_sub(later).as_secs_f64());
    println!("conflicts: {} in {first_s:.2} s, {plan_s:.2} s of them for the ground plan", conflicts.len());
    if first <= Duration::from_secs(10) { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

fn timed<T>(make: impl FnOnce() -> T) -> (T, Duration) {
    let start = Instant::now();
    let result = make();
    (result, start.elapsed())
}
