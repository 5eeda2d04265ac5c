//! The lines of the index: where shapes begin and end.

use hashbrown::HashMap;

use super::sets::{SetId, Sets, toggle};
use super::shared_edges::{SharedEdge, SharedEdges, Use};
use super::vertex::Vertex;

/// A line between two vertices, and the shapes whose outlines run along it.
///
/// Crossing the line enters or leaves exactly these shapes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct ShapeEdge {
    /// The lower end; of a horizontal line, the western end.
    pub(super) low: Vertex,
    /// The upper end.
    pub(super) high: Vertex,
    /// The shapes.
    pub(super) shapes: SetId,
}

/// The lines along which edges run, in the order of the edges, and the sets of their shapes.
pub(super) fn shape_edges(edges: SharedEdges, sets: &mut Sets) -> Vec<ShapeEdge> {
    let mut shapes_of: HashMap<SetId, SetId> = HashMap::default();
    for edge in &edges.edges {
        shapes_of.entry(edge.uses).or_insert_with(|| {
            let mut shapes = Vec::new();
            for ring in edges.uses(edge.uses).map(Use::ring) {
                if let Some(&shape) = edges.shape_of.get(ring as usize) {
                    // A line that a shape uses twice bounds nothing of it.
                    toggle(&mut shapes, shape);
                }
            }
            shapes.sort_unstable();
            sets.number(&shapes)
        });
    }
    // The lines reuse the memory of the edges.
    let line = |SharedEdge { from, to, uses }| {
        let (low, high) = if (from.y, from.x) <= (to.y, to.x) { (from, to) } else { (to, from) };
        let shapes = shapes_of.get(&uses).copied().filter(|&shapes| shapes != Sets::EMPTY && low != high)?;
        Some(ShapeEdge { low, high, shapes })
    };
    edges.edges.into_iter().filter_map(line).collect()
}
