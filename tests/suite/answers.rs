//! The answers that history demands: tests/data/centuries.toml, answers.toml, kinds.toml and edges.toml, case by case.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use geo_types::polygon;
use suzerain::build::{PolityDraft, SourceDraft, Statement, TerritoryDraft};
use suzerain::model::{PolityKind, TerritoryKind};
use suzerain::{Answer, Atlas, Certainty, Outcome, Record};

use crate::common::{Case, PlaceTable, at, atlas, day, places, tables};

/// The titles of the works that stand behind an answer: behind its records, their other dates and their events.
fn titles(atlas: &Atlas, answer: &Answer<'_>) -> BTreeSet<String> {
    let mut titles = BTreeSet::new();
    let mut cite = |citations: &[suzerain::model::Citation]| {
        for citation in citations {
            let source = atlas.source(citation.source().as_str()).expect("a citation names a source of the atlas");
            titles.insert(source.title().to_owned());
        }
    };
    for candidate in answer.candidates() {
        for record in candidate.records() {
            let attestation = record.attestation();
            cite(attestation.citations());
            for rival in record.rival_dates() {
                cite(rival.citations());
            }
            for event in [attestation.began(), attestation.ended()].into_iter().flatten() {
                cite(atlas.event(event.as_str()).expect("a record names an event of the atlas").citations());
            }
        }
    }
    titles
}

/// What an answer says, in the words of the table.
struct Found {
    holders: Vec<String>,
    chains: Vec<String>,
    certainty: String,
    modes: Vec<String>,
    titles: BTreeSet<String>,
    records: Vec<String>,
}

impl Found {
    fn new(atlas: &Atlas, answer: &Answer<'_>) -> Self {
        let sorted = |texts: BTreeSet<String>| texts.into_iter().collect::<Vec<_>>();
        let outcomes = || answer.candidates().map(|candidate| candidate.outcome());
        let chain = |outcome| match outcome {
            Outcome::Sole(holder) => Some(holder.chain_text()),
            _ => None,
        };
        Self {
            holders: sorted(outcomes().map(|outcome| outcome.to_string()).collect()),
            chains: sorted(outcomes().filter_map(chain).collect()),
            certainty: answer.certainty().to_string(),
            modes: answer.candidates().filter_map(|c| c.mode()).map(|mode| mode.to_string()).collect(),
            titles: titles(atlas, answer),
            records: answer.candidates().flat_map(|c| c.records().map(describe).collect::<Vec<_>>()).collect(),
        }
    }

    /// What differs from a case, a line each.
    fn differences(&self, case: &Case) -> String {
        let mut text = String::new();
        let mut compare = |what: &str, expected: &dyn std::fmt::Debug, found: &dyn std::fmt::Debug, same: bool| {
            if !same {
                writeln!(text, "    {what}: expected {expected:?}, found {found:?}").unwrap();
            }
        };
        let holders = case.holder.sorted();
        compare("holder", &holders, &self.holders, holders == self.holders);
        compare("certainty", &case.certainty, &self.certainty, case.certainty == self.certainty);
        if let Some(chains) = case.chain.as_ref().map(crate::common::OneOrMore::sorted) {
            compare("chain", &chains, &self.chains, chains == self.chains);
        }
        if let Some(mode) = &case.mode {
            compare("mode", mode, &self.modes, self.modes == [mode.as_str()]);
        }
        if let Some(source) = &case.source {
            compare("source", source, &self.titles, self.titles.contains(source));
        }
        text
    }
}

fn describe(record: &Record) -> String {
    let attestation = record.attestation();
    format!(
        "{} {} by {}, {}, citing {}",
        record.basis(),
        record.territory(),
        record.holding(),
        attestation.period(),
        attestation.citations().iter().map(ToString::to_string).collect::<Vec<_>>().join("; ")
    )
}

fn ask(place: &PlaceTable, case: &Case) -> Found {
    let (atlas, position, date) = (atlas(), at(place.lat, place.lon), day(&case.date));
    let answer = match case.basis.as_str() {
        "de facto" => atlas.controller_at(position, date),
        "de jure" => atlas.sovereign_at(position, date),
        other => panic!("{}: there is no basis '{other}'", place.name),
    };
    Found::new(atlas, &answer)
}

fn cases() -> impl Iterator<Item = (&'static PlaceTable, &'static Case)> {
    places().flat_map(|place| place.cases.iter().map(move |case| (place, case)))
}

/// Every case without a gap, with all that differs.
#[test]
fn the_atlas_answers_as_history_has_it() {
    let mut report = String::new();
    let mut asked = 0;
    for (place, case) in cases().filter(|(_, case)| case.gap.is_none()) {
        asked += 1;
        let found = ask(place, case);
        let differences = found.differences(case);
        if !differences.is_empty() {
            writeln!(report, "{}, {} ({}): {}\n{differences}    records:", place.name, case.date, case.basis, case.why)
                .unwrap();
            for record in &found.records {
                writeln!(report, "      {record}").unwrap();
            }
        }
    }
    assert!(asked >= 1000, "only {asked} cases");
    assert!(report.is_empty(), "\n{report}");
}

/// A gap that was closed is no gap any more.
#[test]
fn a_known_gap_is_still_there() {
    for (place, case) in cases() {
        if let Some(gap) = &case.gap {
            let differences = ask(place, case).differences(case);
            assert!(!differences.is_empty(), "{}, {}: drop the key gap, it is closed: {gap}", place.name, case.date);
        }
    }
}

/// One place and day is asked once on each basis, and what the table says of one day does not contradict itself.
#[test]
fn the_table_is_sound() {
    let mut asked = BTreeSet::new();
    for table in tables() {
        let names: BTreeSet<&String> = table.iter().map(|place| &place.name).collect();
        assert_eq!(names.len(), table.len(), "a place is there twice");
    }
    for (place, case) in cases() {
        let question = (&place.name, &case.date, &case.basis);
        assert!(asked.insert(question), "{question:?} is asked twice");
        assert!(!case.why.is_empty(), "{question:?} does not say why");
        let several = case.holder.sorted().len() > 1 || case.chain.as_ref().is_some_and(|c| c.sorted().len() > 1);
        assert_eq!(
            several,
            case.certainty == "possible",
            "{question:?}: several answers are possible, one is certain or likely"
        );
        let outside = case.holder.sorted()[0].starts_with("outside");
        assert_eq!(case.source.is_none(), outside, "{question:?}: an answer rests on a source");
    }
}

/// The rows of the chronology that give ground and are drawn, each with at least one case.
#[test]
fn every_row_that_gives_ground_has_a_case() {
    // Left out: 115 and 116 (recognition, law), 121, 134, 188, 190 in part, 201 (not drawn), 170 and 203 to 206
    // (events), 193 (a presence).
    let wanted = [
        99, 100, 101, 102, 103, 104, 110, 111, 112, 113, 114, 120, 122, 123, 124, 125, 126, 127, 128, 129, 130, 131,
        132, 133, 135, 136, 137, 138, 139, 150, 151, 152, 153, 154, 155, 156, 157, 158, 171, 172, 173, 174, 175, 176,
        177, 178, 179, 180, 181, 182, 183, 184, 185, 186, 187, 189, 190, 191, 192, 200, 202,
    ];
    let told: BTreeSet<u32> =
        tables()[1].iter().flat_map(|place| &place.rows).map(|row| row.parse().unwrap()).collect();
    let missing: Vec<_> = wanted.iter().filter(|row| !told.contains(row)).collect();
    assert!(missing.is_empty(), "no case for rows {missing:?}");
    let facts: BTreeSet<&str> = places().flat_map(|place| &place.facts).map(String::as_str).collect();
    for fact in ["F01", "F02", "F04", "F10", "F11", "F12", "F13", "F14", "F16", "F18"] {
        assert!(facts.contains(fact), "no case for {fact}");
    }
}

/// A polity that may be part of others in 512 ways, by way of two polities on each of nine levels.
fn lattice() -> Atlas {
    let square = polygon![(x: 10.0, y: 40.0), (x: 11.0, y: 40.0), (x: 11.0, y: 41.0), (x: 10.0, y: 41.0)];
    let polity = |code: &str, wholes: &[String]| {
        let draft = PolityDraft::new(code, PolityKind::Kingdom, code).citing("s");
        wholes.iter().fold(draft, |draft, whole| draft.part_of(whole, suzerain::Period::ALWAYS))
    };
    let level = |level: usize| [format!("A{level}"), format!("B{level}")];
    let builder = Atlas::builder("lattice")
        .source(SourceDraft::new("s", "S"))
        .territory(TerritoryDraft::new("t", TerritoryKind::Province, "T").outline(square, 1.0).citing("s"))
        .statement(Statement::sovereignty("t", "P").from("1900-01-01").citing("s"))
        .polity(polity("P", &level(1)));
    let levels = (1..=9).flat_map(|number| level(number).map(|code| (code, number)));
    let whole = |number| if number < 9 { level(number + 1).to_vec() } else { Vec::new() };
    levels.fold(builder, |builder, (code, number)| builder.polity(polity(&code, &whole(number)))).build().unwrap()
}

/// No candidate is dropped in silence: a cut answer says so, and still names everybody who may be at the top.
#[test]
fn an_answer_says_what_it_does_not_list() {
    let (place, date) = (at(40.5, 10.5), day("1950-01-01"));
    let atlas = lattice();
    for atlas in [&atlas, &Atlas::from_bytes(&atlas.to_bytes()).unwrap()] {
        let answer = atlas.controller_at(place, date);
        assert!(answer.is_cut());
        assert_eq!(answer.certainty(), Certainty::Possible);
        assert_eq!(answer.candidates().filter(|candidate| candidate.outcome() == Outcome::Unlisted).count(), 1);
        assert_eq!(answer.candidates().last().map(|candidate| candidate.outcome()), Some(Outcome::Unlisted));
        for top in ["A9", "B9"] {
            assert_eq!(answer.is_held_by(top), Ok(Some(Certainty::Possible)), "{top}");
        }
        assert_eq!(answer.outcome(), None);
        assert!(answer.to_string().ends_with(" or others"));
        let history = atlas.history_at(place);
        assert!(history.iter().any(|spell| spell.outcome() == Outcome::Unlisted));
        assert!(format!("{answer:?}").len() < 400);
    }
    assert!(!crate::common::atlas().controller_at(at(39.786, 44.952), day("2000-01-01")).is_cut());
}
