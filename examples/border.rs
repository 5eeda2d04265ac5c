//! How did the border of two polities run on a day, de jure and de facto?
//!
//! `cargo run --release --example border -- ARM AZE 2005-01-01 --basis de-jure` describes one border, segment by
//! segment. Without arguments it describes the border of Armenia and Azerbaijan on 1 January 2005 on both bases. A side
//! whose holder is not certain is called likely or possibly so; how accurate the lines are is in the atlas's README.

use std::error::Error;
use std::fmt::Write as _;
use std::io::Write as _;
use std::process::ExitCode;

use suzerain::{Atlas, Basis, UncertainDate};
use time::Date;
use time::macros::date;

const USAGE: &str = "usage: border [POLITY POLITY DATE [--basis de-facto|de-jure]], such as ARM AZE 2005-01-01";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let described = match words.as_slice() {
        [] => both(),
        [one, other, day] => describe(one, other, day, "de-jure"),
        [one, other, day, "--basis", basis] => describe(one, other, day, basis),
        _ => Err(format!("arguments not understood; {USAGE}").into()),
    };
    match described {
        Ok(text) => {
            // A reader that has seen enough, such as `head`, closes the pipe.
            let _ = std::io::stdout().write_all(text.as_bytes());
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("border: {error}");
            ExitCode::from(2)
        }
    }
}

fn both() -> Result<String, Box<dyn Error>> {
    let atlas = Atlas::south_caucasus();
    let [de_jure, de_facto] = [Basis::DeJure, Basis::DeFacto].map(|basis| atlas.on(date!(2005 - 01 - 01), basis));
    let (agreed, real) = (de_jure.border_between("ARM", "AZE")?, de_facto.border_between("ARM", "AZE")?);
    Ok(format!("{agreed}\n{real}\n{}", de_facto.border_between("ARTSAKH", "AZE")?))
}

fn describe(one: &str, other: &str, day: &str, basis: &str) -> Result<String, Box<dyn Error>> {
    let day = Atlas::south_caucasus().on(exact(day)?, basis_of(basis)?);
    let border = day.border_between(one, other).map_err(|error| format!("POLITY: {error}"))?;
    let mut text = border.to_string();
    for course in border.courses() {
        writeln!(text, "\nfrom {}", course.start())?;
        for segment in course.segments() {
            writeln!(text, "  {segment}")?;
        }
        writeln!(text, "to {}", course.end())?;
    }
    Ok(text)
}

fn exact(text: &str) -> Result<Date, Box<dyn Error>> {
    let date: UncertainDate = text.parse().map_err(|error| format!("DATE: {error}"))?;
    if !date.is_exact() {
        return Err(format!("DATE '{text}' is not one day, such as 2005-01-01").into());
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
