//! The lines of the index: where shapes begin and end.

use super::hash::QuickMap;
use super::sets::{SetId, Sets, toggle};
use super::shared::{SharedEdge, SharedEdges, Use};
use super::vertex::Vertex;

/// A line between two vertices, and the shapes whose outline it is part of.
///
/// Who crosses the line leaves or enters just these shapes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Line {
    /// The lower end; of a level line, the western.
    pub(super) low: Vertex,
    /// The upper end.
    pub(super) high: Vertex,
    /// The shapes.
    pub(super) shapes: SetId,
}

/// The lines on which the edges run, in the order of edges, and the sets of their shapes.
pub(super) fn lines_of(edges: SharedEdges, sets: &mut Sets) -> Vec<Line> {
    let mut shapes_of: QuickMap<SetId, SetId> = QuickMap::default();
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
    // The memory of the edges serves the lines.
    let line = |SharedEdge { from, to, uses }| {
        let (low, high) = if (from.y, from.x) <= (to.y, to.x) { (from, to) } else { (to, from) };
        let shapes = shapes_of.get(&uses).copied().filter(|&shapes| shapes != Sets::EMPTY && low != high)?;
        Some(Line { low, high, shapes })
    };
    edges.edges.into_iter().filter_map(line).collect()
}
