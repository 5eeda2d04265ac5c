//! Building an atlas: drafts in, an atlas or every problem out.
//!
//! `builder` only gathers. `steps` then builds: `read` makes typed values of the drafts, `ground` their outlines,
//! nesting and index, `consistency` checks statements against the polities and the outlines, `contradictions` records
//! against each other, `regime` corridors and enclaves against their outlines.

mod builder;
mod chains;
mod circles;
mod consistency;
mod contradictions;
mod entry;
mod ground;
mod nesting;
mod outline;
mod read;
mod regime;
mod steps;
mod within;

pub use builder::AtlasBuilder;
pub(crate) use entry::Entry;
