//! What is wrong at one place of an imported file.

use std::fmt;

use super::ImportLocation;
use crate::atlas::{OverLimit, ProblemKind};
use crate::model::date::InvalidDate;
use crate::model::position::{InvalidPosition, Position};

/// One problem and where it is.
///
/// # Example
///
/// ```
/// use suzerain::import::{GeoJson, ImportProblemKind, Mapping};
///
/// let open = r#"{"type": "FeatureCollection", "features": [{"type": "Feature", "properties": {"name": "Valley"},
///   "geometry": {"type": "Polygon", "coordinates": [[[10, 40], [11, 40], [11, 41], [10, 41]]]}}]}"#;
/// let error = GeoJson::new(Mapping::new().name("name")).read(open.as_bytes()).unwrap_err();
/// let problem = &error.problems()[0];
/// assert_eq!(problem.location().field(), Some("geometry.coordinates[0]"));
/// assert!(matches!(problem.kind(), ImportProblemKind::RingNotClosed { .. }));
/// assert!(problem.to_string().ends_with("repeat the first position at the end, or ask for the repair"));
/// ```
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
        // A value that is quoted may be a whole book.
        write!(f, "{}: {:.600}", self.location, self.kind.to_string())
    }
}

/// What is wrong.
///
/// # Example
///
/// ```
/// use suzerain::import::{GeoJson, ImportProblemKind, Mapping};
///
/// let broken = br#"{"type": "FeatureCollection", "features": [{"type": "Feature", "prop"#;
/// let error = GeoJson::new(Mapping::new().name("name")).read(&broken[..]).unwrap_err();
/// let kind = error.problems()[0].kind();
/// assert!(matches!(kind, ImportProblemKind::Syntax(_)));
/// assert!(kind.to_string().ends_with("; what follows is not read"));
/// ```
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
    /// Something is larger than a limit allows.
    #[error(transparent)]
    OverLimit(#[from] OverLimit),
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
            Self::OverLimit(_) => "of limits",
            Self::Atlas { .. } => "of outlines and records",
        }
    }
}
