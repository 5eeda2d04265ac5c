//! A date of a foreign file, as far as its text says.

use time::Date;

use super::{DateGuess, InvalidDateKind, UncertainDate};

/// The days between which something happened; an end that is not known is `None`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct ForeignDate {
    pub(crate) earliest: Option<Date>,
    pub(crate) latest: Option<Date>,
    /// The text says that it may be wrong: `~`, `?`, `%`, `early`, `mid`, `late`.
    pub(crate) is_approximate: bool,
    /// Its years are outside the calendar, and the nearest day of the calendar stands for them.
    pub(crate) is_clamped: bool,
    /// What had to be guessed.
    pub(crate) guess: Option<DateGuess>,
}

impl ForeignDate {
    /// A date before or after all days of the calendar.
    pub(super) fn outside(is_before: bool) -> Self {
        let nearest = if is_before { Date::MIN } else { Date::MAX };
        Self { is_clamped: true, ..nearest.into() }
    }

    /// The date where it is a span of days that the text states without doubt.
    ///
    /// # Errors
    ///
    /// Why it is not.
    pub(crate) fn to_span(self) -> Result<UncertainDate, InvalidDateKind> {
        match (self.earliest, self.latest) {
            _ if self.is_approximate => Err(InvalidDateKind::Qualified),
            _ if self.is_clamped => Err(InvalidDateKind::YearOutOfRange),
            (Some(earliest), Some(latest)) => {
                UncertainDate::between(earliest, latest).map_err(|error| error.kind().clone())
            }
            _ => Err(InvalidDateKind::Unbounded),
        }
    }
}

impl From<Date> for ForeignDate {
    fn from(day: Date) -> Self {
        Self { earliest: Some(day), latest: Some(day), ..Self::default() }
    }
}

impl From<UncertainDate> for ForeignDate {
    fn from(span: UncertainDate) -> Self {
        Self { earliest: Some(span.earliest()), latest: Some(span.latest()), ..Self::default() }
    }
}
