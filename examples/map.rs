//! Writes the map of one day as SVG to standard output.
//!
//! `cargo run --release --example map -- 2010-01-01 > map.svg`

use std::error::Error;
use std::io::{ErrorKind, Write};
use std::process::ExitCode;

use suzerain::map::Map;
use suzerain::{Atlas, Basis, UncertainDate};
use time::Date;

const USAGE: &str = "usage: map DATE [--basis de-facto|de-jure] [--width UNITS], such as 2010-01-01 --width 800";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let (day, basis, width) = match parse(&arguments) {
        Ok(parsed) => parsed,
        Err(error) => {
            eprintln!("map: {error}; {USAGE}");
            return ExitCode::from(2);
        }
    };
    let snapshot = Atlas::south_caucasus().on(day, basis);
    let map = Map::of(&snapshot);
    let svg = width.map_or(map, |width| map.width(width)).to_svg();
    match std::io::stdout().lock().write_all(svg.as_bytes()) {
        Err(error) if error.kind() != ErrorKind::BrokenPipe => {
            eprintln!("map: standard output: {error}");
            ExitCode::FAILURE
        }
        _ => ExitCode::SUCCESS,
    }
}

fn parse(arguments: &[String]) -> Result<(Date, Basis, Option<u32>), Box<dyn Error>> {
    let (mut day, mut basis, mut width) = (None, Basis::DeFacto, None);
    let mut words = arguments.iter().map(String::as_str);
    while let Some(word) = words.next() {
        match word {
            "--basis" => {
                basis = match words.next() {
                    Some("de-facto") => Basis::DeFacto,
                    Some("de-jure") => Basis::DeJure,
                    other => {
                        return Err(
                            format!("--basis '{}' is neither de-facto nor de-jure", other.unwrap_or_default()).into()
                        );
                    }
                }
            }
            "--width" => {
                let text = words.next().unwrap_or_default();
                width = Some(text.parse().map_err(|_| format!("--width '{text}' is not a number of units"))?);
            }
            text if day.is_none() => {
                let date: UncertainDate = text.parse().map_err(|error| format!("DATE: {error}"))?;
                day = Some(date.day().ok_or_else(|| format!("DATE '{text}' is not one day"))?);
            }
            other => return Err(format!("unexpected argument '{other}'").into()),
        }
    }
    Ok((day.ok_or("DATE is missing")?, basis, width))
}
