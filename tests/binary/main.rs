//! The binary form: what comes back, what is refused, and that nothing panics.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test that cannot go on fails"
)]

mod asked;
mod changed;
mod damaged;
mod embedded;
#[path = "../snapshot/maps.rs"]
#[allow(dead_code, reason = "the tests of snapshots use all of it")]
mod maps;
mod round_trip;
mod samples;
