//! Who held the place of each row of a table on the day of the row?
//!
//! `cargo run --release --example tag_csv -- examples/data/events.csv > tagged.csv` (or `-` for standard input) finds
//! the columns `lon`, `lat` and `date` in any case, and writes every row back, byte for byte and in order, with:
//!
//! - `answer`: sole, condominium, contested, vacant, unrecorded or outside;
//! - `controller`: who held it in fact; `controller_chain`: from the top down, `Soviet Union > Azerbaijan SSR > NKAO`;
//! - `mode`: administration, occupation, peacekeeping, lease or trusteeship; `sovereignty` where the controller holds
//!   by right and no control is recorded; empty where nobody holds;
//! - `sovereign`: in whose right it was held; `territory`: the most specific one that holds the place;
//! - `certainty` of the controller: `possible` inside the span of an uncertain date, then with every candidate;
//! - `sources` of both answers, by their titles; `error`: what is wrong with the row, all of it.
//!
//! Several values are joined with `; `, each of them once. Where the table has a column of one of these names, it
//! stays and the new one is called `error_2` (`error_3`, ...). A bad row keeps its place and its columns; if it has too
//! few, it is filled up, and if it has too many, the surplus is quoted in `error`. Lines without anything are no rows.
//!
//! `--atlas FILE` asks another atlas: a document (several are layers of one atlas) or the binary form of one. With
//! `--features import` it may be other people's data, such as `CShapes`, and the report of the import goes on standard
//! error. `--format NAME` states the format (`atlas`, `binary`, `cshapes`, ...), which else is guessed from the content.
//! `--repair DEGREES` repairs what is wrong with other people's outlines, snapping vertices within so many degrees (0
//! snaps nothing); `--since DAY` says from which day on a file without dates (Natural Earth) is so; `--until-next-map`
//! lets a map of the historical basemaps hold until the next one. Exit code 2 for wrong arguments, 1 for a file that cannot be read, 0 else: bad rows are counted on standard error.

mod atlas;
mod table;

use std::error::Error;
use std::ffi::{OsStr, OsString};
use std::fs::File;
use std::io::{self, BufWriter, IsTerminal, Read, Write};
use std::process::ExitCode;

use atlas::Source;
use suzerain::{Answer, Atlas, Position};
use table::{Header, Table, append};
use time::Date;

const USAGE: &str = "usage: tag_csv [--atlas FILE]... [--format NAME] [--repair DEGREES] [--since DAY] [--until-next-map] TABLE, where \
     TABLE is a CSV file, or - for standard input";
const OURS: [&str; 9] =
    ["answer", "controller", "controller_chain", "mode", "sovereign", "certainty", "territory", "sources", "error"];

fn main() -> ExitCode {
    let wanted = match arguments(std::env::args_os().skip(1)) {
        Ok(wanted) => wanted,
        Err(error) => return fail(&format!("{error}\n{USAGE}"), 2),
    };
    match tag(&wanted) {
        Ok((rows, bad)) => {
            eprintln!("tag_csv: {rows} rows, {bad} of them bad");
            ExitCode::SUCCESS
        }
        // A reader that has seen enough, such as `head`, is no failure.
        Err(error) if error.downcast_ref().is_some_and(|e: &io::Error| e.kind() == io::ErrorKind::BrokenPipe) => {
            ExitCode::SUCCESS
        }
        Err(error) => fail(&error.to_string(), 1),
    }
}

fn fail(message: &str, code: u8) -> ExitCode {
    eprintln!("tag_csv: {message}");
    ExitCode::from(code)
}

/// What the command line asks for.
struct Wanted {
    table: OsString,
    source: Source,
}

fn arguments(mut given: impl Iterator<Item = OsString>) -> Result<Wanted, String> {
    let (mut table, mut source) = (None, Source::default());
    while let Some(argument) = given.next() {
        let text = argument.to_string_lossy().into_owned();
        let mut value = |what: &str| given.next().ok_or_else(|| format!("{text}: {what} is wanted after it"));
        match text.as_str() {
            "--atlas" => source.files.push(value("a FILE")?),
            "--format" => source.format = Some(value("a NAME")?.to_string_lossy().into_owned()),
            "--repair" => source.repair = Some(number(&value("a number of DEGREES")?)?),
            "--since" => source.since = Some(table::day(&value("a DAY")?.to_string_lossy())?),
            "--until-next-map" => source.until_next_map = true,
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
    Ok(Wanted { table: table.ok_or("no TABLE given")?, source })
}

fn number(text: &OsStr) -> Result<f64, String> {
    let text = text.to_string_lossy();
    let number = text.parse::<f64>().ok().filter(|number| (0.0..=1.0).contains(number));
    number.ok_or_else(|| format!("--repair: '{text}' is not a number of degrees from 0 to 1"))
}

/// Writes the table back with its answers; how many rows there are, and how many of them are bad.
fn tag(Wanted { table, source }: &Wanted) -> Result<(u64, u64), Box<dyn Error>> {
    let unread = |error: &dyn Error| format!("'{}' cannot be read: {error}", table.to_string_lossy());
    let atlas = source.read()?;
    let input: Box<dyn Read> =
        if table == "-" { Box::new(io::stdin()) } else { Box::new(File::open(table).map_err(|e| unread(&e))?) };
    let mut table = Table::new(input);
    if !table.next().map_err(|error| unread(&error))? {
        return Err("the table has no header row".into());
    }
    let header = Header::new(&table.fields, &OURS)?;
    let ending: &[u8] = if table.is_crlf() { b"\r\n" } else { b"\n" };
    let mut output = BufWriter::with_capacity(1 << 16, io::stdout().lock());
    let (mut row, progress) = (Vec::new(), io::stderr().is_terminal());
    let (mut rows, mut bad) = (0, 0);
    table.copy(header.width, &mut row);
    append(&mut row, &header.names);
    loop {
        row.extend_from_slice(ending);
        output.write_all(&row)?;
        row.clear();
        if !table.next().map_err(|error| unread(&error))? {
            break;
        }
        table.copy(header.width, &mut row);
        match header.question(&table.fields) {
            Ok((position, date)) => append(&mut row, &answered(&atlas, position, date)),
            Err(error) => {
                bad += 1;
                append(&mut row, &["", "", "", "", "", "", "", "", &error]);
            }
        }
        rows += 1;
        if progress && rows % 50_000 == 0 {
            eprint!("\r{rows} rows, {bad} of them bad\r");
        }
    }
    output.flush()?;
    Ok((rows, bad))
}

/// The values of the new columns for a good row.
fn answered(atlas: &Atlas, position: Position, date: Date) -> [String; 9] {
    let (controller, sovereign) = (atlas.controller_at(position, date), atlas.sovereign_at(position, date));
    let names = |answer: &Answer<'_>| {
        joined(answer.candidates().flat_map(|it| it.outcome().holders()).map(|it| it.name().to_owned()))
    };
    let modes = controller.candidates().filter(|it| !it.outcome().holders().is_empty());
    let records = controller.candidates().chain(sovereign.candidates()).flat_map(|it| it.records());
    let citations = records.flat_map(|record| record.attestation().citations());
    let territories = atlas.territories_at(position, date);
    [
        joined(controller.candidates().map(|it| it.outcome().word().to_owned())),
        names(&controller),
        joined(controller.candidates().flat_map(|it| it.outcome().holders()).map(|it| it.chain_text())),
        joined(modes.map(|it| it.mode().map_or("sovereignty".to_owned(), |mode| mode.to_string()))),
        names(&sovereign),
        controller.certainty().to_string(),
        territories.first().map(|territory| territory.name_on(date).to_owned()).unwrap_or_default(),
        joined(citations.filter_map(|it| atlas.source(it.source().as_str())).map(|it| it.title().to_owned())),
        String::new(),
    ]
}

/// Each text once, in the order in which it first came.
fn joined(texts: impl Iterator<Item = String>) -> String {
    let mut seen: Vec<String> = Vec::new();
    for text in texts {
        if !seen.contains(&text) {
            seen.push(text);
        }
    }
    seen.join("; ")
}
