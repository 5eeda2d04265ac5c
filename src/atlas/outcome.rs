//! How a place is held.

use std::fmt;

use super::holder::{Holder, Holders};

/// How ground is held.
#[derive(Debug, Clone, Copy)]
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
    /// The atlas covers place and day, but has no record.
    Unrecorded,
    /// The atlas does not cover the place or the day.
    Outside(Outside),
}

impl<'a> Outcome<'a> {
    /// One word: sole, condominium, contested, vacant, unrecorded or outside.
    #[must_use]
    pub fn word(&self) -> &'static str {
        match self {
            Self::Sole(_) => "sole",
            Self::Condominium(_) => "condominium",
            Self::Contested(_) => "contested",
            Self::Vacant => "vacant",
            Self::Unrecorded => "unrecorded",
            Self::Outside(_) => "outside",
        }
    }

    /// The holders: one, several or none.
    #[must_use]
    pub fn holders(&self) -> Vec<Holder<'a>> {
        match self {
            Self::Sole(holder) => vec![*holder],
            Self::Condominium(holders) | Self::Contested(holders) => holders.iter().collect(),
            Self::Vacant | Self::Unrecorded | Self::Outside(_) => Vec::new(),
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
        }
    }
}

/// What an atlas does not cover.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[expect(clippy::exhaustive_enums, reason = "an atlas covers space and time")]
pub enum Outside {
    /// The place.
    Space,
    /// The day.
    Time,
}

impl fmt::Display for Outside {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Space => "outside the atlas's ground",
            Self::Time => "outside the atlas's time",
        })
    }
}
