//! Sets that are joined step by step (union-find).

/// The numbers from 0 on, each in a set of its own at first.
///
/// The least number of a set stands for it.
#[derive(Debug)]
pub(crate) struct DisjointSets {
    /// Another number of the same set, or the number itself.
    parents: Vec<u32>,
}

impl DisjointSets {
    /// As many sets of one number each.
    pub(crate) fn new(count: usize) -> Self {
        Self { parents: (0..).take(count).collect() }
    }

    /// The least number of the set that `number` is in.
    pub(crate) fn root(&mut self, mut number: u32) -> u32 {
        while let Some(parent) = self.parents.get(number as usize).copied().filter(|&parent| parent != number) {
            // Halving the path keeps later walks short.
            let above = self.parents.get(parent as usize).copied().unwrap_or(parent);
            if let Some(slot) = self.parents.get_mut(number as usize) {
                *slot = above;
            }
            number = above;
        }
        number
    }

    /// Joins the sets of two numbers.
    pub(crate) fn join(&mut self, one: u32, other: u32) {
        let (one, other) = (self.root(one), self.root(other));
        if let Some(slot) = self.parents.get_mut(one.max(other) as usize) {
            *slot = one.min(other);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn joined_sets_have_one_root() {
        let mut sets = DisjointSets::new(6);
        sets.join(4, 5);
        sets.join(2, 4);
        sets.join(0, 1);
        assert_eq!((0..6).map(|number| sets.root(number)).collect::<Vec<_>>(), [0, 0, 2, 3, 2, 2]);
    }
}
