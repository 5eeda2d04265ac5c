//! Sets of uses while they grow, one use after the other.

use hashbrown::HashMap;

use super::sets::{SetId, SetList, Sets};

/// The number of a chain in [`UseChains`].
pub(super) type ChainId = u32;

/// Sets to which members are added in ascending order of their rings: each is the one before it with one use more, so that
/// a set of many takes no more memory than its last member. The sets are listed when they are complete.
#[derive(Debug, Default)]
pub(super) struct UseChains {
    /// For each chain but the empty one, the chain before it and its last use.
    links: Vec<(ChainId, u32)>,
    known: HashMap<(ChainId, u32), ChainId>,
}

impl UseChains {
    /// The empty chain.
    pub(super) const EMPTY: ChainId = 0;

    /// The chain with this use, or without it if it has it. Only the last uses can be those of the ring that is added.
    pub(super) fn toggled(&mut self, chain: ChainId, use_: u32) -> ChainId {
        match self.link(chain) {
            Some((before, last)) if last == use_ => return before,
            // The ring runs along the edge both ways.
            Some((before, last)) if last >> 1 == use_ >> 1 => {
                if let Some((first, _)) = self.link(before).filter(|link| link.1 == use_) {
                    return self.longer(first, last);
                }
            }
            _ => {}
        }
        self.longer(chain, use_)
    }

    fn longer(&mut self, chain: ChainId, use_: u32) -> ChainId {
        let links = &mut self.links;
        *self.known.entry((chain, use_)).or_insert_with(|| {
            links.push((chain, use_));
            u32::try_from(links.len()).unwrap_or(u32::MAX)
        })
    }

    fn link(&self, chain: ChainId) -> Option<(ChainId, u32)> {
        self.links.get((chain as usize).checked_sub(1)?).copied()
    }

    /// Makes sets of the chains that are in use, and puts their numbers in the places of those of the chains.
    pub(super) fn into_sets<'c>(self, chains: impl Iterator<Item = &'c mut ChainId>) -> SetList {
        let mut sets = Sets::new();
        let mut numbers: HashMap<ChainId, SetId> = HashMap::new();
        for slot in chains {
            *slot = *numbers.entry(*slot).or_insert_with_key(|&chain| {
                let links = std::iter::successors(self.link(chain), |link| self.link(link.0));
                let mut members: Vec<u32> = links.map(|link| link.1).collect();
                members.sort_unstable();
                sets.number(&members)
            });
        }
        sets.into_list()
    }
}
