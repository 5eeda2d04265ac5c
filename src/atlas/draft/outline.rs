//! Outlines as they are given.

#[cfg(feature = "import")]
use crate::space::Shape;
use crate::space::Vertex;

/// The rings of an outline, under the even-odd rule.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum OutlineDraft {
    /// Positions in degrees, longitude first; each ring ends where it begins.
    Degrees(Vec<Vec<[f64; 2]>>),
    /// Vertices; each ring is open.
    Grid(Vec<Vec<Vertex>>),
    /// Rings that were checked already, and are shared where others have them.
    #[cfg(feature = "import")]
    Sound(Shape),
}
