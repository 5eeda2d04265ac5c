//! The figures that texts about the atlas give, printed by the tests that hold them.
//!
//! `cargo test -p suzerain-tests --test suite figures -- --nocapture --test-threads 1` prints them all. Two lists are not
//! part of this repository: `SUZERAIN_SETTLEMENTS` names a file of settlements near the borders (columns `name`, `lat`,
//! `lon` and `country`, a code of two letters), `SUZERAIN_AUDIT` one of cases (`id`, `lat`, `lon`, `date`, `de_facto`,
//! `de_jure` and `certainty`, which is `certain` or says that sources leave the case open). Without them these two say so.

use std::collections::BTreeMap;
use std::fs::File;

use suzerain::{Answer, Atlas, Basis, Certainty, Position};
use time::macros::date;

use super::grid::{DAYS, grid};
use crate::common::{at, atlas, day};

/// The rows of a file that a variable of the environment names, by column; `None` where it names none.
fn rows(variable: &str) -> Option<Vec<BTreeMap<String, String>>> {
    let Some(path) = std::env::var_os(variable) else {
        println!("{variable} names no file");
        return None;
    };
    let file = File::open(&path).unwrap_or_else(|error| panic!("{variable}, {}: {error}", path.display()));
    let mut reader = csv::Reader::from_reader(file);
    Some(reader.deserialize().map(|row| row.unwrap()).collect())
}

fn place(row: &BTreeMap<String, String>) -> Position {
    at(row["lat"].parse().unwrap(), row["lon"].parse().unwrap())
}

/// Every name by which a holder of the answer was known, from the top down.
fn holders(answer: &Answer<'_>) -> Vec<String> {
    let outcomes = answer.candidates().map(|candidate| candidate.outcome());
    outcomes
        .flat_map(|outcome| outcome.holders().iter().map(suzerain::Holder::chain_text).collect::<Vec<_>>())
        .collect()
}

/// Whether one of the names that a case lists is among the holders.
fn names_a_holder(expected: &str, answer: &Answer<'_>) -> bool {
    let found = holders(answer).join(" > ").to_lowercase();
    let names =
        expected.split(['/', '+', '>']).flat_map(|part| part.split(" or ")).map(|name| name.trim().to_lowercase());
    names.filter(|name| !name.is_empty()).any(|name| found.contains(&name))
}

fn share(part: usize, whole: usize) -> f64 {
    100.0 * part as f64 / whole as f64
}

#[test]
fn the_length_of_the_border() {
    let snapshot = atlas().on(date!(2015 - 01 - 01), Basis::DeJure);
    let border = snapshot.border_between("ARM", "AZE").unwrap();
    let length = |closed| -> f64 {
        let courses = border.courses().iter().filter(|course| course.is_closed() == closed);
        courses.map(suzerain::snapshot::Course::length_km).sum()
    };
    println!("border of Armenia and Azerbaijan: {:.1} km", border.length_km());
    println!("  between the states: {:.1} km, round exclaves: {:.1} km", length(false), length(true));
    for exclave in snapshot.exclaves() {
        if ["ARM", "AZE"].contains(&exclave.polity().code().as_str()) {
            let name = exclave.territory().map_or("", |territory| territory.name_on(date!(2015 - 01 - 01)));
            println!("  exclave of {}: {name}, {:.1} km2", exclave.polity().code(), exclave.area_km2());
        }
    }
    assert!((border.length_km() / 1_008.7 - 1.0).abs() < 0.02, "{}", border.length_km());
}

#[test]
fn the_areas() {
    for (code, published) in [
        ("ARM", "29743"),
        ("AZE", "86600"),
        ("GEO", "69700"),
        ("nakhchivan", "5363 to 5502"),
        ("GEO-3015", "8660"),
        ("south-ossetia", "3885 to 3900"),
        ("kodori", "about 2540"),
        ("nkao", "4388 to 4400"),
        ("artsakh-1994", "11432 to 11458"),
        ("artsakh-2020", "about 3170"),
        ("karki", "9.5 to 19"),
        ("artsvashen", "about 40"),
        ("yukhari-askipara", "37"),
        ("barxudarli", "10.1 to 22"),
        ("four-qazax-villages", "6.5"),
        ("horadiz-1994", "about 210"),
        ("shahumyan", "558 to 600"),
    ] {
        let area = atlas().area_km2(code).unwrap();
        assert!(area > 1.0, "{code}: {area}");
        println!("{code}: {area:.1} km2 drawn, {published} published");
    }
}

#[test]
fn the_share_of_the_grid_that_is_certain() {
    // On the one every title was between the Soviet Union and its republics, on the other the atlas is not checked.
    let open = [date!(1991 - 10 - 01), date!(2026 - 11 - 23)];
    let places = grid(5);
    for (days, told) in [
        (DAYS.to_vec(), "all days"),
        (DAYS.into_iter().filter(|day| !open.contains(day)).collect(), "days on which title is settled"),
    ] {
        let certain = [Basis::DeFacto, Basis::DeJure].map(|basis| {
            let questions = places.iter().flat_map(|&place| days.iter().map(move |&day| (place, day)));
            questions
                .filter(|&(place, day)| atlas().answer(place, day, basis).certainty() == Certainty::Certain)
                .count()
        });
        let asked = places.len() * days.len();
        let shares = certain.map(|count| share(count, asked));
        println!("grid, {told}: {asked} questions, certain de facto {:.1} %, de jure {:.1} %", shares[0], shares[1]);
        assert!(days.len() == DAYS.len() || shares.iter().all(|&share| share >= 92.0), "{shares:?}");
    }
}

#[test]
fn the_settlements_near_the_borders() {
    let Some(rows) = rows("SUZERAIN_SETTLEMENTS") else { return };
    let states =
        BTreeMap::from([("AM", "ARM"), ("AZ", "AZE"), ("GE", "GEO"), ("IR", "IRN"), ("RU", "RUS"), ("TR", "TUR")]);
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    let mut wrong = Vec::new();
    for row in &rows {
        let answer = atlas().sovereign_at(place(row), date!(2015 - 01 - 01));
        let own = answer
            .holder()
            .is_some_and(|holder| states.get(row["country"].as_str()) == Some(&holder.polity().code().as_str()));
        let verdict = match (answer.certainty(), own, answer.holder().is_some()) {
            (Certainty::Certain, true, _) => "own state, certain",
            (_, true, _) => "own state, likely",
            (Certainty::Certain, false, true) => "another state, certain",
            (_, false, true) => "another state, likely",
            (_, false, false) => "no ground of the atlas",
        };
        *counts.entry(verdict).or_default() += 1;
        if verdict.starts_with("another") {
            wrong.push(format!("{} ({}): {answer}", row["name"], row["country"]));
        }
    }
    println!("settlements: {} asked, {counts:?}", rows.len());
    for line in &wrong {
        println!("  {line}");
    }
    // Four points are faults of the list at most: they lie nearer to the line than it is accurate, or in a third state.
    assert!(counts.get("another state, certain").copied().unwrap_or_default() == 0, "{wrong:?}");
}

#[test]
fn the_audit() {
    let Some(rows) = rows("SUZERAIN_AUDIT") else { return };
    let atlas: &Atlas = atlas();
    let (mut settled, mut right, mut open) = (0, 0, 0);
    let mut faults = Vec::new();
    let mut unsure = Vec::new();
    for row in &rows {
        let (place, date) = (place(row), day(&row["date"]));
        let (fact, law) = (atlas.controller_at(place, date), atlas.sovereign_at(place, date));
        let is_certain = |answer: &Answer<'_>| answer.certainty() == Certainty::Certain;
        let line = format!("{} {} on {date}: {fact}; de jure {law}", row["id"], row["place"]);
        if row["certainty"] == "certain" {
            settled += 1;
            let named = [names_a_holder(&row["de_facto"], &fact), names_a_holder(&row["de_jure"], &law)];
            if [&fact, &law].into_iter().zip(named).any(|(answer, named)| is_certain(answer) && !named) {
                faults.push(format!("certain and not as listed ({}; {}): {line}", row["de_facto"], row["de_jure"]));
            } else if is_certain(&fact) && is_certain(&law) {
                right += 1;
            } else {
                unsure.push(line);
            }
        } else {
            open += 1;
            if is_certain(&fact) {
                faults.push(format!("certain where sources leave it open: {line}"));
            }
        }
    }
    println!(
        "audit: {settled} settled cases, {right} certain and right ({:.1} %), {open} open cases",
        share(right, settled)
    );
    for line in &unsure {
        println!("  {line}");
    }
    assert!(faults.is_empty(), "\n{}", faults.join("\n"));
    assert!(right * 4 >= settled * 3, "{right} of {settled}");
}
