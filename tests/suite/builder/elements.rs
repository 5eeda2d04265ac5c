//! What an atlas says of itself, the form of documents, codes and members.

use super::*;

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
