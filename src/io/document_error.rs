//! Why a document is no atlas.

use crate::atlas::{BuildReport, OverLimit};

/// A document that could not be read as an atlas.
///
/// # Example
///
/// ```
/// use suzerain::Atlas;
/// use suzerain::error::DocumentError;
///
/// let error = Atlas::from_geojson(&b"no JSON"[..]).unwrap_err();
/// assert!(matches!(error, DocumentError::Json { line: 1, column: 2, .. }));
/// assert!(error.to_string().starts_with("the document is not of the form of atlas documents: "));
///
/// let newer = r#"{"type": "FeatureCollection", "suzerain": {"format": 99, "atlas": "mine"}, "features": []}"#;
/// let error = Atlas::from_geojson(newer.as_bytes()).unwrap_err();
/// assert!(matches!(&error, DocumentError::Report(report) if report.problems().len() == 1));
/// assert!(error.to_string().ends_with("format 99 is not known; this version reads format 1"));
/// ```
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum DocumentError {
    /// It could not be read, or is not UTF-8.
    #[error("the document cannot be read: {0}")]
    Io(#[from] std::io::Error),
    /// It is not JSON of the document's outer form; the message names line and column.
    #[error(
        "{}the document is not of the form of atlas documents: {message} at line {line} column {column}",
        prefix(document.as_deref())
    )]
    Json {
        /// The document's name, if one was given.
        document: Option<String>,
        /// The line of the fault, from 1.
        line: usize,
        /// The column of the fault, in bytes from 1.
        column: usize,
        /// What is wrong.
        message: String,
    },
    /// It is longer than a limit allows.
    #[error("{}{over}", prefix(document.as_deref()))]
    OverLimit {
        /// The document's name, if one was given.
        document: Option<String>,
        /// The limit.
        over: OverLimit,
    },
    /// It does not make an atlas.
    #[error(transparent)]
    Report(#[from] BuildReport),
}

impl DocumentError {
    pub(super) fn json(document: Option<&str>, error: &serde_json::Error) -> Self {
        let (document, line, column) = (document.map(str::to_owned), error.line(), error.column());
        Self::Json { document, line, column, message: message(error) }
    }
}

/// The text of an error of serde without its place.
pub(super) fn message(error: &serde_json::Error) -> String {
    let text = error.to_string();
    text.rsplit_once(" at line ").map_or(text.as_str(), |(message, _)| message).to_owned()
}

/// The name of a document before a message about it.
fn prefix(document: Option<&str>) -> String {
    document.map(|name| format!("{name}: ")).unwrap_or_default()
}
