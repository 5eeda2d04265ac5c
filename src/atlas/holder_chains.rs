//! The part-of chains of one or several holders, end to end in one list.

/// For each holder the polities from the top of its part-of chain down to it, by number.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub(crate) struct HolderChains {
    links: Box<[u32]>,
    /// Where each chain ends; empty for one chain alone, which is nearly all.
    ends: Box<[u32]>,
}

impl HolderChains {
    /// One chain, from the top down.
    pub(crate) fn one(chain: &[u32]) -> Self {
        Self { links: chain.into(), ends: Box::default() }
    }

    /// Several chains, each from the top down.
    pub(crate) fn several<'c>(chains: impl IntoIterator<Item = &'c [u32]>) -> Self {
        let (mut links, mut ends) = (Vec::new(), Vec::new());
        for chain in chains {
            links.extend_from_slice(chain);
            ends.push(u32::try_from(links.len()).unwrap_or(u32::MAX));
        }
        if ends.len() == 1 {
            ends.clear();
        }
        Self { links: links.into(), ends: ends.into() }
    }

    /// The first chain.
    #[inline]
    pub(crate) fn first(&self) -> Option<&[u32]> {
        let end = self.ends.first().map_or(self.links.len(), |&end| end as usize);
        self.links.get(..end).filter(|chain| !chain.is_empty())
    }

    /// Each chain.
    pub(crate) fn iter(&self) -> impl Iterator<Item = &[u32]> {
        let count = if self.links.is_empty() { 0 } else { self.ends.len().max(1) };
        (0..count).filter_map(|chain| {
            let start = chain.checked_sub(1).and_then(|before| self.ends.get(before)).map_or(0, |&end| end as usize);
            let end = self.ends.get(chain).map_or(self.links.len(), |&end| end as usize);
            self.links.get(start..end)
        })
    }

    /// The top of each chain.
    pub(crate) fn tops(&self) -> impl Iterator<Item = u32> {
        self.iter().filter_map(|chain| chain.first().copied())
    }

    /// Whether there is none.
    pub(crate) fn is_empty(&self) -> bool {
        self.links.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chains_come_back_as_they_went_in() {
        for chains in [vec![], vec![vec![1]], vec![vec![1, 2, 3]], vec![vec![1], vec![2, 3]], vec![vec![4, 5], vec![6]]]
        {
            let kept = HolderChains::several(chains.iter().map(Vec::as_slice));
            assert_eq!(kept.iter().collect::<Vec<_>>(), chains);
            assert_eq!(kept.first(), chains.first().map(Vec::as_slice));
            assert_eq!(kept.tops().collect::<Vec<_>>(), chains.iter().map(|chain| chain[0]).collect::<Vec<_>>());
            assert_eq!(kept.is_empty(), chains.is_empty());
        }
        assert_eq!(HolderChains::one(&[7, 8]), HolderChains::several([&[7, 8][..]]));
    }
}
