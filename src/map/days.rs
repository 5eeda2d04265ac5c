//! The days on which an answer changes somewhere.

use std::collections::BTreeSet;

use time::Date;

use super::cell_histories::CellHistories;
use super::polity_number::polity_number;
use crate::atlas::Atlas;
use crate::model::date::UncertainDate;
use crate::model::timeline::turning_days;

impl Atlas {
    /// Every day on which an answer changes somewhere: who holds or may hold a place, de facto or de jure, or what a
    /// holder is called. Ascending; within what the atlas covers, whose first day is one of them.
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
        let histories = CellHistories::new(self);
        let coverage = self.about().coverage();
        let (mut days, mut holders) = (BTreeSet::new(), BTreeSet::new());
        days.extend(coverage.from().map(UncertainDate::earliest));
        for spell in histories.list.iter().flat_map(|cell| cell.de_facto.iter().chain(&cell.de_jure)) {
            days.extend(turning_days(&spell.period()));
            for holder in spell.outcome().holders() {
                holders.extend(holder.chain().map(|polity| polity_number(self, polity.code())));
            }
        }
        let polities = holders.into_iter().filter_map(|number| self.polities().get(number));
        for name in polities.flat_map(|polity| polity.names().iter()) {
            days.extend(turning_days(&name.period()));
        }
        days.into_iter().filter(|&day| coverage.holds_on(day).is_some()).collect()
    }
}
