//! A fixed grid of places and days: no ground without an answer, and no answer that changes unnoticed.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;

use suzerain::{Outcome, Position};
use time::Date;
use time::macros::date;

use crate::common::{FIRST_DAY, LAST_DAY, atlas};

/// The days that the grid asks.
pub(crate) const DAYS: [Date; 24] = [
    date!(1801 - 01 - 01),
    date!(1810 - 01 - 01),
    date!(1820 - 01 - 01),
    date!(1830 - 01 - 01),
    date!(1850 - 01 - 01),
    date!(1870 - 01 - 01),
    date!(1900 - 01 - 01),
    date!(1917 - 06 - 01),
    date!(1918 - 05 - 01),
    date!(1919 - 01 - 01),
    date!(1920 - 01 - 01),
    date!(1921 - 05 - 01),
    date!(1923 - 07 - 15),
    date!(1930 - 06 - 15),
    date!(1950 - 01 - 01),
    date!(1988 - 02 - 20),
    date!(1991 - 10 - 01),
    date!(1992 - 06 - 01),
    date!(1994 - 05 - 12),
    date!(2010 - 01 - 01),
    date!(2020 - 11 - 15),
    date!(2021 - 06 - 01),
    date!(2023 - 09 - 25),
    date!(2026 - 11 - 23),
];

/// The places of a grid that lie in Armenia or Azerbaijan.
pub(crate) fn grid(tenths: i32) -> Vec<Position> {
    let steps = |from: i32, until: i32| (from..=until).filter(move |tenth| tenth % tenths == 0);
    steps(384, 420)
        .flat_map(|lat| steps(430, 510).map(move |lon| (lat, lon)))
        .map(|(lat, lon)| Position::from_lat_lon(f64::from(lat) / 10.0, f64::from(lon) / 10.0).unwrap())
        .filter(|&place| {
            let territories = atlas().territories_at(place, LAST_DAY);
            territories.iter().any(|territory| territory.code() == "ARM" || territory.code() == "AZE")
        })
        .collect()
}

/// On every day since 1801 every place of a grid of 0.1 degree has a holder by right and one in fact.
#[test]
fn no_day_is_unrecorded() {
    let places = grid(1);
    assert!(places.len() > 1100, "{} places", places.len());
    for place in places {
        for spells in [atlas().history_at(place), atlas().sovereign_history_at(place)] {
            assert_eq!(spells[0].period().from().map(suzerain::UncertainDate::earliest), Some(FIRST_DAY), "{place}");
            for spell in spells {
                // Who held a part that is not drawn may be unknown: then a record says so.
                let recorded = !matches!(spell.outcome(), Outcome::Unrecorded | Outcome::Outside(_))
                    || spell.candidate().records().next().is_some();
                assert!(recorded, "{place}: {spell}");
            }
        }
    }
}

/// Answers for a grid of half a degree on telling days are those of tests/data/grid.txt.
///
/// A change of data changes answers: it moves `Atlas::edition` and stands in the changelog under Data. Write the file
/// anew with `SUZERAIN_BLESS=1 cargo test --test suite grid`.
#[test]
fn answers_are_those_of_this_edition() {
    let mut told = format!("edition {}\n", atlas().edition());
    for place in grid(5) {
        for day in DAYS {
            let (controller, sovereign) = (atlas().controller_at(place, day), atlas().sovereign_at(place, day));
            writeln!(told, "{place} | {day} | {controller} | {sovereign}").unwrap();
        }
    }
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/grid.txt");
    if std::env::var_os("SUZERAIN_BLESS").is_some() {
        std::fs::write(&path, &told).unwrap();
    }
    let known = std::fs::read_to_string(&path).expect("tests/data/grid.txt");
    let keyed = |text: &str| -> BTreeMap<String, String> {
        let split = |line: &str| {
            let cut = line.match_indices(" | ").nth(1).map_or(line.len(), |(at, _)| at);
            (line[..cut].to_owned(), line[cut..].to_owned())
        };
        text.lines().map(split).collect()
    };
    let (before, after) = (keyed(&known), keyed(&told));
    let mut report = String::new();
    for question in before.keys().chain(after.keys().filter(|question| !before.contains_key(*question))) {
        let (old, new) = (before.get(question), after.get(question));
        if old != new {
            let show = |answer: Option<&String>| answer.map_or(" | not asked", |text| text.as_str()).to_owned();
            writeln!(report, "{question}\n  was {}\n  is  {}", &show(old)[3..], &show(new)[3..]).unwrap();
        }
    }
    assert!(report.is_empty(), "answers changed; if that is meant, say so under Data in the changelog:\n{report}");
}

/// The areas of drawn ground, against those that are published.
#[test]
fn areas_are_near_the_published_ones() {
    for (territory, published, percent) in [
        ("nkao", 4_388.0, 4.0),
        // The border line has 8.4 km2; texts give 9.5 to 19.
        ("karki", 8.4, 3.0),
        ("artsakh-1994", 11_458.0, 3.0),
        ("ARM", 29_743.0, 1.0),
        ("AZE", 86_600.0, 1.0),
        ("GEO", 69_700.0, 1.0),
        ("south-ossetia", 3_890.0, 1.0),
    ] {
        let area = atlas().area_km2(territory).unwrap();
        let off = (area / published - 1.0).abs() * 100.0;
        assert!(off <= percent, "{territory}: {area:.0} km2 is {off:.1} % off {published} km2");
    }
}
