//! Answers of the library as JSON, to compare with the page of `atlas_page` in a browser (`tests/e2e/run`).

use std::error::Error;

use serde_json::{Value, json};
use suzerain::{Atlas, Basis, Candidate, Certainty, Position, UncertainDate};
use time::Date;
use time::macros::date;

/// The places that the test clicks.
const CLICKED: [(&str, f64, f64); 2] = [("Karki", 39.794, 44.9537), ("Lachin", 39.6408, 46.5469)];
const DAYS: [Date; 6] = [
    date!(1914 - 01 - 01),
    date!(1923 - 08 - 01),
    date!(1992 - 05 - 15),
    date!(2000 - 01 - 01),
    date!(2021 - 06 - 01),
    date!(2024 - 01 - 01),
];

fn main() -> Result<(), Box<dyn Error>> {
    let atlas = Atlas::south_caucasus();
    let mut asked = Vec::new();
    for (name, lat, lon) in CLICKED {
        let place = Position::from_lat_lon(lat, lon)?;
        for day in DAYS {
            for basis in [Basis::DeFacto, Basis::DeJure] {
                let answer = atlas.answer(place, day, basis);
                let first = answer.candidates().next().ok_or("an answer has a candidate")?;
                let mode = first.mode().map_or_else(|| "sovereignty".to_owned(), |mode| mode.to_string());
                let [since, until] = bounds(atlas, place, day, basis, first);
                let text = answer.to_string();
                let short = match answer.certainty() {
                    Certainty::Likely => text.split_once(": ").map_or(text.as_str(), |(holder, _)| holder),
                    Certainty::Certain | Certainty::Possible => text.as_str(),
                };
                asked.push(json!({
                    "name": name, "lat": lat, "lon": lon, "date": day.to_string(), "basis": word(basis),
                    "answer": text, "short": short, "certainty": answer.certainty().to_string(), "mode": mode,
                    "source": source(atlas, first), "since": since, "until": until,
                }));
            }
        }
    }
    let days = atlas.days_of_change();
    let mut many: Vec<Value> = Vec::new();
    for (number, day) in (0_u32..).zip(days.iter().copied()) {
        for step in 0..12_u32 {
            // A walk over the atlas that never repeats a place.
            let lat = 38.3 + f64::from((number * 37 + step * 53) % 400) / 100.0;
            let lon = 43.0 + f64::from((number * 61 + step * 97) % 750) / 100.0;
            let place = Position::from_lat_lon(lat, lon)?;
            let basis = if step % 2 == 0 { Basis::DeFacto } else { Basis::DeJure };
            let answer = atlas.answer(place, day, basis);
            let (text, certainty) = (answer.to_string(), answer.certainty().to_string());
            let mut doubts: Vec<String> = Vec::new();
            for doubt in answer.doubts().iter().map(ToString::to_string) {
                if !doubts.contains(&doubt) {
                    doubts.push(doubt);
                }
            }
            many.push(json!([lat, lon, day.to_string(), word(basis), text, certainty, doubts]));
        }
    }
    let days: Vec<String> = days.iter().map(Date::to_string).collect();
    let checked = atlas.checked_until().to_string();
    println!("{}", json!({ "checked": checked, "days": days, "asked": asked, "many": many }));
    Ok(())
}

fn word(basis: Basis) -> &'static str {
    match basis {
        Basis::DeFacto => "de-facto",
        Basis::DeJure => "de-jure",
    }
}

/// First and last possible day of beginning and end of the spell that a candidate belongs to.
fn bounds(atlas: &Atlas, place: Position, day: Date, basis: Basis, candidate: Candidate<'_>) -> [Value; 2] {
    let spells = atlas.history(place, basis);
    let records = |it: Candidate<'_>| it.records().map(std::ptr::from_ref).collect::<Vec<_>>();
    let spell = spells.iter().find(|spell| {
        spell.period().holds_on(day).is_some()
            && spell.candidate().mode() == candidate.mode()
            && records(spell.candidate()) == records(candidate)
    });
    let span = |date: Option<UncertainDate>| date.map(|it| [it.earliest().to_string(), it.latest().to_string()]);
    [spell.and_then(|it| it.period().from()), spell.and_then(|it| it.period().until())].map(|date| json!(span(date)))
}

/// The first source of the first record.
fn source(atlas: &Atlas, candidate: Candidate<'_>) -> Option<String> {
    let record = candidate.records().next()?;
    let citation = record.attestation().citations().first()?;
    atlas.source(citation.source().as_str()).map(ToString::to_string)
}
