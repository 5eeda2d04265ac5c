//! Is an atlas document sound?
//!
//! `cargo run --release --example check_atlas -- FILE...` reads atlas documents, several as layers of one atlas, and
//! prints every problem with its file, line and column; or that the atlas is sound, with its counts, and where it gives
//! an area to two holders or leaves it unrecorded between two records. Such conflicts are not problems.
//!
//! Exit code 0 for a sound atlas, 1 for problems or a file that cannot be read, 2 for wrong arguments.

use std::fs;
use std::io::{self, BufWriter, Write};
use std::process::ExitCode;

use suzerain::{Atlas, AtlasBuilder};

const USAGE: &str = "usage: check_atlas FILE..., where each FILE is an atlas document";

fn main() -> ExitCode {
    let files: Vec<String> = std::env::args().skip(1).collect();
    if let Some(option) = files.iter().find(|file| file.starts_with('-')) {
        eprintln!("check_atlas: option '{option}' is not known\n{USAGE}");
        return ExitCode::from(2);
    }
    if files.is_empty() {
        eprintln!("check_atlas: no FILE given\n{USAGE}");
        return ExitCode::from(2);
    }
    let checked = check(&files);
    let mut out = BufWriter::new(io::stdout().lock());
    let written = match &checked {
        Ok(atlas) => write(atlas, &mut out),
        Err(problems) => problems.iter().try_for_each(|problem| writeln!(out, "{problem}")),
    };
    match written.and_then(|()| out.flush()) {
        // A reader that has seen enough, such as `head`, is no failure.
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
            eprintln!("check_atlas: {error}");
            ExitCode::FAILURE
        }
        _ if checked.is_ok() => ExitCode::SUCCESS,
        _ => ExitCode::FAILURE,
    }
}

/// The atlas of these documents, or everything that is wrong with them.
fn check(files: &[String]) -> Result<Atlas, Vec<String>> {
    let mut problems = Vec::new();
    let mut builder = AtlasBuilder::default();
    for file in files {
        match fs::read_to_string(file) {
            Err(error) => problems.push(format!("{file}: it cannot be read: {error}")),
            // The builder is gone with a document that is no JSON: the others are still read, for their own faults.
            Ok(text) => match builder.document(file, &text) {
                Ok(next) => builder = next,
                Err(error) => {
                    problems.push(error.to_string());
                    builder = AtlasBuilder::default();
                }
            },
        }
    }
    // Without some of its documents the atlas would only lack more.
    if !problems.is_empty() {
        return Err(problems);
    }
    builder.build().map_err(|report| vec![report.to_string()])
}

fn write(atlas: &Atlas, out: &mut impl Write) -> io::Result<()> {
    writeln!(out, "sound: '{}', edition {}", atlas.about().name(), atlas.edition())?;
    for (count, what) in [
        (atlas.polities().len(), "polities"),
        (atlas.territories().len(), "territories"),
        (atlas.landmarks().len(), "landmarks"),
        (atlas.records().len(), "sovereignties and controls"),
        (atlas.claims().len(), "claims"),
        (atlas.recognitions().len(), "recognitions"),
        (atlas.presences().len(), "presences"),
        (atlas.corridors().len(), "corridors"),
        (atlas.border_stages().len(), "stages of borders"),
        (atlas.events().len(), "events"),
        (atlas.sources().len(), "sources"),
    ] {
        writeln!(out, "  {count} {what}")?;
    }
    let conflicts = atlas.conflicts();
    writeln!(out, "{} conflicts", conflicts.len())?;
    conflicts.iter().try_for_each(|conflict| writeln!(out, "  {conflict}"))
}
