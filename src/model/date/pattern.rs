//! Dates in a form of the caller's own.

use std::fmt;

use time::Date;
use time::format_description::{self, OwnedFormatItem};
use time::parsing::Parsed;

use super::foreign_date::ForeignDate;
use super::{InvalidDate, InvalidDateKind, written};

/// The form of dates in the conversions of `strftime`, such as `%d.%m.%Y`.
///
/// `%Y` is the year, `%y` a year of two digits (1930 to 2029), `%m` the month, `%b` and `%B` its English name, `%d` the
/// day, `%j` the day of the year; with a `-` as in `%-d`, without a leading zero. A form without a day stands for any day
/// of its month, one without a month for any day of its year.
///
/// # Example
///
/// ```
/// # #[cfg(feature = "table")] {
/// use suzerain::table::DateFormat;
///
/// let dates: DateFormat = "%d %b %Y".parse()?;
/// assert_eq!(dates.read("18 May 1992")?.to_string(), "1992-05-18");
/// assert!(dates.read("1992-05-18").is_err());
/// let DateFormat::Pattern(pattern) = dates else { unreachable!("it has a '%'") };
/// assert_eq!(pattern.as_str(), "%d %b %Y");
/// # }
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone)]
pub struct DatePattern {
    text: String,
    items: OwnedFormatItem,
}

impl DatePattern {
    /// The form of this text; the error says what is wrong with it.
    pub(super) fn new(text: &str) -> Result<Self, String> {
        let items = format_description::parse_strftime_owned(text).map_err(|error| error.to_string())?;
        if !["%Y", "%y", "%-y", "%F", "%D", "%x"].iter().any(|year| text.contains(year)) {
            return Err("it has no year, %Y or %y".to_owned());
        }
        Ok(Self { text: text.to_owned(), items })
    }

    /// The form, as it was given.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.text
    }

    pub(super) fn read(&self, text: &str) -> Result<ForeignDate, InvalidDate> {
        let misfit = || InvalidDate::new(text, InvalidDateKind::Form(format!("written as {}", self.text)));
        let mut parsed = Parsed::new();
        let rest = parsed.parse_item(text.trim().as_bytes(), &self.items).map_err(|_| misfit())?;
        if !rest.is_empty() {
            return Err(misfit());
        }
        let month = parsed.month().map(|month| u16::from(u8::from(month))).unwrap_or_default();
        let day = parsed.day().map(|day| u16::from(day.get())).unwrap_or_default();
        match (parsed.year(), parsed.year_last_two(), parsed.ordinal()) {
            (Some(year), _, Some(day)) => {
                Date::from_ordinal_date(year, day.get()).map(ForeignDate::from).map_err(|_| misfit())
            }
            (Some(year), _, None) => written::date(year, month, day).map_err(|kind| InvalidDate::new(text, kind)),
            (None, Some(year), _) => {
                written::of_two_digits(year, month, day).map_err(|kind| InvalidDate::new(text, kind))
            }
            (None, None, _) => Err(misfit()),
        }
    }
}

impl PartialEq for DatePattern {
    fn eq(&self, other: &Self) -> bool {
        self.text == other.text
    }
}

impl Eq for DatePattern {}

impl fmt::Debug for DatePattern {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("DatePattern").field(&self.text).finish()
    }
}

impl fmt::Display for DatePattern {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.text)
    }
}
