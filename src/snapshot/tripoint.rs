//! Where three or more polities meet.

use std::collections::BTreeSet;
use std::fmt;

use super::class_paths::ClassLines;
use super::day::Snapshot;
use crate::atlas::debug_line::debug_line;
use crate::model::polity::Polity;
use crate::model::position::Position;

/// A point where the areas of three or more polities meet.
///
/// # Example
///
/// ```
/// # #[cfg(feature = "embedded")] {
/// use suzerain::{Atlas, Basis};
/// use time::macros::date;
///
/// let day = Atlas::south_caucasus().on(date!(2005-01-01), Basis::DeJure);
/// let lines: Vec<String> = day.tripoints().iter().map(ToString::to_string).collect();
/// assert!(lines.iter().any(|line| line.starts_with("Armenia, Azerbaijan and Georgia at 41.2")));
/// # }
/// ```
#[derive(Clone)]
pub struct Tripoint<'a> {
    position: Position,
    polities: Vec<&'a Polity>,
    names: Vec<&'a str>,
}

impl<'a> Tripoint<'a> {
    /// The place.
    #[must_use]
    pub fn position(&self) -> Position {
        self.position
    }

    /// The polities that meet, by code. Every holder in every candidate counts.
    #[must_use]
    pub fn polities(&self) -> &[&'a Polity] {
        &self.polities
    }
}

impl fmt::Display for Tripoint<'_> {
    /// `Armenia, Azerbaijan and Georgia at 41.29° N, 45.002° E`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some((last, first)) = self.names.split_last() {
            write!(f, "{} and {last} at {}", first.join(", "), self.position)?;
        }
        Ok(())
    }
}

impl fmt::Debug for Tripoint<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        debug_line(f, "Tripoint", self)
    }
}

impl<'a> Snapshot<'a> {
    /// The points where three or more polities meet, from north to south.
    ///
    /// A point where three areas meet is no tripoint if only two polities are holders in their candidates.
    #[must_use]
    pub fn tripoints(&self) -> Vec<Tripoint<'a>> {
        let lines = ClassLines::new(self.plan, self.groups.of_face());
        let mut found = Vec::new();
        for at in lines.places().filter(|&at| lines.count_at(at) > 2) {
            let meeting = lines.meeting(at).into_iter().filter(|&group| self.groups.is_peopled(group));
            let groups: Vec<u32> = meeting.collect();
            let numbers: BTreeSet<u32> =
                groups.iter().flat_map(|&group| self.groups.polities(group)).copied().collect();
            if groups.len() > 2 && numbers.len() > 2 {
                let mut polities: Vec<&Polity> =
                    numbers.into_iter().filter_map(|number| self.store.polity(number)).collect();
                polities.sort_by_key(|polity| polity.code());
                let names = polities.iter().map(|polity| polity.name_on(self.date)).collect();
                found.push(Tripoint { position: Position::from_e7(at.x, at.y), polities, names });
            }
        }
        found.sort_by_key(|tripoint| (-tripoint.position.lat_e7(), tripoint.position.lon_e7()));
        found
    }
}
