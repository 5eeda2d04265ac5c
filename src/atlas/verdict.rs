//! What the records leave open at a place on a day.

use std::collections::BTreeSet;

use super::holder_chains::HolderChains;

/// The candidates of an answer: one where it is certain, several where it is not; never none.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) struct Verdict {
    pub(crate) candidates: Box<[Choice]>,
}

/// One candidate: how a place is held, by whom, and by which records.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) struct Choice {
    pub(crate) kind: Kind,
    pub(crate) chains: HolderChains,
    /// The numbers of the records that say so.
    pub(crate) records: Vec<u32>,
}

/// How a place is held.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Kind {
    Sole,
    Condominium,
    Contested,
    Vacant,
    Unrecorded,
    OutsideSpace,
    OutsideTime,
}

impl Verdict {
    /// One candidate without holders.
    pub(crate) fn bare(kind: Kind) -> Self {
        Self { candidates: Box::new([Choice::bare(kind)]) }
    }

    /// The numbers of the records behind its candidates.
    pub(crate) fn records(&self) -> impl Iterator<Item = u32> {
        self.candidates.iter().flat_map(|choice| choice.records.iter().copied())
    }

    /// Whether two verdicts leave the same holders open, whatever the records.
    pub(crate) fn same_holders(&self, other: &Self) -> bool {
        let holders = |verdict: &Self| -> BTreeSet<(u8, Vec<u32>)> {
            let tops = |choice: &Choice| choice.chains.tops().collect();
            verdict.candidates.iter().map(|choice| (choice.kind as u8, tops(choice))).collect()
        };
        holders(self) == holders(other)
    }
}

impl Choice {
    /// A candidate without holders.
    pub(crate) fn bare(kind: Kind) -> Self {
        Self { kind, chains: HolderChains::default(), records: Vec::new() }
    }

    /// What it is when all of these are said of one place; `None` if nothing is recorded.
    pub(crate) fn contested(sides: Vec<Self>) -> Option<Self> {
        let mut different: Vec<Self> = Vec::new();
        for side in sides.into_iter().filter(|side| side.kind != Kind::Unrecorded) {
            match different.iter_mut().find(|known| known.agrees(&side)) {
                Some(known) => known.records.extend(side.records),
                None => different.push(side),
            }
        }
        // That nobody holds is no side in a contest.
        if different.iter().any(|side| side.kind != Kind::Vacant) {
            different.retain(|side| side.kind != Kind::Vacant);
        }
        if different.len() < 2 {
            return different.pop();
        }
        let mut chains: Vec<&[u32]> = different.iter().flat_map(|side| side.chains.iter()).collect();
        chains.sort_unstable();
        chains.dedup();
        let chains = HolderChains::several(chains);
        Some(Self {
            kind: Kind::Contested,
            chains,
            records: different.iter().flat_map(|side| side.records.clone()).collect(),
        })
    }

    /// Whether both name the same holders.
    pub(crate) fn agrees(&self, other: &Self) -> bool {
        self.kind == other.kind && self.chains == other.chains
    }
}
