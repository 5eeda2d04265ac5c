//! The states of today, and the members of the United Nations.

use suzerain::{Basis, Position, UncertainDate};
use time::macros::date;

use crate::common::rows;

/// Every entry of ISO 3166-1 is the holder of its place in 2026, itself or as a part of the one on top.
#[test]
fn every_entry_of_iso_3166_holds_its_ground() {
    let atlas = suzerain_world::atlas();
    let (mut entries, mut wrong) = (0, Vec::new());
    for row in rows("iso-3166-1.tsv") {
        let [code, name, latitude, longitude] = row.as_slice() else { panic!("{row:?}") };
        let at = Position::from_lat_lon(latitude.parse().unwrap(), longitude.parse().unwrap()).unwrap();
        let answer = atlas.answer(at, date!(2026 - 01 - 01), Basis::DeFacto);
        let is_held = match code.as_str() {
            // Nobody's, by the treaty of 1959; and held by two sides, as its title is not settled.
            "ATA" => answer.to_string().contains("nobody"),
            "ESH" => !answer.candidates().next().unwrap().outcome().holders().is_empty(),
            code => answer.is_held_by(code).ok().flatten().is_some(),
        };
        entries += 1;
        if !is_held {
            wrong.push(format!("{code} {name} at {at}: {answer}"));
        }
    }
    assert_eq!(entries, 249);
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Every member of the United Nations is a polity that is no younger than its membership, except for those whose seat was
/// another's at first.
#[test]
fn every_member_of_the_united_nations_was_there_when_it_was_admitted() {
    let atlas = suzerain_world::atlas();
    let mut wrong = Vec::new();
    let members = rows("un-members.tsv");
    assert_eq!(members.len(), 193);
    for row in members {
        let [code, day, seats @ ..] = row.as_slice() else { panic!("{row:?}") };
        let admitted: UncertainDate = day.parse().unwrap();
        // The polity that took the seat, where it is not today's.
        let seat = seats.first().unwrap_or(code);
        match atlas.polity(seat) {
            Some(polity) if polity.period().from().is_none_or(|from| from.earliest() <= admitted.earliest()) => {}
            Some(polity) => wrong.push(format!("{seat} begins {:?}, after {day}", polity.period().from())),
            None => wrong.push(format!("{seat} is no polity")),
        }
        if atlas.polity(code).is_none() {
            wrong.push(format!("{code} is no polity"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
