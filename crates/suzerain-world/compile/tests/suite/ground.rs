//! Every place on land, through all time.

use std::collections::{BTreeSet, HashMap};

use suzerain::{Basis, Holder, Outcome, Position};
use time::macros::date;

use crate::common::{places, rows};

/// On a grid of half a degree, and in every polygon of every outline, each day has a holder, a stated doubt or vacancy.
#[test]
fn every_place_has_an_answer_on_every_day() {
    let atlas = suzerain_world::atlas();
    let steps = |low: i32, high: i32| (2 * low..2 * high).map(|half| f64::from(half) / 2.0 + 0.25);
    let grid =
        steps(-90, 90).flat_map(|lat| steps(-180, 180).map(move |lon| Position::from_lat_lon(lat, lon).unwrap()));
    let own = places().into_iter().map(|(_, at)| at);
    let (mut asked, mut silent) = (0, BTreeSet::new());
    for at in grid.chain(own) {
        for basis in [Basis::DeFacto, Basis::DeJure] {
            let spells = atlas.history(at, basis);
            asked += usize::from(!spells.is_empty());
            for spell in &spells {
                if matches!(spell.outcome(), Outcome::Unrecorded | Outcome::Outside(_)) {
                    let territories = atlas.territories_at(at, date!(2000 - 01 - 01));
                    let codes: Vec<String> = territories.iter().map(|it| it.code().to_string()).collect();
                    silent.insert(format!("{}: {:?} {}", codes.join(" in "), basis, spell.period()));
                }
            }
        }
    }
    assert!(asked > 150_000, "only {asked} histories on land");
    assert!(
        silent.is_empty(),
        "{} silences:\n{}",
        silent.len(),
        silent.into_iter().take(40).collect::<Vec<_>>().join("\n")
    );
}

/// Every outline is found where it lies.
#[test]
fn every_outline_holds_its_places() {
    let atlas = suzerain_world::atlas();
    for (code, at) in places() {
        let found = atlas.territories_at(at, date!(2020 - 01 - 01));
        assert!(found.iter().any(|it| it.code().as_str() == code), "{code} at {at}");
    }
}

/// What states hold by right in 2026 is as large as published areas say, to 2 %; or as the third column says where
/// published figures are of other ground, of water too, or of no map.
///
/// `areas-drawn.tsv` has the areas of the outlines before their coasts were pushed out to sea.
#[test]
fn areas_are_those_that_are_published() {
    let atlas = suzerain_world::atlas();
    let drawn = rows("areas-drawn.tsv");
    let published = rows("areas.tsv");
    let mut held = HashMap::new();
    let places: HashMap<String, Position> = places().into_iter().collect();
    for row in &drawn {
        let (code, km2) = (&row[0], row[1].parse::<f64>().unwrap());
        let answer = atlas.answer(places[code], date!(2026 - 01 - 01), Basis::DeJure);
        // The lowest polity of the chain that has an area of its own: dependencies are counted by themselves.
        let chain: Vec<String> =
            answer.holder().iter().flat_map(Holder::chain).map(|it| it.code().to_string()).collect();
        if let Some(code) = chain.iter().rev().find(|code| published.iter().any(|row| row[0] == **code)) {
            *held.entry(code.clone()).or_insert(0.0) += km2;
        }
    }
    let mut wrong = Vec::new();
    for row in &published {
        let own: f64 = held.get(&row[0]).copied().unwrap_or_default();
        let expected: f64 = row.get(2).and_then(|it| it.parse().ok()).unwrap_or_else(|| row[1].parse().unwrap());
        if (own / expected - 1.0).abs() > 0.02 {
            wrong.push(format!(
                "{}: {own:.0} km2, {expected:.0} expected ({:+.1} %)",
                row[0],
                100.0 * (own / expected - 1.0)
            ));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
