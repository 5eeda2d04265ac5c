//! The map of one day as GeoJSON, one feature for each polity, with the certainty of its holder, on standard output.
//!
//! `cargo run --release --example snapshot -- 2010-01-01 --basis de-facto > 2010.geojson`

use std::error::Error;
use std::io::{ErrorKind, Write};
use std::process::ExitCode;

use suzerain::{Atlas, Basis, UncertainDate};
use time::Date;

const USAGE: &str = "usage: snapshot DATE [--basis de-facto|de-jure], such as 2010-01-01 --basis de-facto";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let asked = match words.as_slice() {
        [day] => exact(day).map(|day| (day, Basis::DeFacto)),
        [day, "--basis", basis] | ["--basis", basis, day] => exact(day).and_then(|day| Ok((day, basis_of(basis)?))),
        [] => Err(format!("DATE is missing; {USAGE}").into()),
        _ => Err(format!("arguments not understood; {USAGE}").into()),
    };
    let (day, basis) = match asked {
        Ok(asked) => asked,
        Err(error) => {
            eprintln!("snapshot: {error}");
            return ExitCode::from(2);
        }
    };
    let text = Atlas::south_caucasus().on(day, basis).to_geojson();
    match std::io::stdout().lock().write_all(text.as_bytes()) {
        Err(error) if error.kind() != ErrorKind::BrokenPipe => {
            eprintln!("snapshot: standard output: {error}");
            ExitCode::FAILURE
        }
        _ => ExitCode::SUCCESS,
    }
}

fn exact(text: &str) -> Result<Date, Box<dyn Error>> {
    let date: UncertainDate = text.parse().map_err(|error| format!("DATE: {error}"))?;
    if !date.is_exact() {
        return Err(format!("DATE '{text}' is not one day, such as 2010-01-01").into());
    }
    Ok(date.earliest())
}

fn basis_of(text: &str) -> Result<Basis, Box<dyn Error>> {
    match text {
        "de-facto" => Ok(Basis::DeFacto),
        "de-jure" => Ok(Basis::DeJure),
        _ => Err(format!("--basis '{text}' is neither de-facto nor de-jure").into()),
    }
}
