//! The days on which something changes.

use std::collections::BTreeSet;

use time::Date;

use super::cells::Cells;
use crate::atlas::Atlas;
use crate::model::date::{Period, UncertainDate};
use crate::model::timeline::turning_days;

impl Atlas {
    /// Every day on which an answer changes somewhere: who holds or may hold some ground, in fact or in right, or what
    /// a holder is called. Ascending; within what the atlas covers, whose first day is one of them.
    ///
    /// # Example
    ///
    /// ```
    /// # #[cfg(feature = "embedded")] {
    /// use suzerain::Atlas;
    /// use time::macros::date;
    ///
    /// let days = Atlas::south_caucasus().days_of_change();
    /// assert_eq!(days[0], date!(1801-01-01));
    /// assert!(days.contains(&date!(2020-12-01)) && !days.contains(&date!(2010-06-15)));
    /// # }
    /// ```
    #[must_use]
    pub fn days_of_change(&self) -> Vec<Date> {
        days(self, &Cells::new(self))
    }
}

/// As [`Atlas::days_of_change`].
pub(super) fn days(atlas: &Atlas, cells: &Cells<'_>) -> Vec<Date> {
    let coverage = atlas.about().coverage();
    let (mut days, mut holders) = (BTreeSet::new(), BTreeSet::new());
    days.extend(coverage.from().map(UncertainDate::earliest));
    for spell in cells.list.iter().flat_map(|cell| cell.in_fact.iter().chain(&cell.in_right)) {
        days.extend(turns(spell.period()));
        for holder in spell.outcome().holders() {
            holders.extend(holder.chain().map(|polity| cells.numbers.of(polity.code())));
        }
    }
    let polities = holders.into_iter().filter_map(|number| atlas.polities().get(number));
    for name in polities.flat_map(|polity| polity.names().iter()) {
        days.extend(turns(name.period()));
    }
    days.into_iter().filter(|&day| coverage.holds_on(day).is_some()).collect()
}

/// The days on which a period begins or ends, surely or possibly.
pub(super) fn turns(period: Period) -> Vec<Date> {
    turning_days(&period).collect()
}
