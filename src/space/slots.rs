//! Finds items of a list that lies elsewhere by what they are.

/// The numbers of items, each at the first free slot from where its hash points: half the memory of a map with
/// copies of the items for keys.
#[derive(Debug)]
pub(super) struct Slots {
    slots: Vec<u32>,
    count: usize,
}

/// No item.
const FREE: u32 = u32::MAX;

impl Slots {
    /// Room for so many items at first.
    pub(super) fn for_count(count: usize) -> Self {
        Self { slots: vec![FREE; (count * 2).next_power_of_two().max(16)], count: 0 }
    }

    /// The number of the item with this hash that is the one.
    pub(super) fn find(&self, hash: u64, is_it: impl Fn(usize) -> bool) -> Option<usize> {
        for slot in self.from(hash) {
            match self.slots.get(slot) {
                Some(&number) if number != FREE => {
                    if is_it(number as usize) {
                        return Some(number as usize);
                    }
                }
                _ => break,
            }
        }
        None
    }

    /// Adds the item of this number, which is not there yet; `hash` gives the hash of any item.
    pub(super) fn insert(&mut self, number: usize, hash: impl Fn(usize) -> u64) {
        self.count += 1;
        // At least a quarter of the slots stays free.
        if self.count * 4 > self.slots.len() * 3 {
            let room = vec![FREE; self.slots.len() * 2];
            for known in std::mem::replace(&mut self.slots, room).into_iter().filter(|&number| number != FREE) {
                self.put(known, hash(known as usize));
            }
        }
        self.put(u32::try_from(number).unwrap_or(FREE), hash(number));
    }

    fn put(&mut self, number: u32, hash: u64) {
        let free = self.from(hash).find(|&slot| self.slots.get(slot) == Some(&FREE));
        if let Some(slot) = free.and_then(|slot| self.slots.get_mut(slot)) {
            *slot = number;
        }
    }

    /// The slots in the order in which they are tried.
    #[expect(clippy::cast_possible_truncation, reason = "the lower bits of a hash are as good as all")]
    fn from(&self, hash: u64) -> impl Iterator<Item = usize> + use<> {
        let last = self.slots.len() - 1;
        (0..=last).map(move |step| (hash as usize).wrapping_add(step) & last)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn items_are_found_however_they_crowd() {
        let mut slots = Slots::for_count(0);
        let hash = |number: usize| (number % 3) as u64;
        for number in 0..1000 {
            assert_eq!(slots.find(hash(number), |known| known == number), None);
            slots.insert(number, hash);
        }
        assert!((0..1000).all(|number| slots.find(hash(number), |known| known == number) == Some(number)));
    }
}
