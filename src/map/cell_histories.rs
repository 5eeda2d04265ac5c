//! The histories of all cells of an atlas's plan: who held each cell when.

use std::collections::{BTreeMap, BTreeSet};

use hashbrown::HashMap;

use super::polity_number::holder_number;
use crate::atlas::plan::{NOWHERE, Plan};
use crate::atlas::store::Store;
use crate::atlas::{Atlas, Spell};
use crate::model::control::Basis;
use crate::model::position::Position;
use crate::space::Vertex;

/// The cells of an atlas's plan with their histories.
#[derive(Debug)]
pub(super) struct CellHistories<'a> {
    atlas: &'a Atlas,
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
#[derive(Debug, Clone, Copy)]
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
        Self { atlas, list: list.collect() }
    }

    /// How near the territory of two polities came, by number, the lower first.
    pub(super) fn contacts(&self, plan: &Plan) -> BTreeMap<(usize, usize), Contact> {
        let tenures: Vec<Vec<Tenure>> = self.list.iter().map(|cell| self.tenures(cell)).collect();
        let polities: Vec<BTreeSet<usize>> =
            tenures.iter().map(|own| own.iter().map(|tenure| tenure.polity).collect()).collect();
        let mut contacts: HashMap<(usize, usize), Contact> = HashMap::default();
        let mut meet = |one: usize, other: usize, contact: Contact| {
            if one != other {
                let known = contacts.entry((one.min(other), one.max(other))).or_insert(contact);
                *known = contact.min(*known);
            }
        };
        let [touching, near] = self.neighbours(plan);
        let all = touching.into_iter().map(|pair| (pair, true)).chain(near.into_iter().map(|pair| (pair, false)));
        for ((one, other), touches) in all {
            let of = |cell: u32| tenures.get(cell as usize).map_or(&[][..], Vec::as_slice);
            let contact = if touches { Contact::Touch } else { Contact::Near };
            for tenure in of(one) {
                for beside in of(other).iter().chain(of(one).iter().filter(|_| touches)) {
                    if tenure.overlaps(beside) {
                        meet(tenure.polity, beside.polity, contact);
                    }
                }
            }
            let held = |cell: u32| polities.get(cell as usize).into_iter().flatten();
            for &polity in held(one).filter(|_| touches) {
                for &beside in held(other).chain(held(one)) {
                    meet(polity, beside, Contact::Meet);
                }
            }
        }
        contacts.into_iter().collect()
    }

    /// Who held a cell or may have held it, and when; de facto, then de jure.
    pub(super) fn tenures(&self, cell: &CellHistory<'_>) -> Vec<Tenure> {
        let mut found = Vec::new();
        for spell in cell.de_facto.iter().chain(&cell.de_jure) {
            let from = spell.period().from().map_or(i32::MIN, |from| from.earliest().to_julian_day());
            let until = spell.period().until().map_or(i32::MAX, |until| until.latest().to_julian_day());
            for holder in spell.outcome().holders() {
                found.push(Tenure { polity: holder_number(self.atlas, &holder), from, until });
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
