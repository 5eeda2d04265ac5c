//! Third step of building: records against each other.

use std::collections::{HashMap, HashSet};

use time::Date;

use super::outline::place_of;
use crate::atlas::problem::{Problem, ProblemKind};
use crate::atlas::problem_list::ProblemList;
use crate::atlas::store::{Places, Store};
use crate::model::control::{Basis, Holding};
use crate::model::date::UncertainDate;
use crate::model::position::Position;
use crate::space::Relation;

/// So many contradictions are counted.
const MOST_COUNTED: usize = 1 << 20;

/// Notes records of one basis that give the same place to different holders on one day, unless the territory of one
/// lies within that of the other.
///
/// The records of each territory are compared with each other; those of two territories where outlines cross or are equal,
/// and where they are composed of the same one. Outlines that both lie around a third overlap themselves.
pub(super) fn check(store: &Store, places: &Places, problems: &mut ProblemList<Problem>) {
    let mut found = Found { store, places, problems, count: 0 };
    let mut done: HashSet<(u32, u32)> = HashSet::new();
    let composed: Vec<Vec<u32>> = (0..).take(store.territories.len()).map(|it| composed_around(store, it)).collect();
    let composed = |territory: u32| composed.get(territory as usize).map_or(&[][..], Vec::as_slice);
    let grounds = &store.grounds;
    for (shape, &owner) in grounds.shapes.iter().zip(&grounds.owners) {
        let at = shape.edges().next().map_or(Position::from_e7(0, 0), |(a, _)| place_of(a));
        let around = store.lineage(owner).iter().copied().filter(|&territory| has_records(store, territory));
        let around: Vec<u32> = around.collect();
        let own = around.iter().map(|&territory| (territory, territory));
        let mut pairs: Vec<(u32, u32)> = own.filter(|&pair| done.insert(pair)).collect();
        if !store.about.contradictions_kept {
            pairs.extend(new_pairs(store, &mut done, &around, composed(owner)));
        }
        found.rivals(&pairs, at);
    }
    if store.about.contradictions_kept {
        return;
    }
    let meets = |relation| matches!(relation, Relation::Crossing | Relation::Equal);
    for overlap in grounds.overlaps.iter().filter(|overlap| meets(overlap.relation)) {
        let [one, other] = [overlap.a, overlap.b].map(|shape| store.owner(shape));
        let sides = [one, other].map(|owner| {
            let own = std::iter::once(owner).filter(|&territory| has_records(store, territory));
            own.chain(composed(owner).iter().copied().filter(move |&it| it != owner)).collect::<Vec<_>>()
        });
        let [ones, others] = &sides;
        let pairs = new_pairs(store, &mut done, ones, others);
        found.rivals(&pairs, place_of(overlap.at));
    }
}

/// The pairs of two lists of territories that were not compared yet and whose records must agree.
fn new_pairs(store: &Store, done: &mut HashSet<(u32, u32)>, ones: &[u32], others: &[u32]) -> Vec<(u32, u32)> {
    let all = ones.iter().flat_map(|&one| others.iter().map(move |&other| (one, other)));
    let is_new = |&(one, other): &(u32, u32)| one != other && done.insert((one.min(other), one.max(other)));
    all.filter(is_new).filter(|&(one, other)| must_agree(store, one, other)).collect()
}

/// The territories around this one, itself among them, that have records and are composed of others.
fn composed_around(store: &Store, territory: u32) -> Vec<u32> {
    let is_composed = |number: u32| store.outline(number).is_none() && has_records(store, number);
    store.lineage(territory).iter().copied().filter(|&number| is_composed(number)).collect()
}

fn has_records(store: &Store, territory: u32) -> bool {
    [Basis::DeFacto, Basis::DeJure].iter().any(|&basis| !store.ledger(territory, basis).is_empty())
}

/// Whether the records of two territories that meet must agree: neither lies within the other, and they are of one
/// layer.
fn must_agree(store: &Store, a: u32, b: u32) -> bool {
    let layer = |number| store.territory(number).map(|territory| territory.layer);
    let nest = || store.lineage(a).contains(&b) || store.lineage(b).contains(&a);
    layer(a) == layer(b) && !nest()
}

/// Contradictions as they are found.
struct Found<'a> {
    store: &'a Store,
    places: &'a Places,
    problems: &'a mut ProblemList<Problem>,
    count: usize,
}

impl Found<'_> {
    /// Compares the records of pairs of territories, or of one with each other; `at` is a place of both.
    fn rivals(&mut self, pairs: &[(u32, u32)], at: Position) {
        for basis in [Basis::DeFacto, Basis::DeJure] {
            for &(one, other) in pairs {
                let ledgers = [self.store.ledger(one, basis), self.store.ledger(other, basis)];
                let found = self.contradicting(ledgers);
                for (number, (r, s, day)) in found.iter().copied().enumerate() {
                    if self.problems.is_full() {
                        self.problems.count("of contradictions", found.len() - number);
                        break;
                    }
                    self.problems.extend(problem(self.store, self.places, (r, s), (day, basis, at)));
                }
            }
        }
    }

    /// The pairs of records of two ledgers, or of one, that contradict each other, lower number first, in the order of the
    /// ledgers; with the first day of which both are certain.
    ///
    /// O(n log n) in the records, and in the pairs.
    fn contradicting(&mut self, [ones, others]: [&[u32]; 2]) -> Vec<(u32, u32, Date)> {
        let is_one = ones == others;
        let ledgers = [ones, others];
        // The days on which records surely begin, each with the place of the record in its ledger.
        let mut starts: Vec<(Date, usize, usize)> = Vec::new();
        for (side, ledger) in ledgers.into_iter().enumerate().take(if is_one { 1 } else { 2 }) {
            starts.extend(ledger.iter().enumerate().map(|(place, &number)| (self.surely_from(number), place, side)));
        }
        starts.sort_unstable();
        // The records of each ledger that have begun and may not have ended, by their holders: when each ends.
        let mut begun: [HashMap<&Holding, Vec<(Date, usize)>>; 2] = [HashMap::new(), HashMap::new()];
        let mut found: Vec<([usize; 2], Date)> = Vec::new();
        for (start, place, side) in starts {
            let number = ledgers.get(side).and_then(|ledger| ledger.get(place)).copied();
            let Some((record, end)) = number.and_then(|it| Some((self.store.record(it)?, self.surely_until(it))))
            else {
                continue;
            };
            if end <= start || self.count > MOST_COUNTED {
                continue;
            }
            let other_side = if is_one { side } else { 1 - side };
            let rivals = begun.get_mut(other_side).into_iter().flat_map(|begun| begun.iter_mut());
            for (_, rivals) in rivals.filter(|(holding, _)| **holding != &record.holding) {
                rivals.retain(|rival| rival.0 > start);
                self.count += rivals.len();
                found.extend(rivals.iter().map(|&(_, rival)| match (is_one, side) {
                    (true, _) => ([place.min(rival), place.max(rival)], start),
                    (false, 0) => ([place, rival], start),
                    _ => ([rival, place], start),
                }));
            }
            if let Some(begun) = begun.get_mut(other_side) {
                begun.retain(|_, rivals| !rivals.is_empty());
            }
            if let Some(own) = begun.get_mut(side) {
                own.entry(&record.holding).or_default().push((end, place));
            }
        }
        found.sort_unstable();
        let pair = |([one, other], day): ([usize; 2], Date)| {
            let (r, s) = (*ones.get(one)?, *others.get(other)?);
            Some((r.min(s), r.max(s), day))
        };
        found.into_iter().filter_map(pair).collect()
    }

    /// From which day on a record surely holds.
    fn surely_from(&self, number: u32) -> Date {
        let from = self.store.record(number).and_then(|record| record.attestation.period.from());
        from.map_or(Date::MIN, UncertainDate::latest)
    }

    /// The first day on which a record does not surely hold any more.
    fn surely_until(&self, number: u32) -> Date {
        let until = self.store.record(number).and_then(|record| record.attestation.period.until());
        until.map_or(Date::MAX, UncertainDate::earliest)
    }
}

fn problem(
    store: &Store,
    places: &Places,
    (r, s): (u32, u32),
    (day, basis, at): (Date, Basis, Position),
) -> Option<Problem> {
    let (first, second) = (store.record(r)?, store.record(s)?);
    let kind = ProblemKind::Contradiction {
        day,
        basis,
        one: second.holding.to_string(),
        other: first.holding.to_string(),
        other_place: places.records.get(r as usize)?.to_string(),
        at,
    };
    Some(Problem { place: places.records.get(s as usize)?.clone(), kind })
}
