//! An atlas built in code: two kingdoms, an upland between them, a mill across the border and the road to it.
//!
//! `cargo run --release --example build_atlas` builds the atlas, asks it who held what and when, and then shows what
//! the builder says of a faulty one: every problem at once, each with its place and with what to do about it. With `--page`
//! it writes the atlas's maps as an HTML page instead.

use std::error::Error;
use std::fmt::Write as _;
use std::io::{self, Write as _};
use std::process::ExitCode;

use geo_types::{Polygon, Rect, coord};
use suzerain::build::{EventDraft, HeldBy, PolityDraft, SourceDraft, Statement, TerritoryDraft};
use suzerain::map::Map;
use suzerain::model::{EventKind, PolityKind, TerritoryKind};
use suzerain::{Atlas, AtlasBuilder, Basis, Confidence, Mode, Position};
use time::macros::date;

fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let text = match words.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
        [] => report(),
        ["--page"] => page(),
        _ => {
            eprintln!("build_atlas: unexpected argument '{}'\nusage: build_atlas [--page]", words.join(" "));
            return ExitCode::from(2);
        }
    };
    match text {
        Ok(text) => match io::stdout().write_all(text.as_bytes()) {
            Err(error) if error.kind() != io::ErrorKind::BrokenPipe => fail(&error),
            _ => ExitCode::SUCCESS,
        },
        Err(error) => fail(&*error),
    }
}

fn fail(error: &dyn Error) -> ExitCode {
    eprintln!("build_atlas: {error}");
    ExitCode::FAILURE
}

#[rustfmt::skip::macros(date)]
fn report() -> Result<String, Box<dyn Error>> {
    let atlas = two_kingdoms().build()?;
    let mut text = format!("{} territories, {} records\n", atlas.territories().len(), atlas.records().len());

    let upland = Position::from_lat_lon(41.2, 11.0)?;
    writeln!(text, "\nthe upland, spell by spell:")?;
    for spell in atlas.history_at(upland) {
        writeln!(text, "  {spell}")?;
    }
    writeln!(text, "\nthe upland, day by day:")?;
    for day in [
        date!(1840 - 01 - 01),
        date!(1900 - 01 - 01),
        date!(1918 - 05 - 15),
        date!(1920 - 01 - 01),
        date!(1950 - 01 - 01),
    ] {
        let (controller, sovereign) = (atlas.controller_at(upland, day), atlas.sovereign_at(upland, day));
        writeln!(text, "  {day}: {controller}\n    de jure: {sovereign}")?;
    }

    let mill = Position::from_lat_lon(40.5, 10.75)?;
    writeln!(text, "\nthe mill:")?;
    if let Some(border) = atlas.nearest(mill, date!(1900 - 01 - 01), Basis::DeFacto) {
        let doubt = if border.is_within_accuracy() { "within" } else { "beyond" };
        writeln!(
            text,
            "  {:.0} m from the border, {doubt} its accuracy of {} m",
            border.distance_m(),
            border.accuracy_m()
        )?;
    }
    writeln!(
        text,
        "\nthe mill road:\n{}",
        atlas.status_at(Position::from_lat_lon(40.5, 10.9)?, date!(1930 - 01 - 01))
    )?;

    if let Err(report) = faulty().build() {
        writeln!(text, "a faulty atlas:\n{report}")?;
    }
    Ok(text)
}

/// The maps of all days on which something changes, as one HTML page.
fn page() -> Result<String, Box<dyn Error>> {
    let atlas = two_kingdoms().build()?;
    Ok(Map::through(&atlas, atlas.days_of_change()).to_html())
}

/// A box from one corner to the other, in degrees: longitude is x.
fn ground(west: f64, south: f64, east: f64, north: f64) -> Polygon<f64> {
    Rect::new(coord! { x: west, y: south }, coord! { x: east, y: north }).to_polygon()
}

fn two_kingdoms() -> AtlasBuilder {
    let territory = |code: &str, kind, name: &str, outline| {
        TerritoryDraft::new(code, kind, name).outline(outline, 100.0).citing("survey")
    };
    Atlas::builder("two-kingdoms")
        .title("Two kingdoms and an upland")
        .viewpoint("De jure is what the Peace of 1801 and the Treaty of 1921 state.")
        .coverage("1801-03-01"..)
        // A later day is at most likely.
        .checked_until("1960-01-01")
        .source(SourceDraft::new("survey", "Survey of the Two Kingdoms").year("1805"))
        .source(SourceDraft::new("gazette", "The Valley Gazette"))
        .event(EventDraft::new("peace", EventKind::Treaty, "Peace of the Valleys", "1801-03-01").citing("gazette"))
        .event(EventDraft::new("treaty", EventKind::Treaty, "Treaty of the Upland", "1921-03-01").citing("gazette"))
        .polity(PolityDraft::new("EAST", PolityKind::Kingdom, "East").citing("gazette"))
        .polity(PolityDraft::new("WEST", PolityKind::Kingdom, "West").citing("gazette"))
        .territory(territory("west-valley", TerritoryKind::Province, "West Valley", ground(10.0, 40.0, 11.0, 41.0)))
        .territory(territory("east-valley", TerritoryKind::Province, "East Valley", ground(11.0, 40.0, 12.0, 41.0)))
        .territory(territory("upland", TerritoryKind::Tract, "The Upland", ground(10.0, 41.0, 12.0, 41.5)))
        // An enclave of East, enclosed by West. The record on the part beats the one on the whole.
        .territory(
            territory("mill", TerritoryKind::Enclave, "The Mill", ground(10.7, 40.491, 10.8, 40.509))
                .within("west-valley"),
        )
        // A corridor: a strip of West's territory, 2 km wide, that joins the enclave with East.
        .territory(
            territory("mill-road", TerritoryKind::Corridor, "The Mill Road", ground(10.8, 40.491, 11.0, 40.509))
                .within("west-valley"),
        )
        .statement(
            Statement::sovereignty("west-valley", "WEST")
                .from("1801-03-01")
                .began("peace")
                .confidence(Confidence::High)
                .citing("gazette"),
        )
        .statement(
            Statement::sovereignty("east-valley", "EAST")
                .from("1801-03-01")
                .began("peace")
                .confidence(Confidence::High)
                .citing("gazette"),
        )
        .statement(
            Statement::sovereignty("mill", "EAST")
                .from("1801-03-01")
                .began("peace")
                .confidence(Confidence::High)
                .citing("gazette"),
        )
        .statement(
            Statement::corridor("mill-road", ["mill", "east-valley"], "WEST", 2_000.0, "free passage for carts")
                .from("1921-03-01")
                .began("treaty")
                .citing_at("gazette", "4 March 1921"),
        )
        // Known to be nobody's, then held by both together, then by East alone.
        .statement(
            Statement::sovereignty("upland", HeldBy::Vacant)
                .from("1801-03-01")
                .until("1850")
                .confidence(Confidence::High)
                .citing("gazette"),
        )
        .statement(
            Statement::sovereignty("upland", HeldBy::condominium(["EAST", "WEST"]))
                .from("1850")
                .until("1921-03-01")
                .confidence(Confidence::High)
                .citing("gazette"),
        )
        .statement(
            Statement::sovereignty("upland", "EAST")
                .from("1921-03-01")
                .began("treaty")
                .confidence(Confidence::High)
                .citing("gazette"),
        )
        // An uncertain date: some day of May 1918. From then on each holds it against the other.
        .statement(
            Statement::control("upland", HeldBy::contested(["EAST", "WEST"]), Mode::Occupation)
                .from("1918-05")
                .until("1921-03-01")
                .ended("treaty")
                .confidence(Confidence::High)
                .citing("gazette"),
        )
}

/// The same atlas with mistakes in it.
fn faulty() -> AtlasBuilder {
    two_kingdoms()
        .polity(PolityDraft::new("NORTH", PolityKind::Kingdom, "North").from("1860").until("1870").citing("gazette"))
        .territory(
            TerritoryDraft::new("inn", TerritoryKind::Enclave, "The Inn")
                .outline(ground(10.0, 40.2, 10.1, 40.3), 100.0)
                .within("west-valley")
                .citing("survey"),
        )
        .statement(Statement::sovereignty("east-valley", "WEST").from("1890").until("1900").citing("gazette"))
        .statement(Statement::control("mill", "SOUTH", Mode::Lease).from("1850").until("1840").citing("almanac"))
        .statement(Statement::control("upland", "NORTH", Mode::Administration).from("1869").until("1875-02-30"))
        .statement(
            Statement::corridor("mill-road", ["inn", "east-valley"], "WEST", 5_000.0, "none")
                .from("1930")
                .citing("gazette"),
        )
}
