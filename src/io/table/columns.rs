//! Which columns have the place and the day.

use super::layout::{Column, Layout, When};
use super::names;
use crate::model::date::DateFormat;

/// What is known of a table beforehand: names of columns, and how its dates and numbers are written. What is not stated is
/// found by the names in use.
///
/// # Example
///
/// ```
/// use suzerain::table::Columns;
///
/// let header = ["Ort", "Breite", "Laenge", "Datum"];
/// let columns = Columns::new().longitude("Laenge").latitude("Breite").date("Datum").dates("dmy".parse()?);
/// let layout = columns.decimal_comma().find(&header)?;
/// let row = ["Karki", "39,786", "44,952", "18.05.1992"];
/// let question = layout.question(|column| row.get(column).copied())?;
/// assert_eq!(question.days().to_string(), "1992-05-18");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[must_use]
pub struct Columns {
    longitude: Option<String>,
    latitude: Option<String>,
    date: Option<String>,
    until: Option<String>,
    dates: DateFormat,
    has_decimal_comma: bool,
}

impl Columns {
    /// Nothing is known: all columns are found by their names.
    pub fn new() -> Self {
        Self::default()
    }

    /// The column of longitudes.
    pub fn longitude(mut self, name: &str) -> Self {
        self.longitude = Some(name.to_owned());
        self
    }

    /// The column of latitudes.
    pub fn latitude(mut self, name: &str) -> Self {
        self.latitude = Some(name.to_owned());
        self
    }

    /// The column of days. The columns of the last day and of the precision are then not guessed.
    pub fn date(mut self, name: &str) -> Self {
        self.date = Some(name.to_owned());
        self
    }

    /// The column of the last day on which the event may have been, that day included.
    pub fn until(mut self, name: &str) -> Self {
        self.until = Some(name.to_owned());
        self
    }

    /// How dates are written; [`DateFormat::Edtf`] by default, which takes month names and the year first.
    pub fn dates(mut self, dates: DateFormat) -> Self {
        self.dates = dates;
        self
    }

    /// Degrees have a decimal comma, as in `44,952`. A single comma is taken for that in any case, but then it is a guess.
    pub fn decimal_comma(mut self) -> Self {
        self.has_decimal_comma = true;
        self
    }

    /// Finds the columns in the header of a table.
    ///
    /// # Errors
    ///
    /// [`ColumnError`] when there is no column for the place or for the day, or two of the same name.
    pub fn find(&self, header: &[impl AsRef<str>]) -> Result<Layout, ColumnError> {
        let header = Header::new(header);
        Ok(Layout {
            longitude: header.one("longitude", self.longitude.as_deref(), names::LONGITUDE)?,
            latitude: header.one("latitude", self.latitude.as_deref(), names::LATITUDE)?,
            when: self.when(&header)?,
            place_precision: header.first(names::PLACE_PRECISION).ok().flatten(),
            dates: self.dates.clone(),
            has_decimal_comma: self.has_decimal_comma,
        })
    }

    fn when(&self, header: &Header) -> Result<When, ColumnError> {
        if self.date.is_none() && self.until.is_none() {
            return header.when();
        }
        let until = self.until.as_deref().map(|name| header.stated("last day", name)).transpose()?;
        Ok(match (&self.date, header.when()) {
            (Some(name), _) => When::Days { date: header.stated("date", name)?, until, precision: None },
            (None, Ok(When::Days { date, precision, .. })) => When::Days { date, until, precision },
            (None, Ok(When::Parts { .. }) | Err(_)) => {
                When::Days { date: header.one("date", None, names::DATE)?, until, precision: None }
            }
        })
    }
}

/// The names of a table's columns, as they are and as they are compared.
struct Header {
    names: Vec<String>,
    plain: Vec<String>,
}

impl Header {
    fn new(header: &[impl AsRef<str>]) -> Self {
        let names: Vec<String> = header
            .iter()
            .map(|name| name.as_ref().trim().trim_start_matches('\u{feff}').trim_matches('"').to_owned())
            .collect();
        let plain = names.iter().map(|name| names::plain(name)).collect();
        Self { names, plain }
    }

    /// The column of a name; `None` if there is none.
    fn named(&self, plain: &str) -> Result<Option<Column>, ColumnError> {
        let mut found = self.plain.iter().enumerate().filter(|(_, name)| *name == plain).map(|(number, _)| number);
        let number = found.next();
        if found.next().is_some() {
            return Err(ColumnError::Twice(plain.to_owned()));
        }
        Ok(number.and_then(|number| Some(Column { number, name: self.names.get(number)?.clone() })))
    }

    /// A column that the caller named, in any case.
    fn stated(&self, what: &'static str, name: &str) -> Result<Column, ColumnError> {
        let exact = self.names.iter().position(|known| known == name);
        match exact.filter(|_| self.names.iter().filter(|known| *known == name).count() == 1) {
            Some(number) => Ok(Column { number, name: name.to_owned() }),
            None => self.named(&names::plain(name))?.ok_or_else(|| self.missing(what, Some(name))),
        }
    }

    /// The column that is stated, or else the first that has one of the names in use.
    fn one(&self, what: &'static str, stated: Option<&str>, known: &[&str]) -> Result<Column, ColumnError> {
        match stated {
            Some(name) => self.stated(what, name),
            None => self.first(known)?.ok_or_else(|| self.missing(what, None)),
        }
    }

    fn first(&self, known: &[&str]) -> Result<Option<Column>, ColumnError> {
        known.iter().find_map(|name| self.named(name).transpose()).transpose()
    }

    /// The columns of the day, by the names in use.
    fn when(&self) -> Result<When, ColumnError> {
        let dated = |date: Column| {
            let precision = names::PRECISION.iter().find_map(|&(name, scale)| {
                self.named(name).transpose().map(|column| column.map(|column| (column, scale)))
            });
            Ok(When::Days { date, until: self.first(names::UNTIL)?, precision: precision.transpose()? })
        };
        if let Some(date) = self.first(names::DATE)? {
            return dated(date);
        }
        for (begin, end) in names::PARTS {
            let parts = |[year, month, day]: [&str; 3]| -> Result<Option<[Option<Column>; 3]>, ColumnError> {
                let year = self.named(year)?;
                Ok(if year.is_some() { Some([year, self.named(month)?, self.named(day)?]) } else { None })
            };
            if let Some(begin) = parts(*begin)? {
                let end = end.map(parts).transpose()?.flatten();
                return Ok(When::Parts { begin, end });
            }
        }
        match self.named(names::DAY)? {
            Some(date) => dated(date),
            None => Err(self.missing("date", None)),
        }
    }

    fn missing(&self, what: &'static str, stated: Option<&str>) -> ColumnError {
        ColumnError::Missing { what, stated: stated.map(str::to_owned), names: self.names.join(", ") }
    }
}

/// A table without the columns that a question needs.
///
/// # Example
///
/// ```
/// use suzerain::table::{ColumnError, Columns};
///
/// let error = Columns::new().find(&["place", "date"]).unwrap_err();
/// assert!(matches!(error, ColumnError::Missing { what: "longitude", .. }));
/// assert_eq!(error.to_string(), "no column is known to have the longitude among the columns: place, date");
/// let error = Columns::new().longitude("Laenge").find(&["lon", "lat", "date"]).unwrap_err();
/// assert_eq!(error.to_string(), "no column is called 'Laenge' among the columns: lon, lat, date");
/// ```
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ColumnError {
    /// There is no column for it.
    #[error(
        "{} among the columns: {names}",
        match stated {
            Some(name) => format!("no column is called '{name}'"),
            None => format!("no column is known to have the {what}"),
        }
    )]
    Missing {
        /// What the column would have: `longitude`, `latitude`, `date` or `last day`.
        what: &'static str,
        /// The name that was stated, if one was.
        stated: Option<String>,
        /// The names of the columns that there are.
        names: String,
    },
    /// Two columns have the same name.
    #[error("two columns of the table are called '{0}'")]
    Twice(String),
}
