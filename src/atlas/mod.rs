//! The atlas: what is recorded, and the questions about a place.

mod about;
mod answer;
mod answer_text;
mod area;
#[expect(clippy::module_inception, reason = "the file of the type of this name")]
mod atlas;
mod beside;
pub(crate) mod build;
mod candidate;
mod certainty;
pub(crate) mod change_events;
mod collection;
mod days_of_change;
pub(crate) mod debug_line;
mod derived;
mod doubt;
pub(crate) mod draft;
mod edge_sides;
mod effective;
mod elements;
mod fingerprint;
mod history;
mod holder;
pub(crate) mod holder_chains;
mod interned;
pub(crate) mod lookup;
pub(crate) mod lookup_lists;
mod merge;
mod nearest;
mod outcome;
mod part_of;
pub(crate) mod plan;
pub(crate) mod precedence;
mod problem;
mod questions;
mod resolve;
mod span_answer;
mod spell;
mod status;
pub(crate) mod store;
mod text;
pub(crate) mod timeline;
pub(crate) mod to_draft;
mod unknown_code;
pub(crate) mod verdict;
mod vertex;
mod viewpoint;
mod ways;
mod window;

pub use about::About;
pub use answer::Answer;
pub use atlas::Atlas;
pub use build::AtlasBuilder;
pub use candidate::Candidate;
pub(crate) use collection::CollectionMembers;
pub use doubt::{DateDoubt, Doubt, LineDoubt, SourceDoubt, UncheckedDoubt, UndrawnDoubt};
pub use draft::{
    DateDraft, EventDraft, HeldBy, LandmarkDraft, LineDraft, PeriodDraft, PolityDraft, RivalDateDraft, SourceDraft,
    Statement, TerritoryDraft, UndrawnDraft,
};
pub use fingerprint::Fingerprint;
pub use holder::{Holder, Holders};
pub use merge::Merge;
pub use nearest::Nearest;
pub use outcome::{Outcome, Outside};
pub use problem::{BuildReport, Location, Problem, ProblemKind};
pub use questions::LengthMismatch;
pub use span_answer::SpanAnswer;
pub use spell::Spell;
pub use status::Status;
pub use unknown_code::UnknownCode;
pub(crate) use vertex::vertex;
pub use viewpoint::Viewpoint;
pub use window::{InvalidWindow, Window};
