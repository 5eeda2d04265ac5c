//! Several problems at once, and the order of what the builder is given.

use super::*;

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
