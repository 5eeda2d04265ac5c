//! Which areas changed hands between two days, from whom to whom, and by which event?
//!
//! `cargo run --release --example changes -- 2020-09-27 2020-12-31` lists every de facto change after the first day, up
//! to the second. Without arguments it takes 26 September to 31 December 2020. A holder that is not certain is called
//! likely or possibly so.

use std::error::Error;
use std::fmt::Write as _;
use std::io::Write as _;
use std::process::ExitCode;

use suzerain::{Atlas, UncertainDate};
use time::Date;
use time::macros::date;

const USAGE: &str = "usage: changes [FROM TO], such as 2020-09-27 2020-12-31";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let days = match arguments.as_slice() {
        [] => Ok((date!(2020 - 09 - 26), date!(2020 - 12 - 31))),
        [from, to] => exact("FROM", from).and_then(|from| Ok((from, exact("TO", to)?))),
        _ => Err(format!("{} arguments given, 2 wanted; {USAGE}", arguments.len()).into()),
    };
    match days.and_then(|(from, to)| list(from, to)) {
        Ok(text) => {
            // A reader that has seen enough, such as `head`, closes the pipe.
            let _ = std::io::stdout().write_all(text.as_bytes());
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("changes: {error}");
            ExitCode::from(2)
        }
    }
}

fn list(from: Date, to: Date) -> Result<String, Box<dyn Error>> {
    if from >= to {
        return Err(format!("TO '{to}' does not come after FROM '{from}'").into());
    }
    let changes = Atlas::south_caucasus().changes(from, to);
    let mut text = String::new();
    for change in &changes {
        writeln!(text, "{change}")?;
    }
    writeln!(text, "\nafter {from}, up to {to}:")?;
    for ledger in changes.ledgers() {
        writeln!(text, "  {ledger}")?;
    }
    Ok(text)
}

fn exact(argument: &str, text: &str) -> Result<Date, Box<dyn Error>> {
    let date: UncertainDate = text.parse().map_err(|error| format!("{argument}: {error}"))?;
    if !date.is_exact() {
        return Err(format!("{argument} '{text}' is not one day, such as 2020-09-27").into());
    }
    Ok(date.earliest())
}
