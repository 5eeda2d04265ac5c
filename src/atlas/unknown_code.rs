//! A code that an atlas does not have.

/// The atlas has nothing of this kind and code.
///
/// # Example
///
/// ```
/// # #[cfg(feature = "embedded")] {
/// use suzerain::Atlas;
///
/// let error = Atlas::south_caucasus().area_km2("atlantis").unwrap_err();
/// assert_eq!(error.to_string(), "the atlas has no territory 'atlantis'");
/// assert_eq!((error.kind(), error.code()), ("territory", "atlantis"));
/// # }
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash, thiserror::Error)]
#[error("the atlas has no {kind} '{code}'")]
pub struct UnknownCode {
    kind: &'static str,
    code: String,
}

impl UnknownCode {
    pub(crate) fn new(kind: &'static str, code: &str) -> Self {
        Self { kind, code: code.to_owned() }
    }

    /// What was asked for: `polity` or `territory`.
    #[must_use]
    pub fn kind(&self) -> &'static str {
        self.kind
    }

    /// The code that was asked for.
    #[must_use]
    pub fn code(&self) -> &str {
        &self.code
    }
}
