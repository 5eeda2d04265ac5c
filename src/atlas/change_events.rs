//! The events of a change of holder.

use std::collections::BTreeSet;

use super::store::Store;
use crate::model::attestation::Attestation;
use crate::model::date::UncertainDate;
use crate::model::event::Event;

/// The events that began a record that decides only after a change, or ended one that decides only before it, where
/// that may have been on the date of the change; by code.
pub(crate) fn change_events(
    store: &Store,
    before: impl Iterator<Item = u32>,
    after: impl Iterator<Item = u32>,
    date: UncertainDate,
) -> Vec<&Event> {
    let (before, after): (BTreeSet<u32>, BTreeSet<u32>) = (before.collect(), after.collect());
    let meets = |bound: Option<UncertainDate>| {
        bound.is_some_and(|bound| bound.earliest() <= date.latest() && date.earliest() <= bound.latest())
    };
    let attestation = |&number: &u32| store.record(number).map(|record| &record.attestation);
    let began = after.difference(&before).filter_map(attestation).filter(|it| meets(it.period.from()));
    let ended = before.difference(&after).filter_map(attestation).filter(|it| meets(it.period.until()));
    let codes: BTreeSet<_> = began.filter_map(Attestation::began).chain(ended.filter_map(Attestation::ended)).collect();
    codes.into_iter().filter_map(|code| store.event(code)).collect()
}
