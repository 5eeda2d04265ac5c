//! Who held this ground on this day, in whose right, how sure are we, and who says so?
//!
//! `suzerain` answers that for any place and any day, de facto and de jure, with the doubt about the date, the line
//! and the source kept apart. It brings a real atlas of the Armenia–Azerbaijan border region and takes any atlas of
//! yours.
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
//! - A [`Polity`] can hold ground: a state, an empire, a union republic, a khanate, a de facto state. It exists over
//!   a [`Period`], has names over periods and languages, and may be part of another polity.
//! - A [`Territory`] is named ground: a province, a district, an enclave, a corridor. It has an outline of its own, or
//!   is composed of other territories.
//! - A [`Record`] says who held which territory when, by right (sovereignty) or in fact (control), and who says so.
//!   [`Claim`](model::Claim), [`Recognition`](model::Recognition), [`Presence`](model::Presence) and
//!   [`Corridor`](model::Corridor) stand beside it and never change who holds.
//!
//! An [`Atlas`] puts them together, and answers: [`Atlas::controller_at`], [`Atlas::sovereign_at`],
//! [`Atlas::status_at`], [`Atlas::history_at`], [`Atlas::controllers_at`], [`Atlas::territories_at`],
//! [`Atlas::border_distance`]. [`Atlas::on`] gives a [`Snapshot`], one day and all ground: areas, borders, enclaves,
//! corridors, tripoints, changes. [`Atlas::seen_by`] answers as one polity saw it.
//!
//! # Conventions
//!
//! | What | How |
//! |---|---|
//! | days | [`time::Date`], proleptic Gregorian; a period is half-open: the day of a handover belongs to the successor |
//! | uncertain dates | [`UncertainDate`], the span of days in which a change fell; EDTF text such as `1992-05` or `[2020-11-10..2020-12-01]` |
//! | inside such a span | [`Certainty::Possible`] and every candidate; outside it [`Certainty::Certain`] |
//! | places | [`Position`], WGS84, integers of 1e-7 degree; the axis order is in the name of each constructor |
//! | edges of outlines | straight in longitude and latitude, as in GeoJSON |
//! | on an edge or vertex | exactly one of the territories that tile the plane there has it: the one to the east, along a parallel the one to the north |
//! | which record holds | the most specific: a part beats the whole, a village its district; two that neither nest nor agree are refused when the atlas is built |
//! | de facto | the recorded control; where none is recorded, the sovereign |
//! | the holder | the polity at the top of the part-of chain of that day, with the chain below it |
//! | three doubts | [`Certainty`] (the day), accuracy in metres (the line), [`Confidence`] (the source); never merged |
//! | units | degrees, metres, km2, days; in the name where it could be mistaken |
//!
//! # Neutrality and limits
//!
//! States bear their own names; fact and right are kept apart; what is de jure follows the viewpoint that the atlas
//! states in [`Atlas::about`]. Where sources disagree, the atlas keeps both, as an uncertain date or a
//! [`RivalDate`](model::RivalDate). An outline is as accurate as it says ([`Territory::accuracy_m`]), and no survey:
//! [`Atlas::border_distance`] tells how near the next border is, and whether the true line may lie on the other side.
//! The atlas knows what its documents say; it does not judge who is right.
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
//! let told = match answer.outcome() {
//!     Some(Outcome::Sole(holder)) => format!("held by {holder}"),
//!     Some(Outcome::Condominium(holders)) => format!("held jointly by {holders}"),
//!     Some(Outcome::Contested(holders)) => format!("contested by {holders}"),
//!     Some(Outcome::Vacant) => "nobody's".to_owned(),
//!     Some(other) => other.to_string(),
//!     None => format!("not sure: {answer}"),
//! };
//! assert_eq!(told, "contested by Republic of Artsakh and Azerbaijan");
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
//! **How far is the nearest border, and does the line decide?**
//!
//! ```
//! # #[cfg(feature = "embedded")] {
//! use suzerain::{Atlas, Basis, Position};
//! use time::macros::date;
//!
//! let kapan = Position::from_lat_lon(39.2076, 46.4058)?;
//! let border = Atlas::south_caucasus().border_distance(kapan, date!(2024-01-01), Basis::DeJure).expect("a border");
//! assert!(border.distance_m() < 1_000.0 && border.is_within_accuracy());
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
//! [`build`] (drafts and problems), [`doubt`], [`snapshot`] (borders, enclaves, changes), [`error`], `import`, [`map`].
//! [`documents`], [`answers`], [`binary`] and [`lookups`] describe the forms of the data and how a lookup works.
//!
//! # Features
//!
//! - `embedded` (default): [`Atlas::south_caucasus`], about 0.4 MB in the program.
//! - `map` (default): pictures and a page of all days, the module [`map`]; no dependencies of its own.
//! - `import`: other people's data, the module `import`.
//! - `rayon`: batches on all cores, `Atlas::controllers_at_in_parallel`.

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
    About, Answer, Atlas, AtlasBuilder, BorderDistance, Candidate, Doubt, Fingerprint, Holder, Holders, Merge, Outcome,
    Outside, Spell, Status, UnknownCode, Viewpoint,
};
#[cfg(feature = "import")]
pub use io::import;
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
        BuildReport, DateDraft, EventDraft, HeldBy, LandmarkDraft, LineDraft, Location, PeriodDraft, PolityDraft,
        Problem, ProblemKind, RivalDateDraft, SourceDraft, Statement, TerritoryDraft, UndrawnDraft,
    };
}

/// What each kind of [`Doubt`] says.
pub mod doubt {
    pub use crate::atlas::{DateDoubt, LineDoubt, SourceDoubt, UncheckedDoubt, UndrawnDoubt};
}

/// The errors of values, documents and binary forms.
///
/// What is wrong with an atlas that is built is a [`BuildReport`](build::BuildReport); a code that an atlas does not have
/// is an [`UnknownCode`].
pub mod error {
    pub use crate::atlas::LengthMismatch;
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
