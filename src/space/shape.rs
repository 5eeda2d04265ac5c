//! An outline: rings under the even-odd rule.

use std::sync::Arc;

use super::assemble::split_at_pinches;
use super::bounds::Bounds;
use super::check::{Checked, check};
use super::fault::Fault;
use super::nest::nest;
use super::pairs::Edge;
use super::probe::{Probe, Side};
use super::ring::{Ring, RingPool, double_area, edges};
use super::strips::Strips;
use super::vertex::{Vertex, crosses};

/// The area inside an odd number of rings.
///
/// Shells, holes and islands in holes are all rings. Rings do not cross and share no segment; each visits a vertex at
/// most once, and has the area of the shape on its left: shells run counter-clockwise, holes clockwise.
///
/// A shape is semi-open. A place belongs to it if a ray from there to the east crosses an odd number of edges, where
/// edges through the place itself do not count, and a place at the latitude of a vertex counts as above it. This is the
/// test at (x + ε, y + ε²) for an infinitesimal ε; so of shapes that tile the plane exactly one contains any given
/// place, on an edge or at a vertex too.
///
/// Cloning is cheap: clones share the rings.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Shape {
    rings: Arc<[Ring]>,
    bounds: Bounds,
}

impl Shape {
    /// The shape inside the rings, each open and in either direction.
    ///
    /// # Errors
    ///
    /// All faults of the rings.
    pub(crate) fn new(rings: Vec<Vec<Vertex>>) -> Result<Self, Vec<Fault>> {
        let checked = check(&rings);
        if checked.faults.is_empty() { Ok(Self::checked(rings, &checked)) } else { Err(checked.faults) }
    }

    /// The shape inside rings without faults.
    fn checked(rings: Vec<Vec<Vertex>>, checked: &Checked) -> Self {
        Self::of_rings(directed(if checked.is_any_twice { simple(rings) } else { rings }))
    }

    /// The shape inside rings that are known to be valid.
    ///
    /// The even-odd rule gives faulty rings a meaning too, so that places are still found in them; but then the
    /// direction of the rings is not guaranteed, nor are borders and measures.
    pub(crate) fn unchecked(rings: Vec<Vec<Vertex>>) -> Self {
        Self::of_rings(directed(simple(rings)))
    }

    /// The shape with exactly these rings.
    pub(super) fn of_rings(rings: Vec<Ring>) -> Self {
        let bounds = Bounds::around(rings.iter().flat_map(Ring::vertices).copied());
        Self { rings: rings.into(), bounds }
    }

    /// The same shape; rings that are in the pool are taken from there.
    pub(crate) fn sharing(&self, pool: &mut RingPool) -> Self {
        Self { rings: self.rings.iter().map(|ring| pool.shared(ring)).collect(), bounds: self.bounds }
    }

    /// The rings.
    pub(crate) fn rings(&self) -> &[Ring] {
        &self.rings
    }

    /// The polygons: each a shell, counter-clockwise, and the holes in it, clockwise.
    pub(crate) fn polygons(&self) -> Vec<Vec<&Ring>> {
        let polygon = |rings: Vec<usize>| rings.into_iter().filter_map(|ring| self.rings.get(ring)).collect();
        nest(&self.rings).into_iter().map(polygon).collect()
    }

    /// The smallest box around the shape.
    pub(crate) fn bounds(&self) -> Bounds {
        self.bounds
    }

    /// The edges of all rings, the shape on the left of each.
    pub(crate) fn edges(&self) -> impl Iterator<Item = Edge> + '_ {
        self.rings.iter().flat_map(Ring::edges)
    }

    /// The number of vertices of all rings.
    pub(crate) fn vertex_count(&self) -> usize {
        self.rings.iter().map(|ring| ring.vertices().len()).sum()
    }

    /// Whether the place belongs to the shape. O(n): every edge is tested.
    ///
    /// This is the rule itself; an index must give the same result. The place is taken as it is: see
    /// [`Vertex::as_question`].
    pub(crate) fn contains(&self, at: Vertex) -> bool {
        self.bounds.holds(at) && self.edges().filter(|&(a, b)| crosses(a, b, at)).count() % 2 == 1
    }

    /// Whether the probe lies in the shape. O(n): every edge is tested.
    #[cfg(test)]
    pub(crate) fn covers(&self, probe: &Probe) -> bool {
        self.edges().filter(|&(a, b)| probe.is_crossed_by(a, b)).count() % 2 == 1
    }
}

/// The rings split wherever one visits a vertex again, so that every ring is simple.
fn simple(rings: Vec<Vec<Vertex>>) -> Vec<Vec<Vertex>> {
    rings.into_iter().flat_map(|ring| split_at_pinches(ring, |vertex| vertex.word())).collect()
}

/// Turns the rings so that the area between them is on the left of each.
fn directed(mut rings: Vec<Vec<Vertex>>) -> Vec<Ring> {
    if let [ring] = rings.as_mut_slice() {
        if double_area(ring) < 0 {
            ring.reverse();
        }
    } else {
        let all: Vec<Edge> = rings.iter().flat_map(|ring| edges(ring)).collect();
        let strips = Strips::new(&all);
        for ring in &mut rings {
            let edge = edges(ring).next();
            if edge.is_some_and(|(a, b)| !strips.hold(&Probe::beside(a, b, Side::Left))) {
                ring.reverse();
            }
        }
    }
    rings.into_iter().map(Ring::new).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ring(corners: &[(i32, i32)]) -> Vec<Vertex> {
        corners.iter().map(|&(x, y)| Vertex::new(x, y)).collect()
    }

    #[test]
    fn rings_are_turned_and_split() {
        let outer = ring(&[(0, 0), (0, 20), (20, 20), (20, 0)]);
        let hole = ring(&[(5, 5), (15, 5), (15, 15), (5, 15)]);
        let island = ring(&[(5, 5), (7, 8), (8, 7)]);
        let shape = Shape::new(vec![outer, hole, island]).unwrap();
        let areas: Vec<_> = shape.rings().iter().map(Ring::double_area).collect();
        assert_eq!(areas, [800, -200, 5]);
        let pinched = ring(&[(0, 0), (4, 0), (2, 2), (4, 4), (0, 4), (2, 2)]);
        let shape = Shape::new(vec![pinched]).unwrap();
        let areas: Vec<_> = shape.rings().iter().map(Ring::double_area).collect();
        assert_eq!(areas, [8, 8]);
        assert_eq!(shape.vertex_count(), 6);
    }

    #[test]
    fn a_square_holds_its_lower_and_left_sides() {
        let square = Shape::new(vec![ring(&[(0, 0), (10, 0), (10, 10), (0, 10)])]).unwrap();
        let holds = |x, y| square.contains(Vertex::new(x, y));
        assert!(holds(0, 0) && holds(5, 0) && holds(0, 5) && holds(9, 9));
        assert!(!holds(10, 0) && !holds(0, 10) && !holds(10, 10) && !holds(5, 10) && !holds(10, 5));
    }

    #[test]
    fn faulty_shapes_are_refused() {
        let bow = ring(&[(0, 0), (10, 10), (10, 0), (0, 10)]);
        assert_eq!(Shape::new(vec![bow, vec![]]).unwrap_err().len(), 2);
    }
}
