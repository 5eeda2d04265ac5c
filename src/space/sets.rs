//! Sets of shapes, each kept once.

use super::hash::QuickMap;

/// The number of a set in [`Sets`].
pub(super) type SetId = u32;

/// Sets of shape numbers. Equal sets have equal numbers, and how two sets differ is worked out once.
#[derive(Debug)]
pub(super) struct Sets {
    /// Where each set ends in `members`.
    ends: Vec<usize>,
    members: Vec<u32>,
    numbers: QuickMap<Box<[u32]>, SetId>,
    differences: QuickMap<(SetId, SetId), SetId>,
}

impl Sets {
    /// The set of nothing.
    pub(super) const EMPTY: SetId = 0;

    /// Only the empty set, and nothing known.
    pub(super) fn new() -> Self {
        let mut sets = Self {
            ends: Vec::new(),
            members: Vec::new(),
            numbers: QuickMap::default(),
            differences: QuickMap::default(),
        };
        sets.number(&[]);
        sets
    }

    /// The members of a set, ascending.
    pub(super) fn members(&self, set: SetId) -> &[u32] {
        let set = set as usize;
        let start = set.checked_sub(1).and_then(|before| self.ends.get(before)).copied().unwrap_or(0);
        let end = self.ends.get(set).copied().unwrap_or(start);
        self.members.get(start..end).unwrap_or_default()
    }

    /// The number of the set with these members, which ascend.
    pub(super) fn number(&mut self, members: &[u32]) -> SetId {
        if let Some(&known) = self.numbers.get(members) {
            return known;
        }
        let number = u32::try_from(self.ends.len()).unwrap_or(u32::MAX);
        self.members.extend_from_slice(members);
        self.ends.push(self.members.len());
        self.numbers.insert(members.into(), number);
        number
    }

    /// The shapes that are in one of the two sets, but not in both.
    pub(super) fn difference(&mut self, one: SetId, other: SetId) -> SetId {
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

/// Adds a member that is not there, or removes one that is; the order is lost.
pub(super) fn toggle(members: &mut Vec<u32>, member: u32) {
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
