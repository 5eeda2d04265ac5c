//! In which order the territories at a place are asked for records.

use time::Date;

use super::store::Store;
use crate::model::control::Basis;

/// The territories at a place in the order in which they are asked, on one basis.
///
/// The first tier that has a record decides. Each tier is one layer of the atlas, by the precedence of the basis; an
/// atlas that was not merged of several has one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Precedence {
    tiers: Vec<Vec<u32>>,
}

impl Precedence {
    /// The order of all territories at a place, most specific first.
    pub(crate) fn new(store: &Store, lineage: &[u32], basis: Basis) -> Self {
        let layers = store.about.precedence(basis);
        if layers.is_empty() {
            return Self { tiers: vec![lineage.to_vec()] };
        }
        let of_layer = |layer: &u8| -> Vec<u32> {
            let of_layer = |&&number: &&u32| store.territory(number).is_some_and(|it| it.layer == *layer);
            lineage.iter().filter(of_layer).copied().collect()
        };
        Self { tiers: layers.iter().map(of_layer).filter(|it| !it.is_empty()).collect() }
    }

    /// From the tier that is asked first on; of each, its territories, most specific first.
    pub(crate) fn tiers(&self) -> impl Iterator<Item = &[u32]> {
        self.tiers.iter().map(Vec::as_slice)
    }
}

/// The lineages of a tier that contest its ground on a day, each most specific first: one, but where the atlas keeps
/// contradictions one for each territory with a record that no other one with a record lies within.
///
/// What has no record on the day is no side: maps of other years, whose outlines lie within those of this one anyhow,
/// do not settle which of two that cross is asked first.
pub(crate) fn sides(store: &Store, tier: &[u32], basis: Basis, day: Date) -> Vec<Vec<u32>> {
    if !store.about.contradictions_kept {
        return vec![tier.to_vec()];
    }
    contestants(store, &tier.iter().copied().filter(|&it| is_recorded(store, it, basis, day)).collect::<Vec<_>>())
}

/// Whether a territory has a record on a day that counts on this basis; where no control is recorded, the sovereign
/// holds.
fn is_recorded(store: &Store, territory: u32, basis: Basis, day: Date) -> bool {
    has_record(store, territory, basis, day) || has_record(store, territory, Basis::DeJure, day)
}

/// Whether a territory has a record of this basis on a day, certain or not.
pub(crate) fn has_record(store: &Store, territory: u32, basis: Basis, day: Date) -> bool {
    store.ledger_around(territory, basis, day).any(|number| store.effective_period(number).holds_on(day).is_some())
}

/// The lineages of the territories that no other one here lies within.
pub(crate) fn contestants(store: &Store, lineage: &[u32]) -> Vec<Vec<u32>> {
    let wholes = store.wholes(lineage.iter().copied());
    let deciding = lineage.iter().filter(|whole| wholes.binary_search(whole).is_err());
    let mut places: Vec<(u32, usize)> = lineage.iter().copied().zip(0..).collect();
    places.sort_unstable();
    let place = |number: u32| {
        let at = places.binary_search_by_key(&number, |place| place.0).ok()?;
        places.get(at).map(|place| place.1)
    };
    // Each with those that it lies within, in the order of all.
    let side = |&first: &u32| {
        let mut side: Vec<usize> = store.lineage(first).iter().filter_map(|&whole| place(whole)).collect();
        side.sort_unstable();
        side.into_iter().filter_map(|place| lineage.get(place).copied()).collect()
    };
    deciding.map(side).collect()
}
