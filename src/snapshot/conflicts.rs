//! The contradictions and gaps of an atlas.

use std::sync::Arc;

use hashbrown::HashMap;
use time::Date;

use super::conflict::{Conflict, ConflictKind};
use super::extent;
use super::group::at_top;
use super::numbered::Numbered;
use crate::atlas::Atlas;
use crate::atlas::plan::{Cell, Plan};
use crate::atlas::precedence::{self, Precedence};
use crate::atlas::store::Store;
use crate::atlas::timelines::Timelines;
use crate::atlas::verdict::{Kind, Verdict};
use crate::model::control::Basis;
use crate::model::date::{Period, UncertainDate};
use crate::model::position::Position;
use crate::model::territory::Territory;
use crate::space::{Shape, Vertex, area_km2};

impl Atlas {
    /// The areas that this atlas gives to two holders, or to nobody between two spells or between its territories: by
    /// kind, days and territories.
    ///
    /// Only an atlas that keeps contradictions, or was merged from several, has overlaps; otherwise the builder rejects
    /// them. O(n) in the number of faces and of their changes, once the ground plan is made; and quadratic in the number
    /// of territories that contest a face, as each pair of them is a conflict.
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
        drop((overlaps, gaps));
        let mut conflicts = found.into_conflicts(store);
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

/// What the records of a territory give, and to whom, by the numbers of both.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
struct Gift {
    territory: u32,
    holders: u32,
}

/// What a conflict is about, by the numbers of gifts and of territories.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Subject {
    Overlap { basis: Basis, gifts: [u32; 2], is_overruled: bool },
    Gap { before: u32, after: u32 },
}

/// The conflicts found so far, each with its total area.
#[derive(Debug, Default)]
struct Found {
    subjects: Numbered<Subject>,
    gifts: Numbered<Gift>,
    /// Holders as they are written.
    holders: Numbered<Arc<str>>,
    /// The first day, and the first day after.
    periods: Numbered<(Date, Option<Date>)>,
    areas: Areas,
}

/// An area for each subject and period, by the numbers of both.
#[derive(Debug, Default)]
struct Areas {
    /// For each subject the period that came first, which is the only one of most.
    first: Vec<Option<OfPeriod>>,
    others: HashMap<[u32; 2], Area>,
}

#[derive(Debug, Clone, Copy)]
struct OfPeriod {
    period: u32,
    area: Area,
}

impl Areas {
    fn add(&mut self, subject: u32, period: u32, area: Area) {
        let place = subject as usize;
        if self.first.len() <= place {
            self.first.resize(place + 1, None);
        }
        let known = match self.first.get_mut(place) {
            Some(Some(first)) if first.period == period => &mut first.area,
            Some(first @ None) => &mut first.insert(OfPeriod { period, area: Area { area_km2: 0.0, ..area } }).area,
            _ => self.others.entry([subject, period]).or_insert(Area { area_km2: 0.0, ..area }),
        };
        known.area_km2 += area.area_km2;
    }

    fn into_list(self) -> Vec<([u32; 2], Area)> {
        let first =
            (0..).zip(self.first).filter_map(|(subject, first)| first.map(|it| ([subject, it.period], it.area)));
        first.chain(self.others).collect()
    }
}

impl Found {
    /// Each of these subjects, before which stands its first day, has an area until the same day.
    fn add(&mut self, subjects: impl IntoIterator<Item = (Date, u32)>, until: Option<Date>, area: Area) {
        let mut last: Option<(Date, u32)> = None;
        for (from, subject) in subjects {
            let (_, period) =
                last.filter(|last| last.0 == from).unwrap_or_else(|| (from, self.periods.number((from, until))));
            last = Some((from, period));
            self.areas.add(subject, period, area);
        }
    }

    /// By kind and days.
    fn into_conflicts(self, store: &Store) -> Vec<Conflict> {
        let (subjects, gifts) = (self.subjects.into_list(), self.gifts.into_list());
        let (holders, periods) = (self.holders.into_list(), self.periods.into_list());
        let code = |number: u32| store.territory(number).map(Territory::code);
        let territory_ranks = ranks(store.territories.len(), code);
        let holder_ranks = ranks(holders.len(), |number| holders.get(number as usize));
        let both_of = |numbers: [u32; 2]| {
            let [one, other] = numbers.map(|number| gifts.get(number as usize).copied());
            one.zip(other).map(|(one, other)| [one, other])
        };
        // As kinds are ordered: overlaps first, and by their fields.
        let order = |subject: u32| match *subjects.get(subject as usize)? {
            Subject::Overlap { basis, gifts, is_overruled } => {
                let both = both_of(gifts)?;
                let territories = both.map(|gift| at(&territory_ranks, gift.territory));
                let holders = both.map(|gift| at(&holder_ranks, gift.holders));
                Some((false, Some(basis), territories, holders, is_overruled))
            }
            Subject::Gap { before, after } => {
                Some((true, None, [before, after].map(|territory| at(&territory_ranks, territory)), [0; 2], false))
            }
        };
        let subject_ranks = ranks(subjects.len(), order);
        let mut found = self.areas.into_list();
        found.sort_unstable_by_key(|&([subject, period], _)| {
            (at(&subject_ranks, subject), periods.get(period as usize))
        });
        let kind = |subject: u32| match *subjects.get(subject as usize)? {
            Subject::Overlap { basis, gifts, is_overruled } => {
                let both = both_of(gifts)?;
                let [one, other] = both.map(|gift| code(gift.territory));
                let [mine, yours] = both.map(|gift| holders.get(gift.holders as usize).cloned());
                let (territories, holders) = ([one?, other?], [mine?, yours?]);
                Some(ConflictKind::Overlap { basis, territories, holders, is_overruled })
            }
            Subject::Gap { before, after } => Some(ConflictKind::Gap { before: code(before)?, after: code(after)? }),
        };
        let conflicts = found.into_iter().filter_map(|([subject, period], Area { area_km2, near })| {
            let (from, until) = *periods.get(period as usize)?;
            // The first day of all stands for an open beginning.
            let from = Some(from).filter(|&day| day != Date::MIN).map(UncertainDate::from);
            let period = Period::new(from, until.map(UncertainDate::from)).unwrap_or_default();
            Some(Conflict { kind: kind(subject)?, period, area_km2, near })
        });
        conflicts.collect()
    }
}

/// The place of each number below `count` in the order of what it stands for.
fn ranks<T: Ord>(count: usize, of: impl Fn(u32) -> T) -> Vec<u32> {
    let mut order: Vec<u32> = (0..).take(count).collect();
    order.sort_unstable_by_key(|&number| of(number));
    let mut ranks = vec![0; count];
    for (rank, number) in (0..).zip(order) {
        ranks.get_mut(number as usize).into_iter().for_each(|slot| *slot = rank);
    }
    ranks
}

fn at(ranks: &[u32], number: u32) -> u32 {
    ranks.get(number as usize).copied().unwrap_or(u32::MAX)
}

/// What is known of a day.
#[derive(Default)]
struct OfDay {
    /// The subjects of the overlaps, ascending, where these territories have records.
    subjects: HashMap<Box<[u32]>, Box<[u32]>>,
    /// What is given where these territories decide; `None` if there are several candidates.
    gifts: HashMap<Box<[u32]>, Option<(u32, Gift)>>,
}

/// Finds what territories of one cell give to different holders.
struct Overlaps<'s> {
    store: &'s Store,
    basis: Basis,
    timelines: Timelines<'s>,
    known: HashMap<Date, OfDay>,
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
        // The subjects that go on, ascending, each with its first day.
        let mut open: Vec<(u32, Date)> = Vec::new();
        timelines.visit_days(&cell.lineage, |_, day, present| {
            if present.len() < 2 && open.is_empty() {
                return;
            }
            if *known_count >= MOST_KNOWN {
                (*known, *known_count) = (HashMap::new(), 0);
            }
            let of_day = known.entry(day).or_default();
            if !of_day.subjects.contains_key(present) {
                let subjects = subjects(store, present, (*basis, day), &mut of_day.gifts, found);
                *known_count += 1 + present.len() + subjects.len();
                of_day.subjects.insert(present.into(), subjects.into());
            }
            let subjects = of_day.subjects.get(present).map_or(&[][..], |subjects| subjects);
            let mut before = std::mem::take(&mut open).into_iter().peekable();
            let mut ended: Vec<(Date, u32)> = Vec::new();
            for &subject in subjects {
                while let Some((gone, from)) = before.next_if(|&(number, _)| number < subject) {
                    ended.push((from, gone));
                }
                let from = before.next_if(|&(number, _)| number == subject).map_or(day, |(_, from)| from);
                open.push((subject, from));
            }
            ended.extend(before.map(|(gone, from)| (from, gone)));
            found.add(ended, Some(day), area);
        });
        found.add(open.into_iter().map(|(subject, from)| (from, subject)), None, area);
    }
}

/// The overlaps of a day, ascending: each pair of these territories that give the cell to different holders with
/// certainty.
fn subjects(
    store: &Store,
    territories: &[u32],
    (basis, day): (Basis, Date),
    known: &mut HashMap<Box<[u32]>, Option<(u32, Gift)>>,
    found: &mut Found,
) -> Vec<u32> {
    let mut gifts: Vec<(usize, u32, Gift)> = Vec::new();
    for (tier, territories) in Precedence::new(store, territories, basis).tiers().enumerate() {
        for side in precedence::sides(store, territories, basis, day) {
            let gift = known.get(&*side).copied().unwrap_or_else(|| {
                let gift = gift(store, &Verdict::on(store, &side, basis, day), &mut found.holders);
                let gift = gift.map(|gift| (found.gifts.number(gift), gift));
                known.insert(side.into(), gift);
                gift
            });
            gifts.extend(gift.map(|(number, gift)| (tier, number, gift)));
        }
    }
    let mut subjects = Vec::new();
    for (place, &(tier, mine, gift)) in gifts.iter().enumerate() {
        for &(other_tier, yours, _) in gifts.iter().skip(place + 1).filter(|other| other.2.holders != gift.holders) {
            let is_overruled = tier != other_tier;
            subjects.push(found.subjects.number(Subject::Overlap { basis, gifts: [mine, yours], is_overruled }));
        }
    }
    subjects.sort_unstable();
    subjects.dedup();
    subjects
}

/// The territory of the record that applies, and the holder according to it; `None` if there are several candidates.
fn gift(store: &Store, verdict: &Verdict, holders: &mut Numbered<Arc<str>>) -> Option<Gift> {
    let top = at_top(store, verdict);
    let [choice] = &*top.candidates else { return None };
    let record = store.record(*verdict.candidates.first()?.records.first()?)?;
    let names: Vec<String> =
        choice.chains.tops().filter_map(|number| store.polity(number)).map(|polity| polity.code.to_string()).collect();
    let text = if names.is_empty() { "nobody".to_owned() } else { names.join(" and ") };
    Some(Gift { territory: store.territory_number(record.territory)?, holders: holders.number(text.into()) })
}

/// Finds the days between two spells of a cell on which nothing is recorded.
struct Gaps<'s> {
    store: &'s Store,
    timelines: Timelines<'s>,
    /// For three verdicts that follow each other, the number of the gap that the second is, if it is one.
    known: HashMap<[u32; 3], Option<u32>>,
}

impl<'s> Gaps<'s> {
    fn new(store: &'s Store) -> Self {
        Self { store, timelines: Timelines::new(store, Basis::DeFacto), known: HashMap::new() }
    }

    /// Records the gaps of a cell.
    fn find(&mut self, cell: &Cell, area: Area, found: &mut Found) {
        let Self { store, timelines, known } = self;
        // A gap is the second of three spells at least.
        if timelines.days(&cell.lineage).len() < 3 {
            return;
        }
        for window in timelines.spells(&cell.lineage).windows(3) {
            let &[(_, before), (from, nothing), (until, after)] = window else { continue };
            if known.len() >= MOST_KNOWN {
                known.clear();
            }
            let gap = known.entry([before, nothing, after]).or_insert_with(|| {
                let [before, nothing, after] = [before, nothing, after].map(|number| timelines.verdict(number));
                let is_gap = matches!(&*nothing?.candidates, [choice] if choice.kind == Kind::Unrecorded);
                let (before, after) = territory(store, before?).zip(territory(store, after?))?;
                is_gap.then(|| found.subjects.number(Subject::Gap { before, after }))
            });
            if let Some(gap) = *gap {
                found.add([(from, gap)], Some(until), area);
            }
        }
    }
}

/// The territory of the first record of a verdict.
fn territory(store: &Store, verdict: &Verdict) -> Option<u32> {
    let mut records = verdict.candidates.iter().filter_map(|choice| store.record(*choice.records.first()?));
    store.territory_number(records.next()?.territory)
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

fn place_of(vertex: Vertex) -> Position {
    Position::from_e7(vertex.x, vertex.y)
}
