//! One way in which a place may be held.

use time::Date;

use super::holder::Holders;
use super::outcome::{Outcome, Outside};
use super::store::Store;
use super::verdict::{Choice, Kind};
use crate::model::control::Mode;
use crate::model::record::Record;

/// One way it can be.
#[derive(Debug, Clone, Copy)]
pub struct Candidate<'a> {
    pub(super) store: &'a Store,
    pub(super) date: Date,
    pub(super) choice: &'a Choice,
}

impl<'a> Candidate<'a> {
    /// How the ground is held, and by whom.
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
            (Kind::Sole, None) | (Kind::Unrecorded, _) => Outcome::Unrecorded,
        }
    }

    /// In which way it is held in fact; `None` where it is held by right, or by nobody.
    #[must_use]
    pub fn mode(&self) -> Option<Mode> {
        self.choice.records.iter().filter_map(|&number| self.store.record(number)).find_map(Record::mode)
    }

    /// The records that say so; several where they agree, none where nothing is recorded.
    pub fn records(&self) -> impl Iterator<Item = &'a Record> + use<'a> {
        let store = self.store;
        self.choice.records.iter().chain(&self.choice.undrawn).filter_map(move |&number| store.record(number))
    }
}
