//! Values over periods, and which of them can hold on a day.

use std::collections::HashMap;

use time::Date;

use super::date::{Certainty, Period, UncertainDate};

/// The values that may hold on a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Alternatives<T> {
    /// Each value that holds surely or possibly, in the order given.
    pub(crate) values: Vec<T>,
    /// Whether one of them certainly does: `false` where none may hold.
    pub(crate) exhaustive: bool,
}

/// What of `dated` holds on `day`.
///
/// Periods that follow each other with the same uncertain date are one change: inside its span either the one or
/// the other holds, and not neither.
pub(crate) fn alternatives<T>(dated: impl IntoIterator<Item = (Period, T)>, day: Date) -> Alternatives<T> {
    let mut exhaustive = false;
    let mut open = Vec::new();
    let mut values = Vec::new();
    for (period, value) in dated {
        match period.holds_on(day) {
            None => continue,
            Some(Certainty::Certain) => exhaustive = true,
            Some(_) => open.push(period),
        }
        values.push(value);
    }
    Alternatives { values, exhaustive: exhaustive || relay(&open, day) }
}

/// Whether possible periods hand over to each other without a gap, from one that has surely begun to one that has
/// surely not ended.
fn relay(open: &[Period], day: Date) -> bool {
    let mut followers: HashMap<UncertainDate, Vec<&Period>> = HashMap::new();
    for period in open {
        if let Some(from) = period.from() {
            followers.entry(from).or_default().push(period);
        }
    }
    let mut reached: Vec<&Period> = open.iter().filter(|p| p.from().is_none_or(|from| from.latest() <= day)).collect();
    while let Some(period) = reached.pop() {
        let Some(until) = period.until().filter(|until| until.earliest() <= day) else {
            return true;
        };
        // All that follow on one date are reached at once.
        reached.extend(followers.remove(&until).into_iter().flatten());
    }
    false
}

/// The days on which what `period` says of a day can change: the first day of each new state.
pub(crate) fn turning_days(period: &Period) -> impl Iterator<Item = Date> {
    [period.from(), period.until()].into_iter().flatten().flat_map(|date| [date.earliest(), date.latest()])
}

#[cfg(test)]
mod tests {
    use time::macros::date;

    use super::*;

    fn period(from: &str, until: &str) -> Period {
        let date = |text: &str| (!text.is_empty()).then(|| text.parse().unwrap());
        Period::new(date(from), date(until)).unwrap()
    }

    #[test]
    fn a_shared_uncertain_date_is_one_change() {
        let both = [(period("", "1992-05"), 'a'), (period("1992-05", ""), 'b')];
        let open = alternatives(both, date!(1992 - 05 - 10));
        assert_eq!((open.values, open.exhaustive), (vec!['a', 'b'], true));
        let closed = alternatives(both, date!(1992 - 05 - 31));
        assert_eq!((closed.values, closed.exhaustive), (vec!['b'], true));
    }

    #[test]
    fn separate_uncertain_dates_leave_a_gap() {
        let both = [(period("", "1992-05"), 'a'), (period("[1992-05-02..1992-06-01]", ""), 'b')];
        assert!(!alternatives(both, date!(1992 - 05 - 10)).exhaustive);
    }
}
