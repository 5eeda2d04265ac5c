//! How a place is held.

use std::fmt;

use super::{Holder, Holders};

/// How a place is held, and by whom.
///
/// # Example
///
/// ```
/// # #[cfg(feature = "embedded")] {
/// use suzerain::{Atlas, Outcome, Position};
/// use time::macros::date;
///
/// let atlas = Atlas::south_caucasus();
/// let farukh = Position::from_lat_lon(40.0164, 46.8011)?;
/// let outcome = atlas.controller_at(farukh, date!(2022-06-01)).outcome().expect("one candidate");
/// assert!(matches!(outcome, Outcome::Contested(_)));
/// assert_eq!((outcome.word(), outcome.holders().len()), ("contested", 2));
/// assert_eq!(outcome.to_string(), "contested by Republic of Artsakh and Azerbaijan");
/// # }
/// # Ok::<(), suzerain::error::InvalidPosition>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Outcome<'a> {
    /// By one polity.
    Sole(Holder<'a>),
    /// By several together.
    Condominium(Holders<'a>),
    /// By several against each other.
    Contested(Holders<'a>),
    /// By nobody, and that is known.
    Vacant,
    /// The atlas covers the place and the day, but has no record.
    Unrecorded,
    /// The atlas does not cover the place or the day.
    Outside(Outside),
    /// Stands for all candidates that are too many to list: see [`Answer::is_cut`](crate::Answer::is_cut). It is never
    /// the only candidate.
    Unlisted,
}

impl<'a> Outcome<'a> {
    /// One word: sole, condominium, contested, vacant, unrecorded, outside or unlisted.
    #[must_use]
    pub fn word(&self) -> &'static str {
        match self {
            Self::Sole(_) => "sole",
            Self::Condominium(_) => "condominium",
            Self::Contested(_) => "contested",
            Self::Vacant => "vacant",
            Self::Unrecorded => "unrecorded",
            Self::Outside(_) => "outside",
            Self::Unlisted => "unlisted",
        }
    }

    /// The holders: one, several or none.
    #[must_use]
    pub fn holders(&self) -> Vec<Holder<'a>> {
        match self {
            Self::Sole(holder) => vec![*holder],
            Self::Condominium(holders) | Self::Contested(holders) => holders.iter().collect(),
            Self::Vacant | Self::Unrecorded | Self::Outside(_) | Self::Unlisted => Vec::new(),
        }
    }
}

impl fmt::Display for Outcome<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Sole(holder) => holder.fmt(f),
            Self::Condominium(holders) => write!(f, "{holders} jointly"),
            Self::Contested(holders) => write!(f, "contested by {holders}"),
            Self::Vacant => f.pad("nobody"),
            Self::Unrecorded => f.pad("unrecorded"),
            Self::Outside(outside) => outside.fmt(f),
            Self::Unlisted => f.pad("others"),
        }
    }
}

/// What an atlas does not cover.
///
/// # Example
///
/// ```
/// # #[cfg(feature = "embedded")] {
/// use suzerain::{Atlas, Outcome, Outside, Position};
/// use time::macros::date;
///
/// let atlas = Atlas::south_caucasus();
/// let outcome = |place, day| atlas.controller_at(place, day).outcome();
/// let (yerevan, lisbon) = (Position::from_lat_lon(40.1776, 44.5126)?, Position::from_lat_lon(38.72, -9.14)?);
/// assert_eq!(outcome(yerevan, date!(1700-01-01)), Some(Outcome::Outside(Outside::Time)));
/// assert_eq!(outcome(lisbon, date!(2000-01-01)), Some(Outcome::Outside(Outside::Space)));
/// assert_eq!(Outside::Space.to_string(), "outside the atlas's ground");
/// # }
/// # Ok::<(), suzerain::error::InvalidPosition>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[expect(clippy::exhaustive_enums, reason = "an atlas covers space and time")]
pub enum Outside {
    /// The place.
    Space,
    /// The day.
    Time,
}

impl Outside {
    /// One word: space or time.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Space => "space",
            Self::Time => "time",
        }
    }
}

impl fmt::Display for Outside {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Space => "outside the atlas's ground",
            Self::Time => "outside the atlas's time",
        })
    }
}
