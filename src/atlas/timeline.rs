//! The verdicts at a place through time.

use std::collections::BTreeSet;

use time::Date;

use super::precedence::Precedence;
use super::store::Store;
use super::verdict::Verdict;
use crate::model::control::{Basis, Holding};
use crate::model::date::UncertainDate;
use crate::model::polity::Polity;
use crate::model::timeline::turning_days;

/// The verdicts at one place through the time that the atlas covers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Timeline {
    /// The first day of each verdict, ascending; the first is the first day covered.
    pub(crate) starts: Box<[Date]>,
    pub(crate) verdicts: Box<[Verdict]>,
}

impl Timeline {
    /// Asks for a verdict on every day on which it can change.
    pub(crate) fn new(store: &Store, lineage: &[u32], basis: Basis) -> Self {
        let precedence = Precedence::new(store, lineage, basis);
        let (mut starts, mut verdicts) = (Vec::new(), Vec::new());
        for day in days_of_change(store, lineage, basis) {
            let verdict = Verdict::of(store, &precedence, basis, day);
            if verdicts.last() != Some(&verdict) {
                starts.push(day);
                verdicts.push(verdict);
            }
        }
        Self { starts: starts.into(), verdicts: verdicts.into() }
    }

    /// The verdict of a day that the atlas covers. O(log n) in the number of verdicts.
    pub(crate) fn on(&self, day: Date) -> Option<&Verdict> {
        let begun = self.starts.partition_point(|&start| start <= day);
        self.verdicts.get(begun.checked_sub(1)?)
    }
}

/// The days that the atlas covers on which the verdict of these territories can change, the first day among them.
pub(crate) fn days_of_change(store: &Store, lineage: &[u32], basis: Basis) -> Vec<Date> {
    let coverage = store.about.coverage;
    let first = coverage.from().map_or(Date::MIN, UncertainDate::earliest);
    let end = coverage.until().map(UncertainDate::latest);
    let mut days = BTreeSet::from([first]);
    let mut seen = BTreeSet::new();
    for &territory in lineage {
        for basis in [basis, Basis::DeJure] {
            for &number in store.ledger(territory, basis) {
                let Some(record) = store.record(number) else { continue };
                days.extend(store.record_turning_days(number));
                let others = record.undrawn.iter().filter_map(|part| part.holding.as_ref());
                for &polity in std::iter::once(&record.holding).chain(others).flat_map(Holding::polities) {
                    bond_days(store, store.polity_number(polity), &mut days, &mut seen);
                }
            }
        }
    }
    days.range(first..).copied().take_while(|&day| end.is_none_or(|end| day < end)).collect()
}

/// Adds the days on which the part-of chain of a polity can change.
fn bond_days(store: &Store, polity: Option<u32>, days: &mut BTreeSet<Date>, seen: &mut BTreeSet<u32>) {
    let mut open: Vec<u32> = polity.into_iter().collect();
    while let Some(number) = open.pop() {
        if !seen.insert(number) {
            continue;
        }
        for bond in store.polity(number).into_iter().flat_map(Polity::part_of) {
            days.extend(turning_days(&bond.period));
            open.extend(store.polity_number(bond.polity));
        }
    }
}
