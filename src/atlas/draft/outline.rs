//! Outlines as they are given.

#[cfg(feature = "import")]
use crate::space::Shape;
use crate::space::Vertex;

/// The rings of an outline.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum OutlineDraft {
    /// Polygons of rings of positions in degrees, longitude first; each ring ends where it begins.
    Degrees(Vec<Vec<Vec<[f64; 2]>>>),
    /// Vertices, under the even-odd rule; each ring is open.
    Grid(Vec<Vec<Vertex>>),
    /// Rings that were checked already, and are shared where others have them.
    #[cfg(feature = "import")]
    Sound(Shape),
}

impl OutlineDraft {
    /// How many positions it has.
    pub(crate) fn vertex_count(&self) -> usize {
        match self {
            Self::Degrees(parts) => parts.iter().flatten().map(Vec::len).sum(),
            Self::Grid(rings) => rings.iter().map(Vec::len).sum(),
            #[cfg(feature = "import")]
            Self::Sound(shape) => shape.vertex_count(),
        }
    }
}
