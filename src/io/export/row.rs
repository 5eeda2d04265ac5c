//! A record as one row of a table.

use serde_json::Value;
use time::Date;

use crate::atlas::store::Store;
use crate::model::code::Code;
use crate::model::date::UncertainDate;
use crate::model::record::Record;
use crate::model::word::Word;

/// The columns of a row, in order.
pub(super) const COLUMNS: [&str; 26] = [
    "record",
    "territory",
    "territory_name",
    "territory_kind",
    "basis",
    "mode",
    "holding",
    "holder",
    "holder_name",
    "from",
    "until",
    "from_earliest",
    "from_latest",
    "until_earliest",
    "until_latest",
    "confidence",
    "accuracy_m",
    "sources",
    "began",
    "ended",
    "rival_dates",
    "undrawn",
    "administered_by",
    "note",
    "layer",
    "edition",
];

/// The values of a record, one for each of [`COLUMNS`]; `null` where there is none.
pub(super) fn row(store: &Store, number: u32, record: &Record) -> [Value; COLUMNS.len()] {
    let attestation = &record.attestation;
    let (from, until) = (attestation.period.from(), attestation.period.until());
    // A name is asked for a day on which the record holds.
    let day = from.map(UncertainDate::latest).or_else(|| until.and_then(|until| until.earliest().previous_day()));
    let day = day.unwrap_or(Date::MAX);
    let territory = store.territory_number(record.territory);
    let known = territory.and_then(|territory| store.territory(territory));
    let accuracies = territory.into_iter().flat_map(|territory| store.leaves(territory)).filter_map(|&shape| {
        store.territory(store.owner(shape)).and_then(crate::model::territory::Territory::accuracy_m)
    });
    let polities = record.holding.polities();
    let names = polities.iter().filter_map(|&code| store.polity(store.polity_number(code)?));
    let names: Vec<&str> = names.map(|polity| polity.name_on(day)).collect();
    let rivals = record.rival_dates.iter().map(|rival| {
        let sources = joined(&rival.citations, "; ");
        format!("{} {} ({sources})", rival.bound, rival.date)
    });
    let rivals: Vec<String> = rivals.collect();
    let undrawn = record.undrawn.iter().map(|part| {
        let holder = part.holding.as_ref().map_or_else(|| "not known".to_owned(), ToString::to_string);
        // A period that is not stated is the record's.
        let when = if part.period == attestation.period { String::new() } else { format!(", {}", part.period) };
        format!("{}: {holder}{when} ({})", part.ground, joined(&part.citations, "; "))
    });
    let undrawn: Vec<String> = undrawn.collect();
    [
        (number + 1).into(),
        record.territory.as_str().into(),
        known.map(|territory| territory.name_on(day)).into(),
        known.map(|territory| territory.kind.word()).into(),
        record.basis().word().into(),
        record.mode().map(Word::word).into(),
        record.holding.word().into(),
        text(polities.iter().map(Code::as_str).collect::<Vec<_>>().join("; ")),
        text(names.join("; ")),
        date(from),
        date(until),
        day_of(from.map(UncertainDate::earliest)),
        day_of(from.map(UncertainDate::latest)),
        day_of(until.map(UncertainDate::earliest)),
        day_of(until.map(UncertainDate::latest)),
        attestation.confidence.map(Word::word).into(),
        accuracies.reduce(f64::max).into(),
        text(joined(&attestation.citations, "; ")),
        attestation.began.map(|code| code.to_string()).into(),
        attestation.ended.map(|code| code.to_string()).into(),
        text(rivals.join("; ")),
        text(undrawn.join("; ")),
        record.administered_by.map(|code| code.to_string()).into(),
        attestation.note.clone().into(),
        known.and_then(|territory| store.about.layers.get(usize::from(territory.layer)).cloned()).into(),
        store.about.edition().into(),
    ]
}

fn joined<T: ToString>(values: &[T], separator: &str) -> String {
    values.iter().map(ToString::to_string).collect::<Vec<_>>().join(separator)
}

/// A text; an empty one is none.
fn text(text: String) -> Value {
    Some(text).filter(|text| !text.is_empty()).into()
}

fn date(date: Option<UncertainDate>) -> Value {
    date.map(|date| date.to_string()).into()
}

fn day_of(day: Option<Date>) -> Value {
    date(day.map(UncertainDate::from))
}
