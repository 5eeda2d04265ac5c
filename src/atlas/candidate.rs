//! One way in which a place may be held.

use std::fmt;

use time::Date;

use super::debug_line::debug_line;
use super::store::Store;
use super::verdict::{Choice, Kind};
use super::{Holders, Outcome, Outside};
use crate::model::control::Mode;
use crate::model::record::Record;

/// One way in which a place may be held: the outcome, and the records that say so.
#[derive(Clone, Copy)]
pub struct Candidate<'a> {
    pub(crate) store: &'a Store,
    pub(crate) date: Date,
    pub(super) choice: &'a Choice,
}

impl<'a> Candidate<'a> {
    /// How the place is held, and by whom.
    #[must_use]
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
        self.choice.records.iter().filter_map(|&number| self.store.record(number)).find_map(Record::mode)
    }

    /// The records that say so: several where they agree, none where nothing is recorded.
    pub fn records(&self) -> impl Iterator<Item = &'a Record> + use<'a> {
        let store = self.store;
        self.choice.records.iter().chain(&self.choice.undrawn).filter_map(move |&number| store.record(number))
    }
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
