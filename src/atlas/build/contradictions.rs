//! Third step of building: records against each other.

use std::collections::BTreeSet;

use time::Date;

use super::ground::place_of;
use crate::atlas::problem::{Problem, ProblemKind};
use crate::atlas::store::{Places, Store};
use crate::model::control::Basis;
use crate::model::position::Position;
use crate::space::Relation;

/// Notes records of one basis that give the same place to different holders on one day, unless the territory of one
/// lies within that of the other.
pub(super) fn check(store: &Store, places: &Places, problems: &mut Vec<Problem>) {
    let mut seen = BTreeSet::new();
    for Meeting { one, other, at } in meetings(store) {
        for basis in [Basis::DeFacto, Basis::DeJure] {
            for (pair, day) in rivals(store, one, other, basis) {
                if seen.insert(pair) {
                    problems.extend(problem(store, places, pair, (day, basis, at)));
                }
            }
        }
    }
}

/// The territories of two outlines, most specific first, and a position in both outlines.
struct Meeting<'a> {
    one: &'a [u32],
    other: &'a [u32],
    at: Position,
}

/// Every outline with itself, and, unless contradictions are kept, the outlines that cross or are equal.
fn meetings(store: &Store) -> impl Iterator<Item = Meeting<'_>> {
    let grounds = &store.grounds;
    let own = grounds.shapes.iter().zip(&grounds.owners).map(|(shape, &owner)| {
        let at = shape.edges().next().map_or(Position::from_e7(0, 0), |(a, _)| place_of(a));
        Meeting { one: store.lineage(owner), other: store.lineage(owner), at }
    });
    let meets = |relation| matches!(relation, Relation::Crossing | Relation::Equal);
    let overlaps = if store.about.contradictions_kept { &[] } else { grounds.overlaps.as_slice() };
    let crossing = overlaps.iter().filter(move |overlap| meets(overlap.relation)).map(|overlap| Meeting {
        one: store.lineage(store.owner(overlap.a)),
        other: store.lineage(store.owner(overlap.b)),
        at: place_of(overlap.at),
    });
    own.chain(crossing)
}

/// The pairs of records that contradict each other, lower number first, with the first day of which both are certain.
fn rivals<'a>(
    store: &'a Store,
    one: &'a [u32],
    other: &'a [u32],
    basis: Basis,
) -> impl Iterator<Item = ((u32, u32), Date)> + 'a {
    let territories = one.iter().flat_map(move |&a| other.iter().map(move |&b| (a, b)));
    let records = territories.filter(move |&(a, b)| must_agree(store, a, b)).flat_map(move |(a, b)| {
        let others = store.ledger(b, basis);
        store.ledger(a, basis).iter().flat_map(move |&r| others.iter().map(move |&s| (r.min(s), r.max(s))))
    });
    records.filter_map(move |(r, s)| Some(((r, s), contradiction(store, r, s)?)))
}

/// Whether the records of two territories that meet must agree: neither lies within the other, and they are of one
/// layer.
fn must_agree(store: &Store, a: u32, b: u32) -> bool {
    let layer = |number| store.territory(number).map(|territory| territory.layer);
    let nest = || store.lineage(a).contains(&b) || store.lineage(b).contains(&a);
    a == b || (!store.about.contradictions_kept && layer(a) == layer(b) && !nest())
}

/// The first day on which two records certainly name different holders.
fn contradiction(store: &Store, r: u32, s: u32) -> Option<Date> {
    let (first, second) = (store.record(r)?, store.record(s)?);
    if r == s || first.holding == second.holding {
        return None;
    }
    first.attestation.period.surely_meets(&second.attestation.period)
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
