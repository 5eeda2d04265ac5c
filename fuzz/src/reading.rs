//! What the core reads: documents, binary forms, dates and tables.

use suzerain::binary::BINARY_FORMAT;
use suzerain::table::Columns;
use suzerain::{Atlas, Basis, Position, UncertainDate};
use time::Date;
use xxhash_rust::xxh3::xxh3_64;

/// A document is an atlas or an error; an atlas is written and read back the same.
pub(crate) fn document(bytes: &[u8]) -> String {
    let atlas = match Atlas::from_geojson(bytes) {
        Ok(atlas) => atlas,
        Err(error) => return error.to_string(),
    };
    ask(&atlas);
    let mut written = Vec::new();
    atlas.to_geojson(&mut written).expect("memory takes it");
    let again = Atlas::from_geojson(written.as_slice()).expect("what was written is read");
    let mut rewritten = Vec::new();
    again.to_geojson(&mut rewritten).expect("memory takes it");
    assert_eq!(written, rewritten);
    let said = atlas.verify();
    assert!(said.is_ok(), "{said:?}");
    String::new()
}

/// Parts of a binary form under a right header are an atlas or an error.
pub(crate) fn binary(body: &[u8]) -> String {
    let length = (28 + body.len() as u64).to_le_bytes();
    let header = [&b"\x93suz\r\n\x1a\n"[..], &BINARY_FORMAT.to_le_bytes(), &length, &xxh3_64(body).to_le_bytes()];
    let atlas = match Atlas::from_bytes(&[&header.concat(), body].concat()) {
        Ok(atlas) => atlas,
        Err(error) => return error.to_string(),
    };
    ask(&atlas);
    let _ = atlas.on(Date::MAX, Basis::DeJure).to_geojson();
    let _ = atlas.conflicts();
    let _ = atlas.to_bytes();
    atlas.verify().err().map(|error| error.to_string()).unwrap_or_default()
}

/// Text as an uncertain date: what is read is printed and read the same.
pub(crate) fn date(bytes: &[u8]) -> String {
    let Ok(text) = std::str::from_utf8(bytes) else { return "no text".to_owned() };
    match text.parse::<UncertainDate>() {
        Ok(date) => {
            assert!(date.earliest() <= date.latest());
            assert_eq!(date.to_string().parse(), Ok(date));
            String::new()
        }
        Err(error) => error.to_string(),
    }
}

/// A table of events: every row is a question, which is answered, or a fault.
pub(crate) fn table(bytes: &[u8]) -> String {
    let text = String::from_utf8_lossy(bytes);
    let mut lines = text.lines().map(|line| line.split(',').collect::<Vec<_>>());
    let layout = match Columns::new().find(&lines.next().unwrap_or_default()) {
        Ok(layout) => layout,
        Err(error) => return error.to_string(),
    };
    let mut faults = String::new();
    for row in lines {
        match layout.question(|column| row.get(column).copied()) {
            Ok(question) => {
                let days = question.days();
                assert!(days.earliest() <= days.latest());
                let answer = Atlas::south_caucasus().answer_within(question.position(), days, Basis::DeFacto);
                assert!(!answer.candidates().is_empty());
            }
            Err(error) => faults = error.to_string(),
        }
    }
    faults
}

/// Asks what may be asked of an atlas.
fn ask(atlas: &Atlas) {
    for (lat, lon) in [(0.0, 0.0), (40.0, 45.0), (40.5, 10.5), (-90.0, 0.0), (90.0, 180.0)] {
        let place = Position::from_lat_lon(lat, lon).expect("a position");
        for day in [Date::MIN, Date::MAX] {
            let _ = atlas.status_at(place, day).to_string();
            let _ = atlas.nearest(place, day, Basis::DeFacto);
            let _ = atlas.within_km(place, 100.0, day, Basis::DeJure);
        }
        let _ = atlas.history_at(place);
    }
}
