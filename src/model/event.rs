//! What happened: treaties, wars, proclamations, handovers.

use std::fmt;

use time::Date;

use super::code::Code;
use super::date::Period;
use super::source::{Citation, Confidence};
use super::word::vocabulary;

/// The code of an [`Event`].
pub type EventCode = Code<Event>;

/// Something that happened, on a day or over a period; records name the events that began and ended them.
///
/// # Example
///
/// ```
/// # #[cfg(feature = "embedded")] {
/// use suzerain::Atlas;
/// use suzerain::model::EventKind;
/// use time::macros::date;
///
/// let gulistan = Atlas::south_caucasus().event("gulistan-1813").expect("an event of the atlas");
/// assert_eq!((gulistan.kind(), gulistan.name()), (EventKind::Treaty, "Treaty of Gulistan"));
/// assert_eq!(gulistan.old_style(), Some(date!(1813-10-12)));
/// assert_eq!(gulistan.to_string(), "Treaty of Gulistan (1813-10-24; 1813-10-12 Old Style)");
/// # }
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Event {
    pub(crate) code: EventCode,
    pub(crate) kind: EventKind,
    pub(crate) name: String,
    pub(crate) period: Period,
    pub(crate) old_style: Option<Date>,
    pub(crate) citations: Vec<Citation>,
    pub(crate) confidence: Option<Confidence>,
    pub(crate) note: Option<String>,
}

impl Event {
    /// Its code.
    #[must_use]
    pub fn code(&self) -> EventCode {
        self.code
    }

    /// What kind of event it was.
    #[must_use]
    pub fn kind(&self) -> EventKind {
        self.kind
    }

    /// Its name in English.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The day it happened, as the opening bound; for an event of some length, also the day after its last.
    #[must_use]
    pub fn period(&self) -> Period {
        self.period
    }

    /// The day in the Julian calendar, as its numbers stand in a source of the time.
    ///
    /// The value carries the digits of the Old Style date; [`Event::period`] has the Gregorian day.
    #[must_use]
    pub fn old_style(&self) -> Option<Date> {
        self.old_style
    }

    /// The sources, at least one.
    #[must_use]
    pub fn citations(&self) -> &[Citation] {
        &self.citations
    }

    /// How far the sources can be trusted; `None` where nobody stated it, which is not the same as high.
    #[must_use]
    pub fn confidence(&self) -> Option<Confidence> {
        self.confidence
    }

    /// A remark.
    #[must_use]
    pub fn note(&self) -> Option<&str> {
        self.note.as_deref()
    }
}

impl fmt::Display for Event {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.name)?;
        match (self.period.from(), self.period.until()) {
            (Some(from), None) => write!(f, " ({from}")?,
            _ => write!(f, " ({}", self.period)?,
        }
        if let Some(old) = self.old_style {
            write!(f, "; {old} Old Style")?;
        }
        f.write_str(")")
    }
}

/// What kind of [`Event`] it was.
///
/// # Example
///
/// ```
/// use suzerain::model::EventKind;
///
/// assert_eq!("armistice".parse::<EventKind>()?, EventKind::Armistice);
/// assert_eq!(EventKind::Treaty.to_string(), "treaty");
/// # Ok::<(), suzerain::error::UnknownWord>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum EventKind {
    /// Parties agree on something, without a treaty.
    Agreement,
    /// Parties at war agree to end the fighting until peace is made.
    Armistice,
    /// Forces fight for a place, or take it.
    Battle,
    /// Parties agree that the fighting stops.
    Ceasefire,
    /// A border is marked on the ground, or a stretch of it.
    Demarcation,
    /// A polity or a body ceases to exist.
    Dissolution,
    /// Territory passes from one to another as agreed.
    Handover,
    /// Forces cross a line for a while or to a small depth.
    Incursion,
    /// A law, a decree or another act of a state.
    Law,
    /// Forces advance over a wide area.
    Offensive,
    /// A polity is proclaimed, or declares itself independent.
    Proclamation,
    /// People vote on a question.
    Referendum,
    /// One or several parties state something in public.
    Statement,
    /// Parties negotiate.
    Talks,
    /// States conclude a treaty.
    Treaty,
    /// Protests, a rising, or fighting short of war.
    Unrest,
    /// A war, or a part of one.
    War,
}

vocabulary! {
    EventKind,
    "kind of event",
    Agreement = "agreement",
    Armistice = "armistice",
    Battle = "battle",
    Ceasefire = "ceasefire",
    Demarcation = "demarcation",
    Dissolution = "dissolution",
    Handover = "handover",
    Incursion = "incursion",
    Law = "law",
    Offensive = "offensive",
    Proclamation = "proclamation",
    Referendum = "referendum",
    Statement = "statement",
    Talks = "talks",
    Treaty = "treaty",
    Unrest = "unrest",
    War = "war",
}
