//! An atlas comes back as it was.

use proptest::prelude::*;
use suzerain::{Atlas, Basis, Position};
use time::macros::date;

use super::{asked, samples};
use crate::snapshot::maps;

/// Document → atlas → bytes → atlas → document, and every answer on the way.
fn comes_back(atlas: &Atlas, places: &[Position]) {
    let written = asked::document(atlas);
    let read = Atlas::from_geojson(written.as_bytes()).unwrap_or_else(|error| panic!("{error}"));
    let bytes = read.to_bytes();
    assert!(bytes == atlas.to_bytes(), "the document makes other bytes than the atlas");
    let again = Atlas::from_bytes(&bytes).unwrap_or_else(|error| panic!("{error}"));
    assert!(again.to_bytes() == bytes, "what was read is written otherwise");
    assert_eq!(asked::document(&again), written);
    assert_eq!(asked::at(&again, places, &asked::DAYS), asked::at(atlas, places, &asked::DAYS));
    assert_eq!(asked::on(&again, &asked::DAYS[2..6]), asked::on(atlas, &asked::DAYS[2..6]));
    again.verify().unwrap_or_else(|error| panic!("{error}"));
}

#[test]
fn samples_come_back() {
    for atlas in samples::all() {
        comes_back(&atlas, &asked::places());
    }
}

#[test]
fn what_an_atlas_says_of_itself_comes_back() {
    let merged = samples::merged();
    let again = Atlas::from_bytes(&merged.to_bytes()).unwrap();
    assert_eq!(again.about(), merged.about());
    assert_eq!(again.about().layers(Basis::DeFacto).collect::<Vec<_>>(), ["crossing", "valley"]);
    assert_eq!(again.about().layers(Basis::DeJure).collect::<Vec<_>>(), ["valley", "crossing"]);
    let crossing = Atlas::from_bytes(&samples::crossing().to_bytes()).unwrap();
    assert!(crossing.about().keeps_contradictions());
    let place = Position::from_lon_lat(11.5, 0.5).unwrap();
    let outcome = crossing.controller_at(place, date!(1910 - 01 - 01)).outcome().unwrap();
    assert_eq!(outcome.to_string(), "contested by Kingdom A and Kingdom B");
    assert!(!crossing.conflicts().is_empty());
}

#[test]
fn the_embedded_atlas_answers_as_its_documents_do() {
    let (built, read) = (super::embedded::from_documents(), Atlas::south_caucasus());
    let places = asked::grid([43.0, 38.0], 8.0, 13);
    let days = [date!(1804 - 01 - 01), date!(1919 - 05 - 01), date!(1992 - 05 - 15), date!(2020 - 11 - 20)];
    assert!(asked::at(read, &places, &days) == asked::at(&built, &places, &days));
    assert!(asked::on(read, &days[2..]) == asked::on(&built, &days[2..]));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 16, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn generated_maps_come_back(seed: u64, west in -170_i16..160, south in -80_i16..70) {
        let unit = 10_000_000;
        let map = maps::map(seed, i64::from(west) * unit, i64::from(south) * unit);
        comes_back(&map.atlas, &asked::grid([f64::from(west), f64::from(south)], 5.0, 11));
    }
}
