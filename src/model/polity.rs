//! Bodies that can hold territory.

use time::Date;

use super::code::Code;
use super::date::Period;
use super::name::{self, Name};
use super::source::Citation;
use super::word::vocabulary;

/// The code of a [`Polity`].
pub type PolityCode = Code<Polity>;

/// A body that can hold territory: a state, an empire, a union and its republics, a khanate, a mission.
///
/// It exists over a period, has names over periods and languages, and may over a period be part of another polity
/// or have a patron.
///
/// # Example
///
/// ```
/// # #[cfg(feature = "embedded")] {
/// use suzerain::Atlas;
/// use suzerain::model::PolityKind;
/// use time::macros::date;
///
/// let oblast = Atlas::south_caucasus().polity("NKAO").expect("a polity of the atlas");
/// assert_eq!(oblast.kind(), PolityKind::AutonomousUnit);
/// assert_eq!(oblast.name_on(date!(1988-06-01)), "NKAO");
/// assert_eq!(oblast.name_in("ru", date!(1988-06-01)), Some("Нагорно-Карабахская автономная область"));
/// assert_eq!(oblast.period().to_string(), "1923-07-07 to 1991-11-26");
/// assert_eq!(oblast.part_of()[0].polity(), "AZE-SSR");
/// assert!(oblast.patrons().is_empty() && !oblast.citations().is_empty());
/// # }
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Polity {
    pub(crate) code: PolityCode,
    pub(crate) kind: PolityKind,
    pub(crate) names: Vec<Name>,
    pub(crate) period: Period,
    pub(crate) part_of: Vec<Membership>,
    pub(crate) patrons: Vec<Membership>,
    pub(crate) successors: Vec<PolityCode>,
    pub(crate) citations: Vec<Citation>,
    pub(crate) note: Option<String>,
}

impl Polity {
    /// Its code.
    #[must_use]
    pub fn code(&self) -> PolityCode {
        self.code
    }

    /// What kind of body it is.
    #[must_use]
    pub fn kind(&self) -> PolityKind {
        self.kind
    }

    /// All its names; at least one.
    #[must_use]
    pub fn names(&self) -> &[Name] {
        &self.names
    }

    /// The name to show on `day`: in English if it has one, otherwise in any language.
    #[must_use]
    pub fn name_on(&self, day: Date) -> &str {
        name::shown_on(&self.names, day).unwrap_or_default()
    }

    /// The name on `day` in a language (a BCP 47 tag such as `hy`).
    #[must_use]
    pub fn name_in(&self, language: &str, day: Date) -> Option<&str> {
        name::in_language(&self.names, language, day)
    }

    /// When it existed.
    #[must_use]
    pub fn period(&self) -> Period {
        self.period
    }

    /// The polities it was part of, and when.
    #[must_use]
    pub fn part_of(&self) -> &[Membership] {
        &self.part_of
    }

    /// The polities it depended on, and when.
    #[must_use]
    pub fn patrons(&self) -> &[Membership] {
        &self.patrons
    }

    /// The polities that succeeded it.
    #[must_use]
    pub fn successors(&self) -> &[PolityCode] {
        &self.successors
    }

    /// The sources, at least one.
    #[must_use]
    pub fn citations(&self) -> &[Citation] {
        &self.citations
    }

    /// A remark.
    #[must_use]
    pub fn note(&self) -> Option<&str> {
        self.note.as_deref()
    }
}

/// A bond of one polity to another over a period.
///
/// # Example
///
/// ```
/// # #[cfg(feature = "embedded")] {
/// use suzerain::Atlas;
///
/// let azerbaijan = Atlas::south_caucasus().polity("AZE-SSR").expect("a polity of the atlas");
/// let bonds: Vec<String> =
///     azerbaijan.part_of().iter().map(|bond| format!("{}, {}", bond.polity(), bond.period())).collect();
/// assert_eq!(bonds, ["TSFSR, 1922-12-13 to 1936-12-05", "SUN, 1936-12-05 to [1991-08-30..1991-12-26]"]);
/// # }
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Membership {
    pub(crate) polity: PolityCode,
    pub(crate) period: Period,
}

impl Membership {
    /// The other polity.
    #[must_use]
    pub fn polity(&self) -> PolityCode {
        self.polity
    }

    /// When the bond held.
    #[must_use]
    pub fn period(&self) -> Period {
        self.period
    }
}

/// What kind of body a [`Polity`] is.
///
/// # Example
///
/// ```
/// use suzerain::model::PolityKind;
///
/// assert_eq!("union-republic".parse::<PolityKind>()?, PolityKind::UnionRepublic);
/// assert_eq!(PolityKind::DeFactoState.to_string(), "de-facto-state");
/// assert!(PolityKind::ALL.contains(&PolityKind::Khanate));
/// # Ok::<(), suzerain::error::UnknownWord>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum PolityKind {
    /// A unit with self-rule inside another polity, such as an autonomous oblast.
    AutonomousUnit,
    /// A union of states that keep their sovereignty.
    Confederation,
    /// A state in fact whose independence few or no states recognise.
    DeFactoState,
    /// A colony or another dependency that no other kind describes.
    Dependency,
    /// A self-governing state within an empire or a commonwealth.
    Dominion,
    /// An empire.
    Empire,
    /// A free city or free territory under international guarantee.
    FreeTerritory,
    /// A province, governorate or uezd of a larger state.
    Governorate,
    /// A force or administration under an international mandate.
    InternationalMission,
    /// A khanate.
    Khanate,
    /// A kingdom.
    Kingdom,
    /// A territory governed under a mandate of the League of Nations.
    Mandate,
    /// A principality.
    Principality,
    /// A state that another protects and represents abroad.
    Protectorate,
    /// A government that holds power until another is formed.
    ProvisionalGovernment,
    /// A republic whose sovereignty is not stated; a more specific kind says more.
    Republic,
    /// A sovereign state.
    SovereignState,
    /// A state whose status is not stated.
    State,
    /// A territory in trust of the United Nations.
    TrustTerritory,
    /// A union of republics.
    Union,
    /// A republic of a union.
    UnionRepublic,
}

vocabulary! {
    PolityKind,
    "kind of polity",
    AutonomousUnit = "autonomous-unit",
    Confederation = "confederation",
    DeFactoState = "de-facto-state",
    Dependency = "dependency",
    Dominion = "dominion",
    Empire = "empire",
    FreeTerritory = "free-territory",
    Governorate = "governorate",
    InternationalMission = "international-mission",
    Khanate = "khanate",
    Kingdom = "kingdom",
    Mandate = "mandate",
    Principality = "principality",
    Protectorate = "protectorate",
    ProvisionalGovernment = "provisional-government",
    Republic = "republic",
    SovereignState = "sovereign-state",
    State = "state",
    TrustTerritory = "trust-territory",
    Union = "union",
    UnionRepublic = "union-republic",
}
