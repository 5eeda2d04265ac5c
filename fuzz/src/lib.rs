//! What must hold whatever bytes come: a target takes some and asserts it.
//!
//! `cargo fuzz` and the program of this package run the same targets. The first is guided by what code an input reaches
//! and needs a nightly Rust; the other by what an input leads to, and needs nothing.

#![allow(clippy::missing_panics_doc, reason = "a target panics where the crate is at fault")]

mod asking;
mod importing;
pub mod mutation;
mod reading;
mod seeds;
mod shared;

use shared::{common, dice, ground, partition};

/// Something that is fuzzed.
#[derive(Clone, Copy)]
pub struct Target {
    /// The name, for commands and files.
    pub name: &'static str,
    /// Takes arbitrary bytes and says what came of them; panics where that is not allowed.
    pub run: fn(&[u8]) -> String,
    /// Bytes to begin with.
    pub seeds: fn() -> Vec<Vec<u8>>,
}

const fn target(name: &'static str, run: fn(&[u8]) -> String, seeds: fn() -> Vec<Vec<u8>>) -> Target {
    Target { name, run, seeds }
}

/// All targets.
pub const TARGETS: [Target; 21] = [
    target("any_file", importing::any_file, seeds::files),
    target("answers", asking::answers, seeds::chances),
    target("binary", reading::binary, seeds::bodies),
    target("cliopatria", importing::cliopatria, seeds::cliopatria),
    target("cshapes", importing::cshapes, seeds::cshapes),
    target("date", reading::date, seeds::dates),
    target("document", reading::document, seeds::documents),
    target("exports", asking::exports, seeds::chances),
    target("flatgeobuf", importing::flatgeobuf, seeds::flatgeobuf),
    target("geojson", importing::geojson, seeds::geojson),
    target("historical_basemaps", importing::historical_basemaps, seeds::basemaps),
    target("kml", importing::kml, seeds::kml),
    target("linked_places", importing::linked_places, seeds::linked_places),
    target("maps", asking::maps, seeds::chances),
    target("merging", asking::merging, seeds::chances),
    target("natural_earth", importing::natural_earth, seeds::natural_earth),
    target("near_edges", asking::near_edges, seeds::chances),
    target("open_historical_map", importing::open_historical_map, seeds::open_historical_map),
    target("shapefile", importing::shapefile, seeds::shapefiles),
    target("snapshots", asking::snapshots, seeds::chances),
    target("table", reading::table, seeds::tables),
];

/// Runs a target by its name.
pub fn run(name: &str, bytes: &[u8]) {
    let target = TARGETS.iter().find(|target| target.name == name).expect("a target of this name");
    (target.run)(bytes);
}
