//! An atlas against the one that its records and outlines make.

use super::error::BinaryError;
use super::file::{PARTS, parts};
use crate::atlas::{Atlas, Limits};

impl Atlas {
    /// Builds the atlas again from its records and outlines, and compares: every check of
    /// [`AtlasBuilder::build`](crate::AtlasBuilder::build), every number of the index, every answer.
    ///
    /// An atlas that was built here always passes; one from [`Atlas::from_bytes`] passes if it was built from sound
    /// documents and not changed since. It takes as long as building.
    ///
    /// # Errors
    ///
    /// [`BinaryError::Report`] with every problem, or [`BinaryError::Differs`].
    ///
    /// # Example
    ///
    /// ```
    /// use suzerain::Atlas;
    ///
    /// let atlas = Atlas::builder("empty").build()?;
    /// Atlas::from_bytes(&atlas.to_bytes())?.verify()?;
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn verify(&self) -> Result<(), BinaryError> {
        let built = self.to_builder().limits(Limits::NONE).build()?;
        let differing = parts(self).into_iter().zip(parts(&built)).zip(PARTS);
        for ((own, rebuilt), name) in differing {
            if own != rebuilt {
                return Err(BinaryError::Differs(name));
            }
        }
        Ok(())
    }
}
