//! From records to a verdict: which candidates a day leaves.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use time::Date;

use super::holder_chains::HolderChains;
use super::part_of::part_of_chains;
use super::precedence::{self, Precedence};
use super::store::Store;
use super::verdict::{Choice, Kind, Verdict};
use super::ways::{MOST_WAYS, ways};
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
    /// The place of each choice in the list, once there are many.
    places: HashMap<(Kind, HolderChains), usize>,
    /// Whether there are more than can be listed.
    is_cut: bool,
}

/// Of so many choices the list is searched.
const FEW: usize = 16;

/// Where contested ground lies in contested ground, and no record is sure, so many levels are asked.
const MOST_AROUND: usize = 256;

impl Gathered {
    /// Whether nothing was added.
    pub(super) fn is_empty(&self) -> bool {
        self.choices.is_empty()
    }

    /// What was gathered, as a verdict; not for nothing.
    ///
    /// No more than [`MOST_WAYS`] candidates are listed, and one that stands for the others.
    pub(super) fn into_verdict(mut self, store: &Store) -> Verdict {
        self.is_cut |= self.choices.len() > MOST_WAYS;
        self.choices.truncate(MOST_WAYS);
        if self.is_cut {
            self.choices.push(Choice::bare(Kind::Unlisted));
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
        match self.place_of(&choice).and_then(|place| self.choices.get_mut(place)) {
            Some(known) => known.join(choice),
            None => self.choices.push(choice),
        }
    }

    /// The place of the choice that names the same holders.
    fn place_of(&mut self, choice: &Choice) -> Option<usize> {
        if self.choices.len() <= FEW {
            return self.choices.iter().position(|known| known.agrees(choice));
        }
        let key = |choice: &Choice| (choice.kind, choice.chains.clone());
        let listed = self.places.len();
        self.places.extend(self.choices.iter().map(key).zip(0..).skip(listed));
        self.places.get(&key(choice)).copied()
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
    fn add_contest(&mut self, sides: &[Vec<u32>], mut add: impl FnMut(&mut Self, &[u32]) -> bool) -> bool {
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
            return self.add_contested(store, lineage, (basis, day), &mut Around::default());
        }
        lineage.iter().any(|&territory| self.add_own(store, territory, basis, day))
    }

    /// As [`Gathered::add_recorded`], where territories that do not nest in each other may lie around the first.
    fn add_contested(&mut self, store: &Store, lineage: &[u32], asked: (Basis, Date), around: &mut Around) -> bool {
        let (basis, day) = asked;
        let is_recorded = |&territory: &u32| precedence::has_record(store, territory, basis, day);
        let recorded: Vec<u32> = lineage.iter().copied().filter(is_recorded).collect();
        self.add_contest(&precedence::contestants(store, &recorded), |found, side| match side {
            [] => false,
            [first, rest @ ..] => {
                found.add_own(store, *first, basis, day) || found.add_around(store, rest, asked, around)
            }
        })
    }

    /// Adds what is said of the territories around one of which no record is sure; several may lie in the same ones.
    fn add_around(&mut self, store: &Store, lineage: &[u32], asked: (Basis, Date), around: &mut Around) -> bool {
        if lineage.is_empty() {
            return false;
        }
        if around.depth >= MOST_AROUND {
            self.is_cut = true;
            return false;
        }
        if !around.known.contains_key(lineage) {
            let mut found = Self::default();
            around.depth += 1;
            let is_settled = found.add_contested(store, lineage, asked, around);
            around.depth -= 1;
            around.known.insert(lineage.to_vec(), (found, is_settled));
        }
        let Some((found, is_settled)) = around.known.get(lineage) else { return false };
        self.is_cut |= found.is_cut;
        found.choices.iter().for_each(|choice| self.add(choice.clone()));
        *is_settled
    }

    /// Adds what the records of one territory leave open, and the others that held parts of it which are not drawn.
    fn add_own(&mut self, store: &Store, territory: u32, basis: Basis, day: Date) -> bool {
        let records = store.ledger_around(territory, basis, day);
        let dated = records.filter_map(|n| store.record(n).map(|record| (store.effective_period(n), (n, record))));
        let open = alternatives(dated, day);
        // What the records of one holder say is the same for each of them.
        let mut own = Self::default();
        let mut known: HashMap<&Holding, Vec<Choice>> = HashMap::new();
        for (number, record) in open.values {
            let choices = match known.entry(&record.holding) {
                Entry::Occupied(entry) => entry.into_mut(),
                Entry::Vacant(entry) => entry.insert(own.choices_of(store, &record.holding, day)),
            };
            for choice in choices.iter() {
                own.add_record(choice, number);
            }
            for part in store.undrawn_on(number, day) {
                let others = match &part.holding {
                    Some(holding) => own.choices_of(store, holding, day),
                    None => vec![Choice::bare(Kind::Unrecorded)],
                };
                for choice in others {
                    own.add(Choice { undrawn: vec![number], ..choice });
                }
            }
        }
        self.is_cut |= own.is_cut;
        own.choices.into_iter().for_each(|choice| self.add(choice));
        open.exhaustive
    }

    /// Adds that a record says this; each record is added once, one after the other.
    fn add_record(&mut self, choice: &Choice, number: u32) {
        match self.place_of(choice).and_then(|place| self.choices.get_mut(place)) {
            Some(known) if known.records.last() == Some(&number) => {}
            Some(known) => known.records.push(number),
            None => self.choices.push(Choice { records: vec![number], ..choice.clone() }),
        }
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

/// What was found around territories of a place, by the list of these.
#[derive(Default)]
struct Around {
    known: HashMap<Vec<u32>, (Gathered, bool)>,
    depth: usize,
}

#[cfg(test)]
mod tests {
    use time::macros::date;

    use super::*;
    use crate::atlas::{Atlas, SourceDraft, TerritoryDraft};
    use crate::model::territory::TerritoryKind;

    #[test]
    fn who_has_asked_around_is_as_deep_as_before() {
        let territory = |code| {
            let square = geo_types::Rect::new((10.0, 40.0), (11.0, 41.0));
            TerritoryDraft::new(code, TerritoryKind::Province, code).outline(square, 100.0).citing("map")
        };
        let builder = Atlas::builder("mine").source(SourceDraft::new("map", "Map")).keep_contradictions();
        let atlas = builder.territory(territory("one")).territory(territory("other")).build().unwrap();
        let mut around = Around::default();
        let mut gathered = Gathered::default();
        for asked in 1..=2 * MOST_AROUND {
            let lineage = if asked.is_multiple_of(2) { [0] } else { [1] };
            let day = date!(1900 - 01 - 01);
            assert!(!gathered.add_around(atlas.store(), &lineage, (Basis::DeJure, day), &mut around));
            assert_eq!((around.depth, around.known.len()), (0, asked.min(2)));
        }
        assert!(gathered.is_empty() && !gathered.is_cut);
    }
}
