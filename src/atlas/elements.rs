//! The elements of an atlas, by code and as lists.

use super::Atlas;
use crate::model::border_stage::BorderStage;
use crate::model::claim::Claim;
use crate::model::corridor::Corridor;
use crate::model::event::Event;
use crate::model::landmark::Landmark;
use crate::model::line::LineAccuracy;
use crate::model::polity::Polity;
use crate::model::presence::Presence;
use crate::model::recognition::Recognition;
use crate::model::record::Record;
use crate::model::source::Source;
use crate::model::territory::Territory;

impl Atlas {
    /// The polity of this code.
    #[must_use]
    pub fn polity(&self, code: &str) -> Option<&Polity> {
        self.store().polity(self.store().polity_number(code.parse().ok()?)?)
    }

    /// The territory of this code.
    #[must_use]
    pub fn territory(&self, code: &str) -> Option<&Territory> {
        self.store().territory(self.store().territory_number(code.parse().ok()?)?)
    }

    /// The event of this code.
    #[must_use]
    pub fn event(&self, code: &str) -> Option<&Event> {
        self.store().event(code.parse().ok()?)
    }

    /// The source of this code.
    #[must_use]
    pub fn source(&self, code: &str) -> Option<&Source> {
        self.store().source(code.parse().ok()?)
    }

    /// All polities.
    #[must_use]
    pub fn polities(&self) -> &[Polity] {
        &self.store().polities
    }

    /// All territories.
    #[must_use]
    pub fn territories(&self) -> &[Territory] {
        &self.store().territories
    }

    /// All events.
    #[must_use]
    pub fn events(&self) -> &[Event] {
        &self.store().events
    }

    /// All sources.
    #[must_use]
    pub fn sources(&self) -> &[Source] {
        &self.store().sources
    }

    /// All sovereignties and controls.
    #[must_use]
    pub fn records(&self) -> &[Record] {
        &self.store().records
    }

    /// All claims.
    #[must_use]
    pub fn claims(&self) -> &[Claim] {
        &self.store().claims
    }

    /// All recognitions.
    #[must_use]
    pub fn recognitions(&self) -> &[Recognition] {
        &self.store().recognitions
    }

    /// All presences.
    #[must_use]
    pub fn presences(&self) -> &[Presence] {
        &self.store().presences
    }

    /// All corridors.
    #[must_use]
    pub fn corridors(&self) -> &[Corridor] {
        &self.store().corridors
    }

    /// All stages of borders.
    #[must_use]
    pub fn border_stages(&self) -> &[BorderStage] {
        &self.store().border_stages
    }

    /// All stretches of outlines with an accuracy of their own.
    #[must_use]
    pub fn lines(&self) -> &[LineAccuracy] {
        &self.store().lines
    }

    /// All landmarks.
    #[must_use]
    pub fn landmarks(&self) -> &[Landmark] {
        &self.store().landmarks
    }
}
