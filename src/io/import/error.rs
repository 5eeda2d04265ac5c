//! What is wrong with an imported file, all of it at once.

use std::fmt;
use std::io;

use super::problems::{ProblemList, write_lines};
use super::{Format, ImportProblem};
use crate::io::{BinaryError, DocumentError};
use crate::model::word::Word;

/// A file that could not be imported.
///
/// # Example
///
/// ```
/// use suzerain::import::{GeoJson, ImportError, Mapping};
///
/// let importer = || GeoJson::new(Mapping::new().name("name")).named("valleys.geojson");
/// let error = importer().read(&br#"{"type": "FeatureCollection", "features": []}"#[..]).unwrap_err();
/// let ImportError::Problems(problems) = &error else { unreachable!("{error}") };
/// assert_eq!((problems.count(), error.problems().len()), (1, 1));
/// assert_eq!(
///     error.to_string(),
///     "the file has 1 problem\n  valleys.geojson: nothing was imported: the file has no features"
/// );
/// ```
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ImportError {
    /// It could not be read.
    #[error("the file cannot be read: {0}")]
    Io(#[from] io::Error),
    /// It was read, and something is wrong with it.
    #[error(transparent)]
    Problems(ImportProblems),
}

impl ImportError {
    /// The problems of a file that could be read, the first hundreds of them; empty for one that could not.
    #[must_use]
    pub fn problems(&self) -> &[ImportProblem] {
        match self {
            Self::Io(_) => &[],
            Self::Problems(problems) => problems.as_slice(),
        }
    }
}

/// Every problem that was found in a file; never empty. The first hundreds are kept with their places, the others are
/// counted by kind.
///
/// # Example
///
/// ```
/// use suzerain::import::{GeoJson, ImportError, Mapping};
///
/// let valleys = r#"{"type": "FeatureCollection", "features": [
///   {"type": "Feature", "properties": {"name": "Valley"}, "geometry": {"type": "Polygon", "coordinates": [[]]}},
///   {"type": "Feature", "properties": {"name": "Upland"}, "geometry": null}]}"#;
/// let error = GeoJson::new(Mapping::new().name("name")).read(valleys.as_bytes()).unwrap_err();
/// let ImportError::Problems(problems) = error else { unreachable!("{error}") };
/// assert_eq!((problems.count(), problems.as_slice().len()), (2, 2));
/// let text = problems.to_string();
/// assert!(text.starts_with("the file has 2 problems\n  feature 1, line 2, column 104, geometry.coordinates: "));
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct ImportProblems(pub(super) ProblemList);

impl ImportProblems {
    /// The problems: those of the whole file, such as its coordinate system, then those of its features in their order,
    /// then those of the atlas as a whole.
    #[must_use]
    pub fn as_slice(&self) -> &[ImportProblem] {
        self.0.as_slice()
    }

    /// How many there are, with those that are only counted.
    #[must_use]
    pub fn count(&self) -> usize {
        self.0.len()
    }
}

impl fmt::Display for ImportProblems {
    /// A count, then a line for each of the first problems, then how many more there are of each kind.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0.len() {
            1 => f.write_str("the file has 1 problem")?,
            n => write!(f, "the file has {n} problems")?,
        }
        write_lines(f, "\n  ", &self.0)
    }
}

impl std::error::Error for ImportProblems {}

/// A path from which no atlas could be read.
///
/// # Example
///
/// ```
/// use suzerain::import::{AnyFile, ReadError};
///
/// let path = std::env::temp_dir().join("suzerain-of-no-format.txt");
/// std::fs::write(&path, "one, two, three")?;
/// let error = AnyFile::new().read(&path).unwrap_err();
/// assert!(matches!(&error, ReadError::UnknownFormat(name) if name.ends_with("suzerain-of-no-format.txt")));
/// assert!(error.to_string().contains("state one of: atlas, binary, cshapes"));
/// assert!(matches!(AnyFile::new().read("/nowhere/at-all.geojson"), Err(ReadError::Import(_))));
/// # Ok::<(), std::io::Error>(())
/// ```
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ReadError {
    /// Neither its name nor its content is characteristic of a format.
    #[error(
        "the format of '{0}' is not known; state one of: {words}; plain GeoJSON, .shp and .fgb files are read with a \
         mapping of their columns",
        words = Format::all_words()
    )]
    UnknownFormat(String),
    /// It cannot be imported.
    #[error(transparent)]
    Import(#[from] ImportError),
    /// It is no atlas document.
    #[error(transparent)]
    Document(#[from] DocumentError),
    /// It is no binary form of an atlas, or a damaged one.
    #[error(transparent)]
    Binary(#[from] BinaryError),
}

impl From<io::Error> for ReadError {
    fn from(error: io::Error) -> Self {
        Self::Import(error.into())
    }
}
