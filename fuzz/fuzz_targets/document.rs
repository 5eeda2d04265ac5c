//! Arbitrary bytes as a document: an atlas or an error, never a panic; an atlas is written and read back the same.

#![no_main]

use libfuzzer_sys::fuzz_target;
use suzerain::{Atlas, Position};
use time::Date;

fuzz_target!(|bytes: &[u8]| {
    let Ok(atlas) = Atlas::from_geojson(bytes) else { return };
    let place = Position::from_lat_lon(40.0, 45.0).expect("a position");
    for day in [Date::MIN, Date::MAX] {
        let _ = atlas.status_at(place, day).to_string();
    }
    let _ = atlas.history_at(place);
    let mut written = Vec::new();
    atlas.to_geojson(&mut written).expect("memory takes it");
    let again = Atlas::from_geojson(written.as_slice()).expect("what was written is read");
    let mut rewritten = Vec::new();
    again.to_geojson(&mut rewritten).expect("memory takes it");
    assert_eq!(written, rewritten);
});
