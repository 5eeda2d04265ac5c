//! The contract of the crate, tested through its public interface.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test that cannot go on fails"
)]
#![allow(
    clippy::too_many_lines,
    clippy::items_after_statements,
    clippy::format_collect,
    reason = "tables and helpers stand where they are read"
)]

mod answers;
mod borders;
mod builder;
mod common;
mod dates;
mod documents;
mod exports;
mod grid;
mod ground;
mod history;
mod layers;
mod merging;
mod partition;
mod schema;
mod seed_facts;
mod traits;
