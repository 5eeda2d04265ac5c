//! Contradictions and gaps of an atlas.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::fmt;

use time::Date;

use super::extent;
use super::group::at_top;
use crate::atlas::Atlas;
use crate::atlas::debug_line::debug_line;
use crate::atlas::plan::{Cell, Plan};
use crate::atlas::precedence::{self, Precedence};
use crate::atlas::store::Store;
use crate::atlas::timelines::Timelines;
use crate::atlas::verdict::{Kind, Verdict};
use crate::model::control::Basis;
use crate::model::date::{Period, UncertainDate};
use crate::model::position::Position;
use crate::model::territory::TerritoryCode;
use crate::space::{Shape, Vertex, area_km2};

/// An area for which an atlas has two answers, or none.
///
/// # Example
///
/// ```
/// # #[cfg(feature = "embedded")] {
/// use suzerain::Atlas;
/// use suzerain::snapshot::ConflictKind;
///
/// // The embedded atlas does not contradict itself.
/// let conflicts = Atlas::south_caucasus().conflicts();
/// assert!(!conflicts.iter().any(|conflict| matches!(conflict.kind(), ConflictKind::Overlap { .. })));
/// # }
/// ```
#[derive(Clone, PartialEq)]
pub struct Conflict {
    kind: ConflictKind,
    period: Period,
    area_km2: f64,
    near: Position,
}

/// The kind of a conflict.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
#[non_exhaustive]
pub enum ConflictKind {
    /// Territories that do not nest give the area to different holders.
    Overlap {
        /// De facto or de jure.
        basis: Basis,
        /// The territories; if the atlas has layers, the one with precedence comes first.
        territories: [TerritoryCode; 2],
        /// The holders according to each.
        holders: [String; 2],
        /// Whether one layer of a merged atlas overrules the other here; otherwise the area is contested.
        is_overruled: bool,
    },
    /// Nothing is recorded between two spells.
    Gap {
        /// The territory of the record before.
        before: TerritoryCode,
        /// The territory of the record after.
        after: TerritoryCode,
    },
    /// No territory covers the area on any day, and the atlas has territories all around it.
    Hole,
}

impl Conflict {
    /// The kind.
    #[must_use]
    pub fn kind(&self) -> &ConflictKind {
        &self.kind
    }

    /// The days on which the conflict is certain.
    #[must_use]
    pub fn period(&self) -> Period {
        self.period
    }

    /// The area in km2.
    #[must_use]
    pub fn area_km2(&self) -> f64 {
        self.area_km2
    }

    /// A place on the rim of the area.
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
                    "overlap, {period}: '{one}' gives to {mine} {} what '{other}' gives to {yours}, and {and} it",
                    basis.phrase()
                )?;
            }
            ConflictKind::Gap { before, after } if before == after => {
                write!(f, "gap, {period}: nothing is recorded of '{before}' between two records")?;
            }
            ConflictKind::Gap { before, after } => {
                write!(f, "gap, {period}: nothing is recorded after '{before}' and before '{after}'")?;
            }
            ConflictKind::Hole => write!(f, "hole, on all days: no territory covers this area")?,
        }
        write!(f, "; {area_km2:.1} km2 near {near}")
    }
}

impl fmt::Debug for Conflict {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        debug_line(f, "Conflict", self)
    }
}

impl Atlas {
    /// The areas that this atlas gives to two holders, or to nobody between two spells or between its territories: by
    /// kind, days and territories.
    ///
    /// Only an atlas that keeps contradictions, or was merged from several, has overlaps; otherwise the builder rejects
    /// them. O(n) in the number of faces and of their changes, once the ground plan is made.
    #[must_use]
    pub fn conflicts(&self) -> Vec<Conflict> {
        let (store, plan) = (self.store(), self.plan());
        let mut found = Found::default();
        let mut overlaps = [Basis::DeFacto, Basis::DeJure].map(|basis| Overlaps::new(store, basis));
        let mut timelines = Timelines::new(store, Basis::DeFacto);
        for (cell, area) in plan.cells().iter().zip(areas(store, plan)) {
            let Some(area) = area else { continue };
            for of_basis in &mut overlaps {
                of_basis.find(cell, area, &mut found);
            }
            gaps(store, &mut timelines, cell, area, &mut found);
        }
        let mut conflicts: Vec<Conflict> = found
            .0
            .into_iter()
            .map(|((kind, from, until), Area { area_km2, near })| {
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

/// An area and a place on its rim.
#[derive(Debug, Clone, Copy)]
struct Area {
    area_km2: f64,
    near: Position,
}

/// The area of each cell.
fn areas(store: &Store, plan: &Plan) -> Vec<Option<Area>> {
    let mut areas: Vec<Option<Area>> = vec![None; plan.cells().len()];
    for (face, area_km2) in plan.faces().iter().zip(plan.areas_km2(store)) {
        match areas.get_mut(face.cell as usize) {
            Some(Some(area)) => area.area_km2 += area_km2,
            Some(area) => *area = Some(Area { area_km2: *area_km2, near: place_of(face.corner(store)) }),
            None => {}
        }
    }
    areas
}

/// Conflicts of one kind over one period, with their total area.
#[derive(Debug, Default)]
struct Found(BTreeMap<(ConflictKind, Date, Option<Date>), Area>);

impl Found {
    fn add(&mut self, kind: ConflictKind, (from, until): (Date, Option<Date>), area: Area) {
        let known = self.0.entry((kind, from, until)).or_insert(Area { area_km2: 0.0, ..area });
        known.area_km2 += area.area_km2;
    }
}

/// Finds what territories of one cell give to different holders.
struct Overlaps<'s> {
    store: &'s Store,
    basis: Basis,
    timelines: Timelines<'s>,
    /// The overlaps of a day where these territories have records.
    known: HashMap<(Date, Box<[u32]>), BTreeSet<ConflictKind>>,
}

/// So many days are kept.
const MOST_KNOWN: usize = 1 << 16;

impl<'s> Overlaps<'s> {
    fn new(store: &'s Store, basis: Basis) -> Self {
        Self { store, basis, timelines: Timelines::new(store, basis), known: HashMap::new() }
    }

    /// Records the days on which territories of a cell give it to different holders.
    fn find(&mut self, cell: &Cell, area: Area, found: &mut Found) {
        let Self { store, basis, timelines, known } = self;
        if !may_meet(store, &cell.lineage, *basis) {
            return;
        }
        let none = BTreeSet::new();
        let mut open: BTreeMap<ConflictKind, Date> = BTreeMap::new();
        timelines.visit_days(&cell.lineage, |_, day, present| {
            let pairs = if present.len() < 2 {
                &none
            } else {
                if known.len() >= MOST_KNOWN {
                    known.clear();
                }
                known.entry((day, present.into())).or_insert_with(|| pairs(store, present, *basis, day))
            };
            open.retain(|kind, from| {
                let goes_on = pairs.contains(kind);
                if !goes_on {
                    found.add(kind.clone(), (*from, Some(day)), area);
                }
                goes_on
            });
            for kind in pairs {
                if !open.contains_key(kind) {
                    open.insert(kind.clone(), day);
                }
            }
        });
        for (kind, from) in open {
            found.add(kind, (from, None), area);
        }
    }
}

/// Whether two of these territories may have records on one day that count on a basis.
fn may_meet(store: &Store, territories: &[u32], basis: Basis) -> bool {
    let spans = territories.iter().flat_map(|&territory| {
        let records = store.ledger(territory, basis).iter().chain(store.ledger(territory, Basis::DeJure));
        records.map(move |&record| {
            let period = store.effective_period(record);
            let from = period.from().map_or(Date::MIN, UncertainDate::earliest);
            (from, period.until().map_or(Date::MAX, UncertainDate::latest), territory)
        })
    });
    let mut spans: Vec<(Date, Date, u32)> = spans.collect();
    spans.sort_unstable();
    // The last day of the territory at hand, and of all others.
    let (mut last, mut others): (Option<(Date, u32)>, Option<Date>) = (None, None);
    for (from, until, territory) in spans {
        let beside = match last {
            Some((day, of)) if of != territory => others.max(Some(day)),
            _ => others,
        };
        if beside.is_some_and(|day| from < day) {
            return true;
        }
        last = match last {
            Some((day, of)) if of == territory => Some((day.max(until), of)),
            _ => Some((until, territory)),
        };
        others = beside;
    }
    false
}

/// The overlaps of a day: each pair of these territories that give the cell to different holders with certainty.
fn pairs(store: &Store, territories: &[u32], basis: Basis, day: Date) -> BTreeSet<ConflictKind> {
    let lineages: Vec<(usize, Vec<u32>)> = Precedence::new(store, territories, basis)
        .tiers()
        .enumerate()
        .flat_map(|(tier, territories)| {
            precedence::sides(store, territories, basis, day).into_iter().map(move |side| (tier, side))
        })
        .collect();
    if lineages.len() < 2 {
        return BTreeSet::new();
    }
    let sides =
        lineages.iter().filter_map(|(tier, side)| Some((tier, sure(store, &Verdict::on(store, side, basis, day))?)));
    let sides: Vec<_> = sides.collect();
    let mut pairs = BTreeSet::new();
    for (number, (tier, mine)) in sides.iter().enumerate() {
        for (other_tier, yours) in sides.iter().skip(number + 1).filter(|(_, yours)| yours.1 != mine.1) {
            pairs.insert(ConflictKind::Overlap {
                basis,
                territories: [mine.0, yours.0],
                holders: [mine.1.clone(), yours.1.clone()],
                is_overruled: tier != other_tier,
            });
        }
    }
    pairs
}

/// Records the days between two spells of a cell on which nothing is recorded.
fn gaps(store: &Store, timelines: &mut Timelines<'_>, cell: &Cell, area: Area, found: &mut Found) {
    let territory = |verdict: &Verdict| {
        let record = verdict.candidates.iter().find_map(|choice| store.record(*choice.records.first()?));
        record.map(|record| record.territory)
    };
    let spells = timelines.spells(&cell.lineage);
    let verdict = |&(start, number): &(Date, u32)| Some((start, timelines.verdict(number)?));
    let spells: Vec<(Date, &Verdict)> = spells.iter().filter_map(verdict).collect();
    for window in spells.windows(3) {
        let [(_, before), (from, nothing), (until, after)] = window else { continue };
        let is_gap = matches!(&*nothing.candidates, [choice] if choice.kind == Kind::Unrecorded);
        if let Some((before, after)) = territory(before).zip(territory(after)).filter(|_| is_gap) {
            found.add(ConflictKind::Gap { before, after }, (*from, Some(*until)), area);
        }
    }
}

/// The areas inside the atlas that no territory covers.
fn holes(plan: &Plan) -> Vec<Conflict> {
    let holes = extent::union(plan, |_| true).into_iter().flat_map(|polygon| polygon.into_iter().skip(1));
    let mut found: Vec<Conflict> = holes
        .filter_map(|mut ring| {
            let near = place_of(*ring.first()?);
            // The rim of a hole has the atlas on its left.
            ring.reverse();
            let area_km2 = area_km2(&Shape::unchecked(vec![ring]));
            Some(Conflict { kind: ConflictKind::Hole, period: Period::ALWAYS, area_km2, near })
        })
        .collect();
    found.sort_by(|one, other| other.area_km2.total_cmp(&one.area_km2));
    found
}

/// The territory of the record that applies, and the holder according to it; `None` if there are several candidates.
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
