//! Sets of numbers, each stored once.

use std::cmp::Ordering;
use std::hash::BuildHasher;

use hashbrown::{DefaultHashBuilder, HashMap, HashTable};

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
    hasher: DefaultHashBuilder,
    differences: HashMap<(SetId, SetId), SetId>,
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
        let (list, hasher) = (&mut self.list, &self.hasher);
        let hash_of = hasher.hash_one(members);
        if let Some(&known) = self.known.find(hash_of, |&known| list.members(known) == members) {
            return known;
        }
        let number = u32::try_from(list.ends.len()).unwrap_or(u32::MAX);
        list.members.extend_from_slice(members);
        list.ends.push(u32::try_from(list.members.len()).unwrap_or(u32::MAX));
        self.known.insert_unique(hash_of, number, |&known| hasher.hash_one(list.members(known)));
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
        let members = in_one_only(self.members(one), self.members(other));
        let number = self.number(&members);
        self.differences.insert(key, number);
        number
    }

    /// The symmetric difference of a set and several others.
    ///
    /// What lies between is not numbered where they are many: the sets on a way across many lines are many, and large.
    pub(crate) fn across(&mut self, set: SetId, others: &[SetId]) -> SetId {
        if others.len() <= FEW {
            return others.iter().fold(set, |set, &other| self.difference(set, other));
        }
        let all = others.iter().flat_map(|&other| self.members(other)).copied().collect();
        let members = in_one_only(self.members(set), &odd_ones(all));
        self.number(&members)
    }

    /// How many members all sets have together.
    pub(crate) fn member_count(&self) -> usize {
        self.list.members.len()
    }
}

/// Of so many sets the difference is taken one by one.
const FEW: usize = 3;

/// The members that are there an odd number of times, each once, ascending.
pub(super) fn odd_ones(mut members: Vec<u32>) -> Vec<u32> {
    members.sort_unstable();
    let same = members.chunk_by(|one, other| one == other).filter(|same| same.len() % 2 == 1);
    same.filter_map(|same| same.first()).copied().collect()
}

/// What is in one of two ascending lists, and not in both.
fn in_one_only(one: &[u32], other: &[u32]) -> Vec<u32> {
    let mut members = Vec::with_capacity(one.len() + other.len());
    let (mut one, mut other) = (one.iter().copied().peekable(), other.iter().copied().peekable());
    loop {
        let order = match (one.peek(), other.peek()) {
            (Some(first), Some(second)) => first.cmp(second),
            (Some(_), None) => Ordering::Less,
            (None, Some(_)) => Ordering::Greater,
            (None, None) => return members,
        };
        match order {
            Ordering::Less => members.extend(one.next()),
            Ordering::Greater => members.extend(other.next()),
            Ordering::Equal => {
                one.next();
                other.next();
            }
        }
    }
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
