//! Records against each other, against the polities and against the ground.

use super::*;

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
