//! Noding: edges cut wherever they meet others, so that what is left meets at its ends only.

use std::ops::ControlFlow;

use super::bins::Bins;
use super::disjoint_sets::DisjointSets;
use super::fraction::Fraction;
use super::pairs::{Contact, Edge, contact, crossing, is_inside, try_near_pairs};
use super::vertex::Vertex;

/// Edges and the fragments that they are cut into where they meet; exact.
///
/// Nothing is rounded: an edge that is crossed between units keeps its course, and the place of the crossing is known
/// as the two edges. So fragments are the arrangement of the edges as they are, however close these come. [Rounding]
/// is a matter of drawing.
///
/// [Rounding]: super::hot_pixels
#[derive(Debug)]
pub(crate) struct Noding {
    edges: Vec<Edge>,
    /// The vertices, which are the first nodes.
    vertices: Vec<Vertex>,
    /// The edges that cross in each further node. Of nodes in the same place only the first is used.
    crossings: Vec<[u32; 2]>,
    fragments: Vec<Fragment>,
    /// The edges along the fragments.
    along: Vec<u32>,
}

/// A straight piece between two nodes, in the direction of the edges along it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Fragment {
    pub(super) from: u32,
    pub(super) to: u32,
    /// Its first edge in the list of all.
    first: u32,
}

impl Noding {
    /// Nodes edges, each from its lesser end to the greater, none twice. O((n + k) log n) for k places where edges
    /// meet.
    pub(crate) fn of(edges: Vec<Edge>) -> Self {
        Self::up_to(edges, usize::MAX).0
    }

    /// As [`Noding::of`], but no more crossings than this are looked for; whether those are all.
    pub(crate) fn up_to(edges: Vec<Edge>, most_crossings: usize) -> (Self, bool) {
        let (vertices, ends) = numbered(&edges);
        let mut cuts: Vec<(u32, u32)> = Vec::new();
        let mut crossings: Vec<[u32; 2]> = Vec::new();
        let mut is_any_shared = false;
        let all = try_near_pairs(&edges, |one, other| {
            let (Some(&e), Some(&f)) = (edges.get(one), edges.get(other)) else { return ControlFlow::Continue(()) };
            let meet = contact(e, f);
            match meet {
                Contact::Apart => {}
                Contact::Cross => crossings.push([number(one), number(other)]),
                Contact::Touch(_) | Contact::Overlap => {
                    is_any_shared |= meet == Contact::Overlap;
                    for (cut, edge, by) in [(one, e, other), (other, f, one)] {
                        let (Some(&(a, b)), Some(&nodes)) = (edges.get(by), ends.get(by)) else { continue };
                        let inside = [a, b].into_iter().zip(nodes).filter(|&(at, _)| is_inside(edge, at));
                        cuts.extend(inside.map(|(_, node)| (number(cut), node)));
                    }
                }
            }
            if crossings.len() > most_crossings { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
        });
        crossings.sort_unstable();
        crossings.dedup();
        for (&[one, other], node) in crossings.iter().zip(number(vertices.len())..) {
            cuts.extend([(one, node), (other, node)]);
        }
        let mut this = Self { edges, vertices, crossings, fragments: Vec::new(), along: Vec::new() };
        this.cut(&ends, &Bins::new(this.edges.len(), &cuts));
        if is_any_shared {
            this.join_shared();
        }
        (this, all.is_continue())
    }

    /// The edges.
    pub(crate) fn edges(&self) -> &[Edge] {
        &self.edges
    }

    /// The fragments: in the order of the edges and along them, unless some are shared.
    pub(crate) fn fragments(&self) -> &[Fragment] {
        &self.fragments
    }

    /// The edges along a fragment, by number.
    pub(crate) fn edges_along(&self, fragment: usize) -> &[u32] {
        let first = |fragment: usize| self.fragments.get(fragment).map_or(self.along.len(), |it| it.first as usize);
        self.along.get(first(fragment)..first(fragment + 1)).unwrap_or_default()
    }

    /// An edge along a fragment.
    pub(crate) fn course(&self, fragment: usize) -> Edge {
        let edge = self.edges_along(fragment).first().and_then(|&edge| self.edges.get(edge as usize));
        edge.copied().unwrap_or_default()
    }

    /// Where a fragment begins and ends, in units.
    pub(crate) fn ends_of(&self, fragment: usize) -> Option<((f64, f64), (f64, f64))> {
        self.fragments.get(fragment).map(|it| (self.place_of(it.from), self.place_of(it.to)))
    }

    /// The vertex at which a fragment begins or, for a crossing, that is nearest to it.
    pub(crate) fn vertex_at_start(&self, fragment: usize) -> Vertex {
        self.fragments.get(fragment).map_or_else(Vertex::default, |it| self.vertex_near(it.from))
    }

    /// The two ends of a fragment that no crossing cuts.
    pub(super) fn vertices_of(&self, fragment: usize) -> Option<Edge> {
        let vertex = |node: u32| self.vertices.get(node as usize).copied();
        self.fragments.get(fragment).and_then(|it| vertex(it.from).zip(vertex(it.to)))
    }

    /// An edge that crosses another between vertices, and the vertex nearest to where it does.
    pub(super) fn first_crossing(&self) -> Option<(Edge, Vertex)> {
        let &[edge, _] = self.crossings.first()?;
        let at = self.vertex_near(number(self.vertices.len()));
        self.edges.get(edge as usize).map(|&edge| (edge, at))
    }

    /// The vertices at which edges end, which are the first nodes.
    pub(super) fn vertices(&self) -> &[Vertex] {
        &self.vertices
    }

    /// How many nodes there are; some stand for no place.
    pub(super) fn node_count(&self) -> usize {
        self.vertices.len() + self.crossings.len()
    }

    /// The edges that cross between vertices.
    pub(super) fn crossings(&self) -> &[[u32; 2]] {
        &self.crossings
    }

    /// Whether edges cross between vertices.
    pub(crate) fn has_crossings(&self) -> bool {
        !self.crossings.is_empty()
    }

    /// The vertex that a node is or, for a crossing, that is nearest to it.
    pub(super) fn vertex_near(&self, node: u32) -> Vertex {
        match (self.vertices.get(node as usize), self.crossing_edges(node)) {
            (Some(&vertex), _) => vertex,
            (None, Some((e, f))) => crossing(e, f),
            (None, None) => Vertex::default(),
        }
    }

    /// Where a node is, in units.
    fn place_of(&self, node: u32) -> (f64, f64) {
        match (self.vertices.get(node as usize), self.crossing_edges(node)) {
            (None, Some((e, f))) => {
                let part = Fraction::of_crossing(e, f).value();
                let between = |a: i32, b: i32| f64::from(a) + (f64::from(b) - f64::from(a)) * part;
                (between(e.0.x, e.1.x), between(e.0.y, e.1.y))
            }
            (vertex, _) => vertex.map_or((0.0, 0.0), |at| (f64::from(at.x), f64::from(at.y))),
        }
    }

    /// The least latitude on the grid that is not below a node.
    pub(super) fn least_latitude_from(&self, node: u32) -> i64 {
        match (self.vertices.get(node as usize), self.crossing_edges(node)) {
            (None, Some((e, f))) => {
                let rise = e.1.minus(e.0).1;
                i64::from(e.0.y) + Fraction::of_crossing(e, f).ceiling_of(rise)
            }
            (vertex, _) => vertex.map_or(0, |at| i64::from(at.y)),
        }
    }

    /// The edges that cross in a node.
    fn crossing_edges(&self, node: u32) -> Option<(Edge, Edge)> {
        let &[e, f] = self.crossings.get((node as usize).checked_sub(self.vertices.len())?)?;
        Some((*self.edges.get(e as usize)?, *self.edges.get(f as usize)?))
    }

    /// Cuts the edges into fragments, at nodes in any order.
    fn cut(&mut self, ends: &[[u32; 2]], cuts: &Bins) {
        let mut joined = DisjointSets::new(self.node_count());
        let mut stops: Vec<u32> = Vec::new();
        let mut sorted: Vec<(Fraction, u32)> = Vec::new();
        for (number, &edge) in self.edges.iter().enumerate() {
            let place = |&node: &u32| {
                let fraction = if let Some(&at) = self.vertices.get(node as usize) {
                    Fraction::of_vertex(edge, at)
                } else {
                    let (e, f) = self.crossing_edges(node)?;
                    Fraction::of_crossing(edge, if e == edge { f } else { e })
                };
                Some((fraction, node))
            };
            sorted.clear();
            sorted.extend(cuts.get(number).iter().filter_map(place));
            sorted.sort_unstable();
            for pair in sorted.windows(2) {
                // Three edges may cross in one place.
                if let [one, other] = pair
                    && one.0 == other.0
                {
                    joined.join(one.1, other.1);
                }
            }
            stops.extend(sorted.iter().map(|stop| stop.1));
        }
        self.fragments.reserve(self.edges.len() + stops.len());
        let mut stops = stops.into_iter();
        for (edge, &[from, to]) in (0..).zip(ends) {
            let mut from = from;
            let inner = stops.by_ref().take(cuts.get(edge as usize).len()).map(|stop| joined.root(stop));
            for stop in inner.chain([to]) {
                if stop != from {
                    self.fragments.push(Fragment { from, to: stop, first: number(self.along.len()) });
                    self.along.push(edge);
                }
                from = stop;
            }
        }
    }

    /// Makes one fragment of those between the same nodes, where edges run along each other.
    fn join_shared(&mut self) {
        let mut parts: Vec<(u32, u32, u32)> =
            self.fragments.iter().zip(&self.along).map(|(it, &edge)| (it.from, it.to, edge)).collect();
        parts.sort_unstable();
        self.fragments.clear();
        self.along = parts.iter().map(|part| part.2).collect();
        let mut first = 0;
        for same in parts.chunk_by(|one, other| (one.0, one.1) == (other.0, other.1)) {
            if let Some(&(from, to, _)) = same.first() {
                self.fragments.push(Fragment { from, to, first: number(first) });
            }
            first += same.len();
        }
    }
}

/// The vertices of edges, in order, and the numbers of the two ends of each edge.
fn numbered(edges: &[Edge]) -> (Vec<Vertex>, Vec<[u32; 2]>) {
    let both = (0_u32..).zip(edges).flat_map(|(edge, &(a, b))| [(a, edge << 1), (b, edge << 1 | 1)]);
    let mut sorted: Vec<(Vertex, u32)> = both.collect();
    sorted.sort_unstable();
    let (mut vertices, mut ends) = (Vec::new(), vec![[0; 2]; edges.len()]);
    for (vertex, end) in sorted {
        if vertices.last() != Some(&vertex) {
            vertices.push(vertex);
        }
        if let Some(slot) = ends.get_mut(end as usize >> 1).and_then(|ends| ends.get_mut(end as usize & 1)) {
            *slot = number(vertices.len() - 1);
        }
    }
    (vertices, ends)
}

fn number(value: usize) -> u32 {
    u32::try_from(value).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn edge(a: (i32, i32), b: (i32, i32)) -> Edge {
        let (a, b) = (Vertex::new(a.0, a.1), Vertex::new(b.0, b.1));
        (a.min(b), a.max(b))
    }

    #[test]
    fn edges_are_cut_at_vertices_and_crossings() {
        let noding = Noding::of(vec![edge((0, 0), (100, 0)), edge((50, 0), (50, 70)), edge((60, -10), (71, 10))]);
        assert_eq!((noding.fragments().len(), noding.crossings().len()), (6, 1));
        let crossing = noding.fragments()[1].to;
        assert_eq!(noding.place_of(crossing), (65.5, 0.0));
        assert_eq!(noding.least_latitude_from(crossing), 0);
    }

    #[test]
    fn edges_along_each_other_share_fragments() {
        let noding = Noding::of(vec![edge((0, 0), (6, 0)), edge((2, 0), (9, 0)), edge((2, 0), (6, 0))]);
        let along: Vec<&[u32]> = (0..3).map(|fragment| noding.edges_along(fragment)).collect();
        assert_eq!(along, [&[0][..], &[0, 1, 2], &[1]]);
    }

    #[test]
    fn edges_that_cross_in_one_place_have_one_node() {
        // All three pass through (1/2, 1/2).
        let noding = Noding::of(vec![edge((0, 0), (1, 1)), edge((0, 1), (1, 0)), edge((-1, 0), (2, 1))]);
        let mut inner: Vec<u32> = noding.fragments().iter().flat_map(|it| [it.from, it.to]).collect();
        inner.retain(|&node| node as usize >= noding.vertices().len());
        assert_eq!((noding.fragments().len(), noding.crossings().len(), inner.len()), (6, 3, 6));
        inner.sort_unstable();
        inner.dedup();
        assert_eq!(inner.len(), 1);
    }
}
