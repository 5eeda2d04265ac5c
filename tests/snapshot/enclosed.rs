//! Enclaves of every order, islands, corridors of ground, and the features that a border passes.

use suzerain::build::{HeldBy, SourceDraft, Statement, TerritoryDraft, UndrawnDraft};
use suzerain::model::TerritoryKind;
use suzerain::snapshot::BorderStatus;
use suzerain::{Atlas, Basis};
use time::macros::date;

use super::maps::{self, At};

const DAY: time::Date = date!(2000 - 01 - 01);

/// A square of half the side `reach` round a centre, in hundredths of a degree.
fn square(x: i64, y: i64, reach: i64) -> Vec<At> {
    [(-1, -1), (1, -1), (1, 1), (-1, 1)]
        .map(|(dx, dy)| ((x + dx * reach) * 100_000, (y + dy * reach) * 100_000))
        .to_vec()
}

/// Lands with their holders; each lies over those before it.
fn build(lands: &[(&str, &str, Vec<At>)]) -> Atlas {
    let mut builder = maps::empty("enclosed");
    for (code, holder, shell) in lands {
        builder = builder
            .territory(maps::territory(code, shell, &[]))
            .statement(Statement::sovereignty(code, holder).citing("s"));
    }
    builder.build().unwrap_or_else(|report| panic!("{report}"))
}

fn told(atlas: &Atlas) -> Vec<(String, String, String, usize)> {
    let enclaves = atlas.on(DAY, Basis::DeJure).enclaves();
    let mut told: Vec<_> = enclaves
        .iter()
        .map(|it| {
            let code = it.territory().map(|territory| territory.code().to_string()).unwrap_or_default();
            (code, it.polity().unwrap().code().to_string(), it.host().code().to_string(), it.order())
        })
        .collect();
    told.sort();
    told
}

#[test]
fn enclaves_in_enclaves() {
    let atlas = build(&[
        ("host", "A", square(0, 0, 100)),
        ("first", "B", square(10, 10, 50)),
        ("second", "A", square(15, 15, 30)),
        ("third", "B", square(15, 15, 10)),
        ("other", "C", square(-70, -70, 10)),
    ]);
    let expect = [("first", "B", "A", 1), ("other", "C", "A", 1), ("second", "A", "B", 2), ("third", "B", "A", 3)];
    assert_eq!(told(&atlas), expect.map(|(a, b, c, order)| (a.into(), b.into(), c.into(), order)));
    let day = atlas.on(DAY, Basis::DeJure);
    let exclaves: Vec<String> = day.exclaves().iter().map(|it| it.territory().unwrap().code().to_string()).collect();
    assert_eq!(exclaves, ["second", "third"]);
    assert!(day.exclaves().iter().all(suzerain::snapshot::Exclave::is_enclave));
    let enclave = day.enclaves().into_iter().find(|it| it.order() == 2).unwrap();
    assert_eq!(enclave.extent().0[0].interiors().len(), 1);
    assert!(enclave.to_string().ends_with("of Kingdom A in Kingdom B, of order 2"), "{enclave}");
    let border = day.border_between("A", "B").unwrap();
    assert!(border.courses().len() == 3 && border.courses().iter().all(suzerain::snapshot::Course::is_closed));
    assert!(
        border.to_string().contains("Round Land third of Kingdom B, which lies in Land second of Kingdom A"),
        "{border}"
    );
}

/// Two areas of one polity with a strip between them: who may hold the strip says whether one of them is apart.
#[test]
fn areas_are_apart_if_their_polity_holds_nothing_between_them() {
    let strip = |statement: Statement| {
        let mut builder = maps::empty("strip");
        for (code, x) in [("west", 0), ("strip", 40), ("east", 60)] {
            let wide = if code == "west" { 30 } else { 10 };
            let shell =
                [(x - wide, 0), (x + wide, 0), (x + wide, 40), (x - wide, 40)].map(|(x, y)| (x * 100_000, y * 100_000));
            builder = builder.territory(maps::territory(code, &shell, &[]));
        }
        for code in ["west", "east"] {
            builder = builder.statement(Statement::sovereignty(code, "A").citing("s"));
        }
        let atlas = builder.statement(statement.citing("s")).build().unwrap_or_else(|report| panic!("{report}"));
        atlas.on(DAY, Basis::DeJure).exclaves().len()
    };
    let of_b = || Statement::sovereignty("strip", "B");
    assert_eq!(strip(of_b()), 1);
    assert_eq!(strip(of_b().undrawn(UndrawnDraft::new("the mill").held_by("A").citing("s"))), 0);
    assert_eq!(strip(of_b().undrawn(UndrawnDraft::new("the mill").held_by("C").citing("s"))), 1);
    assert_eq!(strip(Statement::sovereignty("strip", HeldBy::contested(["A", "B"]))), 0);
}

#[test]
fn ground_at_a_rim_is_no_enclave_and_an_island_no_exclave() {
    let atlas = build(&[
        ("host", "A", square(0, 0, 100)),
        ("coast", "B", vec![(10_000_000, 0), (11_000_000, 0), (11_000_000, 1_000_000), (10_000_000, 1_000_000)]),
        ("island", "A", square(300, 0, 20)),
        ("far", "C", square(300, 300, 50)),
    ]);
    assert!(told(&atlas).is_empty());
    let day = atlas.on(DAY, Basis::DeJure);
    assert!(day.exclaves().is_empty());
    // Both see one neighbour and a rim of which nothing is known.
    let semi = day.semi_enclaves();
    assert_eq!(semi.len(), 2);
    assert!(semi.iter().all(|it| !it.is_full() && !it.is_exclave()));
    let border = day.border_between("A", "B").unwrap();
    let course = &border.courses()[0];
    assert!(course.start().is_rim() && course.end().is_rim() && course.start().meets().is_empty());
    assert!(day.border_between("A", "C").unwrap().to_string().ends_with("no common border.\n"));
    assert!(day.border_between("A", "A").unwrap().courses().is_empty());
}

#[test]
fn a_border_tells_the_lakes_and_reserves_it_passes() {
    let east = vec![(0, -10_000_000), (10_000_000, -10_000_000), (10_000_000, 10_000_000), (0, 10_000_000)];
    let west = vec![(-10_000_000, -10_000_000), (0, -10_000_000), (0, 10_000_000), (-10_000_000, 10_000_000)];
    let feature = |code: &str, kind, x, y, reach| {
        let outline = geo_types::Polygon::new(maps::ring(&square(x, y, reach)), Vec::new());
        TerritoryDraft::new(code, kind, code).outline(outline, 200.0).citing("s")
    };
    let mut builder = maps::empty("lakes").source(SourceDraft::new("t", "Another"));
    for (code, holder, shell) in [("east", "A", east), ("west", "B", west)] {
        builder = builder
            .territory(maps::territory(code, &shell, &[]))
            .statement(Statement::sovereignty(code, holder).citing("s"));
    }
    let plain = builder.clone().build().unwrap();
    let atlas = builder
        .territory(feature("across", TerritoryKind::Lake, 0, 50, 3))
        .territory(feature("beside", TerritoryKind::Reserve, 3, -40, 3))
        .territory(feature("near", TerritoryKind::Lake, 2, 0, 1).during(.."1990"))
        .territory(feature("far", TerritoryKind::Lake, 40, 0, 10))
        .build()
        .unwrap_or_else(|report| panic!("{report}"));
    let day = atlas.on(DAY, Basis::DeJure);
    let border = day.border_between("A", "B").unwrap();
    assert_eq!(border.courses().len(), 1);
    let passed: Vec<String> =
        border.courses()[0].passes().iter().map(|feature| feature.territory().unwrap().code().to_string()).collect();
    assert_eq!(passed, ["across", "beside"]);
    assert!(border.to_string().contains("it passes across. After"), "{border}");
    // Features change neither the line nor the ground beside it.
    let before = plain.on(DAY, Basis::DeJure);
    let line = before.border_between("A", "B").unwrap();
    assert!((line.length_km() - border.length_km()).abs() < 1e-3);
    assert_eq!(border.courses()[0].segments().len(), 1);
    assert_eq!(border.courses()[0].segments()[0].left_territory().unwrap().code().as_str(), "east");
    for code in ["A", "B"] {
        let (one, other) = (day.area_km2(code).unwrap(), before.area_km2(code).unwrap());
        assert!((one - other).abs() < other * 1e-9, "{code}: {one} {other}");
        assert_eq!(day.extent_of(code).unwrap().0.len(), 1);
    }
    assert!(
        border.segments().all(|segment| segment.status() == BorderStatus::International && segment.stage().is_none())
    );
}
