//! Who held this ground on this day, in whose right, how sure are we, and who says so?

#![cfg_attr(
    test,
    allow(
        clippy::unwrap_used,
        clippy::expect_used,
        clippy::panic,
        clippy::indexing_slicing,
        reason = "a test that cannot go on fails"
    )
)]

mod atlas;
mod attestation;
mod claim;
mod code;
mod control;
mod corridor;
mod date;
mod event;
mod io;
mod name;
mod polity;
mod position;
mod presence;
mod recognition;
mod record;
mod source;
#[cfg(feature = "embedded")]
mod south_caucasus;
mod space;
mod territory;
mod timeline;
mod word;

pub use atlas::{
    About, Answer, Atlas, AtlasBuilder, BorderDistance, BuildReport, Candidate, EventDraft, Holder, Holders,
    LengthMismatch, Outcome, Outside, Place, PolityDraft, Problem, ProblemKind, SourceDraft, Spell, Statement, Status,
    TerritoryDraft,
};
pub use attestation::Attestation;
pub use claim::Claim;
pub use code::{Code, InvalidCode, InvalidCodeKind};
pub use control::{Basis, Holding, Mode};
pub use corridor::Corridor;
pub use date::{Certainty, InvalidDate, InvalidDateKind, InvalidPeriod, Period, UncertainDate};
pub use event::{Event, EventCode, EventKind};
pub use io::{DocumentError, FORMAT};
pub use name::Name;
pub use polity::{Membership, Polity, PolityCode, PolityKind};
pub use position::{InvalidPosition, InvalidPositionKind, Position};
pub use presence::Presence;
pub use recognition::Recognition;
pub use record::{Bound, Record, RivalDate};
pub use source::{Citation, Confidence, Source, SourceCode};
pub use territory::{Extent, Territory, TerritoryCode, TerritoryKind};
