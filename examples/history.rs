//! Every spell at a place: who held it, de facto and de jure, from when to when, by which events, what is doubtful
//! about it, and who says so.
//!
//! `cargo run --release --example history -- 39.786 44.952` (latitude, longitude). Without arguments: Karki, Lachin
//! town and Shusha. Uncertain dates are spans of days, such as `1992-05`. Exit code 2 for wrong arguments.

use std::error::Error;
use std::fmt::Write as _;
use std::io::{self, Write as _};
use std::process::ExitCode;

use suzerain::{Atlas, Basis, Outcome, Position, Record, Spell, UncertainDate};

const USAGE: &str = "usage: history [LATITUDE LONGITUDE], such as 39.786 44.952";

const CASES: [(&str, f64, f64); 3] =
    [("Karki / Tigranashen", 39.786, 44.952), ("Lachin town", 39.6408, 46.5469), ("Shusha", 39.7601, 46.7499)];

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args_os().skip(1).map(|it| it.to_string_lossy().into_owned()).collect();
    let text = match arguments.as_slice() {
        [] => walk(),
        [latitude, longitude] => ask(latitude, longitude),
        _ => Err(format!("{} arguments given, 2 wanted\n{USAGE}", arguments.len()).into()),
    };
    match text {
        // A reader that has seen enough, such as `head`, is no failure.
        Ok(text) => match io::stdout().write_all(text.as_bytes()) {
            Err(error) if error.kind() != io::ErrorKind::BrokenPipe => fail(&error, 1),
            _ => ExitCode::SUCCESS,
        },
        Err(error) => fail(&*error, 2),
    }
}

fn fail(error: &dyn Error, code: u8) -> ExitCode {
    eprintln!("history: {error}");
    ExitCode::from(code)
}

fn walk() -> Result<String, Box<dyn Error>> {
    let mut text = String::new();
    for (name, latitude, longitude) in CASES {
        let position = Position::from_lat_lon(latitude, longitude)?;
        writeln!(text, "{name} ({position})\n{}", spells_text(position)?)?;
    }
    writeln!(text, "Ask for one place: history -- 39.786 44.952 (latitude longitude)")?;
    Ok(text)
}

fn ask(latitude: &str, longitude: &str) -> Result<String, Box<dyn Error>> {
    let number = |name: &str, text: &str| {
        text.parse::<f64>().map_err(|_| format!("{name} '{text}' is not a number of degrees, such as 39.786"))
    };
    let position = Position::from_lat_lon(number("LATITUDE", latitude)?, number("LONGITUDE", longitude)?)
        .map_err(|error| format!("LATITUDE LONGITUDE: {error}"))?;
    Ok(format!("{position}\n{}", spells_text(position)?))
}

/// The spells of a place on both bases.
fn spells_text(position: Position) -> Result<String, std::fmt::Error> {
    let atlas = Atlas::south_caucasus();
    let mut text = String::new();
    for (basis, spells) in
        [(Basis::DeFacto, atlas.history_at(position)), (Basis::DeJure, atlas.sovereign_history_at(position))]
    {
        writeln!(text, "  {}", basis.phrase())?;
        if spells.is_empty() {
            writeln!(text, "    outside the atlas's ground")?;
        }
        let records: Vec<&Record> = spells.iter().flat_map(|spell| spell.candidate().records()).collect();
        for spell in &spells {
            writeln!(text, "    {}: {}", spell.period(), holders(spell))?;
            for event in events(atlas, spell.period().from(), &records) {
                writeln!(text, "      event: {event}")?;
            }
            for doubt in distinct(spell.doubts().iter().map(ToString::to_string)) {
                writeln!(text, "      doubt: {doubt}")?;
            }
            for source in sources(atlas, spell) {
                writeln!(text, "      source: {source}")?;
            }
        }
    }
    Ok(text)
}

/// The chain of each holder from the top down, how it held, and the administration beside it:
/// `Soviet Union > Azerbaijan SSR (sovereignty)`.
fn holders(spell: &Spell<'_>) -> String {
    let chains: Vec<String> = spell.outcome().holders().iter().map(suzerain::Holder::chain_text).collect();
    let candidate = spell.candidate();
    let mut mode = candidate.mode().map_or("sovereignty".to_owned(), |mode| mode.to_string());
    if let Some((polity, day)) = candidate.administration().zip(spell.period().from()) {
        mode = format!("{mode}; administered by {}", polity.name_on(day.latest()));
    }
    if candidate.is_of_undrawn_parts() {
        "parts not drawn".clone_into(&mut mode);
    }
    match spell.outcome() {
        Outcome::Sole(_) => format!("{} ({mode})", chains.concat()),
        Outcome::Condominium(_) => format!("{} jointly ({mode})", chains.join(" and ")),
        Outcome::Contested(_) => format!("contested by {} ({mode})", chains.join(" and ")),
        other => other.to_string(),
    }
}

/// The events at the beginning of a spell, of records that begin or end in the span of its first day.
fn events(atlas: &Atlas, from: Option<UncertainDate>, records: &[&Record]) -> Vec<String> {
    let ends = records.iter().map(|record| record.attestation()).flat_map(|attestation| {
        let period = attestation.period();
        [(period.from(), attestation.began()), (period.until(), attestation.ended())]
    });
    let near = ends.filter(|(bound, _)| {
        bound
            .zip(from)
            .is_some_and(|(bound, from)| bound.earliest() >= from.earliest() && bound.latest() <= from.latest())
    });
    distinct(near.filter_map(|(_, code)| atlas.event(code?.as_str())).map(ToString::to_string))
}

fn sources(atlas: &Atlas, spell: &Spell<'_>) -> Vec<String> {
    let candidate = spell.candidate();
    // Parts that are not drawn have sources of their own.
    let whole = candidate.records().filter(|_| !candidate.is_of_undrawn_parts());
    let parts = candidate.undrawn().flat_map(suzerain::model::Undrawn::citations);
    let citations = whole.flat_map(|record| record.attestation().citations()).chain(parts);
    distinct(citations.filter_map(|citation| {
        let source = atlas.source(citation.source().as_str())?;
        Some(citation.at().map_or_else(|| source.to_string(), |at| format!("{source}, {at}")))
    }))
}

/// Each text once, in the order in which it first came.
fn distinct(texts: impl Iterator<Item = String>) -> Vec<String> {
    texts.fold(Vec::new(), |mut seen, text| {
        if !seen.contains(&text) {
            seen.push(text);
        }
        seen
    })
}
