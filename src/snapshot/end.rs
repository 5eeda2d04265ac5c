//! Where a border begins and ends.

use std::fmt;

use time::Date;

use crate::atlas::Answer;
use crate::atlas::debug_line::debug_line;
use crate::model::landmark::Landmark;
use crate::model::position::Position;

/// An end of a course of a border: a tripoint, the rim of the atlas, or a point where borders touch.
///
/// # Example
///
/// ```
/// # #[cfg(feature = "embedded")] {
/// use suzerain::{Atlas, Basis};
/// use time::macros::date;
///
/// let day = Atlas::south_caucasus().on(date!(2005-01-01), Basis::DeJure);
/// let border = day.border_between("ARM", "AZE")?;
/// let course = &border.courses()[0];
/// assert_eq!(course.start().meets()[0].to_string(), "Georgia");
/// assert_eq!(course.end().meets()[0].to_string(), "Iran");
/// assert!(course.end().to_string().starts_with("the tripoint with Iran on the Aras"));
/// # }
/// # Ok::<(), suzerain::UnknownCode>(())
/// ```
#[derive(Clone)]
pub struct End<'a> {
    pub(super) position: Position,
    pub(crate) date: Date,
    pub(super) meets: Vec<Answer<'a>>,
    pub(super) rivers: Vec<&'a Landmark>,
    pub(super) is_rim: bool,
}

impl<'a> End<'a> {
    /// The place.
    #[must_use]
    pub fn position(&self) -> Position {
        self.position
    }

    /// The holders that meet the two sides here.
    #[must_use]
    pub fn meets(&self) -> &[Answer<'a>] {
        &self.meets
    }

    /// The rivers that it may lie on, given the accuracies of their courses.
    #[must_use]
    pub fn rivers(&self) -> &[&'a Landmark] {
        &self.rivers
    }

    /// Whether the rim of the atlas begins here, be it a coast or not.
    #[must_use]
    pub fn is_rim(&self) -> bool {
        self.is_rim
    }
}

impl fmt::Display for End<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if !self.meets.is_empty() {
            let names: Vec<String> = self.meets.iter().map(ToString::to_string).collect();
            write!(f, "the tripoint with {}", names.join(" and "))?;
        } else if self.is_rim {
            write!(f, "the rim of the atlas")?;
        } else {
            return write!(f, "{}", self.position);
        }
        for river in &self.rivers {
            write!(f, " on the {}", river.name_on(self.date))?;
        }
        write!(f, " ({})", self.position)
    }
}

impl fmt::Debug for End<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        debug_line(f, "End", self)
    }
}
