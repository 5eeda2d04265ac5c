//! The day of a change, known exactly or within a span.

use std::fmt;
use std::str::FromStr;

use edtf_core::{Bound, BoundDate, Edtf, SetKind};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use time::{Date, Month};

/// The day on which something changed: some day from `earliest` to `latest`, both included.
///
/// Text is EDTF (ISO 8601-2): `1992-05-18` is that day, `1992-05` any day of May 1992, `1992` any day of the year,
/// `199X` any day of the decade, `[2020-11-10..2020-12-01]` any day between. Qualifiers (`~`, `?`, `%`) name no
/// span and are refused: write the days it could be.
///
/// # Example
///
/// ```
/// use suzerain::UncertainDate;
/// use time::macros::date;
///
/// let may: UncertainDate = "1992-05".parse()?;
/// assert_eq!((may.earliest(), may.latest()), (date!(1992-05-01), date!(1992-05-31)));
/// assert_eq!(may.to_string(), "1992-05");
/// assert!("1992-05~".parse::<UncertainDate>().is_err());
/// # Ok::<(), suzerain::error::InvalidDate>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct UncertainDate {
    earliest: Date,
    latest: Date,
}

impl UncertainDate {
    /// Some day from `earliest` to `latest`, both included.
    ///
    /// # Errors
    ///
    /// [`InvalidDate`] when `latest` comes before `earliest`.
    ///
    /// # Example
    ///
    /// ```
    /// use suzerain::UncertainDate;
    /// use time::macros::date;
    ///
    /// let handover = UncertainDate::between(date!(2020-11-10), date!(2020-12-01))?;
    /// assert_eq!(handover.to_string(), "[2020-11-10..2020-12-01]");
    /// assert_eq!((handover.day(), handover.is_exact()), (None, false));
    /// // The shortest text that says the same.
    /// assert_eq!(UncertainDate::between(date!(1990-01-01), date!(1999-12-31))?.to_string(), "199X");
    /// # Ok::<(), suzerain::error::InvalidDate>(())
    /// ```
    pub fn between(earliest: Date, latest: Date) -> Result<Self, InvalidDate> {
        if latest < earliest {
            return Err(InvalidDate { text: format!("[{earliest}..{latest}]"), kind: InvalidDateKind::Reversed });
        }
        Ok(Self { earliest, latest })
    }

    /// The first day on which it can have happened.
    #[must_use]
    pub const fn earliest(self) -> Date {
        self.earliest
    }

    /// The last day on which it can have happened.
    #[must_use]
    pub const fn latest(self) -> Date {
        self.latest
    }

    /// The day, where it is known.
    #[must_use]
    pub fn day(self) -> Option<Date> {
        self.is_exact().then_some(self.earliest)
    }

    /// Whether the day is known.
    #[must_use]
    pub fn is_exact(self) -> bool {
        self.earliest == self.latest
    }
}

impl From<Date> for UncertainDate {
    fn from(day: Date) -> Self {
        Self { earliest: day, latest: day }
    }
}

impl FromStr for UncertainDate {
    type Err = InvalidDate;

    fn from_str(text: &str) -> Result<Self, InvalidDate> {
        let fail = |kind| InvalidDate::new(text, kind);
        let edtf = Edtf::parse(text).map_err(|error| fail(InvalidDateKind::Syntax(error.to_string())))?;
        if edtf.is_uncertain() || edtf.is_approximate() {
            return Err(fail(InvalidDateKind::Qualified));
        }
        match &edtf {
            Edtf::Date(_) => {}
            Edtf::Set(set) if matches!(set.kind, SetKind::OneMember) => {}
            _ => return Err(fail(InvalidDateKind::NotOneDay)),
        }
        let bounds = edtf.bounds();
        let (Bound::Date(earliest), Bound::Date(latest)) = (bounds.earliest, bounds.latest) else {
            return Err(fail(InvalidDateKind::Unbounded));
        };
        match (day(earliest), day(latest)) {
            (Some(earliest), Some(latest)) => Self::between(earliest, latest).map_err(|error| fail(error.kind)),
            _ => Err(fail(InvalidDateKind::YearOutOfRange)),
        }
    }
}

/// The calendar's day, if its year is within -9999 to 9999.
fn day(bound: BoundDate) -> Option<Date> {
    let month = Month::try_from(bound.month).ok()?;
    Date::from_calendar_date(i32::try_from(bound.year).ok()?, month, bound.day).ok()
}

impl fmt::Display for UncertainDate {
    /// The shortest EDTF text: a day, a month, a year, a decade, a century, or a span.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (first, last) = (self.earliest, self.latest);
        let day = |f: &mut fmt::Formatter<'_>, date: Date| {
            write_year(f, date.year())?;
            write!(f, "-{:02}-{:02}", u8::from(date.month()), date.day())
        };
        let starts_month = first.day() == 1;
        let ends_month = last.next_day().is_none_or(|next| next.day() == 1);
        let starts_year = first.ordinal() == 1;
        let ends_year = last.next_day().is_none_or(|next| next.ordinal() == 1);
        let within = |years: i32| {
            starts_year
                && ends_year
                && first.year() >= 0
                && first.year() % years == 0
                && last.year() == first.year() + years - 1
        };
        if first == last {
            day(f, first)
        } else if starts_year && ends_year && first.year() == last.year() {
            write_year(f, first.year())
        } else if within(100) {
            write!(f, "{:02}XX", first.year() / 100)
        } else if within(10) {
            write!(f, "{:03}X", first.year() / 10)
        } else if starts_month && ends_month && (first.year(), first.month()) == (last.year(), last.month()) {
            write_year(f, first.year())?;
            write!(f, "-{:02}", u8::from(first.month()))
        } else {
            f.write_str("[")?;
            day(f, first)?;
            f.write_str("..")?;
            day(f, last)?;
            f.write_str("]")
        }
    }
}

/// Four digits and a sign before year 0, as EDTF wants them.
fn write_year(f: &mut fmt::Formatter<'_>, year: i32) -> fmt::Result {
    let sign = if year < 0 { "-" } else { "" };
    write!(f, "{sign}{:04}", year.unsigned_abs())
}

impl Serialize for UncertainDate {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for UncertainDate {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = std::borrow::Cow::<'de, str>::deserialize(deserializer)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}

/// A text or a pair of days that is no [`UncertainDate`].
///
/// # Example
///
/// ```
/// use suzerain::UncertainDate;
///
/// let error = "1992-05~".parse::<UncertainDate>().unwrap_err();
/// assert_eq!(
///     error.to_string(),
///     "'1992-05~' is not a date: '~', '?' and '%' name no span of days; \
///      write the days it could be, such as [1992-05-01..1992-06-15]"
/// );
/// assert_eq!(error.text(), "1992-05~");
/// ```
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("'{text}' is not a date: {kind}")]
pub struct InvalidDate {
    text: String,
    kind: InvalidDateKind,
}

impl InvalidDate {
    pub(crate) fn new(text: &str, kind: InvalidDateKind) -> Self {
        Self { text: text.to_owned(), kind }
    }

    /// What was refused.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Why it was refused.
    #[must_use]
    pub fn kind(&self) -> &InvalidDateKind {
        &self.kind
    }
}

/// Why something is no [`UncertainDate`].
///
/// # Example
///
/// ```
/// use suzerain::UncertainDate;
/// use suzerain::error::InvalidDateKind;
///
/// let refused = |text: &str| text.parse::<UncertainDate>().map_err(|error| error.kind().clone());
/// assert_eq!(refused("1992?"), Err(InvalidDateKind::Qualified));
/// assert_eq!(refused("1988/1994"), Err(InvalidDateKind::NotOneDay));
/// assert_eq!(refused("[1988..]"), Err(InvalidDateKind::Unbounded));
/// assert!(matches!(refused("18 May 1992"), Err(InvalidDateKind::Syntax(_))));
/// ```
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum InvalidDateKind {
    /// It is not EDTF, or there is no such day.
    #[error("{0}; write 1992-05-18, 1992-05, 1992 or [1992-05-18..1992-06-02]")]
    Syntax(String),
    /// It carries `~`, `?` or `%`.
    #[error("'~', '?' and '%' name no span of days; write the days it could be, such as [1992-05-01..1992-06-15]")]
    Qualified,
    /// It is an interval, a time of day or a list of several days.
    #[error("it is not one change; write one day, or [first..last] for some day between")]
    NotOneDay,
    /// It has no first or no last possible day.
    #[error("it has no first or no last day; leave the bound out where it is open")]
    Unbounded,
    /// The last possible day comes before the first.
    #[error("its last day comes before its first")]
    Reversed,
    /// The year comes last, and whether the day or the month comes first is not known.
    #[error("day and month may be exchanged; state their order, dmy or mdy")]
    Order,
    /// It is not of the stated form.
    #[error("it is not {0}")]
    Form(String),
    /// The calendar has no such month or day.
    #[error("there is no {0}")]
    NoSuchDay(String),
    /// The calendar of this crate ends there.
    #[error("the year must be within -9999 to 9999")]
    YearOutOfRange,
}
