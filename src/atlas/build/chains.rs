//! Polities that are part of each other, on each day.

use std::collections::{BTreeMap, VecDeque};

use time::Date;

use super::circles::{circles, longest_chain};
use crate::atlas::limits::{Limit, OverLimit};
use crate::atlas::problem::{Location, Problem, ProblemKind};
use crate::atlas::problem_list::ProblemList;
use crate::atlas::store::{Places, Store};
use crate::model::date::UncertainDate;
use crate::model::polity::Polity;

/// A bond that may hold on the days from one on and before another.
#[derive(Clone, Copy)]
struct Bond {
    whole: u32,
    from: Date,
    until: Date,
}

/// So many bonds are looked at on all days together.
const MOST_WORK: usize = 1 << 27;

/// So many polities of a circle are named.
const NAMED: usize = 20;

/// On no day may a polity be part of itself, or more than so many be part of each other, one of the next.
///
/// Bonds that hold together on some day do so on the day on which the last of them begins. Where they make no circle and
/// no long chain whatever the days, the days need not be looked at.
pub(super) fn check(store: &Store, places: &Places, depth: usize, problems: &mut ProblemList<Problem>) {
    let bonds: Vec<Vec<Bond>> = store.polities.iter().map(|polity| bonds_of(store, polity)).collect();
    let always = wholes(&bonds, None);
    if circles(&always).is_empty() && longest_chain(&always) <= depth {
        return;
    }
    let mut days: Vec<Date> = bonds.iter().flatten().map(|bond| bond.from).collect();
    days.sort_unstable();
    days.dedup();
    let over = || {
        let place = Location { element: "the part-of chains of polities".to_owned(), ..Location::default() };
        Problem { place, kind: ProblemKind::OverLimit(OverLimit::new(Limit::Depth, depth)) }
    };
    if days.len().saturating_mul(bonds.iter().map(Vec::len).sum()) > MOST_WORK {
        return problems.push(over());
    }
    let (mut in_circles, mut is_long): (BTreeMap<u32, Date>, bool) = (BTreeMap::new(), false);
    for day in days {
        let wholes = wholes(&bonds, Some(day));
        is_long |= longest_chain(&wholes) > depth;
        for polity in circles(&wholes).into_iter().flatten() {
            in_circles.entry(polity).or_insert(day);
        }
    }
    // Those of one circle are mostly in it from one day on.
    let mut last: Option<(Date, Vec<Vec<u32>>)> = None;
    for (polity, day) in in_circles {
        if problems.is_full() {
            problems.count("of circles", 1);
            continue;
        }
        let (_, wholes) = match last.take().filter(|last| last.0 == day) {
            Some(same) => last.insert(same),
            None => last.insert((day, wholes(&bonds, Some(day)))),
        };
        let codes = way_round(wholes, polity).into_iter().filter_map(|number| store.polity(number));
        let codes: Vec<String> = codes.map(|polity| format!("'{}'", polity.code)).collect();
        let by_way_of = match codes.len() {
            0 => "itself".to_owned(),
            count @ ..=NAMED => codes.get(..count).unwrap_or_default().join(", "),
            count => format!("{}, and {} more", codes.get(..NAMED).unwrap_or_default().join(", "), count - NAMED),
        };
        if let Some(place) = places.polities.get(polity as usize) {
            problems.push(Problem { place: place.clone(), kind: ProblemKind::PartOfCircle(by_way_of) });
        }
    }
    if is_long {
        problems.push(over());
    }
}

fn bonds_of(store: &Store, polity: &Polity) -> Vec<Bond> {
    let bond = |bond: &crate::model::polity::Membership| {
        let from = bond.period.from().map_or(Date::MIN, UncertainDate::earliest);
        let until = bond.period.until().map_or(Date::MAX, UncertainDate::latest);
        Some(Bond { whole: store.polity_number(bond.polity)?, from, until })
    };
    polity.part_of.iter().filter_map(bond).collect()
}

/// What each polity may be part of on a day, or on any; each once.
fn wholes(bonds: &[Vec<Bond>], day: Option<Date>) -> Vec<Vec<u32>> {
    let holds = |bond: &&Bond| day.is_none_or(|day| bond.from <= day && day < bond.until);
    let distinct = |bonds: &Vec<Bond>| {
        let mut wholes: Vec<u32> = bonds.iter().filter(holds).map(|bond| bond.whole).collect();
        wholes.sort_unstable();
        wholes.dedup();
        wholes
    };
    bonds.iter().map(distinct).collect()
}

/// The polities on a shortest way from one back to itself.
fn way_round(wholes: &[Vec<u32>], start: u32) -> Vec<u32> {
    let mut below: Vec<Option<u32>> = vec![None; wholes.len()];
    let mut open = VecDeque::from([start]);
    while let Some(number) = open.pop_front() {
        for &whole in wholes.get(number as usize).into_iter().flatten() {
            if whole == start {
                let down = |&number: &u32| below.get(number as usize).copied().flatten();
                let mut way: Vec<u32> =
                    std::iter::successors(Some(number), down).take_while(|&it| it != start).collect();
                way.reverse();
                return way;
            }
            if let Some(slot @ None) = below.get_mut(whole as usize) {
                *slot = Some(number);
                open.push_back(whole);
            }
        }
    }
    Vec::new()
}
