//! How did the border of two polities run on a day, de jure and de facto?
//!
//! `cargo run --release --example border -- ARM AZE 2005-01-01 --basis de-jure` tells one border, segment by segment.
//! Without arguments it sets the two bases of Armenia and Azerbaijan on 1 January 2005 side by side.

use std::error::Error;
use std::process::ExitCode;

use suzerain::{Atlas, Basis, UncertainDate};
use time::Date;
use time::macros::date;

const USAGE: &str = "usage: border [POLITY POLITY DATE [--basis de-facto|de-jure]], such as ARM AZE 2005-01-01";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let told = match words.as_slice() {
        [] => both(),
        [one, other, day] => tell(one, other, day, "de-jure"),
        [one, other, day, "--basis", basis] => tell(one, other, day, basis),
        _ => Err(format!("arguments not understood; {USAGE}").into()),
    };
    match told {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("border: {error}");
            ExitCode::from(2)
        }
    }
}

fn both() -> Result<(), Box<dyn Error>> {
    let atlas = Atlas::south_caucasus();
    for basis in [Basis::DeJure, Basis::DeFacto] {
        println!("{}", atlas.on(date!(2005 - 01 - 01), basis).border_between("ARM", "AZE")?);
    }
    println!("{}", atlas.on(date!(2005 - 01 - 01), Basis::DeFacto).border_between("ARTSAKH", "AZE")?);
    Ok(())
}

fn tell(one: &str, other: &str, day: &str, basis: &str) -> Result<(), Box<dyn Error>> {
    let day = Atlas::south_caucasus().on(exact(day)?, basis_of(basis)?);
    let border = day.border_between(one, other).map_err(|error| format!("POLITY: {error}"))?;
    print!("{border}");
    for course in border.courses() {
        println!("\nfrom {}", course.start());
        for segment in course.segments() {
            println!("  {segment}");
        }
        println!("to {}", course.end());
    }
    Ok(())
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
