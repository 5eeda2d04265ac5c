//! What the tests of importers share.

use suzerain::import::{ImportError, Imported};
use suzerain::{Atlas, Position, UncertainDate};

pub(crate) use crate::common::said;

/// Who holds a place on a day: the chain from the top, or what the answer says.
pub(crate) fn held(atlas: &Atlas, (lon, lat): (f64, f64), day: &str) -> String {
    let day = day.parse::<UncertainDate>().unwrap().day().unwrap();
    let answer = atlas.controller_at(Position::from_lon_lat(lon, lat).unwrap(), day);
    answer.holder().map_or_else(|| said(&answer), |holder| holder.chain_text())
}

/// In whose right a place is held on a day.
pub(crate) fn by_right(atlas: &Atlas, (lon, lat): (f64, f64), day: &str) -> String {
    let day = day.parse::<UncertainDate>().unwrap().day().unwrap();
    said(&atlas.sovereign_at(Position::from_lon_lat(lon, lat).unwrap(), day))
}

pub(crate) fn notes(imported: &Imported) -> String {
    let notes: Vec<String> = imported.report().notes().iter().map(ToString::to_string).collect();
    notes.join("\n")
}

/// Reads bytes that must be refused; what the error says, each of `expected` (split at ` & `) in it.
pub(crate) fn refused(what: &str, read: Result<Imported, ImportError>, expected: &str) {
    let error = match read {
        Ok(imported) => panic!("{what} is read: {}", imported.report()),
        Err(error) => error.to_string(),
    };
    for expected in expected.split(" & ") {
        assert!(error.contains(expected), "{what}\n  expected: {expected}\n  found: {error}");
    }
}

/// Each of these changes to a sound text must be refused, with these texts in the error; all problems count as one.
pub(crate) fn each_is_refused(
    sound: &str,
    read: impl Fn(&[u8]) -> Result<Imported, ImportError>,
    table: &[(&str, &str, &str)],
) {
    if let Err(error) = read(sound.as_bytes()) {
        panic!("the sound text is refused: {error}");
    }
    for &(find, replace, expected) in table {
        assert!(sound.contains(find), "'{find}' is not in the sound text");
        let changed = sound.replacen(find, replace, 1);
        refused(&format!("'{find}' as '{replace}'"), read(changed.as_bytes()), expected);
    }
}

/// Text in other encodings, and cut off: the same in each importer of JSON. `sound` must contain `name`.
pub(crate) fn other_encodings_are_refused(
    sound: &str,
    name: &str,
    read: impl Fn(&[u8]) -> Result<Imported, ImportError>,
) {
    let utf16 = |to: fn(u16) -> [u8; 2]| sound.encode_utf16().flat_map(to).collect::<Vec<u8>>();
    refused("UTF-16", read(&utf16(u16::to_le_bytes)), "line 1, column 1: the file is UTF-16");
    refused("UTF-16 BE", read(&utf16(u16::to_be_bytes)), "line 1, column 1: the file is UTF-16");
    refused("UTF-16 with its mark", read(&[&[0xFF, 0xFE][..], &utf16(u16::to_le_bytes)].concat()), "UTF-16");
    let marked = [&[0xEF, 0xBB, 0xBF][..], sound.as_bytes()].concat();
    refused("a byte order mark", read(&marked), "line 1, column 1: the file begins with a byte order mark");
    let at = sound.find(name).unwrap();
    let mut latin = sound.as_bytes().to_vec();
    latin[at] = 0xE9;
    let before = &sound[..at];
    let line = before.matches('\n').count() + 1;
    let column = at - before.rfind('\n').map_or(0, |end| end + 1) + 1;
    let expected = format!("line {line}, column {column}: byte 0xE9 is not UTF-8; save the file as UTF-8");
    refused("Latin-1", read(&latin), &expected);
    // Wherever a file is cut off, it is refused, and never taken for a shorter one.
    let end = sound.trim_end().len();
    for cut in (0..end).step_by(7).chain([end - 1]) {
        let error = read(&sound.as_bytes()[..cut]).map(|_| ()).expect_err("a part of it is read");
        assert!(!error.problems().is_empty(), "cut at {cut}: {error}");
        if cut > 0 {
            assert!(error.to_string().contains("line "), "cut at {cut}: {error}");
        }
    }
}
