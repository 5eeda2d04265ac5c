//! The part-of chains above a polity.

use time::Date;

use super::store::Store;
use crate::model::date::{Period, UncertainDate};
use crate::model::polity::Polity;
use crate::model::timeline::alternatives;

/// More chains than this are cut short: so many leave no doubt that it is not known.
pub(super) const MOST_WAYS: usize = 64;

/// Part-of chains longer than this are circles, which building refuses.
const LONGEST_CHAIN: usize = 16;

/// The ways in which the part-of chain of a polity can run on `day`, each from the top down to the polity.
pub(super) fn part_of_chains(store: &Store, number: u32, day: Date) -> Vec<Vec<u32>> {
    chains(store, number, day, 0)
}

fn chains(store: &Store, number: u32, day: Date, depth: usize) -> Vec<Vec<u32>> {
    let Some(polity) = store.polity(number).filter(|_| depth < LONGEST_CHAIN) else { return vec![vec![number]] };
    let bonds = polity.part_of.iter().filter_map(|bond| {
        let whole = store.polity_number(bond.polity)?;
        Some((while_it_exists(bond.period, polity), whole))
    });
    let open = alternatives(bonds, day);
    let mut found: Vec<Vec<u32>> = Vec::new();
    for whole in open.values {
        if found.len() >= MOST_WAYS {
            break;
        }
        for mut chain in chains(store, whole, day, depth + 1) {
            chain.push(number);
            if !found.contains(&chain) {
                found.push(chain);
            }
        }
    }
    if !open.exhaustive {
        found.push(vec![number]);
    }
    found
}

/// A bond that begins or ends with the polity itself is there as long as the polity is.
fn while_it_exists(bond: Period, polity: &Polity) -> Period {
    let apart = |bound: Option<UncertainDate>, own: Option<UncertainDate>| bound.filter(|_| bound != own);
    Period::new(apart(bond.from(), polity.period.from()), apart(bond.until(), polity.period.until())).unwrap_or(bond)
}
