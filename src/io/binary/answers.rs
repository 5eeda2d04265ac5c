//! The answers of the index's regions through time.

use super::error::Malformed;
use super::wire::{Reader, Wire, Writer};
use crate::atlas::Atlas;
use crate::atlas::holder_chains::HolderChains;
use crate::atlas::lookup::Lookup;
use crate::atlas::lookup_lists::LookupLists;
use crate::atlas::store::Store;
use crate::atlas::verdict::{Choice, Kind, Verdict};
use crate::model::control::Basis;

/// Writes the answers on one basis.
pub(super) fn write(atlas: &Atlas, basis: Basis, to: &mut Writer) {
    let lists = atlas.lookup(basis).to_lists(atlas.store().grounds.index.region_count());
    to.list(&lists.verdicts);
    to.list(&lists.sizes);
    to.packed(&lists.answers);
    to.packed(&lists.days);
    to.packed(&lists.gaps);
}

/// Reads the answers of the regions of a store.
pub(super) fn read(from: &mut Reader<'_>, store: &Store) -> Result<Lookup, Malformed> {
    let mut verdicts: Vec<Verdict> = from.list()?;
    let choices = || verdicts.iter().flat_map(|verdict| &verdict.candidates);
    let are_known = |numbers: &[u32], length: usize| numbers.iter().all(|&number| (number as usize) < length);
    let polities = |choice: &Choice| choice.chains.iter().all(|chain| are_known(chain, store.polities.len()));
    if !choices().all(polities) {
        return Err(from.malformed("a verdict has a holder that is not there"));
    }
    let records = |choice: &Choice| choice.records.iter().chain(&choice.undrawn).copied().collect::<Vec<_>>();
    if !choices().all(|choice| are_known(&records(choice), store.records.len())) {
        return Err(from.malformed("a verdict has a record that is not there"));
    }
    for verdict in &mut verdicts {
        *verdict = Verdict::of_choices(store, std::mem::take(&mut verdict.candidates).into());
    }
    let lists = LookupLists {
        verdicts,
        sizes: from.list()?,
        answers: from.packed()?,
        days: from.packed()?,
        gaps: from.packed()?,
    };
    from.end()?;
    Lookup::from_lists(lists, store.grounds.index.region_count()).map_err(|reason| from.malformed(reason))
}

impl Wire for Verdict {
    fn write(&self, to: &mut Writer) {
        self.candidates.write(to);
    }

    fn read(from: &mut Reader<'_>) -> Result<Self, Malformed> {
        let candidates: Box<[Choice]> = Wire::read(from)?;
        if candidates.is_empty() {
            return Err(from.malformed("a verdict leaves nothing open"));
        }
        // Whether it is weak is said by the records, which are not at hand here.
        Ok(Self { candidates, is_weak: false, viewer: None })
    }
}

const KINDS: [Kind; 8] = [
    Kind::Sole,
    Kind::Condominium,
    Kind::Contested,
    Kind::Vacant,
    Kind::Unrecorded,
    Kind::OutsideSpace,
    Kind::OutsideTime,
    Kind::Unlisted,
];

impl Wire for Choice {
    fn write(&self, to: &mut Writer) {
        to.count(KINDS.iter().position(|&kind| kind == self.kind).unwrap_or(KINDS.len()));
        to.count(self.chains.iter().count());
        for chain in self.chains.iter() {
            to.count(chain.len());
            for polity in chain {
                polity.write(to);
            }
        }
        self.records.write(to);
        self.undrawn.write(to);
    }

    fn read(from: &mut Reader<'_>) -> Result<Self, Malformed> {
        let kind = KINDS.get(usize::from(from.byte()?)).copied();
        let kind = kind.ok_or_else(|| from.malformed("a verdict is of no known kind"))?;
        let chains: Vec<Vec<u32>> = from.list()?;
        let is_held = match kind {
            Kind::Sole => chains.len() == 1,
            Kind::Condominium | Kind::Contested => chains.len() > 1,
            _ => chains.is_empty(),
        };
        if !is_held || chains.iter().any(Vec::is_empty) {
            return Err(from.malformed("a verdict has not as many holders as its kind"));
        }
        let chains = HolderChains::several(chains.iter().map(Vec::as_slice));
        Ok(Self { kind, chains, records: Wire::read(from)?, undrawn: Wire::read(from)? })
    }
}
