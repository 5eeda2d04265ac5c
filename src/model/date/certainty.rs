//! How sure an answer is.

use std::fmt;

use serde::{Deserialize, Serialize};

/// How much room the records leave for another answer, from the least sure to the surest.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[expect(clippy::exhaustive_enums, reason = "several candidates, one with a doubt, or one without")]
pub enum Certainty {
    /// There are several candidates.
    Possible,
    /// There is one candidate, with a doubt beside it.
    Likely,
    /// There is one candidate, and nothing on record leaves room for another.
    Certain,
}

impl fmt::Display for Certainty {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Possible => "possible",
            Self::Likely => "likely",
            Self::Certain => "certain",
        })
    }
}
