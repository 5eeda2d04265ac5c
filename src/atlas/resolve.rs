//! From records to a verdict: which candidates a day leaves.

use time::Date;

use super::holder_chains::HolderChains;
use super::part_of::part_of_chains;
use super::precedence::{self, Precedence};
use super::store::Store;
use super::verdict::{Choice, Kind, Verdict};
use super::ways::ways;
use crate::model::control::{Basis, Holding};
use crate::model::timeline::alternatives;

impl Verdict {
    /// What the records of `lineage` (most specific first) leave open on `day`.
    pub(crate) fn on(store: &Store, lineage: &[u32], basis: Basis, day: Date) -> Self {
        Self::of(store, &Precedence::new(store, lineage, basis), basis, day)
    }

    /// What the records leave open on `day`, asked in this order.
    pub(crate) fn of(store: &Store, precedence: &Precedence, basis: Basis, day: Date) -> Self {
        let mut found = Gathered::default();
        let is_settled = precedence.tiers().any(|tier| {
            let sides = precedence::sides(store, tier, basis, day);
            found.add_contest(&sides, |found, side| found.add_held(store, side, basis, day))
        });
        if !is_settled {
            found.add(Choice::bare(Kind::Unrecorded));
        }
        found.into_verdict(store)
    }
}

/// Candidates as they are gathered. Each way of adding to them tells whether one of what it added surely holds.
#[derive(Default)]
pub(super) struct Gathered {
    choices: Vec<Choice>,
    /// Whether there are more than can be listed.
    is_cut: bool,
}

impl Gathered {
    /// Whether nothing was added.
    pub(super) fn is_empty(&self) -> bool {
        self.choices.is_empty()
    }

    /// What was gathered, as a verdict; not for nothing.
    pub(super) fn into_verdict(mut self, store: &Store) -> Verdict {
        if self.is_cut {
            self.add(Choice::bare(Kind::Unlisted));
        }
        Verdict::of_choices(store, self.choices)
    }

    /// Adds a choice that names other holders than those there are.
    pub(super) fn add_other(&mut self, choice: &Choice) {
        if !self.choices.iter().any(|known| known.agrees(choice)) {
            self.choices.push(choice.clone());
        }
    }

    /// Adds that a polity holds alone, by no record, for each way in which its part-of chain can run on `day`.
    pub(super) fn add_holder(&mut self, store: &Store, polity: u32, day: Date) {
        let chains = part_of_chains(store, polity, day);
        self.is_cut |= chains.is_cut;
        for chain in chains.list {
            self.add(Choice { chains: HolderChains::one(&chain), ..Choice::bare(Kind::Sole) });
        }
    }

    fn add(&mut self, choice: Choice) {
        match self.choices.iter_mut().find(|known| known.agrees(&choice)) {
            Some(known) => known.join(choice),
            None => self.choices.push(choice),
        }
    }

    /// Adds what the records leave open on a basis.
    fn add_held(&mut self, store: &Store, lineage: &[u32], basis: Basis, day: Date) -> bool {
        match basis {
            Basis::DeJure => self.add_recorded(store, lineage, Basis::DeJure, day),
            // Where no control is recorded, the sovereign holds.
            Basis::DeFacto => {
                self.add_recorded(store, lineage, Basis::DeFacto, day)
                    || self.add_recorded(store, lineage, Basis::DeJure, day)
            }
        }
    }

    /// Adds what one side leaves open, or several that contest each other.
    fn add_contest(&mut self, sides: &[Vec<u32>], add: impl Fn(&mut Self, &[u32]) -> bool) -> bool {
        match sides {
            [] => false,
            [one] => add(self, one),
            several => {
                let mut are_settled = false;
                let mut lists = Vec::with_capacity(several.len());
                for side in several {
                    let mut found = Self::default();
                    if add(&mut found, side) {
                        are_settled = true;
                    } else {
                        found.add(Choice::bare(Kind::Unrecorded));
                    }
                    self.is_cut |= found.is_cut;
                    lists.push(found.choices);
                }
                let ways = ways(&lists);
                self.is_cut |= ways.is_cut;
                ways.list.into_iter().filter_map(Choice::contested).for_each(|choice| self.add(choice));
                are_settled
            }
        }
    }

    /// Adds what the records of one basis leave open.
    fn add_recorded(&mut self, store: &Store, lineage: &[u32], basis: Basis, day: Date) -> bool {
        if store.about.contradictions_kept {
            return self.add_contested(store, lineage, basis, day);
        }
        lineage.iter().any(|&territory| self.add_own(store, territory, basis, day))
    }

    /// As [`Gathered::add_recorded`], where territories that do not nest in each other may lie around the first.
    fn add_contested(&mut self, store: &Store, lineage: &[u32], basis: Basis, day: Date) -> bool {
        let is_recorded = |&territory: &u32| precedence::has_record(store, territory, basis, day);
        let recorded: Vec<u32> = lineage.iter().copied().filter(is_recorded).collect();
        self.add_contest(&precedence::contestants(store, &recorded), |found, side| match side {
            [] => false,
            [first, around @ ..] => {
                found.add_own(store, *first, basis, day) || found.add_contested(store, around, basis, day)
            }
        })
    }

    /// Adds what the records of one territory leave open, and the others that held parts of it which are not drawn.
    fn add_own(&mut self, store: &Store, territory: u32, basis: Basis, day: Date) -> bool {
        let records = store.ledger(territory, basis).iter();
        let dated = records.filter_map(|&n| store.record(n).map(|record| (store.effective_period(n), (n, record))));
        let open = alternatives(dated, day);
        for (number, record) in open.values {
            for choice in self.choices_of(store, &record.holding, day) {
                self.add(Choice { records: vec![number], ..choice });
            }
            for part in store.undrawn_on(number, day) {
                let others = match &part.holding {
                    Some(holding) => self.choices_of(store, holding, day),
                    None => vec![Choice::bare(Kind::Unrecorded)],
                };
                for choice in others {
                    self.add(Choice { undrawn: vec![number], ..choice });
                }
            }
        }
        open.exhaustive
    }

    /// A choice without records for each way in which the part-of chains of holders can run on `day`.
    fn choices_of(&mut self, store: &Store, holding: &Holding, day: Date) -> Vec<Choice> {
        let kind = Kind::of(holding);
        let mut lists = Vec::new();
        for polity in holding.polities().iter().filter_map(|&code| store.polity_number(code)) {
            let chains = part_of_chains(store, polity, day);
            self.is_cut |= chains.is_cut;
            lists.push(chains.list);
        }
        let ways = ways(&lists);
        self.is_cut |= ways.is_cut;
        let chains = ways.list.iter().map(|way| HolderChains::several(way.iter().map(Vec::as_slice)));
        chains.map(|chains| Choice { chains, ..Choice::bare(kind) }).collect()
    }
}
