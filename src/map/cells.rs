//! Every kind of ground once: where it is, and who held it when.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use crate::atlas::plan::{NOWHERE, Plan};
use crate::atlas::store::Store;
use crate::atlas::{Atlas, Holder, Outcome, Spell};
use crate::model::polity::PolityCode;
use crate::model::position::Position;
use crate::space::Vertex;

/// The cells of an atlas's plan with their histories.
#[derive(Debug)]
pub(super) struct Cells<'a> {
    pub(super) list: Vec<Cell<'a>>,
    pub(super) numbers: Numbers,
}

/// Ground on which the answers never differ from place to place.
#[derive(Debug)]
pub(super) struct Cell<'a> {
    /// A place in it; `None` where it has no room for one.
    pub(super) place: Option<Position>,
    pub(super) in_fact: Vec<Spell<'a>>,
    pub(super) in_right: Vec<Spell<'a>>,
}

/// Polities by number, in the order of the atlas.
#[derive(Debug)]
pub(super) struct Numbers(HashMap<PolityCode, usize>);

impl Numbers {
    pub(super) fn new(atlas: &Atlas) -> Self {
        Self(atlas.polities().iter().map(crate::model::polity::Polity::code).zip(0..).collect())
    }

    /// The number of the polity at the top of a holder's chain.
    pub(super) fn top(&self, holder: &Holder<'_>) -> usize {
        self.of(holder.polity().code())
    }

    pub(super) fn of(&self, polity: PolityCode) -> usize {
        self.0.get(&polity).copied().unwrap_or_default()
    }
}

impl<'a> Cells<'a> {
    pub(super) fn new(atlas: &'a Atlas) -> Self {
        let (store, plan) = (atlas.store(), atlas.plan());
        let mut places: Vec<Option<Position>> = vec![None; plan.cells().len()];
        for (number, face) in (0..).zip(plan.faces()) {
            if let Some(place @ None) = places.get_mut(face.cell as usize) {
                *place = place_in(store, plan, number);
            }
        }
        let list = places.into_iter().map(|place| Cell {
            place,
            in_fact: place.map(|place| atlas.history_at(place)).unwrap_or_default(),
            in_right: place.map(|place| atlas.sovereign_history_at(place)).unwrap_or_default(),
        });
        Self { list: list.collect(), numbers: Numbers::new(atlas) }
    }

    /// Tells of each face whether its ground has had several sovereigns and was once held in fact by another than its
    /// sovereign: what a map is about.
    pub(super) fn in_question(&self, plan: &Plan) -> impl Fn(u32) -> bool {
        let differs = |cell: &Cell<'_>| {
            let (fact, right) = (self.reigns(&cell.in_fact), self.reigns(&cell.in_right));
            let meets = |one: &Tenure, other: &Tenure| one.from < other.until && other.from < one.until;
            right.iter().any(|one| right.first().is_some_and(|first| first.polity != one.polity))
                && fact.iter().any(|one| right.iter().any(|other| one.polity != other.polity && meets(one, other)))
        };
        let cells: Vec<bool> = self.list.iter().map(differs).collect();
        let faces: Vec<bool> = plan.faces().iter().map(|f| cells.get(f.cell as usize) == Some(&true)).collect();
        move |face| faces.get(face as usize) == Some(&true)
    }

    /// Who surely holds alone on which days.
    fn reigns(&self, spells: &[Spell<'_>]) -> Vec<Tenure> {
        let sure = spells.iter().filter_map(|spell| match spell.outcome() {
            Outcome::Sole(holder) => {
                let from = spell.period().from().map_or(i32::MIN, |from| from.latest().to_julian_day());
                let until = spell.period().until().map_or(i32::MAX, |until| until.earliest().to_julian_day());
                Some(Tenure { polity: self.numbers.top(&holder), from, until })
            }
            _ => None,
        });
        sure.filter(|tenure| tenure.from < tenure.until).collect()
    }

    /// The pairs of cells that touch, and those with one cell between.
    fn vicinity(&self, plan: &Plan) -> [BTreeSet<(u32, u32)>; 2] {
        let cell = |face: u32| plan.faces().get(face as usize).map(|face| face.cell);
        let lines = plan.lines().iter().filter(|line| line.left != NOWHERE && line.right != NOWHERE);
        let pairs: BTreeSet<(u32, u32)> = lines
            .filter_map(|line| Some((cell(line.left)?, cell(line.right)?)))
            .map(|(one, other)| (one.min(other), one.max(other)))
            .collect();
        let mut beside: Vec<Vec<u32>> = vec![Vec::new(); self.list.len()];
        for &(one, other) in &pairs {
            for (own, other) in [(one, other), (other, one)] {
                if let Some(list) = beside.get_mut(own as usize) {
                    list.push(other);
                }
            }
        }
        let near = beside
            .iter()
            .flat_map(|list| list.iter().flat_map(move |&one| list.iter().map(move |&other| (one, other))));
        let near = near.filter(|pair| pair.0 < pair.1 && !pairs.contains(pair)).collect();
        [pairs, near]
    }

    /// Whose ground touches whose on some day, in fact or in right (`true`), and whose lies but one ground away.
    pub(super) fn contacts(&self, plan: &Plan) -> BTreeMap<(usize, usize), bool> {
        let tenures: Vec<Vec<Tenure>> = self.list.iter().map(|cell| self.tenures(cell)).collect();
        let of = |cell: u32| tenures.get(cell as usize).map_or(&[][..], Vec::as_slice);
        let [touching, near] = self.vicinity(plan);
        let mut contacts = BTreeMap::new();
        let all = touching.into_iter().map(|pair| (pair, true)).chain(near.into_iter().map(|pair| (pair, false)));
        for ((one, other), touches) in all {
            for tenure in of(one) {
                for beside in of(other).iter().chain(of(one).iter().filter(|_| touches)) {
                    if tenure.polity != beside.polity && tenure.from < beside.until && beside.from < tenure.until {
                        let pair = (tenure.polity.min(beside.polity), tenure.polity.max(beside.polity));
                        *contacts.entry(pair).or_default() |= touches;
                    }
                }
            }
        }
        contacts
    }

    /// Who is at the top on which days, in fact or in right.
    pub(super) fn tenures(&self, cell: &Cell<'_>) -> Vec<Tenure> {
        let mut found = Vec::new();
        for spell in cell.in_fact.iter().chain(&cell.in_right) {
            let from = spell.period().from().map_or(i32::MIN, |from| from.earliest().to_julian_day());
            let until = spell.period().until().map_or(i32::MAX, |until| until.latest().to_julian_day());
            for holder in spell.outcome().holders() {
                found.push(Tenure { polity: self.numbers.top(&holder), from, until });
            }
        }
        found
    }
}

/// A polity at the top of a cell's chain from one Julian day to another.
#[derive(Debug, Clone, Copy)]
pub(super) struct Tenure {
    pub(super) polity: usize,
    pub(super) from: i32,
    pub(super) until: i32,
}

/// A place well inside a face, on whole units: in the middle of the widest stretch of some parallel.
pub(super) fn place_in(store: &Store, plan: &Plan, number: u32) -> Option<Position> {
    let outline = plan.faces().get(number as usize)?.outline(store);
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
                if plan.face_at(store, at.as_question()) == Some(number) {
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
