//! Writes the maps of all days as one HTML page to standard output.
//!
//! `cargo run --release --example atlas_page > south-caucasus.html` writes those of the South Caucasus, and with the name of
//! a file behind it, an atlas document or its binary form (`.suz`), those of that atlas.

use std::error::Error;
use std::fs::{self, File};
use std::io::{BufReader, ErrorKind, Write};
use std::path::Path;
use std::process::ExitCode;

use suzerain::Atlas;
use suzerain::map::Map;

fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let html = match words.as_slice() {
        [] => page(Atlas::south_caucasus()),
        [file] if !file.starts_with('-') => match read(file) {
            Ok(atlas) => page(&atlas),
            Err(error) => {
                eprintln!("atlas_page: '{file}': {error}");
                return ExitCode::FAILURE;
            }
        },
        [argument, ..] => {
            eprintln!("atlas_page: unexpected argument '{argument}'; usage: atlas_page [ATLAS] > FILE");
            return ExitCode::from(2);
        }
    };
    match std::io::stdout().lock().write_all(html.as_bytes()) {
        Err(error) if error.kind() != ErrorKind::BrokenPipe => {
            eprintln!("atlas_page: standard output: {error}");
            ExitCode::FAILURE
        }
        _ => ExitCode::SUCCESS,
    }
}

fn read(file: &str) -> Result<Atlas, Box<dyn Error>> {
    Ok(if Path::new(file).extension().is_some_and(|extension| extension == "suz") {
        Atlas::from_bytes(&fs::read(file)?)?
    } else {
        Atlas::from_geojson(BufReader::new(File::open(file)?))?
    })
}

fn page(atlas: &Atlas) -> String {
    Map::through(atlas, atlas.days_of_change()).to_html()
}
