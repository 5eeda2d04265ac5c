//! The verdicts at many places through time.

use std::hash::BuildHasher;

use hashbrown::{DefaultHashBuilder, HashMap, HashSet, HashTable};
use time::Date;

use super::store::Store;
use super::verdict::Verdict;
use crate::model::control::{Basis, Holding};
use crate::model::date::{Period, UncertainDate};
use crate::model::polity::Polity;
use crate::model::timeline::turning_days;

/// Finds the verdicts at many places through time, on one basis.
///
/// What places have in common is worked out once: the days on which what is said of a territory can change, and the verdict
/// of a day where the same territories have records. Of outlines drawn for each of many years few have one on any day.
pub(crate) struct Timelines<'s> {
    store: &'s Store,
    basis: Basis,
    /// Each verdict once.
    verdicts: Vec<Verdict>,
    /// The numbers of the verdicts, by what these say.
    numbers: HashTable<u32>,
    hasher: DefaultHashBuilder,
    /// When territories have records, and how many days that are.
    recorded: HashMap<u32, Recorded>,
    recorded_count: usize,
    /// The days on which the part-of chains of polities can change, ascending, and how many these are.
    bonds: HashMap<u32, Box<[Date]>>,
    bond_count: usize,
    /// The verdict of a day where these territories have records, by its number.
    found: HashTable<(Date, Box<[u32]>, u32)>,
}

/// When a territory has records that count on a basis.
struct Recorded {
    /// From the first day of the first to the end of the last; `None` if there are none.
    span: Option<(Date, Date)>,
    /// The days on which what they say can change, ascending.
    days: Box<[Date]>,
}

/// Where more territories than this have records on a day, their verdict is not kept.
const FEW: usize = 8;
/// So many verdicts of days are kept, and so many days of territories and polities.
const MOST_FOUND: usize = 1 << 18;
const MOST_DAYS: usize = 1 << 22;

impl<'s> Timelines<'s> {
    pub(crate) fn new(store: &'s Store, basis: Basis) -> Self {
        Self {
            store,
            basis,
            verdicts: Vec::new(),
            numbers: HashTable::new(),
            hasher: DefaultHashBuilder::default(),
            recorded: HashMap::new(),
            recorded_count: 0,
            bonds: HashMap::new(),
            bond_count: 0,
            found: HashTable::new(),
        }
    }

    /// A verdict by its number.
    pub(crate) fn verdict(&self, number: u32) -> Option<&Verdict> {
        self.verdicts.get(number as usize)
    }

    /// The verdicts in the order of their numbers.
    pub(crate) fn into_verdicts(self) -> Vec<Verdict> {
        self.verdicts
    }

    /// The number of a verdict.
    pub(crate) fn number(&mut self, verdict: Verdict) -> u32 {
        let (verdicts, hasher) = (&mut self.verdicts, &self.hasher);
        let hash = hasher.hash_one(&verdict);
        let is_it = |&known: &u32| verdicts.get(known as usize) == Some(&verdict);
        if let Some(&known) = self.numbers.find(hash, is_it) {
            return known;
        }
        let number = u32::try_from(verdicts.len()).unwrap_or(u32::MAX);
        verdicts.push(verdict);
        let hash_of = |&known: &u32| verdicts.get(known as usize).map_or(0, |verdict| hasher.hash_one(verdict));
        self.numbers.insert_unique(hash, number, hash_of);
        number
    }

    /// The verdicts where these territories are, most specific first: each with its first day.
    pub(crate) fn spells(&mut self, lineage: &[u32]) -> Vec<(Date, u32)> {
        let mut spells: Vec<(Date, u32)> = Vec::new();
        self.visit_days(lineage, |this, day, present| {
            let number = this.on(present, day);
            if spells.last().is_none_or(|last| last.1 != number) {
                spells.push((day, number));
            }
        });
        spells
    }

    /// Calls `visit` with each day that the atlas covers on which the verdict of these territories can change, the first day
    /// among them; and with those of them that may have a record on that day, as the others have no say.
    pub(crate) fn visit_days(&mut self, lineage: &[u32], mut visit: impl FnMut(&mut Self, Date, &[u32])) {
        let days = self.days(lineage);
        let span = |(place, territory): (usize, &u32)| {
            let (first, last) = self.recorded.get(territory)?.span?;
            Some((first, last, place))
        };
        let mut spans: Vec<(Date, Date, usize)> = lineage.iter().enumerate().filter_map(span).collect();
        spans.sort_unstable();
        let mut spans = spans.into_iter().peekable();
        // The places in the lineage of those that have begun, and when each ends.
        let mut begun: Vec<(usize, Date)> = Vec::new();
        let mut present: Vec<u32> = Vec::new();
        for day in days {
            let count = begun.len();
            begun.retain(|&(_, last)| day <= last);
            let mut is_changed = begun.len() < count;
            while let Some((_, last, place)) = spans.next_if(|&(first, ..)| first <= day) {
                if day <= last {
                    begun.push((place, last));
                    is_changed = true;
                }
            }
            if is_changed {
                begun.sort_unstable();
                present.clear();
                present.extend(begun.iter().filter_map(|&(place, _)| lineage.get(place)));
            }
            visit(self, day, &present);
        }
    }

    /// The days that the atlas covers on which the verdict of these territories can change, the first day among them.
    pub(crate) fn days(&mut self, lineage: &[u32]) -> Vec<Date> {
        if self.recorded_count > MOST_DAYS {
            (self.recorded, self.recorded_count) = (HashMap::new(), 0);
        }
        let coverage = self.store.about.coverage;
        let first = coverage.from().map_or(Date::MIN, UncertainDate::earliest);
        let end = coverage.until().map(UncertainDate::latest);
        let mut days = vec![first];
        for &territory in lineage {
            self.recall(territory);
            days.extend(self.recorded.get(&territory).into_iter().flat_map(|recorded| &recorded.days));
        }
        days.retain(|&day| first <= day && end.is_none_or(|end| day < end));
        days.sort_unstable();
        days.dedup();
        days
    }

    /// The number of the verdict of a day where these territories have records.
    fn on(&mut self, present: &[u32], day: Date) -> u32 {
        if present.len() > FEW {
            return self.number(Verdict::on(self.store, present, self.basis, day));
        }
        let hash = self.hasher.hash_one((day, present));
        let is_it = |known: &(Date, Box<[u32]>, u32)| known.0 == day && *known.1 == *present;
        if let Some(&(.., number)) = self.found.find(hash, is_it) {
            return number;
        }
        let number = self.number(Verdict::on(self.store, present, self.basis, day));
        if self.found.len() >= MOST_FOUND {
            self.found.clear();
        }
        let hasher = &self.hasher;
        let hash_of = |(day, present, _): &(Date, Box<[u32]>, u32)| hasher.hash_one((*day, &**present));
        self.found.insert_unique(hash, (day, present.into(), number), hash_of);
        number
    }

    /// Reads when a territory has records, unless that is known.
    fn recall(&mut self, territory: u32) {
        if !self.recorded.contains_key(&territory) {
            let recorded = self.read(territory);
            self.recorded_count += recorded.days.len();
            self.recorded.insert(territory, recorded);
        }
    }

    fn read(&mut self, territory: u32) -> Recorded {
        let (store, mut span) = (self.store, None);
        let mut days = Vec::new();
        for basis in [self.basis, Basis::DeJure] {
            for &number in store.ledger(territory, basis) {
                let Some(record) = store.record(number) else { continue };
                let (first, last) = ends(store.effective_period(number));
                span = Some(span.map_or((first, last), |(begin, end): (Date, Date)| (begin.min(first), end.max(last))));
                days.extend(store.record_turning_days(number));
                let others = record.undrawn.iter().filter_map(|part| part.holding.as_ref());
                for &polity in std::iter::once(&record.holding).chain(others).flat_map(Holding::polities) {
                    let Some(polity) = store.polity_number(polity) else { continue };
                    let bonds = self.bond_days(polity);
                    let begun = bonds.partition_point(|&day| day < first);
                    days.extend(bonds.iter().skip(begun).take_while(|&&day| day <= last));
                }
            }
        }
        days.sort_unstable();
        days.dedup();
        Recorded { span, days: days.into() }
    }

    /// The days on which the part-of chain of a polity can change, ascending.
    fn bond_days(&mut self, polity: u32) -> &[Date] {
        if !self.bonds.contains_key(&polity) {
            if self.bond_count > MOST_DAYS {
                (self.bonds, self.bond_count) = (HashMap::new(), 0);
            }
            let days = bond_days(self.store, polity);
            self.bond_count += days.len();
            self.bonds.insert(polity, days);
        }
        self.bonds.get(&polity).map_or(&[], |days| days)
    }
}

/// The days on which the part-of chain of a polity can change, ascending.
fn bond_days(store: &Store, polity: u32) -> Box<[Date]> {
    let (mut days, mut seen, mut open) = (Vec::new(), HashSet::new(), vec![polity]);
    while let Some(number) = open.pop() {
        if !seen.insert(number) {
            continue;
        }
        for bond in store.polity(number).into_iter().flat_map(Polity::part_of) {
            days.extend(turning_days(&bond.period));
            open.extend(store.polity_number(bond.polity));
        }
    }
    days.sort_unstable();
    days.dedup();
    days.into()
}

/// The first day on which a period may hold, and a day after which it does not.
fn ends(period: Period) -> (Date, Date) {
    let until = period.until().map_or(Date::MAX, UncertainDate::latest);
    (period.from().map_or(Date::MIN, UncertainDate::earliest), until)
}
