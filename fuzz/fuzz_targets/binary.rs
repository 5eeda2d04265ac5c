//! Arbitrary parts of a binary form under a right header: an atlas or an error, never a panic.

#![no_main]

use libfuzzer_sys::fuzz_target;
use suzerain::binary::BINARY_FORMAT;
use suzerain::{Atlas, Basis, Position};
use time::Date;
use xxhash_rust::xxh3::xxh3_64;

fuzz_target!(|body: &[u8]| {
    let length = (28 + body.len() as u64).to_le_bytes();
    let header = [&b"\x93suz\r\n\x1a\n"[..], &BINARY_FORMAT.to_le_bytes(), &length, &xxh3_64(body).to_le_bytes()];
    let bytes = [&header.concat(), body].concat();
    let Ok(atlas) = Atlas::from_bytes(&bytes) else { return };
    let places = [(0.0, 0.0), (40.0, 45.0), (40.5, 10.5), (-90.0, 0.0), (90.0, 180.0)];
    for (lat, lon) in places {
        let place = Position::from_lat_lon(lat, lon).expect("a position");
        for day in [Date::MIN, Date::MAX] {
            let _ = atlas.status_at(place, day).to_string();
            let _ = atlas.nearest(place, day, Basis::DeFacto);
            let _ = atlas.within_km(place, 100.0, day, Basis::DeJure);
        }
        let _ = atlas.history_at(place);
    }
    let _ = atlas.on(Date::MAX, Basis::DeJure).to_geojson();
    let _ = atlas.conflicts();
    let _ = atlas.to_bytes();
    let _ = atlas.verify();
});
