//! Snapshots: figures of the embedded atlas, properties of generated maps, maps round the globe.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test that cannot go on fails"
)]

mod embedded;
mod enclosed;
mod generated;
mod globe;
mod laws;
mod maps;
mod natural_earth;
