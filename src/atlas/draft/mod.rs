//! What an atlas is built from: raw input, unchecked until [`AtlasBuilder::build`](crate::AtlasBuilder::build).
//!
//! Drafts are also what an atlas document holds, element by element. They keep texts as they were written, so that
//! the order of calls never matters and every problem is reported with the others.

mod citation;
mod date;
mod event;
mod held_by;
mod landmark;
mod line;
mod membership;
mod name;
mod outline;
mod polity;
mod rival_date;
mod source;
mod statement;
mod territory;
mod undrawn;

pub(crate) use citation::{CitationDraft, PlaceDraft};
pub use date::{DateDraft, PeriodDraft};
pub use event::EventDraft;
pub use held_by::HeldBy;
pub use landmark::LandmarkDraft;
pub(crate) use landmark::LandmarkProperties;
pub use line::LineDraft;
pub(crate) use membership::MembershipDraft;
pub(crate) use name::NameDraft;
pub(crate) use outline::OutlineDraft;
pub use polity::PolityDraft;
pub use rival_date::RivalDateDraft;
pub use source::SourceDraft;
pub use statement::Statement;
pub(crate) use statement::{StatementFields, StatementKind};
pub use territory::TerritoryDraft;
pub(crate) use territory::TerritoryProperties;
pub use undrawn::UndrawnDraft;
