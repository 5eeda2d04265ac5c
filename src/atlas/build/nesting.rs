//! Which territory lies within which.

use std::collections::{BTreeSet, HashMap};

use super::circles::{circles, longest_chain, wholes_first};
use crate::atlas::limits::{Limit, OverLimit};
use crate::atlas::problem::{Problem, ProblemKind};
use crate::atlas::problem_list::ProblemList;
use crate::atlas::store::Model;
use crate::model::territory::{Extent, Territory, TerritoryCode};
use crate::space::{Overlap, Relation};

/// Which territory lies within which.
pub(super) struct Nesting<'a> {
    model: &'a Model,
    numbers: HashMap<TerritoryCode, u32>,
    /// The shape of each territory that has one.
    own: HashMap<u32, u32>,
    /// What each territory lies within, as far as it is known: stated, by composition, by its outline.
    wholes: Vec<BTreeSet<u32>>,
}

/// So many territories of a circle are named.
const NAMED: usize = 20;

impl<'a> Nesting<'a> {
    /// What is stated: by `within`, and by composition.
    pub(super) fn new(model: &'a Model, owners: &[u32]) -> Self {
        let mut numbers = HashMap::new();
        for (number, sited) in (0..).zip(&model.territories) {
            numbers.entry(sited.value.code).or_insert(number);
        }
        let own = (0..).zip(owners).map(|(shape, &owner)| (owner, shape)).collect();
        let mut this = Self { model, numbers, own, wholes: vec![BTreeSet::new(); model.territories.len()] };
        for (number, sited) in (0..).zip(&model.territories) {
            if let Some(whole) = sited.value.within.and_then(|code| this.number(code)) {
                this.put(number, whole);
            }
            for part in this.parts(&sited.value) {
                this.put(part, number);
            }
        }
        this
    }

    /// The number of a territory.
    pub(super) fn number(&self, code: TerritoryCode) -> Option<u32> {
        self.numbers.get(&code).copied()
    }

    fn parts(&self, territory: &Territory) -> Vec<u32> {
        match &territory.extent {
            Extent::Parts(parts) => parts.iter().filter_map(|&code| self.number(code)).collect(),
            Extent::Outline { .. } => Vec::new(),
        }
    }

    fn put(&mut self, part: u32, whole: u32) {
        if let Some(wholes) = self.wholes.get_mut(part as usize) {
            wholes.insert(whole);
        }
    }

    fn territory(&self, number: u32) -> Option<&'a Territory> {
        self.model.territories.get(number as usize).map(|sited| &sited.value)
    }

    /// Reports each territory that lies within itself, and lets it go.
    pub(super) fn check_circles(&mut self, problems: &mut ProblemList<Problem>) {
        let lists = |this: &Self| this.wholes.iter().map(|wholes| wholes.iter().copied().collect()).collect::<Vec<_>>();
        let mut found = circles(&lists(self));
        while !found.is_empty() && !problems.is_full() {
            for members in found {
                let Some((&first, others)) = members.split_first() else { continue };
                let codes = others.iter().filter_map(|&whole| self.territory(whole)).map(|t| format!("'{}'", t.code));
                let mut by_way_of: Vec<String> = codes.take(NAMED).collect();
                if others.len() > NAMED {
                    by_way_of.push(format!("and {} more", others.len() - NAMED));
                }
                let circle = if by_way_of.is_empty() { "itself".to_owned() } else { by_way_of.join(", ") };
                if let Some(sited) = self.model.territories.get(first as usize) {
                    problems.push(Problem { place: sited.place.clone(), kind: ProblemKind::Circle(circle) });
                }
                if let Some(wholes) = self.wholes.get_mut(first as usize) {
                    wholes.clear();
                }
            }
            found = circles(&lists(self));
        }
        for number in found.into_iter().flatten() {
            if let Some(wholes) = self.wholes.get_mut(number as usize) {
                wholes.clear();
            }
        }
    }

    /// Whether no more territories than this are stated to be in each other, one in the next.
    pub(super) fn check_depth(&self, most: usize) -> Result<(), OverLimit> {
        let lists: Vec<Vec<u32>> = self.wholes.iter().map(|wholes| wholes.iter().copied().collect()).collect();
        if longest_chain(&lists) > most { Err(OverLimit::new(Limit::Depth, most)) } else { Ok(()) }
    }

    /// The shapes that make up each territory, no more of them than this.
    pub(super) fn leaves(&self, most: usize) -> Result<Vec<Box<[u32]>>, OverLimit> {
        let parts: Vec<Vec<u32>> = self.model.territories.iter().map(|sited| self.parts(&sited.value)).collect();
        let mut leaves: Vec<Box<[u32]>> = vec![Box::default(); parts.len()];
        let mut count = 0;
        for number in wholes_first(&parts) {
            let mut found: Vec<u32> = self.own.get(&number).copied().into_iter().collect();
            for &part in parts.get(number as usize).into_iter().flatten() {
                found.extend(leaves.get(part as usize).into_iter().flatten());
                if found.len() > most {
                    found.sort_unstable();
                    found.dedup();
                }
            }
            found.sort_unstable();
            found.dedup();
            count += found.len();
            if count > most {
                return Err(OverLimit::new(Limit::Overlaps, most));
            }
            if let Some(slot) = leaves.get_mut(number as usize) {
                *slot = found.into();
            }
        }
        Ok(leaves)
    }

    /// An outline inside another nests in it, stated or not.
    pub(super) fn nest_overlaps(&mut self, overlaps: &[Overlap], owners: &[u32]) {
        for overlap in overlaps {
            let (Some(&a), Some(&b)) = (owners.get(overlap.a as usize), owners.get(overlap.b as usize)) else {
                continue;
            };
            match overlap.relation {
                Relation::AInB => self.put(a, b),
                Relation::BInA => self.put(b, a),
                Relation::Equal | Relation::Crossing => {}
            }
        }
    }

    /// A territory whose shapes are some of another's nests in it, stated or not.
    pub(super) fn nest_leaves(&mut self, leaves: &[Box<[u32]>]) {
        let mut holders: HashMap<u32, Vec<u32>> = HashMap::new();
        for (number, leaves) in (0..).zip(leaves) {
            for &leaf in leaves {
                holders.entry(leaf).or_default().push(number);
            }
        }
        for (number, own) in (0..).zip(leaves) {
            let Some(candidates) = own.first().and_then(|leaf| holders.get(leaf)) else { continue };
            for &whole in candidates {
                let Some(other) = leaves.get(whole as usize).filter(|other| other.len() > own.len()) else { continue };
                if own.iter().all(|leaf| other.binary_search(leaf).is_ok()) {
                    self.put(number, whole);
                }
            }
        }
    }

    /// Each territory and all above it, most specific first; no more of them than this.
    pub(super) fn lineages(&self, most: usize) -> Result<Vec<Box<[u32]>>, OverLimit> {
        let wholes: Vec<Vec<u32>> = self.wholes.iter().map(|wholes| wholes.iter().copied().collect()).collect();
        let mut above: Vec<Vec<u32>> = vec![Vec::new(); wholes.len()];
        let depth = |above: &[Vec<u32>], whole: u32| above.get(whole as usize).map_or(0, Vec::len);
        // In which list each territory was put last.
        let mut seen_in: Vec<u32> = vec![u32::MAX; wholes.len()];
        let mut count = 0;
        for number in wholes_first(&wholes) {
            let mut direct = wholes.get(number as usize).cloned().unwrap_or_default();
            // The most specific first: what that lies within is most of the others.
            direct.sort_by_key(|&whole| std::cmp::Reverse(depth(&above, whole)));
            let mut found = Vec::new();
            for whole in direct {
                if seen_in.get(whole as usize) == Some(&number) {
                    continue;
                }
                for &next in std::iter::once(&whole).chain(above.get(whole as usize).into_iter().flatten()) {
                    if let Some(slot) = seen_in.get_mut(next as usize).filter(|slot| **slot != number && next != number)
                    {
                        *slot = number;
                        found.push(next);
                    }
                }
            }
            count += found.len();
            if count > most {
                return Err(OverLimit::new(Limit::Overlaps, most));
            }
            if let Some(slot) = above.get_mut(number as usize) {
                *slot = found;
            }
        }
        // What lies within more is more specific; between equals the order is that of their codes.
        let mut order: Vec<u32> = (0..).take(above.len()).collect();
        order.sort_by_key(|&number| {
            (std::cmp::Reverse(depth(&above, number)), self.territory(number).map(Territory::code))
        });
        let mut ranks = vec![0_u32; order.len()];
        for (rank, number) in (0..).zip(order) {
            if let Some(slot) = ranks.get_mut(number as usize) {
                *slot = rank;
            }
        }
        let rank = |number: &u32| ranks.get(*number as usize).copied();
        Ok((0..)
            .zip(above)
            .map(|(number, mut lineage)| {
                lineage.sort_unstable_by_key(rank);
                std::iter::once(number).chain(lineage).collect()
            })
            .collect())
    }
}
