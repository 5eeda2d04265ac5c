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
