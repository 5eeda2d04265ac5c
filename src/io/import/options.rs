//! The options of all importers.

use std::fmt;
use std::path::Path;
use std::sync::Arc;

use super::Repair;
use crate::atlas::Limits;

/// How far an import is.
///
/// # Example
///
/// ```
/// use suzerain::import::{GeoJson, Mapping, Progress};
///
/// let valleys = r#"{"type": "FeatureCollection", "features": [{"type": "Feature", "properties": {"name": "Valley"},
///   "geometry": {"type": "Polygon", "coordinates": [[[10, 40], [11, 40], [11, 41], [10, 40]]]}}]}"#;
/// let mut last: Option<Progress> = None;
/// let importer = GeoJson::new(Mapping::new().name("name")).on_progress(|progress| last = Some(progress));
/// importer.read(valleys.as_bytes())?;
/// assert!(last.is_some_and(|progress| progress.features() == 1 && progress.bytes() > 0));
/// # Ok::<(), suzerain::import::ImportError>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Progress {
    pub(super) bytes: u64,
    pub(super) features: usize,
}

impl Progress {
    /// How many bytes were read.
    #[must_use]
    pub fn bytes(self) -> u64 {
        self.bytes
    }

    /// How many features were read.
    #[must_use]
    pub fn features(self) -> usize {
        self.features
    }
}

/// What [`shared_options`] sets.
#[derive(Default)]
pub(super) struct Options<'p> {
    pub(super) repair: Repair,
    /// A feature with a problem makes the import fail.
    pub(super) strict: bool,
    pub(super) progress: Option<Box<dyn FnMut(Progress) + 'p>>,
    /// The layer to read of a file with several.
    pub(super) layer: Option<String>,
    pub(super) limits: Limits,
    /// The name of the file, for problems and notes.
    pub(super) document: Option<Arc<str>>,
}

impl Options<'_> {
    /// Names the file after its path, unless it has a name.
    pub(super) fn name_after(&mut self, path: &Path) {
        self.document.get_or_insert_with(|| path.display().to_string().into());
    }
}

impl fmt::Debug for Options<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Options")
            .field("repair", &self.repair)
            .field("strict", &self.strict)
            .field("limits", &self.limits)
            .field("layer", &self.layer)
            .field("progress", &self.progress.is_some())
            .field("document", &self.document)
            .finish()
    }
}

/// The setters that every importer has; it keeps them in a field `options`.
macro_rules! shared_options {
    ($importer:ident) => {
        impl<'p> $importer<'p> {
            /// Repairs these faults instead of reporting them as problems.
            pub fn repair(mut self, repair: $crate::io::import::Repair) -> Self {
                self.options.repair = repair;
                self
            }

            /// Fails if any feature has a problem. Otherwise such a feature is left out, and the report lists it with what
            /// is wrong.
            pub fn strict(mut self) -> Self {
                self.options.strict = true;
                self
            }

            /// How much is taken on before the file is refused.
            pub fn limits(mut self, limits: $crate::build::Limits) -> Self {
                self.options.limits = limits;
                self
            }

            /// Calls `report` after every feature.
            pub fn on_progress(mut self, report: impl FnMut($crate::io::import::Progress) + 'p) -> Self {
                self.options.progress = Some(Box::new(report));
                self
            }

            /// What problems and notes call the file.
            pub fn named(mut self, name: &str) -> Self {
                self.options.document = Some(name.into());
                self
            }
        }
    };
}
pub(super) use shared_options;
