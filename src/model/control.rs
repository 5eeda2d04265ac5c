//! The ways of holding ground.

use std::fmt;

use super::polity::PolityCode;
use super::word::Word;

/// Whether a question is about fact or about right.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[expect(clippy::exhaustive_enums, reason = "fact and right are the two bases of every answer")]
pub enum Basis {
    /// Who holds the ground in fact: the recorded control, else the sovereign.
    DeFacto,
    /// In whose right, by the viewpoint that the atlas states.
    DeJure,
}

impl Basis {
    /// Of a pair, what is in fact and what is in right.
    #[inline]
    pub(crate) fn of<T>(self, [in_fact, in_right]: &[T; 2]) -> &T {
        match self {
            Self::DeFacto => in_fact,
            Self::DeJure => in_right,
        }
    }
}

impl Word for Basis {
    const WORDS: &'static [(Self, &'static str)] = &[(Self::DeFacto, "de-facto"), (Self::DeJure, "de-jure")];
}

impl fmt::Display for Basis {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::DeFacto => "de facto",
            Self::DeJure => "de jure",
        })
    }
}

/// In which way ground is held in fact.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Mode {
    /// Governed as the holder's own or beside it.
    Administration,
    /// Held by a force on ground of another's right.
    Occupation,
    /// Held by a peacekeeping force.
    Peacekeeping,
    /// Held under a lease.
    Lease,
    /// Held in trust, under a mandate.
    Trusteeship,
}

impl Word for Mode {
    const WORDS: &'static [(Self, &'static str)] = &[
        (Self::Administration, "administration"),
        (Self::Occupation, "occupation"),
        (Self::Peacekeeping, "peacekeeping"),
        (Self::Lease, "lease"),
        (Self::Trusteeship, "trusteeship"),
    ];
}

impl fmt::Display for Mode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.word())
    }
}

/// By whom ground is held: one polity, several, or none.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Holding {
    /// One polity.
    Sole(PolityCode),
    /// Several together; two or more, sorted.
    Condominium(Box<[PolityCode]>),
    /// Several against each other; two or more, sorted.
    Contested(Box<[PolityCode]>),
    /// Nobody, and that is known.
    Vacant,
}

impl Holding {
    /// The polities that hold or contest.
    #[must_use]
    pub fn polities(&self) -> &[PolityCode] {
        match self {
            Self::Sole(polity) => std::slice::from_ref(polity),
            Self::Condominium(polities) | Self::Contested(polities) => polities,
            Self::Vacant => &[],
        }
    }
}

impl fmt::Display for Holding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let joined =
            |polities: &[PolityCode]| polities.iter().map(PolityCode::as_str).collect::<Vec<_>>().join(" and ");
        match self {
            Self::Sole(polity) => write!(f, "{polity}"),
            Self::Condominium(polities) => write!(f, "{} jointly", joined(polities)),
            Self::Contested(polities) => write!(f, "contested by {}", joined(polities)),
            Self::Vacant => f.write_str("nobody"),
        }
    }
}
