//! What a row asks, or what is wrong with it.

use std::fmt;

use crate::model::date::{DateGuess, InvalidDate, UncertainDate};
use crate::model::position::{InvalidPosition, Position};

/// The place and the days of a row.
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
