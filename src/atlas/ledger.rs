//! The records of a territory on one basis.

use time::Date;

use crate::model::date::{Period, UncertainDate};

/// So many blocks make one of the next level.
const FANOUT: usize = 8;

/// The records of a territory on one basis, by number, in the order of their dates; and which of them may hold on a day.
///
/// A territory may have very many records, of which few hold on any day: blocks of them are passed by as a whole.
#[derive(Debug, Clone, Default)]
pub(crate) struct Ledger {
    numbers: Vec<u32>,
    /// For each block of [`FANOUT`] records, and then of as many blocks, the first and the last day on which one of them may
    /// hold. Few records have no blocks.
    levels: Vec<Vec<(Date, Date)>>,
}

impl Ledger {
    /// The ledger with these records; `period` gives the period of each.
    pub(super) fn new(numbers: Vec<u32>, period: impl Fn(u32) -> Period) -> Self {
        let mut levels = Vec::new();
        let mut spans: Vec<(Date, Date)> = Vec::new();
        if numbers.len() > FANOUT {
            spans.extend(numbers.iter().map(|&number| span(period(number))));
        }
        while spans.len() > FANOUT {
            let block = |block: &[(Date, Date)]| {
                let whole = |whole: (Date, Date), one: &(Date, Date)| (whole.0.min(one.0), whole.1.max(one.1));
                block.iter().fold((Date::MAX, Date::MIN), whole)
            };
            spans = spans.chunks(FANOUT).map(block).collect();
            levels.push(spans.clone());
        }
        Self { numbers, levels }
    }

    /// All of them.
    pub(crate) fn numbers(&self) -> &[u32] {
        &self.numbers
    }

    /// Those that may hold on a day, and some more. O(log n) for each of them.
    pub(crate) fn around(&self, day: Date) -> impl Iterator<Item = u32> + '_ {
        let mut at = 0;
        std::iter::from_fn(move || {
            while let skipped @ 1.. = self.skipped(at, day) {
                at += skipped;
            }
            at += 1;
            self.numbers.get(at - 1).copied()
        })
    }

    /// How many records from here on make up the largest block of which none holds on a day.
    fn skipped(&self, at: usize, day: Date) -> usize {
        let mut skipped = 0;
        let mut size = FANOUT;
        for spans in &self.levels {
            let span = spans.get(at / size).filter(|_| at.is_multiple_of(size));
            if span.is_none_or(|&(begin, last)| begin <= day && day <= last) {
                break;
            }
            skipped = size;
            size *= FANOUT;
        }
        skipped
    }
}

/// The first and the last day on which a period may hold.
fn span(period: Period) -> (Date, Date) {
    let last = period.until().map_or(Date::MAX, |until| until.latest().previous_day().unwrap_or(Date::MIN));
    (period.from().map_or(Date::MIN, UncertainDate::earliest), last)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn none_that_holds_is_passed_by() {
        let day = |number: i64| Date::MIN + time::Duration::days(number);
        for count in [0, 5, 8, 9, 100, 700] {
            // Of every seventh the end is open, and each fifth is long.
            let period = |number: u32| {
                let from = day(i64::from(number) * 3);
                let until = day(i64::from(number) * 3 + if number.is_multiple_of(5) { 400 } else { 2 });
                let until = (!number.is_multiple_of(7)).then(|| UncertainDate::from(until));
                Period::new(Some(UncertainDate::from(from)), until).unwrap()
            };
            let ledger = Ledger::new((0..count).collect(), period);
            for asked in (0..2200).step_by(5).map(day).chain([Date::MAX]) {
                let holds = |number: &u32| period(*number).holds_on(asked).is_some();
                let found: Vec<u32> = ledger.around(asked).filter(holds).collect();
                assert_eq!(found, (0..count).filter(holds).collect::<Vec<_>>(), "{count} records, {asked}");
            }
            // On the two hundredth day 67 have begun; the blocks of the others are passed by.
            let few = ledger.around(day(200)).count();
            assert!(few <= 80, "{few}");
        }
    }
}
