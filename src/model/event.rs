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
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
#[expect(missing_docs, reason = "the words speak for themselves")]
pub enum EventKind {
    Agreement,
    Armistice,
    Battle,
    Ceasefire,
    Demarcation,
    Dissolution,
    Handover,
    Incursion,
    Law,
    Offensive,
    Proclamation,
    Referendum,
    Statement,
    Talks,
    Treaty,
    Unrest,
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
