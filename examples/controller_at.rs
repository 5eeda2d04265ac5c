//! Who held this place on this day?
//!
//! `cargo run --release --example controller_at -- 39.786 44.952 2000-01-01` (latitude, longitude, date) answers for
//! one place and day: who held it de facto and de jure, how certain that is and why it is not more certain, and the
//! records and sources. Without arguments it goes through well-known cases of the region.

use std::error::Error;
use std::fmt::Write as _;
use std::io::{self, Write as _};
use std::process::ExitCode;

use suzerain::{Answer, Atlas, Certainty, Position, UncertainDate};
use time::Date;
use time::macros::date;

const USAGE: &str = "usage: controller_at [LATITUDE LONGITUDE DATE], such as 39.786 44.952 2000-01-01";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args_os().skip(1).map(|it| it.to_string_lossy().into_owned()).collect();
    let answered = match arguments.as_slice() {
        [] => walk(),
        [latitude, longitude, day] => ask(latitude, longitude, day),
        _ => Err(format!("{} arguments given, 3 wanted\n{USAGE}", arguments.len()).into()),
    };
    match answered {
        // A reader that has seen enough, such as `head`, is no failure.
        Ok(text) => match io::stdout().write_all(text.as_bytes()) {
            Err(error) if error.kind() != io::ErrorKind::BrokenPipe => fail(&error, 1),
            _ => ExitCode::SUCCESS,
        },
        Err(error) => fail(&*error, 2),
    }
}

fn fail(error: &dyn Error, code: u8) -> ExitCode {
    eprintln!("controller_at: {error}");
    ExitCode::from(code)
}

fn ask(latitude: &str, longitude: &str, day: &str) -> Result<String, Box<dyn Error>> {
    let number = |name: &str, text: &str| {
        text.parse::<f64>().map_err(|_| format!("{name} '{text}' is not a number of degrees, such as 39.786"))
    };
    let position = Position::from_lat_lon(number("LATITUDE", latitude)?, number("LONGITUDE", longitude)?)
        .map_err(|error| format!("LATITUDE LONGITUDE: {error}"))?;
    let date: UncertainDate = day.parse().map_err(|error| format!("DATE: {error}"))?;
    let day = date.day().ok_or_else(|| format!("DATE '{day}' is not one day, such as 2000-01-01"))?;
    Ok(Atlas::south_caucasus().status_at(position, day).to_string())
}

/// An answer with its certainty and all doubts: `Armenia, certain` or `likely Iran: the line is 0.6 km away, ...`.
fn graded(answer: &Answer<'_>) -> String {
    match answer.certainty() {
        Certainty::Certain => format!("{answer}, certain"),
        // Such an answer prints its doubts itself.
        Certainty::Likely => answer.to_string(),
        Certainty::Possible => {
            let doubts: Vec<String> = answer.doubts().iter().map(ToString::to_string).collect();
            if doubts.is_empty() { answer.to_string() } else { format!("{answer}: {}", doubts.join("; ")) }
        }
    }
}

/// A place, where it is, and days on which its answer is of interest.
type Case = (&'static str, (f64, f64), &'static [Date]);

const CASES: [Case; 9] = [
    ("Karki / Tigranashen", (39.786, 44.952), &[date!(1992 - 04 - 30), date!(1992 - 05 - 15), date!(2000 - 01 - 01)]),
    ("Artsvashen / Bashkend", (40.646, 45.516), &[date!(1992 - 08 - 07), date!(2000 - 01 - 01)]),
    (
        "Lachin town",
        (39.6408, 46.5469),
        &[date!(1992 - 05 - 17), date!(1992 - 05 - 18), date!(2020 - 12 - 01), date!(2022 - 08 - 26)],
    ),
    (
        "Stepanakert / Khankendi",
        (39.8177, 46.7528),
        &[date!(1989 - 06 - 01), date!(2023 - 09 - 18), date!(2023 - 09 - 20)],
    ),
    ("Shusha", (39.7601, 46.7499), &[date!(1992 - 05 - 10), date!(2020 - 11 - 07), date!(2020 - 11 - 08)]),
    ("Kalbajar", (40.1024, 46.0365), &[date!(2020 - 11 - 24), date!(2020 - 11 - 25)]),
    ("Baghanis Ayrum", (41.0967, 45.0819), &[date!(2024 - 05 - 23), date!(2024 - 05 - 24)]),
    ("Sev Lich, eastern slope", (39.58, 46.205), &[date!(2021 - 05 - 11), date!(2021 - 05 - 12)]),
    ("Nakhchivan", (39.209, 45.412), &[date!(1989 - 01 - 01), date!(2010 - 01 - 01)]),
];

fn walk() -> Result<String, Box<dyn Error>> {
    let mut text = String::new();
    let atlas = Atlas::south_caucasus();
    writeln!(text, "{}, edition {}\n", atlas.about().title().unwrap_or_default(), atlas.edition())?;
    for (name, (latitude, longitude), days) in CASES {
        let position = Position::from_lat_lon(latitude, longitude)?;
        writeln!(text, "{name} ({position})")?;
        for &day in days {
            let status = atlas.status_at(position, day);
            let (controller, sovereign) = (status.controller(), status.sovereign());
            let sources: Vec<&str> = status.sources().iter().take(3).map(|source| source.title()).collect();
            writeln!(text, "  {day}  controller: {}", graded(controller))?;
            writeln!(text, "              sovereign:  {}", graded(sovereign))?;
            writeln!(text, "              sources:    {}", sources.join("; "))?;
        }
    }
    writeln!(text, "\nAsk for one place and day: controller_at -- 39.786 44.952 2000-01-01 (latitude longitude date)")?;
    Ok(text)
}
