//! Who held which territory, and when: sovereignty and control.

use super::attestation::Attestation;
use super::control::{Basis, Holding, Mode};
use super::date::UncertainDate;
use super::digest::Digest;
use super::polity::PolityCode;
use super::source::Citation;
use super::territory::TerritoryCode;
use super::undrawn::Undrawn;
use super::word::vocabulary;

/// What identifies a [`Record`]: see [`Record::id`].
pub type RecordId = Digest<Record>;

/// One holding of one territory over one period: a sovereignty (de jure) or a control (de facto).
///
/// # Example
///
/// ```
/// # #[cfg(feature = "embedded")] {
/// use suzerain::{Atlas, Basis, Mode, Record};
///
/// let records = Atlas::south_caucasus().records();
/// let of_karki = |record: &&Record| record.territory() == "karki" && record.basis() == Basis::DeFacto;
/// let control = records.iter().filter(of_karki).last().expect("a record");
/// assert_eq!(control.holding().to_string(), "ARM");
/// assert_eq!(control.mode(), Some(Mode::Administration));
/// assert_eq!(control.attestation().period().to_string(), "since 1992-05");
/// assert_eq!(control.rival_dates().len(), 1);
/// # }
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Record {
    pub(crate) territory: TerritoryCode,
    pub(crate) right: Right,
    pub(crate) holding: Holding,
    pub(crate) attestation: Attestation,
    pub(crate) rival_dates: Vec<RivalDate>,
    pub(crate) undrawn: Vec<Undrawn>,
    pub(crate) administered_by: Option<PolityCode>,
}

impl Record {
    /// What identifies the record, in every atlas that has it: a digest of its territory, basis, holding and period.
    ///
    /// It stays the same when evidence is added or corrected, and changes when the record says something else. It is
    /// the XXH3 (64 bits, seed 0) of the code of the territory, the basis, the word of the holding (`sole`), the codes
    /// of the holders separated by spaces, and the two dates as EDTF, empty where open: a line each, without a line
    /// break at the end.
    ///
    /// # Example
    ///
    /// ```
    /// # #[cfg(feature = "embedded")] {
    /// use suzerain::Atlas;
    ///
    /// let record = &Atlas::south_caucasus().records()[0];
    /// assert_eq!(Atlas::south_caucasus().record(record.id()), Some(record));
    /// # }
    /// ```
    #[must_use]
    pub fn id(&self) -> RecordId {
        let (territory, basis, holding) = (self.territory, self.basis(), &self.holding);
        let polities = holding.polities().iter().map(PolityCode::as_str).collect::<Vec<_>>().join(" ");
        let bound = |date: Option<UncertainDate>| date.map(|date| date.to_string()).unwrap_or_default();
        let period = self.attestation.period;
        let [from, until] = [period.from(), period.until()].map(bound);
        Digest::of(format!("{territory}\n{basis}\n{}\n{polities}\n{from}\n{until}", holding.word()).as_bytes())
    }

    /// The territory that is held.
    #[must_use]
    pub fn territory(&self) -> TerritoryCode {
        self.territory
    }

    /// De jure for a sovereignty, de facto for a control.
    #[must_use]
    pub fn basis(&self) -> Basis {
        match self.right {
            Right::Title => Basis::DeJure,
            Right::Control(_) => Basis::DeFacto,
        }
    }

    /// How the territory is controlled; `None` for a sovereignty.
    #[must_use]
    pub fn mode(&self) -> Option<Mode> {
        match self.right {
            Right::Title => None,
            Right::Control(mode) => Some(mode),
        }
    }

    /// Who holds the territory.
    #[must_use]
    pub fn holding(&self) -> &Holding {
        &self.holding
    }

    /// Its dates and evidence.
    #[must_use]
    pub fn attestation(&self) -> &Attestation {
        &self.attestation
    }

    /// Other dates that sources give for its beginning or end.
    #[must_use]
    pub fn rival_dates(&self) -> &[RivalDate] {
        &self.rival_dates
    }

    /// Parts of the territory that others held, known in words but not drawn.
    #[must_use]
    pub fn undrawn(&self) -> &[Undrawn] {
        &self.undrawn
    }

    /// The polity whose administration goes on beside the force that controls the territory, such as a peacekeeping
    /// force; always `None` for a sovereignty.
    #[must_use]
    pub fn administered_by(&self) -> Option<PolityCode> {
        self.administered_by
    }
}

/// What a [`Record`] records.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Right {
    Title,
    Control(Mode),
}

/// A date that another source gives for the beginning or the end of a record.
///
/// # Example
///
/// ```
/// # #[cfg(feature = "embedded")] {
/// use suzerain::Atlas;
/// use suzerain::model::Bound;
///
/// let records = Atlas::south_caucasus().records();
/// let control = records.iter().find(|it| it.territory() == "karki" && it.mode().is_some()).expect("a record");
/// let rival = &control.rival_dates()[0];
/// assert_eq!((rival.bound(), rival.date().to_string()), (Bound::From, "1990-01-19".to_owned()));
/// assert!(!rival.citations().is_empty());
/// # }
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct RivalDate {
    pub(crate) bound: Bound,
    pub(crate) date: UncertainDate,
    pub(crate) citations: Vec<Citation>,
    pub(crate) note: Option<String>,
}

impl RivalDate {
    /// Which end of the record it dates.
    #[must_use]
    pub fn bound(&self) -> Bound {
        self.bound
    }

    /// The date.
    #[must_use]
    pub fn date(&self) -> UncertainDate {
        self.date
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

/// An end of a period.
///
/// # Example
///
/// ```
/// use suzerain::model::Bound;
///
/// assert_eq!("until".parse::<Bound>()?, Bound::Until);
/// assert_eq!(Bound::From.to_string(), "from");
/// # Ok::<(), suzerain::error::UnknownWord>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[expect(clippy::exhaustive_enums, reason = "a period has two ends")]
pub enum Bound {
    /// The beginning.
    From,
    /// The end.
    Until,
}

vocabulary! {
    Bound,
    "end of a period",
    From = "from",
    Until = "until",
}
