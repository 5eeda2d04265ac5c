//! Shapes that are equal.

use std::hash::BuildHasher;

use hashbrown::{DefaultHashBuilder, HashMap, HashTable};

use super::ring::Ring;
use super::shape::Shape;

/// Which shapes have the same rings: those that follow each other in time often do.
#[derive(Debug)]
pub(super) struct Twins {
    /// For each shape the first one that equals it.
    first_of: Vec<u32>,
    /// For each shape that others after it equal, these others, ascending.
    others: HashMap<u32, Vec<u32>>,
}

impl Twins {
    /// The twins among shapes. O(n) in the number of vertices.
    pub(super) fn of(shapes: &[Shape]) -> Self {
        let hasher = DefaultHashBuilder::default();
        let hash = |shape: &Shape| hasher.hash_one(shape.rings().iter().map(Ring::vertices).collect::<Vec<_>>());
        let rings = |number: u32| shapes.get(number as usize).map(Shape::rings);
        let mut known: HashTable<u32> = HashTable::with_capacity(shapes.len());
        let mut this = Self { first_of: Vec::with_capacity(shapes.len()), others: HashMap::default() };
        for (number, shape) in (0..).zip(shapes) {
            let hash_of = |&number: &u32| shapes.get(number as usize).map_or(0, hash);
            let entry = known.entry(hash(shape), |&first| rings(first) == Some(shape.rings()), hash_of);
            let first = *entry.or_insert(number).get();
            this.first_of.push(first);
            if first != number {
                this.others.entry(first).or_default().push(number);
            }
        }
        this
    }

    /// Whether no shape before equals this one.
    pub(super) fn is_first(&self, shape: u32) -> bool {
        self.first_of.get(shape as usize) == Some(&shape)
    }

    /// A first shape and those that equal it, ascending.
    pub(super) fn all(&self, first: u32) -> impl Iterator<Item = u32> + Clone + '_ {
        std::iter::once(first).chain(self.others.get(&first).into_iter().flatten().copied())
    }

    /// How many equal a first shape, which is one of them.
    pub(super) fn count(&self, first: u32) -> usize {
        1 + self.others.get(&first).map_or(0, Vec::len)
    }

    /// How many pairs of equal shapes there are.
    pub(super) fn pair_count(&self) -> usize {
        self.others.values().map(|others| (others.len() + 1).saturating_mul(others.len()) / 2).sum()
    }

    /// The shapes that others after them equal, in no order.
    pub(super) fn firsts_of_several(&self) -> impl Iterator<Item = u32> + '_ {
        self.others.keys().copied()
    }
}
