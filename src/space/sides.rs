//! What lies on either side of an edge.

use super::index::Index;
use super::probe::Side;
use super::vertex::Vertex;

/// The shapes that cover the ground immediately left and immediately right of the middle of a→b, each
/// list in ascending order; exact. An edge of no length has no sides, and gives two empty lists.
pub(crate) fn sides(index: &Index, a: Vertex, b: Vertex) -> (Vec<u32>, Vec<u32>) {
    if a == b {
        return (Vec::new(), Vec::new());
    }
    (index.beside(a, b, Side::Left), index.beside(a, b, Side::Right))
}
