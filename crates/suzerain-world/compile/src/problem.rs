//! What is wrong, and in which line.

use std::fmt;

/// A problem in a line of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// The file, without its folder.
    pub file: String,
    /// The line, from 1; 0 where no line is at fault.
    pub line: usize,
    /// What is wrong, and what to do about it.
    pub text: String,
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}: {}", self.file, self.line, self.text)
    }
}
