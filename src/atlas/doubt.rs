//! What lowers the certainty of an answer.

use std::fmt;

use time::Date;

use super::outcome::Outcome;
use super::store::Store;
use super::text::{either, metres};
use crate::model::control::Holding;
use crate::model::date::UncertainDate;
use crate::model::event::Event;
use crate::model::position::Position;
use crate::model::record::Record;
use crate::model::source::Confidence;
use crate::model::undrawn::Undrawn;

/// A reason why an answer is not certain.
///
/// An answer with several candidates is possible; one with a single candidate and a doubt beside it is likely. See
/// [`Answer::doubts`](crate::Answer::doubts).
///
/// # Example
///
/// ```
/// # #[cfg(feature = "embedded")] {
/// use suzerain::{Atlas, Certainty, Doubt, Position};
/// use time::macros::date;
///
/// let answer = Atlas::south_caucasus().controller_at(Position::from_lat_lon(40.2, 44.5)?, date!(2500-01-01));
/// assert_eq!(answer.certainty(), Certainty::Likely);
/// assert!(answer.doubts().iter().any(|doubt| matches!(doubt, Doubt::Unchecked(_))));
/// # }
/// # Ok::<(), suzerain::error::InvalidPosition>(())
/// ```
#[derive(Debug, Clone)]
#[non_exhaustive]
pub enum Doubt<'a> {
    /// The day lies within the span of days in which a change fell.
    Date(DateDoubt<'a>),
    /// The place lies nearer to a line than the line is accurate, and the area beyond had another holder.
    Line(LineDoubt<'a>),
    /// Others held parts of the territory whose extent is not drawn.
    Undrawn(UndrawnDoubt<'a>),
    /// The deciding record has low confidence, or states none.
    Source(SourceDoubt<'a>),
    /// The day is later than the day up to which the atlas was checked.
    Unchecked(UncheckedDoubt),
}

impl Doubt<'_> {
    /// One word for the kind of doubt: date, line, undrawn, source or unchecked.
    #[must_use]
    pub fn word(&self) -> &'static str {
        match self {
            Self::Date(_) => "date",
            Self::Line(_) => "line",
            Self::Undrawn(_) => "undrawn",
            Self::Source(_) => "source",
            Self::Unchecked(_) => "unchecked",
        }
    }
}

impl fmt::Display for Doubt<'_> {
    /// One line for people.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Date(doubt) => doubt.fmt(f),
            Self::Line(doubt) => doubt.fmt(f),
            Self::Undrawn(doubt) => doubt.fmt(f),
            Self::Source(doubt) => doubt.fmt(f),
            Self::Unchecked(doubt) => doubt.fmt(f),
        }
    }
}

/// The day lies within the span of days in which a change fell, or between the dates that sources give for it.
///
/// # Example
///
/// ```
/// # #[cfg(feature = "embedded")] {
/// use suzerain::{Atlas, Doubt, Position};
/// use time::macros::date;
///
/// let karki = Position::from_lat_lon(39.786, 44.952)?;
/// let doubts = Atlas::south_caucasus().controller_at(karki, date!(1992-05-15)).doubts();
/// let Some(Doubt::Date(date)) = doubts.first() else { unreachable!("{doubts:?}") };
/// // Another source has it in 1990, so the span begins there.
/// assert_eq!(date.span().to_string(), "[1990-01-19..1992-05-31]");
/// assert!(date.has_rival_dates());
/// assert_eq!(date.records()[0].territory(), "karki");
/// assert_eq!(date.events()[0].code(), "karki-1992");
/// # }
/// # Ok::<(), suzerain::error::InvalidPosition>(())
/// ```
#[derive(Debug, Clone)]
pub struct DateDoubt<'a> {
    pub(super) span: UncertainDate,
    pub(super) records: Vec<&'a Record>,
    pub(super) events: Vec<&'a Event>,
    pub(super) has_rivals: bool,
}

impl<'a> DateDoubt<'a> {
    /// The days on which the change may have come, from the first to the last.
    #[must_use]
    pub fn span(&self) -> UncertainDate {
        self.span
    }

    /// The records that begin or end with the change; none where a polity joined or left another.
    #[must_use]
    pub fn records(&self) -> &[&'a Record] {
        &self.records
    }

    /// The events that made the change, as far as they are recorded.
    #[must_use]
    pub fn events(&self) -> &[&'a Event] {
        &self.events
    }

    /// Whether sources give different dates for the change.
    #[must_use]
    pub fn has_rival_dates(&self) -> bool {
        self.has_rivals
    }
}

impl fmt::Display for DateDoubt<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (first, last) = (self.span.earliest(), self.span.latest());
        f.write_str("the change")?;
        if let [event, ..] = self.events.as_slice() {
            write!(f, " ({})", event.name())?;
        }
        match (first == Date::MIN, last == Date::MAX) {
            (true, _) => write!(f, " came by {last}")?,
            (_, true) => write!(f, " came on {first} or later")?,
            _ => write!(f, " came between {first} and {last}")?,
        }
        if self.has_rivals { f.write_str("; sources give different dates") } else { Ok(()) }
    }
}

/// The place lies nearer to a line than the line is accurate, and the area beyond had another holder on the day.
///
/// # Example
///
/// ```
/// # #[cfg(feature = "embedded")] {
/// use suzerain::{Atlas, Doubt, Position};
/// use time::macros::date;
///
/// // The south bank of the Aras at Julfa.
/// let julfa = Position::from_lat_lon(38.943, 45.63)?;
/// let doubts = Atlas::south_caucasus().controller_at(julfa, date!(2005-01-01)).doubts();
/// let Some(Doubt::Line(line)) = doubts.first() else { unreachable!("{doubts:?}") };
/// assert!(line.distance_m() < line.accuracy_m());
/// assert_eq!(line.beyond()[0].to_string(), "Azerbaijan");
/// assert!((line.nearest().lat() - julfa.lat()).abs() < 0.02);
/// # }
/// # Ok::<(), suzerain::error::InvalidPosition>(())
/// ```
#[derive(Clone)]
pub struct LineDoubt<'a> {
    pub(super) distance_m: f64,
    pub(super) nearest: Position,
    pub(super) accuracy_m: f64,
    pub(super) beyond: Vec<Outcome<'a>>,
}

impl<'a> LineDoubt<'a> {
    /// How far the line is from the place, in metres on the ellipsoid.
    #[must_use]
    pub fn distance_m(&self) -> f64 {
        self.distance_m
    }

    /// The nearest point of the line.
    #[must_use]
    pub fn nearest(&self) -> Position {
        self.nearest
    }

    /// How far the line may lie from the true one, in metres.
    #[must_use]
    pub fn accuracy_m(&self) -> f64 {
        self.accuracy_m
    }

    /// Who held the area beyond the line: one outcome, or several where that is in doubt itself.
    #[must_use]
    pub fn beyond(&self) -> &[Outcome<'a>] {
        &self.beyond
    }
}

impl fmt::Debug for LineDoubt<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "LineDoubt({self})")
    }
}

impl fmt::Display for LineDoubt<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "the line is {} away, drawn to {}; beyond it {}",
            metres(self.distance_m),
            metres(self.accuracy_m),
            either(&self.beyond)
        )
    }
}

/// Others held parts of the territory whose extent is not drawn.
///
/// # Example
///
/// ```
/// # #[cfg(feature = "embedded")] {
/// use suzerain::{Atlas, Doubt, Position};
/// use time::macros::date;
///
/// // During the winter of 1993 to 1994.
/// let kalbajar = Position::from_lat_lon(40.1024, 46.0365)?;
/// let doubts = Atlas::south_caucasus().controller_at(kalbajar, date!(1994-01-05)).doubts();
/// let undrawn = doubts.iter().find_map(|doubt| match doubt {
///     Doubt::Undrawn(undrawn) => Some(undrawn),
///     _ => None,
/// });
/// let undrawn = undrawn.expect("a part that is not drawn");
/// assert_eq!(
///     undrawn.to_string(),
///     "parts not drawn were held by Azerbaijan: the north-west of the district, retaken by Azerbaijan for a time"
/// );
/// assert!(undrawn.record().undrawn().contains(undrawn.undrawn()));
/// # }
/// # Ok::<(), suzerain::error::InvalidPosition>(())
/// ```
#[derive(Debug, Clone)]
pub struct UndrawnDoubt<'a> {
    pub(super) record: &'a Record,
    pub(super) undrawn: &'a Undrawn,
    /// How it was held and by whom, with names of the day: `held by Armenia`.
    held: String,
}

impl<'a> UndrawnDoubt<'a> {
    /// What a record says of one part, with the names of a day.
    pub(super) fn new(store: &'a Store, record: &'a Record, undrawn: &'a Undrawn, day: Date) -> Self {
        let polities = undrawn.holding().map(Holding::polities).unwrap_or_default().iter();
        let names = polities.filter_map(|&code| store.polity(store.polity_number(code)?));
        let names = names.map(|polity| polity.name_on(day)).collect::<Vec<_>>().join(" and ");
        let held = match undrawn.holding() {
            Some(Holding::Sole(_)) => format!("held by {names}"),
            Some(Holding::Condominium(_)) => format!("held by {names} jointly"),
            Some(Holding::Contested(_)) => format!("contested by {names}"),
            Some(Holding::Vacant) => "held by nobody".to_owned(),
            None => "held by others".to_owned(),
        };
        Self { record, undrawn, held }
    }

    /// The record that says so.
    #[must_use]
    pub fn record(&self) -> &'a Record {
        self.record
    }

    /// What it says.
    #[must_use]
    pub fn undrawn(&self) -> &'a Undrawn {
        self.undrawn
    }
}

impl fmt::Display for UndrawnDoubt<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "parts not drawn were {}: {}", self.held, self.undrawn.ground())
    }
}

/// The deciding record has low confidence, or states none.
///
/// # Example
///
/// ```
/// # #[cfg(feature = "embedded")] {
/// use suzerain::{Atlas, Confidence, Doubt, Position};
/// use time::macros::date;
///
/// let baku = Position::from_lat_lon(40.3777, 49.892)?;
/// let doubts = Atlas::south_caucasus().controller_at(baku, date!(1918-01-15)).doubts();
/// let source = doubts.iter().find_map(|doubt| match doubt {
///     Doubt::Source(source) => Some(source),
///     _ => None,
/// });
/// let source = source.expect("a doubt about the source");
/// assert_eq!(source.confidence(), Some(Confidence::Low));
/// assert_eq!(source.to_string(), "the sources are of low confidence");
/// assert!(!source.record().attestation().citations().is_empty());
/// # }
/// # Ok::<(), suzerain::error::InvalidPosition>(())
/// ```
#[derive(Debug, Clone, Copy)]
pub struct SourceDoubt<'a> {
    pub(super) record: &'a Record,
}

impl<'a> SourceDoubt<'a> {
    /// The record.
    #[must_use]
    pub fn record(&self) -> &'a Record {
        self.record
    }

    /// Its confidence: low, or `None` where none is stated.
    #[must_use]
    pub fn confidence(&self) -> Option<Confidence> {
        self.record.attestation().confidence()
    }
}

impl fmt::Display for SourceDoubt<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.confidence() {
            Some(confidence) => write!(f, "the sources are of {confidence} confidence"),
            None => f.write_str("the confidence of the sources is not stated"),
        }
    }
}

/// The day is later than the day up to which the atlas was checked.
///
/// # Example
///
/// ```
/// # #[cfg(feature = "embedded")] {
/// use suzerain::{Atlas, Doubt, Position};
/// use time::macros::date;
///
/// let atlas = Atlas::south_caucasus();
/// let yerevan = Position::from_lat_lon(40.1776, 44.5126)?;
/// let doubts = atlas.controller_at(yerevan, date!(2500-01-01)).doubts();
/// let [Doubt::Unchecked(unchecked)] = doubts.as_slice() else { unreachable!("{doubts:?}") };
/// assert_eq!(unchecked.checked_until(), atlas.checked_until());
/// assert!(unchecked.to_string().starts_with("the atlas was checked only up to 20"));
/// # }
/// # Ok::<(), suzerain::error::InvalidPosition>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct UncheckedDoubt {
    pub(super) checked_until: Date,
}

impl UncheckedDoubt {
    /// The last day that was checked.
    #[must_use]
    pub fn checked_until(&self) -> Date {
        self.checked_until
    }
}

impl fmt::Display for UncheckedDoubt {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the atlas was checked only up to {}", self.checked_until)
    }
}
