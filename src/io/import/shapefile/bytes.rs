//! Blocks of bytes, and why reading stops.

use std::io::{self, Read};

use crate::io::import::ImportProblemKind;

/// Why reading stops.
pub(super) enum Fault {
    Io(io::Error),
    Problem(ImportProblemKind),
}

impl Fault {
    pub(super) fn syntax(message: impl Into<String>) -> Self {
        Self::Problem(ImportProblemKind::Syntax(message.into()))
    }

    pub(super) fn problem(self) -> io::Result<ImportProblemKind> {
        match self {
            Self::Io(error) => Err(error),
            Self::Problem(kind) => Ok(kind),
        }
    }
}

impl From<io::Error> for Fault {
    fn from(error: io::Error) -> Self {
        Self::Io(error)
    }
}

/// Reads `count` bytes; the error says inside what the file ends.
pub(super) fn take(reader: &mut impl Read, count: usize, inside: &str) -> Result<Vec<u8>, Fault> {
    let mut bytes = Vec::new();
    reader.take(count as u64).read_to_end(&mut bytes)?;
    if bytes.len() < count {
        return Err(Fault::syntax(format!("the file ends inside {inside}; it is truncated")));
    }
    Ok(bytes)
}

/// Four bytes of a block; zeros beyond its end.
pub(super) fn four(bytes: &[u8], at: usize) -> [u8; 4] {
    bytes.get(at..at + 4).and_then(|four| four.try_into().ok()).unwrap_or_default()
}
