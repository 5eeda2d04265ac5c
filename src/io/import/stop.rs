//! Why a text cannot be read to its end.

use std::io;

use super::ImportProblemKind;

/// The reason why a reader of text gives up; the collector reports it.
#[derive(Debug)]
pub(super) enum Stop {
    /// The reader failed.
    Io(io::Error),
    /// A problem that was already reported.
    Reported,
    /// A problem at this line and column.
    Problem { line: usize, column: usize, kind: Box<ImportProblemKind> },
}

impl From<io::Error> for Stop {
    fn from(error: io::Error) -> Self {
        Self::Io(error)
    }
}
