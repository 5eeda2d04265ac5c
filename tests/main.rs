//! The contract of the crate, tested through its public interface.
//!
//! One program, so that the crate is linked once; a folder is a module. `cargo test --test suite binary` runs one.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test that cannot go on fails"
)]
#![allow(
    clippy::cast_precision_loss,
    clippy::format_collect,
    clippy::items_after_statements,
    clippy::match_wildcard_for_single_variants,
    clippy::similar_names,
    clippy::too_many_lines,
    clippy::type_complexity,
    reason = "tables and helpers stand where they are read"
)]

mod binary;
#[cfg(feature = "import")]
mod import;
#[cfg(feature = "map")]
mod map;
mod readme;
mod snapshot;
mod suite;

// What the modules of the suite share.
use suite::{builder, common, dice, ground, partition};
