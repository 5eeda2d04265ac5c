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
use crate::model::record::{Record, RecordId};
use crate::model::source::Source;
use crate::model::territory::Territory;

impl Atlas {
    /// The polity of this code.
    ///
    /// Look-ups take a text or what getters give, a code.
    ///
    /// # Example
    ///
    /// ```
    /// # #[cfg(feature = "embedded")] {
    /// use suzerain::Atlas;
    ///
    /// let atlas = Atlas::south_caucasus();
    /// let record = &atlas.records()[0];
    /// assert!(atlas.territory(record.territory()).is_some());
    /// assert!(atlas.polity("ARM").is_some() && atlas.polity("ATLANTIS").is_none());
    /// # }
    /// ```
    #[must_use]
    pub fn polity(&self, code: impl AsRef<str>) -> Option<&Polity> {
        self.store().known_polity(code.as_ref()).ok().map(|(_, polity)| polity)
    }

    /// The territory of this code.
    #[must_use]
    pub fn territory(&self, code: impl AsRef<str>) -> Option<&Territory> {
        self.store().known_territory(code.as_ref()).ok().map(|(_, territory)| territory)
    }

    /// The event of this code.
    #[must_use]
    pub fn event(&self, code: impl AsRef<str>) -> Option<&Event> {
        self.store().event(code.as_ref().parse().ok()?)
    }

    /// The source of this code.
    #[must_use]
    pub fn source(&self, code: impl AsRef<str>) -> Option<&Source> {
        self.store().source(code.as_ref().parse().ok()?)
    }

    /// The landmark of this code.
    #[must_use]
    pub fn landmark(&self, code: impl AsRef<str>) -> Option<&Landmark> {
        self.landmarks().iter().find(|landmark| landmark.code == *code.as_ref())
    }

    /// The record of this id: the first where several say the same. Takes time proportional to the number of records.
    #[must_use]
    pub fn record(&self, id: RecordId) -> Option<&Record> {
        self.records().iter().find(|record| record.id() == id)
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
