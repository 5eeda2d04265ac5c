//! What had to be guessed about a date.

use std::fmt;

/// What the text of a date does not say, and how it was taken.
///
/// # Example
///
/// ```
/// # #[cfg(feature = "table")] {
/// use suzerain::table::{Columns, DateGuess, Guess};
///
/// let layout = Columns::new().find(&["lon", "lat", "date"])?;
/// let row = ["44.952", "39.786", "33742"];
/// let question = layout.question(|column| row.get(column).copied())?;
/// assert_eq!(question.days().to_string(), "1992-05-18");
/// let guesses: Vec<Guess> = question.guesses().iter().collect();
/// assert_eq!(guesses, [Guess::Date(DateGuess::SpreadsheetDay)]);
/// # }
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum DateGuess {
    /// The year has two digits: it is one of 1930 to 2029.
    TwoDigitYear,
    /// A number of five digits: the days of a spreadsheet, of which 33742 is 1992-05-18.
    SpreadsheetDay,
    /// A number of nine digits or more: seconds, or with thirteen digits milliseconds, since 1970, in UTC.
    UnixTime,
}

impl fmt::Display for DateGuess {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::TwoDigitYear => "years of two digits are 1930 to 2029",
            Self::SpreadsheetDay => "numbers of five digits are the days of a spreadsheet, 33742 is 1992-05-18",
            Self::UnixTime => "large numbers are seconds or milliseconds since 1970 in UTC",
        })
    }
}
