//! Who held this place on this day, de facto and de jure, how sure are we, and who says so?
//!
//! `suzerain` answers that for any place and any day. Every answer says how certain it is, and why it is not more
//! certain: the date, the line on the map, or the source. The crate ships an atlas of the South Caucasus from 1801 to
//! today, and takes any atlas of yours.
//!
//! ```
//! # #[cfg(feature = "embedded")] {
//! use suzerain::{Atlas, Position};
//! use time::macros::date;
//!
//! let atlas = Atlas::south_caucasus();
//! let karki = Position::from_lat_lon(39.786, 44.952)?;
//!
//! assert_eq!(atlas.controller_at(karki, date!(2000-01-01)).to_string(), "Armenia");
//! assert_eq!(atlas.sovereign_at(karki, date!(2000-01-01)).to_string(), "Azerbaijan");
//! // May 1992 is the month of the change: both may hold it, and the answer says so.
//! assert_eq!(atlas.controller_at(karki, date!(1992-05-15)).to_string(), "possibly Armenia or Azerbaijan");
//! # }
//! # Ok::<(), suzerain::error::InvalidPosition>(())
//! ```
//!
//! # Three nouns
//!
//! - A [`Polity`] can hold territory: a state, an empire, a union republic, a khanate, a de facto state. It exists for
//!   a [`Period`], has names by period and language, and may be part of another polity.
//! - A [`Territory`] is a named area: a province, a district, an enclave, a corridor. It has an outline of its own, or
//!   is composed of other territories.
//! - A [`Record`] says who held which territory and when, de jure (sovereignty) or de facto (control), and cites its
//!   sources. [`Claim`](model::Claim), [`Recognition`](model::Recognition), [`Presence`](model::Presence) and
//!   [`Corridor`](model::Corridor) are recorded beside it and never change who holds.
//!
//! An [`Atlas`] puts them together, and answers: [`Atlas::controller_at`], [`Atlas::sovereign_at`],
//! [`Atlas::status_at`], [`Atlas::history_at`], [`Atlas::controllers_at`], [`Atlas::territories_at`],
//! [`Atlas::nearest`], [`Atlas::within_km`], [`Atlas::territories_in`]. [`Atlas::on`] gives a [`Snapshot`], the whole
//! map of one day: areas, borders, enclaves, corridors, tripoints, changes. [`Atlas::seen_by`] answers as one polity
//! saw it.
//!
//! # Conventions
//!
//! | What | How |
//! |---|---|
//! | days | [`time::Date`], proleptic Gregorian; a period is half-open: the day of a handover belongs to the successor |
//! | uncertain dates | [`UncertainDate`], the span of days in which a change fell; EDTF text such as `1992-05` or `[2020-11-10..2020-12-01]` |
//! | inside such a span, or between the dates that sources give | every candidate is listed, and the answer is [`Certainty::Possible`] |
//! | places | [`Position`], WGS84, integers of 1e-7 degree; the axis order is in the name of each constructor |
//! | edges of outlines | straight in longitude and latitude, as in GeoJSON |
//! | on an edge or vertex | the place belongs to exactly one of the territories that meet there: the one to the east, or along a parallel the one to the north |
//! | which record decides | the most specific: a part takes precedence over the whole, a village over its district; two that neither nest nor agree are refused when the atlas is built |
//! | de facto | the recorded control; where none is recorded, the sovereign |
//! | under peacekeepers | where the force itself controls a place, its polity is the controller, with [`Mode::Peacekeeping`]; [`Candidate::administration`] names an administration that goes on beside it, and the place is no exclave of that polity |
//! | the holder | the polity at the top of the part-of chain of that day, with the chain below it |
//! | certainty | [`Certainty::Certain`]: nothing on record leaves room for another answer; [`Certainty::Likely`]: one candidate, with a doubt beside it; [`Certainty::Possible`]: several candidates, all listed |
//! | doubts | [`Answer::doubts`] lists what lowers the certainty: the date, a line nearer than it is accurate, parts that are not drawn, the source, a day after the atlas was last checked |
//! | units | degrees, metres, km, km2, days; in the name of whatever returns a number |
//!
//! # Neutrality and limits
//!
//! Polities have the names they use themselves. De facto and de jure are kept apart, and de jure follows the viewpoint
//! that the atlas states in [`Atlas::about`]; [`Atlas::seen_by`] takes that of a polity. Where sources disagree, the
//! atlas keeps both, as an uncertain date or a [`RivalDate`](model::RivalDate), and the answer is then not certain. An outline is as
//! accurate as it says ([`Territory::accuracy_m`]), a stretch of it may state an accuracy of its own, and neither is a
//! survey:
//! [`Atlas::nearest`] says who else is nearest, how far away, and whether the true line may lie on the other side.
//! The atlas knows what its documents say, and does not judge who is right.
//!
//! # Cookbook
//!
//! **Match every kind of answer.**
//!
//! ```
//! # #[cfg(feature = "embedded")] {
//! use suzerain::{Atlas, Outcome, Position};
//! use time::macros::date;
//!
//! let farukh = Position::from_lat_lon(40.0164, 46.8011)?;
//! let answer = Atlas::south_caucasus().controller_at(farukh, date!(2022-06-01));
//! let text = match answer.outcome() {
//!     Some(Outcome::Sole(holder)) => format!("held by {holder}"),
//!     Some(Outcome::Condominium(holders)) => format!("held jointly by {holders}"),
//!     Some(Outcome::Contested(holders)) => format!("contested by {holders}"),
//!     Some(Outcome::Vacant) => "nobody's".to_owned(),
//!     Some(other) => other.to_string(),
//!     None => format!("not sure: {answer}"),
//! };
//! assert_eq!(text, "contested by Republic of Artsakh and Azerbaijan");
//! # }
//! # Ok::<(), suzerain::error::InvalidPosition>(())
//! ```
//!
//! **How certain is it, and why not more?**
//!
//! ```
//! # #[cfg(feature = "embedded")] {
//! use suzerain::{Atlas, Certainty, Doubt, Position};
//! use time::macros::date;
//!
//! // The south bank of the Aras at Julfa: the border is nearer than it is accurately drawn.
//! let julfa = Position::from_lat_lon(38.943, 45.63)?;
//! let answer = Atlas::south_caucasus().controller_at(julfa, date!(2005-01-01));
//! assert_eq!(answer.certainty(), Certainty::Likely);
//! match answer.doubts().as_slice() {
//!     [Doubt::Line(line), ..] => assert!(line.distance_m() < line.accuracy_m()),
//!     other => unreachable!("{other:?}"),
//! }
//! # }
//! # Ok::<(), suzerain::error::InvalidPosition>(())
//! ```
//!
//! **Every spell at a place.**
//!
//! ```
//! # #[cfg(feature = "embedded")] {
//! use suzerain::{Atlas, Position};
//!
//! let lachin = Position::from_lat_lon(39.6408, 46.5469)?;
//! let spells: Vec<String> =
//!     Atlas::south_caucasus().history_at(lachin).iter().map(ToString::to_string).collect();
//! assert!(spells.contains(&"2020-12-01 to 2022-08-26: Russia".to_owned()));
//! # }
//! # Ok::<(), suzerain::error::InvalidPosition>(())
//! ```
//!
//! **Who is the nearest neighbour, how far away, and does the line decide?**
//!
//! ```
//! # #[cfg(feature = "embedded")] {
//! use suzerain::{Atlas, Basis, Position};
//! use time::macros::date;
//!
//! let kapan = Position::from_lat_lon(39.2076, 46.4058)?;
//! let nearest = Atlas::south_caucasus().nearest(kapan, date!(2024-01-01), Basis::DeJure).expect("a neighbour");
//! assert_eq!(nearest.outcomes()[0].to_string(), "Azerbaijan");
//! assert!((1_000.0..4_000.0).contains(&nearest.distance_m()));
//! assert_eq!(nearest.is_within_accuracy(), nearest.distance_m() <= nearest.accuracy_m());
//! # }
//! # Ok::<(), suzerain::error::InvalidPosition>(())
//! ```
//!
//! **A map of a day**, as SVG: [`map::Map`]; all days on one HTML page: [`map::Page`]. The module [`map`] shows four.
//!
//! ```
//! # #[cfg(all(feature = "embedded", feature = "map"))] {
//! use suzerain::map::Map;
//! use suzerain::{Atlas, Basis};
//! use time::macros::date;
//!
//! let day = Atlas::south_caucasus().on(date!(2010-01-01), Basis::DeFacto);
//! assert!(Map::of(&day).width(800).to_svg().starts_with("<svg"));
//! # }
//! ```
//!
//! **An atlas of your own** in code: [`AtlasBuilder`]; as a document: [`Atlas::from_geojson`], in the form that
//! [`documents`] describes. Both report every problem at once, with its place.
//!
//! **Answers to be kept**: every answer implements `serde::Serialize`, in the form that [`answers`] describes.
//!
//! # Modules
//!
//! The names of daily use stand here; the others in modules: [`model`] (what is recorded, and its vocabularies),
//! [`build`] (drafts and problems), [`doubt`], [`snapshot`] (borders, enclaves, changes), [`error`], `import`, `table`,
//! [`map`].
//! [`documents`], [`answers`], [`binary`] and [`lookups`] describe the forms of the data and how a lookup works;
//! [`guide`] leads from the first question to an atlas of one's own, and [`comparison`] names the alternatives.
//!
//! # Features
//!
//! - `embedded` (default): [`Atlas::south_caucasus`], about 0.7 MB in the program.
//! - `map` (default): pictures and a page of all days, the module [`map`]; no dependencies of its own.
//! - `table` (default): the columns, places and dates of tables of events, the module `table`; no dependencies of its own.
//! - `import`: other people's data, the module `import`; with `table`.
//! - `rayon`: batches on all cores, `Atlas::answers_in_parallel` and the like.
//!
//! The file `ARCHITECTURE.md` of the repository says how the crate is built inside.

#![cfg_attr(test, allow(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on fails"))]

// The ladder: each module imports only from those above it.
mod space;
pub mod model;
mod atlas;
pub mod snapshot;
mod io;
#[cfg(feature = "map")]
pub mod map;
#[cfg(feature = "embedded")]
mod south_caucasus;

// What programs name every day; the rest is in the modules.
pub use atlas::{
    About, Answer, AnswerKey, Atlas, AtlasBuilder, Candidate, Doubt, Fingerprint, Holder, Holders, Merge, Nearest,
    Outcome, Outside, SpanAnswer, Spell, Status, UnknownCode, Viewpoint, Window,
};
#[cfg(feature = "import")]
pub use io::import;
#[cfg(feature = "table")]
pub use io::table;
#[doc(inline)]
pub use model::{
    Basis, Certainty, Code, Confidence, Event, EventCode, Mode, Period, Polity, PolityCode, Position, Record, Source,
    SourceCode, Territory, TerritoryCode, UncertainDate,
};
#[doc(inline)]
pub use snapshot::Snapshot;

/// What an atlas is built from: the drafts that an [`AtlasBuilder`] takes, and the problems that it reports.
///
/// A draft holds what it was given and checks nothing; [`AtlasBuilder::build`] checks everything and lists every
/// [`Problem`](build::Problem) in a [`BuildReport`](build::BuildReport).
///
/// ```
/// use suzerain::Atlas;
/// use suzerain::build::{PolityDraft, SourceDraft};
/// use suzerain::model::PolityKind;
///
/// let east = PolityDraft::new("EAST", PolityKind::Kingdom, "East").citing("survey");
/// let report = Atlas::builder("mine").polity(east.clone()).build().expect_err("the source is missing");
/// assert_eq!(report.problems().len(), 1);
/// let atlas = Atlas::builder("mine").source(SourceDraft::new("survey", "Survey")).polity(east).build()?;
/// assert_eq!(atlas.polities().len(), 1);
/// # Ok::<(), suzerain::build::BuildReport>(())
/// ```
pub mod build {
    pub use crate::atlas::{
        BuildReport, DateDraft, EventDraft, HeldBy, LandmarkDraft, Limits, LineDraft, Location, OverLimit, PeriodDraft,
        PolityDraft, Problem, ProblemKind, RivalDateDraft, SourceDraft, Statement, TerritoryDraft, UndrawnDraft,
    };
}

/// What each kind of [`Doubt`] says.
///
/// ```
/// # #[cfg(feature = "embedded")] {
/// use suzerain::doubt::LineDoubt;
/// use suzerain::{Answer, Atlas, Doubt, Position};
/// use time::macros::date;
///
/// /// The nearest line that the answer may depend on.
/// fn line<'a>(answer: &Answer<'a>) -> Option<LineDoubt<'a>> {
///     answer.doubts().into_iter().find_map(|doubt| match doubt {
///         Doubt::Line(line) => Some(line),
///         _ => None,
///     })
/// }
///
/// let atlas = Atlas::south_caucasus();
/// let (julfa, yerevan) = (Position::from_lat_lon(38.943, 45.63)?, Position::from_lat_lon(40.1776, 44.5126)?);
/// assert!(line(&atlas.controller_at(julfa, date!(2005-01-01))).is_some_and(|line| line.distance_m() < 1_000.0));
/// assert!(line(&atlas.controller_at(yerevan, date!(2005-01-01))).is_none());
/// # }
/// # Ok::<(), suzerain::error::InvalidPosition>(())
/// ```
pub mod doubt {
    pub use crate::atlas::{DateDoubt, LineDoubt, SourceDoubt, UncheckedDoubt, UndrawnDoubt};
}

/// The errors of values, documents and binary forms.
///
/// What is wrong with an atlas that is built is a [`BuildReport`](build::BuildReport); a code that an atlas does not have
/// is an [`UnknownCode`].
///
/// ```
/// use suzerain::error::{InvalidCode, InvalidPosition};
/// use suzerain::{Position, TerritoryCode};
///
/// /// A row of a table of places: what is wrong with it says the error, and what to do.
/// fn place(code: &str, lat: f64, lon: f64) -> Result<(TerritoryCode, Position), Box<dyn std::error::Error>> {
///     Ok((code.parse()?, Position::from_lat_lon(lat, lon)?))
/// }
///
/// assert!(place("karki", 39.786, 44.952).is_ok());
/// let error = place("Kərki", 39.786, 44.952).unwrap_err();
/// assert!(error.downcast_ref::<InvalidCode>().is_some_and(|error| error.text() == "Kərki"));
/// let error = place("karki", 144.952, 39.786).unwrap_err();
/// assert!(error.downcast_ref::<InvalidPosition>().is_some());
/// assert!(error.to_string().ends_with("are the axes swapped?"));
/// ```
pub mod error {
    pub use crate::atlas::{InvalidWindow, LengthMismatch};
    pub use crate::io::{BinaryError, DocumentError};
    pub use crate::model::code::{InvalidCode, InvalidCodeKind};
    pub use crate::model::date::{InvalidDate, InvalidDateKind, InvalidPeriod};
    pub use crate::model::digest::InvalidDigest;
    pub use crate::model::position::{InvalidPosition, InvalidPositionKind};
    pub use crate::model::word::UnknownWord;
}

#[doc = include_str!("io/format.md")]
///
/// # The schema in full
///
/// ```json
#[doc = include_str!("io/atlas.schema.json")]
/// ```
pub mod documents {
    pub use crate::io::{FORMAT, SCHEMA};
}

#[doc = include_str!("io/answers.md")]
///
/// # The schema in full
///
/// ```json
#[doc = include_str!("io/answers.schema.json")]
/// ```
pub mod answers {
    pub use crate::io::ANSWERS_SCHEMA;
    pub use crate::model::digest::Digest;
    pub use crate::model::record::RecordId;
}

#[doc = include_str!("io/binary/layout.md")]
pub mod binary {
    pub use crate::io::BINARY_FORMAT;
}

#[doc = include_str!("space/lookups.md")]
pub mod lookups {}

#[doc = include_str!("guide.md")]
pub mod guide {}

#[doc = include_str!("comparison.md")]
pub mod comparison {}
