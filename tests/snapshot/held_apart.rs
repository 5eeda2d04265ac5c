//! Condominiums as enclaves, what peacekeepers hold, and corridors as ways from place to place.

use suzerain::build::{HeldBy, Statement};
use suzerain::{Atlas, AtlasBuilder, Basis, Certainty, Mode, Position};
use time::macros::date;

use super::maps::{self, At};

const DAY: time::Date = date!(2000 - 01 - 01);

/// The corners of a rectangle, in hundredths of a degree.
fn rectangle(west: i64, south: i64, east: i64, north: i64) -> Vec<At> {
    [(west, south), (east, south), (east, north), (west, north)].map(|(x, y)| (x * 100_000, y * 100_000)).to_vec()
}

fn at(x: f64, y: f64) -> Position {
    Position::from_lon_lat(x / 100.0, y / 100.0).unwrap()
}

fn land(builder: AtlasBuilder, code: &str, held_by: impl Into<HeldBy>, shell: &[At]) -> AtlasBuilder {
    let statement = Statement::sovereignty(code, held_by).citing("s");
    builder.territory(maps::territory(code, shell, &[])).statement(statement)
}

fn build(builder: AtlasBuilder) -> Atlas {
    builder.build().unwrap_or_else(|report| panic!("{report}"))
}

#[test]
fn a_condominium_can_be_an_enclave_of_others_only() {
    let mut builder = land(maps::empty("joint"), "host", "A", &rectangle(0, 0, 100, 100));
    builder = land(builder, "joint", HeldBy::condominium(["B", "C"]), &rectangle(10, 10, 30, 30));
    builder = land(builder, "own", HeldBy::condominium(["A", "B"]), &rectangle(50, 50, 60, 60));
    builder = land(builder, "open", HeldBy::contested(["B", "C"]), &rectangle(70, 70, 80, 80));
    builder = land(builder, "inner", "D", &rectangle(15, 15, 20, 20));
    let atlas = build(builder);
    let day = atlas.on(DAY, Basis::DeJure);
    let enclaves = day.enclaves();
    let [joint] = enclaves.as_slice() else { panic!("{enclaves:?}") };
    assert!(joint.is_full() && joint.order() == 1 && !joint.is_exclave());
    assert_eq!((joint.polity(), joint.host().code().as_str()), (None, "A"));
    assert!(joint.polities().iter().map(|polity| polity.code().to_string()).eq(["B", "C"]));
    assert_eq!(joint.answer().outcome().unwrap().word(), "condominium");
    assert!(joint.to_string().ends_with("of Kingdom B and Kingdom C in Kingdom A"), "{joint}");
}

/// A holds the west and, by peacekeepers, a strip through B with a piece of B inside and one of C behind it.
fn strip(mode: Mode) -> Atlas {
    let mut builder = land(maps::empty("strip"), "west", "A", &rectangle(0, 0, 100, 100));
    builder = land(builder, "east", "B", &rectangle(100, 0, 200, 100));
    builder = land(builder, "strip", "B", &rectangle(100, 40, 160, 60));
    builder = land(builder, "post", "B", &rectangle(120, 45, 130, 55));
    builder = land(builder, "end", "C", &rectangle(160, 40, 180, 60));
    builder = land(builder, "isle", "B", &rectangle(298, 0, 310, 10));
    builder = land(builder, "far", "C", &rectangle(310, 0, 370, 10));
    builder = builder.statement(Statement::control("post", "B", Mode::Administration).citing("s"));
    for code in ["strip", "isle"] {
        builder = builder.statement(Statement::control(code, "A", mode).citing("s"));
    }
    build(builder)
}

#[test]
fn what_peacekeepers_hold_is_theirs_to_keep_and_not_their_states() {
    let names = |atlas: &Atlas| {
        let day = atlas.on(DAY, Basis::DeFacto);
        let exclaves = day.exclaves().iter().map(ToString::to_string).collect::<Vec<_>>();
        let enclaves = day.enclaves().iter().map(ToString::to_string).collect::<Vec<_>>();
        (exclaves, enclaves)
    };
    let code = |text: &String| text.split([' ', ',']).nth(1).unwrap().to_owned();
    let (exclaves, enclaves) = names(&strip(Mode::Occupation));
    assert_eq!(exclaves.iter().map(code).collect::<Vec<_>>(), ["end", "isle", "post"], "{exclaves:?}");
    assert_eq!(enclaves.iter().map(code).collect::<Vec<_>>(), ["post"], "{enclaves:?}");
    // Kept by peacekeepers, the isle is no exclave of A, and the post inside the strip is no enclave in A. It still lies
    // apart from the rest of B, and the end behind the strip is not enclosed by B alone.
    let atlas = strip(Mode::Peacekeeping);
    let (exclaves, enclaves) = names(&atlas);
    assert_eq!(exclaves.iter().map(code).collect::<Vec<_>>(), ["end", "post"], "{exclaves:?}");
    assert!(enclaves.is_empty(), "{enclaves:?}");
    // Who controls it, and the areas, are the same in both modes.
    let day = atlas.on(DAY, Basis::DeFacto);
    assert_eq!(day.answer_at(at(110.0, 50.0)).holder().unwrap().name(), "Kingdom A");
    let other = strip(Mode::Occupation);
    let (one, another) = (day.area_km2("A").unwrap(), other.on(DAY, Basis::DeFacto).area_km2("A").unwrap());
    assert!((one - another).abs() < 1e-9, "{one} {another}");
}

/// A and C, joined by a corridor through B that D keeps open.
#[test]
fn a_corridor_is_a_way_between_its_ends_and_not_across() {
    let mut builder = land(maps::empty("corridor"), "west", "A", &rectangle(0, 0, 100, 100));
    builder = land(builder, "north", "B", &rectangle(100, 52, 200, 100));
    builder = land(builder, "strip", "B", &rectangle(100, 48, 200, 52));
    builder = land(builder, "south", "B", &rectangle(100, 0, 200, 48));
    builder = land(builder, "east", "C", &rectangle(200, 0, 300, 100));
    builder =
        builder.statement(Statement::control("strip", "D", Mode::Peacekeeping).from("1990").citing("s")).statement(
            Statement::corridor("strip", ["west", "east"], "B", 20.0, "free passage")
                .drawn_width_m(4_430.0)
                .guarantor("D")
                .from("1995-01")
                .citing("s"),
        );
    let atlas = build(builder);
    let [west, east, north, south, inside] =
        [(50.0, 50.0), (250.0, 50.0), (150.0, 80.0), (150.0, 20.0), (150.0, 50.0)].map(|(x, y)| at(x, y));
    let way = |day, from, to, by: &[&str]| atlas.on(day, Basis::DeFacto).connects(from, to, by).unwrap();
    let before = date!(1994 - 12 - 31);
    assert_eq!(way(before, west, east, &["A", "C"]), None);
    assert_eq!(way(before, west, east, &["A", "C", "D"]), Some(Certainty::Certain));
    assert_eq!(way(date!(1995 - 01 - 15), west, east, &["A", "C"]), Some(Certainty::Possible));
    assert_eq!(way(DAY, west, east, &["A", "C"]), Some(Certainty::Certain));
    assert_eq!(way(DAY, west, inside, &["A", "C"]), Some(Certainty::Certain));
    assert_eq!(way(DAY, inside, inside, &["A"]), Some(Certainty::Certain));
    // Both ends must be held, and the host does not cross what another controls.
    for (from, to, by) in [(west, east, "A"), (north, south, "B"), (north, inside, "B")] {
        assert_eq!(way(DAY, from, to, &[by]), None, "{from} {to} {by}");
    }
    assert_eq!(way(DAY, north, south, &["B", "D"]), Some(Certainty::Certain));
}
