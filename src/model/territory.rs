//! Named areas.

use time::Date;

use super::code::Code;
use super::date::Period;
use super::name::{self, Name};
use super::source::Citation;
use super::word::vocabulary;

/// The code of a [`Territory`].
pub type TerritoryCode = Code<Territory>;

/// A named area: a province, a district, an enclave, a corridor, a historic unit.
///
/// Its extent is an outline of its own, or it is composed of other territories. Territories nest: a part lies in
/// every whole that is composed of it, and a territory may state the one it lies within.
///
/// # Example
///
/// ```
/// # #[cfg(feature = "embedded")] {
/// use suzerain::Atlas;
/// use suzerain::model::TerritoryKind;
/// use time::macros::date;
///
/// let karki = Atlas::south_caucasus().territory("karki").expect("a territory of the atlas");
/// assert_eq!(karki.kind(), TerritoryKind::Enclave);
/// assert_eq!(karki.name_on(date!(2000-01-01)), "Karki / Tigranashen");
/// assert_eq!(karki.name_in("hy", date!(2000-01-01)), Some("Տիգրանաշեն"));
/// assert!(karki.within().is_some_and(|territory| territory == "AZE-2415"));
/// assert_eq!(karki.accuracy_m(), Some(200.0));
/// # }
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Territory {
    pub(crate) code: TerritoryCode,
    pub(crate) kind: TerritoryKind,
    pub(crate) names: Vec<Name>,
    pub(crate) period: Period,
    pub(crate) within: Option<TerritoryCode>,
    pub(crate) extent: Extent,
    pub(crate) citations: Vec<Citation>,
    pub(crate) note: Option<String>,
    /// The layer of a merged atlas, by number.
    pub(crate) layer: u8,
}

impl Territory {
    /// Its code.
    #[must_use]
    pub fn code(&self) -> TerritoryCode {
        self.code
    }

    /// What kind of area it is.
    #[must_use]
    pub fn kind(&self) -> TerritoryKind {
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

    /// The name on `day` in a language (a BCP 47 tag such as `az`).
    #[must_use]
    pub fn name_in(&self, language: &str, day: Date) -> Option<&str> {
        name::in_language(&self.names, language, day)
    }

    /// When it existed as such. Records of it answer for its area before and after, too.
    #[must_use]
    pub fn period(&self) -> Period {
        self.period
    }

    /// The territory it states to lie within.
    #[must_use]
    pub fn within(&self) -> Option<TerritoryCode> {
        self.within
    }

    /// What its area is made of.
    #[must_use]
    pub fn extent(&self) -> &Extent {
        &self.extent
    }

    /// How far its outline may lie from the true line, in metres; `None` where it is composed of others.
    #[must_use]
    pub fn accuracy_m(&self) -> Option<f64> {
        match &self.extent {
            Extent::Outline { accuracy_m, .. } => Some(f64::from(*accuracy_m)),
            Extent::Parts(_) => None,
        }
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

/// What the area of a [`Territory`] is made of.
///
/// # Example
///
/// ```
/// # #[cfg(feature = "embedded")] {
/// use suzerain::Atlas;
/// use suzerain::model::Extent;
///
/// let atlas = Atlas::south_caucasus();
/// let nakhchivan = atlas.territory("nakhchivan").expect("a territory of the atlas");
/// let Extent::Parts(parts) = nakhchivan.extent() else { unreachable!("it is composed of districts") };
/// assert!(parts.iter().all(|&part| atlas.territory(part).is_some()));
/// # }
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Extent {
    /// An outline of its own, as accurate as its worst line.
    Outline {
        /// How far the outline may lie from the true line, in metres.
        accuracy_m: u32,
        /// How the outline was made.
        drawn: Option<String>,
    },
    /// The areas of these territories together; at least one.
    Parts(Box<[TerritoryCode]>),
}

/// What kind of area a [`Territory`] is.
///
/// # Example
///
/// ```
/// use suzerain::model::TerritoryKind;
///
/// assert_eq!("historic-unit".parse::<TerritoryKind>()?, TerritoryKind::HistoricUnit);
/// assert_eq!(TerritoryKind::Enclave.to_string(), "enclave");
/// assert!(TerritoryKind::ALL.contains(&TerritoryKind::Lake));
/// # Ok::<(), suzerain::error::UnknownWord>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum TerritoryKind {
    /// An autonomous region or republic.
    AutonomousRegion,
    /// A city.
    City,
    /// A strip under a legal regime that joins two places.
    Corridor,
    /// A district.
    District,
    /// An area enclosed by another polity; checked against the outlines.
    Enclave,
    /// An area apart from the main area of its polity.
    Exclave,
    /// A unit of the past.
    HistoricUnit,
    /// A lake.
    Lake,
    /// A zone that forces hold.
    MilitaryZone,
    /// A province.
    Province,
    /// A nature reserve or sanctuary.
    Reserve,
    /// The territory of a state, as far as the atlas covers it.
    State,
    /// A piece of a larger territory that a line cuts off.
    Tract,
    /// A village and its land.
    Village,
    /// A zone under a regime of its own: neutral, demilitarised, international, of occupation.
    Zone,
}

vocabulary! {
    TerritoryKind,
    "kind of territory",
    AutonomousRegion = "autonomous-region",
    City = "city",
    Corridor = "corridor",
    District = "district",
    Enclave = "enclave",
    Exclave = "exclave",
    HistoricUnit = "historic-unit",
    Lake = "lake",
    MilitaryZone = "military-zone",
    Province = "province",
    Reserve = "reserve",
    State = "state",
    Tract = "tract",
    Village = "village",
    Zone = "zone",
}
