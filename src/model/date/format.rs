//! How the dates of a file are written.

use std::fmt;
use std::str::FromStr;

use super::foreign_date::ForeignDate;
use super::written::{self, DayMonth};
use super::{DatePattern, InvalidDate, InvalidDateKind, UncertainDate};

/// How the dates of a file or a table are written.
///
/// As text: `edtf` (or `ymd`), `iso`, `years`, `dmy`, `mdy`, or a pattern with `%`, such as `%d.%m.%Y`.
///
/// # Example
///
/// ```
/// use suzerain::table::DateFormat;
/// use time::macros::date;
///
/// let dates: DateFormat = "dmy".parse()?;
/// assert_eq!(dates.read("18/05/1992")?.day(), Some(date!(1992-05-18)));
/// assert_eq!(dates.read("18 May 1992")?.day(), Some(date!(1992-05-18)));
/// assert_eq!(dates.read("1992-05-18T23:30:00+04:00")?.day(), Some(date!(1992-05-18)));
/// // Which of day and month comes first is never guessed.
/// assert!(DateFormat::Edtf.read("04/05/1992").is_err());
/// let own: DateFormat = "%Y.%m".parse()?;
/// assert_eq!(own.read("1992.05")?.to_string(), "1992-05");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[non_exhaustive]
pub enum DateFormat {
    /// EDTF, with the year first: `1992-05-18`, `1992-05` (some day of that month), `[1992-05-18..1992-06-02]`. Also
    /// `1992/05/18`, `19920518`, `18 May 1992` and `18??`. A time of day is left aside.
    #[default]
    Edtf,
    /// Exact days, `1992-05-18`, with a time of day or without; anything else is a problem.
    Iso,
    /// Whole years, as numbers or texts, counted astronomically (0 is 1 BCE): a period begins on 1 January of its year,
    /// and ends on 31 December of an included year, or before 1 January of an excluded one.
    Years,
    /// The day first, `18/05/1992` or `18.5.92`; also the forms of [`DateFormat::Edtf`].
    DayMonthYear,
    /// The month first, `05/18/1992` or `5-18-92`; also the forms of [`DateFormat::Edtf`].
    MonthDayYear,
    /// A form of your own, and no other.
    Pattern(DatePattern),
}

impl DateFormat {
    /// The days that a text may mean.
    ///
    /// # Errors
    ///
    /// [`InvalidDate`] when the text is not of this form, has no first or last day within the years -9999 to 9999, or says
    /// that it may be wrong (`~`, `?`).
    pub fn read(&self, text: &str) -> Result<UncertainDate, InvalidDate> {
        self.foreign(text)?.to_span().map_err(|kind| InvalidDate::new(text, kind))
    }

    /// The same with what else the text says.
    pub(crate) fn foreign(&self, text: &str) -> Result<ForeignDate, InvalidDate> {
        let misfit = |form: &str| InvalidDate::new(text, InvalidDateKind::Form(form.to_owned()));
        match self {
            Self::Edtf | Self::DayMonthYear | Self::MonthDayYear if is_short(text) => {
                Err(misfit("a year of four digits"))
            }
            Self::Edtf => ForeignDate::read(text, None),
            Self::DayMonthYear => ForeignDate::read(text, Some(DayMonth::DayFirst)),
            Self::MonthDayYear => ForeignDate::read(text, Some(DayMonth::MonthFirst)),
            Self::Pattern(pattern) => pattern.read(text),
            Self::Iso => {
                let day = written::iso_day(written::without_time(text.trim()));
                let found = day.map(ForeignDate::from).or_else(|| {
                    let date: UncertainDate = text.trim().parse().ok()?;
                    date.is_exact().then(|| date.into())
                });
                found.ok_or_else(|| misfit("one day, such as 1992-05-18"))
            }
            Self::Years => {
                let year = year(text.trim()).ok_or_else(|| misfit("a whole year from -9999 to 9999"))?;
                Ok(written::date(year, 0, 0).unwrap_or_else(|_| ForeignDate::outside(year < 0)))
            }
        }
    }
}

/// Whether a text is one or two digits, which may be a year without its century, a month or a day.
fn is_short(text: &str) -> bool {
    let text = text.trim();
    (1..3).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// A whole year, as a text or as a number that may have been stored with decimals.
fn year(text: &str) -> Option<i32> {
    let whole =
        text.split_once('.').map_or(text, |(whole, rest)| if rest.trim_matches('0').is_empty() { whole } else { "" });
    whole.parse().ok()
}

impl fmt::Display for DateFormat {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Edtf => "edtf",
            Self::Iso => "iso",
            Self::Years => "years",
            Self::DayMonthYear => "dmy",
            Self::MonthDayYear => "mdy",
            Self::Pattern(pattern) => pattern.as_str(),
        })
    }
}

impl FromStr for DateFormat {
    type Err = InvalidDateFormat;

    fn from_str(text: &str) -> Result<Self, InvalidDateFormat> {
        let refused = |reason: String| InvalidDateFormat { text: text.to_owned(), reason };
        match text {
            "edtf" | "ymd" => Ok(Self::Edtf),
            "iso" => Ok(Self::Iso),
            "years" => Ok(Self::Years),
            "dmy" => Ok(Self::DayMonthYear),
            "mdy" => Ok(Self::MonthDayYear),
            pattern if pattern.contains('%') => DatePattern::new(pattern).map(Self::Pattern).map_err(refused),
            _ => Err(refused("use one of: dmy, mdy, ymd, edtf, iso, years, or a pattern such as %d.%m.%Y".to_owned())),
        }
    }
}

/// A text that names no [`DateFormat`].
///
/// # Example
///
/// ```
/// # #[cfg(feature = "table")] {
/// use suzerain::table::DateFormat;
///
/// let error = "d/m/y".parse::<DateFormat>().unwrap_err();
/// assert_eq!(
///     error.to_string(),
///     "'d/m/y' is no form of dates: \
///      use one of: dmy, mdy, ymd, edtf, iso, years, or a pattern such as %d.%m.%Y"
/// );
/// assert_eq!(error.text(), "d/m/y");
/// # }
/// ```
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("'{text}' is no form of dates: {reason}")]
pub struct InvalidDateFormat {
    text: String,
    reason: String,
}

impl InvalidDateFormat {
    /// The text.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_year_outside_the_calendar_is_its_nearest_day() {
        let days = |text| DateFormat::Years.foreign(text).map(|found| (found.earliest, found.latest, found.is_clamped));
        let (first, last) = (Some(time::Date::MIN), Some(time::Date::MAX));
        assert_eq!(days("-12000"), Ok((first, first, true)));
        assert_eq!(days("12000"), Ok((last, last, true)));
    }
}
