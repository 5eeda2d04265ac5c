//! A territory that passed from one holder to another.

use std::fmt;

use crate::atlas::Answer;
use crate::atlas::debug_line::debug_line;
use crate::model::date::UncertainDate;
use crate::model::event::Event;
use crate::model::territory::Territory;

/// A territory that passed from one holder to another, on a day or on some day of a span.
///
/// # Example
///
/// ```
/// # #[cfg(feature = "embedded")] {
/// use suzerain::Atlas;
/// use time::macros::date;
///
/// let changes = Atlas::south_caucasus().changes(date!(2020-11-24), date!(2020-11-25));
/// let kalbajar = changes.iter().next().expect("Kalbajar was handed over on 25 November 2020");
/// assert_eq!(kalbajar.from().to_string(), "Republic of Artsakh");
/// assert_eq!(kalbajar.to().to_string(), "Azerbaijan");
/// assert_eq!(kalbajar.date().map(|date| date.to_string()).as_deref(), Some("2020-11-25"));
/// assert!(kalbajar.area_km2() > 1_000.0 && !kalbajar.events().is_empty());
/// # }
/// ```
#[derive(Clone)]
pub struct Change<'a> {
    pub(super) territory: Option<&'a Territory>,
    pub(super) name: &'a str,
    pub(super) from: Answer<'a>,
    pub(super) to: Answer<'a>,
    pub(super) date: Option<UncertainDate>,
    pub(super) area_km2: f64,
    pub(super) events: Vec<&'a Event>,
    /// The faces of the ground plan that changed, ascending.
    pub(super) faces: Vec<u32>,
}

impl<'a> Change<'a> {
    /// The territory: the largest one of which every part changed in the same way, or otherwise the one whose outline
    /// it is.
    #[must_use]
    pub fn territory(&self) -> Option<&'a Territory> {
        self.territory
    }

    /// Its name on the day of the change.
    #[must_use]
    pub fn name(&self) -> &'a str {
        self.name
    }

    /// How it was held before, in terms of the polities at the top of the part-of chains.
    #[must_use]
    pub fn from(&self) -> &Answer<'a> {
        &self.from
    }

    /// How it was held afterwards.
    #[must_use]
    pub fn to(&self) -> &Answer<'a> {
        &self.to
    }

    /// The date: a day, or some day of a span. `None` if two bases are compared.
    #[must_use]
    pub fn date(&self) -> Option<UncertainDate> {
        self.date
    }

    /// The area in km2.
    #[must_use]
    pub fn area_km2(&self) -> f64 {
        self.area_km2
    }

    /// The events that began the new holding or ended the old one.
    #[must_use]
    pub fn events(&self) -> &[&'a Event] {
        &self.events
    }
}

impl fmt::Display for Change<'_> {
    /// `2020-11-25: Kalbajar, 1936.0 km2, from Republic of Artsakh to Azerbaijan, Handover of Kalbajar (2020-11-25)`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(date) = self.date {
            write!(f, "{date}: ")?;
        }
        write!(f, "{}, {:.1} km2, from {} to {}", self.name, self.area_km2, self.from, self.to)?;
        self.events.iter().try_for_each(|event| write!(f, ", {event}"))
    }
}

impl fmt::Debug for Change<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        debug_line(f, "Change", self)
    }
}
