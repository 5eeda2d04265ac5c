//! The ways of holding a territory.

use std::fmt;

use super::polity::PolityCode;
use super::word::vocabulary;

/// Whether a question is about who holds a place in fact or about who is sovereign there.
///
/// As text it is `de-facto` or `de-jure`; [`Basis::phrase`] is for sentences.
///
/// # Example
///
/// ```
/// use suzerain::Basis;
///
/// let basis: Basis = "de-jure".parse()?;
/// assert_eq!(basis, Basis::DeJure);
/// assert_eq!((basis.to_string(), basis.phrase()), ("de-jure".to_owned(), "de jure"));
/// assert!("by right".parse::<Basis>().is_err());
/// # Ok::<(), suzerain::error::UnknownWord>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[expect(clippy::exhaustive_enums, reason = "every answer is de facto or de jure")]
pub enum Basis {
    /// Who holds the place in fact: whoever has recorded control, otherwise the sovereign.
    DeFacto,
    /// Who is sovereign, by the viewpoint that the atlas states.
    DeJure,
}

impl Basis {
    /// As it reads in a sentence: "de facto" or "de jure".
    #[must_use]
    pub const fn phrase(self) -> &'static str {
        match self {
            Self::DeFacto => "de facto",
            Self::DeJure => "de jure",
        }
    }

    /// The value of this basis in a pair of the de facto and the de jure one.
    #[inline]
    pub(crate) fn of<T>(self, [de_facto, de_jure]: &[T; 2]) -> &T {
        match self {
            Self::DeFacto => de_facto,
            Self::DeJure => de_jure,
        }
    }
}

vocabulary! {
    Basis,
    "basis",
    DeFacto = "de-facto",
    DeJure = "de-jure",
}

/// How a territory is held in fact.
///
/// # Example
///
/// ```
/// # #[cfg(feature = "embedded")] {
/// use suzerain::{Atlas, Mode, Position};
/// use time::macros::date;
///
/// assert_eq!("lease".parse::<Mode>()?, Mode::Lease);
/// let lachin = Position::from_lat_lon(39.6408, 46.5469)?;
/// let answer = Atlas::south_caucasus().controller_at(lachin, date!(2021-06-01));
/// assert_eq!(answer.candidates().next().and_then(|candidate| candidate.mode()), Some(Mode::Peacekeeping));
/// # }
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Mode {
    /// Governed, as the holder's own or as its dependency.
    Administration,
    /// Held by a force where another is sovereign.
    Occupation,
    /// Controlled by a peacekeeping force itself.
    ///
    /// The state that sends the force is the controller, because the force decides on the spot who may pass. It does
    /// not make the place a part of that state: a strip that is held in this way is neither an exclave nor an enclave of
    /// the state, and [`Record::administered_by`](crate::Record::administered_by) names an administration that goes on
    /// beside the force. Peacekeepers that stand beside another controller are a [`Presence`](crate::model::Presence).
    Peacekeeping,
    /// Held under a lease.
    Lease,
    /// Held in trust, under a mandate.
    Trusteeship,
}

vocabulary! {
    Mode,
    "mode of control",
    Administration = "administration",
    Occupation = "occupation",
    Peacekeeping = "peacekeeping",
    Lease = "lease",
    Trusteeship = "trusteeship",
}

/// Who holds a territory: one polity, several, or nobody.
///
/// # Example
///
/// ```
/// # #[cfg(feature = "embedded")] {
/// use suzerain::Atlas;
/// use suzerain::model::Holding;
///
/// let records = Atlas::south_caucasus().records();
/// let contested = records.iter().find(|it| matches!(it.holding(), Holding::Contested(_))).expect("a record");
/// assert_eq!(contested.holding().word(), "contested");
/// assert!(contested.holding().polities().len() >= 2);
/// assert!(contested.holding().to_string().starts_with("contested by "));
/// # }
/// ```
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
    /// One word: sole, condominium, contested or vacant.
    #[must_use]
    pub const fn word(&self) -> &'static str {
        match self {
            Self::Sole(_) => "sole",
            Self::Condominium(_) => "condominium",
            Self::Contested(_) => "contested",
            Self::Vacant => "vacant",
        }
    }

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
