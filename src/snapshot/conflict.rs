//! What an atlas says twice, and what it leaves unsaid.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use time::Date;

use super::extent::pieces;
use super::group::at_top;
use crate::atlas::Atlas;
use crate::atlas::plan::{Cell, Plan};
use crate::atlas::precedence::{self, Precedence};
use crate::atlas::store::Store;
use crate::atlas::timeline::days_of_change;
use crate::atlas::verdict::{Kind, Verdict};
use crate::model::control::Basis;
use crate::model::date::{Period, UncertainDate};
use crate::model::position::Position;
use crate::model::territory::TerritoryCode;
use crate::space::{Shape, Vertex, area_km2};

/// Ground on which an atlas has two answers, or none.
///
/// # Example
///
/// ```
/// # #[cfg(feature = "embedded")] {
/// use suzerain::{Atlas, ConflictKind};
///
/// // The embedded atlas contradicts itself nowhere.
/// let conflicts = Atlas::south_caucasus().conflicts();
/// assert!(!conflicts.iter().any(|conflict| matches!(conflict.kind(), ConflictKind::Overlap { .. })));
/// # }
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct Conflict {
    kind: ConflictKind,
    period: Period,
    area_km2: f64,
    near: Position,
}

/// What is the matter.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
#[non_exhaustive]
pub enum ConflictKind {
    /// Territories that do not nest give the ground to different holders.
    Overlap {
        /// De facto or de jure.
        basis: Basis,
        /// The territories; where the atlas has layers, the one that is asked first.
        territories: [TerritoryCode; 2],
        /// Whom each gives it to.
        holders: [String; 2],
        /// Whether one layer of a merged atlas overrules the other here; else the ground is contested.
        is_overruled: bool,
    },
    /// Nothing is recorded between two spells.
    Gap {
        /// The territory of the record before.
        before: TerritoryCode,
        /// The territory of the record after.
        after: TerritoryCode,
    },
    /// No territory has the ground on any day, and all around it is ground of the atlas.
    Hole,
}

impl Conflict {
    /// What is the matter.
    #[must_use]
    pub fn kind(&self) -> &ConflictKind {
        &self.kind
    }

    /// The days, as far as they are sure.
    #[must_use]
    pub fn period(&self) -> Period {
        self.period
    }

    /// How much ground, in km2.
    #[must_use]
    pub fn area_km2(&self) -> f64 {
        self.area_km2
    }

    /// A place on its rim.
    #[must_use]
    pub fn near(&self) -> Position {
        self.near
    }
}

impl fmt::Display for Conflict {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { kind, period, area_km2, near } = self;
        match kind {
            ConflictKind::Overlap { basis, territories: [one, other], holders: [mine, yours], is_overruled } => {
                let and = if *is_overruled { "overrules" } else { "contests" };
                write!(
                    f,
                    "overlap, {period}: '{one}' gives to {mine} {basis} what '{other}' gives to {yours}, and {and} it"
                )?;
            }
            ConflictKind::Gap { before, after } if before == after => {
                write!(f, "gap, {period}: nothing is recorded of '{before}' between two records")?;
            }
            ConflictKind::Gap { before, after } => {
                write!(f, "gap, {period}: nothing is recorded after '{before}' and before '{after}'")?;
            }
            ConflictKind::Hole => write!(f, "hole, on all days: no territory has this ground")?,
        }
        write!(f, "; {area_km2:.1} km2 near {near}")
    }
}

impl Atlas {
    /// Where this atlas gives ground to two holders, or to nobody between two spells or between its territories: by
    /// kind, days and territories, each with its area.
    ///
    /// Only an atlas that keeps contradictions, or was merged of several, has overlaps; the builder refuses them
    /// otherwise. O(n) in the pieces of ground and their changes, after the first call has made the ground plan.
    #[must_use]
    pub fn conflicts(&self) -> Vec<Conflict> {
        let (store, plan) = (self.store(), self.plan());
        let mut found = Found::default();
        for (cell, ground) in plan.cells().iter().zip(grounds(store, plan)) {
            let Some(ground) = ground else { continue };
            for basis in [Basis::DeFacto, Basis::DeJure] {
                overlaps(store, cell, basis, ground, &mut found);
            }
            gaps(store, cell, ground, &mut found);
        }
        let mut conflicts: Vec<Conflict> = found
            .0
            .into_iter()
            .map(|((kind, from, until), Ground { area_km2, near })| {
                // The first day of all stands for an open beginning.
                let from = Some(from).filter(|&day| day != Date::MIN).map(UncertainDate::from);
                let period = Period::new(from, until.map(UncertainDate::from)).unwrap_or_default();
                Conflict { kind, period, area_km2, near }
            })
            .collect();
        conflicts.extend(holes(plan));
        conflicts
    }
}

/// An amount of ground.
#[derive(Debug, Clone, Copy)]
struct Ground {
    area_km2: f64,
    near: Position,
}

/// The ground of each cell.
fn grounds(store: &Store, plan: &Plan) -> Vec<Option<Ground>> {
    let mut grounds: Vec<Option<Ground>> = vec![None; plan.cells().len()];
    for (face, area_km2) in plan.faces().iter().zip(plan.areas(store)) {
        match grounds.get_mut(face.cell as usize) {
            Some(Some(ground)) => ground.area_km2 += area_km2,
            Some(ground) => {
                let rim = face.outline(store);
                let corner = rim.edges().next();
                *ground = corner.map(|(corner, _)| Ground { area_km2: *area_km2, near: place_of(corner) });
            }
            None => {}
        }
    }
    grounds
}

/// Conflicts of one kind over one period, with all their ground.
#[derive(Debug, Default)]
struct Found(BTreeMap<(ConflictKind, Date, Option<Date>), Ground>);

impl Found {
    fn add(&mut self, kind: ConflictKind, (from, until): (Date, Option<Date>), ground: Ground) {
        let known = self.0.entry((kind, from, until)).or_insert(Ground { area_km2: 0.0, ..ground });
        known.area_km2 += ground.area_km2;
    }
}

/// Notes the days on which territories of one cell give the ground to different holders.
fn overlaps(store: &Store, cell: &Cell, basis: Basis, ground: Ground, found: &mut Found) {
    let precedence = Precedence::new(store, &cell.lineage, basis);
    let mut open: BTreeMap<ConflictKind, Date> = BTreeMap::new();
    for day in days_of_change(store, &cell.lineage, basis) {
        let said = said(store, &precedence, basis, day);
        open.retain(|kind, from| {
            let goes_on = said.contains(kind);
            if !goes_on {
                found.add(kind.clone(), (*from, Some(day)), ground);
            }
            goes_on
        });
        for kind in said {
            open.entry(kind).or_insert(day);
        }
    }
    for (kind, from) in open {
        found.add(kind, (from, None), ground);
    }
}

/// The overlaps of a day: each two territories that surely give the ground to different holders.
fn said(store: &Store, precedence: &Precedence, basis: Basis, day: Date) -> BTreeSet<ConflictKind> {
    let sides = precedence.tiers().enumerate().flat_map(|(tier, territories)| {
        let sides = precedence::sides(store, territories, basis, day).into_iter();
        sides.filter_map(move |side| Some((tier, sure(store, &Verdict::on(store, &side, basis, day))?)))
    });
    let sides: Vec<_> = sides.collect();
    let mut said = BTreeSet::new();
    for (number, (tier, mine)) in sides.iter().enumerate() {
        for (other_tier, yours) in sides.iter().skip(number + 1).filter(|(_, yours)| yours.1 != mine.1) {
            said.insert(ConflictKind::Overlap {
                basis,
                territories: [mine.0, yours.0],
                holders: [mine.1.clone(), yours.1.clone()],
                is_overruled: tier != other_tier,
            });
        }
    }
    said
}

/// Notes the days between two spells of a cell on which nothing is recorded.
fn gaps(store: &Store, cell: &Cell, ground: Ground, found: &mut Found) {
    let timeline = cell.timeline(store, Basis::DeFacto);
    let territory = |verdict: &Verdict| {
        let record = verdict.candidates.iter().find_map(|choice| store.record(*choice.records.first()?));
        record.map(|record| record.territory)
    };
    let spells: Vec<(Date, &Verdict)> = timeline.starts.iter().copied().zip(&timeline.verdicts).collect();
    for window in spells.windows(3) {
        let [(_, before), (from, nothing), (until, after)] = window else { continue };
        let is_gap = matches!(&*nothing.candidates, [choice] if choice.kind == Kind::Unrecorded);
        if let Some((before, after)) = territory(before).zip(territory(after)).filter(|_| is_gap) {
            found.add(ConflictKind::Gap { before, after }, (*from, Some(*until)), ground);
        }
    }
}

/// The ground within the atlas that no territory has.
fn holes(plan: &Plan) -> Vec<Conflict> {
    let holes = pieces(plan, |_| true).into_iter().flat_map(|piece| piece.into_iter().skip(1));
    let mut found: Vec<Conflict> = holes
        .filter_map(|mut ring| {
            let near = place_of(*ring.first()?);
            // The rim of a hole has the ground of the atlas on its left.
            ring.reverse();
            let area_km2 = area_km2(&Shape::unchecked(vec![ring]));
            Some(Conflict { kind: ConflictKind::Hole, period: Period::ALWAYS, area_km2, near })
        })
        .collect();
    found.sort_by(|one, other| other.area_km2.total_cmp(&one.area_km2));
    found
}

/// The territory of the record that surely holds, and to whom it gives the ground.
fn sure(store: &Store, verdict: &Verdict) -> Option<(TerritoryCode, String)> {
    let top = at_top(store, verdict);
    let [choice] = &*top.candidates else { return None };
    let record = store.record(*verdict.candidates.first()?.records.first()?)?;
    let names: Vec<String> =
        choice.chains.tops().filter_map(|number| store.polity(number)).map(|polity| polity.code.to_string()).collect();
    Some((record.territory, if names.is_empty() { "nobody".to_owned() } else { names.join(" and ") }))
}

fn place_of(vertex: Vertex) -> Position {
    Position::from_e7(vertex.x, vertex.y)
}
