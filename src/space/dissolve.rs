//! The union of shapes that tile an area.

use std::fmt;

use super::assemble::assemble_vertices;
use super::noding::Noding;
use super::pairs::Edge;
use super::ring::double_area;
use super::shape::Shape;
use super::vertex::Vertex;

/// The shapes overlap, so that their union is not simply their edges without the inner ones.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Overlapping {
    /// An edge where the overlap shows.
    pub(crate) edge: (Vertex, Vertex),
    /// A place in the overlap.
    pub(crate) at: Vertex,
}

impl fmt::Display for Overlapping {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the shapes overlap near ({}, {})", self.at.x, self.at.y)
    }
}

/// The union of shapes that do not overlap. All vertices of its outline are kept.
///
/// Edges that two shapes run along in opposite directions are inner edges and are removed; a vertex of one shape on an
/// edge of another is handled too. The other edges are assembled into rings.
///
/// # Errors
///
/// An edge near which two shapes overlap. Every overlap that shows in the edges is found;
/// [`overlaps`](super::overlay::overlaps) finds all, with their shapes.
pub(crate) fn dissolve(shapes: &[&Shape]) -> Result<Shape, Overlapping> {
    let edges = cancelled(shapes.iter().flat_map(|shape| shape.edges()).collect())?;
    let noding = Noding::of(edges.iter().map(|&(a, b)| (a.min(b), a.max(b))).collect());
    if let Some((edge, at)) = noding.first_crossing() {
        return Err(Overlapping { edge, at });
    }
    let mut pieces = Vec::with_capacity(noding.fragments().len());
    for fragment in 0..noding.fragments().len() {
        let Some((from, to)) = noding.vertices_of(fragment) else { continue };
        let along = noding.edges_along(fragment).iter().filter_map(|&edge| edges.get(edge as usize));
        pieces.extend(along.map(|&(a, b)| if a < b { (from, to) } else { (to, from) }));
    }
    let mut edges = cancelled(pieces)?;
    edges.sort_unstable();
    let rings = assemble_vertices(&edges);
    let areas: Vec<bool> = rings.iter().map(|ring| double_area(ring) > 0).collect();
    let starts: Vec<Option<Vertex>> = rings.iter().map(|ring| ring.first().copied()).collect();
    let union = Shape::unchecked(rings);
    // A ring that had to be reversed lay inside the area of another shape.
    for ((ring, was_shell), start) in union.rings().iter().zip(areas).zip(starts) {
        if let Some(at) = start.filter(|_| (ring.double_area() > 0) != was_shell) {
            let edge = ring.edges().next().unwrap_or((at, at));
            return Err(Overlapping { edge, at });
        }
    }
    Ok(union)
}

/// The edges without those that run both ways.
fn cancelled(mut edges: Vec<Edge>) -> Result<Vec<Edge>, Overlapping> {
    let line = |&(a, b): &Edge| (a.min(b), a.max(b), a > b);
    edges.sort_unstable_by_key(line);
    let mut kept = Vec::with_capacity(edges.len());
    for same in edges.chunk_by(|e, f| (line(e).0, line(e).1) == (line(f).0, line(f).1)) {
        match same {
            [edge] => kept.push(*edge),
            [first, second] if first != second => {}
            [edge, ..] => {
                return Err(Overlapping { edge: *edge, at: edge.0 });
            }
            [] => {}
        }
    }
    Ok(kept)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::space::ring::Ring;

    fn shape(rings: &[&[(i32, i32)]]) -> Shape {
        let ring = |corners: &&[(i32, i32)]| corners.iter().map(|&(x, y)| Vertex::new(x, y)).collect();
        Shape::new(rings.iter().map(ring).collect()).unwrap()
    }

    fn areas(shape: &Shape) -> Vec<i128> {
        let mut areas: Vec<_> = shape.rings().iter().map(Ring::double_area).collect();
        areas.sort_unstable();
        areas
    }

    #[test]
    fn inner_edges_fall_away_and_outer_vertices_stay() {
        let left = shape(&[&[(0, 0), (10, 0), (10, 5), (10, 10), (0, 10)]]);
        let right = shape(&[&[(10, 0), (20, 0), (20, 10), (10, 10), (10, 5)]]);
        let union = dissolve(&[&left, &right]).unwrap();
        assert_eq!(areas(&union), [400]);
        assert_eq!(union.vertex_count(), 6);
    }

    #[test]
    fn a_vertex_inside_a_neighbours_edge_is_no_hindrance() {
        let left = shape(&[&[(0, 0), (10, 0), (10, 10), (0, 10)]]);
        let right = shape(&[&[(10, 0), (20, 0), (20, 10), (10, 10), (10, 5)]]);
        let union = dissolve(&[&left, &right]).unwrap();
        assert_eq!(areas(&union), [400]);
        assert_eq!(union.vertex_count(), 6);
    }

    #[test]
    fn enclaves_fill_holes_and_gaps_become_holes() {
        let outer = shape(&[&[(0, 0), (20, 0), (20, 20), (0, 20)], &[(5, 5), (15, 5), (15, 15), (5, 15)]]);
        let enclave = shape(&[&[(5, 5), (15, 5), (15, 15), (5, 15)]]);
        assert_eq!(areas(&dissolve(&[&outer, &enclave]).unwrap()), [800]);
        let half = shape(&[&[(5, 5), (15, 5), (15, 15)]]);
        assert_eq!(areas(&dissolve(&[&outer, &half]).unwrap()), [-100, 800]);
        assert_eq!(areas(&dissolve(&[]).unwrap()), []);
    }

    #[test]
    fn squares_that_touch_at_a_corner_stay_two_rings() {
        let a = shape(&[&[(0, 0), (10, 0), (10, 10), (0, 10)]]);
        let b = shape(&[&[(10, 10), (20, 10), (20, 20), (10, 20)]]);
        assert_eq!(areas(&dissolve(&[&a, &b]).unwrap()), [200, 200]);
    }

    #[test]
    fn overlaps_are_refused() {
        let a = shape(&[&[(0, 0), (10, 0), (10, 10), (0, 10)]]);
        assert!(dissolve(&[&a, &a]).is_err());
        let crossing = shape(&[&[(5, 5), (15, 5), (15, 15), (5, 15)]]);
        assert_eq!(dissolve(&[&a, &crossing]).unwrap_err().at.x % 5, 0);
        let inner = shape(&[&[(2, 2), (4, 2), (4, 4), (2, 4)]]);
        assert!(dissolve(&[&a, &inner]).is_err());
        let stretch = shape(&[&[(2, 0), (4, 0), (3, 4)]]);
        assert!(dissolve(&[&a, &stretch]).is_err());
    }
}
