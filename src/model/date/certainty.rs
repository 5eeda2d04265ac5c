//! How sure the date makes an answer.

use std::fmt;

use serde::{Deserialize, Serialize};

/// Whether the dates of the records leave one answer or several.
///
/// This is doubt about the day only. Doubt about the line is the accuracy in metres, doubt about the source is
/// [`Confidence`](crate::Confidence); the three are never merged.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[expect(clippy::exhaustive_enums, reason = "a thing is surely so or possibly so; there is no third")]
pub enum Certainty {
    /// The day lies inside the span of an uncertain date: it may be so.
    Possible,
    /// The day lies outside every such span: it is so.
    Certain,
}

impl fmt::Display for Certainty {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Possible => "possible",
            Self::Certain => "certain",
        })
    }
}
