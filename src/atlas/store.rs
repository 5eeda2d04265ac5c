//! The data of an atlas, numbered by their places in lists; codes are for the outside.

use std::cmp::Reverse;
use std::collections::HashMap;

use hashbrown::HashSet;
use time::Date;

use super::about::About;
use super::effective::effective_periods;
use super::ledger::Ledger;
use super::problem::Location;
use super::unknown_code::UnknownCode;
use crate::model::border_stage::BorderStage;
use crate::model::claim::Claim;
use crate::model::control::Basis;
use crate::model::corridor::Corridor;
use crate::model::date::Period;
use crate::model::event::{Event, EventCode};
use crate::model::landmark::Landmark;
use crate::model::line::LineAccuracy;
use crate::model::polity::{Polity, PolityCode};
use crate::model::presence::Presence;
use crate::model::recognition::Recognition;
use crate::model::record::Record;
use crate::model::source::{Source, SourceCode};
use crate::model::territory::{Extent, Territory, TerritoryCode};
use crate::model::timeline::turning_days;
use crate::model::undrawn::Undrawn;
use crate::space::{Index, Overlap, Shape, Vertex};

/// A value and where it was stated.
#[derive(Debug, Clone)]
pub(crate) struct Sited<T> {
    pub(crate) place: Location,
    pub(crate) value: T,
}

/// Typed values as they were read, before anything is checked between them.
#[derive(Debug, Clone)]
pub(crate) struct Model {
    pub(crate) about: About,
    pub(crate) sources: Vec<Source>,
    pub(crate) events: Vec<Event>,
    pub(crate) polities: Vec<Sited<Polity>>,
    pub(crate) territories: Vec<Sited<Territory>>,
    pub(crate) records: Vec<Sited<Record>>,
    pub(crate) claims: Vec<Sited<Claim>>,
    pub(crate) recognitions: Vec<Sited<Recognition>>,
    pub(crate) presences: Vec<Sited<Presence>>,
    pub(crate) corridors: Vec<Sited<Corridor>>,
    pub(crate) border_stages: Vec<Sited<BorderStage>>,
    pub(crate) landmarks: Vec<Landmark>,
    pub(crate) lines: Vec<Sited<LineAccuracy>>,
}

impl Model {
    pub(crate) fn new(about: About) -> Self {
        Self {
            about,
            sources: Vec::new(),
            events: Vec::new(),
            polities: Vec::new(),
            territories: Vec::new(),
            records: Vec::new(),
            claims: Vec::new(),
            recognitions: Vec::new(),
            presences: Vec::new(),
            corridors: Vec::new(),
            border_stages: Vec::new(),
            landmarks: Vec::new(),
            lines: Vec::new(),
        }
    }
}

impl Model {
    /// How many territories have an outline of their own.
    pub(crate) fn outline_count(&self) -> usize {
        let has_outline = |sited: &&Sited<Territory>| matches!(sited.value.extent, Extent::Outline { .. });
        self.territories.iter().filter(has_outline).count()
    }
}

/// Where the values of a [`Store`] were stated, list by list.
#[derive(Debug)]
pub(super) struct Places {
    pub(super) polities: Vec<Location>,
    pub(super) territories: Vec<Location>,
    pub(super) records: Vec<Location>,
    pub(super) claims: Vec<Location>,
    pub(super) recognitions: Vec<Location>,
    pub(super) presences: Vec<Location>,
    pub(super) corridors: Vec<Location>,
    pub(super) border_stages: Vec<Location>,
    pub(super) lines: Vec<Location>,
}

/// The ground of the territories and how it nests.
#[derive(Debug)]
pub(crate) struct Grounds {
    /// Outlines; each belongs to one territory.
    pub(crate) shapes: Vec<Shape>,
    /// The territory of each shape.
    pub(crate) owners: Vec<u32>,
    /// The shapes that make up each territory, ascending.
    pub(crate) leaves: Vec<Box<[u32]>>,
    /// Each territory with all that its ground lies within, most specific first; the first is the territory itself.
    pub(crate) lineages: Vec<Box<[u32]>>,
    /// Shapes whose interiors meet.
    pub(crate) overlaps: Vec<Overlap>,
    /// Finds the shapes at a place.
    pub(crate) index: Index,
}

/// The data of an atlas, and what finds them by code, territory and place.
#[derive(Debug)]
pub(crate) struct Store {
    pub(crate) about: About,
    pub(crate) sources: Vec<Source>,
    pub(crate) events: Vec<Event>,
    pub(crate) polities: Vec<Polity>,
    pub(crate) territories: Vec<Territory>,
    pub(crate) records: Vec<Record>,
    pub(crate) claims: Vec<Claim>,
    pub(crate) recognitions: Vec<Recognition>,
    pub(crate) presences: Vec<Presence>,
    pub(crate) corridors: Vec<Corridor>,
    pub(crate) border_stages: Vec<BorderStage>,
    pub(crate) landmarks: Vec<Landmark>,
    /// Stretches of outlines with an accuracy of their own.
    pub(crate) lines: Vec<LineAccuracy>,
    pub(crate) grounds: Grounds,
    source_index: HashMap<SourceCode, u32>,
    event_index: HashMap<EventCode, u32>,
    polity_index: HashMap<PolityCode, u32>,
    territory_index: HashMap<TerritoryCode, u32>,
    /// The records of each territory, de facto and de jure.
    ledgers: Vec<[Ledger; 2]>,
    /// The place of each territory among all, most specific first.
    ranks: Vec<u32>,
    /// The period of each record, widened by the rival dates of its changes.
    effective_periods: Vec<Period>,
    /// The last day up to which the atlas was checked.
    pub(crate) checked_until: Date,
}

impl Store {
    pub(super) fn new(model: Model, grounds: Grounds) -> (Self, Places) {
        let (polities, polity_places) = parted(model.polities);
        let (territories, territory_places) = parted(model.territories);
        let (records, record_places) = parted(model.records);
        let (claims, claim_places) = parted(model.claims);
        let (recognitions, recognition_places) = parted(model.recognitions);
        let (presences, presence_places) = parted(model.presences);
        let (corridors, corridor_places) = parted(model.corridors);
        let (border_stages, border_stage_places) = parted(model.border_stages);
        let (lines, line_places) = parted(model.lines);
        let territory_index = indexed(territories.iter().map(Territory::code));
        let mut ledgers = vec![[Vec::new(), Vec::new()]; territories.len()];
        for (number, record) in (0..).zip(&records) {
            let ledger = territory_index.get(&record.territory).and_then(|&t| ledgers.get_mut(t as usize));
            if let Some([in_fact, in_right]) = ledger {
                match record.basis() {
                    Basis::DeFacto => in_fact.push(number),
                    Basis::DeJure => in_right.push(number),
                }
            }
        }
        // The order of candidates is that of the records' dates and holders, and not that of the documents.
        let order = |number: &u32| {
            let record = records.get(*number as usize);
            record.map(|r| (r.attestation.period.from(), r.attestation.period.until(), r.holding.polities().to_vec()))
        };
        for ledger in ledgers.iter_mut().flatten() {
            ledger.sort_by_cached_key(order);
        }
        let numbers: Vec<Option<u32>> =
            records.iter().map(|record| territory_index.get(&record.territory).copied()).collect();
        let lies_within = |part: Option<u32>, whole: Option<u32>| {
            let lineage = part.and_then(|part| grounds.lineages.get(part as usize));
            whole.is_some_and(|whole| lineage.is_some_and(|lineage| lineage.contains(&whole)))
        };
        let effective_periods = effective_periods(&records, |one, other| {
            let [one, other] = [one, other].map(|number| numbers.get(number).copied().flatten());
            lies_within(one, other) || lies_within(other, one)
        });
        let period = |number: u32| effective_periods.get(number as usize).copied().unwrap_or_default();
        let ledgers = ledgers.into_iter().map(|both| both.map(|numbers| Ledger::new(numbers, period))).collect();
        let ranks = ranks(&territories, &grounds.lineages);
        let mut store = Self {
            source_index: indexed(model.sources.iter().map(Source::code)),
            event_index: indexed(model.events.iter().map(Event::code)),
            polity_index: indexed(polities.iter().map(Polity::code)),
            territory_index,
            ledgers,
            about: model.about,
            sources: model.sources,
            events: model.events,
            polities,
            territories,
            records,
            claims,
            recognitions,
            presences,
            corridors,
            border_stages,
            landmarks: model.landmarks,
            lines,
            grounds,
            ranks,
            effective_periods,
            checked_until: Date::MAX,
        };
        store.checked_until = store.about.checked_until.unwrap_or_else(|| store.last_day());
        let places = Places {
            polities: polity_places,
            territories: territory_places,
            records: record_places,
            claims: claim_places,
            recognitions: recognition_places,
            presences: presence_places,
            corridors: corridor_places,
            border_stages: border_stage_places,
            lines: line_places,
        };
        (store, places)
    }

    pub(crate) fn source(&self, code: SourceCode) -> Option<&Source> {
        self.sources.get(*self.source_index.get(&code)? as usize)
    }

    pub(crate) fn event(&self, code: EventCode) -> Option<&Event> {
        self.events.get(*self.event_index.get(&code)? as usize)
    }

    pub(crate) fn polity_number(&self, code: PolityCode) -> Option<u32> {
        self.polity_index.get(&code).copied()
    }

    #[inline]
    pub(crate) fn polity(&self, number: u32) -> Option<&Polity> {
        self.polities.get(number as usize)
    }

    /// The number of a polity and the polity.
    pub(crate) fn known_polity(&self, code: &str) -> Result<(u32, &Polity), UnknownCode> {
        let number = code.parse().ok().and_then(|code| self.polity_number(code));
        let found = number.and_then(|number| Some((number, self.polity(number)?)));
        found.ok_or_else(|| UnknownCode::new("polity", code))
    }

    /// The number of a territory and the territory.
    pub(crate) fn known_territory(&self, code: &str) -> Result<(u32, &Territory), UnknownCode> {
        let number = code.parse().ok().and_then(|code| self.territory_number(code));
        let found = number.and_then(|number| Some((number, self.territory(number)?)));
        found.ok_or_else(|| UnknownCode::new("territory", code))
    }

    pub(crate) fn territory_number(&self, code: TerritoryCode) -> Option<u32> {
        self.territory_index.get(&code).copied()
    }

    pub(crate) fn territory(&self, number: u32) -> Option<&Territory> {
        self.territories.get(number as usize)
    }

    pub(crate) fn record(&self, number: u32) -> Option<&Record> {
        self.records.get(number as usize)
    }

    /// The period of a record, widened by the rival dates of its changes.
    pub(crate) fn effective_period(&self, number: u32) -> Period {
        self.effective_periods.get(number as usize).copied().unwrap_or_default()
    }

    /// The days on which what a record says can change: its bounds, and those of its undrawn parts.
    pub(crate) fn record_turning_days(&self, number: u32) -> impl Iterator<Item = Date> + '_ {
        let own = self.effective_periods.get(number as usize).into_iter().flat_map(turning_days);
        let undrawn = self.record(number).into_iter().flat_map(|record| &record.undrawn);
        own.chain(undrawn.flat_map(|part| turning_days(&part.period)))
    }

    /// The undrawn parts of a record that others may have held on a day. A part that begins or ends with the record does
    /// so on whatever day the record does.
    pub(crate) fn undrawn_on(&self, number: u32, day: Date) -> impl Iterator<Item = &Undrawn> {
        let effective = self.effective_period(number);
        self.record(number).into_iter().flat_map(move |record| {
            let stated = record.attestation.period;
            record.undrawn.iter().filter(move |part| {
                let shared = |own, stated, effective| if own == stated { effective } else { own };
                let from = shared(part.period.from(), stated.from(), effective.from());
                let until = shared(part.period.until(), stated.until(), effective.until());
                Period::of_changes(from, until).holds_on(day).is_some()
            })
        })
    }

    /// The last day that a record, an event or a part-of bond mentions; the last of all days if none does.
    fn last_day(&self) -> Date {
        let events = self.events.iter().flat_map(|event| turning_days(&event.period));
        let bonds = self.polities.iter().flat_map(|polity| &polity.part_of).flat_map(|bond| turning_days(&bond.period));
        let records = self.effective_periods.iter().flat_map(turning_days);
        let days = events.chain(bonds).chain(records).filter(|&day| day != Date::MAX);
        days.max().unwrap_or(Date::MAX)
    }

    /// The numbers of the records of a territory on one basis.
    pub(crate) fn ledger(&self, territory: u32, basis: Basis) -> &[u32] {
        self.ledgers.get(territory as usize).map_or(&[], |ledgers| basis.of(ledgers).numbers())
    }

    /// The numbers of the records of a territory that may hold on a day, and perhaps of some more, in their order.
    pub(crate) fn ledger_around(&self, territory: u32, basis: Basis, day: Date) -> impl Iterator<Item = u32> + '_ {
        self.ledgers.get(territory as usize).into_iter().flat_map(move |ledgers| basis.of(ledgers).around(day))
    }

    /// A territory and all that its ground lies within, most specific first.
    pub(crate) fn lineage(&self, territory: u32) -> &[u32] {
        self.grounds.lineages.get(territory as usize).map_or(&[], |lineage| lineage)
    }

    /// The shapes that make up a territory.
    pub(crate) fn leaves(&self, territory: u32) -> &[u32] {
        self.grounds.leaves.get(territory as usize).map_or(&[], |leaves| leaves)
    }

    /// The outline of a territory's own.
    pub(crate) fn outline(&self, territory: u32) -> Option<&Shape> {
        // Shapes stand in the order of their territories.
        let shape = self.grounds.owners.binary_search(&territory).ok()?;
        self.grounds.shapes.get(shape)
    }

    /// The territory of a shape.
    pub(crate) fn owner(&self, shape: u32) -> u32 {
        self.grounds.owners.get(shape as usize).copied().unwrap_or(u32::MAX)
    }

    /// The territories at a place where these shapes are, most specific first.
    pub(crate) fn lineage_of_shapes(&self, shapes: &[u32]) -> Vec<u32> {
        let mut lineage: Vec<u32> = shapes.iter().flat_map(|&shape| self.lineage(self.owner(shape))).copied().collect();
        lineage.sort_unstable();
        lineage.dedup();
        lineage.sort_unstable_by_key(|&number| self.ranks.get(number as usize));
        lineage
    }

    /// The shapes at a place that no other shape there lies within: those that decide.
    pub(crate) fn deciding_shapes(&self, at: Vertex) -> Vec<u32> {
        let mut found: Vec<u32> = Vec::new();
        self.grounds.index.locate(at, |shape| found.push(shape));
        self.deciding(found)
    }

    /// Of shapes at one place, those that no other lies within.
    pub(crate) fn deciding(&self, mut shapes: Vec<u32>) -> Vec<u32> {
        self.keep_deciding(&mut shapes);
        shapes
    }

    /// Of shapes at one place, keeps those that no other lies within.
    pub(crate) fn keep_deciding(&self, found: &mut Vec<u32>) {
        if found.len() > 1 {
            let wholes = self.wholes(found.iter().map(|&shape| self.owner(shape)));
            found.retain(|&shape| wholes.binary_search(&self.owner(shape)).is_err());
        }
    }

    /// All that any of these territories lies within, ascending.
    pub(crate) fn wholes(&self, territories: impl Iterator<Item = u32>) -> Vec<u32> {
        let mut specific_first: Vec<u32> = territories.collect();
        specific_first.sort_unstable_by_key(|&number| Reverse(self.lineage(number).len()));
        let mut known: HashSet<u32> = HashSet::default();
        for number in specific_first {
            // What a whole lies within, its part lies within too.
            if !known.contains(&number) {
                known.extend(self.lineage(number).iter().filter(|&&whole| whole != number));
            }
        }
        let mut wholes: Vec<u32> = known.into_iter().collect();
        wholes.sort_unstable();
        wholes
    }
}

/// The place of each territory among all: what lies within more is more specific; between equals the order is that of
/// their codes.
fn ranks(territories: &[Territory], lineages: &[Box<[u32]>]) -> Vec<u32> {
    let mut order: Vec<usize> = (0..territories.len()).collect();
    order.sort_by_key(|&number| {
        (Reverse(lineages.get(number).map_or(0, |lineage| lineage.len())), territories.get(number).map(Territory::code))
    });
    let mut ranks = vec![0; order.len()];
    for (rank, number) in (0..).zip(order) {
        if let Some(slot) = ranks.get_mut(number) {
            *slot = rank;
        }
    }
    ranks
}

fn parted<T>(sited: Vec<Sited<T>>) -> (Vec<T>, Vec<Location>) {
    sited.into_iter().map(|s| (s.value, s.place)).unzip()
}

/// The number of each code; of codes that are taken twice, the first.
fn indexed<C: std::hash::Hash + Eq>(codes: impl Iterator<Item = C>) -> HashMap<C, u32> {
    let mut index = HashMap::new();
    for (number, code) in (0..).zip(codes) {
        index.entry(code).or_insert(number);
    }
    index
}
