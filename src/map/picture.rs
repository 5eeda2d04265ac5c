//! The map of one day.

use super::plate::Plate;
use super::survey::Survey;
use crate::snapshot::Snapshot;

/// The width of a picture, unless another is asked for.
const WIDTH: u32 = 960;
/// Pictures are at least so wide: below, nothing is legible.
const NARROWEST: u32 = 240;

/// The map of a [`Snapshot`].
#[derive(Debug, Clone, Copy)]
pub struct Map<'s> {
    snapshot: &'s Snapshot<'s>,
    width: u32,
}

impl<'s> Map<'s> {
    /// The map of a snapshot, 960 units wide.
    #[must_use]
    pub fn of(snapshot: &'s Snapshot<'_>) -> Self {
        Self { snapshot, width: WIDTH }
    }

    /// The same map at another width in units of the picture (pixels at its natural size), at least 240.
    ///
    /// Text keeps its size, so that a wider map has room for more labels; the height follows from the ground.
    #[must_use]
    pub fn width(self, width: u32) -> Self {
        Self { width: width.max(NARROWEST), ..self }
    }

    /// The map as an SVG document.
    #[must_use]
    pub fn to_svg(&self) -> String {
        let survey = Survey::of(self.snapshot.atlas());
        Plate::new(self.snapshot, &survey, f64::from(self.width)).to_svg()
    }
}
