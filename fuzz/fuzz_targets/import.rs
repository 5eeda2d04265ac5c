//! Arbitrary bytes through every importer that reads a stream: an atlas or an error with its place, never a panic.

#![no_main]

use libfuzzer_sys::fuzz_target;
use suzerain::import::{
    CShapes, Cliopatria, DateFormat, FlatGeobuf, GeoJson, LinkedPlaces, Mapping, NaturalEarth, OpenHistoricalMap,
    Repair,
};
use suzerain::{Atlas, Position};
use time::Date;

fuzz_target!(|input: (u8, &[u8])| {
    let (choice, bytes) = input;
    let repair = if choice & 0x80 == 0 { Repair::new() } else { Repair::all(0.001) };
    let mapping = Mapping::new().name("n").holder("h").from("f").until("u").dates(DateFormat::Edtf);
    let imported = match choice & 0x7F {
        0 => CShapes::new().repair(repair).read(bytes),
        1 => Cliopatria::new().repair(repair).read(bytes),
        2 => OpenHistoricalMap::new().repair(repair).read(bytes),
        3 => LinkedPlaces::new().repair(repair).read(bytes),
        4 => NaturalEarth::new().repair(repair).read(bytes),
        5 => FlatGeobuf::new(mapping).repair(repair).read(bytes),
        _ => GeoJson::new(mapping).repair(repair).read(bytes),
    };
    match imported {
        Ok(imported) => {
            let _ = imported.report().to_string();
            asked(imported.atlas());
        }
        Err(error) => assert!(!error.problems().is_empty() && !error.to_string().is_empty()),
    }
});

fn asked(atlas: &Atlas) {
    let place = Position::from_lat_lon(0.5, 0.5).expect("a position");
    for day in [Date::MIN, Date::MAX] {
        let _ = atlas.status_at(place, day).to_string();
    }
    let _ = atlas.history_at(place);
    let again = Atlas::from_bytes(&atlas.to_bytes()).expect("its own bytes are read");
    assert_eq!(again.controller_at(place, Date::MAX).to_string(), atlas.controller_at(place, Date::MAX).to_string());
}
