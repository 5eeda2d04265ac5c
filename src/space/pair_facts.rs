//! What is known about pairs of shapes.

use std::cmp::Ordering;

use hashbrown::HashMap;
use hashbrown::hash_map::Entry;

use super::vertex::Vertex;

/// What is known about two shapes, as bits.
pub(super) type Facts = u8;
/// They have a common area.
pub(super) const BOTH: Facts = 1;
/// The shape with the smaller number has area of its own.
pub(super) const FIRST: Facts = 2;
/// The shape with the larger number has area of its own.
pub(super) const SECOND: Facts = 4;
/// They cross, and no more can be learnt.
pub(super) const CROSSING: Facts = BOTH | FIRST | SECOND;

/// What is known about pairs of shapes, and of those that overlap a place where they do.
#[derive(Default)]
pub(super) struct PairFacts {
    /// By both numbers, the smaller one first.
    known: HashMap<(u32, u32), (Facts, Vertex)>,
    overlap_count: usize,
}

impl PairFacts {
    /// How many pairs have a common area.
    pub(super) fn overlap_count(&self) -> usize {
        self.overlap_count
    }

    /// The pairs, in no order.
    pub(super) fn pairs(&self) -> impl Iterator<Item = ((u32, u32), Facts)> + '_ {
        self.known.iter().map(|(&pair, &(facts, _))| (pair, facts))
    }

    /// The pairs, each with the first place at which a common area was seen, in no order.
    pub(super) fn into_pairs(self) -> impl Iterator<Item = ((u32, u32), Facts, Vertex)> {
        self.known.into_iter().map(|(pair, (facts, at))| (pair, facts, at))
    }

    /// What is known of two shapes.
    pub(super) fn of(&self, one: u32, other: u32) -> Facts {
        self.known.get(&(one.min(other), one.max(other))).map_or(0, |known| known.0)
    }

    /// Records facts about two shapes, and returns all that are known; `one` is the shape that [`FIRST`] refers to.
    pub(super) fn learn(&mut self, one: u32, other: u32, facts: Facts, at: Vertex) -> Facts {
        let (key, facts) = match one.cmp(&other) {
            Ordering::Less => ((one, other), facts),
            Ordering::Greater => {
                let mut turned = facts & BOTH;
                turned |= if facts & FIRST == 0 { 0 } else { SECOND };
                turned |= if facts & SECOND == 0 { 0 } else { FIRST };
                ((other, one), turned)
            }
            Ordering::Equal => return CROSSING,
        };
        if facts == 0 {
            return self.of(one, other);
        }
        let (known, all) = match self.known.entry(key) {
            Entry::Vacant(entry) => {
                entry.insert((facts, at));
                (0, facts)
            }
            Entry::Occupied(mut entry) => {
                let (all, first_at) = entry.get_mut();
                let known = *all;
                if known & BOTH == 0 {
                    *first_at = at;
                }
                *all |= facts;
                (known, *all)
            }
        };
        self.overlap_count += usize::from(known & BOTH == 0 && all & BOTH != 0);
        all
    }
}
