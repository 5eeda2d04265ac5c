//! Who held a place through time.

use std::fmt;

use time::Date;

use super::answer::{Candidate, Outcome};
use super::resolve::{Choice, Timeline, Verdict};
use super::store::Store;
use super::{Atlas, vertex};
use crate::model::control::Basis;
use crate::model::date::{Certainty, Period, UncertainDate};
use crate::model::position::Position;
use crate::space::MIXED;

/// A time over which a place was held in one way.
///
/// On any day the spells that hold are the candidates of the answer for that day.
#[derive(Debug, Clone)]
pub struct Spell<'a> {
    store: &'a Store,
    period: Period,
    choice: Choice,
    /// A day of the spell, for names.
    day: Date,
}

impl Spell<'_> {
    /// When: from one change to the next. The first begins with what the atlas covers.
    #[must_use]
    pub fn period(&self) -> Period {
        self.period
    }

    /// How it was held and by whom; names are those of the spell's first sure day.
    #[must_use]
    pub fn holder(&self) -> Outcome<'_> {
        self.candidate().outcome()
    }

    /// The way of holding and the records that say so.
    #[must_use]
    pub fn candidate(&self) -> Candidate<'_> {
        Candidate { store: self.store, date: self.day, choice: &self.choice }
    }
}

impl fmt::Display for Spell<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.period, self.holder())
    }
}

/// The spells at a place.
pub(super) fn spells(atlas: &Atlas, position: Position, basis: Basis) -> Vec<Spell<'_>> {
    let store = &*atlas.store;
    let (at, index) = (vertex(position), &store.grounds.index);
    match index.region(at) {
        MIXED => match store.deciding_shapes(at).as_slice() {
            [] => Vec::new(),
            deciding => {
                let Timeline { starts, verdicts } = Timeline::new(store, &store.lineage_of_shapes(deciding), basis);
                told(store, starts.iter().copied().zip(&verdicts))
            }
        },
        region if index.region_shapes(region).is_empty() => Vec::new(),
        region => told(store, store.lookup(basis).through_time(region)),
    }
}

/// A spell as it is gathered along a timeline.
struct Run<'t> {
    choice: &'t Choice,
    begun: Date,
    sure_from: Option<Date>,
    sure_until: Option<Date>,
}

/// The spells of verdicts with their first days, in the order of their beginnings.
fn told<'a, 't>(store: &'a Store, verdicts: impl IntoIterator<Item = (Date, &'t Verdict)>) -> Vec<Spell<'a>> {
    let mut open: Vec<Run<'_>> = Vec::new();
    let mut closed = Vec::new();
    for (start, verdict) in verdicts {
        let certainty = if verdict.candidates.len() > 1 { Certainty::Possible } else { Certainty::Certain };
        let mut going = Vec::new();
        for mut run in open {
            let goes_on = verdict.candidates.contains(run.choice);
            match (goes_on, certainty, run.sure_until) {
                (false, ..) => closed.push(run.close(store, start)),
                // Sure, then in doubt, then sure again: one spell ended in the doubt, or began anew in it.
                (true, Certainty::Certain, Some(doubted)) => {
                    let again = Run { choice: run.choice, begun: doubted, sure_from: Some(start), sure_until: None };
                    closed.push(run.close(store, start));
                    going.push(again);
                }
                (true, Certainty::Certain, None) => {
                    run.sure_from.get_or_insert(start);
                    going.push(run);
                }
                (true, _, _) => {
                    if run.sure_from.is_some() {
                        run.sure_until.get_or_insert(start);
                    }
                    going.push(run);
                }
            }
        }
        for choice in &verdict.candidates {
            if !going.iter().any(|run| run.choice == choice) {
                let sure_from = (certainty == Certainty::Certain).then_some(start);
                going.push(Run { choice, begun: start, sure_from, sure_until: None });
            }
        }
        open = going;
    }
    let end = store.about.coverage.until().map(UncertainDate::latest);
    closed.extend(open.into_iter().map(|run| match end {
        Some(end) => run.close(store, end),
        None => run.keep(store),
    }));
    closed.sort_by_key(|spell| spell.period.from());
    closed
}

impl Run<'_> {
    /// The spell that is surely over on `end`.
    fn close(self, store: &Store, end: Date) -> Spell<'_> {
        let from = span(self.begun, self.sure_from.unwrap_or(end));
        let until = match (self.sure_from, self.sure_until) {
            (Some(_), sure_until) => span(sure_until.unwrap_or(end), end),
            // Never sure: it may have begun and ended on any days between.
            (None, _) => span(self.begun, end),
        };
        self.spell(store, Period::new(Some(from), Some(until)).unwrap_or_default())
    }

    /// The spell that goes on.
    fn keep(self, store: &Store) -> Spell<'_> {
        let from = span(self.begun, self.sure_from.unwrap_or(Date::MAX));
        self.spell(store, Period::since(from))
    }

    fn spell(self, store: &Store, period: Period) -> Spell<'_> {
        let period =
            if self.begun == Date::MIN { period.until().map_or(Period::ALWAYS, Period::until_change) } else { period };
        Spell { store, period, choice: self.choice.clone(), day: self.sure_from.unwrap_or(self.begun) }
    }
}

/// Some day from `earliest` to `latest`.
fn span(earliest: Date, latest: Date) -> UncertainDate {
    UncertainDate::between(earliest, latest).unwrap_or(UncertainDate::from(earliest))
}
