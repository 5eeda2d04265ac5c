//! The histories of all cells of an atlas's plan: who held each cell when.

use std::collections::{BTreeMap, BTreeSet};

use hashbrown::HashMap;

use crate::atlas::plan::{NOWHERE, Plan};
use crate::atlas::store::Store;
use crate::atlas::{Atlas, Spell};
use crate::model::control::Basis;
use crate::model::position::Position;
use crate::space::Vertex;

/// The cells of an atlas's plan with their histories.
#[derive(Debug)]
pub(super) struct CellHistories<'a> {
    /// In the order of the plan.
    pub(super) list: Vec<CellHistory<'a>>,
}

/// The history of a cell, in which answers never differ from place to place.
#[derive(Debug)]
pub(super) struct CellHistory<'a> {
    /// A place in the cell; `None` for slivers too thin to hold one, which have no history.
    pub(super) place: Option<Position>,
    pub(super) de_facto: Vec<Spell<'a>>,
    pub(super) de_jure: Vec<Spell<'a>>,
}

/// How near the territory of two polities came, the nearest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Contact {
    /// It touched on some day.
    Touch,
    /// They held the same ground, or ground that touches, but not on the same day.
    Meet,
    /// One cell lay between on some day.
    Near,
}

/// A polity at the top of a cell's chain from one Julian day to another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Tenure {
    pub(super) polity: usize,
    pub(super) from: i32,
    pub(super) until: i32,
}

impl Tenure {
    fn overlaps(&self, other: &Self) -> bool {
        self.from < other.until && other.from < self.until
    }
}

impl<'a> CellHistories<'a> {
    pub(super) fn new(atlas: &'a Atlas) -> Self {
        let (store, plan) = (atlas.store(), atlas.plan());
        let mut places: Vec<Option<Position>> = vec![None; plan.cells().len()];
        for (number, face) in (0..).zip(plan.faces()) {
            if let Some(place @ None) = places.get_mut(face.cell as usize) {
                *place = place_in(store, plan, number);
            }
        }
        let list = places.into_iter().map(|place| CellHistory {
            place,
            de_facto: place.map(|place| atlas.history(place, Basis::DeFacto)).unwrap_or_default(),
            de_jure: place.map(|place| atlas.history(place, Basis::DeJure)).unwrap_or_default(),
        });
        Self { list: list.collect() }
    }

    /// How near the territory of two polities came, by number, the lower first.
    pub(super) fn contacts(&self, plan: &Plan) -> BTreeMap<(usize, usize), Contact> {
        // Cells with the same history meet the same polities: each pair of histories is looked at once.
        let mut numbers: HashMap<Vec<Tenure>, usize> = HashMap::default();
        let mut histories: Vec<Vec<Tenure>> = Vec::new();
        let history = |cell| {
            *numbers.entry(merged(Self::tenures(cell))).or_insert_with_key(|own| {
                histories.push(own.clone());
                histories.len() - 1
            })
        };
        let of_cell: Vec<usize> = self.list.iter().map(history).collect();
        let mut contacts: HashMap<(usize, usize), Contact> = HashMap::default();
        let mut meet = |one: usize, other: usize, contact: Contact| {
            if one != other {
                let known = contacts.entry((one.min(other), one.max(other))).or_insert(contact);
                *known = contact.min(*known);
            }
        };
        let pairs = |cells: BTreeSet<(u32, u32)>| -> BTreeSet<(usize, usize)> {
            let history = |cell: u32| of_cell.get(cell as usize).copied();
            cells.into_iter().filter_map(|(one, other)| Some((history(one)?, history(other)?))).collect()
        };
        let of = |history: usize| histories.get(history).map_or(&[][..], Vec::as_slice);
        let [touching, near] = self.neighbours(plan).map(pairs);
        for (one, other) in touching {
            for (one, other) in [(one, other), (one, one)] {
                for tenure in of(one) {
                    for beside in of(other) {
                        let contact = if tenure.overlaps(beside) { Contact::Touch } else { Contact::Meet };
                        meet(tenure.polity, beside.polity, contact);
                    }
                }
            }
        }
        for (one, other) in near {
            for tenure in of(one) {
                for beside in of(other).iter().filter(|beside| tenure.overlaps(beside)) {
                    meet(tenure.polity, beside.polity, Contact::Near);
                }
            }
        }
        contacts.into_iter().collect()
    }

    /// Who held a cell or may have held it, and when; de facto, then de jure.
    pub(super) fn tenures(cell: &CellHistory<'_>) -> Vec<Tenure> {
        let mut found = Vec::new();
        for spell in cell.de_facto.iter().chain(&cell.de_jure) {
            let from = spell.period().from().map_or(i32::MIN, |from| from.earliest().to_julian_day());
            let until = spell.period().until().map_or(i32::MAX, |until| until.latest().to_julian_day());
            for holder in spell.outcome().holders() {
                found.push(Tenure { polity: holder.number(), from, until });
            }
        }
        found
    }

    /// The pairs of cells that touch, and those with one cell between.
    fn neighbours(&self, plan: &Plan) -> [BTreeSet<(u32, u32)>; 2] {
        let cell = |face: u32| plan.faces().get(face as usize).map(|face| face.cell);
        let lines = plan.lines().iter().filter(|line| line.left != NOWHERE && line.right != NOWHERE);
        let touching: BTreeSet<(u32, u32)> = lines
            .filter_map(|line| Some((cell(line.left)?, cell(line.right)?)))
            .map(|(one, other)| (one.min(other), one.max(other)))
            .collect();
        let mut beside: Vec<Vec<u32>> = vec![Vec::new(); self.list.len()];
        for &(one, other) in &touching {
            for (own, other) in [(one, other), (other, one)] {
                if let Some(list) = beside.get_mut(own as usize) {
                    list.push(other);
                }
            }
        }
        let near = beside
            .iter()
            .flat_map(|list| list.iter().flat_map(move |&one| list.iter().map(move |&other| (one, other))));
        let near = near.filter(|pair| pair.0 < pair.1 && !touching.contains(pair)).collect();
        [touching, near]
    }
}

/// Tenures with those of one polity that overlap or follow on each other made one.
fn merged(mut tenures: Vec<Tenure>) -> Vec<Tenure> {
    tenures.sort_unstable();
    tenures.dedup_by(|next, last| {
        let are_one = next.polity == last.polity && next.from <= last.until;
        if are_one {
            last.until = last.until.max(next.until);
        }
        are_one
    });
    tenures
}

/// A place well inside a face, in units of 1e-7 degree: the middle of the widest stretch along some parallel. `None`
/// for slivers too thin to hold one.
pub(super) fn place_in(store: &Store, plan: &Plan, number: u32) -> Option<Position> {
    let face = plan.faces().get(number as usize)?;
    let outline = face.outline(store);
    let bounds = outline.bounds();
    let (south, height) = (i64::from(bounds.min.y), i64::from(bounds.max.y) - i64::from(bounds.min.y));
    let mut best: Option<(i64, Position)> = None;
    for share in [8, 4, 12, 6, 10, 2, 14, 5, 11, 7, 9, 3, 13, 1, 15] {
        let y = south + height * share / 16;
        let mut crossings: Vec<i64> = outline.edges().filter_map(|(a, b)| crossing(a, b, y)).collect();
        crossings.sort_unstable();
        for stretch in crossings.chunks_exact(2) {
            let &[west, east] = stretch else { continue };
            if best.is_none_or(|(widest, _)| east - west > widest) {
                let at = i32::try_from(i64::midpoint(west, east)).ok().zip(i32::try_from(y).ok());
                let Some(at) = at.map(|(x, y)| Vertex::new(x, y)) else { continue };
                if face.contains(store, at) {
                    best = Some((east - west, Position::from_e7(at.x, at.y)));
                }
            }
        }
    }
    best.map(|(_, place)| place)
}

/// Where an edge crosses a parallel.
fn crossing(a: Vertex, b: Vertex, y: i64) -> Option<i64> {
    let (ay, by) = (i64::from(a.y), i64::from(b.y));
    if (ay > y) == (by > y) {
        return None;
    }
    let (dx, dy) = (i64::from(b.x) - i64::from(a.x), by - ay);
    let east = i128::from(dx) * i128::from(y - ay) / i128::from(dy);
    Some(i64::from(a.x) + i64::try_from(east).ok()?)
}
