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

/// Pairs of rings that met lately, and all that was known of their shapes afterwards.
///
/// Most pairs that meet in a place meet in the places near it too, and nothing is new there.
pub(super) struct RecentPairs(Vec<(u32, u32, Facts)>);

impl RecentPairs {
    /// So many pairs are remembered.
    const MOST: usize = 1 << 16;

    /// None yet; of so many rings.
    pub(super) fn new(ring_count: usize) -> Self {
        let count = ring_count.saturating_mul(ring_count).clamp(1, Self::MOST).next_power_of_two();
        Self(vec![(u32::MAX, u32::MAX, 0); count])
    }

    /// Where a pair is remembered; others may take its place.
    fn slot(&mut self, one: u32, other: u32) -> Option<&mut (u32, u32, Facts)> {
        let key = u64::from(one) << 32 | u64::from(other);
        let place = (key.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 40) as usize & (self.0.len() - 1);
        self.0.get_mut(place)
    }

    /// Whether they met lately, and this was known afterwards.
    pub(super) fn know(&mut self, one: u32, other: u32, facts: Facts) -> bool {
        self.slot(one, other).is_some_and(|slot| (slot.0, slot.1) == (one, other) && facts & !slot.2 == 0)
    }

    /// They met, and this is all that is known.
    pub(super) fn remember(&mut self, one: u32, other: u32, all: Facts) {
        self.slot(one, other).into_iter().for_each(|slot| *slot = (one, other, all));
    }
}
