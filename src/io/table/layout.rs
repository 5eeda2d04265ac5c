//! The columns of a table that has places and days, and what is read from its rows.

use std::fmt;

use super::precision::Scale;
use super::question::{Guess, Guesses, Question, RowError, RowFault};
use crate::model::date::{DateFormat, DateGuess, ForeignDate, InvalidDate, UncertainDate, dated};
use crate::model::position::Position;

/// Where a table has the place and the day of its rows; [`Columns::find`](super::Columns::find) finds it.
///
/// Displayed, it says so in one line.
///
/// # Example
///
/// ```
/// use suzerain::table::Columns;
///
/// let layout = Columns::new().find(&["id", "longitude", "latitude", "year", "month"])?;
/// assert_eq!(layout.to_string(), "longitude in 'longitude', latitude in 'latitude', day in 'year', 'month'");
/// let columns: Vec<_> = layout.columns().collect();
/// assert_eq!(columns, [(1, "longitude"), (2, "latitude"), (3, "year"), (4, "month")]);
/// assert!(!layout.is_plain());
///
/// let row = ["7", "44.952", "39.786", "1992", "5"];
/// assert_eq!(layout.question(|column| row.get(column).copied())?.days().to_string(), "1992-05");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Layout {
    pub(super) longitude: Column,
    pub(super) latitude: Column,
    pub(super) when: When,
    /// A column that is not read: see [`names::PLACE_PRECISION`](super::names::PLACE_PRECISION).
    pub(super) place_precision: Option<Column>,
    pub(super) dates: DateFormat,
    pub(super) has_decimal_comma: bool,
}

/// A column of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Column {
    pub(super) number: usize,
    pub(super) name: String,
}

/// Where the day is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum When {
    /// A column of days, perhaps with one of last days and one of precision.
    Days { date: Column, until: Option<Column>, precision: Option<(Column, Scale)> },
    /// Columns of the year, the month and the day, perhaps with those of the end; the year is always there.
    Parts { begin: [Option<Column>; 3], end: Option<[Option<Column>; 3]> },
}

/// What tables write where a value is missing.
const MISSING: [&str; 9] = ["na", "n/a", "nan", "null", "none", "nil", "nat", "-", "."];

impl Layout {
    /// The number of the column of longitudes, from 0.
    #[must_use]
    pub fn longitude(&self) -> usize {
        self.longitude.number
    }

    /// The number of the column of latitudes, from 0.
    #[must_use]
    pub fn latitude(&self) -> usize {
        self.latitude.number
    }

    /// The columns that a row is asked for, by their numbers from 0 and their names.
    pub fn columns(&self) -> impl Iterator<Item = (usize, &str)> {
        let columns: Vec<&Column> = match &self.when {
            When::Days { date, until, precision } => {
                let precision = precision.iter().map(|(column, _)| column);
                [date].into_iter().chain(until).chain(precision).collect()
            }
            When::Parts { begin, end } => begin.iter().chain(end.iter().flatten()).flatten().collect(),
        };
        [&self.longitude, &self.latitude].into_iter().chain(columns).map(|it| (it.number, it.name.as_str()))
    }

    /// Whether the columns are simply called `lon`, `lat` and `date`, in any case, so that nothing was guessed.
    #[must_use]
    pub fn is_plain(&self) -> bool {
        let is_called = |column: &Column, name: &str| column.name.eq_ignore_ascii_case(name);
        let is_date = |when: &When| match when {
            When::Days { date, until: None, precision: None } => is_called(date, "date"),
            _ => false,
        };
        is_called(&self.longitude, "lon") && is_called(&self.latitude, "lat") && is_date(&self.when)
    }

    /// The place and the days of a row, whose texts `field` gives by the number of the column.
    ///
    /// # Errors
    ///
    /// [`RowError`] with all that is wrong with the row.
    pub fn question<'r>(&self, field: impl Fn(usize) -> Option<&'r str>) -> Result<Question, RowError> {
        let mut guesses = Guesses::default();
        let (position, days) = (self.position(&field, &mut guesses), self.days(&field, &mut guesses));
        match (position, days) {
            (Ok(position), Ok(days)) => Ok(Question { position, days, guesses }),
            (position, days) => {
                let faults = position.err().into_iter().flatten().chain(days.err()).collect();
                Err(RowError { faults })
            }
        }
    }

    fn position<'r>(
        &self,
        field: &impl Fn(usize) -> Option<&'r str>,
        guesses: &mut Guesses,
    ) -> Result<Position, Vec<RowFault>> {
        let mut degrees = |column: &Column| {
            let text = value(field, column)?;
            let number = text.parse::<f64>().ok().or_else(|| {
                let (whole, decimals) = text.split_once(',').filter(|(_, decimals)| !decimals.contains(['.', ',']))?;
                if !self.has_decimal_comma {
                    guesses.add(Guess::DecimalComma);
                }
                format!("{whole}.{decimals}").parse().ok()
            });
            number.ok_or_else(|| RowFault::NotDegrees { column: column.name.clone(), text: text.to_owned() })
        };
        match (degrees(&self.longitude), degrees(&self.latitude)) {
            (Ok(lon), Ok(lat)) => Position::from_lon_lat(lon, lat).map_err(|error| vec![RowFault::Position(error)]),
            (lon, lat) => Err(lon.err().into_iter().chain(lat.err()).collect()),
        }
    }

    fn days<'r>(
        &self,
        field: &impl Fn(usize) -> Option<&'r str>,
        guesses: &mut Guesses,
    ) -> Result<UncertainDate, RowFault> {
        match &self.when {
            When::Days { date, until, precision } => {
                let first = self.date(value(field, date)?, guesses)?;
                let last = until.as_ref().and_then(|column| value(field, column).ok());
                let days = match last {
                    Some(last) => spanned(first, self.date(last, guesses)?)?,
                    None => first,
                };
                // A first and a last day that differ say themselves how exactly the day is known.
                let precision = precision.as_ref().filter(|_| days.is_exact());
                let Some((column, scale)) = precision else { return Ok(days) };
                let Ok(text) = value(field, column) else { return Ok(days) };
                let precision = scale
                    .read(text)
                    .ok_or_else(|| RowFault::NoPrecision { column: column.name.clone(), text: text.to_owned() })?;
                Ok(precision.widen(days))
            }
            When::Parts { begin, end } => {
                let first = parted(field, begin)?;
                // The month and the day of an end whose year is missing say nothing.
                let has_end = |end: &&[Option<Column>; 3]| {
                    end.first().into_iter().flatten().any(|year| value(field, year).is_ok())
                };
                match end.as_ref().filter(has_end) {
                    Some(end) => spanned(first, parted(field, end)?),
                    None => Ok(first),
                }
            }
        }
    }

    /// The days of a text, which may also be a number that a program made of a date.
    fn date(&self, text: &str, guesses: &mut Guesses) -> Result<UncertainDate, RowFault> {
        let found = self.dates.foreign(text).or_else(|error| counted(text).ok_or(error)).map_err(RowFault::Date)?;
        if let Some(guess) = found.guess {
            guesses.add(Guess::Date(guess));
        }
        found.to_span().map_err(|kind| RowFault::Date(InvalidDate::new(text, kind)))
    }
}

/// The value of a column, if it has one.
fn value<'r>(field: &impl Fn(usize) -> Option<&'r str>, column: &Column) -> Result<&'r str, RowFault> {
    let text = field(column.number).map(str::trim).unwrap_or_default();
    if text.is_empty() || MISSING.iter().any(|word| word.eq_ignore_ascii_case(text)) {
        return Err(RowFault::Missing { column: column.name.clone() });
    }
    Ok(text)
}

/// Any day from the first to the last.
fn spanned(first: UncertainDate, last: UncertainDate) -> Result<UncertainDate, RowFault> {
    UncertainDate::between(first.earliest(), last.latest()).map_err(|_| RowFault::Reversed { first, last })
}

/// The days of a year, a month and a day in columns of their own; month and day are not known where they are 0 or missing.
fn parted<'r>(
    field: &impl Fn(usize) -> Option<&'r str>,
    columns: &[Option<Column>; 3],
) -> Result<UncertainDate, RowFault> {
    let number = |column: &Column| -> Result<i32, RowFault> {
        let text = value(field, column)?;
        let whole = text.split_once('.').filter(|(_, decimals)| decimals.trim_matches('0').is_empty());
        let number = whole.map_or(text, |(whole, _)| whole).parse();
        number.map_err(|_| RowFault::NotWhole { column: column.name.clone(), text: text.to_owned() })
    };
    let part = |column: &Option<Column>| match column.as_ref().map(number) {
        None | Some(Err(RowFault::Missing { .. })) => Ok(0),
        Some(found) => found,
    };
    let [year, month, day] = columns;
    let year = year.as_ref().map_or(Ok(0), number)?;
    let (month, day) = (part(month)?, part(day)?);
    // A day of an unknown month says nothing.
    let day = if month == 0 { 0 } else { day };
    let no_day = |kind| RowFault::Date(InvalidDate::new(&format!("{year}-{month}-{day}"), kind));
    dated(year, month, day).map_err(no_day)
}

/// The day of a number that a program made of a date: days of a spreadsheet, or seconds or milliseconds since 1970.
fn counted(text: &str) -> Option<ForeignDate> {
    let whole = text.split_once('.').map_or(text, |(whole, _)| whole);
    let is_number = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    if !is_number(whole) || !text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.') {
        return None;
    }
    let count: i64 = whole.parse().ok()?;
    // The epoch of spreadsheets is 1899-12-30, that of Unix 1970-01-01.
    let (epoch, days, guess) = match whole.len() {
        5 if count <= 73_050 => (2_415_019, count, DateGuess::SpreadsheetDay),
        9..=10 => (2_440_588, count / 86_400, DateGuess::UnixTime),
        12..=13 => (2_440_588, count / 86_400_000, DateGuess::UnixTime),
        _ => return None,
    };
    let day = time::Date::from_julian_day(epoch + i32::try_from(days).ok()?).ok()?;
    Some(ForeignDate { guess: Some(guess), ..day.into() })
}

impl fmt::Display for Layout {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "longitude in '{}', latitude in '{}', ", self.longitude.name, self.latitude.name)?;
        let list = |parts: &[Option<Column>; 3]| {
            let names = parts.iter().flatten().map(|column| format!("'{}'", column.name));
            names.collect::<Vec<_>>().join(", ")
        };
        match &self.when {
            When::Days { date, until, precision } => {
                write!(f, "day in '{}'", date.name)?;
                if let Some(until) = until {
                    write!(f, ", last day in '{}'", until.name)?;
                }
                if let Some((column, _)) = precision {
                    write!(f, ", its precision in '{}'", column.name)?;
                }
            }
            When::Parts { begin, end } => {
                write!(f, "day in {}", list(begin))?;
                if let Some(end) = end {
                    write!(f, ", last day in {}", list(end))?;
                }
            }
        }
        match &self.place_precision {
            Some(column) => write!(f, "; how exactly the place is known, '{}', is not read", column.name),
            None => Ok(()),
        }
    }
}
