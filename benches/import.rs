//! Importing: how fast a file is read, and how much memory it takes beside the size of the file.
//!
//! `cargo bench --features import --bench import` writes a plain GeoJSON file of some 110 MB, imports it in a fresh process
//! and fails where reading is slower than 100 MB/s or the peak of memory is more than 3 times the file. With
//! `SUZERAIN_CSHAPES=FILE` it does the same with `CShapes` 2.0, which must be an atlas within 3 s, and with
//! `SUZERAIN_BASEMAPS=FOLDER` with all 53 historical basemaps, within 5 s and 200 MB. Reading ends with the last
//! feature, building the atlas comes after; the peak is `VmHWM` of that process less what it was before, on Linux only.

#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::cast_precision_loss,
    clippy::cast_possible_truncation,
    missing_docs,
    reason = "a bench that cannot go on stops; small numbers"
)]
#![allow(dead_code, reason = "the world has more than is used here")]

mod world;

use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};
use std::time::{Duration, Instant};

use suzerain::import::{CShapes, DateFormat, GeoJson, HistoricalBasemaps, Mapping, Repair};
use world::Random;

/// Degrees within which vertices of the basemaps become one.
const SNAP: f64 = 1e-4;
/// Cells of the map, each a feature.
const COLUMNS: usize = 90;
const LINES: usize = 50;
/// Degrees of a cell.
const SIDE: [f64; 2] = [4.0, 3.4];
/// A side of a cell is halved so often.
const HALVINGS: u32 = 8;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().collect();
    if let Some(at) = arguments.iter().position(|argument| argument == "--once") {
        import(&arguments[at + 1], Path::new(&arguments[at + 2]));
        return ExitCode::SUCCESS;
    }
    let plain = std::env::temp_dir().join(format!("suzerain-import-{}.geojson", std::process::id()));
    write(&plain).expect("a temporary file");
    let mut is_met = measure("plain", &plain, &|run| run.speed() >= 100.0 && run.has_peak_below(3 * run.bytes));
    std::fs::remove_file(&plain).expect("the temporary file");
    match std::env::var_os("SUZERAIN_CSHAPES") {
        Some(path) => {
            let is_fast = |run: &Run| run.total <= Duration::from_secs(3) && run.has_peak_below(3 * run.bytes);
            is_met &= measure("cshapes", &PathBuf::from(path), &is_fast);
        }
        None => println!("import: SUZERAIN_CSHAPES is not set: CShapes 2.0 is skipped"),
    }
    match std::env::var_os("SUZERAIN_BASEMAPS") {
        Some(path) => {
            let is_fast = |run: &Run| run.total <= Duration::from_secs(5) && run.has_peak_below(200_000_000);
            is_met &= measure("basemaps", &PathBuf::from(path), &is_fast);
        }
        None => println!("import: SUZERAIN_BASEMAPS is not set: the historical basemaps are skipped"),
    }
    if is_met { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// What a fresh process found.
struct Run {
    bytes: u64,
    reading: Duration,
    total: Duration,
    /// Bytes; `None` where the system does not tell.
    peak: Option<u64>,
}

impl Run {
    /// Megabytes read in a second.
    fn speed(&self) -> f64 {
        self.bytes as f64 / 1e6 / self.reading.as_secs_f64()
    }

    fn has_peak_below(&self, bytes: u64) -> bool {
        self.peak.is_none_or(|peak| peak <= bytes)
    }
}

/// Imports a file in a fresh process, prints what it took, and says whether the goals are met.
fn measure(what: &str, path: &Path, is_fast: &dyn Fn(&Run) -> bool) -> bool {
    let program = std::env::current_exe().expect("this program");
    let output = Command::new(program).arg("--once").arg(what).arg(path).output().expect("this program runs");
    assert!(output.status.success(), "{what}: {}", String::from_utf8_lossy(&output.stderr));
    let text = String::from_utf8_lossy(&output.stdout);
    let numbers: Vec<u64> = text.split_whitespace().map(|word| word.parse().expect("a number")).collect();
    let run = Run {
        bytes: size(path),
        reading: Duration::from_micros(numbers[0]),
        total: Duration::from_micros(numbers[1]),
        peak: numbers.get(2).copied(),
    };
    let (reading, building) = (run.reading.as_secs_f64(), run.total.saturating_sub(run.reading).as_secs_f64());
    print!("import: {what}: {:.1} MB, {:.0} MB/s read", run.bytes as f64 / 1e6, run.speed());
    print!(" ({reading:.2} s reading, {building:.2} s building), ");
    match run.peak {
        Some(peak) => {
            println!("peak memory {:.0} MB, {:.2} times the file", peak as f64 / 1e6, peak as f64 / run.bytes as f64);
        }
        None => println!("peak memory is known on Linux only"),
    }
    is_fast(&run)
}

/// The bytes of a file, or of the files of a folder.
fn size(path: &Path) -> u64 {
    if path.is_dir() {
        let files = path.read_dir().expect("the folder").map(|entry| entry.expect("a file"));
        return files.map(|file| file.metadata().expect("a file").len()).sum();
    }
    path.metadata().expect("the file").len()
}

/// Imports a file, and prints the microseconds until its last feature and until the end, and the peak in bytes.
fn import(what: &str, path: &Path) {
    let before = peak();
    let start = Instant::now();
    let mut reading = Duration::ZERO;
    let file = File::open(path).expect("the file");
    let imported = match what {
        "plain" => GeoJson::new(mapping()).on_progress(|_| reading = start.elapsed()).read(file),
        "cshapes" => CShapes::new().on_progress(|_| reading = start.elapsed()).read(file),
        _ => {
            let importer = HistoricalBasemaps::new().repair(Repair::all(SNAP));
            importer.on_progress(|_| reading = start.elapsed()).read(path)
        }
    };
    let total = start.elapsed();
    let imported = imported.unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let after = peak();
    assert!(!imported.atlas().territories().is_empty());
    print!("{} {}", reading.as_micros(), total.as_micros());
    if let (Some(before), Some(after)) = (before, after) {
        print!(" {}", after - before);
    }
    println!();
}

/// The most memory that this process has had, in bytes.
fn peak() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    line.trim().strip_suffix(" kB")?.parse::<u64>().ok().map(|kilobytes| kilobytes * 1024)
}

fn mapping() -> Mapping {
    Mapping::new().code("code").name("name").holder("state").from("begin").until("end").dates(DateFormat::Years)
}

/// A map of cells with ragged sides, which neighbours have in common.
fn write(path: &Path) -> io::Result<()> {
    let mut file = BufWriter::with_capacity(1 << 20, File::create(path)?);
    file.write_all(b"{\"type\": \"FeatureCollection\", \"features\": [\n")?;
    let mut text = String::new();
    for line in 0..LINES {
        for column in 0..COLUMNS {
            let comma = if (line, column) == (0, 0) { "" } else { ",\n" };
            let (number, begin) = (line * COLUMNS + column, 1800 + (line * 7 + column) % 200);
            write!(
                file,
                "{comma}{{\"type\": \"Feature\", \"properties\": {{\"code\": \"c{number}\", \"name\": \"Cell {number}\", \
                 \"state\": \"State {}\", \"begin\": {begin}, \"end\": null}}, \"geometry\": {{\"type\": \"Polygon\", \
                 \"coordinates\": [[",
                number % 200
            )?;
            text.clear();
            let ring = ring(column, line);
            for (at, [lon, lat]) in ring.iter().chain(&ring[..1]).enumerate() {
                let comma = if at == 0 { "" } else { ", " };
                std::fmt::Write::write_fmt(&mut text, format_args!("{comma}[{lon:.7}, {lat:.7}]")).expect("text");
            }
            file.write_all(text.as_bytes())?;
            file.write_all(b"]]}}")?;
        }
    }
    file.write_all(b"\n]}\n")?;
    file.flush()
}

/// The ring of a cell, open.
fn ring(column: usize, line: usize) -> Vec<[f64; 2]> {
    let mut ring = side(column, line, 0);
    ring.pop();
    ring.extend(side(column + 1, line, 1));
    ring.pop();
    ring.extend(side(column, line + 1, 0).into_iter().rev());
    ring.pop();
    ring.extend(side(column, line, 1).into_iter().rev());
    ring.pop();
    ring
}

/// The side of cells that begins at a corner and runs along an axis, from corner to corner.
///
/// It leaves neither corner more steeply than 4 in 5, so that sides meet at corners only.
fn side(column: usize, line: usize, axis: usize) -> Vec<[f64; 2]> {
    let corner = [column as f64 * SIDE[0] - 180.0, line as f64 * SIDE[1] - 85.0];
    let count = 1 << HALVINGS;
    let mut aside = vec![0.0; count + 1];
    let is_rim = if axis == 0 { line == 0 || line == LINES } else { column == 0 || column == COLUMNS };
    let mut random = Random(((line * (COLUMNS + 1) + column) * 2 + axis) as u64);
    let mut step = count;
    while step > 1 && !is_rim {
        for middle in (step / 2..count).step_by(step) {
            let (before, after) = (aside[middle - step / 2], aside[middle + step / 2]);
            let reach = 0.05 * SIDE[axis] * step as f64 / count as f64;
            aside[middle] = f64::midpoint(before, after) + (random.unit() * 2.0 - 1.0) * reach;
        }
        step /= 2;
    }
    let along = |at: usize| SIDE[axis] * at as f64 / count as f64;
    let place = |(at, &aside): (usize, &f64)| match axis {
        0 => [corner[0] + along(at), corner[1] + aside],
        _ => [corner[0] + aside, corner[1] + along(at)],
    };
    aside.iter().enumerate().map(place).collect()
}
