//! Where in a file something is.

use std::fmt;
use std::sync::Arc;

/// A location in an imported file: the file, the feature, the line and column, the field, as far as they are known.
///
/// Lines and columns count from 1; columns are bytes, as in most compilers. Features are numbered from 1 in the order
/// of the file.
///
/// # Example
///
/// ```
/// use suzerain::import::{GeoJson, Mapping};
///
/// let valleys = r#"{"type": "FeatureCollection", "features": [
///   {"type": "Feature", "id": "north", "properties": {"name": "Valley", "since": "soon"},
///    "geometry": {"type": "Polygon", "coordinates": [[[10, 40], [11, 40], [11, 41], [10, 40]]]}}]}"#;
/// let importer = GeoJson::new(Mapping::new().name("name").from("since")).named("valleys.geojson");
/// let error = importer.read(valleys.as_bytes()).unwrap_err();
/// let location = error.problems()[0].location();
/// assert_eq!((location.document(), location.feature()), (Some("valleys.geojson"), Some(1)));
/// assert_eq!((location.id(), location.field()), (Some("north"), Some("properties.since")));
/// assert_eq!((location.line(), location.column()), (Some(2), Some(80)));
/// assert_eq!(
///     location.to_string(),
///     "valleys.geojson, feature 1 ('north'), line 2, column 80, properties.since"
/// );
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub struct ImportLocation {
    pub(super) document: Option<Arc<str>>,
    pub(super) feature: Option<usize>,
    pub(super) id: Option<String>,
    pub(super) line: Option<usize>,
    pub(super) column: Option<usize>,
    pub(super) field: Option<String>,
}

impl ImportLocation {
    /// The name of the file, if it is known.
    #[must_use]
    pub fn document(&self) -> Option<&str> {
        self.document.as_deref()
    }

    /// The number of the feature, from 1.
    #[must_use]
    pub fn feature(&self) -> Option<usize> {
        self.feature
    }

    /// What the file itself calls the feature.
    #[must_use]
    pub fn id(&self) -> Option<&str> {
        self.id.as_deref()
    }

    /// The line, from 1; `None` in formats without lines.
    #[must_use]
    pub fn line(&self) -> Option<usize> {
        self.line
    }

    /// The column in bytes, from 1; `None` in formats without lines.
    #[must_use]
    pub fn column(&self) -> Option<usize> {
        self.column
    }

    /// The field, such as `properties.start` or `geometry.coordinates[0][3]`.
    #[must_use]
    pub fn field(&self) -> Option<&str> {
        self.field.as_deref()
    }

    /// The same feature at this field.
    pub(super) fn at(&self, field: impl Into<String>) -> Self {
        Self { field: Some(field.into()), ..self.clone() }
    }
}

impl fmt::Display for ImportLocation {
    /// `world.geojson, feature 12 ('north'), line 34, column 5, properties.start`; very long names are cut.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut parts = Vec::with_capacity(5);
        parts.extend(self.document.as_deref().map(str::to_owned));
        parts.extend(self.feature.map(|number| match &self.id {
            Some(id) => format!("feature {number} ('{id:.80}')"),
            None => format!("feature {number}"),
        }));
        parts.extend(self.line.map(|line| format!("line {line}")));
        parts.extend(self.column.map(|column| format!("column {column}")));
        parts.extend(self.field.as_ref().map(|field| format!("{field:.200}")));
        if parts.is_empty() { f.write_str("the file") } else { f.write_str(&parts.join(", ")) }
    }
}
