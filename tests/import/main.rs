//! Importers, tested through their public interface.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test that cannot go on fails"
)]

mod cliopatria;
mod common;
mod cshapes;
mod linked_places;
mod natural_earth;
mod open_historical_map;
