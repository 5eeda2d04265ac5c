//! The distinct edges of many shapes.

use std::hash::BuildHasher;

use hashbrown::{DefaultHashBuilder, HashTable};

use super::bounds::Bounds;
use super::pairs::{Edge, Near};
use super::sets::{SetId, SetList};
use super::shape::Shape;
use super::use_chains::{ChainId, UseChains};
use super::vertex::Vertex;

/// The edges of shapes. An edge that several rings run along is stored once, with all these rings.
///
/// Neighbours, and shapes that follow each other in time, share most of their edges.
#[derive(Debug)]
pub(crate) struct SharedEdges {
    /// In the order of first use.
    pub(super) edges: Vec<SharedEdge>,
    uses: SetList,
    /// The shape of each ring; the rings of all shapes are numbered consecutively.
    pub(super) shape_of: Vec<u32>,
}

/// An edge, in the direction of the first ring that uses it.
#[derive(Clone, Copy, Debug)]
pub(super) struct SharedEdge {
    pub(super) from: Vertex,
    pub(super) to: Vertex,
    /// The set of its uses.
    pub(super) uses: SetId,
}

impl SharedEdge {
    /// Whether a→b runs along it, forwards (`true`) or backwards; `None` if it is another edge.
    fn way(&self, a: Vertex, b: Vertex) -> Option<bool> {
        match () {
            () if (a, b) == (self.from, self.to) => Some(true),
            () if (b, a) == (self.from, self.to) => Some(false),
            () => None,
        }
    }

    /// Its two ends.
    pub(super) fn ends(&self) -> Edge {
        (self.from, self.to)
    }
}

impl Near for SharedEdge {
    fn bounds(&self) -> Bounds {
        self.ends().bounds()
    }

    fn passes(&self, part: Bounds) -> bool {
        self.ends().passes(part)
    }

    fn ends(&self) -> Option<Edge> {
        Some(self.ends())
    }
}

/// A ring that runs along an edge, and its direction, packed into a number so that sets can contain it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Use(u32);

impl Use {
    fn new(ring: u32, is_forward: bool) -> Self {
        Self(ring << 1 | u32::from(is_forward))
    }

    /// The number of the ring.
    pub(super) fn ring(self) -> u32 {
        self.0 >> 1
    }

    /// Whether it runs in the direction in which the edge is stored.
    pub(super) fn is_forward(self) -> bool {
        self.0 & 1 == 1
    }
}

impl SharedEdges {
    /// The edges of the shapes. O(n) in the number of vertices.
    ///
    /// An outline that runs along known edges mostly runs along them in their order, or backwards, so the edge after or
    /// before the last one is tried before the table.
    pub(crate) fn of(shapes: &[Shape]) -> Self {
        // An edge between neighbours is of two shapes at least.
        let counts = || shapes.iter().map(Shape::vertex_count);
        let most = counts().max().unwrap_or(0).max(counts().sum::<usize>() / 2);
        let mut builder = Builder {
            edges: Vec::new(),
            uses: UseChains::default(),
            known: HashTable::with_capacity(most),
            hasher: DefaultHashBuilder::default(),
        };
        let mut shape_of = Vec::new();
        for (shape, outline) in (0..).zip(shapes) {
            for ring in outline.rings() {
                builder.add(u32::try_from(shape_of.len()).unwrap_or(u32::MAX), ring.edges());
                shape_of.push(shape);
            }
        }
        let Builder { mut edges, uses, known, .. } = builder;
        drop(known);
        edges.shrink_to_fit();
        let uses = uses.into_sets(edges.iter_mut().map(|edge| &mut edge.uses));
        Self { edges, uses, shape_of }
    }

    /// An edge by its number.
    pub(super) fn get(&self, number: usize) -> Option<&SharedEdge> {
        self.edges.get(number)
    }

    /// The rings of a set of uses.
    pub(super) fn uses(&self, set: SetId) -> impl Iterator<Item = Use> + Clone + '_ {
        self.uses.members(set).iter().map(|&number| Use(number))
    }
}

struct Builder {
    edges: Vec<SharedEdge>,
    uses: UseChains,
    /// The edges by their ends.
    known: HashTable<u32>,
    hasher: DefaultHashBuilder,
}

impl Builder {
    fn add(&mut self, ring: u32, edges: impl Iterator<Item = Edge>) {
        // The last change of a set of uses in each direction; the next edge usually has the same.
        let mut changes: [Option<(ChainId, ChainId)>; 2] = [None; 2];
        let mut with_ring = |chains: &mut UseChains, known: ChainId, is_forward: bool| {
            let [backward, forward] = &mut changes;
            let change = if is_forward { forward } else { backward };
            match *change {
                Some((from, to)) if from == known => to,
                _ => {
                    let to = chains.toggled(known, Use::new(ring, is_forward).0);
                    *change = Some((known, to));
                    to
                }
            }
        };
        let (mut last, mut step) = (0_usize, 1_usize);
        for (a, b) in edges {
            let is_it = |&number: &u32| self.edges.get(number as usize).is_some_and(|edge| edge.way(a, b).is_some());
            let way = |number: usize| self.edges.get(number).and_then(|edge| edge.way(a, b)).map(|way| (number, way));
            let found = way(last.wrapping_add(step)).or_else(|| {
                let back = way(last.wrapping_sub(step));
                if back.is_some() {
                    step = step.wrapping_neg();
                }
                back.or_else(|| {
                    self.known.find(hash(&self.hasher, (a, b)), is_it).and_then(|&number| way(number as usize))
                })
            });
            if let Some((number, is_forward)) = found {
                last = number;
                if let Some(edge) = self.edges.get_mut(number) {
                    edge.uses = with_ring(&mut self.uses, edge.uses, is_forward);
                }
            } else {
                (last, step) = (self.edges.len(), 1);
                let uses = with_ring(&mut self.uses, UseChains::EMPTY, true);
                self.edges.push(SharedEdge { from: a, to: b, uses });
                let (edges, hasher) = (&self.edges, &self.hasher);
                let number = u32::try_from(last).unwrap_or(u32::MAX);
                let hash_of = |&known: &u32| edges.get(known as usize).map_or(0, |edge| hash(hasher, edge.ends()));
                self.known.insert_unique(hash(hasher, (a, b)), number, hash_of);
            }
        }
    }
}

/// The same for both directions of an edge.
fn hash(hasher: &DefaultHashBuilder, (a, b): Edge) -> u64 {
    hasher.hash_one([a.min(b).word(), a.max(b).word()])
}
