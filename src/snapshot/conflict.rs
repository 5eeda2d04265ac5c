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
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
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
        let mut gaps = Gaps::new(store);
        for (cell, area) in plan.cells().iter().zip(areas(store, plan)) {
            let Some(area) = area else { continue };
            for of_basis in &mut overlaps {
                of_basis.find(cell, area, &mut found);
            }
            gaps.find(cell, area, &mut found);
        }
        let mut conflicts: Vec<Conflict> = found
            .in_order()
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
struct Found {
    kinds: Vec<ConflictKind>,
    numbers: HashMap<ConflictKind, u32>,
    /// By the number of the kind, the first day, and the first day after.
    areas: HashMap<(u32, Date, Option<Date>), Area>,
}

impl Found {
    /// The number of a kind.
    fn number(&mut self, kind: ConflictKind) -> u32 {
        let next = u32::try_from(self.kinds.len()).unwrap_or(u32::MAX);
        *self.numbers.entry(kind).or_insert_with_key(|kind| {
            self.kinds.push(kind.clone());
            next
        })
    }

    fn add(&mut self, kind: u32, (from, until): (Date, Option<Date>), area: Area) {
        let known = self.areas.entry((kind, from, until)).or_insert(Area { area_km2: 0.0, ..area });
        known.area_km2 += area.area_km2;
    }

    /// By kind and days.
    fn in_order(self) -> impl Iterator<Item = ((ConflictKind, Date, Option<Date>), Area)> {
        let kind = |number: u32| self.kinds.get(number as usize).cloned();
        let areas = self.areas.iter();
        let found = areas.filter_map(|(&(number, from, until), &area)| Some(((kind(number)?, from, until), area)));
        found.collect::<BTreeMap<_, _>>().into_iter()
    }
}

/// The kinds of the overlaps of a day, ascending, where these territories have records.
type KindsOf = HashMap<Box<[u32]>, Box<[u32]>>;

/// Finds what territories of one cell give to different holders.
struct Overlaps<'s> {
    store: &'s Store,
    basis: Basis,
    timelines: Timelines<'s>,
    known: HashMap<Date, KindsOf>,
    /// How many numbers these are.
    known_count: usize,
}

/// So many numbers are kept.
const MOST_KNOWN: usize = 1 << 20;

impl<'s> Overlaps<'s> {
    fn new(store: &'s Store, basis: Basis) -> Self {
        Self { store, basis, timelines: Timelines::new(store, basis), known: HashMap::new(), known_count: 0 }
    }

    /// Records the days on which territories of a cell give it to different holders.
    fn find(&mut self, cell: &Cell, area: Area, found: &mut Found) {
        let Self { store, basis, timelines, known, known_count } = self;
        let mut open: BTreeMap<u32, Date> = BTreeMap::new();
        timelines.visit_days(&cell.lineage, |_, day, present| {
            if present.len() < 2 && open.is_empty() {
                return;
            }
            if *known_count >= MOST_KNOWN {
                (*known, *known_count) = (HashMap::new(), 0);
            }
            let of_day = known.entry(day).or_default();
            if !of_day.contains_key(present) {
                let kinds = pairs(store, present, *basis, day).into_iter().map(|kind| found.number(kind));
                let mut kinds: Vec<u32> = kinds.collect();
                kinds.sort_unstable();
                *known_count += 1 + present.len() + kinds.len();
                of_day.insert(present.into(), kinds.into());
            }
            let kinds = of_day.get(present).map_or(&[][..], |kinds| kinds);
            open.retain(|kind, from| {
                let goes_on = kinds.binary_search(kind).is_ok();
                if !goes_on {
                    found.add(*kind, (*from, Some(day)), area);
                }
                goes_on
            });
            for &kind in kinds {
                open.entry(kind).or_insert(day);
            }
        });
        for (kind, from) in open {
            found.add(kind, (from, None), area);
        }
    }
}

/// Finds the days between two spells of a cell on which nothing is recorded.
struct Gaps<'s> {
    store: &'s Store,
    timelines: Timelines<'s>,
    /// For three verdicts that follow each other, the kind of the gap that the second is, if it is one.
    known: HashMap<[u32; 3], Option<u32>>,
}

impl<'s> Gaps<'s> {
    fn new(store: &'s Store) -> Self {
        Self { store, timelines: Timelines::new(store, Basis::DeFacto), known: HashMap::new() }
    }

    /// Records the gaps of a cell.
    fn find(&mut self, cell: &Cell, area: Area, found: &mut Found) {
        let Self { store, timelines, known } = self;
        for window in timelines.spells(&cell.lineage).windows(3) {
            let &[(_, before), (from, nothing), (until, after)] = window else { continue };
            if known.len() >= MOST_KNOWN {
                known.clear();
            }
            let kind = known.entry([before, nothing, after]).or_insert_with(|| {
                let [before, nothing, after] = [before, nothing, after].map(|number| timelines.verdict(number));
                let is_gap = matches!(&*nothing?.candidates, [choice] if choice.kind == Kind::Unrecorded);
                let (before, after) = territory(store, before?).zip(territory(store, after?))?;
                is_gap.then(|| found.number(ConflictKind::Gap { before, after }))
            });
            if let Some(kind) = *kind {
                found.add(kind, (from, Some(until)), area);
            }
        }
    }
}

/// The territory of the first record of a verdict.
fn territory(store: &Store, verdict: &Verdict) -> Option<TerritoryCode> {
    let mut records = verdict.candidates.iter().filter_map(|choice| store.record(*choice.records.first()?));
    records.next().map(|record| record.territory)
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
