//! The contract of the crate, tested through its public interface.

mod answers;
mod answers_serialised;
pub(crate) mod builder;
pub(crate) mod common;
mod dates;
mod documents;
mod doubts;
mod exports;
mod figures;
mod grid;
pub(crate) mod ground;
mod history;
mod hostile;
mod json_schema;
mod layers;
mod merging;
mod near;
mod oracle;
mod other_programs;
pub(crate) mod partition;
mod schema;
mod seed_facts;
mod span_answers;
mod threads;
mod traits;
mod vocabularies;
