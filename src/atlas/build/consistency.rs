//! Third step of building: statements against the polities and the outlines.

use std::collections::{HashMap, HashSet};

use super::chains;
use super::outline::place_of;
use crate::atlas::limits::Limits;
use crate::atlas::problem::{Location, Problem, ProblemKind};
use crate::atlas::problem_list::ProblemList;
use crate::atlas::store::{Places, Store};
use crate::model::control::{Basis, Holding};
use crate::model::date::Period;
use crate::model::line::LineAccuracy;
use crate::model::polity::PolityCode;
use crate::model::position::Position;
use crate::space::Shape;

/// Notes holdings outside a polity's existence, circles of polities, and presences beside controls.
pub(super) fn check(store: &Store, places: &Places, limits: Limits, problems: &mut ProblemList<Problem>) {
    chains::check(store, places, limits.depth, problems);
    check_existence(store, places, problems);
    check_presences(store, places, problems);
}

/// No polity holds, claims, recognises or belongs to another before it exists or after it ends.
fn check_existence(store: &Store, places: &Places, problems: &mut ProblemList<Problem>) {
    let coverage = store.about.coverage;
    let mut check = |place: &Location, code: PolityCode, period: Period| {
        let Some(polity) = store.polity_number(code).and_then(|n| store.polity(n)) else { return };
        let (life, period) = (polity.period, covered(period, coverage));
        let early = life.from().filter(|_| period.begins_before(&life)).map(|bound| (bound, true));
        let late = life.until().filter(|_| period.ends_after(&life)).map(|bound| (bound, false));
        for (bound, before) in [early, late].into_iter().flatten() {
            let kind = ProblemKind::OutsideExistence { polity: code.to_string(), bound, before };
            problems.push(Problem { place: place.clone(), kind });
        }
    };
    for (record, place) in store.records.iter().zip(&places.records) {
        for &polity in record.holding.polities() {
            check(place, polity, record.attestation.period);
        }
        if let Some(polity) = record.administered_by {
            check(&place.member("administered_by"), polity, record.attestation.period);
        }
        for (number, undrawn) in record.undrawn.iter().enumerate() {
            for &polity in undrawn.holding.iter().flat_map(Holding::polities) {
                check(&place.member(&format!("undrawn[{number}]")), polity, undrawn.period);
            }
        }
    }
    for (claim, place) in store.claims.iter().zip(&places.claims) {
        check(place, claim.polity, claim.attestation.period);
    }
    for (recognition, place) in store.recognitions.iter().zip(&places.recognitions) {
        check(place, recognition.by, recognition.attestation.period);
        check(place, recognition.of, recognition.attestation.period);
    }
    for (presence, place) in store.presences.iter().zip(&places.presences) {
        check(place, presence.polity, presence.attestation.period);
    }
    for (corridor, place) in store.corridors.iter().zip(&places.corridors) {
        for polity in std::iter::once(corridor.host).chain(corridor.guarantor) {
            check(place, polity, corridor.attestation.period);
        }
    }
    for (stage, place) in store.border_stages.iter().zip(&places.border_stages) {
        for polity in stage.between {
            check(place, polity, stage.attestation.period);
        }
    }
    for (polity, place) in store.polities.iter().zip(&places.polities) {
        for bond in polity.part_of.iter().chain(&polity.patrons) {
            // An open bond lasts as long as the polity itself.
            let from = bond.period.from().or(polity.period.from());
            let until = bond.period.until().or(polity.period.until());
            check(place, bond.polity, Period::new(from, until).unwrap_or(bond.period));
        }
    }
}

/// An open bound extends to the coverage of the atlas.
fn covered(period: Period, coverage: Period) -> Period {
    let (from, until) = (period.from().or(coverage.from()), period.until().or(coverage.until()));
    Period::new(from, until).unwrap_or(period)
}

/// A force has either control of a place or a presence there.
fn check_presences(store: &Store, places: &Places, problems: &mut ProblemList<Problem>) {
    if store.presences.is_empty() {
        return;
    }
    // The controls of each polity on each shape.
    let mut controls: HashMap<(PolityCode, u32), Vec<usize>> = HashMap::new();
    for (number, record) in store.records.iter().enumerate().filter(|(_, record)| record.basis() == Basis::DeFacto) {
        let held = store.territory_number(record.territory).map_or(&[][..], |held| store.leaves(held));
        for &polity in record.holding.polities() {
            for &leaf in held {
                controls.entry((polity, leaf)).or_default().push(number);
            }
        }
    }
    for (presence, place) in store.presences.iter().zip(&places.presences) {
        let ground = store.territory_number(presence.territory).map_or(&[][..], |ground| store.leaves(ground));
        let beside = ground.iter().filter_map(|&leaf| controls.get(&(presence.polity, leaf))).flatten();
        let mut beside: Vec<usize> = beside.copied().collect();
        beside.sort_unstable();
        beside.dedup();
        for number in beside {
            let (Some(record), Some(control)) = (store.records.get(number), places.records.get(number)) else {
                continue;
            };
            if let Some(day) = presence.attestation.period.surely_meets(&record.attestation.period) {
                let (polity, control) = (presence.polity.to_string(), control.to_string());
                let kind = ProblemKind::PresenceBesideControl { day, polity, control };
                problems.push(Problem { place: place.clone(), kind });
            }
        }
    }
}

/// Every pair of neighbours of a stretch with an accuracy of its own must be an edge of an outline.
pub(super) fn check_lines(store: &Store, places: &Places, problems: &mut ProblemList<Problem>) {
    let edge = |a: Position, b: Position| (a.min(b), a.max(b));
    let mut missing: HashSet<_> = store.lines.iter().flat_map(pairs).map(|(a, b)| edge(a, b)).collect();
    for (a, b) in store.grounds.shapes.iter().flat_map(Shape::edges) {
        if missing.is_empty() {
            return;
        }
        missing.remove(&edge(place_of(a), place_of(b)));
    }
    for (line, place) in store.lines.iter().zip(&places.lines) {
        for (from, to) in pairs(line) {
            if missing.contains(&edge(from, to)) {
                problems.push(Problem { place: place.clone(), kind: ProblemKind::NotAnEdge { from, to } });
            }
        }
    }
}

fn pairs(line: &LineAccuracy) -> impl Iterator<Item = (Position, Position)> + '_ {
    line.course.iter().copied().zip(line.course.iter().skip(1).copied())
}
