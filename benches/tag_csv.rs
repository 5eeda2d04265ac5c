//! A table of a million rows through the example `tag_csv`.
//!
//! `cargo build --release --example tag_csv && cargo bench --bench tag_csv` writes the table, of uniform places and days in
//! the South Caucasus, and prints the least time of some runs, from the start of the process to its end. It fails where that
//! is more than 1.5 s, which two cores are meant to reach.

#![allow(clippy::expect_used, clippy::panic, reason = "a bench that cannot go on stops")]
#![allow(dead_code, reason = "the world has more than is used here")]

mod world;

use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode, Stdio};
use std::time::{Duration, Instant};

use time::macros::date;
use world::Random;

const ROWS: usize = 1_000_000;
const RUNS: usize = 5;
const GOAL: Duration = Duration::from_millis(1500);

fn main() -> ExitCode {
    let program = example();
    let table = std::env::temp_dir().join(format!("suzerain-tag-csv-{}.csv", std::process::id()));
    write(&table).expect("a temporary file");
    let times = (0..RUNS).map(|_| run(&program, &table));
    let least = times.min().expect("a run");
    std::fs::remove_file(&table).expect("the temporary file");
    println!("tag_csv: {ROWS} rows in {:.2} s, the least of {RUNS} runs", least.as_secs_f64());
    if least <= GOAL { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

fn run(program: &Path, table: &Path) -> Duration {
    let start = Instant::now();
    let status = Command::new(program).arg(table).stdout(Stdio::null()).stderr(Stdio::null()).status();
    let took = start.elapsed();
    assert!(status.expect("the example runs").success());
    took
}

/// The example, which lies beside the folder of this bench.
fn example() -> PathBuf {
    let bench = std::env::current_exe().expect("this program");
    let target = bench.parent().and_then(Path::parent).expect("the folder of the profile");
    let program = target.join("examples").join(format!("tag_csv{}", std::env::consts::EXE_SUFFIX));
    assert!(program.exists(), "{} is not built: cargo build --release --example tag_csv", program.display());
    program
}

fn write(path: &Path) -> io::Result<()> {
    let mut random = Random(11);
    let first = date!(1850 - 01 - 01);
    let days = usize::try_from((date!(2025 - 01 - 01) - first).whole_days()).expect("days");
    let mut file = BufWriter::new(File::create(path)?);
    file.write_all(b"id,lon,lat,date\n")?;
    for number in 0..ROWS {
        let (lon, lat) = (41.5 + random.unit() * 8.5, 38.5 + random.unit() * 4.9);
        let day = first + time::Duration::days(i64::try_from(random.below(days)).expect("days"));
        writeln!(file, "{number},{lon:.5},{lat:.5},{day}")?;
    }
    file.flush()
}
