//! The part-of chains above a polity.

use std::collections::hash_map::Entry;
use std::collections::{HashMap, VecDeque};

use time::Date;

use super::store::Store;
use super::ways::{MOST_WAYS, Ways};
use crate::model::date::{Period, UncertainDate};
use crate::model::polity::Polity;
use crate::model::timeline::alternatives;

/// So many steps find [`MOST_WAYS`] chains of the usual depth wherever bonds make no circle.
const MOST_STEPS: usize = 128 * MOST_WAYS;

/// The ways in which the part-of chain of a polity can run on `day`, each from the top down to the polity; at least
/// one.
///
/// Where there are more than [`MOST_WAYS`], some are left out, but no polity that may be at the top is: a shortest
/// chain to each comes first.
pub(super) fn part_of_chains(store: &Store, number: u32, day: Date) -> Ways<Vec<u32>> {
    let mut ways = Ways { list: Vec::new(), is_cut: false };
    add_chains(store, day, number, &mut ways);
    if ways.is_cut {
        let mut list = chains_to_tops(store, number, day);
        let more: Vec<Vec<u32>> = ways.list.into_iter().filter(|chain| !list.contains(chain)).collect();
        let free = MOST_WAYS.saturating_sub(list.len());
        list.extend(more.into_iter().take(free));
        ways.list = list;
    }
    if ways.list.is_empty() {
        ways.list.push(vec![number]);
    }
    ways
}

/// Adds the chains above a polity, as many as so many steps find.
fn add_chains(store: &Store, day: Date, number: u32, ways: &mut Ways<Vec<u32>>) {
    // The way up, and what each polity of it may be part of, of which some is done.
    let mut path = vec![number];
    let mut open = vec![(wholes(store, number, day), 0)];
    for _ in 0..MOST_STEPS {
        let Some((above, done)) = open.last_mut() else { return };
        let is_last = above.numbers.len() == *done && !above.may_be_none;
        if ways.list.len() >= MOST_WAYS && !is_last {
            break;
        }
        if let Some(&whole) = above.numbers.get(*done) {
            *done += 1;
            // Building refuses circles, but asks for chains before it has refused them.
            if !path.contains(&whole) {
                path.push(whole);
                open.push((wholes(store, whole, day), 0));
            }
            continue;
        }
        if above.may_be_none {
            ways.list.push(path.iter().rev().copied().collect());
        }
        path.pop();
        open.pop();
    }
    ways.is_cut |= !open.is_empty();
}

/// A shortest chain for each polity that may be at the top.
fn chains_to_tops(store: &Store, number: u32, day: Date) -> Vec<Vec<u32>> {
    let mut below: HashMap<u32, Option<u32>> = HashMap::from([(number, None)]);
    let (mut open, mut chains) = (VecDeque::from([number]), Vec::new());
    while let Some(polity) = open.pop_front() {
        let above = wholes(store, polity, day);
        if above.may_be_none {
            let down = |&polity: &u32| below.get(&polity).copied().flatten();
            chains.push(std::iter::successors(Some(polity), down).collect());
        }
        for whole in above.numbers {
            if let Entry::Vacant(entry) = below.entry(whole) {
                entry.insert(Some(polity));
                open.push_back(whole);
            }
        }
    }
    chains
}

/// What a polity may be part of on a day.
struct Wholes {
    numbers: Vec<u32>,
    /// Whether it may be part of nothing.
    may_be_none: bool,
}

fn wholes(store: &Store, number: u32, day: Date) -> Wholes {
    let polity = store.polity(number);
    let bonds = polity.into_iter().flat_map(|polity| {
        polity.part_of.iter().filter_map(move |bond| {
            let whole = store.polity_number(bond.polity)?;
            Some((while_it_exists(bond.period, polity), whole))
        })
    });
    let open = alternatives(bonds, day);
    let mut numbers: Vec<u32> = Vec::with_capacity(open.values.len());
    for whole in open.values {
        if !numbers.contains(&whole) {
            numbers.push(whole);
        }
    }
    Wholes { numbers, may_be_none: !open.exhaustive }
}

/// A bond that begins or ends with the polity itself is there as long as the polity is.
fn while_it_exists(bond: Period, polity: &Polity) -> Period {
    let apart = |bound: Option<UncertainDate>, own: Option<UncertainDate>| bound.filter(|_| bound != own);
    Period::new(apart(bond.from(), polity.period.from()), apart(bond.until(), polity.period.until())).unwrap_or(bond)
}
