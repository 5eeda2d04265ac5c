//! What changed between two days.

use std::collections::BTreeMap;
use std::fmt;

use time::Date;

use super::change::Change;
use super::day::Snapshot;
use super::group::{Groups, at_top};
use super::sum::Sum;
use super::territory_names;
use crate::atlas::change_events::change_events;
use crate::atlas::debug_line::debug_line;
use crate::atlas::timeline::Timeline;
use crate::atlas::verdict::Verdict;
use crate::atlas::{Answer, Atlas};
use crate::model::control::Basis;
use crate::model::date::UncertainDate;
use crate::model::event::{Event, EventCode};
use crate::model::polity::Polity;

/// All territorial changes between two days.
///
/// The areas of the first day, plus the changes, are the areas of the last day.
///
/// # Example
///
/// ```
/// # #[cfg(feature = "embedded")] {
/// use suzerain::{Atlas, Basis};
/// use time::macros::date;
///
/// let atlas = Atlas::south_caucasus();
/// let (first, last) = (date!(2020-09-26), date!(2020-12-31));
/// let changes = atlas.changes(first, last);
/// let azerbaijan = changes.ledgers().into_iter().find(|it| it.polity().is_some_and(|p| p.code() == *"AZE"));
/// let net = azerbaijan.map(|it| it.gained_km2() - it.lost_km2()).unwrap_or_default();
/// let area = |day| atlas.on(day, Basis::DeFacto).area_km2("AZE");
/// assert!((area(last)? - area(first)? - net).abs() < 1e-6);
/// # }
/// # Ok::<(), suzerain::UnknownCode>(())
/// ```
#[derive(Clone)]
pub struct Changes<'a> {
    pub(crate) atlas: &'a Atlas,
    basis: Basis,
    from: Date,
    to: Date,
    list: Vec<Change<'a>>,
    ledgers: Vec<Ledger<'a>>,
}

/// What one holder gained and lost, or what was gained and lost by one of the other ways of holding.
///
/// # Example
///
/// ```
/// # #[cfg(feature = "embedded")] {
/// use suzerain::Atlas;
/// use time::macros::date;
///
/// let changes = Atlas::south_caucasus().changes(date!(2020-11-24), date!(2020-11-25));
/// let ledgers = changes.ledgers();
/// let azerbaijan = ledgers.iter().find(|it| it.polity().is_some_and(|polity| polity.code() == "AZE"));
/// let azerbaijan = azerbaijan.expect("Kalbajar was handed over on 25 November 2020");
/// assert!(azerbaijan.gained_km2() > 1_000.0 && azerbaijan.lost_km2() == 0.0);
/// assert!(azerbaijan.to_string().starts_with("Azerbaijan: gained "));
/// # }
/// ```
#[derive(Clone)]
pub struct Ledger<'a> {
    answer: Answer<'a>,
    polity: Option<&'a Polity>,
    gained_km2: f64,
    lost_km2: f64,
}

impl<'a> Changes<'a> {
    /// The first of the two days.
    #[must_use]
    pub fn from(&self) -> Date {
        self.from
    }

    /// The second of the two days.
    #[must_use]
    pub fn to(&self) -> Date {
        self.to
    }

    /// Whether they are changes of who held de facto or de jure; between two bases, that of the second day.
    #[must_use]
    pub fn basis(&self) -> Basis {
        self.basis
    }

    /// The changes, by date and then by size.
    pub fn iter(&self) -> std::slice::Iter<'_, Change<'a>> {
        self.list.iter()
    }

    /// How many changes there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.list.len()
    }

    /// Whether nothing changed.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    /// What each holder gained and lost, in the order of [`Snapshot::shares`].
    #[must_use]
    pub fn ledgers(&self) -> Vec<Ledger<'a>> {
        self.ledgers.clone()
    }
}

impl<'c, 'a> IntoIterator for &'c Changes<'a> {
    type Item = &'c Change<'a>;
    type IntoIter = std::slice::Iter<'c, Change<'a>>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl<'a> Ledger<'a> {
    /// The holder, or the way of holding, in terms of the polities at the top of the part-of chains.
    #[must_use]
    pub fn answer(&self) -> &Answer<'a> {
        &self.answer
    }

    /// The polity, if it is the sole holder and the only candidate.
    #[must_use]
    pub fn polity(&self) -> Option<&'a Polity> {
        self.polity
    }

    /// The area gained, in km2; what was gained twice counts twice.
    #[must_use]
    pub fn gained_km2(&self) -> f64 {
        self.gained_km2
    }

    /// The area lost, in km2; what was lost twice counts twice.
    #[must_use]
    pub fn lost_km2(&self) -> f64 {
        self.lost_km2
    }
}

impl fmt::Display for Ledger<'_> {
    /// `Azerbaijan: gained 7420.5 km2, lost 0.0 km2`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: gained {:.1} km2, lost {:.1} km2", self.answer, self.gained_km2, self.lost_km2)
    }
}

impl fmt::Debug for Ledger<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        debug_line(f, "Ledger", self)
    }
}

impl Atlas {
    /// Every de facto change after the day `from`, up to and including the day `to`, in order.
    ///
    /// A change on some day of a span is one change if the span ends by `to`. On a day inside a span there are several
    /// candidates, which is a way of holding of its own. The result is empty unless `to` is after `from`. Days before
    /// or after the period that the atlas covers are taken as its first or last day.
    #[must_use]
    pub fn changes(&self, from: Date, to: Date) -> Changes<'_> {
        between(self, from, to, Basis::DeFacto)
    }

    /// Every de jure change after the day `from`, up to and including the day `to`, in order.
    ///
    /// As [`Atlas::changes`].
    ///
    /// # Example
    ///
    /// ```
    /// # #[cfg(feature = "embedded")] {
    /// use suzerain::Atlas;
    /// use time::macros::date;
    ///
    /// // What changed hands in 2020 had been Azerbaijan's de jure all along.
    /// let atlas = Atlas::south_caucasus();
    /// let (first, last) = (date!(2020-01-01), date!(2021-01-01));
    /// assert!(atlas.sovereign_changes(first, last).is_empty());
    /// assert!(!atlas.changes(first, last).is_empty());
    /// # }
    /// ```
    #[must_use]
    pub fn sovereign_changes(&self, from: Date, to: Date) -> Changes<'_> {
        between(self, from, to, Basis::DeJure)
    }
}

impl<'a> Snapshot<'a> {
    /// What is held differently than on the day and basis of `earlier`: the difference, not each step.
    ///
    /// The date and the events of a change are those of the last step to the present holder. Both days are read from
    /// the atlas of this snapshot.
    ///
    /// # Example
    ///
    /// ```
    /// # #[cfg(feature = "embedded")] {
    /// use suzerain::{Atlas, Basis};
    /// use time::macros::date;
    ///
    /// let atlas = Atlas::south_caucasus();
    /// let before = atlas.on(date!(2010-01-01), Basis::DeFacto);
    /// let after = atlas.on(date!(2024-01-01), Basis::DeFacto);
    /// let changes = after.changes_since(&before);
    /// assert!(changes.iter().any(|change| change.from().holder().is_some_and(|it| it.polity().code() == *"ARTSAKH")));
    /// # }
    /// ```
    #[must_use]
    pub fn changes_since(&self, earlier: &Snapshot<'_>) -> Changes<'a> {
        let first = Snapshot::new(self.atlas, earlier.date, earlier.basis);
        let mut steps = Vec::new();
        let (low, high) = (self.date.min(earlier.date), self.date.max(earlier.date));
        for (face, (&before, &after)) in (0..).zip(first.groups.of_face().iter().zip(self.groups.of_face())) {
            let (before, after) = (first.groups.verdict(before), self.groups.verdict(after));
            if before == after {
                continue;
            }
            let last = if self.basis == earlier.basis { self.steps(face, low, high).pop() } else { None };
            let (date, events) = last.map_or((None, Vec::new()), |step| (Some(step.date), step.events));
            steps.push((face, Step { before, after, date: date.unwrap_or(self.date.into()), events }, date.is_some()));
        }
        self.changes_of(steps, earlier.date, self.date)
    }

    /// The steps of a face after one day and up to another.
    fn steps(&self, face: u32, from: Date, to: Date) -> Vec<Step> {
        let Some(cell) = self.plan.cell_of(face) else { return Vec::new() };
        self.walk(cell.timeline(self.store, self.basis), from, to)
    }

    /// The steps of a timeline. Days with several candidates between two days with one are the span of a single step.
    fn walk(&self, timeline: &Timeline, from: Date, to: Date) -> Vec<Step> {
        let within =
            timeline.starts.iter().zip(&timeline.verdicts).filter(|(start, _)| **start > from && **start <= to);
        let Some(mut known) = timeline.on(from).or(timeline.verdicts.first()) else { return Vec::new() };
        let mut top = at_top(self.store, known);
        // The first day with several candidates since the last day with one.
        let mut doubted: Option<Date> = None;
        if top.candidates.len() > 1 {
            doubted = timeline.starts.iter().copied().rfind(|&start| start <= from);
        }
        let mut steps = Vec::new();
        let mut last: Option<(Date, &Verdict, Verdict)> = None;
        for (&start, verdict) in within {
            let next = at_top(self.store, verdict);
            if next.candidates.len() > 1 {
                doubted.get_or_insert(start);
                // The first day with these candidates.
                let since = last.filter(|last| last.2 == next).map_or(start, |last| last.0);
                last = Some((since, verdict, next));
                continue;
            }
            if next != top {
                let begun = doubted.unwrap_or(start);
                let date = UncertainDate::between(begun, start).unwrap_or(UncertainDate::from(start));
                steps.push(self.step(date, (known, verdict), (top, next.clone())));
            }
            (known, top, doubted, last) = (verdict, next, None, None);
        }
        // The last day has several candidates: this is the last change.
        if let Some((since, verdict, next)) = last.filter(|(_, _, next)| *next != top) {
            steps.push(self.step(UncertainDate::from(since), (known, verdict), (top, next)));
        }
        steps
    }

    fn step(&self, date: UncertainDate, verdicts: (&Verdict, &Verdict), tops: (Verdict, Verdict)) -> Step {
        let found = change_events(self.store, verdicts.0.records(), verdicts.1.records(), date);
        let events = found.into_iter().map(Event::code).collect();
        Step { before: tops.0, after: tops.1, date, events }
    }

    /// Groups the steps of faces by what they have in common, and names them by territories.
    fn changes_of(&self, steps: Vec<(u32, Step, bool)>, from: Date, to: Date) -> Changes<'a> {
        let store = self.store;
        let verdicts: Vec<Verdict> =
            steps.iter().flat_map(|(_, step, _)| [step.before.clone(), step.after.clone()]).collect();
        let groups = Groups::of_verdicts(store, &verdicts);
        let answer = |group: u32| Answer::of_area(self.atlas, &groups.verdict(group), to, self.basis);
        let mut alike: BTreeMap<Alike, Vec<u32>> = BTreeMap::new();
        for (number, (face, step, is_dated)) in (0_u32..).zip(steps) {
            let (before, after) = (groups.of_cell(number * 2), groups.of_cell(number * 2 + 1));
            alike.entry((step.date, is_dated, before, after, step.events)).or_default().push(face);
        }
        let mut balance: Vec<[Sum; 2]> = vec![<[Sum; 2]>::default(); groups.len()];
        let mut changes = Vec::new();
        for ((date, is_dated, before, after, events), mut faces) in alike {
            faces.sort_unstable();
            let day = if is_dated { date.latest() } else { to };
            let eve = date.earliest().previous_day().unwrap_or(day);
            let mut covers = Vec::new();
            for (territory, own) in territory_names::cover(store, self.plan, &faces, [eve, day]) {
                covers.push((self.area_of_km2(&own), territory, own));
            }
            covers.sort_by(|one, other| other.0.total_cmp(&one.0).then(one.1.cmp(&other.1)));
            for (area_km2, number, mut faces) in covers {
                faces.sort_unstable();
                for (group, side) in [(after, 0), (before, 1)] {
                    if let Some(sum) = balance.get_mut(group as usize).and_then(|sums| sums.get_mut(side)) {
                        sum.add(area_km2);
                    }
                }
                let territory = store.territory(number);
                changes.push(Change {
                    territory,
                    name: territory.map_or("unnamed territory", |territory| territory.name_on(day)),
                    from: answer(before),
                    to: answer(after),
                    date: is_dated.then_some(date),
                    area_km2,
                    events: events.iter().filter_map(|&code| store.event(code)).collect(),
                    faces,
                });
            }
        }
        let ledgers = (0..).zip(balance).map(|(group, [gained, lost])| Ledger {
            answer: answer(group),
            polity: groups.sole(group).and_then(|number| store.polity(number)),
            gained_km2: gained.value(),
            lost_km2: lost.value(),
        });
        Changes { atlas: self.atlas, basis: self.basis, from, to, list: changes, ledgers: ledgers.collect() }
    }
}

/// What the changes of several faces have in common: date, whether it is known, groups before and after, events.
type Alike = (UncertainDate, bool, u32, u32, Vec<EventCode>);

/// A change of one face.
struct Step {
    before: Verdict,
    after: Verdict,
    date: UncertainDate,
    events: Vec<EventCode>,
}

fn between(atlas: &Atlas, from: Date, to: Date, basis: Basis) -> Changes<'_> {
    let day = Snapshot::new(atlas, to, basis);
    let faces = (0..).zip(day.plan.faces()).map(|(face, _)| face);
    let steps = faces.filter(|_| from < to).flat_map(|face| {
        let steps = day.steps(face, from, to);
        steps.into_iter().map(move |step| (face, step, true)).collect::<Vec<_>>()
    });
    let steps = steps.collect();
    day.changes_of(steps, from, to)
}

impl fmt::Debug for Changes<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        debug_line(f, "Changes", format_args!("{} to {}: {} changes", self.from, self.to, self.list.len()))
    }
}
