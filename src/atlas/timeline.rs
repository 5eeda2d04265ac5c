//! The verdicts at a place through time.

use time::Date;

use super::store::Store;
use super::timelines::Timelines;
use super::verdict::Verdict;
use crate::model::control::Basis;

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
        let mut timelines = Timelines::new(store, basis);
        let spells = timelines.spells(lineage);
        let verdicts = spells.iter().filter_map(|&(_, number)| timelines.verdict(number).cloned()).collect();
        Self { starts: spells.into_iter().map(|(start, _)| start).collect(), verdicts }
    }

    /// The verdict of a day that the atlas covers. O(log n) in the number of verdicts.
    pub(crate) fn on(&self, day: Date) -> Option<&Verdict> {
        let begun = self.starts.partition_point(|&start| start <= day);
        self.verdicts.get(begun.checked_sub(1)?)
    }
}

#[cfg(test)]
mod tests {
    use time::macros::date;

    use super::*;
    use crate::atlas::verdict::Kind;

    #[test]
    fn a_day_has_the_verdict_that_began_last() {
        let starts = [date!(1900 - 01 - 01), date!(1920 - 01 - 01)];
        let timeline =
            Timeline { starts: starts.into(), verdicts: [Kind::Vacant, Kind::Unrecorded].map(Verdict::bare).into() };
        let kind =
            |day| timeline.on(day).map(|verdict| verdict.candidates.iter().map(|it| it.kind).collect::<Vec<_>>());
        assert_eq!(kind(date!(1899 - 12 - 31)), None);
        assert_eq!(kind(date!(1900 - 01 - 01)), Some(vec![Kind::Vacant]));
        assert_eq!(kind(date!(1919 - 12 - 31)), Some(vec![Kind::Vacant]));
        assert_eq!(kind(date!(1920 - 01 - 01)), Some(vec![Kind::Unrecorded]));
        assert_eq!(kind(Date::MAX), Some(vec![Kind::Unrecorded]));
    }
}
