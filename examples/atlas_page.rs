//! Writes the maps of all days as one HTML page to standard output.
//!
//! `cargo run --release --example atlas_page > south-caucasus.html`

use std::io::{ErrorKind, Write};
use std::process::ExitCode;

use suzerain::Atlas;
use suzerain::map::Map;

fn main() -> ExitCode {
    if let Some(argument) = std::env::args().nth(1) {
        eprintln!("atlas_page: unexpected argument '{argument}'; usage: atlas_page > FILE");
        return ExitCode::from(2);
    }
    let atlas = Atlas::south_caucasus();
    let html = Map::through(atlas, atlas.days_of_change()).to_html();
    match std::io::stdout().lock().write_all(html.as_bytes()) {
        Err(error) if error.kind() != ErrorKind::BrokenPipe => {
            eprintln!("atlas_page: standard output: {error}");
            ExitCode::FAILURE
        }
        _ => ExitCode::SUCCESS,
    }
}
