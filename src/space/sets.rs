//! Sets of numbers, each stored once.

use std::hash::Hasher;

use hashbrown::HashTable;
use rustc_hash::{FxHashMap, FxHasher};

/// The number of a set in [`Sets`].
pub(crate) type SetId = u32;

/// A list of sets; a set is identified by its position.
#[derive(Debug, Default)]
pub(super) struct SetList {
    /// Where each set ends in `members`.
    ends: Vec<u32>,
    members: Vec<u32>,
}

impl SetList {
    /// The members of a set, ascending.
    pub(super) fn members(&self, set: SetId) -> &[u32] {
        let set = set as usize;
        let start = set.checked_sub(1).and_then(|before| self.ends.get(before)).copied().unwrap_or(0);
        let end = self.ends.get(set).copied().unwrap_or(start);
        self.members.get(start as usize..end as usize).unwrap_or_default()
    }
}

/// Sets of numbers, such as those of shapes. Equal sets have equal numbers, and the difference of two sets is computed
/// once.
#[derive(Debug, Default)]
pub(crate) struct Sets {
    list: SetList,
    /// The sets by their members.
    known: HashTable<SetId>,
    differences: FxHashMap<(SetId, SetId), SetId>,
}

impl Sets {
    /// The empty set.
    pub(crate) const EMPTY: SetId = 0;

    /// A collection with the empty set only.
    pub(crate) fn new() -> Self {
        let mut sets = Self::default();
        sets.number(&[]);
        sets
    }

    /// The members of a set, ascending.
    pub(crate) fn members(&self, set: SetId) -> &[u32] {
        self.list.members(set)
    }

    /// The list of sets, when no more are to be added.
    pub(super) fn into_list(mut self) -> SetList {
        self.list.ends.shrink_to_fit();
        self.list.members.shrink_to_fit();
        self.list
    }

    /// The number of the set with these members, which are ascending.
    pub(crate) fn number(&mut self, members: &[u32]) -> SetId {
        let list = &mut self.list;
        let hash_of = hash(members);
        if let Some(&known) = self.known.find(hash_of, |&known| list.members(known) == members) {
            return known;
        }
        let number = u32::try_from(list.ends.len()).unwrap_or(u32::MAX);
        list.members.extend_from_slice(members);
        list.ends.push(u32::try_from(list.members.len()).unwrap_or(u32::MAX));
        self.known.insert_unique(hash_of, number, |&known| hash(list.members(known)));
        number
    }

    /// The symmetric difference: what is in one of the two sets, but not in both.
    pub(crate) fn difference(&mut self, one: SetId, other: SetId) -> SetId {
        if one == Self::EMPTY || other == Self::EMPTY {
            return one | other;
        }
        let key = (one.min(other), one.max(other));
        if let Some(&known) = self.differences.get(&key) {
            return known;
        }
        let mut members = self.members(one).to_vec();
        for &member in self.members(other) {
            toggle(&mut members, member);
        }
        members.sort_unstable();
        let number = self.number(&members);
        self.differences.insert(key, number);
        number
    }
}

fn hash(members: &[u32]) -> u64 {
    let mut hasher = FxHasher::default();
    for &member in members {
        hasher.write_u32(member);
    }
    hasher.finish()
}

/// Adds a member that is missing, or removes one that is present; the order is not kept.
pub(crate) fn toggle(members: &mut Vec<u32>, member: u32) {
    match members.iter().position(|&known| known == member) {
        Some(place) => {
            members.swap_remove(place);
        }
        None => members.push(member),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_sets_have_one_number() {
        let mut sets = Sets::new();
        let (a, b) = (sets.number(&[1, 5, 9]), sets.number(&[5, 7]));
        let difference = sets.difference(a, b);
        assert_eq!(sets.members(difference), [1, 7, 9]);
        assert_eq!(sets.difference(b, a), difference);
        assert_eq!(sets.difference(difference, b), a);
        assert_eq!(sets.difference(a, a), Sets::EMPTY);
        assert_eq!(sets.difference(a, Sets::EMPTY), a);
        assert_eq!(sets.number(&[5, 7]), b);
        assert!(sets.members(99).is_empty());
    }
}
