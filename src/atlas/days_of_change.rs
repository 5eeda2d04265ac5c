//! The days on which an answer changes somewhere.

use std::collections::BTreeSet;

use time::Date;

use super::Atlas;
use crate::model::control::Basis;
use crate::model::date::UncertainDate;
use crate::model::timeline::turning_days;

impl Atlas {
    /// Every day on which an answer changes somewhere: who holds or may hold a place, de facto or de jure, or what a
    /// holder is called.
    ///
    /// Ascending, and within the time that the atlas covers, whose first day is one of them. O(n) in the pieces into
    /// which outlines cut the map and their changes, after the first call has cut them.
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
        let store = self.store();
        let coverage = store.about.coverage;
        let mut days: BTreeSet<Date> = coverage.from().map(UncertainDate::earliest).into_iter().collect();
        let mut polities: BTreeSet<u32> = BTreeSet::new();
        for cell in self.plan().cells() {
            for basis in [Basis::DeFacto, Basis::DeJure] {
                let timeline = cell.timeline(store, basis);
                days.extend(&timeline.starts);
                let choices = timeline.verdicts.iter().flat_map(|verdict| &verdict.candidates);
                polities.extend(choices.flat_map(|choice| choice.chains.iter().flatten()));
            }
        }
        for polity in polities.into_iter().filter_map(|number| store.polity(number)) {
            days.extend(polity.names.iter().flat_map(|name| turning_days(&name.period)));
        }
        // The first of all days stands for an open beginning, which is no change.
        days.into_iter().filter(|&day| day != Date::MIN && coverage.holds_on(day).is_some()).collect()
    }
}
