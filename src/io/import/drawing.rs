//! How the outlines of a file are drawn.

use super::projection::Projection;
use super::{ImportProblemKind, Repair};

/// What is done to the coordinates of every outline of a file: they are converted, and repaired as was asked for.
#[derive(Debug, Clone, Default)]
pub(super) struct Drawing {
    pub(super) repair: Repair,
    /// From the file's coordinate system to degrees; `None` where it has degrees.
    pub(super) projection: Option<Projection>,
}

impl Drawing {
    /// The positions of a ring or a line in degrees.
    ///
    /// # Errors
    ///
    /// The number of the first position that has no place on the map, and why.
    pub(super) fn degrees(&self, line: &mut Vec<[f64; 2]>) -> Result<(), (usize, ImportProblemKind)> {
        match &self.projection {
            None => Ok(()),
            Some(projection) => {
                *line = projection.line(line).map_err(|(at, text)| (at, ImportProblemKind::Malformed(text)))?;
                Ok(())
            }
        }
    }
}
