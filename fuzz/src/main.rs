//! Fuzzes without a nightly Rust: `cargo run --release -- SECONDS [TARGET]...` runs each target for so long, on all cores.
//!
//! Inputs are seeds changed by chance; one that leads to an outcome not met before is changed further. What makes a
//! target panic, or takes over ten seconds, is written into the folder `artifacts`; `-- one TARGET FILE` runs it again.
//! `-- seeds FOLDER` writes the seeds for `cargo fuzz`.

use std::collections::HashSet;
use std::fs;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::process::ExitCode;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use suzerain_fuzz::mutation::Mutator;
use suzerain_fuzz::{TARGETS, Target};

/// An input may take so long, and so long before the process gives up.
const SLOW: Duration = Duration::from_secs(10);
const FROZEN: Duration = Duration::from_secs(120);
/// Longer inputs are cut.
const MOST_BYTES: usize = 1 << 16;
/// So many inputs are changed further.
const MOST_KEPT: usize = 4_096;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match arguments.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
        ["seeds", folder] => write_seeds(Path::new(folder)),
        ["one", name, file] => {
            suzerain_fuzz::run(name, &fs::read(file).expect("the file can be read"));
            ExitCode::SUCCESS
        }
        [seconds, names @ ..] if seconds.parse::<u64>().is_ok() => {
            let seconds = Duration::from_secs(seconds.parse().unwrap_or_default());
            let chosen = |target: &&Target| names.is_empty() || names.contains(&target.name);
            fuzz(&TARGETS.iter().filter(chosen).copied().collect::<Vec<_>>(), seconds)
        }
        _ => {
            eprintln!(
                "usage: SECONDS [TARGET]... | one TARGET FILE | seeds FOLDER\ntargets: {}",
                TARGETS.map(|target| target.name).join(" ")
            );
            ExitCode::from(2)
        }
    }
}

fn write_seeds(folder: &Path) -> ExitCode {
    for target in TARGETS {
        let folder = folder.join(target.name);
        fs::create_dir_all(&folder).expect("the folder can be made");
        for (number, seed) in (target.seeds)().into_iter().enumerate() {
            fs::write(folder.join(format!("seed-{number}")), seed).expect("the seed can be written");
        }
    }
    ExitCode::SUCCESS
}

/// What a worker runs, and since when.
type Running = Mutex<Option<(Instant, &'static str, Vec<u8>)>>;

fn fuzz(targets: &[Target], time: Duration) -> ExitCode {
    let (next, failures, done) = (AtomicUsize::new(0), AtomicUsize::new(0), AtomicUsize::new(0));
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let running: Vec<Running> = (0..cores).map(|_| Mutex::new(None)).collect();
    std::thread::scope(|scope| {
        for running in &running {
            let (next, failures, done) = (&next, &failures, &done);
            scope.spawn(move || {
                while let Some(target) = targets.get(next.fetch_add(1, Ordering::Relaxed)) {
                    failures.fetch_add(fuzz_one(target, time, running), Ordering::Relaxed);
                }
                done.fetch_add(1, Ordering::Relaxed);
            });
        }
        while done.load(Ordering::Relaxed) < cores {
            std::thread::sleep(Duration::from_millis(200));
            for running in &running {
                let running = running.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
                if let Some((since, name, input)) = &*running
                    && since.elapsed() > FROZEN
                {
                    eprintln!("{name}: does not end; {}", kept(name, input));
                    std::process::exit(1);
                }
            }
        }
    });
    match failures.load(Ordering::Relaxed) {
        0 => ExitCode::SUCCESS,
        count => {
            eprintln!("{count} inputs failed");
            ExitCode::FAILURE
        }
    }
}

/// How many inputs failed; it ends at the third.
fn fuzz_one(target: &Target, time: Duration, running: &Running) -> usize {
    let start = Instant::now();
    let seed = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |time| time.as_nanos() as u64);
    let (mut mutator, mut pool) = (Mutator::new(seed), (target.seeds)());
    let (mut inputs, mut failures, mut outcomes) = (0_u64, 0, HashSet::new());
    let mut fresh = pool.clone();
    while (start.elapsed() < time || !fresh.is_empty()) && failures < 3 {
        let input = fresh.pop().unwrap_or_else(|| mutator.mutated(&pool, MOST_BYTES));
        let since = Instant::now();
        set(running, Some((since, target.name, input.clone())));
        let outcome = catch_unwind(AssertUnwindSafe(|| (target.run)(&input)));
        set(running, None);
        inputs += 1;
        let took = since.elapsed();
        match outcome {
            Ok(_) if took > SLOW => {
                eprintln!("{}: took {took:?}; {}", target.name, kept(target.name, &input));
                failures += 1;
            }
            Ok(outcome) => {
                let is_new = outcomes.insert(kind(&outcome));
                if is_new && pool.len() < MOST_KEPT {
                    pool.push(input);
                }
            }
            Err(_) => {
                eprintln!("{}: panicked; {}", target.name, kept(target.name, &input));
                failures += 1;
            }
        }
    }
    println!("{}: {inputs} inputs, {} outcomes, {failures} failed, from {seed}", target.name, outcomes.len());
    failures
}

fn set(running: &Running, to: Option<(Instant, &'static str, Vec<u8>)>) {
    *running.lock().unwrap_or_else(std::sync::PoisonError::into_inner) = to;
}

/// An outcome without what differs from input to input: numbers and texts in quotes.
fn kind(outcome: &str) -> String {
    let unquoted = outcome.split('\'').step_by(2);
    unquoted.flat_map(str::chars).filter(|letter| letter.is_alphabetic() || *letter == ' ').take(160).collect()
}

/// Writes an input, and says where.
fn kept(name: &str, input: &[u8]) -> String {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("artifacts");
    let hash = input
        .iter()
        .fold(0xcbf2_9ce4_8422_2325_u64, |hash, &byte| (hash ^ u64::from(byte)).wrapping_mul(0x100_0000_01b3));
    let path = folder.join(format!("{name}-{hash:016x}"));
    match fs::create_dir_all(&folder).and_then(|()| fs::write(&path, input)) {
        Ok(()) => path.display().to_string(),
        Err(error) => format!("its input cannot be written: {error}"),
    }
}
