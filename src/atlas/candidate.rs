//! One way in which a place may be held.

use std::fmt;

use time::Date;

use super::debug_line::debug_line;
use super::store::Store;
use super::verdict::{Choice, Kind};
use super::{Holders, Outcome, Outside};
use crate::model::control::Mode;
use crate::model::polity::Polity;
use crate::model::record::Record;
use crate::model::undrawn::Undrawn;

/// One way in which a place may be held: the outcome, and the records that say so.
///
/// # Peacekeepers
///
/// Where a peacekeeping force controls a place itself, its polity is the controller, with the mode
/// [`Mode::Peacekeeping`]: the question de facto is who decides on the spot who may pass, and there the force does. The
/// statement of 10 November 2020 puts the Lachin corridor under the control of Russia's peacekeepers, so the controller
/// is Russia. A civil administration that goes on beside the force is named by [`Candidate::administration`]. Where
/// peacekeepers stand beside a controller without replacing it, there is no control of theirs but a
/// [`Presence`](crate::model::Presence), and the controller stays who it was.
///
/// # Example
///
/// ```
/// # #[cfg(feature = "embedded")] {
/// use suzerain::{Atlas, Mode, Position};
/// use time::macros::date;
///
/// let lachin = Position::from_lat_lon(39.6408, 46.5469)?;
/// let answer = Atlas::south_caucasus().controller_at(lachin, date!(2021-06-01));
/// let candidate = answer.candidates().next().expect("at least one");
/// assert_eq!(candidate.outcome().to_string(), "Russia");
/// assert_eq!(candidate.mode(), Some(Mode::Peacekeeping));
/// assert_eq!(candidate.administration().map(|polity| polity.code().to_string()).as_deref(), Some("ARTSAKH"));
/// # }
/// # Ok::<(), suzerain::error::InvalidPosition>(())
/// ```
#[derive(Clone, Copy)]
pub struct Candidate<'a> {
    pub(crate) store: &'a Store,
    pub(crate) date: Date,
    pub(super) choice: &'a Choice,
}

impl<'a> Candidate<'a> {
    /// How the place is held, and by whom.
    #[must_use]
    #[inline]
    pub fn outcome(&self) -> Outcome<'a> {
        let holders = Holders::new(self.store, self.date, &self.choice.chains);
        match (self.choice.kind, holders.first()) {
            (Kind::Sole, Some(holder)) => Outcome::Sole(holder),
            (Kind::Condominium, _) => Outcome::Condominium(holders),
            (Kind::Contested, _) => Outcome::Contested(holders),
            (Kind::Vacant, _) => Outcome::Vacant,
            (Kind::OutsideSpace, _) => Outcome::Outside(Outside::Space),
            (Kind::OutsideTime, _) => Outcome::Outside(Outside::Time),
            (Kind::Unlisted, _) => Outcome::Unlisted,
            (Kind::Sole, None) | (Kind::Unrecorded, _) => Outcome::Unrecorded,
        }
    }

    /// How it is held de facto; `None` where no control is recorded.
    #[must_use]
    pub fn mode(&self) -> Option<Mode> {
        self.choice.mode(self.store)
    }

    /// The polity whose administration goes on beside the force that controls the place, as under peacekeepers; `None`
    /// where none is recorded.
    #[must_use]
    pub fn administration(&self) -> Option<&'a Polity> {
        let store = self.store;
        let mut codes = self.choice.records.iter().filter_map(|&number| store.record(number)?.administered_by());
        codes.find_map(|code| store.polity(store.polity_number(code)?))
    }

    /// The day on which the names are those that it prints.
    #[cfg(feature = "map")]
    pub(crate) fn day(&self) -> Date {
        self.date
    }

    /// The parts of territories, known in words and not drawn, whose holder on the day is this candidate.
    ///
    /// [`Candidate::records`] gives the records that name the parts too.
    pub fn undrawn(&self) -> impl Iterator<Item = &'a Undrawn> + use<'a> {
        self.undrawn_on_day().map(|(_, part)| part)
    }

    /// Whether it rests on undrawn parts alone: somewhere in the territory it held, but no record says that it held all
    /// of it, nor how.
    #[must_use]
    pub fn is_of_undrawn_parts(&self) -> bool {
        self.choice.records.is_empty() && !self.choice.undrawn.is_empty()
    }

    /// The parts of its records that are not drawn and that it may hold on the day.
    pub(crate) fn undrawn_on_day(&self) -> impl Iterator<Item = (&'a Record, &'a Undrawn)> + use<'a> {
        let (store, choice, date) = (self.store, self.choice, self.date);
        let records = choice.undrawn.iter().filter_map(move |&number| Some((number, store.record(number)?)));
        let parts =
            records.flat_map(move |(number, record)| store.undrawn_on(number, date).map(move |part| (record, part)));
        parts.filter(move |(_, part)| is_held_by(store, part, choice))
    }

    /// The parts of its records that are not drawn, that it holds, and that are `wanted`.
    pub(crate) fn undrawn_parts<F: Fn(&Undrawn) -> bool>(
        &self,
        wanted: F,
    ) -> impl Iterator<Item = (&'a Record, &'a Undrawn)> + use<'a, F> {
        let (store, choice) = (self.store, self.choice);
        let records = choice.undrawn.iter().filter_map(move |&number| store.record(number));
        let parts = records.flat_map(|record| record.undrawn().iter().map(move |part| (record, part)));
        parts.filter(move |(_, part)| wanted(part) && is_held_by(store, part, choice))
    }

    /// The records that say that it holds their whole territory.
    pub(crate) fn deciding_records(&self) -> impl Iterator<Item = &'a Record> + use<'a> {
        let store = self.store;
        self.choice.records.iter().filter_map(move |&number| store.record(number))
    }

    /// The records that say so: several where they agree, none where nothing is recorded.
    pub fn records(&self) -> impl Iterator<Item = &'a Record> + use<'a> {
        let store = self.store;
        self.choice.records.iter().chain(&self.choice.undrawn).filter_map(move |&number| store.record(number))
    }
}

/// Whether the holder of a part is a choice, or one of those who contest.
fn is_held_by(store: &Store, part: &Undrawn, choice: &Choice) -> bool {
    let Some(holding) = part.holding() else { return choice.kind == Kind::Unrecorded };
    let mut numbers = holding.polities().iter().map(|&code| store.polity_number(code));
    let named = |number: u32| choice.chains.iter().any(|chain| chain.last() == Some(&number));
    (choice.kind == Kind::of(holding) || choice.kind == Kind::Contested)
        && numbers.all(|number| number.is_some_and(named))
}

impl PartialEq for Candidate<'_> {
    /// Whether both are the same outcome by equal records.
    fn eq(&self, other: &Self) -> bool {
        self.outcome() == other.outcome() && self.records().eq(other.records())
    }
}

impl Eq for Candidate<'_> {}

impl fmt::Debug for Candidate<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let records = self.records().count();
        debug_line(f, "Candidate", format_args!("{records} {}: {}", plural(records, "record"), self.outcome()))
    }
}

fn plural(count: usize, word: &str) -> String {
    if count == 1 { word.to_owned() } else { format!("{word}s") }
}
