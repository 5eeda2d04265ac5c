//! What is wrong with an imported file, all of it at once.

use std::fmt;
use std::io;

use super::{Format, ImportLocation};
use crate::atlas::ProblemKind;
use crate::io::{BinaryError, DocumentError};
use crate::model::date::InvalidDate;
use crate::model::position::{InvalidPosition, Position};
use crate::model::word::Word;

/// A file that could not be imported.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ImportError {
    /// It could not be read.
    #[error("the file cannot be read: {0}")]
    Io(#[from] io::Error),
    /// It was read, and something is wrong with it.
    #[error(transparent)]
    Problems(ImportProblems),
}

impl ImportError {
    /// The problems of a file that could be read; empty for one that could not.
    #[must_use]
    pub fn problems(&self) -> &[ImportProblem] {
        match self {
            Self::Io(_) => &[],
            Self::Problems(problems) => problems.as_slice(),
        }
    }
}

/// Every problem that was found in a file; never empty.
#[derive(Debug, Clone, PartialEq)]
pub struct ImportProblems(pub(super) Vec<ImportProblem>);

impl ImportProblems {
    /// The problems, in the order of the file, then those of the atlas as a whole.
    #[must_use]
    pub fn as_slice(&self) -> &[ImportProblem] {
        &self.0
    }
}

impl fmt::Display for ImportProblems {
    /// A count, then a line for each problem.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0.len() {
            1 => f.write_str("the file has 1 problem")?,
            n => write!(f, "the file has {n} problems")?,
        }
        for problem in &self.0 {
            write!(f, "\n  {problem}")?;
        }
        Ok(())
    }
}

impl std::error::Error for ImportProblems {}

/// One problem and where it is.
#[derive(Debug, Clone, PartialEq)]
pub struct ImportProblem {
    pub(super) location: ImportLocation,
    pub(super) kind: ImportProblemKind,
}

impl ImportProblem {
    /// Where it is.
    #[must_use]
    pub fn location(&self) -> &ImportLocation {
        &self.location
    }

    /// What it is.
    #[must_use]
    pub fn kind(&self) -> &ImportProblemKind {
        &self.kind
    }
}

impl fmt::Display for ImportProblem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.location, self.kind)
    }
}

/// What is wrong.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum ImportProblemKind {
    /// The bytes are not in the encoding that the format requires.
    #[error("{0}")]
    Encoding(String),
    /// It does not follow the syntax of its format; nothing after it is read.
    #[error("{0}; what follows is not read")]
    Syntax(String),
    /// A value does not have the form that it must have.
    #[error("{0}")]
    Malformed(String),
    /// A field is missing or empty.
    #[error("it is missing; {0}")]
    Missing(&'static str),
    /// A date cannot be read.
    #[error(transparent)]
    Date(#[from] InvalidDate),
    /// Two numbers are not a position.
    #[error(transparent)]
    Position(#[from] InvalidPosition),
    /// A ring's last position is not its first.
    #[error(
        "the ring is not closed: it begins at {first} and ends at {last}; repeat the first position at the end, or ask for the repair"
    )]
    RingNotClosed {
        /// Where it begins.
        first: Position,
        /// Where it ends.
        last: Position,
    },
    /// What was read does not make an atlas.
    #[error("{element}{}{kind}", if element.is_empty() { "" } else { ": " })]
    Atlas {
        /// The element of the atlas, such as a territory or a record.
        element: String,
        /// What is wrong with it.
        #[source]
        kind: ProblemKind,
    },
}

/// A path from which no atlas could be read.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ReadError {
    /// Neither its name nor its content is characteristic of a format.
    #[error(
        "the format of '{0}' is not known; state one of: {words}; plain GeoJSON, .shp and .fgb files are read with a \
         mapping of their columns",
        words = Format::all_words()
    )]
    UnknownFormat(String),
    /// It cannot be imported.
    #[error(transparent)]
    Import(#[from] ImportError),
    /// It is no atlas document.
    #[error(transparent)]
    Document(#[from] DocumentError),
    /// It is no binary form of an atlas, or a damaged one.
    #[error(transparent)]
    Binary(#[from] BinaryError),
}

impl From<io::Error> for ReadError {
    fn from(error: io::Error) -> Self {
        Self::Import(error.into())
    }
}
