//! The functions through SQL and data frames against the answers of the core, and the example `tag_parquet`.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::cast_possible_truncation,
    clippy::cast_precision_loss,
    clippy::indexing_slicing,
    missing_docs,
    reason = "a test that cannot go on fails"
)]

mod sql;
mod tag_parquet;
