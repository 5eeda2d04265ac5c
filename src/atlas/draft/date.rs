//! Dates and periods as they are given.

use std::ops::{Range, RangeFrom, RangeFull, RangeTo};

use time::Date;

use crate::model::date::{Period, UncertainDate};

/// The day of a change, as builders take it: a [`Date`], an [`UncertainDate`], or EDTF text such as `1992-05`.
///
/// Text is read when the atlas is built; what cannot be read is then a problem with its place.
///
/// # Example
///
/// ```
/// use suzerain::build::Statement;
/// use time::macros::date;
///
/// let one = Statement::sovereignty("valley", "EAST").from(date!(1918-05-01));
/// assert_eq!(one, Statement::sovereignty("valley", "EAST").from("1918-05-01"));
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct DateDraft {
    pub(crate) text: String,
}

impl<T: AsRef<str> + ?Sized> From<&T> for DateDraft {
    fn from(text: &T) -> Self {
        Self { text: text.as_ref().to_owned() }
    }
}

impl From<String> for DateDraft {
    fn from(text: String) -> Self {
        Self { text }
    }
}

impl From<UncertainDate> for DateDraft {
    fn from(date: UncertainDate) -> Self {
        Self { text: date.to_string() }
    }
}

impl From<Date> for DateDraft {
    fn from(day: Date) -> Self {
        UncertainDate::from(day).into()
    }
}

/// A period, as builders take it: a [`Period`], a half-open range of dates, or a pair of optional dates.
///
/// As in a range, the day of the end belongs to what follows. `..` is all of time.
///
/// # Example
///
/// ```
/// use suzerain::build::PolityDraft;
/// use suzerain::model::PolityKind;
/// use time::macros::date;
///
/// let west = PolityDraft::new("WEST", PolityKind::UnionRepublic, "West")
///     .during("1918-05"..)
///     .part_of("UNION", "1922-12-30".."1991-12-26")
///     .patron("EAST", date!(1918-05-28)..date!(1918-10-30));
/// assert_eq!(
///     west,
///     PolityDraft::new("WEST", PolityKind::UnionRepublic, "West")
///         .from("1918-05")
///         .part_of("UNION", (Some("1922-12-30"), Some("1991-12-26")))
///         .patron("EAST", "1918-05-28".."1918-10-30")
/// );
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub struct PeriodDraft {
    pub(crate) from: Option<String>,
    pub(crate) until: Option<String>,
}

impl From<Period> for PeriodDraft {
    fn from(period: Period) -> Self {
        Self::from((period.from(), period.until()))
    }
}

impl<D: Into<DateDraft>> From<(Option<D>, Option<D>)> for PeriodDraft {
    fn from((from, until): (Option<D>, Option<D>)) -> Self {
        let text = |bound: Option<D>| bound.map(|date| date.into().text);
        Self { from: text(from), until: text(until) }
    }
}

impl<D: Into<DateDraft>> From<Range<D>> for PeriodDraft {
    fn from(range: Range<D>) -> Self {
        Self::from((Some(range.start), Some(range.end)))
    }
}

impl<D: Into<DateDraft>> From<RangeFrom<D>> for PeriodDraft {
    fn from(range: RangeFrom<D>) -> Self {
        Self::from((Some(range.start), None))
    }
}

impl<D: Into<DateDraft>> From<RangeTo<D>> for PeriodDraft {
    fn from(range: RangeTo<D>) -> Self {
        Self::from((None, Some(range.end)))
    }
}

impl From<RangeFull> for PeriodDraft {
    fn from(_: RangeFull) -> Self {
        Self::default()
    }
}
