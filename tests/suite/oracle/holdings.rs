//! Who may hold a place on a day, by reading every record.
//!
//! Written from what the documents mean, not from how the crate finds it. A world says of each territory that holds the
//! place which of its records holds on the day, if any; the candidates are what all the worlds answer that the dates
//! leave open.

use std::collections::{BTreeMap, BTreeSet};

use suzerain::model::{Bound, Extent, Holding};
use suzerain::{Atlas, Basis, Certainty, Confidence, Outcome, Outside, Period, Record, UncertainDate};
use time::Date;

use crate::ground::Outline;

/// An outcome: how, and the part-of chain of each holder, top first.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Said {
    pub(crate) how: &'static str,
    pub(crate) chains: Vec<Vec<String>>,
}

impl Said {
    fn bare(how: &'static str) -> Self {
        Self { how, chains: Vec::new() }
    }

    /// What the crate says.
    pub(crate) fn of(outcome: &Outcome<'_>) -> Self {
        let how = match outcome {
            Outcome::Outside(Outside::Time) => "outside in time",
            other => other.word(),
        };
        let chain = |holder: &suzerain::Holder<'_>| holder.chain().map(|polity| polity.code().to_string()).collect();
        Self { how, chains: outcome.holders().iter().map(chain).collect() }
    }

    /// What tells the holders on two sides of a line apart: how, and the tops of the chains.
    pub(crate) fn tops(&self) -> Tops {
        (self.how, self.chains.iter().filter_map(|chain| chain.first().cloned()).collect())
    }

    pub(crate) fn is_outside(&self) -> bool {
        self.how.starts_with("outside")
    }
}

/// How, and the polities at the top of the chains.
pub(crate) type Tops = (&'static str, BTreeSet<String>);

/// What may be so at a place on a day.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Held {
    /// The candidates, each with the numbers of the records that give them the territory.
    pub(crate) candidates: BTreeMap<Said, BTreeSet<usize>>,
    /// The numbers of the records that give a candidate a part which is not drawn.
    pub(crate) by_parts: BTreeMap<Said, BTreeSet<usize>>,
    /// Whether the day lies in the span of a bound of a record that is a candidate, or of a bond in its chain.
    pub(crate) is_dated: bool,
    /// The parts that are known but not drawn: the number of the record, and that of the part in it.
    pub(crate) undrawn: BTreeSet<(usize, usize)>,
}

impl Held {
    fn bare(how: &'static str) -> Self {
        Self { candidates: BTreeMap::from([(Said::bare(how), BTreeSet::new())]), ..Self::default() }
    }

    pub(crate) fn is_outside(&self) -> bool {
        self.candidates.keys().any(Said::is_outside)
    }

    pub(crate) fn tops(&self) -> BTreeSet<Tops> {
        self.candidates.keys().map(Said::tops).collect()
    }
}

/// The days on which a change may have come; `None` for a bound that is open.
type Span = Option<(Date, Date)>;

fn span(date: Option<UncertainDate>) -> Span {
    date.map(|date| (date.earliest(), date.latest()))
}

fn stated(record: &Record, bound: Bound) -> Option<UncertainDate> {
    let period = record.attestation().period();
    if bound == Bound::From { period.from() } else { period.until() }
}

/// How a period with these bounds holds on a day: surely, possibly, not.
fn holds((from, until): (Span, Span), day: Date) -> Option<bool> {
    let begun = from.is_none_or(|(first, _)| day >= first);
    let surely_begun = from.is_none_or(|(_, last)| day >= last);
    let maybe_ended = until.is_some_and(|(first, _)| day >= first);
    let ended = until.is_some_and(|(_, last)| day >= last);
    (begun && !ended).then_some(surely_begun && !maybe_ended)
}

/// Whether a day lies in the span of a bound: the change may have come by then, and may not.
fn is_open(bound: Span, day: Date) -> bool {
    bound.is_some_and(|(first, last)| first <= day && day < last)
}

/// Whether one of these periods is sure to hold on the day: one does surely, or each hands over to the next without a
/// gap, from one that has surely begun to one that has surely not ended.
fn one_is_sure(periods: &[(Span, Span)], day: Date) -> bool {
    let open: Vec<(Span, Span)> = periods.iter().copied().filter(|period| holds(*period, day).is_some()).collect();
    let mut reached: BTreeSet<usize> =
        (0..open.len()).filter(|&n| open[n].0.is_none_or(|(_, last)| day >= last)).collect();
    loop {
        if reached.iter().any(|&n| open[n].1.is_none_or(|(first, _)| day < first)) {
            return true;
        }
        let next: BTreeSet<usize> =
            (0..open.len()).filter(|&n| reached.iter().any(|&m| open[m].1 == open[n].0)).collect();
        if next.is_subset(&reached) {
            return false;
        }
        reached.extend(next);
    }
}

/// A record, ready to be asked.
struct Entry {
    number: usize,
    territory: usize,
    period: (Span, Span),
}

/// The holdings of an atlas.
pub(crate) struct Holdings<'a> {
    atlas: &'a Atlas,
    /// The territories that each outline lies in, its own among them.
    lineages: Vec<BTreeSet<usize>>,
    /// The territories in which each territory lies.
    above: Vec<BTreeSet<usize>>,
    /// The records of each territory, de facto and de jure.
    records: Vec<[Vec<usize>; 2]>,
    /// The bounds of each record, widened by rival dates.
    periods: Vec<(Span, Span)>,
    numbers: BTreeMap<String, usize>,
}

impl<'a> Holdings<'a> {
    pub(crate) fn new(atlas: &'a Atlas, outlines: &[Outline]) -> Self {
        let territories = atlas.territories();
        let numbers: BTreeMap<String, usize> =
            territories.iter().enumerate().map(|(number, it)| (it.code().to_string(), number)).collect();
        let number = |code: &str| numbers[code];
        let mut direct: Vec<BTreeSet<usize>> = vec![BTreeSet::new(); territories.len()];
        for (whole, territory) in territories.iter().enumerate() {
            direct[whole].extend(territory.within().map(|within| number(within.as_str())));
            if let Extent::Parts(parts) = territory.extent() {
                for part in parts {
                    direct[number(part.as_str())].insert(whole);
                }
            }
        }
        let stated: Vec<BTreeSet<usize>> = (0..territories.len()).map(|start| reachable(&direct, start)).collect();
        let lineages: Vec<BTreeSet<usize>> = outlines
            .iter()
            .map(|outline| {
                let own = number(&outline.code);
                stated[own].iter().copied().chain([own]).collect()
            })
            .collect();
        let area = |territory: usize| -> BTreeSet<usize> {
            (0..lineages.len()).filter(|&outline| lineages[outline].contains(&territory)).collect()
        };
        let areas: Vec<BTreeSet<usize>> = (0..territories.len()).map(area).collect();
        // A territory lies in another if that is stated, and also where its area is a part of the other's.
        let lies_in = |one: usize, other: usize| {
            stated[one].contains(&other) || (areas[one] != areas[other] && areas[one].is_subset(&areas[other]))
        };
        let all = 0..territories.len();
        let above = all.clone().map(|one| all.clone().filter(|&other| lies_in(one, other)).collect()).collect();
        let mut records: Vec<[Vec<usize>; 2]> = vec![[Vec::new(), Vec::new()]; territories.len()];
        for (record, it) in atlas.records().iter().enumerate() {
            records[number(it.territory().as_str())][usize::from(it.basis() == Basis::DeJure)].push(record);
        }
        let mut holdings = Self { atlas, lineages, above, records, periods: Vec::new(), numbers };
        holdings.periods = (0..atlas.records().len()).map(|number| holdings.period(number)).collect();
        holdings
    }

    /// Who may hold a place that these outlines hold.
    pub(crate) fn held(&self, outlines: &[usize], day: Date, basis: Basis) -> Held {
        if self.atlas.about().coverage().holds_on(day).is_none() {
            return Held::bare("outside in time");
        }
        if outlines.is_empty() {
            return Held::bare("outside");
        }
        let lineage: BTreeSet<usize> = outlines.iter().flat_map(|&outline| self.lineages[outline].clone()).collect();
        let mut held = Held::default();
        let bases: &[Basis] = if basis == Basis::DeFacto { &[Basis::DeFacto, Basis::DeJure] } else { &[basis] };
        for &basis in bases {
            let entries = self.entries(&lineage, basis);
            let deciding = self.worlds(&entries, day);
            for records in &deciding {
                for (said, number) in self.outcomes(records, day) {
                    held.candidates.entry(said).or_default().insert(number);
                }
                for entry in records {
                    held.is_dated |= [entry.period.0, entry.period.1].iter().any(|bound| is_open(*bound, day));
                    self.add_undrawn(entry, day, &mut held);
                }
            }
            if !deciding.iter().any(Vec::is_empty) {
                held.is_dated |= self.has_open_bond(&held, day);
                return held;
            }
        }
        held.candidates.entry(Said::bare("unrecorded")).or_default();
        held.is_dated |= self.has_open_bond(&held, day);
        held
    }

    /// Whether a polity of the chains may be joining or leaving another on the day.
    fn has_open_bond(&self, held: &Held, day: Date) -> bool {
        let codes = held.candidates.keys().flat_map(|said| said.chains.iter().flatten());
        let mut bonds = codes.flat_map(|code| self.atlas.polity(code).unwrap().part_of());
        bonds.any(|bond| [bond.period().from(), bond.period().until()].iter().any(|bound| is_open(span(*bound), day)))
    }

    /// Whether all the records have low confidence, or state none.
    pub(crate) fn are_doubtful(&self, records: &BTreeSet<usize>) -> bool {
        let doubtful = |record: &usize| {
            matches!(self.atlas.records()[*record].attestation().confidence(), None | Some(Confidence::Low))
        };
        !records.is_empty() && records.iter().all(doubtful)
    }

    /// The records of these territories.
    fn entries(&self, lineage: &BTreeSet<usize>, basis: Basis) -> Vec<Entry> {
        let of_territory = |&territory: &usize| {
            let records = &self.records[territory][usize::from(basis == Basis::DeJure)];
            records.iter().map(move |&number| Entry { number, territory, period: self.periods[number] })
        };
        lineage.iter().flat_map(of_territory).collect()
    }

    /// The bounds of a record, widened by rival dates: its own, and those of the bounds on the same date of records of
    /// the same territory, or of one that lies in the other.
    fn period(&self, number: usize) -> (Span, Span) {
        let records = self.atlas.records();
        let territory = |record: &Record| self.numbers[&record.territory().to_string()];
        let own = &records[number];
        let is_related = |other: &Record| {
            let (one, other) = (territory(own), territory(other));
            one == other || self.above[one].contains(&other) || self.above[other].contains(&one)
        };
        let widened = |bound: Bound| {
            let mut widest = span(stated(own, bound));
            for record in records.iter().filter(|other| other.basis() == own.basis() && is_related(other)) {
                for rival in record.rival_dates() {
                    let is_own = std::ptr::eq(record, own) && rival.bound() == bound;
                    let is_shared =
                        stated(record, rival.bound()).is_some() && stated(record, rival.bound()) == stated(own, bound);
                    if !is_own && !is_shared {
                        continue;
                    }
                    let (first, last) = (rival.date().earliest(), rival.date().latest());
                    widest = Some(match (widest, bound) {
                        (Some(known), _) => (known.0.min(first), known.1.max(last)),
                        (None, Bound::From) => (Date::MIN, last),
                        (None, Bound::Until) => (first, Date::MAX),
                    });
                }
            }
            widest
        };
        (widened(Bound::From), widened(Bound::Until))
    }

    /// The deciding records of every world: those of the most specific territories that have one; none where no
    /// territory has one.
    fn worlds<'e>(&self, entries: &'e [Entry], day: Date) -> Vec<Vec<&'e Entry>> {
        let mut options: BTreeMap<usize, Vec<&Entry>> = BTreeMap::new();
        for entry in entries.iter().filter(|entry| holds(entry.period, day).is_some()) {
            options.entry(entry.territory).or_default().push(entry);
        }
        let mut worlds: Vec<Vec<Option<&Entry>>> = vec![Vec::new()];
        for choices in options.values() {
            let with = |world: &Vec<Option<&'e Entry>>, choice| world.iter().copied().chain([choice]).collect();
            // Of records that hand over to each other, one holds.
            let periods: Vec<(Span, Span)> = choices.iter().map(|entry| entry.period).collect();
            let none = (!one_is_sure(&periods, day)).then_some(None);
            let all = || choices.iter().copied().map(Some).chain(none);
            worlds = worlds.iter().flat_map(|world| all().map(move |choice| with(world, choice))).collect();
            assert!(worlds.len() < 100_000, "too many worlds");
        }
        let mut deciding: Vec<Vec<&Entry>> = Vec::new();
        for world in worlds {
            let chosen: Vec<&Entry> = world.into_iter().flatten().collect();
            let beaten =
                |entry: &Entry| chosen.iter().any(|other| self.above[other.territory].contains(&entry.territory));
            let most_specific: Vec<&Entry> = chosen.iter().copied().filter(|entry| !beaten(entry)).collect();
            deciding.push(most_specific);
        }
        deciding
    }

    /// What the deciding records of a world say, and the number of the record that says it.
    fn outcomes(&self, records: &[&Entry], day: Date) -> Vec<(Said, usize)> {
        let said = |entry: &&Entry| {
            let holding = self.atlas.records()[entry.number].holding();
            self.said(holding, day).into_iter().map(|said| (said, entry.number)).collect::<Vec<_>>()
        };
        records.iter().flat_map(said).collect()
    }

    fn add_undrawn(&self, entry: &Entry, day: Date, held: &mut Held) {
        let record = &self.atlas.records()[entry.number];
        let stated = record.attestation().period();
        for (number, part) in record.undrawn().iter().enumerate() {
            // A part that begins or ends with the record is as doubtful as that.
            let with = |bound: Option<UncertainDate>, own: Option<UncertainDate>, widened: Span| {
                if bound == own { widened } else { span(bound) }
            };
            let period = (
                with(part.period().from(), stated.from(), entry.period.0),
                with(part.period().until(), stated.until(), entry.period.1),
            );
            if holds(period, day).is_none() {
                continue;
            }
            held.undrawn.insert((entry.number, number));
            let said = match part.holding() {
                Some(holding) => self.said(holding, day),
                None => vec![Said::bare("unrecorded")],
            };
            for said in said {
                held.candidates.entry(said.clone()).or_default();
                held.by_parts.entry(said).or_default().insert(entry.number);
            }
        }
    }

    /// Every way in which the part-of chains of those who hold may run.
    fn said(&self, holding: &Holding, day: Date) -> Vec<Said> {
        let (how, polities) = match holding {
            Holding::Sole(polity) => ("sole", std::slice::from_ref(polity)),
            Holding::Condominium(polities) => ("condominium", &polities[..]),
            Holding::Contested(polities) => ("contested", &polities[..]),
            _ => ("vacant", &[][..]),
        };
        let mut ways = vec![Said::bare(how)];
        for polity in polities {
            let chains = self.chains(&[polity.to_string()], day);
            let with = |way: &Said, chain: &Vec<String>| {
                let chains = way.chains.iter().chain([chain]).cloned().collect();
                Said { how, chains }
            };
            ways = ways.iter().flat_map(|way| chains.iter().map(move |chain| with(way, chain))).collect();
        }
        ways
    }

    /// The chains above a path, which leads up from a polity; top first.
    fn chains(&self, path: &[String], day: Date) -> Vec<Vec<String>> {
        let polity = self.atlas.polity(path.last().unwrap()).unwrap();
        let life = polity.period();
        let bonds: Vec<(String, (Span, Span))> = polity
            .part_of()
            .iter()
            .map(|bond| {
                // Where a bond begins or ends with the polity, it is there whenever the polity is.
                let bound = |bound: Option<UncertainDate>, own| span(bound.filter(|_| bound != own));
                let period: Period = bond.period();
                (bond.polity().to_string(), (bound(period.from(), life.from()), bound(period.until(), life.until())))
            })
            .filter(|(_, period)| holds(*period, day).is_some())
            .collect();
        let wholes: BTreeSet<&String> = bonds.iter().map(|(whole, _)| whole).collect();
        let mut chains: Vec<Vec<String>> = Vec::new();
        for whole in wholes {
            let longer: Vec<String> = path.iter().chain([whole]).cloned().collect();
            chains.extend(self.chains(&longer, day));
        }
        let periods: Vec<(Span, Span)> = bonds.iter().map(|(_, period)| *period).collect();
        if !one_is_sure(&periods, day) {
            chains.push(path.iter().rev().cloned().collect());
        }
        chains
    }
}

/// Everything above a territory, by steps of what is stated.
fn reachable(direct: &[BTreeSet<usize>], start: usize) -> BTreeSet<usize> {
    let mut found = BTreeSet::new();
    let mut open = vec![start];
    while let Some(next) = open.pop() {
        open.extend(direct[next].iter().copied().filter(|&above| found.insert(above)));
    }
    found
}

/// The certainty that goes with these candidates and doubts.
pub(crate) fn certainty(held: &Held, doubted: bool) -> Certainty {
    match (held.candidates.len(), doubted) {
        (1, false) => Certainty::Certain,
        (1, true) => Certainty::Likely,
        _ => Certainty::Possible,
    }
}
