//! Writes the map of one day as SVG to standard output.
//!
//! `cargo run --release --example map -- 2010-01-01 > map.svg`

use std::error::Error;
use std::io::{ErrorKind, Write};
use std::process::ExitCode;

use suzerain::map::{Map, Theme};
use suzerain::{Atlas, Basis, UncertainDate};
use time::Date;

const USAGE: &str = "usage: map DATE [--basis de-facto|de-jure] [--width UNITS] [--around CODE,CODE] [--languages hy,ru] \
[--since DATE] [--border CODE,CODE] [--accuracy] [--dark], such as 2010-01-01 --width 800";

fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).collect();
    match run(&words) {
        Ok(svg) => match std::io::stdout().lock().write_all(svg.as_bytes()) {
            Err(error) if error.kind() != ErrorKind::BrokenPipe => {
                eprintln!("map: standard output: {error}");
                ExitCode::FAILURE
            }
            _ => ExitCode::SUCCESS,
        },
        Err(error) => {
            eprintln!("map: {error}; {USAGE}");
            ExitCode::from(2)
        }
    }
}

fn run(words: &[String]) -> Result<String, Box<dyn Error>> {
    let chosen = Chosen::parse(words)?;
    let atlas = Atlas::south_caucasus();
    let day = atlas.on(chosen.day.ok_or("DATE is missing")?, chosen.basis);
    let mut map = Map::of(&day).theme(chosen.theme).languages(chosen.languages);
    if let Some(width) = chosen.width {
        map = map.width(width);
    }
    if !chosen.around.is_empty() {
        map = map.around(chosen.around)?;
    }
    if let Some(since) = chosen.since {
        map = map.changed_since(&atlas.on(since, chosen.basis));
    }
    if let Some((one, other)) = chosen.border {
        map = map.along(&day.border_between(one, other)?);
    }
    if chosen.has_accuracy {
        map = map.with_accuracy();
    }
    Ok(map.to_svg())
}

/// What the command line asks for.
struct Chosen {
    day: Option<Date>,
    basis: Basis,
    width: Option<u32>,
    around: Vec<String>,
    languages: Vec<String>,
    since: Option<Date>,
    border: Option<(String, String)>,
    has_accuracy: bool,
    theme: Theme,
}

impl Chosen {
    fn parse(words: &[String]) -> Result<Self, Box<dyn Error>> {
        let mut this = Self {
            day: None,
            basis: Basis::DeFacto,
            width: None,
            around: Vec::new(),
            languages: Vec::new(),
            since: None,
            border: None,
            has_accuracy: false,
            theme: Theme::Light,
        };
        let mut words = words.iter().map(String::as_str);
        while let Some(word) = words.next() {
            let mut value = || words.next().ok_or_else(|| format!("{word} has no value"));
            match word {
                "--basis" => {
                    this.basis = match value()? {
                        "de-facto" => Basis::DeFacto,
                        "de-jure" => Basis::DeJure,
                        other => return Err(format!("--basis '{other}' is neither de-facto nor de-jure").into()),
                    }
                }
                "--width" => {
                    let text = value()?;
                    this.width = Some(text.parse().map_err(|_| format!("--width '{text}' is not a number of units"))?);
                }
                "--around" => this.around = list(value()?),
                "--languages" => this.languages = list(value()?),
                "--since" => this.since = Some(day("--since", value()?)?),
                "--border" => {
                    let text = value()?;
                    let codes = text.split_once(',').ok_or_else(|| format!("--border '{text}' is not two codes"))?;
                    this.border = Some((codes.0.to_owned(), codes.1.to_owned()));
                }
                "--accuracy" => this.has_accuracy = true,
                "--dark" => this.theme = Theme::Dark,
                text if this.day.is_none() => this.day = Some(day("DATE", text)?),
                other => return Err(format!("unexpected argument '{other}'").into()),
            }
        }
        Ok(this)
    }
}

fn list(text: &str) -> Vec<String> {
    text.split(',').map(str::to_owned).collect()
}

fn day(name: &str, text: &str) -> Result<Date, Box<dyn Error>> {
    let date: UncertainDate = text.parse().map_err(|error| format!("{name}: {error}"))?;
    Ok(date.day().ok_or_else(|| format!("{name} '{text}' is not one day"))?)
}
