//! Values by numbers.

use std::hash::Hash;

use hashbrown::HashMap;

/// Values, each once and with a number, in the order in which they came.
#[derive(Debug)]
pub(super) struct Numbered<T> {
    list: Vec<T>,
    numbers: HashMap<T, u32>,
}

impl<T: Clone + Eq + Hash> Numbered<T> {
    /// The number of a value, which is kept if it is new.
    pub(super) fn number(&mut self, value: T) -> u32 {
        let next = u32::try_from(self.list.len()).unwrap_or(u32::MAX);
        *self.numbers.entry(value).or_insert_with_key(|value| {
            self.list.push(value.clone());
            next
        })
    }

    /// The values, each at the place of its number.
    pub(super) fn into_list(self) -> Vec<T> {
        self.list
    }
}

impl<T> Default for Numbered<T> {
    fn default() -> Self {
        Self { list: Vec::new(), numbers: HashMap::new() }
    }
}
