//! Importers, tested through their public interface.

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
    clippy::similar_names,
    clippy::match_wildcard_for_single_variants,
    clippy::too_many_lines,
    reason = "tables and helpers stand where they are read"
)]

mod basemaps;
mod cliopatria;
mod common;
mod cshapes;
mod errors;
mod flatgeobuf;
mod formats;
mod geojson;
mod linked_places;
mod natural_earth;
mod open_historical_map;
mod repairs;
mod shapefile;
mod whole_cshapes;
