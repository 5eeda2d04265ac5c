//! The history of a place is what its days say, and a batch of questions is what each of them says.

use std::collections::BTreeSet;

use geo_types::polygon;
use suzerain::{Atlas, Basis, Candidate, Certainty, Holder, Period, Position, Spell, UncertainDate};
use time::macros::date;
use time::{Date, Duration};

use crate::common::{FIRST_DAY, LAST_DAY, at, atlas, tables};
use crate::ground::{outlines, position};

/// What makes one way of holding: how, by whom, and by which records.
type Key = (String, Vec<Vec<String>>, Vec<String>);

fn key(candidate: Candidate<'_>) -> Key {
    let outcome = candidate.outcome();
    let chain = |holder: &Holder<'_>| holder.chain().map(|polity| polity.code().to_string()).collect();
    let record = |record: &suzerain::Record| {
        format!("{} {} {} {}", record.basis(), record.territory(), record.holding(), record.attestation().period())
    };
    (
        outcome.word().to_owned(),
        outcome.holders().iter().map(chain).collect(),
        candidate.records().map(record).collect(),
    )
}

/// The spells of a place, held against the answers of single days.
struct Told {
    spells: Vec<(Period, Key)>,
    position: Position,
    basis: Basis,
}

impl Told {
    fn new(atlas: &Atlas, position: Position, basis: Basis) -> Self {
        let spells = atlas.history(position, basis);
        let told = |spell: &Spell<'_>| (spell.period(), key(spell.candidate()));
        Self { spells: spells.iter().map(told).collect(), position, basis }
    }

    /// Asserts that the spells that hold on a day are the candidates of its answer.
    fn check(&self, atlas: &Atlas, day: Date) {
        let answer = atlas.answer(self.position, day, self.basis);
        let mut expected: Vec<Key> = answer.candidates().map(key).collect();
        let holding: Vec<_> = self
            .spells
            .iter()
            .filter_map(|(period, key)| period.holds_on(day).map(|sure| (sure, key.clone())))
            .collect();
        let is_sure = |certainty: Certainty| certainty == Certainty::Certain;
        let sure = holding.iter().all(|&(certainty, _)| is_sure(certainty) == (answer.candidates().len() == 1));
        let mut found: Vec<Key> = holding.into_iter().map(|(_, key)| key).collect();
        expected.sort();
        found.sort();
        // In the doubt between two spells of one holder, the one may not be over yet and the other may have begun.
        found.dedup();
        assert_eq!(found, expected, "{} on {day}, {}", self.position, self.basis);
        assert!(sure, "{} on {day}, {}: the spells are not those of {answer}", self.position, self.basis);
    }

    /// Asserts the order of the spells and that no two that follow each other say the same.
    fn check_order(&self) {
        for pair in self.spells.windows(2) {
            let begins = |(period, _): &(Period, Key)| period.from().map(|from| (from.earliest(), from.latest()));
            assert!(begins(&pair[0]) <= begins(&pair[1]), "{}: {pair:?}", self.position);
            let one_change = pair[0].0.until().is_some() && pair[0].0.until() == pair[1].0.from();
            assert!(!(one_change && pair[0].1 == pair[1].1), "{}: one spell is told as two: {pair:?}", self.position);
        }
        assert!(!self.spells.is_empty(), "{} has no history", self.position);
        assert_eq!(self.spells[0].0.from().map(UncertainDate::earliest), Some(FIRST_DAY), "{}", self.position);
        assert!(self.spells.iter().any(|(period, _)| period.until().is_none()), "{} ends", self.position);
    }
}

fn days(first: Date, last: Date) -> impl Iterator<Item = Date> {
    std::iter::successors(Some(first), |day| day.next_day()).take_while(move |day| *day <= last)
}

/// Each table's places on one of `step` days that it covers, at another place on other days.
fn days_of_the_places(basis: Basis, step: usize) {
    let atlas = atlas();
    // The other tables tell single days of all times.
    let seam = date!(1988 - 02 - 20);
    let mut asked = 0;
    for (table, (first, last)) in tables().iter().zip([(FIRST_DAY, seam), (seam, LAST_DAY)]) {
        for (number, position) in table.iter().map(|place| at(place.lat, place.lon)).enumerate() {
            if atlas.history_at(position).is_empty() {
                continue;
            }
            let told = Told::new(atlas, position, basis);
            told.check_order();
            for day in days(first, last).skip(number % step).step_by(step) {
                told.check(atlas, day);
                asked += 1;
            }
            assert!(told.spells.iter().all(|(period, _)| period.holds_on(FIRST_DAY - Duration::DAY).is_none()));
        }
    }
    assert!(asked > (50 * 14_000 + 40 * 68_000) / step, "only {asked} days");
}

#[test]
fn one_day_of_eleven_at_the_places_of_the_tables() {
    for basis in [Basis::DeFacto, Basis::DeJure] {
        days_of_the_places(basis, 11);
    }
}

/// `cargo test --test suite every_day_at_the_places -- --ignored`
#[test]
#[ignore = "takes minutes"]
fn every_day_at_the_places_of_the_tables() {
    for basis in [Basis::DeFacto, Basis::DeJure] {
        days_of_the_places(basis, 1);
    }
}

/// The first and last days of every change that the atlas knows.
fn turning_days(atlas: &Atlas) -> BTreeSet<Date> {
    let records = atlas.records().iter().map(|record| record.attestation().period());
    let bonds =
        atlas.polities().iter().flat_map(|polity| polity.part_of().iter().map(suzerain::model::Membership::period));
    records
        .chain(bonds)
        .flat_map(|period| [period.from(), period.until()])
        .flatten()
        .flat_map(|date| [date.earliest(), date.latest()])
        .flat_map(|day| [day - Duration::DAY, day, day + Duration::DAY])
        .filter(|day| (FIRST_DAY..=LAST_DAY).contains(day))
        .collect()
}

#[test]
fn the_days_around_every_change_in_every_outline() {
    let atlas = atlas();
    let days = turning_days(atlas);
    assert!(days.len() > 100, "only {} days", days.len());
    for outline in outlines() {
        for basis in [Basis::DeFacto, Basis::DeJure] {
            let told = Told::new(atlas, position(outline.inside()), basis);
            told.check_order();
            for &day in &days {
                told.check(atlas, day);
            }
        }
    }
}

/// Another date for the Armenian beginning opens all spells of the years between.
#[test]
fn karki_between_two_dates() {
    let spells = atlas().history_at(at(39.786, 44.952));
    let last: Vec<String> = spells.iter().rev().take(3).rev().map(ToString::to_string).collect();
    assert_eq!(
        last,
        [
            "since [1990-01-19..1992-05-31]: Armenia",
            "[1990-11-17..1991-12-26] to [1990-11-17..1991-12-26]: Soviet Union",
            "[1991-08-30..1992-05-31] to [1991-08-30..1992-05-31]: Azerbaijan",
        ]
    );
    let by_right = atlas().sovereign_history_at(at(39.786, 44.952));
    assert_eq!(by_right.last().unwrap().to_string(), "since [1991-08-30..1991-12-26]: Azerbaijan");
}

#[test]
fn no_history_outside_the_ground() {
    assert!(atlas().history_at(at(48.8566, 2.3522)).is_empty());
    assert!(atlas().sovereign_history_at(at(48.8566, 2.3522)).is_empty());
}

/// An atlas whose time ends: the last spell ends with it.
#[test]
fn a_history_ends_with_the_coverage() {
    let square = polygon![(x: 10.0, y: 40.0), (x: 11.0, y: 40.0), (x: 11.0, y: 41.0), (x: 10.0, y: 41.0)];
    let atlas = Atlas::builder("short")
        .coverage("1900-01-01".."1950-01-01")
        .source(suzerain::build::SourceDraft::new("s", "S"))
        .polity(suzerain::build::PolityDraft::new("P", suzerain::model::PolityKind::Kingdom, "P").citing("s"))
        .territory(
            suzerain::build::TerritoryDraft::new("t", suzerain::model::TerritoryKind::Province, "T")
                .outline(square, 1.0)
                .citing("s"),
        )
        .statement(
            suzerain::build::Statement::sovereignty("t", "P")
                .from("1910")
                .until("[1920-01-01..1920-02-01]")
                .citing("s"),
        )
        .build()
        .unwrap();
    let place = at(40.5, 10.5);
    let told = Told::new(&atlas, place, Basis::DeFacto);
    for day in days(time::macros::date!(1900 - 01 - 01), time::macros::date!(1949 - 12 - 31)) {
        told.check(&atlas, day);
    }
    let spells: Vec<String> = atlas.history_at(place).iter().map(ToString::to_string).collect();
    assert_eq!(
        spells,
        [
            "1900-01-01 to 1910: unrecorded",
            "1910 to [1920-01-01..1920-02-01]: P",
            "[1920-01-01..1920-02-01] to 1950-01-01: unrecorded"
        ]
    );
    let outside = atlas.controller_at(place, time::macros::date!(1950 - 01 - 01));
    assert_eq!(outside.to_string(), "outside the atlas's time");
    assert_eq!(outside.certainty(), Certainty::Certain);
}

/// Questions that jump about in place and time.
fn questions(count: usize) -> (Vec<Position>, Vec<Date>) {
    let inside: Vec<Position> = outlines().iter().map(|outline| position(outline.inside())).collect();
    let span = usize::try_from((LAST_DAY - FIRST_DAY).whole_days()).unwrap() + 400;
    (0..count)
        .map(|number| {
            let place = if number % 17 == 0 { at(10.0, 10.0) } else { inside[number * 7919 % inside.len()] };
            let day = FIRST_DAY - Duration::days(200) + Duration::days(i64::try_from(number * 104_729 % span).unwrap());
            (place, day)
        })
        .unzip()
}

#[test]
fn a_batch_answers_as_single_questions_do_and_in_their_order() {
    let atlas = atlas();
    let (positions, dates) = questions(20_000);
    for basis in [Basis::DeFacto, Basis::DeJure] {
        let answers = atlas.answers(&positions, &dates, basis).unwrap();
        assert_eq!(answers.len(), positions.len());
        for ((answer, &position), &date) in answers.iter().zip(&positions).zip(&dates) {
            assert_eq!(*answer, atlas.answer(position, date, basis));
            assert_eq!((answer.position(), answer.date(), answer.basis()), (Some(position), date, basis));
        }
    }
    assert_eq!(
        atlas.controllers_at(&positions, &dates).unwrap(),
        atlas.answers(&positions, &dates, Basis::DeFacto).unwrap()
    );
    assert_eq!(
        atlas.sovereigns_at(&positions, &dates).unwrap(),
        atlas.answers(&positions, &dates, Basis::DeJure).unwrap()
    );
    assert!(atlas.controllers_at(&[], &[]).unwrap().is_empty());
}

#[test]
fn a_batch_wants_one_date_for_each_position() {
    let (positions, dates) = questions(3);
    let error = atlas().controllers_at(&positions, &dates[..2]).unwrap_err();
    assert_eq!(error.to_string(), "3 positions and 2 dates: give one date for each position");
    let error = atlas().controllers_at(&positions[..1], &dates).unwrap_err();
    assert_eq!(error.to_string(), "1 positions and 3 dates: give one date for each position");
}
