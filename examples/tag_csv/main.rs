//! Who held the place of each row of a table on the day of the row?
//!
//! `cargo run --release --example tag_csv -- examples/data/events.csv > tagged.csv` (or `-` for standard input) finds
//! the columns of the place and the day by the names in use (`suzerain::table` lists them), and writes every row back, byte
//! for byte and in order, with these columns (`--help` prints them):
//!
//! - `answer`: sole, condominium, contested, vacant, unrecorded or outside;
//! - `controller`: who held it in fact; `controller_chain`: from the top down, `Soviet Union > Azerbaijan SSR > NKAO`;
//! - `mode`: administration, occupation, peacekeeping, lease or trusteeship; `sovereignty` where the controller holds
//!   by right and no control is recorded; empty where nobody holds, or where only undrawn parts were held;
//! - `sovereign`: in whose right it was held;
//! - `certainty` of the controller and `sovereign_certainty`: `certain`; `likely`, with one candidate and a doubt; or
//!   `possible`, with several candidates, all of which are listed;
//! - `doubts` about both, in words, those about one of them after `de facto: ` or `de jure: `: the span of days in which
//!   a change fell, a line that is nearer than it is accurate, parts that are not drawn, weak sources, or a day after
//!   the atlas was last checked;
//! - `beyond`: who held the area beyond such a line, and `line_m`: how far the nearest one is, in metres;
//! - `territory`: the most specific one that holds the place;
//! - `sources` of both answers, by their titles; `error`: what is wrong with the row, all of it.
//!
//! Several values are joined with `; `, each of them once. Where the table has a column of one of these names, it
//! stays and the new one is called `error_2` (`error_3`, ...). A bad row keeps its place and its columns; if it has too
//! few, it is filled up, and if it has too many, the surplus is quoted in `error`. Empty lines are not rows.
//!
//! The delimiter is a comma, `;`, a tab or `|`, or what a first line `sep=;` says; UTF-16 is written back as UTF-8. What was
//! guessed is said on standard error. `--lon`, `--lat` and `--date COLUMN` name the columns, `--until COLUMN` that of the
//! last day; `--delimiter` states the delimiter, `--decimal-comma` that degrees are written as `44,952`, and `--dates` how
//! dates are: `dmy` or `mdy` where the year comes last, which is never guessed, or a pattern such as `%d.%m.%Y`.
//!
//! Where a row names a span of days (`1992`, `1992-05`, a first and a last day, or a day with a precision), every candidate
//! of the span is listed, and the answer is `possible`; it is `certain` where the same one holds on all days of the span
//! without a doubt, because then it does not matter which day it was.
//!
//! A quote that is not closed ends the run with its line, because it hides the rows after it.
//!
//! `--atlas FILE` asks another atlas: a document (several are layers of one atlas) or the binary form of one. With
//! `--features import` it may be other people's data, such as `CShapes`, and the report of the import goes to standard
//! error. `--format NAME` states the format (`atlas`, `binary`, `cshapes`, ...), which is otherwise guessed from the
//! content. `--repair DEGREES` repairs what is wrong with other people's outlines, snapping vertices within so many
//! degrees (0 snaps nothing); `--since DAY` says from which day on a file without dates (Natural Earth) holds;
//! `--until-next-map` lets a map of the historical basemaps hold until the next one; `--level 4` makes the areas of that
//! `admin_level` of `OpenHistoricalMap` holders. A feature with a problem is skipped and listed; with `--strict` it is a
//! failure. Exit code 2 for wrong arguments, 1
//! for a file that cannot be read, otherwise 0: bad rows are counted on standard error.

mod answer;
mod atlas;
mod table;
mod tag;

use std::error::Error;
use std::ffi::{OsStr, OsString};
use std::fs::File;
use std::io::{self, Read, Write};
use std::process::ExitCode;

use answer::COLUMNS;
use atlas::Source;
use suzerain::UncertainDate;
use suzerain::table::{Columns, DateFormat};
use table::Table;
use tag::Tally;
use time::Date;

const USAGE: &str = "usage: tag_csv [--lon|--lat|--date|--until COLUMN]... [--dates dmy|mdy|ymd|PATTERN] [--delimiter CHARACTER] \
     [--decimal-comma] [--atlas FILE]... [--format NAME] [--repair DEGREES] [--since DAY] [--until-next-map] [--level LEVEL] [--strict] TABLE, where \
     TABLE is a CSV file, or - for standard input";

fn main() -> ExitCode {
    if std::env::args_os().skip(1).any(|argument| argument == "--help") {
        return help();
    }
    let wanted = match arguments(std::env::args_os().skip(1)) {
        Ok(wanted) => wanted,
        Err(error) => return fail(&format!("{error}\n{USAGE}"), 2),
    };
    match tag(&wanted) {
        Ok(Tally { rows, bad, guesses }) => {
            let guessed = guesses.iter().map(|guess| format!("; {guess}")).collect::<Vec<_>>().concat();
            eprintln!("tag_csv: {rows} rows, {bad} of them bad{guessed}");
            ExitCode::SUCCESS
        }
        // A reader that has seen enough, such as `head`, is no failure.
        Err(error) if error.downcast_ref().is_some_and(|e: &io::Error| e.kind() == io::ErrorKind::BrokenPipe) => {
            ExitCode::SUCCESS
        }
        Err(error) => fail(&error.to_string(), 1),
    }
}

/// The usage and the columns, on standard output.
fn help() -> ExitCode {
    let columns = COLUMNS.map(|(name, meaning)| format!("  {name:<20} {meaning}\n")).concat();
    let text = format!(
        "{USAGE}\n\nThe columns of the place and the day are found by the names in use. The table is written back with \
         these columns, in which several values are joined with '; ':\n{columns}"
    );
    match io::stdout().write_all(text.as_bytes()) {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => fail(&error.to_string(), 1),
        _ => ExitCode::SUCCESS,
    }
}

fn fail(message: &str, code: u8) -> ExitCode {
    eprintln!("tag_csv: {message}");
    ExitCode::from(code)
}

/// What the command line asks for.
struct Wanted {
    table: OsString,
    columns: Columns,
    delimiter: Option<u8>,
    source: Source,
}

fn arguments(mut given: impl Iterator<Item = OsString>) -> Result<Wanted, String> {
    let (mut table, mut source) = (None, Source::default());
    let (mut columns, mut delimiter) = (Columns::new(), None);
    while let Some(argument) = given.next() {
        let text = argument.to_string_lossy().into_owned();
        let mut value = |what: &str| given.next().ok_or_else(|| format!("{text}: {what} is wanted after it"));
        let mut word = |what: &str| Ok::<_, String>(value(what)?.to_string_lossy().into_owned());
        match text.as_str() {
            "--lon" => columns = columns.longitude(&word("a COLUMN")?),
            "--lat" => columns = columns.latitude(&word("a COLUMN")?),
            "--date" => columns = columns.date(&word("a COLUMN")?),
            "--until" => columns = columns.until(&word("a COLUMN")?),
            "--dates" => {
                let dates = word("dmy, mdy, ymd or a PATTERN")?.parse::<DateFormat>();
                columns = columns.dates(dates.map_err(|error| format!("--dates: {error}"))?);
            }
            "--delimiter" => delimiter = Some(character(&word("a CHARACTER")?)?),
            "--decimal-comma" => columns = columns.decimal_comma(),
            "--atlas" => source.files.push(value("a FILE")?),
            "--format" => source.format = Some(value("a NAME")?.to_string_lossy().into_owned()),
            "--repair" => source.repair = Some(number(&value("a number of DEGREES")?)?),
            "--since" => source.since = Some(day(&value("a DAY")?.to_string_lossy())?),
            "--until-next-map" => source.until_next_map = true,
            "--level" => source.level = Some(level(&value("an admin_level")?)?),
            "--strict" => source.strict = true,
            option if option.starts_with('-') && option != "-" => {
                return Err(format!("option '{option}' is not known"));
            }
            _ if table.is_some() => return Err(format!("TABLE is given already, but here is '{text}'")),
            _ => table = Some(argument),
        }
    }
    if source.format.is_some() && source.files.is_empty() {
        return Err("--format: there is no --atlas FILE that it could be the format of".to_owned());
    }
    Ok(Wanted { table: table.ok_or("no TABLE given")?, columns, delimiter, source })
}

/// A delimiter: one character, or the word for a tab.
fn character(text: &str) -> Result<u8, String> {
    match text.as_bytes() {
        b"tab" | b"\\t" => Ok(b'\t'),
        [byte] if byte.is_ascii() && !matches!(byte, b'"' | b'\r' | b'\n') => Ok(*byte),
        _ => Err(format!("--delimiter: '{text}' is not one character, such as ; or tab")),
    }
}

/// An exact day.
fn day(text: &str) -> Result<Date, String> {
    let day = text.parse::<UncertainDate>().ok().and_then(UncertainDate::day);
    day.ok_or_else(|| format!("--since: '{text}' is not one exact day, such as 1992-05-18"))
}

fn level(text: &OsStr) -> Result<u8, String> {
    let text = text.to_string_lossy();
    text.parse().map_err(|_| format!("--level: '{text}' is not an admin_level, such as 4"))
}

fn number(text: &OsStr) -> Result<f64, String> {
    let text = text.to_string_lossy();
    let number = text.parse::<f64>().ok().filter(|number| (0.0..=1.0).contains(number));
    number.ok_or_else(|| format!("--repair: '{text}' is not a number of degrees from 0 to 1"))
}

/// Writes the table back with its answers.
fn tag(Wanted { table, columns, delimiter, source }: &Wanted) -> Result<Tally, Box<dyn Error>> {
    let unread = |error: &dyn std::fmt::Display| format!("'{}' cannot be read: {error}", table.to_string_lossy());
    let atlas = source.read()?;
    let input: Box<dyn Read + Send> =
        if table == "-" { Box::new(io::stdin()) } else { Box::new(File::open(table).map_err(|e| unread(&e))?) };
    let table = Table::open(input, *delimiter, columns)
        .map_err(|error| if error.is::<io::Error>() { unread(&error).into() } else { error })?;
    if !table.guessed.is_empty() {
        eprintln!("tag_csv: read as {}", table.guessed.join("; "));
    }
    Ok(tag::tag(&atlas, table)?)
}
