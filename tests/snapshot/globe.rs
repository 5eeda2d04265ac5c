//! Maps across the antimeridian and round the poles.

use suzerain::build::Statement;
use suzerain::{Atlas, Basis, Certainty, Position};
use time::macros::date;

use super::laws;
use super::maps::{self, At};

const DEGREE: i64 = 10_000_000;

fn square(west: i64, south: i64, east: i64, north: i64) -> Vec<At> {
    [(west, south), (east, south), (east, north), (west, north)].map(|(x, y)| (x * DEGREE, y * DEGREE)).to_vec()
}

fn build(lands: &[(&str, &str, Vec<At>)]) -> Atlas {
    let mut builder = maps::empty("globe");
    for (code, holder, shell) in lands {
        builder = builder
            .territory(maps::territory(code, shell, &[]))
            .statement(Statement::sovereignty(code, holder).citing("s"));
    }
    builder.build().unwrap_or_else(|report| panic!("{report}"))
}

fn at(lon: f64, lat: f64) -> Position {
    Position::from_lon_lat(lon, lat).unwrap()
}

#[test]
fn ground_meets_across_the_antimeridian() {
    // A lies on both sides, B round about it, C beyond; the two edges of A at 180 have different vertices.
    let mut east = square(178, 0, 180, 2);
    east.insert(2, (180 * DEGREE, DEGREE));
    let ring_west = vec![(176, -2), (180, -2), (180, 0), (178, 0), (178, 2), (180, 2), (180, 4), (176, 4)];
    let ring_east = vec![(-180, -2), (-176, -2), (-176, 4), (-180, 4), (-180, 2), (-178, 2), (-178, 0), (-180, 0)];
    let degrees = |ring: Vec<At>| ring.into_iter().map(|(x, y)| (x * DEGREE, y * DEGREE)).collect::<Vec<_>>();
    let atlas = build(&[
        ("a-west", "A", east),
        ("a-east", "A", square(-180, 0, -178, 2)),
        ("b-west", "B", degrees(ring_west)),
        ("b-east", "B", degrees(ring_east)),
        ("c", "C", square(-176, -2, -170, 4)),
    ]);
    let date = date!(2000 - 01 - 01);
    let places: Vec<Position> = [(179.0, 1.0), (-179.0, 1.0), (180.0, 1.0), (-179.0, 3.0), (177.0, 3.0), (-171.0, 0.0)]
        .map(|(x, y)| at(x, y))
        .to_vec();
    laws::check(&atlas, date, Basis::DeJure, &places);
    let day = atlas.on(date, Basis::DeJure);
    let enclaves = day.enclaves();
    assert_eq!(enclaves.len(), 1);
    assert_eq!((enclaves[0].polity().unwrap().code().as_str(), enclaves[0].host().code().as_str()), ("A", "B"));
    assert!(!enclaves[0].is_exclave() && day.exclaves().is_empty());
    let border = day.border_between("A", "B").unwrap();
    assert_eq!(border.courses().len(), 1);
    assert!(border.courses()[0].is_closed());
    let along = 2.0 * 4.0 * 111.3 + 2.0 * 2.0 * 110.57;
    assert!((border.length_km() / along - 1.0).abs() < 0.01, "{}", border.length_km());
    // Cut at the antimeridian (RFC 7946): two polygons, none of them wide.
    assert_eq!(day.extent_of("A").unwrap().0.len(), 2);
    assert_eq!(day.connects(at(179.0, 1.0), at(-179.0, 1.0), &["A"]).unwrap(), Some(Certainty::Certain));
    assert_eq!(day.connects(at(179.0, 1.0), at(-179.0, 3.0), &["A"]).unwrap(), None);
    assert!(day.tripoints().is_empty());
    let neighbours = |code| day.neighbours(code).unwrap().iter().map(ToString::to_string).collect::<Vec<_>>();
    assert_eq!(neighbours("B"), ["Kingdom A", "Kingdom C"]);
}

#[test]
fn a_cap_round_the_pole_is_enclosed_by_the_band_below_it() {
    for sign in [1, -1] {
        let band = |low: i64, high: i64| {
            let (low, high) = (low.min(high) * sign, low.max(high) * sign);
            square(-180, low.min(high), 0, low.max(high)).into_iter().chain([]).collect::<Vec<_>>()
        };
        let east = |low: i64, high: i64| square(0, (low * sign).min(high * sign), 180, (low * sign).max(high * sign));
        let atlas = build(&[
            ("a1", "A", band(80, 90)),
            ("a2", "A", east(80, 90)),
            ("b1", "B", band(60, 80)),
            ("b2", "B", east(60, 80)),
            ("c1", "C", band(40, 60)),
            ("c2", "D", east(40, 60)),
        ]);
        let date = date!(2000 - 01 - 01);
        let latitude = |degrees: i64| f64::from(i32::try_from(degrees * sign).unwrap());
        let places =
            [at(10.0, latitude(85)), at(-170.0, latitude(70)), at(170.0, latitude(50)), at(-0.5, latitude(50))];
        laws::check(&atlas, date, Basis::DeJure, &places);
        let day = atlas.on(date, Basis::DeJure);
        let enclaves = day.enclaves();
        assert_eq!(enclaves.len(), 1, "{sign}");
        assert_eq!((enclaves[0].polity().unwrap().code().as_str(), enclaves[0].host().code().as_str()), ("A", "B"));
        let border = day.border_between("A", "B").unwrap();
        assert!(border.courses().len() == 1 && border.courses()[0].is_closed());
        // A parallel at 80 degrees.
        assert!((border.length_km() / 6_982.0 - 1.0).abs() < 0.01, "{}", border.length_km());
        // C and D meet at 0 and at 180, each time at a tripoint with B.
        assert_eq!(day.tripoints().len(), 2);
        assert_eq!(day.border_between("C", "D").unwrap().courses().len(), 2);
        let cap: f64 = day.area_km2("A").unwrap();
        assert!((cap / 3_914_000.0 - 1.0).abs() < 0.01, "{cap}");
    }
}
