//! Items grouped by bin: a counting sort.

/// Items grouped by bin.
#[derive(Debug, Default)]
pub(super) struct Bins {
    /// Where each bin ends.
    ends: Vec<u32>,
    items: Vec<u32>,
}

impl Bins {
    /// Groups pairs of bin and item by bin; items keep their order.
    pub(super) fn new(count: usize, pairs: &[(u32, u32)]) -> Self {
        let mut ends = vec![0_u32; count + 1];
        for &(bin, _) in pairs {
            if let Some(end) = ends.get_mut(bin as usize + 1) {
                *end += 1;
            }
        }
        let mut sum = 0;
        for end in &mut ends {
            sum += *end;
            *end = sum;
        }
        let mut items = vec![0; pairs.len()];
        for &(bin, item) in pairs {
            let Some(next) = ends.get_mut(bin as usize) else {
                continue;
            };
            if let Some(place) = items.get_mut(*next as usize) {
                *place = item;
            }
            *next += 1;
        }
        ends.truncate(count);
        Self { ends, items }
    }

    /// The items of a bin.
    pub(super) fn get(&self, bin: usize) -> &[u32] {
        let start = bin.checked_sub(1).and_then(|before| self.ends.get(before)).copied().unwrap_or(0);
        let end = self.ends.get(bin).copied().unwrap_or(start);
        self.items.get(start as usize..end as usize).unwrap_or_default()
    }

    /// The items of a bin, to be put in another order.
    pub(super) fn get_mut(&mut self, bin: usize) -> &mut [u32] {
        let start = bin.checked_sub(1).and_then(|before| self.ends.get(before)).copied().unwrap_or(0);
        let end = self.ends.get(bin).copied().unwrap_or(start);
        self.items.get_mut(start as usize..end as usize).unwrap_or_default()
    }
}
