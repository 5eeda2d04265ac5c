//! Edges followed from node to node.

use super::vertex::Vertex;

/// Edges that meet at their ends.
///
/// An edge has the number that it was given with; numbers need not be in a row.
#[derive(Debug)]
pub(crate) struct Network {
    /// Each end of each edge, sorted by vertex.
    ends: Vec<(Vertex, usize)>,
}

/// A path along edges, from a node to a node or back to its start.
#[derive(Debug, Clone)]
pub(crate) struct Path {
    pub(crate) steps: Vec<Step>,
    /// Whether it returns to its start, which is no node.
    pub(crate) is_closed: bool,
}

/// An edge of a path.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Step {
    /// The number of the edge.
    pub(crate) edge: usize,
    /// Whether the path runs from the first end of the edge to the second.
    pub(crate) is_forward: bool,
}

impl Network {
    /// The network of numbered edges.
    pub(crate) fn new(edges: impl Iterator<Item = (usize, [Vertex; 2])>) -> Self {
        let mut ends: Vec<(Vertex, usize)> = edges.flat_map(|(number, ends)| ends.map(|end| (end, number))).collect();
        ends.sort_unstable();
        Self { ends }
    }

    /// Every end of an edge, with the number of the edge; sorted.
    pub(crate) fn ends(&self) -> impl Iterator<Item = (Vertex, usize)> + Clone + '_ {
        self.ends.iter().copied()
    }

    /// The vertices at which edges end, each once.
    pub(crate) fn vertices(&self) -> impl Iterator<Item = Vertex> + '_ {
        self.ends.chunk_by(|one, other| one.0 == other.0).filter_map(|ends| ends.first().map(|end| end.0))
    }

    /// The ends at a vertex.
    pub(crate) fn around(&self, at: Vertex) -> &[(Vertex, usize)] {
        let rest = self.ends.get(self.ends.partition_point(|end| end.0 < at)..).unwrap_or_default();
        // Mostly there are two.
        let count = match rest.get(2) {
            Some(third) if third.0 == at => rest.partition_point(|end| end.0 <= at),
            _ => rest.iter().take(2).filter(|end| end.0 == at).count(),
        };
        rest.get(..count).unwrap_or_default()
    }

    /// The paths along all edges. Each begins at one of `starts`, in their order: first those that begin at a node,
    /// then those that return to their start.
    ///
    /// A vertex is a node unless just two edges meet there and `continues` says that the one continues the other.
    /// `edge_ends` gives the ends of an edge by number.
    pub(crate) fn paths(
        &self,
        starts: &(impl Iterator<Item = (Vertex, usize)> + Clone),
        edge_ends: impl Fn(usize) -> [Vertex; 2],
        continues: impl Fn(usize, usize) -> bool,
    ) -> Vec<Path> {
        let count = self.ends.iter().map(|end| end.1 + 1).max().unwrap_or(0);
        let next = |at: Vertex, edge: usize| {
            let &[(_, one), (_, other)] = self.around(at) else { return None };
            let next = if one == edge { other } else { one };
            (next != edge && continues(edge, next)).then_some(next)
        };
        let mut is_used = vec![false; count];
        let mut paths = Vec::new();
        for from_nodes in [true, false] {
            for (start, first) in starts.clone() {
                if is_used.get(first) != Some(&false) {
                    continue;
                }
                let is_node = next(start, first).is_none();
                if from_nodes && !is_node {
                    continue;
                }
                let (mut at, mut here, mut steps) = (start, Some(first), Vec::new());
                while let Some(edge) = here {
                    if let Some(used) = is_used.get_mut(edge) {
                        *used = true;
                    }
                    let [from, to] = edge_ends(edge);
                    let is_forward = from == at;
                    steps.push(Step { edge, is_forward });
                    at = if is_forward { to } else { from };
                    here = next(at, edge).filter(|&next| is_used.get(next) == Some(&false));
                }
                paths.push(Path { steps, is_closed: at == start && !is_node });
            }
        }
        paths
    }
}

impl Path {
    /// The same path in the other direction.
    pub(crate) fn reverse(&mut self) {
        self.steps.reverse();
        for step in &mut self.steps {
            step.is_forward = !step.is_forward;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A square with a tail, and a triangle apart.
    const EDGES: [[(i32, i32); 2]; 8] = [
        [(0, 0), (4, 0)],
        [(4, 4), (4, 0)],
        [(4, 4), (0, 4)],
        [(0, 4), (0, 0)],
        [(4, 4), (9, 9)],
        [(20, 0), (24, 0)],
        [(24, 0), (22, 4)],
        [(22, 4), (20, 0)],
    ];

    #[test]
    fn every_edge_is_in_one_path() {
        let ends = |edge: usize| EDGES[edge].map(|(x, y)| Vertex::new(x, y));
        let network = Network::new((0..EDGES.len()).map(|edge| (edge, ends(edge))));
        let paths = network.paths(&network.ends(), ends, |_, _| true);
        let mut seen: Vec<usize> = paths.iter().flat_map(|path| &path.steps).map(|step| step.edge).collect();
        seen.sort_unstable();
        assert_eq!(seen, (0..EDGES.len()).collect::<Vec<_>>());
        // The square begins and ends at the node of the tail, so only the triangle is closed.
        assert_eq!(paths.iter().map(|path| path.steps.len()).collect::<Vec<_>>(), [4, 1, 3]);
        assert_eq!(paths.iter().map(|path| path.is_closed).collect::<Vec<_>>(), [false, false, true]);
        let parted = network.paths(&network.ends(), ends, |one, other| one != 1 && other != 1);
        assert_eq!(parted.len(), 4);
        assert_eq!(network.around(Vertex::new(4, 4)).len(), 3);
        assert_eq!(network.vertices().count(), 8);
    }
}
