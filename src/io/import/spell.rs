//! Periods as the bounds of drafts.

use time::Date;

use crate::atlas::Statement;
use crate::date::{InvalidPeriod, Period, UncertainDate};

/// A period, and its bounds as drafts have them.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub(super) struct Spell {
    period: Period,
    from: Option<String>,
    until: Option<String>,
}

impl Spell {
    pub(super) fn new(from: Option<UncertainDate>, until: Option<UncertainDate>) -> Result<Self, InvalidPeriod> {
        Period::new(from, until).map(Self::from)
    }

    /// The days from `from` up to the day before `until`.
    pub(super) fn days(from: Date, until: Date) -> Result<Self, InvalidPeriod> {
        Self::new(Some(from.into()), Some(until.into()))
    }

    pub(super) fn period(&self) -> Period {
        self.period
    }

    /// The bounds as names and memberships take them.
    pub(super) fn bounds(&self) -> (Option<&str>, Option<&str>) {
        (self.from.as_deref(), self.until.as_deref())
    }

    /// The statement, over this period.
    pub(super) fn of(&self, mut statement: Statement) -> Statement {
        statement.fields.from.clone_from(&self.from);
        statement.fields.until.clone_from(&self.until);
        statement
    }

    /// The time in which both hold, as far as that can be said; `None` if there is none.
    pub(super) fn meet(&self, other: &Self) -> Option<Self> {
        let from = match (self.period.from(), other.period.from()) {
            (Some(one), Some(other)) => Some(if one.latest() >= other.latest() { one } else { other }),
            (one, other) => one.or(other),
        };
        let until = match (self.period.until(), other.period.until()) {
            (Some(one), Some(other)) => Some(if one.earliest() <= other.earliest() { one } else { other }),
            (one, other) => one.or(other),
        };
        Self::new(from, until).ok()
    }
}

impl From<Period> for Spell {
    fn from(period: Period) -> Self {
        let text = |bound: Option<UncertainDate>| bound.map(|date| date.to_string());
        Self { period, from: text(period.from()), until: text(period.until()) }
    }
}
