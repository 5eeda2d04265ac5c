//! A code that the atlas does not have.

/// The atlas has no polity with this code.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("the atlas has no polity '{code}'")]
pub struct UnknownPolity {
    pub(super) code: String,
}

impl UnknownPolity {
    /// The code that was asked for.
    #[must_use]
    pub fn code(&self) -> &str {
        &self.code
    }
}
