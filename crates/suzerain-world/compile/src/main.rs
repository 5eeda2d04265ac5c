//! Checks the documents of the world and writes its file.
//!
//! `world-compile check DATA [REGION]` prints what is wrong with the documents in a folder, with file and line, and the
//! cases that the atlas answers otherwise; with a region, only what concerns its files. `world-compile write DATA` writes
//! `world.suz`.

use std::io;
use std::path::Path;
use std::process::ExitCode;

use suzerain_world_compile::{Problem, cases, compile, failures};

const USAGE: &str = "usage: suzerain-world-compile check DATA [REGION]\n       suzerain-world-compile write DATA";
/// How many problems are printed.
const SHOWN: usize = 400;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let done = match words.as_slice() {
        ["check", data] => check(Path::new(data), ""),
        ["check", data, region] => check(Path::new(data), region),
        ["write", data] => write(Path::new(data)),
        _ => {
            eprintln!("{USAGE}");
            return ExitCode::from(2);
        }
    };
    match done {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("suzerain-world-compile: {error}");
            ExitCode::FAILURE
        }
    }
}

/// Prints the problems of a region's files and counts the others; whether there are none.
fn check(data: &Path, region: &str) -> io::Result<bool> {
    let mut compiled = compile(data)?;
    let all = cases(&data.join("cases"), &mut compiled.problems)?;
    if let Some(atlas) = &compiled.atlas {
        println!(
            "{} territories, {} polities, {} records",
            atlas.territories().len(),
            atlas.polities().len(),
            atlas.records().len()
        );
        let failures = failures(atlas, &all);
        println!("{} cases, {} fail", all.len(), failures.len());
        compiled.problems.extend(failures);
    }
    if !compiled.undrawn.is_empty() {
        let list: Vec<String> = compiled.undrawn.iter().map(|(code, count)| format!("{code} ({count})")).collect();
        println!("not drawn yet, their statements left out: {}", list.join(", "));
    }
    let (own, others): (Vec<&Problem>, Vec<&Problem>) =
        compiled.problems.iter().partition(|problem| region.is_empty() || problem.file.starts_with(region));
    own.iter().take(SHOWN).for_each(|problem| println!("{problem}"));
    if own.len() > SHOWN {
        println!("and {} more", own.len() - SHOWN);
    }
    println!("{} problems, and {} in other files", own.len(), others.len());
    Ok(own.is_empty())
}

fn write(data: &Path) -> io::Result<bool> {
    let compiled = compile(data)?;
    compiled.problems.iter().take(SHOWN).for_each(|problem| eprintln!("{problem}"));
    if !compiled.undrawn.is_empty() {
        eprintln!("not drawn: {}", compiled.undrawn.keys().cloned().collect::<Vec<_>>().join(", "));
    }
    let Some(atlas) = compiled.atlas else { return Ok(false) };
    let bytes = atlas.to_bytes();
    println!("{} bytes", bytes.len());
    std::fs::write(data.join("world.suz"), bytes)?;
    Ok(compiled.problems.is_empty() && compiled.undrawn.is_empty())
}
