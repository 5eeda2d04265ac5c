//! From faces to dissolved polygons.

use geo_types::{Coord, LineString, MultiPolygon, Polygon};

use crate::atlas::plan::{NOWHERE, Plan};
use crate::space::{Vertex, assemble_vertices, nest};

/// The union of some faces: polygons, each a shell with its holes.
pub(super) fn union(plan: &Plan, is_inside: impl Fn(u32) -> bool) -> Vec<Vec<Vec<Vertex>>> {
    let parts = |face: u32| if is_inside(face) { 0 } else { NOWHERE };
    outer_edges(plan, 1, parts).first().map(|edges| polygons_of(edges)).unwrap_or_default()
}

/// The outer edges of each of `count` parts of the map, with the part on their left; `part` gives the part of a face.
///
/// Edges on the antimeridian are kept, because RFC 7946 requires polygons to be cut there.
pub(super) fn outer_edges(plan: &Plan, count: usize, part: impl Fn(u32) -> u32) -> Vec<Vec<(Vertex, Vertex)>> {
    let part = |face: u32| if face == NOWHERE { NOWHERE } else { part(face) };
    let mut edges_of = vec![Vec::new(); count];
    for line in plan.lines() {
        let (left, right) = (part(line.left), part(line.right));
        if left != right || line.is_seam() {
            for (part, edge) in [(left, line.left_edge()), (right, line.right_edge())] {
                if let Some(edges) = edges_of.get_mut(part as usize) {
                    edges.push(edge);
                }
            }
        }
    }
    edges_of
}

/// Assembles outer edges into polygons: each a shell, then its holes.
pub(super) fn polygons_of(edges: &[(Vertex, Vertex)]) -> Vec<Vec<Vec<Vertex>>> {
    let rings = assemble_vertices(edges);
    let polygons = nest(&rings);
    polygons
        .into_iter()
        .map(|polygon| polygon.into_iter().filter_map(|ring| rings.get(ring).cloned()).collect())
        .collect()
}

/// The union of some faces.
pub(super) fn polygons(plan: &Plan, is_inside: impl Fn(u32) -> bool) -> MultiPolygon<f64> {
    MultiPolygon(union(plan, is_inside).into_iter().map(polygon).collect())
}

/// A shell and its holes as a polygon.
pub(super) fn polygon(rings: Vec<Vec<Vertex>>) -> Polygon<f64> {
    let mut lines = rings.into_iter().map(|ring| {
        let closed = ring.iter().chain(ring.first()).map(|&vertex| coord(vertex));
        LineString(closed.collect())
    });
    let shell = lines.next().unwrap_or_else(|| LineString(Vec::new()));
    Polygon::new(shell, lines.collect())
}

/// A vertex in degrees.
pub(super) fn coord(vertex: Vertex) -> Coord<f64> {
    Coord { x: f64::from(vertex.x) / 1e7, y: f64::from(vertex.y) / 1e7 }
}
