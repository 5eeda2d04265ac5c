//! Periods as the bounds of drafts.

use time::Date;

use crate::atlas::Statement;
use crate::model::date::{InvalidPeriod, Period, UncertainDate};

/// A period, with its bounds also as the texts that drafts take.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub(super) struct DraftPeriod {
    dates: Period,
    from: Option<String>,
    until: Option<String>,
}

impl DraftPeriod {
    pub(super) fn new(from: Option<UncertainDate>, until: Option<UncertainDate>) -> Result<Self, InvalidPeriod> {
        Period::new(from, until).map(Self::from)
    }

    /// The days from `from` up to the day before `until`.
    pub(super) fn days(from: Date, until: Date) -> Result<Self, InvalidPeriod> {
        Self::new(Some(from.into()), Some(until.into()))
    }

    pub(super) fn dates(&self) -> Period {
        self.dates
    }

    /// The bounds as names and memberships take them.
    pub(super) fn bounds(&self) -> (Option<&str>, Option<&str>) {
        (self.from.as_deref(), self.until.as_deref())
    }

    /// The statement, over this period.
    pub(super) fn apply_to(&self, mut statement: Statement) -> Statement {
        statement.fields.from.clone_from(&self.from);
        statement.fields.until.clone_from(&self.until);
        statement
    }

    /// The period in which both hold, as far as their dates say; `None` if there is none.
    pub(super) fn intersection(&self, other: &Self) -> Option<Self> {
        let from = both(self.dates.from(), other.dates.from(), Ord::max);
        let until = both(self.dates.until(), other.dates.until(), Ord::min);
        Self::new(from, until).ok()
    }

    /// From the first of the beginnings to the last of the ends.
    pub(super) fn hull(periods: &[Self]) -> Self {
        let bounds =
            |bound: fn(&Period) -> Option<UncertainDate>| periods.iter().map(move |period| bound(&period.dates));
        let from = bounds(Period::from).reduce(|one, other| one.zip(other).and_then(|(a, b)| joint(a, b, Ord::min)));
        let until = bounds(Period::until).reduce(|one, other| one.zip(other).and_then(|(a, b)| joint(a, b, Ord::max)));
        Self::new(from.flatten(), until.flatten()).unwrap_or_default()
    }
}

/// The change that comes of two by choosing its first and its last day among theirs.
fn joint(one: UncertainDate, other: UncertainDate, choose: fn(Date, Date) -> Date) -> Option<UncertainDate> {
    let first = choose(one.earliest(), other.earliest());
    UncertainDate::between(first, choose(one.latest(), other.latest())).ok()
}

/// The same of bounds, of which an open one says nothing.
fn both(
    one: Option<UncertainDate>,
    other: Option<UncertainDate>,
    choose: fn(Date, Date) -> Date,
) -> Option<UncertainDate> {
    match (one, other) {
        (Some(one), Some(other)) => joint(one, other, choose),
        (one, other) => one.or(other),
    }
}

impl From<Period> for DraftPeriod {
    fn from(period: Period) -> Self {
        let text = |bound: Option<UncertainDate>| bound.map(|date| date.to_string());
        Self { dates: period, from: text(period.from()), until: text(period.until()) }
    }
}
