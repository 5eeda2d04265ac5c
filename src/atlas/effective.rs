//! The periods of records as questions see them: a rival date opens its change as a span of days does.

use std::collections::HashMap;

use time::Date;

use crate::model::control::Basis;
use crate::model::date::{Period, UncertainDate};
use crate::model::record::{Bound, Record};

/// The period of each record, its bounds widened by the rival dates of their changes.
///
/// A change is what records of one basis share that begin or end on the same date (the same span of days) on the same
/// territory or on territories of which one lies within the other: `is_related` says whether the territories of two
/// records do. A rival date that one of them states widens the change for all of them, so that the predecessor stays a
/// candidate for as long as its successor is in doubt. O(n) in the records, and in the related ones of each rival date.
pub(super) fn effective_periods(records: &[Record], is_related: impl Fn(usize, usize) -> bool) -> Vec<Period> {
    let mut changes: HashMap<(Basis, UncertainDate), Vec<(usize, Bound)>> = HashMap::new();
    if records.iter().any(|record| !record.rival_dates().is_empty()) {
        for (number, record) in records.iter().enumerate() {
            for (bound, date) in bounds(record.attestation().period()) {
                changes.entry((record.basis(), date)).or_default().push((number, bound));
            }
        }
    }
    let mut widened: Vec<[Option<UncertainDate>; 2]> = records
        .iter()
        .map(|record| [record.attestation().period().from(), record.attestation().period().until()])
        .collect();
    for (number, record) in records.iter().enumerate() {
        for rival in record.rival_dates() {
            let own = [(number, rival.bound())];
            let stated = match rival.bound() {
                Bound::From => record.attestation().period().from(),
                Bound::Until => record.attestation().period().until(),
            };
            let shared = stated.and_then(|date| changes.get(&(record.basis(), date)));
            let related = shared.into_iter().flatten().copied().filter(|&(other, _)| is_related(number, other));
            for (other, bound) in own.into_iter().chain(related) {
                if let Some([from, until]) = widened.get_mut(other) {
                    let side = if bound == Bound::From { from } else { until };
                    *side = Some(widen(*side, rival.date(), bound));
                }
            }
        }
    }
    widened.into_iter().map(|[from, until]| Period::of_changes(from, until)).collect()
}

/// The dates of a period that are not open.
fn bounds(period: Period) -> impl Iterator<Item = (Bound, UncertainDate)> {
    [(Bound::From, period.from()), (Bound::Until, period.until())]
        .into_iter()
        .filter_map(|(bound, date)| Some((bound, date?)))
}

/// The span of a change for which another source gives this date; an open bound may be any day from it, or to it.
fn widen(stated: Option<UncertainDate>, rival: UncertainDate, bound: Bound) -> UncertainDate {
    let (earliest, latest) = match (stated, bound) {
        (Some(stated), _) => (stated.earliest().min(rival.earliest()), stated.latest().max(rival.latest())),
        (None, Bound::From) => (Date::MIN, rival.latest()),
        (None, Bound::Until) => (rival.earliest(), Date::MAX),
    };
    UncertainDate::between(earliest, latest).unwrap_or(rival)
}
