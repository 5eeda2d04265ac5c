//! Atlases put over each other, contradictions that are kept, and what is reported of both.

use geo_types::{Polygon, polygon};
use proptest::prelude::*;
use suzerain::build::{PolityDraft, ProblemKind, SourceDraft, Statement, TerritoryDraft};
use suzerain::model::{PolityKind, TerritoryKind};
use suzerain::snapshot::{Conflict, ConflictKind};
use suzerain::{Atlas, AtlasBuilder, Basis, Merge, Outcome, Position};
use time::Duration;
use time::macros::date;

use crate::common::said;

fn rectangle(west: f64, south: f64, east: f64, north: f64) -> Polygon<f64> {
    polygon![(x: west, y: south), (x: east, y: south), (x: east, y: north), (x: west, y: north)]
}

fn atlas(name: &str, states: &[&str]) -> AtlasBuilder {
    states.iter().fold(Atlas::builder(name).source(SourceDraft::new("map", name)), |builder, state| {
        builder.polity(PolityDraft::new(state, PolityKind::SovereignState, state).citing("map"))
    })
}

fn ground(code: &str, outline: Polygon<f64>) -> TerritoryDraft {
    TerritoryDraft::new(code, TerritoryKind::Province, code).outline(outline, 100.0).citing("map")
}

fn held(ground: &str, by: &str, from: &str, until: &str) -> Statement {
    Statement::sovereignty(ground, by).from(from).until(until).citing("map")
}

fn at(lon: f64, lat: f64) -> Position {
    Position::from_lon_lat(lon, lat).unwrap()
}

/// A has the west, B the east, and both say that they have the strip between 11 and 12 E from 1910 to 1920.
fn crossing() -> AtlasBuilder {
    atlas("crossing", &["A", "B"])
        .territory(ground("west", rectangle(10.0, 40.0, 12.0, 41.0)))
        .territory(ground("east", rectangle(11.0, 40.0, 13.0, 41.0)))
        .statement(held("west", "A", "1900-01-01", "1920-01-01"))
        .statement(held("east", "B", "1910-01-01", "1930-01-01"))
}

#[test]
fn contradictions_are_refused_or_kept_as_contested_ground() {
    let report = crossing().build().unwrap_err();
    assert!(matches!(report.problems()[0].kind(), ProblemKind::Contradiction { .. }), "{report}");

    let kept = crossing().keep_contradictions().build().unwrap();
    assert!(kept.about().keeps_contradictions());
    let told = |lon, day| said(&kept.controller_at(at(lon, 40.5), day));
    assert_eq!(told(11.5, date!(1905 - 01 - 01)), "A");
    assert_eq!(told(11.5, date!(1915 - 01 - 01)), "contested by A and B");
    assert_eq!(told(11.5, date!(1925 - 01 - 01)), "B");
    assert_eq!(told(10.5, date!(1915 - 01 - 01)), "A");
    assert_eq!(told(12.5, date!(1915 - 01 - 01)), "B");
    let history: Vec<String> = kept.history_at(at(11.5, 40.5)).iter().map(ToString::to_string).collect();
    assert_eq!(history[2], "1910-01-01 to 1920-01-01: contested by A and B");
    let day = kept.on(date!(1915 - 01 - 01), Basis::DeJure);
    assert!(matches!(day.answer_at(at(11.5, 40.5)).outcome(), Some(Outcome::Contested(_))));
}

/// Maps of several years lie over each other: an outline of another year within the strip settles nothing there.
#[test]
fn ground_of_other_days_within_the_overlap_settles_nothing() {
    let atlas = crossing()
        .territory(ground("old", rectangle(11.2, 40.2, 11.8, 40.8)))
        .statement(held("old", "B", "1850-01-01", "1880-01-01"))
        .keep_contradictions()
        .build()
        .unwrap();
    let told = |day| said(&atlas.controller_at(at(11.5, 40.5), day));
    assert_eq!(told(date!(1860 - 01 - 01)), "B");
    assert_eq!(told(date!(1890 - 01 - 01)), "unrecorded");
    assert_eq!(told(date!(1905 - 01 - 01)), "A");
    assert_eq!(told(date!(1915 - 01 - 01)), "contested by A and B");
    assert_eq!(told(date!(1925 - 01 - 01)), "B");
    let overlap = |conflict: &&Conflict| matches!(conflict.kind(), ConflictKind::Overlap { .. });
    let conflicts = atlas.conflicts();
    let overlaps: Vec<&Conflict> = conflicts.iter().filter(overlap).collect();
    let [in_fact, _] = overlaps.as_slice() else { panic!("{overlaps:?}") };
    assert!((in_fact.area_km2() - 9_413.0).abs() < 20.0, "{in_fact}");
    assert_eq!(in_fact.period().to_string(), "1910-01-01 to 1920-01-01");
}

#[test]
fn overlaps_are_listed_with_their_days_and_area() {
    let conflicts = crossing().keep_contradictions().build().unwrap().conflicts();
    // A degree by a degree at 40.5 N is 84.8 by 111 km.
    let [in_fact, in_right] = conflicts.as_slice() else { panic!("{conflicts:?}") };
    assert!((in_fact.area_km2() - 9_413.0).abs() < 20.0, "{in_fact}");
    assert_eq!(in_fact.period().to_string(), "1910-01-01 to 1920-01-01");
    let told = in_fact.to_string();
    assert!(told.starts_with("overlap, 1910-01-01 to 1920-01-01: '"), "{told}");
    assert!(told.contains("'east' gives to B de facto what 'west' gives to A, and contests it"), "{told}");
    let basis = |conflict: &Conflict| match conflict.kind() {
        ConflictKind::Overlap { basis, is_overruled: false, .. } => *basis,
        other => panic!("{other:?}"),
    };
    assert_eq!([basis(in_fact), basis(in_right)], [Basis::DeFacto, Basis::DeJure]);
}

#[test]
fn gaps_and_holes_are_listed() {
    let mut ring = atlas("ring", &["A", "B"])
        .territory(ground("before", rectangle(10.0, 40.0, 11.0, 41.0)))
        .territory(ground("after", rectangle(10.0, 40.0, 11.0, 41.0)))
        .statement(held("before", "A", "1922-12-30", "1991-12-21"))
        .statement(held("after", "B", "1991-12-26", "2020-01-01"));
    // Four boxes around a square of a tenth of a degree that nobody has.
    let around =
        [(20.0, 20.0, 21.0, 20.1), (20.0, 20.1, 20.4, 20.2), (20.5, 20.1, 21.0, 20.2), (20.0, 20.2, 21.0, 20.3)];
    for (number, (west, south, east, north)) in around.into_iter().enumerate() {
        let code = format!("box{number}");
        ring = ring.territory(ground(&code, rectangle(west, south, east, north))).statement(held(
            &code,
            "A",
            "1922-12-30",
            "2020-01-01",
        ));
    }
    let atlas = ring.build().unwrap();
    let place = at(10.5, 40.5);
    assert_eq!(said(&atlas.controller_at(place, date!(1991 - 12 - 23))), "unrecorded");
    let conflicts = atlas.conflicts();
    let [gap, hole] = conflicts.as_slice() else { panic!("{conflicts:?}") };
    assert_eq!(gap.period().to_string(), "1991-12-21 to 1991-12-26");
    assert!(gap.to_string().contains("nothing is recorded after 'before' and before 'after'"), "{gap}");
    assert_eq!(hole.kind(), &ConflictKind::Hole);
    // 10.4 by 11.1 km at 20 N.
    assert!((hole.area_km2() - 115.8).abs() < 1.0, "{hole}");
}

/// The base knows one holder of a wide square; the overlay has a small square in it, whose holders change.
fn base() -> AtlasBuilder {
    atlas("wide", &["A", "OLD"])
        .coverage("1800-01-01".."1950-01-01")
        .territory(ground("all", rectangle(0.0, 0.0, 10.0, 10.0)))
        .statement(held("all", "OLD", "1800-01-01", "1900-01-01"))
        .statement(held("all", "A", "1900-01-01", "1950-01-01"))
}

fn overlay() -> AtlasBuilder {
    atlas("near", &["A", "B"])
        .coverage("1880-01-01".."2000-01-01")
        .territory(ground("all", rectangle(8.0, 8.0, 12.0, 12.0)))
        .statement(held("all", "B", "1890-01-01", "1960-01-01"))
}

#[test]
fn the_overlay_answers_where_it_has_a_record_and_else_the_base() {
    let (base, overlay) = (base().build().unwrap(), overlay().build().unwrap());
    let merged = Merge::new(&base, &overlay).build().unwrap();
    let told = |lon, day| said(&merged.controller_at(at(lon, 9.0), day));
    assert_eq!(told(9.0, date!(1885 - 01 - 01)), "OLD");
    assert_eq!(told(9.0, date!(1895 - 01 - 01)), "B");
    assert_eq!(told(9.0, date!(1925 - 01 - 01)), "B");
    assert_eq!(told(5.0, date!(1925 - 01 - 01)), "A");
    assert_eq!(told(11.0, date!(1925 - 01 - 01)), "B");
    assert_eq!(told(11.0, date!(1970 - 01 - 01)), "unrecorded");
    assert_eq!(told(15.0, date!(1925 - 01 - 01)), "outside the atlas's ground");
    assert_eq!(merged.about().layers(Basis::DeJure).collect::<Vec<_>>(), ["near", "wide"]);
    // Two different grounds of one code: that of the base has a new one.
    assert!(merged.territory("all.base").is_some() && merged.territory("all").is_some());
    // Both cite a source of one code, and mean different ones.
    assert_eq!(merged.source("map").unwrap().title(), "near");
    assert_eq!(merged.source("map.base").unwrap().title(), "wide");
    assert_eq!(merged.polities().len(), 3);
}

#[test]
fn precedence_is_by_basis() {
    let (base, overlay) = (base().build().unwrap(), overlay().build().unwrap());
    let merged = Merge::new(&base, &overlay).base_first(Basis::DeJure).build().unwrap();
    let (place, day) = (at(9.0, 9.0), date!(1925 - 01 - 01));
    assert_eq!(said(&merged.controller_at(place, day)), "B");
    assert_eq!(said(&merged.sovereign_at(place, day)), "A");
    let overruled: Vec<String> = merged.conflicts().iter().map(ToString::to_string).collect();
    assert!(
        overruled
            .iter()
            .any(|it| it.contains("'all' gives to B de facto what 'all.base' gives to A, and overrules it")),
        "{overruled:?}"
    );
    assert!(
        overruled.iter().any(|it| it.contains("'all.base' gives to A de jure what 'all' gives to B, and overrules it")),
        "{overruled:?}"
    );
}

#[test]
fn polities_of_two_codes_are_one_where_that_is_said() {
    let (base, overlay) = (base().build().unwrap(), overlay().build().unwrap());
    let merged = Merge::new(&base, &overlay).same_polity("B", "OLD").build().unwrap();
    assert_eq!(said(&merged.controller_at(at(5.0, 5.0), date!(1850 - 01 - 01))), "B");
    assert!(merged.polity("OLD").is_none());
}

#[test]
fn merged_atlases_are_written_and_read_and_merged_again() {
    let (base, overlay) = (base().build().unwrap(), overlay().keep_contradictions().build().unwrap());
    let merged = Merge::new(&base, &overlay).base_first(Basis::DeJure).build().unwrap();
    let mut document = Vec::new();
    merged.to_geojson(&mut document).unwrap();
    let again = Atlas::from_geojson(document.as_slice()).unwrap();
    assert_eq!(again.about(), merged.about());
    assert_eq!(again.territories(), merged.territories());
    let third = crossing().keep_contradictions().build().unwrap();
    let thrice = Merge::new(&merged, &third).build().unwrap();
    assert_eq!(thrice.about().layers(Basis::DeFacto).collect::<Vec<_>>(), ["crossing", "near", "wide"]);
    assert_eq!(thrice.about().layers(Basis::DeJure).collect::<Vec<_>>(), ["crossing", "wide", "near"]);
}

#[test]
fn layers_must_be_stated_alike() {
    let build = |in_right: &[&str], layer: Option<&str>| {
        let mut territory = ground("all", rectangle(0.0, 0.0, 1.0, 1.0));
        if let Some(layer) = layer {
            territory = territory.layer(layer);
        }
        atlas("one", &["A"]).precedence(&["over", "under"], in_right).territory(territory).build()
    };
    assert!(build(&["under", "over"], Some("under")).is_ok());
    let kind = |result: Result<Atlas, suzerain::build::BuildReport>| result.unwrap_err().problems()[0].kind().clone();
    assert!(matches!(kind(build(&["over"], Some("over"))), ProblemKind::Precedence { .. }));
    assert!(matches!(kind(build(&["over", "under"], None)), ProblemKind::Missing("layer")));
    assert!(matches!(kind(build(&["over", "under"], Some("third"))), ProblemKind::UnknownWord { field: "layer", .. }));
    let stray = atlas("one", &["A"]).territory(ground("all", rectangle(0.0, 0.0, 1.0, 1.0)).layer("over")).build();
    assert!(matches!(kind(stray), ProblemKind::Misplaced { field: "layer", .. }));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    /// Squares on a lattice with dates: on every day and at every place the answer follows from the squares there.
    #[test]
    fn contested_ground_is_what_the_squares_say(squares in prop::collection::vec((0..6_i32, 0..6_i32, 1..4_i32, 0..40_i64, 1..40_i64, 0..3_usize), 1..6)) {
        let states = ["A", "B", "C"];
        let start = date!(1900 - 01 - 01);
        let day = |number: i64| start + Duration::days(number);
        let mut builder = atlas("squares", &states).keep_contradictions();
        for (number, &(x, y, size, from, length, state)) in squares.iter().enumerate() {
            // No two squares have a side in common: each is set off a little.
            let off = f64::from(u8::try_from(number).unwrap()) * 0.01;
            let (west, south) = (f64::from(x) + off, f64::from(y) + off);
            let size = f64::from(size) - 0.1 * off;
            let code = format!("s{number}");
            builder = builder
                .territory(ground(&code, rectangle(west, south, west + size, south + size)))
                .statement(held(&code, states[state], &day(from).to_string(), &day(from + length).to_string()));
        }
        let atlas = builder.build().unwrap();
        for x in 0..10 {
            for y in 0..10 {
                for number in (-1..90).step_by(7) {
                    let (lon, lat) = (f64::from(x) + 0.5, f64::from(y) + 0.5);
                    let expected = expected(&squares, &states, lon, lat, number);
                    let answer = atlas.sovereign_at(at(lon, lat), day(number));
                    prop_assert_eq!(said(&answer), expected, "at {} {} on day {}", lon, lat, number);
                }
            }
        }
    }
}

/// What the squares at a place say: of those that are in force, a square within another beats it, and others contest.
fn expected(squares: &[(i32, i32, i32, i64, i64, usize)], states: &[&str], lon: f64, lat: f64, day: i64) -> String {
    let sides = |number: usize| {
        let (x, y, size, ..) = squares[number];
        let off = f64::from(u8::try_from(number).unwrap()) * 0.01;
        let (west, south, size) = (f64::from(x) + off, f64::from(y) + off, f64::from(size) - 0.1 * off);
        (west, south, west + size, south + size)
    };
    let here: Vec<usize> = (0..squares.len())
        .filter(|&number| {
            let (west, south, east, north) = sides(number);
            west <= lon && lon < east && south <= lat && lat < north
        })
        .collect();
    if here.is_empty() {
        return "outside the atlas's ground".to_owned();
    }
    let within = |part: usize, whole: usize| {
        let (a, b) = (sides(part), sides(whole));
        part != whole && b.0 <= a.0 && b.1 <= a.1 && a.2 <= b.2 && a.3 <= b.3
    };
    let is_in_force = |number: usize| squares[number].3 <= day && day < squares[number].3 + squares[number].4;
    let in_force: Vec<usize> = here.into_iter().filter(|&number| is_in_force(number)).collect();
    let innermost = in_force.iter().copied().filter(|&whole| !in_force.iter().any(|&part| within(part, whole)));
    let mut holders: Vec<&str> = innermost.map(|number| states[squares[number].5]).collect();
    holders.sort_unstable();
    holders.dedup();
    match holders.as_slice() {
        [] => "unrecorded".to_owned(),
        [one] => (*one).to_owned(),
        several => format!("contested by {}", several.join(" and ")),
    }
}
