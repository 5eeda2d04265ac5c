//! What an importer gives back.

use super::ImportReport;
use crate::atlas::Atlas;

/// An atlas made of a foreign file, and the report of what was read, repaired, assumed and left out.
///
/// # Example
///
/// ```
/// use suzerain::import::{GeoJson, Mapping};
///
/// let valleys = r#"{"type": "FeatureCollection", "features": [{"type": "Feature", "properties": {"name": "Valley"},
///   "geometry": {"type": "Polygon", "coordinates": [[[10, 40], [11, 40], [11, 41], [10, 40]]]}}]}"#;
/// let imported = GeoJson::new(Mapping::new().name("name")).read(valleys.as_bytes())?;
/// assert_eq!(imported.report().features_imported(), 1);
/// assert!(imported.atlas().territory("Valley").is_some());
/// let atlas = imported.into_atlas();
/// assert_eq!(atlas.territories().len(), 1);
/// # Ok::<(), suzerain::import::ImportError>(())
/// ```
#[derive(Debug, Clone)]
pub struct Imported {
    pub(super) atlas: Atlas,
    pub(super) report: ImportReport,
}

impl Imported {
    /// The atlas.
    #[must_use]
    pub fn atlas(&self) -> &Atlas {
        &self.atlas
    }

    /// What became of the file.
    #[must_use]
    pub fn report(&self) -> &ImportReport {
        &self.report
    }

    /// The atlas, without the report.
    #[must_use]
    pub fn into_atlas(self) -> Atlas {
        self.atlas
    }
}
