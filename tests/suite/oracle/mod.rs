//! An oracle that answers by brute force: every record and every edge is read, nothing is looked up.
//!
//! It shares no code with the crate but the public types, and is compared with candidates, certainty and doubts.

mod generated;
mod holdings;
mod lines;

use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;
use suzerain::doubt::LineDoubt;
use suzerain::{Answer, Atlas, Basis, Doubt, Record};
use time::{Date, Duration};

use crate::common::{FIRST_DAY, LAST_DAY, atlas};
use crate::dice::Dice;
use crate::ground::{Outline, Point, outlines, position};
use crate::partition::{Cells, cells};
pub(crate) use generated::by_chance;
use holdings::{Held, Holdings, Said, certainty};
use lines::{Lines, NearLines};

/// The places and days of an atlas, and all that is worked out of it beforehand.
struct Oracle<'a> {
    atlas: &'a Atlas,
    outlines: &'a [Outline],
    holdings: Holdings<'a>,
    lines: Lines<'a>,
    checked_until: Date,
    /// Days on which something may change.
    days: Vec<Date>,
}

impl<'a> Oracle<'a> {
    fn new(atlas: &'a Atlas, outlines: &'a [Outline]) -> Self {
        let mut days: BTreeSet<Date> = BTreeSet::new();
        let mut add = |date: Option<suzerain::UncertainDate>| {
            days.extend(date.into_iter().flat_map(|date| [date.earliest(), date.latest()]));
        };
        for record in atlas.records() {
            let undrawn = record.undrawn().iter().map(suzerain::model::Undrawn::period);
            for period in undrawn.chain([record.attestation().period()]) {
                add(period.from());
                add(period.until());
            }
            record.rival_dates().iter().for_each(|rival| add(Some(rival.date())));
        }
        for bond in atlas.polities().iter().flat_map(suzerain::Polity::part_of) {
            add(bond.period().from());
            add(bond.period().until());
        }
        let days: Vec<Date> = days.into_iter().collect();
        let events = atlas.events().iter().map(|event| event.period().until().or(event.period().from()));
        let last_event = events.flatten().map(suzerain::UncertainDate::latest).max();
        let last = days.last().copied().into_iter().chain(last_event).max();
        let checked_until = atlas.about().checked_until().or(last).unwrap();
        let (holdings, lines) = (Holdings::new(atlas, outlines), Lines::new(atlas, outlines));
        Self { atlas, outlines, holdings, lines, checked_until, days }
    }

    /// A place, most often some kilometres from a line, and a day, most often some days from a change.
    fn question(&self, dice: &mut Dice) -> (Point, Date, Basis) {
        let outline = dice.of(self.outlines);
        let polygon: &Vec<Vec<Point>> = dice.of(&outline.polygons);
        let ring = dice.of(polygon);
        let number = usize::try_from(dice.below(u64::try_from(ring.len()).unwrap())).unwrap();
        let (a, b) = (ring[number], ring[(number + 1) % ring.len()]);
        let part = dice.between(0, 100);
        let on = (a.0 + (b.0 - a.0) / 100 * part, a.1 + (b.1 - a.1) / 100 * part);
        let reach = *dice.of(&[3, 1_000, 20_000, 100_000, 400_000, 2_000_000]);
        let at = (on.0 + dice.between(-reach, reach), on.1 + dice.between(-reach, reach));
        let change = *dice.of(&self.days);
        let day = match dice.below(5) {
            0 => change + Duration::days(dice.between(-4_000, 4_000)),
            _ => change + Duration::days(dice.between(-9, 9)),
        };
        (at, day, *dice.of(&[Basis::DeFacto, Basis::DeJure]))
    }

    /// How the crate's answer differs from the oracle's; nothing where they agree.
    fn disagreement(&self, (at, day, basis): (Point, Date, Basis)) -> Option<String> {
        let answer = self.atlas.answer(position(at), day, basis);
        let here = self.holdings.held(&self.lines.outlines_at(at), day, basis);
        let near = match self.atlas.about().coverage().holds_on(day) {
            Some(_) => self.lines.near(at, &here, &self.holdings, day, basis),
            None => NearLines::default(),
        };
        let mut report = self.other_candidates(&answer, &here);
        let expected = self.doubts(&here, &near, day);
        let doubts = answer.doubts();
        let found: BTreeSet<&str> = doubts.iter().map(Doubt::word).collect();
        if !near.is_close {
            if expected != found {
                report.push(format!("doubts {found:?}, not {expected:?}"));
            }
            let certainty = certainty(&here, !expected.is_empty());
            if answer.certainty() != certainty {
                report.push(format!("{}, not {certainty}", answer.certainty()));
            }
            report.extend(other_lines(&doubts, &near));
        }
        let list: Vec<String> = doubts.iter().map(ToString::to_string).collect();
        let question = || format!("{} ({at:?}), {day}, {basis}: {answer}; {}", position(at), list.join("; "));
        (!report.is_empty()).then(|| format!("{}\n    {}", question(), report.join("\n    ")))
    }

    fn other_candidates(&self, answer: &Answer<'_>, here: &Held) -> Vec<String> {
        let mut found: BTreeMap<Said, BTreeSet<usize>> = BTreeMap::new();
        let mut report = Vec::new();
        for candidate in answer.candidates() {
            let said = Said::of(&candidate.outcome());
            let number =
                |record: &Record| self.atlas.records().iter().position(|known| std::ptr::eq(known, record)).unwrap();
            let records: BTreeSet<usize> = candidate.records().map(number).collect();
            if found.insert(said.clone(), records).is_some() {
                report.push(format!("{said:?} twice"));
            }
        }
        let mut expected = here.candidates.clone();
        for (said, records) in &here.by_parts {
            expected.entry(said.clone()).or_default().extend(records);
        }
        if found != expected {
            let records = |numbers: &BTreeSet<usize>| {
                let text = |&number: &usize| {
                    let record = &self.atlas.records()[number];
                    let period = record.attestation().period();
                    format!("{number} {} {} {} {period}", record.territory(), record.holding(), record.basis())
                };
                numbers.iter().map(text).collect::<Vec<_>>()
            };
            let list = |of: &BTreeMap<Said, BTreeSet<usize>>| {
                of.iter().map(|(said, numbers)| format!("\n      {said:?} {:?}", records(numbers))).collect::<String>()
            };
            report.push(format!("candidates{}\n    not{}", list(&found), list(&expected)));
        }
        report
    }

    fn doubts(&self, here: &Held, near: &NearLines, day: Date) -> BTreeSet<&'static str> {
        let doubtful = here.candidates.values().any(|records| self.holdings.are_doubtful(records));
        let several = here.candidates.len() > 1;
        let words = [
            ("date", several && here.is_dated),
            ("line", !near.lines.is_empty()),
            ("undrawn", several && !here.undrawn.is_empty()),
            ("source", doubtful),
            ("unchecked", day > self.checked_until && !here.is_outside()),
        ];
        words.into_iter().filter(|(_, holds)| *holds).map(|(word, _)| word).collect()
    }
}

/// What the crate says of lines otherwise than the oracle.
fn other_lines(doubts: &[Doubt<'_>], near: &NearLines) -> Option<String> {
    let mut found: Vec<&LineDoubt<'_>> = Vec::new();
    for doubt in doubts {
        if let Doubt::Line(line) = doubt {
            found.push(line);
        }
    }
    let beyond = |line: &LineDoubt<'_>| line.beyond().iter().map(|o| Said::of(o).tops()).collect::<BTreeSet<_>>();
    let agrees = |line: &lines::NearLine| {
        found.iter().any(|it| {
            beyond(it) == line.beyond
                && (it.distance_m() - line.distance_m).abs() < 1.0
                && line.accuracies_m.contains(&it.accuracy_m())
        })
    };
    let sorted = found.is_sorted_by(|a, b| a.distance_m() <= b.distance_m());
    let all = found.len() == near.lines.len() && near.lines.iter().all(agrees) && sorted;
    (!all).then(|| format!("lines {found:?}, not {:?}", near.lines))
}

fn compare(oracle: &Oracle<'_>, count: u64, seed: u64) {
    let mut dice = Dice(seed);
    let mut reports = Vec::new();
    for _ in 0..count {
        let mut question = oracle.question(&mut dice);
        question.1 = question.1.clamp(FIRST_DAY - Duration::days(9), LAST_DAY + Duration::days(9));
        reports.extend(oracle.disagreement(question));
    }
    let first: Vec<&str> = reports.iter().take(20).map(String::as_str).collect();
    assert!(reports.is_empty(), "{} of {count} differ:\n{}", reports.len(), first.join("\n"));
}

#[test]
fn the_embedded_atlas_answers_as_the_oracle() {
    compare(&Oracle::new(atlas(), outlines()), 3_000, 20_261_130);
}

/// A hundred thousand: `cargo test --release --test suite -- --ignored as_the_oracle`
#[test]
#[ignore = "takes minutes"]
fn the_embedded_atlas_answers_as_the_oracle_a_hundred_thousand_times() {
    compare(&Oracle::new(atlas(), outlines()), 100_000, 1813);
}

/// The embedded atlas counts on what states it.
#[test]
fn the_last_day_that_was_checked_is_stated_or_the_last_that_is_mentioned() {
    assert_eq!(atlas().checked_until(), Oracle::new(atlas(), outlines()).checked_until);
}

/// Asks an atlas made by chance some questions.
pub(crate) fn asked_by_chance(cells: &Cells, seed: u64) {
    let mut dice = Dice(seed);
    let (atlas, outlines) = by_chance(cells, &mut dice);
    let oracle = Oracle::new(&atlas, &outlines);
    assert_eq!(atlas.checked_until(), oracle.checked_until);
    for _ in 0..60 {
        let question = oracle.question(&mut dice);
        let report = oracle.disagreement(question);
        assert!(report.is_none(), "{}", report.unwrap_or_default());
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, max_shrink_iters: 0, ..ProptestConfig::default() })]

    #[test]
    fn generated_atlases_answer_as_the_oracle(cells in cells(), seed in any::<u64>()) {
        asked_by_chance(&cells, seed);
    }
}
