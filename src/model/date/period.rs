//! Spans of time with uncertain bounds.

use std::fmt;

use serde::{Deserialize, Serialize};
use time::Date;

use super::{Certainty, UncertainDate};

/// The time from one change to the next; either bound may be open.
///
/// Half-open: the day of the closing change belongs to what follows. A day inside the span of an uncertain bound
/// is held possibly. The last day of that span is decided: whatever the true day was, the change has happened.
///
/// # Example
///
/// ```
/// use suzerain::{Certainty, Period};
/// use time::macros::date;
///
/// let held = Period::new(Some("1992-05".parse()?), Some("2020-12-01".parse()?))?;
/// assert_eq!(held.holds_on(date!(1992-04-30)), None);
/// assert_eq!(held.holds_on(date!(1992-05-15)), Some(Certainty::Possible));
/// assert_eq!(held.holds_on(date!(1992-05-31)), Some(Certainty::Certain));
/// assert_eq!(held.holds_on(date!(2020-12-01)), None);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(try_from = "Bounds", into = "Bounds")]
pub struct Period {
    from: Option<UncertainDate>,
    until: Option<UncertainDate>,
}

impl Period {
    /// All of time.
    pub const ALWAYS: Self = Self { from: None, until: None };

    /// From the change `from` to the change `until`; `None` is open.
    ///
    /// The spans of the two may overlap, as those of 1918 and 1918-11-20 do: the period then holds possibly, on any day
    /// on which it can have begun and not have ended.
    ///
    /// # Errors
    ///
    /// [`InvalidPeriod`] when there is no such day, because it would surely end before it begins.
    pub fn new(from: Option<UncertainDate>, until: Option<UncertainDate>) -> Result<Self, InvalidPeriod> {
        match (from, until) {
            (Some(from), Some(until)) if until.latest() <= from.earliest() => Err(InvalidPeriod { from, until }),
            _ => Ok(Self { from, until }),
        }
    }

    /// From one change to another, of which the later may come earlier than the other: where both spans were widened by
    /// what different sources say.
    pub(crate) const fn of_changes(from: Option<UncertainDate>, until: Option<UncertainDate>) -> Self {
        Self { from, until }
    }

    /// From the change `from` on.
    ///
    /// # Example
    ///
    /// ```
    /// use suzerain::{Period, UncertainDate};
    /// use time::macros::date;
    ///
    /// let may: UncertainDate = "1992-05".parse()?;
    /// assert_eq!(Period::since(may).to_string(), "since 1992-05");
    /// assert_eq!(Period::until_change(date!(1991-12-26)).to_string(), "until 1991-12-26");
    /// # Ok::<(), suzerain::error::InvalidDate>(())
    /// ```
    #[must_use]
    pub fn since(from: impl Into<UncertainDate>) -> Self {
        Self { from: Some(from.into()), until: None }
    }

    /// Up to the change `until`.
    #[must_use]
    pub fn until_change(until: impl Into<UncertainDate>) -> Self {
        Self { from: None, until: Some(until.into()) }
    }

    /// The opening change, if it is not open.
    #[must_use]
    pub const fn from(&self) -> Option<UncertainDate> {
        self.from
    }

    /// The closing change, if it is not open.
    #[must_use]
    pub const fn until(&self) -> Option<UncertainDate> {
        self.until
    }

    /// Whether the period holds on `day`: surely, possibly or (`None`) not.
    #[must_use]
    pub fn holds_on(&self, day: Date) -> Option<Certainty> {
        let begun = self.from.map_or(Some(Certainty::Certain), |from| changed_by(from, day));
        let ended = self.until.and_then(|until| changed_by(until, day));
        match (begun?, ended) {
            (_, Some(Certainty::Certain)) => None,
            (begun, None) => Some(begun),
            (_, Some(_)) => Some(Certainty::Possible),
        }
    }

    /// Whether there is a day on which both periods surely hold; the first such day.
    ///
    /// # Example
    ///
    /// ```
    /// use suzerain::Period;
    /// use time::macros::date;
    ///
    /// let held = Period::new(Some("1992-05".parse()?), Some("2020-12-01".parse()?))?;
    /// let claimed = Period::until_change(date!(1992-05-15));
    /// // The one has surely begun on 31 May, when the other is over.
    /// assert_eq!(held.surely_meets(&claimed), None);
    /// assert!(held.may_meet(&claimed));
    /// assert_eq!(held.surely_meets(&Period::ALWAYS), Some(date!(1992-05-31)));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn surely_meets(&self, other: &Self) -> Option<Date> {
        let begin = [self.from, other.from].into_iter().flatten().map(UncertainDate::latest).max();
        let end = [self.until, other.until].into_iter().flatten().map(UncertainDate::earliest).min();
        match (begin, end) {
            (Some(begin), Some(end)) => (begin < end).then_some(begin),
            (Some(begin), None) => Some(begin),
            (None, end) => end.is_none_or(|end| Date::MIN < end).then_some(Date::MIN),
        }
    }

    /// Whether there is a day on which both periods possibly hold.
    ///
    /// # Example
    ///
    /// ```
    /// use suzerain::Period;
    /// use time::macros::date;
    ///
    /// let held = Period::new(Some("1992-05".parse()?), Some("2020-12-01".parse()?))?;
    /// assert!(held.may_meet(&Period::until_change(date!(1992-05-02))));
    /// // The day of a change belongs to what follows.
    /// assert!(!held.may_meet(&Period::since(date!(2020-12-01))));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn may_meet(&self, other: &Self) -> bool {
        let begin = [self.from, other.from].into_iter().flatten().map(UncertainDate::earliest).max();
        let end = [self.until, other.until].into_iter().flatten().map(UncertainDate::latest).min();
        begin.zip(end).is_none_or(|(begin, end)| begin < end)
    }

    /// Whether this period surely begins no earlier and ends no later than `whole`, its bounds compared as spans.
    ///
    /// # Example
    ///
    /// ```
    /// use suzerain::Period;
    /// use time::macros::date;
    ///
    /// let held = Period::new(Some("1992-05".parse()?), Some("2020-12-01".parse()?))?;
    /// assert!(held.is_within(&Period::since(date!(1992-05-01))));
    /// // It may begin on 1 May.
    /// assert!(!held.is_within(&Period::since(date!(1992-05-15))));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn is_within(&self, whole: &Self) -> bool {
        !self.begins_before(whole) && !self.ends_after(whole)
    }

    /// Whether this period can begin on a day on which `whole` cannot have begun.
    pub(crate) fn begins_before(&self, whole: &Self) -> bool {
        whole.from.is_some_and(|limit| self.from.is_none_or(|from| from.earliest() < limit.earliest()))
    }

    /// Whether this period can last to a day on which `whole` has surely ended.
    pub(crate) fn ends_after(&self, whole: &Self) -> bool {
        whole.until.is_some_and(|limit| self.until.is_none_or(|until| until.latest() > limit.latest()))
    }
}

/// Whether the change has happened by `day` (that day included).
fn changed_by(change: UncertainDate, day: Date) -> Option<Certainty> {
    if day < change.earliest() {
        None
    } else if day < change.latest() {
        Some(Certainty::Possible)
    } else {
        Some(Certainty::Certain)
    }
}

impl fmt::Display for Period {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.from, self.until) {
            (None, None) => f.write_str("always"),
            (Some(from), None) => write!(f, "since {from}"),
            (None, Some(until)) => write!(f, "until {until}"),
            (Some(from), Some(until)) => write!(f, "{from} to {until}"),
        }
    }
}

/// How serde sees a period.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Bounds {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    from: Option<UncertainDate>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    until: Option<UncertainDate>,
}

impl TryFrom<Bounds> for Period {
    type Error = InvalidPeriod;

    fn try_from(bounds: Bounds) -> Result<Self, InvalidPeriod> {
        Self::new(bounds.from, bounds.until)
    }
}

impl From<Period> for Bounds {
    fn from(period: Period) -> Self {
        Self { from: period.from, until: period.until }
    }
}

/// A period that would end before it begins.
///
/// # Example
///
/// ```
/// use suzerain::Period;
///
/// let error = Period::new(Some("1992-05".parse()?), Some("1988".parse()?)).unwrap_err();
/// assert_eq!(error.to_string(), "a period from 1992-05 until 1988 ends before it begins");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a period from {from} until {until} ends before it begins")]
pub struct InvalidPeriod {
    from: UncertainDate,
    until: UncertainDate,
}
