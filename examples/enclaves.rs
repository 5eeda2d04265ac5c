//! Which areas did another polity enclose, which lay apart from the rest of their polity, and which corridors led there?
//!
//! `cargo run --release --example enclaves -- 2000-01-01` answers for one day, de jure and de facto. Without an
//! argument it takes four well-known days.

use std::error::Error;
use std::fmt::Write as _;
use std::io::Write as _;
use std::process::ExitCode;

use suzerain::{Atlas, Basis, UncertainDate};
use time::Date;
use time::macros::date;

const USAGE: &str = "usage: enclaves [DATE], such as 2000-01-01";

const DAYS: [Date; 4] = [date!(1989 - 06 - 01), date!(2000 - 01 - 01), date!(2021 - 06 - 01), date!(2022 - 08 - 28)];

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let days = match arguments.as_slice() {
        [] => Ok(DAYS.to_vec()),
        [day] => exact(day).map(|day| vec![day]),
        _ => Err(format!("{} arguments given, 1 wanted; {USAGE}", arguments.len()).into()),
    };
    match days.and_then(|days| describe(&days)) {
        Ok(text) => {
            // A reader that has seen enough, such as `head`, closes the pipe.
            let _ = std::io::stdout().write_all(text.as_bytes());
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("enclaves: {error}");
            ExitCode::from(2)
        }
    }
}

fn describe(days: &[Date]) -> Result<String, Box<dyn Error>> {
    let mut text = String::new();
    for (&date, basis) in days.iter().flat_map(|day| [(day, Basis::DeJure), (day, Basis::DeFacto)]) {
        let day = Atlas::south_caucasus().on(date, basis);
        writeln!(text, "{date}, {}", basis.phrase())?;
        let (enclaves, corridors) = (day.enclaves(), day.corridors());
        let apart: Vec<_> = day.exclaves().into_iter().filter(|exclave| !exclave.is_enclave()).collect();
        for enclave in &enclaves {
            writeln!(text, "  enclave:  {enclave}")?;
        }
        for exclave in &apart {
            writeln!(text, "  exclave:  {exclave}")?;
        }
        for corridor in &corridors {
            writeln!(text, "  corridor: {corridor}")?;
        }
        if enclaves.is_empty() && apart.is_empty() && corridors.is_empty() {
            writeln!(text, "  none")?;
        }
    }
    Ok(text)
}

fn exact(text: &str) -> Result<Date, Box<dyn Error>> {
    let date: UncertainDate = text.parse().map_err(|error| format!("DATE: {error}"))?;
    if !date.is_exact() {
        return Err(format!("DATE '{text}' is not one day, such as 2000-01-01").into());
    }
    Ok(date.earliest())
}
