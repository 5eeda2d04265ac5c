//! Who held the place of each row of a table on the day of the row?
//!
//! `cargo run --release --example tag_csv -- examples/data/events.csv > tagged.csv` (or `-` for standard input) finds
//! the columns `lon`, `lat` and `date` in any case, and writes every row back, byte for byte and in order, with these
//! columns (`--help` prints them):
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
//! `--atlas FILE` asks another atlas: a document (several are layers of one atlas) or the binary form of one. With
//! `--features import` it may be other people's data, such as `CShapes`, and the report of the import goes to standard
//! error. `--format NAME` states the format (`atlas`, `binary`, `cshapes`, ...), which is otherwise guessed from the
//! content. `--repair DEGREES` repairs what is wrong with other people's outlines, snapping vertices within so many
//! degrees (0 snaps nothing); `--since DAY` says from which day on a file without dates (Natural Earth) holds;
//! `--until-next-map` lets a map of the historical basemaps hold until the next one; `--level 4` makes the areas of that
//! `admin_level` of `OpenHistoricalMap` holders. A feature with a problem is skipped and listed; with `--strict` it is a
//! failure. Exit code 2 for wrong arguments, 1
//! for a file that cannot be read, otherwise 0: bad rows are counted on standard error.

mod atlas;
mod table;

use std::borrow::Cow;
use std::error::Error;
use std::ffi::{OsStr, OsString};
use std::fs::File;
use std::io::{self, BufWriter, IsTerminal, Read, Write};
use std::process::ExitCode;

use atlas::Source;
use suzerain::{Answer, Atlas, Certainty, Doubt, Position};
use table::{Header, Table, append};
use time::Date;

const USAGE: &str = "usage: tag_csv [--atlas FILE]... [--format NAME] [--repair DEGREES] [--since DAY] [--until-next-map] [--level LEVEL] [--strict] TABLE, where \
     TABLE is a CSV file, or - for standard input";
const COLUMNS: [(&str, &str); 13] = [
    ("answer", "sole, condominium, contested, vacant, unrecorded or outside"),
    ("controller", "who held the place in fact"),
    ("controller_chain", "the same from the top down: Soviet Union > Azerbaijan SSR > NKAO"),
    ("mode", "administration, occupation, peacekeeping, lease, trusteeship or sovereignty"),
    ("sovereign", "in whose right it was held"),
    ("certainty", "of the controller: certain; likely (one candidate, with a doubt); possible (several candidates)"),
    ("sovereign_certainty", "of the sovereign"),
    ("doubts", "in words; those about one of both answers begin with 'de facto: ' or 'de jure: '"),
    ("beyond", "who held the area beyond a line that is nearer than it is accurate"),
    ("line_m", "how far the nearest such line is, in metres"),
    ("territory", "the most specific territory that holds the place"),
    ("sources", "of both answers, by title"),
    ("error", "what is wrong with the row, all of it"),
];

fn main() -> ExitCode {
    if std::env::args_os().skip(1).any(|argument| argument == "--help") {
        return help();
    }
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

/// The usage and the columns, on standard output.
fn help() -> ExitCode {
    let columns = COLUMNS.map(|(name, meaning)| format!("  {name:<20} {meaning}\n")).concat();
    let text = format!(
        "{USAGE}\n\nThe table has the columns lon, lat and date. It is written back with these columns, in which \
         several values are joined with '; ':\n{columns}"
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
    Ok(Wanted { table: table.ok_or("no TABLE given")?, source })
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
    let header = Header::new(&table.fields, &COLUMNS.map(|(name, _)| name))?;
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
                let mut values = [""; COLUMNS.len()];
                if let Some(last) = values.last_mut() {
                    *last = &error;
                }
                append(&mut row, &values);
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

/// The values of the new columns for a good row. An answer that is certain costs nothing for its doubts.
fn answered(atlas: &Atlas, position: Position, date: Date) -> [Cow<'static, str>; COLUMNS.len()] {
    let (controller, sovereign) = (atlas.controller_at(position, date), atlas.sovereign_at(position, date));
    let names = |answer: &Answer<'_>| {
        joined(answer.candidates().flat_map(|it| it.outcome().holders()).map(|it| it.name().to_owned()))
    };
    let modes = controller.candidates().filter(|it| !it.outcome().holders().is_empty() && !it.is_of_undrawn_parts());
    let records = controller.candidates().chain(sovereign.candidates()).flat_map(|it| it.records());
    let citations = records.flat_map(|record| record.attestation().citations());
    let parts = controller.candidates().chain(sovereign.candidates()).flat_map(|it| it.undrawn());
    let citations = citations.chain(parts.flat_map(suzerain::model::Undrawn::citations));
    let territories = atlas.territories_at(position, date);
    let certainties = [controller.certainty(), sovereign.certainty()];
    let [doubts, beyond, line_m] = match certainties {
        [Certainty::Certain, Certainty::Certain] => [const { Cow::Borrowed("") }; 3],
        _ => doubted(&controller, &sovereign),
    };
    [
        joined(controller.candidates().map(|it| it.outcome().word().to_owned())),
        names(&controller),
        joined(controller.candidates().flat_map(|it| it.outcome().holders()).map(|it| it.chain_text())),
        joined(modes.map(|it| it.mode().map_or("sovereignty".to_owned(), |mode| mode.to_string()))),
        names(&sovereign),
        word(certainties[0]).into(),
        word(certainties[1]).into(),
        doubts,
        beyond,
        line_m,
        territories.first().map(|territory| territory.name_on(date).to_owned()).unwrap_or_default().into(),
        joined(citations.filter_map(|it| atlas.source(it.source().as_str())).map(|it| it.title().to_owned())),
        Cow::Borrowed(""),
    ]
}

fn word(certainty: Certainty) -> &'static str {
    match certainty {
        Certainty::Certain => "certain",
        Certainty::Likely => "likely",
        Certainty::Possible => "possible",
    }
}

/// The doubts about both answers, who is beyond the lines among them, and how far the nearest line is. A doubt about one
/// of them says which.
fn doubted(controller: &Answer<'_>, sovereign: &Answer<'_>) -> [Cow<'static, str>; 3] {
    let [de_facto, de_jure] = [controller.doubts(), sovereign.doubts()];
    let texts = |doubts: &[Doubt<'_>]| doubts.iter().map(ToString::to_string).collect::<Vec<_>>();
    let [facts, rights] = [texts(&de_facto), texts(&de_jure)];
    let told = |basis: &str, own: &[String], other: &[String]| {
        let one = |text: &String| if other.contains(text) { text.clone() } else { format!("{basis}: {text}") };
        own.iter().map(one).collect::<Vec<_>>()
    };
    let doubts = [told("de facto", &facts, &rights), told("de jure", &rights, &facts)].concat();
    let all = || de_facto.iter().chain(&de_jure);
    let lines = || all().filter_map(|it| if let Doubt::Line(line) = it { Some(line) } else { None });
    let nearest = lines().map(suzerain::doubt::LineDoubt::distance_m).min_by(f64::total_cmp);
    [
        joined(doubts.into_iter()),
        joined(lines().flat_map(suzerain::doubt::LineDoubt::beyond).map(ToString::to_string)),
        nearest.map_or(Cow::Borrowed(""), |metres| format!("{metres:.0}").into()),
    ]
}

/// Each text once, in the order in which it first came.
fn joined(texts: impl Iterator<Item = String>) -> Cow<'static, str> {
    let mut seen: Vec<String> = Vec::new();
    for text in texts {
        if !seen.contains(&text) {
            seen.push(text);
        }
    }
    seen.join("; ").into()
}
