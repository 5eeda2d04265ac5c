//! Properties of generated maps.

use proptest::prelude::*;
use suzerain::build::Statement;
use suzerain::{Atlas, Basis, Position};
use time::Date;
use time::macros::date;

use super::laws;
use super::maps::{self, Map};
use crate::dice::Dice;

const DAYS: [Date; 5] =
    [date!(1900 - 01 - 01), date!(1925 - 05 - 05), date!(1935 - 01 - 01), date!(1955 - 06 - 15), date!(1990 - 01 - 01)];

fn places(seed: u64, west: i64, south: i64) -> Vec<Position> {
    let mut dice = Dice(seed ^ 0x5eed);
    let mut place = |low: i64, cells: i64| {
        let reach = u64::try_from(cells * 10_000_000 + 4_000_000).unwrap();
        low - 2_000_000 + i64::try_from(dice.below(reach)).unwrap()
    };
    #[allow(clippy::cast_precision_loss, reason = "units fit")]
    let degrees = |units: i64| units as f64 / 1e7;
    (0..60)
        .map(|_| {
            let (x, y) = (place(west, maps::COLUMNS), place(south, maps::ROWS));
            Position::from_lon_lat(degrees(x), degrees(y)).unwrap()
        })
        .collect()
}

/// An enclave in a cell of another polity is found, and nothing else of order 1 that lies inside one cell.
fn enclaves(map: &Map, date: Date) {
    let day = map.atlas.on(date, Basis::DeJure);
    let found = day.enclaves();
    for (&(x, y), &holder) in &map.enclaves {
        let code = format!("{x}-{y}.inner");
        let enclave = found.iter().find(|enclave| enclave.territory().is_some_and(|it| it.code() == *code.as_str()));
        match map.cells[&(x, y)] {
            Some(host) if host != holder => {
                let enclave = enclave.unwrap_or_else(|| panic!("{code} is not found"));
                assert_eq!((enclave.polity().unwrap().code().as_str(), enclave.host().code().as_str()), (holder, host));
                assert!(enclave.is_full());
            }
            _ => assert!(enclave.is_none(), "{code}"),
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn laws_hold(seed: u64, west in -170_i64..160, south in -80_i64..70) {
        let (west, south) = (west * 10_000_000, south * 10_000_000);
        let map = maps::map(seed, west, south);
        let places = places(seed, west, south);
        for day in DAYS {
            for basis in [Basis::DeFacto, Basis::DeJure] {
                laws::check(&map.atlas, day, basis, &places);
            }
            enclaves(&map, day);
        }
        for pair in DAYS.windows(2) {
            laws::reconcile(&map.atlas, pair[0], pair[1], Basis::DeFacto);
        }
        laws::reconcile(&map.atlas, DAYS[0], DAYS[4], Basis::DeFacto);
    }

    /// Versions of a state's outline one after the other, all in one atlas: outlines overlap, records do not.
    #[test]
    fn versions_of_outlines(seed: u64) {
        let mut dice = Dice(seed);
        let cell = |x: i64, y: i64| [(x, y), (x + 1, y), (x + 1, y + 1), (x, y + 1)].map(|(x, y)| (x * 10_000_000, y * 10_000_000));
        let mut builder = maps::empty("versions");
        let mut whole = 0.0;
        for (version, from) in [1900, 1920, 1940].into_iter().enumerate() {
            // The line between A and B moves over three columns; the third version has a corner cut.
            let split = i64::try_from(1 + dice.below(2)).unwrap();
            for (holder, columns) in [("A", 0..split), ("B", split..3)] {
                let (first, last) = (columns.start, columns.end);
                let mut shell = vec![cell(first, 0)[0], cell(last - 1, 0)[1], cell(last - 1, 0)[2], cell(first, 0)[3]];
                if version == 2 {
                    shell.insert(1, ((first + last) * 5_000_000, -i64::try_from(dice.below(5_000_000)).unwrap()));
                }
                let code = format!("{holder}{version}");
                let until = (from + 20).to_string();
                builder = builder
                    .territory(maps::territory(&code, &shell, &[]))
                    .statement(Statement::sovereignty(&code, holder).from(format!("{from}-01-01")).until(format!("{until}-01-01")).citing("s"));
            }
            whole = f64::from(u32::try_from(version).unwrap());
        }
        let atlas: Atlas = builder.build().unwrap_or_else(|report| panic!("{report}"));
        let places = places(seed, 0, -5_000_000);
        for day in [date!(1905-01-01), date!(1925-01-01), date!(1945-01-01), date!(1890-01-01)] {
            laws::check(&atlas, day, Basis::DeJure, &places);
            let snapshot = atlas.on(day, Basis::DeJure);
            for (version, year) in [1900, 1920, 1940].into_iter().enumerate() {
                if (year..year + 20).contains(&day.year()) {
                    for holder in ["A", "B"] {
                        let area = atlas.area_km2(format!("{holder}{version}")).unwrap();
                        let found = snapshot.area_km2(holder).unwrap();
                        prop_assert!((area - found).abs() < area * 1e-6, "{holder}{version}: {area} {found}");
                    }
                }
            }
        }
        prop_assert!(whole > 0.0);
        laws::reconcile(&atlas, date!(1905-01-01), date!(1945-01-01), Basis::DeJure);
    }
}

/// Outlines that cross: each keeps its holder, and the common part is one holding.
#[test]
fn crossing_outlines() {
    let mut builder = maps::empty("crossing");
    let square = |x: i64, y: i64, side: i64| {
        [(x, y), (x + side, y + 3), (x + side - 7, y + side), (x + 1, y + side - 9)]
            .map(|(x, y)| (x * 101_113, y * 99_991))
    };
    for (code, corners, holder) in
        [("one", square(0, 0, 90), "A"), ("two", square(40, 33, 80), "A"), ("sea", square(-30, 50, 70), "")]
    {
        builder = builder.territory(maps::territory(code, &corners, &[]));
        if !holder.is_empty() {
            builder = builder.statement(Statement::sovereignty(code, holder).citing("s"));
        }
    }
    let atlas = builder.build().unwrap_or_else(|report| panic!("{report}"));
    let mut dice = Dice(1);
    let mut place = || f64::from(i32::try_from(dice.below(18_000_000)).unwrap() - 4_000_000) / 1e7;
    let places: Vec<Position> = (0..400).map(|_| Position::from_lon_lat(place(), place()).unwrap()).collect();
    laws::check(&atlas, DAYS[0], Basis::DeJure, &places);
    let day = atlas.on(DAYS[0], Basis::DeJure);
    assert_eq!(day.shares().len(), 2);
    let sum: f64 = ["one", "two"].iter().map(|code| atlas.area_km2(code).unwrap()).sum();
    assert!(day.area_km2("A").unwrap() < sum);
    assert_eq!(day.extent_of("A").unwrap().0.len(), 1);
}
