//! Dates, sources and who holds.

use super::*;

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
