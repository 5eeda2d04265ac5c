//! Counters of what a function met in one plan.

use datafusion::physical_plan::metrics::Count;

use crate::atlases::Counts;

/// What a function met in one plan; clones share the counts.
#[derive(Debug, Clone, Default)]
pub(crate) struct Counter {
    rows: Count,
    nulls: Count,
    bad_positions: Count,
    bad_dates: Count,
}

impl Counter {
    pub(crate) fn add(&self, counts: Counts) {
        for (count, more) in [
            (&self.rows, counts.rows),
            (&self.nulls, counts.nulls),
            (&self.bad_positions, counts.bad_positions),
            (&self.bad_dates, counts.bad_dates),
        ] {
            count.add(usize::try_from(more).unwrap_or(usize::MAX));
        }
    }

    /// Each count with its name.
    pub(crate) fn counts(&self) -> [(&'static str, &Count); 4] {
        [
            ("rows_asked", &self.rows),
            ("nulls", &self.nulls),
            ("bad_positions", &self.bad_positions),
            ("bad_dates", &self.bad_dates),
        ]
    }
}
