//! Questions to an atlas.

use std::fmt::Write as _;

use suzerain::{Atlas, Basis, Position};
use time::Date;
use time::macros::date;

/// Days at both ends of the calendar, and where the samples change.
pub(crate) const DAYS: [Date; 7] = [
    Date::MIN,
    date!(1811 - 01 - 01),
    date!(1830 - 06 - 01),
    date!(1900 - 05 - 15),
    date!(1935 - 01 - 01),
    date!(2000 - 01 - 01),
    Date::MAX,
];

/// So many by so many places over a piece of the map, its corners among them.
pub(crate) fn grid(corner: [f64; 2], size: f64, count: u8) -> Vec<Position> {
    let along = |from: f64, step: u8| from + size * f64::from(step) / f64::from(count - 1);
    (0..count)
        .flat_map(|row| (0..count).map(move |column| (row, column)))
        .map(|(row, column)| Position::from_lon_lat(along(corner[0], column), along(corner[1], row)).unwrap())
        .collect()
}

/// Places on vertices, on edges and around them, where the samples have their ground.
pub(crate) fn places() -> Vec<Position> {
    let mut places = grid([9.5, -0.5], 4.0, 9);
    places.extend(grid([9.5, 39.5], 4.0, 9));
    places.extend(grid([17.0, 27.0], 6.0, 7));
    places.extend(grid([44.0, 39.0], 5.0, 6));
    places.extend([(0.0, 90.0), (0.0, -90.0), (180.0, 0.0)].map(|(x, y)| Position::from_lon_lat(x, y).unwrap()));
    places
}

/// What the atlas answers at places and on days, one question after the other.
pub(crate) fn at(atlas: &Atlas, places: &[Position], days: &[Date]) -> String {
    let mut told = String::new();
    for &place in places {
        for &day in days {
            let (controller, sovereign) = (atlas.controller_at(place, day), atlas.sovereign_at(place, day));
            writeln!(told, "{place} {day}: {controller} | {sovereign}\n{}", atlas.status_at(place, day)).unwrap();
            for basis in [Basis::DeFacto, Basis::DeJure] {
                writeln!(told, "{:?}", atlas.nearest(place, day, basis)).unwrap();
            }
        }
        for spell in atlas.history_at(place).iter().chain(&atlas.sovereign_history_at(place)) {
            let candidate = spell.candidate();
            writeln!(told, "{spell} {:?} {}", candidate.mode(), candidate.records().count()).unwrap();
        }
    }
    // The same in one go, which takes other ways through the index.
    for &day in days {
        let dates = vec![day; places.len()];
        for answer in atlas.controllers_at(places, &dates).unwrap() {
            writeln!(told, "{answer}").unwrap();
        }
    }
    told
}

/// What the atlas tells of whole days.
pub(crate) fn on(atlas: &Atlas, days: &[Date]) -> String {
    let mut told = String::new();
    for &day in days {
        for basis in [Basis::DeFacto, Basis::DeJure] {
            let snapshot = atlas.on(day, basis);
            writeln!(told, "{}", snapshot.to_geojson()).unwrap();
            for border in snapshot.borders() {
                writeln!(told, "{border}").unwrap();
            }
            for enclave in snapshot.enclaves() {
                writeln!(told, "{enclave}").unwrap();
            }
            for exclave in snapshot.exclaves() {
                writeln!(told, "{exclave}").unwrap();
            }
            for corridor in snapshot.corridors() {
                writeln!(told, "{corridor}").unwrap();
            }
            for tripoint in snapshot.tripoints() {
                writeln!(told, "{tripoint}").unwrap();
            }
        }
    }
    for conflict in atlas.conflicts() {
        writeln!(told, "{conflict}").unwrap();
    }
    for territory in atlas.territories() {
        writeln!(told, "{:?}", atlas.area_km2(territory.code().as_str())).unwrap();
    }
    told
}

/// The atlas as a document.
pub(crate) fn document(atlas: &Atlas) -> String {
    let mut text = Vec::new();
    atlas.to_geojson(&mut text).unwrap();
    String::from_utf8(text).unwrap()
}
