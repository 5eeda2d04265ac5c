//! What a row asks, or what is wrong with it.

use std::fmt;

use crate::model::date::{DateGuess, InvalidDate, UncertainDate};
use crate::model::position::{InvalidPosition, Position};

/// The place and the days of a row.
///
/// # Example
///
/// ```
/// # #[cfg(feature = "embedded")] {
/// use suzerain::table::Columns;
/// use suzerain::{Atlas, Basis};
///
/// let layout = Columns::new().find(&["lon", "lat", "date"])?;
/// let row = ["44.952", "39.786", "2000-05"];
/// let question = layout.question(|column| row.get(column).copied())?;
/// assert_eq!(question.position().to_string(), "39.786° N, 44.952° E");
/// assert!(question.guesses().is_empty());
///
/// let answer = Atlas::south_caucasus().answer_within(question.position(), question.days(), Basis::DeFacto);
/// assert_eq!(answer.candidates()[0].outcome().to_string(), "Armenia");
/// # }
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Question {
    pub(super) position: Position,
    pub(super) days: UncertainDate,
    pub(super) guesses: Guesses,
}

impl Question {
    /// Where.
    #[must_use]
    pub fn position(&self) -> Position {
        self.position
    }

    /// When: the day, or the span in which the day fell.
    #[must_use]
    pub fn days(&self) -> UncertainDate {
        self.days
    }

    /// What of it was guessed.
    #[must_use]
    pub fn guesses(&self) -> Guesses {
        self.guesses
    }
}

/// What a row does not say, and how it was taken.
///
/// # Example
///
/// ```
/// use suzerain::table::{Columns, Guess};
///
/// let layout = Columns::new().find(&["lon", "lat", "date"])?;
/// let row = ["44,952", "39,786", "1992-05-18"];
/// let question = layout.question(|column| row.get(column).copied())?;
/// assert_eq!(question.guesses().iter().collect::<Vec<_>>(), [Guess::DecimalComma]);
/// assert_eq!(Guess::DecimalComma.to_string(), "degrees have a decimal comma");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Guess {
    /// A comma in a number of degrees is a decimal comma.
    DecimalComma,
    /// Something about the date.
    Date(DateGuess),
}

impl Guess {
    const ALL: [Self; 4] = [
        Self::DecimalComma,
        Self::Date(DateGuess::TwoDigitYear),
        Self::Date(DateGuess::SpreadsheetDay),
        Self::Date(DateGuess::UnixTime),
    ];

    fn bit(self) -> u8 {
        match self {
            Self::DecimalComma => 1,
            Self::Date(DateGuess::TwoDigitYear) => 2,
            Self::Date(DateGuess::SpreadsheetDay) => 4,
            Self::Date(DateGuess::UnixTime) => 8,
        }
    }
}

impl fmt::Display for Guess {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::DecimalComma => f.pad("degrees have a decimal comma"),
            Self::Date(guess) => guess.fmt(f),
        }
    }
}

/// A set of guesses, of one row or of many.
///
/// # Example
///
/// ```
/// use suzerain::table::{Columns, Guesses};
///
/// let layout = Columns::new().find(&["lon", "lat", "date"])?;
/// let mut guesses = Guesses::default();
/// for row in [["44,952", "39,786", "1992-05-18"], ["44.952", "39.786", "18 May 92"]] {
///     guesses.merge(layout.question(|column| row.get(column).copied())?.guesses());
/// }
/// let texts: Vec<String> = guesses.iter().map(|guess| guess.to_string()).collect();
/// assert_eq!(texts, ["degrees have a decimal comma", "years of two digits are 1930 to 2029"]);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct Guesses(u8);

impl Guesses {
    pub(super) fn add(&mut self, guess: Guess) {
        self.0 |= guess.bit();
    }

    /// Adds those of another row.
    pub fn merge(&mut self, others: Self) {
        self.0 |= others.0;
    }

    /// Whether nothing was guessed.
    #[must_use]
    pub fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// Each guess once.
    pub fn iter(self) -> impl Iterator<Item = Guess> {
        Guess::ALL.into_iter().filter(move |guess| self.0 & guess.bit() != 0)
    }
}

/// All that is wrong with a row.
///
/// # Example
///
/// ```
/// use suzerain::table::Columns;
///
/// let layout = Columns::new().find(&["lon", "lat", "date"])?;
/// let row = ["east", "39.786", "18.05.1992"];
/// let error = layout.question(|column| row.get(column).copied()).unwrap_err();
/// assert_eq!(error.faults().len(), 2);
/// assert_eq!(
///     error.to_string(),
///     "lon 'east' is not a number of degrees, such as 39.786; \
///      date '18.05.1992' is not a date: day and month may be exchanged; state their order, dmy or mdy"
/// );
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct RowError {
    pub(super) faults: Vec<RowFault>,
}

impl RowError {
    /// Everything that is wrong; at least one fault.
    #[must_use]
    pub fn faults(&self) -> &[RowFault] {
        &self.faults
    }
}

impl fmt::Display for RowError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (number, fault) in self.faults.iter().enumerate() {
            write!(f, "{}{fault}", if number > 0 { "; " } else { "" })?;
        }
        Ok(())
    }
}

impl std::error::Error for RowError {}

/// One thing that is wrong with a row.
///
/// # Example
///
/// ```
/// use suzerain::table::{Columns, RowFault};
///
/// let layout = Columns::new().find(&["lon", "lat", "date"])?;
/// let row = ["44.952", "", "1992-05-18"];
/// let error = layout.question(|column| row.get(column).copied()).unwrap_err();
/// assert_eq!(error.faults(), [RowFault::Missing { column: "lat".to_owned() }]);
/// assert_eq!(error.faults()[0].to_string(), "no lat");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum RowFault {
    /// A column has no value.
    #[error("no {column}")]
    Missing {
        /// The name of the column.
        column: String,
    },
    /// It is not a number of degrees.
    #[error("{column} '{text}' is not a number of degrees, such as 39.786")]
    NotDegrees {
        /// The name of the column.
        column: String,
        /// Its value.
        text: String,
    },
    /// It is not a whole number.
    #[error("{column} '{text}' is not a whole number")]
    NotWhole {
        /// The name of the column.
        column: String,
        /// Its value.
        text: String,
    },
    /// The degrees are no position.
    #[error(transparent)]
    Position(InvalidPosition),
    /// The date cannot be read, or is no span of days.
    #[error("date {0}")]
    Date(InvalidDate),
    /// The last day comes before the first.
    #[error("the last day {last} comes before the first, {first}")]
    Reversed {
        /// The first day.
        first: UncertainDate,
        /// The last day.
        last: UncertainDate,
    },
    /// It is not a precision of the scale of its column.
    #[error("{column} '{text}' is not a precision of days")]
    NoPrecision {
        /// The name of the column.
        column: String,
        /// Its value.
        text: String,
    },
}
