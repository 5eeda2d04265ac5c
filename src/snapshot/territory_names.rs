//! Naming areas by territories.

use std::cmp::Reverse;

use time::Date;

use super::sum::Sum;
use crate::atlas::plan::Plan;
use crate::atlas::store::Store;
use crate::model::territory::Territory;

/// Covers some faces with the largest territories that lie completely in them, and the rest with the most specific
/// territory of each face. Every face is in one of the territories. Territories that do not exist on any of `days` are
/// used only if there is nothing else.
pub(super) fn cover(store: &Store, plan: &Plan, faces: &[u32], days: [Date; 2]) -> Vec<(u32, Vec<u32>)> {
    let mut is_free = vec![false; plan.faces().len()];
    for &face in faces {
        if let Some(free) = is_free.get_mut(face as usize) {
            *free = true;
        }
    }
    let areas = plan.areas_km2(store);
    let free = |is_free: &[bool], face: u32| is_free.get(face as usize) == Some(&true);
    let mut candidates: Vec<u32> = lineages(plan, faces).collect();
    candidates.sort_unstable();
    candidates.dedup();
    candidates.retain(|&number| plan.faces_of(number).iter().all(|&face| free(&is_free, face)));
    candidates.retain(|&number| store.territory(number).is_some_and(|territory| exists(territory, days)));
    candidates.sort_by_cached_key(|&number| {
        let own = plan.faces_of(number).iter();
        let sum: Sum = own.filter_map(|&face| areas.get(face as usize).copied()).collect();
        // Of two territories with the same area, the more specific one.
        (Reverse(sum.value().to_bits()), Reverse(store.lineage(number).len()), number)
    });
    let mut covers: Vec<(u32, Vec<u32>)> = Vec::new();
    for number in candidates {
        let own = plan.faces_of(number);
        if own.iter().all(|&face| free(&is_free, face)) {
            for &face in own {
                if let Some(free) = is_free.get_mut(face as usize) {
                    *free = false;
                }
            }
            covers.push((number, own.to_vec()));
        }
    }
    for &face in faces.iter().filter(|&&face| free(&is_free, face)) {
        let Some(owner) = plan.cell_of(face).and_then(|cell| cell.lineage.first().copied()) else { continue };
        match covers.iter_mut().find(|known| known.0 == owner) {
            Some(known) => known.1.push(face),
            None => covers.push((owner, vec![face])),
        }
    }
    covers
}

/// The territory that some faces are, or make up most of: the smallest one that covers them and is less than twice as
/// large.
pub(super) fn best(store: &Store, plan: &Plan, faces: &[u32], day: Date) -> Option<u32> {
    let areas = plan.areas_km2(store);
    let sum = |faces: &[u32]| -> f64 { faces.iter().filter_map(|&face| areas.get(face as usize)).sum() };
    let (&first, own) = (faces.first()?, sum(faces));
    let lineage = &plan.cell_of(first)?.lineage;
    let covers = |&number: &u32| faces.iter().all(|face| plan.faces_of(number).binary_search(face).is_ok());
    let on_day = |&number: &u32| store.territory(number).is_some_and(|territory| exists(territory, [day; 2]));
    let fitting = lineage.iter().copied().filter(covers).filter(on_day);
    let sized = fitting.map(|number| (number, sum(plan.faces_of(number)))).filter(|&(_, area)| area < own * 2.0);
    sized.min_by(|one, other| one.1.total_cmp(&other.1)).map(|(number, _)| number)
}

fn lineages<'p>(plan: &'p Plan, faces: &'p [u32]) -> impl Iterator<Item = u32> + 'p {
    faces.iter().filter_map(|&face| plan.cell_of(face)).flat_map(|cell| cell.lineage.iter().copied())
}

fn exists(territory: &Territory, days: [Date; 2]) -> bool {
    days.iter().any(|&day| territory.period().holds_on(day).is_some())
}
