//! What is wrong with an imported file, all of it at once.

use std::fmt;
use std::io;

use super::problems::{ProblemList, write_lines};
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
    /// The problems of a file that could be read, the first hundreds of them; empty for one that could not.
    #[must_use]
    pub fn problems(&self) -> &[ImportProblem] {
        match self {
            Self::Io(_) => &[],
            Self::Problems(problems) => problems.as_slice(),
        }
    }
}

/// Every problem that was found in a file; never empty. The first hundreds are kept with their places, the others are
/// counted by kind.
#[derive(Debug, Clone, PartialEq)]
pub struct ImportProblems(pub(super) ProblemList);

impl ImportProblems {
    /// The problems: those of the whole file, such as its coordinate system, then those of its features in their order,
    /// then those of the atlas as a whole.
    #[must_use]
    pub fn as_slice(&self) -> &[ImportProblem] {
        self.0.as_slice()
    }

    /// How many there are, with those that are only counted.
    #[must_use]
    pub fn count(&self) -> usize {
        self.0.len()
    }
}

impl fmt::Display for ImportProblems {
    /// A count, then a line for each of the first problems, then how many more there are of each kind.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0.len() {
            1 => f.write_str("the file has 1 problem")?,
            n => write!(f, "the file has {n} problems")?,
        }
        write_lines(f, "\n  ", &self.0)
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
    /// No feature of the file became part of the atlas; the text says why.
    #[error("nothing was imported: {0}")]
    NothingImported(String),
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

impl ImportProblemKind {
    /// How problems of this kind are counted.
    pub(super) fn label(&self) -> &'static str {
        match self {
            Self::Encoding(_) => "of encoding",
            Self::Syntax(_) => "of syntax",
            Self::Malformed(_) => "of form",
            Self::Missing(_) => "with something missing",
            Self::Date(_) => "of dates",
            Self::Position(_) => "of positions",
            Self::RingNotClosed { .. } => "of open rings",
            Self::NothingImported(_) => "of files",
            Self::Atlas { .. } => "of outlines and records",
        }
    }
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
