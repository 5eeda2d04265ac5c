//! What the records leave open at a place on a day.

use std::collections::{BTreeSet, HashSet};

use super::holder_chains::HolderChains;
use super::store::Store;
use crate::model::control::{Holding, Mode};
use crate::model::record::Record;
use crate::model::source::Confidence;

/// Of so many records a list is searched.
const FEW: usize = 32;

/// The candidates of an answer: one where it is certain, several where it is not; never none.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) struct Verdict {
    pub(crate) candidates: Box<[Choice]>,
    /// Whether the one candidate rests on records of low or unstated confidence only.
    pub(crate) is_weak: bool,
    /// The polity as which it was seen, by number; `None` where it is what the atlas states.
    pub(crate) viewer: Option<u32>,
}

/// One candidate: how a place is held, by whom, and by which records.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) struct Choice {
    pub(crate) kind: Kind,
    pub(crate) chains: HolderChains,
    /// The numbers of the records that say so.
    pub(crate) records: Vec<u32>,
    /// The records, by number, that say that others held parts which are not drawn: these others are this choice.
    pub(crate) undrawn: Vec<u32>,
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
    /// Stands for the candidates that are too many to list; never alone.
    Unlisted,
}

impl Kind {
    /// The kind of what a record states.
    pub(crate) fn of(holding: &Holding) -> Self {
        match holding {
            Holding::Sole(_) => Self::Sole,
            Holding::Condominium(_) => Self::Condominium,
            Holding::Contested(_) => Self::Contested,
            Holding::Vacant => Self::Vacant,
        }
    }
}

impl Verdict {
    /// One candidate without holders.
    pub(crate) fn bare(kind: Kind) -> Self {
        Self { candidates: Box::new([Choice::bare(kind)]), is_weak: false, viewer: None }
    }

    /// The numbers of the records behind its candidates.
    pub(crate) fn records(&self) -> impl Iterator<Item = u32> {
        self.candidates.iter().flat_map(|choice| choice.records.iter().copied())
    }

    /// The verdict that leaves these open, of which there is at least one.
    pub(crate) fn of_choices(store: &Store, candidates: Vec<Choice>) -> Self {
        let is_weak = matches!(candidates.as_slice(), [only] if only.is_weak(store));
        Self { candidates: candidates.into(), is_weak, viewer: None }
    }

    /// Whether this kind is all that is left open.
    #[inline]
    pub(crate) fn is_only(&self, kind: Kind) -> bool {
        matches!(&*self.candidates, [only] if only.kind == kind)
    }

    /// Whether a peacekeeping force holds, in some candidate at least.
    pub(crate) fn is_peacekept(&self, store: &Store) -> bool {
        self.candidates.iter().any(|choice| choice.mode(store) == Some(Mode::Peacekeeping))
    }

    /// Whether two verdicts leave the same holders open, whatever the records.
    pub(crate) fn same_holders(&self, other: &Self) -> bool {
        if let ([one], [another]) = (&*self.candidates, &*other.candidates) {
            return one.same_holders(another);
        }
        let among = |one: &Choice, all: &Self| all.candidates.iter().any(|another| one.same_holders(another));
        self.candidates.iter().all(|one| among(one, other)) && other.candidates.iter().all(|one| among(one, self))
    }
}

impl Choice {
    /// A candidate without holders.
    pub(crate) fn bare(kind: Kind) -> Self {
        Self { kind, chains: HolderChains::default(), records: Vec::new(), undrawn: Vec::new() }
    }

    /// What it is when all of these are said of one place; `None` if nothing is recorded.
    pub(crate) fn contested(sides: Vec<Self>) -> Option<Self> {
        let mut different: Vec<Self> = Vec::new();
        for side in sides.into_iter().filter(|side| side.kind != Kind::Unrecorded) {
            match different.iter_mut().find(|known| known.agrees(&side)) {
                Some(known) => known.join(side),
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
            undrawn: different.iter().flat_map(|side| side.undrawn.clone()).collect(),
        })
    }

    /// How it is held de facto, by the first of its records that is a control; `None` if none is.
    pub(crate) fn mode(&self, store: &Store) -> Option<Mode> {
        self.records.iter().filter_map(|&number| store.record(number)).find_map(Record::mode)
    }

    /// Adds what says the same.
    pub(crate) fn join(&mut self, other: Self) {
        for (own, others) in [(&mut self.records, other.records), (&mut self.undrawn, other.undrawn)] {
            if own.len().min(others.len()) > FEW {
                let known: HashSet<u32> = own.iter().copied().collect();
                own.extend(others.into_iter().filter(|number| !known.contains(number)));
                continue;
            }
            for number in others {
                if !own.contains(&number) {
                    own.push(number);
                }
            }
        }
    }

    /// Whether it rests on records of low or unstated confidence only.
    pub(crate) fn is_weak(&self, store: &Store) -> bool {
        let weak = |&number: &u32| {
            let confidence = store.record(number).and_then(|record| record.attestation.confidence);
            confidence.is_none_or(|confidence| confidence == Confidence::Low)
        };
        !self.records.is_empty() && self.records.iter().all(weak)
    }

    /// Whether both have the same polities at the top of their part-of chains.
    fn same_holders(&self, other: &Self) -> bool {
        if self.kind != other.kind {
            return false;
        }
        match (self.chains.first(), other.chains.first()) {
            (Some(one), Some(another)) if self.chains.iter().count() == 1 && other.chains.iter().count() == 1 => {
                one.first() == another.first()
            }
            _ => {
                let tops = |choice: &Self| choice.chains.tops().collect::<BTreeSet<_>>();
                tops(self) == tops(other)
            }
        }
    }

    /// Whether both name the same holders.
    pub(crate) fn agrees(&self, other: &Self) -> bool {
        self.kind == other.kind && self.chains == other.chains
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn choice(kind: Kind, chains: &[&[u32]], records: impl IntoIterator<Item = u32>) -> Choice {
        let chains = HolderChains::several(chains.iter().copied());
        Choice { chains, records: records.into_iter().collect(), ..Choice::bare(kind) }
    }

    #[test]
    fn what_says_the_same_is_said_once_however_long_the_lists() {
        for (own, others) in [(3, 5), (100, 5), (5, 100), (32, 32), (100, 90)] {
            let mut joined = choice(Kind::Sole, &[&[1]], 0..own);
            joined.join(choice(Kind::Sole, &[&[1]], (0..others).rev().map(|number| number * 2)));
            let further: Vec<u32> =
                (0..others).rev().map(|number| number * 2).filter(|&number| number >= own).collect();
            assert_eq!(joined.records, (0..own).chain(further).collect::<Vec<u32>>(), "{own} {others}");
        }
    }

    #[test]
    fn the_same_holders_are_at_the_top_of_chains() {
        use Kind::{Condominium, Contested, Sole};
        let verdict = |choices: &[Choice]| Verdict { candidates: choices.into(), ..Verdict::bare(Sole) };
        let one = |kind, chains: &[&[u32]]| choice(kind, chains, [7]);
        for (first, second, are_same) in [
            (one(Sole, &[&[1, 5]]), one(Sole, &[&[1]]), true),
            (one(Sole, &[&[1, 5]]), one(Sole, &[&[5]]), false),
            (one(Sole, &[&[1]]), one(Kind::Vacant, &[]), false),
            (one(Kind::Vacant, &[]), one(Kind::Vacant, &[]), true),
            (one(Condominium, &[&[1, 5], &[2]]), one(Condominium, &[&[1], &[2, 9]]), true),
            (one(Condominium, &[&[1], &[2]]), one(Condominium, &[&[1], &[3]]), false),
            (one(Condominium, &[&[1], &[2]]), one(Contested, &[&[1], &[2]]), false),
            (one(Contested, &[&[1]]), one(Contested, &[&[1], &[2]]), false),
        ] {
            assert_eq!(
                [first.same_holders(&second), second.same_holders(&first)],
                [are_same; 2],
                "{first:?} {second:?}"
            );
            let other = one(Sole, &[&[9]]);
            let (short, long) = (verdict(std::slice::from_ref(&first)), verdict(&[second.clone(), other.clone()]));
            assert_eq!(short.same_holders(&verdict(std::slice::from_ref(&second))), are_same);
            // What the one has more the other has not, whichever is asked.
            assert!(!short.same_holders(&long) && !long.same_holders(&short));
            assert_eq!(verdict(&[other, first]).same_holders(&long), are_same);
        }
    }

    #[test]
    fn a_contest_has_different_sides() {
        let side = |kind, polity: u32| choice(kind, &[&[polity]], [polity]);
        let contested = |sides: &[Choice]| Choice::contested(sides.to_vec());
        let (unrecorded, vacant) = (Choice::bare(Kind::Unrecorded), Choice::bare(Kind::Vacant));
        assert_eq!(contested(&[]), None);
        assert_eq!(contested(&[unrecorded.clone(), unrecorded.clone()]), None);
        assert_eq!(contested(&[unrecorded, side(Kind::Sole, 1)]), Some(side(Kind::Sole, 1)));
        assert_eq!(contested(&[vacant.clone(), vacant.clone()]), Some(vacant.clone()));
        assert_eq!(contested(&[vacant, side(Kind::Sole, 1), side(Kind::Sole, 1)]), Some(side(Kind::Sole, 1)));
        let both = contested(&[side(Kind::Sole, 2), side(Kind::Sole, 1)]);
        assert_eq!(both, Some(choice(Kind::Contested, &[&[1], &[2]], [2, 1])));
    }
}
