//! The contract of the crate, tested through its public interface.

mod answers;
mod borders;
pub(crate) mod builder;
pub(crate) mod common;
mod dates;
mod documents;
mod doubts;
mod exports;
mod grid;
pub(crate) mod ground;
mod history;
mod layers;
mod merging;
pub(crate) mod partition;
mod schema;
mod seed_facts;
mod traits;
mod vocabularies;
