//! In which order the territories at a place are asked for records.

use super::store::Store;
use crate::control::Basis;

/// The territories at a place in the order in which they are asked, on one basis.
///
/// The first tier that has a record decides. Each tier is one layer of the atlas, by the precedence of the basis; an
/// atlas that was not merged of several has one. In a tier stands one lineage, most specific first; several where
/// the atlas keeps contradictions and outlines cross: then these contest each other.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Stack {
    tiers: Vec<Vec<Vec<u32>>>,
}

impl Stack {
    /// The stack of all territories at a place, most specific first.
    pub(crate) fn new(store: &Store, lineage: &[u32], basis: Basis) -> Self {
        let about = &store.about;
        let layers = about.precedence(basis);
        let lineages = |of_layer: Vec<u32>| {
            if about.contradictions_kept { contestants(store, &of_layer) } else { vec![of_layer] }
        };
        if layers.is_empty() {
            return Self { tiers: vec![lineages(lineage.to_vec())] };
        }
        let of_layer = |layer: &u8| -> Vec<u32> {
            let of_layer = |&&number: &&u32| store.territory(number).is_some_and(|it| it.layer == *layer);
            lineage.iter().filter(of_layer).copied().collect()
        };
        Self { tiers: layers.iter().map(of_layer).filter(|it| !it.is_empty()).map(lineages).collect() }
    }

    /// From the tier that is asked first on.
    pub(crate) fn tiers(&self) -> impl Iterator<Item = &[Vec<u32>]> {
        self.tiers.iter().map(Vec::as_slice)
    }
}

/// The lineages of the territories that no other one here lies within.
fn contestants(store: &Store, lineage: &[u32]) -> Vec<Vec<u32>> {
    let lies_within = |part: u32, whole: u32| part != whole && store.lineage(part).contains(&whole);
    let deciding = lineage.iter().filter(|&&whole| !lineage.iter().any(|&part| lies_within(part, whole)));
    deciding
        .map(|&first| lineage.iter().copied().filter(|&other| other == first || lies_within(first, other)).collect())
        .collect()
}
