//! How sure an answer is.

use crate::model::word::vocabulary;

/// How much room the records leave for another answer, from the least sure to the surest.
///
/// # Example
///
/// ```
/// use suzerain::Certainty;
///
/// assert!(Certainty::Possible < Certainty::Likely && Certainty::Likely < Certainty::Certain);
/// assert_eq!("likely".parse::<Certainty>()?, Certainty::Likely);
/// # Ok::<(), suzerain::error::UnknownWord>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[expect(clippy::exhaustive_enums, reason = "several candidates, one with a doubt, or one without")]
pub enum Certainty {
    /// There are several candidates.
    Possible,
    /// There is one candidate, with a doubt beside it.
    Likely,
    /// There is one candidate, and nothing on record leaves room for another.
    Certain,
}

vocabulary! {
    Certainty,
    "certainty",
    Possible = "possible",
    Likely = "likely",
    Certain = "certain",
}
