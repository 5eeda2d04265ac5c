//! What an atlas is made of: positions and dates, polities and territories, the ways of holding, and the records.
//!
//! A [`Record`] says who held which [`Territory`] when. [`Claim`], [`Recognition`], [`Presence`], [`Corridor`] and
//! [`BorderStage`] stand beside the records and never change who holds. Each of them carries an [`Attestation`]: its
//! period, the events that began and ended it, and its sources.
//!
//! [`Basis`], [`Bound`], [`Certainty`], [`Confidence`], [`EventKind`], [`LandmarkKind`], [`Mode`], [`PolityKind`],
//! [`Stage`] and [`TerritoryKind`] are vocabularies: each value is one word in documents, in `Display` and `FromStr` and
//! through serde, and `ALL` lists the values.
//!
//! ```
//! # #[cfg(feature = "embedded")] {
//! use suzerain::Atlas;
//! use suzerain::model::{Holding, PolityKind};
//!
//! // Every record of a territory, with what it cites.
//! let atlas = Atlas::south_caucasus();
//! for record in atlas.records().iter().filter(|record| record.territory() == "karki") {
//!     let Holding::Sole(holder) = record.holding() else { unreachable!("{}", record.holding()) };
//!     assert!(atlas.polity(holder).is_some_and(|polity| polity.kind() == PolityKind::SovereignState));
//!     assert!(record.attestation().citations().iter().all(|it| atlas.source(it.source()).is_some()));
//! }
//! # }
//! ```

pub(crate) mod attestation;
pub(crate) mod border_stage;
pub(crate) mod claim;
pub(crate) mod code;
pub(crate) mod control;
pub(crate) mod corridor;
pub(crate) mod date;
pub(crate) mod digest;
pub(crate) mod event;
pub(crate) mod landmark;
pub(crate) mod line;
pub(crate) mod name;
pub(crate) mod polity;
pub(crate) mod position;
pub(crate) mod presence;
pub(crate) mod recognition;
pub(crate) mod record;
pub(crate) mod source;
pub(crate) mod territory;
pub(crate) mod timeline;
pub(crate) mod undrawn;
pub(crate) mod word;

pub use attestation::Attestation;
pub use border_stage::{BorderStage, Stage};
pub use claim::Claim;
pub use code::Code;
pub use control::{Basis, Holding, Mode};
pub use corridor::Corridor;
pub use date::{Certainty, Period, UncertainDate};
pub use event::{Event, EventCode, EventKind};
pub use landmark::{Landmark, LandmarkCode, LandmarkKind};
pub use line::LineAccuracy;
pub use name::Name;
pub use polity::{Membership, Polity, PolityCode, PolityKind};
pub use position::Position;
pub use presence::Presence;
pub use recognition::Recognition;
pub use record::{Bound, Record, RivalDate};
pub use source::{Citation, Confidence, Source, SourceCode};
pub use territory::{Extent, Territory, TerritoryCode, TerritoryKind};
pub use undrawn::Undrawn;
