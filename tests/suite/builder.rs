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

/// Asserts the kind and the whole text of the one problem of a builder.
macro_rules! assert_sole {
    ($builder:expr, $kind:pat, $text:expr) => {{
        let problem = sole($builder);
        assert!(matches!(problem.kind(), $kind), "{problem:?}");
        assert_eq!(problem.to_string(), $text);
    }};
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
    let source = include_str!("../../src/atlas/problem.rs");
    let tests = concat!(include_str!("builder.rs"), include_str!("merging.rs"));
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

// What an atlas says of itself, and the form of documents.

#[test]
fn malformed() {
    let text = document("\"features\": [],\n\"sources\": [\n{\"code\": \"x\", \"title\": \"X\",\n\"colour\": 1}]");
    let problem = sole(with_document(&text));
    assert!(matches!(problem.kind(), ProblemKind::Malformed(_)), "{problem:?}");
    let text = problem.to_string();
    assert!(
        text.starts_with("more.geojson, line 6, column 1: source 'x', colour: unknown field `colour`, expected "),
        "{text}"
    );
}

#[test]
fn unknown_format() {
    let text = r#"{"type": "FeatureCollection", "suzerain": {"format": 7, "atlas": "valley"}, "features": []}"#;
    assert_sole!(
        with_document(text),
        ProblemKind::UnknownFormat { found: 7, known: 1 },
        "more.geojson, line 1, column 43: suzerain: format 7 is not known; this version reads format 1"
    );
}

#[test]
fn missing_header() {
    assert_sole!(
        AtlasBuilder::default(),
        ProblemKind::MissingHeader("atlas"),
        "the atlas: 'atlas' is not stated; one document's \"suzerain\" member, or the builder, must state it"
    );
}

#[test]
fn rival_header() {
    let text = r#"{"type": "FeatureCollection", "suzerain": {"format": 1, "atlas": "hills"}, "features": []}"#;
    assert_sole!(
        with_document(text),
        ProblemKind::RivalHeader { field: "atlas", .. },
        "more.geojson, line 1, column 43: suzerain: 'atlas' is 'hills' here and 'valley' elsewhere; state it once"
    );
}

#[test]
fn a_rival_edition_title_viewpoint_or_coverage() {
    let text = r#"{"type": "FeatureCollection", "suzerain": {"format": 1, "atlas": "valley", "edition": "2", "title": "B",
        "viewpoint": "mine", "coverage": {"from": "1901-01-01"}}, "features": []}"#;
    let found = problems(base().edition("1").title("A").viewpoint("theirs").document("more.geojson", text).unwrap());
    let fields: Vec<_> = found
        .iter()
        .map(|problem| match problem.kind() {
            ProblemKind::RivalHeader { field, .. } => *field,
            other => panic!("{other:?}"),
        })
        .collect();
    assert_eq!(fields, ["edition", "title", "viewpoint", "coverage"]);
    assert_eq!(
        found[0].to_string(),
        "more.geojson, line 1, column 43: suzerain: 'edition' is '2' here and '1' elsewhere; state it once"
    );
    let text = found[3].to_string();
    assert!(!text.contains("Some("), "not for people: {text}");
}

// Codes.

#[test]
fn invalid_code() {
    assert_sole!(
        base().source(SourceDraft::new("no spaces", "A work")),
        ProblemKind::InvalidCode(_),
        "source 'no spaces': 'no spaces' is not a code: ' ' is not allowed; use ASCII letters, digits, '-', '.' and '_'"
    );
    assert_sole!(
        base().polity(state("", "Nameless")),
        ProblemKind::InvalidCode(_),
        "polity '': '' is not a code: it is empty; give 1 to 31 characters"
    );
    let long = "x".repeat(32);
    assert_sole!(
        base().event(EventDraft::new(&long, EventKind::War, "War", "1900").citing("gazette")),
        ProblemKind::InvalidCode(_),
        format!("event '{long}': '{long}' is not a code: it is longer than 31 characters; shorten it")
    );
}

#[test]
fn duplicate_code() {
    assert_sole!(
        base().source(SourceDraft::new("gazette", "Another")),
        ProblemKind::DuplicateCode("source"),
        "source 'gazette': the code is taken by another source; give each its own"
    );
    assert_sole!(
        base().polity(state("WEST", "Another")),
        ProblemKind::DuplicateCode("polity"),
        "polity 'WEST': the code is taken by another polity; give each its own"
    );
    assert_sole!(
        base().event(EventDraft::new("war", EventKind::War, "Another", "1900").citing("gazette")),
        ProblemKind::DuplicateCode("event"),
        "event 'war': the code is taken by another event; give each its own"
    );
    assert_sole!(
        base().territory(province("west", rectangle(20.0, 40.0, 21.0, 41.0))),
        ProblemKind::DuplicateCode("territory"),
        "territory 'west': the code is taken by another territory; give each its own"
    );
}

#[test]
fn unknown_code() {
    let unknown = |statement: Statement, text: &str| {
        assert_sole!(base().statement(statement), ProblemKind::UnknownCode { .. }, text);
    };
    unknown(
        Statement::claim("NOBODY", "west").citing("gazette"),
        "claim to 'west' by 'NOBODY': polity 'NOBODY' is not in the atlas; add it or correct the code",
    );
    unknown(
        Statement::claim("EAST", "nowhere").citing("gazette"),
        "claim to 'nowhere' by 'EAST': territory 'nowhere' is not in the atlas; add it or correct the code",
    );
    unknown(
        Statement::claim("EAST", "west").from("1900").began("nothing").citing("gazette"),
        "claim to 'west' by 'EAST' since 1900: event 'nothing' is not in the atlas; add it or correct the code",
    );
    unknown(
        Statement::claim("EAST", "west").until("1900-03-04").ended("nothing").citing("gazette"),
        "claim to 'west' by 'EAST' until 1900-03-04: event 'nothing' is not in the atlas; add it or correct the code",
    );
    unknown(
        Statement::claim("EAST", "west").from("1900").until("1904").citing("hearsay"),
        "claim to 'west' by 'EAST', 1900 to 1904: source 'hearsay' is not in the atlas; add it or correct the code",
    );
}

#[test]
fn unknown_word() {
    let text = document(
        r#""features": [], "controls": [{"territory": "west", "holder": "EAST", "mode": "siege", "sources": ["gazette"]}]"#,
    );
    assert_sole!(
        with_document(&text),
        ProblemKind::UnknownWord { field: "mode", .. },
        "more.geojson, line 3, column 30: control of 'west' by EAST: mode 'siege' is not known; use one of: administration, \
         occupation, peacekeeping, lease, trusteeship"
    );
}

// Members.

#[test]
fn missing() {
    let missing = |builder: AtlasBuilder, text: &str| assert_sole!(builder, ProblemKind::Missing(_), text);
    missing(base().source(SourceDraft::new("blank", " ")), "source 'blank': 'title' is missing");
    missing(base().polity(state("NEW", "")), "polity 'NEW': 'names' is missing");
    missing(
        base().statement(Statement::presence("GUARD", "west", "").until("1920").citing("gazette")),
        "presence on 'west' of 'GUARD' until 1920: 'force' is missing",
    );
    missing(
        base().statement(Statement::corridor("strip", ["west", "east"], "EAST", 5500.0, "").citing("gazette")),
        "corridor 'strip': 'regime' is missing",
    );
    let from_document = |members: &str, text: &str| missing(with_document(&document(members)), text);
    from_document(
        r#""features": [], "controls": [{"territory": "west", "holder": "EAST", "sources": ["gazette"]}]"#,
        "more.geojson, line 3, column 30: control of 'west' by EAST: 'mode' is missing",
    );
    from_document(
        r#""features": [], "claims": [{"polity": "EAST", "sources": ["gazette"]}]"#,
        "more.geojson, line 3, column 28: claim to '?' by 'EAST': 'territory' is missing",
    );
    from_document(
        r#""features": [], "recognitions": [{"by": "EAST", "sources": ["gazette"]}]"#,
        "more.geojson, line 3, column 34: recognition of '?' by 'EAST': 'of' is missing",
    );
    from_document(
        r#""features": [], "corridors": [{"territory": "strip", "joins": ["west", "east"], "host": "EAST", "regime": "r", "sources": ["gazette"]}]"#,
        "more.geojson, line 3, column 31: corridor 'strip': 'width_m' is missing",
    );
    from_document(
        r#""features": [], "corridors": [{"territory": "strip", "width_m": 5500, "host": "EAST", "regime": "r", "sources": ["gazette"]}]"#,
        "more.geojson, line 3, column 31: corridor 'strip': 'joins' is missing",
    );
    from_document(
        r#""features": [], "events": [{"code": "e", "kind": "law", "name": "E", "sources": ["gazette"]}]"#,
        "more.geojson, line 3, column 28: event 'e': 'from' is missing",
    );
    let square = r#"{"type": "Polygon", "coordinates": [[[20, 40], [21, 40], [21, 41], [20, 40]]]}"#;
    let bare = r#""kind": "district", "names": [{"text": "New"}], "sources": ["gazette"]"#;
    missing(
        with_document(&feature(bare, square)),
        "more.geojson, line 3, column 14: territory 'new': 'accuracy_m' is missing",
    );
}

#[test]
fn an_event_without_a_name() {
    assert_sole!(
        base().event(EventDraft::new("nameless", EventKind::War, "", "1918").citing("gazette")),
        ProblemKind::Missing("name"),
        "event 'nameless': 'name' is missing"
    );
}

#[test]
fn misplaced() {
    assert_sole!(
        base().statement(Statement::claim("EAST", "west").guarantor("GUARD").citing("gazette")),
        ProblemKind::Misplaced { field: "guarantor", kind: "claim" },
        "claim to 'west' by 'EAST': 'guarantor' does not belong to a claim; leave it out"
    );
    let found = problems(
        base().statement(
            Statement::recognition("EAST", "GUARD")
                .guarantor("GUARD")
                .rival_date(RivalDateDraft::new(Bound::Until, "1950").citing("survey"))
                .from("1919")
                .citing("gazette"),
        ),
    );
    let found: Vec<String> = found.iter().map(ToString::to_string).collect();
    assert_eq!(
        found,
        [
            "recognition of 'GUARD' by 'EAST' since 1919: 'rival_dates' does not belong to a recognition; leave it out",
            "recognition of 'GUARD' by 'EAST' since 1919: 'guarantor' does not belong to a recognition; leave it out",
        ]
    );
    let text = feature(&PROPERTIES.replace("\"kind\"", "\"parts\": [\"west\"], \"kind\""), "null");
    assert_sole!(
        with_document(&text),
        ProblemKind::Misplaced { field: "accuracy_m", .. },
        "more.geojson, line 3, column 14: territory 'new': 'accuracy_m' does not belong to a territory composed of parts; leave it out"
    );
}

#[test]
fn out_of_range() {
    let metres = |accuracy: f64, shown: &str| {
        let draft = TerritoryDraft::new("new", TerritoryKind::Tract, "New").citing("gazette");
        assert_sole!(
            base().territory(draft.outline(rectangle(20.0, 40.0, 21.0, 41.0), accuracy)),
            ProblemKind::OutOfRange { field: "accuracy_m", .. },
            format!("territory 'new': accuracy_m is {shown}; it must be more than 0 and at most 10000000 metres")
        );
    };
    metres(0.0, "0");
    metres(-3.5, "-3.5");
    metres(f64::NAN, "NaN");
    metres(f64::INFINITY, "inf");
    metres(10_000_001.0, "10000001");
    assert_sole!(
        base().statement(Statement::corridor("strip", ["west", "east"], "EAST", 0.0, "r").citing("gazette")),
        ProblemKind::OutOfRange { field: "width_m", .. },
        "corridor 'strip': width_m is 0; it must be more than 0 and at most 10000000 metres"
    );
    assert_sole!(
        with_document(&document(
            r#""features": [], "corridors": [{"territory": "strip", "joins": ["west"], "host": "EAST", "width_m": 5500, "regime": "r", "sources": ["gazette"]}]"#
        )),
        ProblemKind::OutOfRange { field: "joins", .. },
        "more.geojson, line 3, column 31: corridor 'strip': joins is a list of 1; it must be two territories"
    );
    assert_sole!(
        with_document(&document(
            r#""features": [], "events": [{"code": "e", "kind": "law", "name": "E", "from": "1913", "old_style": "1912-12", "sources": ["gazette"]}]"#
        )),
        ProblemKind::OutOfRange { field: "old_style", .. },
        "more.geojson, line 3, column 28: event 'e': old_style is '1912-12'; it must be one day"
    );
}

// Dates and sources.

#[test]
fn invalid_date() {
    assert_sole!(
        base().statement(Statement::claim("EAST", "west").from("1992-05~").citing("gazette")),
        ProblemKind::InvalidDate(_),
        "claim to 'west' by 'EAST' since 1992-05~, from: '1992-05~' is not a date: '~', '?' and '%' name no span of days; \
         write the days it could be, such as [1992-05-01..1992-06-15]"
    );
    assert_sole!(
        base().polity(state("NEW", "New").until("1992/1993")),
        ProblemKind::InvalidDate(_),
        "polity 'NEW', until: '1992/1993' is not a date: it is not one change; write one day, or [first..last] for some day \
         between"
    );
    let problem = sole(base().statement(Statement::claim("EAST", "west").from("31 Feb").citing("gazette")));
    assert!(matches!(problem.kind(), ProblemKind::InvalidDate(_)), "{problem:?}");
    let text = problem.to_string();
    assert!(text.starts_with("claim to 'west' by 'EAST' since 31 Feb, from: '31 Feb' is not a date: "), "{text}");
    assert!(text.ends_with("; write 1992-05-18, 1992-05, 1992 or [1992-05-18..1992-06-02]"), "{text}");
}

#[test]
fn period_reversed() {
    assert_sole!(
        base().statement(Statement::claim("EAST", "west").from("1930-01-02").until("1930-01-01").citing("gazette")),
        ProblemKind::PeriodReversed(_),
        "claim to 'west' by 'EAST', 1930-01-02 to 1930-01-01: a period from 1930-01-02 until 1930-01-01 ends before it \
         begins; exchange or correct the dates"
    );
    assert_sole!(
        base().statement(Statement::claim("EAST", "west").from("1930-01-02").until("1930-01-02").citing("gazette")),
        ProblemKind::PeriodReversed(_),
        "claim to 'west' by 'EAST', 1930-01-02 to 1930-01-02: a period from 1930-01-02 until 1930-01-02 ends before it \
         begins; exchange or correct the dates"
    );
    assert_sole!(
        Atlas::builder("valley").coverage("1900".."1800"),
        ProblemKind::PeriodReversed(_),
        "the atlas: a period from 1900 until 1800 ends before it begins; exchange or correct the dates"
    );
}

#[test]
fn no_source() {
    let unsourced = |builder: AtlasBuilder, place: &str| {
        assert_sole!(
            builder,
            ProblemKind::NoSource,
            format!("{place}: no source is cited; there is no fact without one")
        );
    };
    unsourced(base().statement(Statement::claim("EAST", "west")), "claim to 'west' by 'EAST'");
    unsourced(base().polity(PolityDraft::new("NEW", PolityKind::Khanate, "New")), "polity 'NEW'");
    unsourced(base().event(EventDraft::new("raid", EventKind::Battle, "Raid", "1901")), "event 'raid'");
    unsourced(
        base().territory(
            TerritoryDraft::new("new", TerritoryKind::Tract, "New").outline(rectangle(20.0, 40.0, 21.0, 41.0), 1.0),
        ),
        "territory 'new'",
    );
    unsourced(
        with_document(&document(
            r#""features": [], "sovereignties": [{"territory": "west", "holder": "WEST", "from": "1900", "sources": ["gazette"], "rival_dates": [{"bound": "from", "date": "1901", "sources": []}]}]"#,
        )),
        "more.geojson, line 3, column 35: sovereignty of 'west' by WEST since 1900",
    );
}

// Holders.

#[test]
fn holder_count() {
    assert_sole!(
        with_document(&document(
            r#""features": [], "sovereignties": [
{"territory": "west", "condominium": ["WEST", "EAST"], "contested": ["WEST", "EAST"], "sources": ["gazette"]}]"#
        )),
        ProblemKind::HolderCount(2),
        "more.geojson, line 4, column 1: sovereignty of 'west' by WEST and EAST: it states 2 of 'holder', 'condominium', 'contested' and 'vacant'; \
         state exactly one"
    );
    assert_sole!(
        with_document(&document(
            r#""features": [], "sovereignties": [{"territory": "west", "vacant": false, "sources": ["gazette"]}]"#
        )),
        ProblemKind::HolderCount(0),
        "more.geojson, line 3, column 35: sovereignty of 'west' by nobody: it states 0 of 'holder', 'condominium', 'contested' and \
         'vacant'; state exactly one"
    );
}

#[test]
fn joint_of_one() {
    assert_sole!(
        base().statement(
            Statement::control("island", HeldBy::condominium(["EAST", "EAST"]), Mode::Lease)
                .until("1930")
                .citing("gazette")
        ),
        ProblemKind::JointOfOne("condominium"),
        "control of 'island' by EAST and EAST until 1930: a condominium needs at least two different polities"
    );
    assert_sole!(
        base().statement(
            Statement::control("island", HeldBy::contested(["EAST"]), Mode::Lease).until("1930").citing("gazette")
        ),
        ProblemKind::JointOfOne("contested holding"),
        "control of 'island' by EAST until 1930: a contested holding needs at least two different polities"
    );
}

// Outlines.

#[test]
fn extent_count() {
    let draft = || TerritoryDraft::new("new", TerritoryKind::Tract, "New").citing("gazette");
    assert_sole!(
        base().territory(draft()),
        ProblemKind::ExtentCount(_),
        "territory 'new': it has neither an outline nor parts; give it either an outline with its accuracy or parts"
    );
    assert_sole!(
        base().territory(draft().outline(rectangle(20.0, 40.0, 21.0, 41.0), 5.0).parts(["west"])),
        ProblemKind::ExtentCount(_),
        "territory 'new': it has both an outline and parts; give it either an outline with its accuracy or parts"
    );
    assert_sole!(
        base().territory(draft().outline(MultiPolygon::new(Vec::new()), 5.0)),
        ProblemKind::ExtentCount(_),
        "territory 'new': it has an empty outline; give it either an outline with its accuracy or parts"
    );
}

#[test]
fn ring_not_closed() {
    let text =
        feature(PROPERTIES, r#"{"type": "Polygon", "coordinates": [[[20, 40], [21, 40], [21, 41], [20, 41.5]]]}"#);
    assert_sole!(
        with_document(&text),
        ProblemKind::RingNotClosed { ring: 1, .. },
        "more.geojson, line 3, column 14: territory 'new': ring 1 of its outline is not closed: it begins at 40° N, 20° E and ends \
         at 41.5° N, 20° E; repeat the first position at the end"
    );
}

#[test]
fn invalid_vertex() {
    assert_sole!(
        base().territory(province("new", ring(&[(20.0, 40.0), (200.0, 40.0), (20.0, 41.0)]))),
        ProblemKind::InvalidVertex { ring: 1, vertex: 2, .. },
        "territory 'new': position 2 of ring 1 of its outline: longitude 200, latitude 40 is not a position: the \
         longitude must be within -180 to 180 degrees"
    );
    assert_sole!(
        base().territory(province("new", ring(&[(20.0, 40.0), (21.0, 40.0), (20.0, f64::NAN)]))),
        ProblemKind::InvalidVertex { ring: 1, vertex: 3, .. },
        "territory 'new': position 3 of ring 1 of its outline: longitude 20, latitude NaN is not a position: both \
         numbers must be finite"
    );
}

fn faulty(points: &[(f64, f64)], text: &str) {
    assert_sole!(
        base().territory(province("new", ring(points))),
        ProblemKind::FaultyRing { ring: 1, .. },
        format!("territory 'new': ring 1 of its outline, position {text}")
    );
}

#[test]
fn faulty_ring() {
    faulty(&[(20.0, 40.0), (21.0, 40.0)], "1, at 40° N, 20° E: the ring has fewer than three different vertices");
    faulty(
        &[(20.0, 40.0), (21.0, 40.0), (21.0, 40.0), (20.0, 41.0)],
        "3, at 40° N, 21° E: the vertex repeats the one before it",
    );
    faulty(
        &[(20.0, 40.0), (21.0, 40.0), (22.0, 40.0), (21.0, 40.0), (20.0, 41.0)],
        "3, at 40° N, 22° E: the line turns back on itself",
    );
    faulty(
        &[(-170.0, 40.0), (170.0, 40.0), (0.0, 60.0)],
        "1, at 40° N, 170° W: the edge spans more than 180 degrees of longitude; cut the outline at the antimeridian",
    );
}

/// Rings and positions are counted from 1, as those of the place.
#[test]
fn a_self_intersection_names_both_edges() {
    faulty(
        &[(20.0, 40.0), (22.0, 42.0), (22.0, 40.0), (20.0, 42.0)],
        "1, at 41° N, 21° E: the edge crosses or shares a stretch with the edge at ring 1, position 3",
    );
}

#[test]
fn a_fault_in_the_second_ring() {
    let outline = Polygon::new(
        rectangle(20.0, 40.0, 30.0, 50.0).exterior().clone(),
        vec![LineString::from(vec![(24.0, 44.0), (25.0, 44.0), (25.0, 44.0), (24.0, 45.0), (24.0, 44.0)])],
    );
    assert_sole!(
        base().territory(province("new", outline)),
        ProblemKind::FaultyRing { ring: 2, vertex: 3, .. },
        "territory 'new': ring 2 of its outline, position 3, at 44° N, 25° E: the vertex repeats the one before it"
    );
}

// Nesting.

#[test]
fn circle() {
    let whole =
        |code: &str, part: &str| TerritoryDraft::new(code, TerritoryKind::Tract, code).parts([part]).citing("gazette");
    let found = problems(base().territory(whole("one", "two")).territory(whole("two", "one")));
    let circles: Vec<String> = found
        .iter()
        .filter(|problem| matches!(problem.kind(), ProblemKind::Circle(_)))
        .map(ToString::to_string)
        .collect();
    assert!(
        circles.contains(&"territory 'one': it lies within itself by way of 'two'; break the circle".to_owned()),
        "{found:?}"
    );
    assert_eq!(circles.len(), found.len(), "{found:?}");
    assert_sole!(
        base().territory(whole("self", "self")),
        ProblemKind::Circle(_),
        "territory 'self': it lies within itself by way of itself; break the circle"
    );
}

#[test]
fn outside_parent() {
    assert_sole!(
        base().territory(province("new", rectangle(10.5, 40.5, 10.9, 41.5)).within("west")),
        ProblemKind::OutsideParent { .. },
        "territory 'new': it states to lie within 'west', but leaves it near 41.5° N, 10.9° E; correct an outline or 'within'"
    );
}

#[test]
fn overlapping_parts() {
    let found = sole(
        base()
            .territory(province("new", rectangle(20.0, 40.0, 22.0, 42.0)))
            .territory(province("newer", rectangle(21.0, 41.0, 23.0, 43.0)))
            .territory(
                TerritoryDraft::new("whole", TerritoryKind::State, "Whole").parts(["new", "newer"]).citing("gazette"),
            ),
    );
    let ProblemKind::OverlappingParts { one, other, at } = found.kind() else { panic!("{found:?}") };
    assert_eq!((one.as_str(), other.as_str()), ("new", "newer"));
    assert!((21.0..=22.0).contains(&at.lon()) && (41.0..=42.0).contains(&at.lat()), "{at} is not in both");
    assert_eq!(
        found.to_string(),
        format!("territory 'whole': its parts 'new' and 'newer' overlap near {at}; a whole's parts must not")
    );
}

// Records against each other and against the polities.

#[test]
fn contradiction() {
    let found = sole(base().statement(Statement::sovereignty("west", "EAST").from("1930-01-01").citing("survey")));
    let ProblemKind::Contradiction { day, at, .. } = found.kind() else { panic!("{found:?}") };
    assert_eq!(*day, date!(1930 - 01 - 01));
    assert!((10.0..=11.0).contains(&at.lon()) && (40.0..=41.0).contains(&at.lat()), "{at} is not in west");
    assert_eq!(
        found.to_string(),
        format!(
            "sovereignty of 'west' by EAST since 1930-01-01: on 1930-01-01 it gives EAST de jure what sovereignty of \
             'west' by WEST since 1900 gives WEST, near {at}, and neither territory lies within the other; correct a \
             date or a territory, or declare the ground contested or a condominium"
        )
    );
}

#[test]
fn a_contradiction_of_grounds_that_cross() {
    let found = sole(
        base()
            .territory(province("across", rectangle(10.5, 40.2, 11.5, 40.3)))
            .statement(Statement::control("across", "EAST", Mode::Lease).from("1950-01-01").citing("survey"))
            .statement(
                Statement::control("west", "WEST", Mode::Lease).from("1955-01-01").until("1956-01-01").citing("survey"),
            ),
    );
    let ProblemKind::Contradiction { day, at, .. } = found.kind() else { panic!("{found:?}") };
    assert_eq!(*day, date!(1955 - 01 - 01));
    assert!((10.5..=11.0).contains(&at.lon()) && (40.2..=40.3).contains(&at.lat()), "{at} is not in both");
}

/// A record of the fact and one of the right, one after the other, a doubtful overlap and nested ground contradict nothing.
#[test]
fn no_contradiction() {
    base()
        .territory(province("inner", rectangle(10.2, 40.2, 10.3, 40.3)))
        .statement(
            Statement::control("west", "GUARD", Mode::Lease)
                .from("1955")
                .until("[1955-06-01..1956-06-01]")
                .citing("survey"),
        )
        .statement(Statement::control("west", "EAST", Mode::Lease).from("[1955-09-01..1956-09-01]").citing("survey"))
        .statement(Statement::sovereignty("inner", "EAST").from("1930").citing("survey"))
        .build()
        .unwrap_or_else(|report| panic!("{report}"));
}

#[test]
fn outside_existence() {
    assert_sole!(
        base().statement(Statement::claim("GUARD", "west").from("1918-12-31").citing("gazette")),
        ProblemKind::OutsideExistence { before: true, .. },
        "claim to 'west' by 'GUARD' since 1918-12-31: polity 'GUARD' comes into being only on 1919; correct one of the dates"
    );
    assert_sole!(
        base().statement(Statement::claim("UNION", "west").from("1905").until("1910-06-02").citing("gazette")),
        ProblemKind::OutsideExistence { before: false, .. },
        "claim to 'west' by 'UNION', 1905 to 1910-06-02: polity 'UNION' ends on 1910-06-01; correct one of the dates"
    );
    assert_sole!(
        base().polity(state("NEW", "New").part_of("GUARD", "1900"..)),
        ProblemKind::OutsideExistence { before: true, .. },
        "polity 'NEW': polity 'GUARD' comes into being only on 1919; correct one of the dates"
    );
}

/// Nobody holds ground before it exists, in any kind of statement.
#[test]
fn outside_existence_in_every_kind_of_statement() {
    for statement in [
        Statement::sovereignty("island", "GUARD").until("1900-06-01"),
        Statement::control("island", "GUARD", Mode::Lease).until("1900-06-01"),
        Statement::claim("GUARD", "west").until("1900-06-01"),
        Statement::recognition("GUARD", "WEST").until("1900-06-01"),
        Statement::recognition("WEST", "GUARD").until("1900-06-01"),
        Statement::presence("GUARD", "island", "force").until("1900-06-01"),
        Statement::corridor("strip", ["west", "east"], "GUARD", 5500.0, "r").until("1900-06-01"),
        Statement::corridor("strip", ["west", "east"], "EAST", 5500.0, "r").guarantor("GUARD").until("1900-06-01"),
    ] {
        let found = problems(base().statement(statement.clone().citing("gazette")));
        let early = |problem: &Problem| matches!(problem.kind(), ProblemKind::OutsideExistence { before: true, .. });
        assert!(found.iter().any(early), "{statement:?}: {found:?}");
    }
}

#[test]
fn outside_record() {
    let of = |part: UndrawnDraft| {
        base().statement(
            Statement::control("west", "EAST", Mode::Occupation)
                .from("1920-05-01")
                .until("1921")
                .citing("survey")
                .undrawn(part.citing("survey")),
        )
    };
    of(UndrawnDraft::new("the fords").held_by("WEST").from("1920-06-01")).build().unwrap();
    assert_sole!(
        of(UndrawnDraft::new("the fords").until("1922")),
        ProblemKind::OutsideRecord { .. },
        "control of 'west' by EAST, 1920-05-01 to 1921, undrawn[0]: it is dated until 1922, outside the period of the record, 1920-05-01 to 1921; correct one of the dates"
    );
    assert_sole!(
        of(UndrawnDraft::new("the fords").held_by("NONE")),
        ProblemKind::UnknownCode { what: "polity", .. },
        "control of 'west' by EAST, 1920-05-01 to 1921, undrawn[0]: polity 'NONE' is not in the atlas; add it or correct the code"
    );
    assert_sole!(
        of(UndrawnDraft::new("the fords").held_by("UNION")),
        ProblemKind::OutsideExistence { .. },
        "control of 'west' by EAST, 1920-05-01 to 1921, undrawn[0]: polity 'UNION' ends on 1910-06-01; correct one of the dates"
    );
}

#[test]
fn an_administration_beside_a_force() {
    let beside = |polity: &str| {
        let control = Statement::control("west", "GUARD", Mode::Peacekeeping).from("1950").until("1951");
        // Without the presence of the same force.
        let statements = pieces().statements.into_iter().filter(|it| !format!("{it:?}").contains("First battalion"));
        let pieces = Pieces { statements: statements.collect(), ..pieces() };
        pieces.builder().statement(control.citing("survey").administered_by(polity))
    };
    let atlas = beside("EAST").build().unwrap_or_else(|report| panic!("{report}"));
    let found = atlas.records().iter().filter_map(suzerain::Record::administered_by).collect::<Vec<_>>();
    assert_eq!(found, ["EAST"]);
    assert_sole!(
        beside("UNION"),
        ProblemKind::OutsideExistence { .. },
        "control of 'west' by GUARD, 1950 to 1951, administered_by: polity 'UNION' ends on 1910-06-01; correct one of the dates"
    );
    assert_sole!(
        base().statement(Statement::sovereignty("west", "WEST").until("1900").citing("survey").administered_by("EAST")),
        ProblemKind::Misplaced { .. },
        "sovereignty of 'west' by WEST until 1900: 'administered_by' does not belong to a sovereignty; leave it out"
    );
}

#[test]
fn not_an_edge() {
    let along = |places: &[(f64, f64)]| {
        let course: Vec<_> = places.iter().map(|&(lon, lat)| Position::from_lon_lat(lon, lat).unwrap()).collect();
        base().line(LineDraft::new(&course, 10.0).citing("survey"))
    };
    let atlas = along(&[(10.0, 41.0), (10.0, 40.0), (11.0, 40.0)]).build().unwrap();
    assert_eq!(atlas.lines().len(), 1);
    assert!((atlas.lines()[0].accuracy_m() - 10.0).abs() < f64::EPSILON);
    assert_sole!(
        along(&[(10.0, 41.0), (10.0, 40.0), (10.5, 40.0)]),
        ProblemKind::NotAnEdge { .. },
        "line from [10, 41]: no outline has an edge from 40° N, 10° E to 40° N, 10.5° E; copy neighbouring positions of an outline"
    );
    assert_sole!(
        along(&[(10.0, 41.0)]),
        ProblemKind::OutOfRange { field: "coordinates", .. },
        "line from [10, 41]: coordinates is a list of 1; it must be two or more positions"
    );
}

#[test]
fn a_day_up_to_which_it_was_checked() {
    let atlas = base().checked_until("2001-02-03").build().unwrap();
    assert_eq!(atlas.about().checked_until(), Some(date!(2001 - 02 - 03)));
    assert_eq!(base().build().unwrap().about().checked_until(), None);
    assert_sole!(
        base().checked_until("2001-02"),
        ProblemKind::OutOfRange { field: "checked_until", .. },
        "the atlas: checked_until is '2001-02'; it must be one day"
    );
    assert_sole!(
        base().checked_until("1899-12-31"),
        ProblemKind::OutOfRange { field: "checked_until", .. },
        "the atlas: checked_until is '1899-12-31'; it must be a day within the coverage"
    );
}

#[test]
fn what_is_not_stated_is_not_high() {
    let confidence = |statement: Statement| {
        let atlas = base().statement(statement.from("1950").until("1951").citing("survey")).build().unwrap();
        atlas.claims().last().unwrap().attestation().confidence()
    };
    assert_eq!(confidence(Statement::claim("EAST", "west")), None);
    assert_eq!(confidence(Statement::claim("EAST", "west").confidence(Confidence::High)), Some(Confidence::High));
}

#[test]
fn parts_that_are_not_drawn() {
    let part =
        UndrawnDraft::new("the fords").held_by("WEST").from("1920-06-01").citing_at("survey", "page 5").note("n");
    let atlas = base()
        .statement(
            Statement::control("west", "EAST", Mode::Occupation)
                .from("1920-05-01")
                .until("1921")
                .citing("survey")
                .undrawn(part)
                .undrawn(UndrawnDraft::new("the hills").citing("gazette")),
        )
        .build()
        .unwrap();
    let record = atlas.records().iter().find(|record| !record.undrawn().is_empty()).unwrap();
    let [fords, hills] = record.undrawn() else { panic!("{record:?}") };
    assert_eq!((fords.ground(), fords.note(), fords.citations()[0].at()), ("the fords", Some("n"), Some("page 5")));
    assert_eq!(fords.holding(), Some(&Holding::Sole("WEST".parse().unwrap())));
    assert_eq!(fords.period().to_string(), "1920-06-01 to 1921");
    assert_eq!((hills.holding(), hills.period()), (None, record.attestation().period()));
}

/// Dates may be given as dates, as periods and as text; all of them say the same.
#[test]
fn dates_of_every_kind() {
    let may: UncertainDate = "1918-05".parse().unwrap();
    let [first, last] = [date!(1918 - 05 - 01), date!(1920 - 11 - 02)];
    let control = || Statement::control("west", "EAST", Mode::Occupation);
    let text = control().from("1918-05-01").until("1920-11-02");
    assert_eq!(control().from(first).until(last), text);
    assert_eq!(control().during("1918-05-01".."1920-11-02"), text);
    assert_eq!(control().during(first..last), text);
    assert_eq!(control().during((Some(first), Some(last))), text);
    assert_eq!(control().during(Period::new(Some(first.into()), Some(last.into())).unwrap()), text);
    assert_eq!(control().during(may..), control().from("1918-05"));
    assert_eq!(control().during(..last), control().until("1920-11-02"));
    assert_eq!(control().during(..), control());
    assert_eq!(control().from(String::from("1918-05")), control().from(may));
}

/// All that a document can say of an element can be said in code.
#[test]
fn the_builder_says_all_that_a_document_can() {
    let atlas = base()
        .source(SourceDraft::new("map", "A Map").licence("CC BY 4.0").note("n"))
        .event(
            EventDraft::new("peace", EventKind::Armistice, "Peace", date!(1813 - 10 - 24))
                .old_style(date!(1813 - 10 - 12))
                .confidence(Confidence::Low)
                .citing_at("map", "legend")
                .note("n"),
        )
        .polity(
            PolityDraft::new("DANZIG", PolityKind::FreeTerritory, "Free City")
                .name("Freie Stadt", "de")
                .name_during("The City", "en", "1930"..)
                .during("1920".."1939")
                .patron("EAST", "1920".."1939")
                .successor("EAST")
                .citing_at("map", "legend")
                .note("n"),
        )
        .territory(
            TerritoryDraft::new("zone", TerritoryKind::Zone, "Zone")
                .outline(rectangle(20.0, 40.0, 21.0, 41.0), 10.0)
                .drawn("by hand")
                .name_during("The Zone", "en", "1930"..)
                .during(date!(1920 - 01 - 01)..)
                .citing_at("map", "legend")
                .note("n"),
        )
        .landmark(
            LandmarkDraft::new("ford", LandmarkKind::River, "Ford")
                .name("Furt", "de")
                .course(&[Position::from_lon_lat(10.0, 40.0).unwrap()], 5.0)
                .citing_at("map", "legend")
                .note("n"),
        )
        .statement(
            Statement::border_stage(["WEST", "EAST"], Stage::Delimited)
                .along(["west"])
                .during("1920-05-01"..)
                .confidence(Confidence::High)
                .citing_at("map", "legend")
                .note("n"),
        )
        .build()
        .unwrap_or_else(|report| panic!("{report}"));
    let source = atlas.sources().last().unwrap();
    assert_eq!((source.licence(), source.note()), (Some("CC BY 4.0"), Some("n")));
    let event = atlas.events().last().unwrap();
    assert_eq!((event.old_style(), event.confidence()), (Some(date!(1813 - 10 - 12)), Some(Confidence::Low)));
    let polity = atlas.polities().last().unwrap();
    assert_eq!((polity.name_on(date!(1925 - 01 - 01)), polity.successors()[0].as_str()), ("Free City", "EAST"));
    assert_eq!(polity.name_in("de", date!(1925 - 01 - 01)), Some("Freie Stadt"));
    let territory = atlas.territories().last().unwrap();
    assert_eq!((territory.period().to_string(), territory.note()), ("since 1920-01-01".to_owned(), Some("n")));
    let landmark = atlas.landmarks().last().unwrap();
    assert_eq!((landmark.names().len(), landmark.note()), (2, Some("n")));
    let stage = atlas.border_stages().last().unwrap();
    assert_eq!((stage.along()[0].as_str(), stage.attestation().note()), ("west", Some("n")));
    for citations in [event.citations(), polity.citations(), territory.citations(), landmark.citations()] {
        assert_eq!(citations[0].at(), Some("legend"));
    }
}

#[test]
fn part_of_circle() {
    let found =
        problems(base().polity(state("ONE", "One").part_of("TWO", ..)).polity(state("TWO", "Two").part_of("ONE", ..)));
    assert!(found.iter().all(|problem| matches!(problem.kind(), ProblemKind::PartOfCircle(_))), "{found:?}");
    assert_eq!(found.len(), 2);
    assert_eq!(found[0].to_string(), "polity 'ONE': it is part of itself by way of 'TWO'; break the circle");
    assert_eq!(found[1].to_string(), "polity 'TWO': it is part of itself by way of 'ONE'; break the circle");
}

/// A state may leave a union and the union's heir later join the state: no circle on any day.
#[test]
fn memberships_that_never_hold_together_make_no_circle() {
    base()
        .polity(state("ONE", "One").part_of("TWO", .."1920-01-01"))
        .polity(state("TWO", "Two").part_of("ONE", "1930-01-01"..))
        .build()
        .unwrap_or_else(|report| panic!("{report}"));
}

#[test]
fn corridor_end_apart() {
    let strip = |end: f64| {
        TerritoryDraft::new("path", TerritoryKind::Corridor, "Path")
            .outline(rectangle(13.0, 40.475, end, 40.525), 50.0)
            .citing("survey")
    };
    let far = province("far", rectangle(15.0, 40.0, 16.0, 41.0));
    let stated = Statement::corridor("path", ["east", "far"], "EAST", 5500.0, "r").citing("gazette");
    let found = sole(base().territory(strip(14.5)).territory(far.clone()).statement(stated.clone()));
    let ProblemKind::CorridorEndApart { end, gap_m } = found.kind() else { panic!("{found:?}") };
    assert_eq!(end, "far");
    // Half a degree of the parallel of 40.525 degrees.
    assert!((gap_m - 42_360.0).abs() < 100.0, "{gap_m}");
    assert_eq!(
        found.to_string(),
        format!(
            "corridor 'path': it does not touch 'far', which it states to join: the gap is {gap_m:.0} m; correct the outline or 'joins'"
        )
    );
    base().territory(strip(15.0)).territory(far).statement(stated).build().unwrap_or_else(|report| panic!("{report}"));
}

#[test]
fn corridor_width() {
    let width = |metres: f64| {
        base().statement(Statement::corridor("strip", ["west", "east"], "EAST", metres, "r").citing("gazette"))
    };
    let found = sole(width(20_000.0));
    let ProblemKind::CorridorWidth { stated_m, measured_m } = found.kind() else { panic!("{found:?}") };
    // A twentieth of a degree of the meridian.
    assert!((measured_m - 5552.0).abs() < 60.0, "{measured_m}");
    assert!((stated_m - 20_000.0).abs() < 1e-6, "{stated_m}");
    assert_eq!(
        found.to_string(),
        format!(
            "corridor 'strip': its width is stated as 20000 m, but its outline is {measured_m:.0} m wide on average; correct one of them, or state 'drawn_width_m'"
        )
    );
    assert!(matches!(sole(width(2_000.0)).kind(), ProblemKind::CorridorWidth { .. }));
    width(5_000.0).build().unwrap_or_else(|report| panic!("{report}"));
}

#[test]
fn a_road_may_be_drawn_as_a_wider_strip() {
    let road = |drawn_m: f64| {
        let corridor = Statement::corridor("strip", ["west", "east"], "EAST", 20.0, "r").drawn_width_m(drawn_m);
        base().statement(corridor.from("1950").citing("gazette"))
    };
    let found = sole(road(1_000.0));
    let ProblemKind::CorridorWidth { stated_m, .. } = found.kind() else { panic!("{found:?}") };
    assert!((stated_m - 1_000.0).abs() < 1e-6, "{stated_m}");
    let atlas = road(5_500.0).build().unwrap_or_else(|report| panic!("{report}"));
    let day = atlas.on(date!(2000 - 01 - 01), Basis::DeFacto);
    let corridors = day.corridors();
    let road = corridors.iter().find(|it| it.corridor().drawn_width_m().is_some()).unwrap();
    assert!((road.corridor().width_m() - 20.0).abs() < 1e-6 && (5.4..5.7).contains(&road.mean_width_km()), "{road}");
    assert!(road.to_string().contains("km long, 20 m wide, drawn 5.6 km wide"), "{road}");
}

#[test]
fn not_enclosed() {
    let enclave = |code: &str, outline: Polygon<f64>| {
        TerritoryDraft::new(code, TerritoryKind::Enclave, code).outline(outline, 5.0).citing("gazette")
    };
    let text = "on no day is it enclosed by the ground of one other polity";
    let found = sole(
        base()
            .territory(enclave("new", rectangle(20.0, 40.0, 21.0, 41.0)))
            .statement(Statement::sovereignty("new", "EAST").citing("gazette")),
    );
    assert!(matches!(found.kind(), ProblemKind::NotEnclosed(_)), "{found:?}");
    let message = found.to_string();
    assert!(
        message.starts_with(&format!(
            "territory 'new': its kind is enclave, but {text}: nothing is known of the ground beside it near "
        )) && message.ends_with("; correct the kind or the outlines"),
        "{message}"
    );
    assert_sole!(
        base()
            .territory(enclave("new", rectangle(10.4, 40.4, 10.6, 40.6)))
            .statement(Statement::sovereignty("new", "WEST").citing("gazette").from("1900")),
        ProblemKind::NotEnclosed(_),
        format!(
            "territory 'new': its kind is enclave, but {text}: the ground around it has several holders, or its own; \
             correct the kind or the outlines"
        )
    );
}

#[test]
fn presence_beside_control() {
    assert_sole!(
        base()
            .statement(Statement::presence("GUARD", "middle", "Second battalion").from("1926-07-01").citing("gazette")),
        ProblemKind::PresenceBesideControl { .. },
        "presence on 'middle' of 'GUARD' since 1926-07-01: on 1926-07-01 'GUARD' has control of this ground by control \
         of 'strip' by GUARD since 1925-01-01; state either the control or the presence"
    );
}

// All of it at once.

#[test]
fn several_problems_are_all_reported() {
    let report = base()
        .source(SourceDraft::new("gazette", ""))
        .polity(PolityDraft::new("bad code", PolityKind::Empire, "Bad").from("soon"))
        .territory(province("new", ring(&[(20.0, 40.0), (22.0, 40.0), (22.0, 40.0), (300.0, 41.0)])).within("gone"))
        .statement(Statement::sovereignty("west", "EAST").from("1930-01-01").began("flood"))
        .statement(Statement::sovereignty("west", "EAST").from("1930-01-01").citing("gazette"))
        .statement(Statement::claim("UNION", "west").citing("survey"))
        .build()
        .unwrap_err();
    let kinds: BTreeSet<&str> = report
        .problems()
        .iter()
        .map(|problem| match problem.kind() {
            ProblemKind::DuplicateCode(_) => "duplicate",
            ProblemKind::Missing(_) => "missing",
            ProblemKind::InvalidCode(_) => "code",
            ProblemKind::InvalidDate(_) => "date",
            ProblemKind::UnknownCode { .. } => "unknown",
            ProblemKind::InvalidVertex { .. } => "vertex",
            ProblemKind::NoSource => "no source",
            ProblemKind::Contradiction { .. } => "contradiction",
            ProblemKind::OutsideExistence { .. } => "existence",
            other => panic!("{other:?}"),
        })
        .collect();
    assert_eq!(
        kinds.into_iter().collect::<Vec<_>>(),
        ["code", "contradiction", "date", "duplicate", "existence", "missing", "no source", "unknown", "vertex"]
    );
    let text = report.to_string();
    let mut lines = text.lines();
    assert_eq!(lines.next(), Some(format!("the atlas has {} problems", report.problems().len()).as_str()));
    for (line, problem) in lines.zip(report.problems()) {
        assert_eq!(line, format!("  {problem}"));
    }
    let one = AtlasBuilder::default().build().unwrap_err().to_string();
    assert!(one.starts_with("the atlas has 1 problem\n  the atlas: "), "{one}");
}

/// Each of two faults of one outline is told.
#[test]
fn one_outline_tells_all_its_faults() {
    let found = problems(base().territory(province(
        "new",
        ring(&[(20.0, 40.0), (21.0, 40.0), (21.0, 40.0), (22.0, 40.0), (22.0, 43.0), (22.0, 42.0), (20.0, 42.0)]),
    )));
    let text: Vec<String> = found.iter().map(ToString::to_string).collect();
    assert_eq!(
        text,
        [
            "territory 'new': ring 1 of its outline, position 3, at 40° N, 21° E: the vertex repeats the one before it",
            "territory 'new': ring 1 of its outline, position 5, at 43° N, 22° E: the line turns back on itself",
        ]
    );
}

// Order.

/// The places and days at which order is tested.
fn grid() -> impl Iterator<Item = (Position, Date)> {
    let days: [Date; 10] = [
        date!(1900 - 01 - 01),
        date!(1900 - 07 - 01),
        date!(1908 - 01 - 01),
        date!(1918 - 04 - 15),
        date!(1920 - 04 - 25),
        date!(1922 - 01 - 01),
        date!(1930 - 06 - 01),
        date!(1940 - 05 - 10),
        date!(1960 - 05 - 05),
        date!(2020 - 01 - 01),
    ];
    let places = [10.0, 10.5, 11.0, 11.5, 12.0, 12.2, 12.4, 12.5, 12.6, 13.0].into_iter().flat_map(|lon| {
        [40.0, 40.2, 40.4, 40.475, 40.5, 40.525, 40.6, 40.8, 41.0].map(|lat| Position::from_lon_lat(lon, lat).unwrap())
    });
    places.flat_map(move |place| days.map(|day| (place, day)))
}

/// Who holds the grid and held it.
fn answered(atlas: &Atlas) -> Vec<String> {
    grid()
        .map(|(place, day)| {
            let spells: Vec<String> = atlas.history_at(place).iter().map(ToString::to_string).collect();
            let (controller, sovereign) = (atlas.controller_at(place, day), atlas.sovereign_at(place, day));
            format!("{place} on {day}: {controller}; {sovereign}; {}", spells.join(", "))
        })
        .collect()
}

/// All that is told of the grid, with its records, claims, territories and sources in their order.
fn told(atlas: &Atlas) -> Vec<String> {
    grid().map(|(place, day)| atlas.status_at(place, day).to_string()).collect()
}

/// The numbers below `count` in any order.
fn shuffled(count: usize) -> impl Strategy<Value = Vec<usize>> {
    Just((0..count).collect::<Vec<_>>()).prop_shuffle()
}

/// The pieces of the base in any order.
fn shuffled_pieces() -> impl Strategy<Value = Pieces> {
    let all = pieces();
    (
        shuffled(all.sources.len()),
        shuffled(all.events.len()),
        shuffled(all.polities.len()),
        shuffled(all.territories.len()),
        shuffled(all.statements.len()),
    )
        .prop_map(move |(sources, events, polities, territories, statements)| Pieces {
            sources: in_order(&all.sources, &sources),
            events: in_order(&all.events, &events),
            polities: in_order(&all.polities, &polities),
            territories: in_order(&all.territories, &territories),
            statements: in_order(&all.statements, &statements),
        })
}

fn in_order<T: Clone>(all: &[T], order: &[usize]) -> Vec<T> {
    order.iter().map(|&number| all[number].clone()).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn answers_do_not_depend_on_order(pieces in shuffled_pieces()) {
        let atlas = pieces.builder().build().map_err(|report| TestCaseError::fail(report.to_string()))?;
        for (found, expected) in answered(&atlas).iter().zip(answered(&base().build().unwrap())) {
            prop_assert_eq!(found, &expected);
        }
    }

    #[test]
    fn what_is_told_does_not_depend_on_order(pieces in shuffled_pieces()) {
        let atlas = pieces.builder().build().map_err(|report| TestCaseError::fail(report.to_string()))?;
        for (found, expected) in told(&atlas).iter().zip(told(&base().build().unwrap())) {
            prop_assert_eq!(found, &expected);
        }
    }

    /// Neither does the order of the kinds: statements may come before what they name.
    #[test]
    fn the_kinds_may_come_in_any_order(order in Just(vec![0, 1, 2, 3, 4]).prop_shuffle()) {
        let all = pieces();
        let mut builder = Atlas::builder("valley");
        for kind in order {
            builder = match kind {
                0 => all.sources.iter().cloned().fold(builder, AtlasBuilder::source),
                1 => all.events.iter().cloned().fold(builder, AtlasBuilder::event),
                2 => all.polities.iter().cloned().fold(builder, AtlasBuilder::polity),
                3 => all.territories.iter().cloned().fold(builder, AtlasBuilder::territory),
                _ => all.statements.iter().cloned().fold(builder, AtlasBuilder::statement),
            };
        }
        let atlas = builder.coverage("1900-01-01"..).build();
        let atlas = atlas.map_err(|report| TestCaseError::fail(report.to_string()))?;
        let base = base().build().unwrap();
        for (found, expected) in told(&atlas).iter().zip(told(&base)) {
            prop_assert_eq!(found, &expected);
        }
    }
}

#[test]
fn wholes_that_share_wholes_are_followed_once() {
    // Thirty rows of two polities, each part of both of the next row: a thousand million ways from the first to the last.
    let mut builder = Atlas::builder("rows").source(SourceDraft::new("gazette", "The Valley Gazette"));
    for row in 0..30 {
        for column in 0..2 {
            let mut polity = state(&format!("P{row}.{column}"), "A part");
            for whole in 0..2 {
                if row < 29 {
                    polity = polity.part_of(format!("P{}.{whole}", row + 1), ..);
                }
            }
            builder = builder.polity(polity);
        }
    }
    let atlas = builder
        .territory(province("ground", rectangle(10.0, 40.0, 11.0, 41.0)))
        .statement(Statement::sovereignty("ground", "P0.0").citing("gazette"))
        .build()
        .unwrap();
    let answer = atlas.controller_at(Position::from_lon_lat(10.5, 40.5).unwrap(), date!(1900 - 01 - 01));
    assert!(answer.candidates().len() > 1);
}
