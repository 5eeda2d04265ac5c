//! What lies on either side of an edge.

use super::index::Index;
use super::probe::Side;
use super::vertex::Vertex;

/// The shapes that contain the area immediately left and immediately right of the midpoint of a→b, each list in
/// ascending order; exact. Both lists are empty for an edge of zero length.
pub(crate) fn sides(index: &Index, a: Vertex, b: Vertex) -> (Vec<u32>, Vec<u32>) {
    if a == b {
        return (Vec::new(), Vec::new());
    }
    (index.beside(a, b, Side::Left), index.beside(a, b, Side::Right))
}
