//! What the builder refuses, message by message, and that the order of what it is given does not matter.

use std::collections::BTreeSet;

use geo_types::{Coord, LineString, MultiPolygon, Polygon, polygon};
use proptest::prelude::*;
use suzerain::build::{
    EventDraft, HeldBy, LandmarkDraft, LineDraft, PolityDraft, Problem, ProblemKind, RivalDateDraft, SourceDraft,
    Statement, TerritoryDraft, UndrawnDraft,
};
use suzerain::model::{Bound, EventKind, Holding, LandmarkKind, PolityKind, Stage, TerritoryKind};
use suzerain::{Atlas, AtlasBuilder, Basis, Confidence, Mode, Period, Position, UncertainDate};
use time::Date;
use time::macros::date;

/// Asserts the kind and the whole text of the one problem of a builder.
macro_rules! assert_sole {
    ($builder:expr, $kind:pat, $text:expr) => {{
        let problem = sole($builder);
        assert!(matches!(problem.kind(), $kind), "{problem:?}");
        assert_eq!(problem.to_string(), $text);
    }};
}

mod dates_and_holders;
mod elements;
mod order;
mod outlines;
mod records;

/// A box from corner to corner, longitudes first.
fn rectangle(west: f64, south: f64, east: f64, north: f64) -> Polygon<f64> {
    polygon![(x: west, y: south), (x: east, y: south), (x: east, y: north), (x: west, y: north)]
}

fn ring(points: &[(f64, f64)]) -> Polygon<f64> {
    Polygon::new(LineString::new(points.iter().map(|&(x, y)| Coord { x, y }).collect()), Vec::new())
}

fn state(code: &str, name: &str) -> PolityDraft {
    PolityDraft::new(code, PolityKind::SovereignState, name).citing("gazette")
}

fn province(code: &str, outline: impl Into<MultiPolygon<f64>>) -> TerritoryDraft {
    TerritoryDraft::new(code, TerritoryKind::Province, code).outline(outline, 100.0).citing("gazette")
}

/// The pieces of a small sound atlas: three provinces in a row, a corridor through the middle one and an enclave in
/// the last, two states and a union of old.
#[derive(Clone)]
struct Pieces {
    sources: Vec<SourceDraft>,
    events: Vec<EventDraft>,
    polities: Vec<PolityDraft>,
    territories: Vec<TerritoryDraft>,
    statements: Vec<Statement>,
}

fn pieces() -> Pieces {
    Pieces {
        sources: vec![
            SourceDraft::new("gazette", "The Valley Gazette").author("A Clerk").year("1931"),
            SourceDraft::new("survey", "A Survey of the Valley").publisher("The Office").url("https://example.org"),
        ],
        events: vec![
            EventDraft::new("treaty", EventKind::Treaty, "Treaty of the Ford", "1920-05-01").citing("gazette"),
            EventDraft::new("war", EventKind::War, "War of the Ford", "1918-04").until("1920-05-01").citing("survey"),
        ],
        polities: vec![
            PolityDraft::new("UNION", PolityKind::Union, "Union").until("1910-06-01").citing("gazette"),
            state("WEST", "Westland").from("1880").part_of("UNION", "1890".."1910-06-01"),
            state("EAST", "Eastland").name_during("Ostland", "de", .."1950"),
            PolityDraft::new("GUARD", PolityKind::InternationalMission, "Guard").from("1919").citing("survey"),
        ],
        territories: vec![
            province("west", rectangle(10.0, 40.0, 11.0, 41.0)),
            province("middle.north", rectangle(11.0, 40.525, 12.0, 41.0)),
            province("middle.south", rectangle(11.0, 40.0, 12.0, 40.475)),
            TerritoryDraft::new("strip", TerritoryKind::Corridor, "Strip")
                .outline(rectangle(11.0, 40.475, 12.0, 40.525), 50.0)
                .citing("survey"),
            TerritoryDraft::new("middle", TerritoryKind::Province, "Middle")
                .parts(["middle.north", "strip", "middle.south"])
                .citing("gazette"),
            TerritoryDraft::new("fords", TerritoryKind::HistoricUnit, "Fords")
                .parts(["middle.north", "west"])
                .citing("gazette"),
            province("east", rectangle(12.0, 40.0, 13.0, 41.0)),
            TerritoryDraft::new("island", TerritoryKind::Enclave, "Island")
                .outline(rectangle(12.4, 40.4, 12.6, 40.6), 20.0)
                .within("east")
                .citing("survey"),
        ],
        statements: vec![
            Statement::sovereignty("west", "WEST").from("1900").citing("gazette"),
            Statement::sovereignty("middle", "EAST").from("1900").until("1920-05-01").ended("treaty").citing("gazette"),
            Statement::sovereignty("middle", HeldBy::condominium(["WEST", "EAST"]))
                .from("1920-05-01")
                .began("treaty")
                .citing_at("survey", "page 4"),
            Statement::sovereignty("east", "EAST").citing("gazette"),
            Statement::sovereignty("island", "WEST").from("[1900-01-01..1905-03-01]").citing("survey"),
            Statement::control("middle.north", "WEST", Mode::Occupation)
                .from("1918-04")
                .until("[1920-04-20..1920-05-01]")
                .began("war")
                .rival_date(RivalDateDraft::new(Bound::From, "1918-03-28").citing("survey"))
                .citing("gazette"),
            Statement::control("strip", "GUARD", Mode::Peacekeeping).from("1925-01-01").citing("survey"),
            Statement::control("island", HeldBy::Vacant, Mode::Administration)
                .from("1960")
                .until("1961-07-01")
                .citing("survey"),
            Statement::control("east", HeldBy::contested(["WEST", "EAST"]), Mode::Administration)
                .from("1999-12-31")
                .citing("survey"),
            Statement::control("middle.south", "EAST", Mode::Administration)
                .from("1935-01-01")
                .until("1940-05")
                .citing("survey"),
            Statement::control("middle.south", "WEST", Mode::Administration)
                .from("1940-05")
                .until("1945")
                .citing("survey"),
            Statement::corridor("strip", ["west", "east"], "EAST", 5500.0, "free passage")
                .guarantor("GUARD")
                .from("1925-01-01")
                .citing("survey"),
            Statement::claim("WEST", "middle").citing("gazette"),
            Statement::presence("GUARD", "west", "First battalion").from("1930").citing("gazette"),
            Statement::recognition("EAST", "WEST").from("1920-05-01").citing("gazette"),
        ],
    }
}

impl std::fmt::Debug for Pieces {
    /// The codes, in their order.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let quoted = |all: String| all.split('"').nth(1).unwrap_or_default().to_owned();
        let territories: Vec<String> = self.territories.iter().map(|draft| quoted(format!("{draft:?}"))).collect();
        write!(f, "territories {territories:?} and {} statements", self.statements.len())
    }
}

impl Pieces {
    fn builder(self) -> AtlasBuilder {
        let mut builder = Atlas::builder("valley").coverage("1900-01-01"..);
        for source in self.sources {
            builder = builder.source(source);
        }
        for event in self.events {
            builder = builder.event(event);
        }
        for polity in self.polities {
            builder = builder.polity(polity);
        }
        for territory in self.territories {
            builder = builder.territory(territory);
        }
        for statement in self.statements {
            builder = builder.statement(statement);
        }
        builder
    }
}

pub(crate) fn base() -> AtlasBuilder {
    pieces().builder()
}

/// The base with a document beside it.
fn with_document(text: &str) -> AtlasBuilder {
    base().document("more.geojson", text).unwrap()
}

/// A document with these members after its header.
fn document(members: &str) -> String {
    format!("{{\"type\": \"FeatureCollection\",\n\"suzerain\": {{\"format\": 1, \"atlas\": \"valley\"}},\n{members}}}")
}

/// A document with one feature on its third line.
fn feature(properties: &str, geometry: &str) -> String {
    document(&format!(
        "\"features\": [{{\"type\": \"Feature\", \"id\": \"new\", \"properties\": {{{properties}}}, \"geometry\": {geometry}}}]"
    ))
}

const PROPERTIES: &str = r#""kind": "district", "names": [{"text": "New"}], "accuracy_m": 50, "sources": ["gazette"]"#;

fn problems(builder: AtlasBuilder) -> Vec<Problem> {
    match builder.build() {
        Ok(atlas) => panic!("the builder took it: {:?}", atlas.about()),
        Err(report) => report.problems().to_vec(),
    }
}

/// The one problem of a builder.
fn sole(builder: AtlasBuilder) -> Problem {
    let found = problems(builder);
    let lines: Vec<String> = found.iter().map(ToString::to_string).collect();
    assert_eq!(found.len(), 1, "{lines:#?}");
    found.into_iter().next().unwrap()
}

#[test]
fn the_base_is_sound() {
    let atlas = base().build().unwrap_or_else(|report| panic!("{report}"));
    let on = |lon, lat, day| {
        let answer = atlas.controller_at(Position::from_lon_lat(lon, lat).unwrap(), day);
        answer.outcome().unwrap().to_string()
    };
    assert_eq!(on(10.5, 40.5, date!(1905 - 01 - 01)), "Union");
    assert_eq!(on(10.5, 40.5, date!(1911 - 01 - 01)), "Westland");
    assert_eq!(on(11.5, 40.7, date!(1919 - 01 - 01)), "Westland");
    assert_eq!(on(11.5, 40.2, date!(1919 - 01 - 01)), "Eastland");
    assert_eq!(on(11.5, 40.2, date!(1921 - 01 - 01)), "Eastland and Westland jointly");
    assert_eq!(on(11.5, 40.5, date!(1930 - 01 - 01)), "Guard");
    assert_eq!(on(12.5, 40.5, date!(1961 - 01 - 01)), "nobody");
    assert_eq!(on(12.2, 40.5, date!(2000 - 01 - 01)), "contested by Eastland and Westland");
    assert_eq!(on(9.0, 40.5, date!(1930 - 01 - 01)), "outside the atlas's ground");
    assert_eq!(on(10.5, 40.5, date!(1899 - 12 - 31)), "outside the atlas's time");
}

#[test]
fn every_kind_of_problem_has_a_test() {
    let source = include_str!("../../../src/atlas/problem.rs");
    let tests = concat!(
        include_str!("elements.rs"),
        include_str!("dates_and_holders.rs"),
        include_str!("outlines.rs"),
        include_str!("records.rs"),
        include_str!("../hostile/mod.rs"),
        include_str!("../merging.rs"),
    );
    let body = source.split_once("pub enum ProblemKind {").unwrap().1;
    let body = body.split_once("\n}").unwrap().0;
    let variants: Vec<&str> = body
        .lines()
        .filter_map(|line| line.strip_prefix("    "))
        .filter(|line| line.starts_with(|c: char| c.is_ascii_uppercase()))
        .map(|line| line.split(|c: char| !c.is_ascii_alphanumeric()).next().unwrap())
        .collect();
    assert!(variants.len() >= 30, "{variants:?}");
    for variant in variants {
        assert!(tests.contains(&format!("ProblemKind::{variant}")), "no test for ProblemKind::{variant}");
    }
}
