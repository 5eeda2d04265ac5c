//! What an importer gives back.

use super::ImportReport;
use crate::atlas::Atlas;

/// An atlas made of a foreign file, and the report of what was read, repaired, assumed and left out.
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
