//! Dates as files have them, read by every importer that reads dates.

use suzerain::Atlas;
use suzerain::import::{DateFormat, Ends, GeoJson, Imported, LinkedPlaces, Mapping, OpenHistoricalMap};

use super::common::{held, notes};

const AT: (f64, f64) = (10.5, 40.5);

fn case(name: &str) -> String {
    let path = format!("{}/data/cases/{name}", env!("CARGO_MANIFEST_DIR"));
    std::fs::read_to_string(path).unwrap()
}

fn ohm(text: &str) -> Imported {
    OpenHistoricalMap::new().read(text.as_bytes()).unwrap()
}

/// An area of the map with these dates.
fn dated(start: &str, end: &str) -> String {
    let case = case("ohm-overlapping-spans.geojson");
    case.replace("\"1918\"", &format!("\"{start}\"")).replace("\"1918-11-20\"", &format!("\"{end}\""))
}

fn assert_held(atlas: &Atlas, table: &[(&str, &str)]) {
    for (day, expected) in table {
        assert_eq!(held(atlas, AT, day), *expected, "{day}");
    }
}

const NONE: &str = "unrecorded";
const MAYBE: &str = "possibly Someland or unrecorded";

#[test]
fn ohm_question_marks() {
    let imported = ohm(&case("ohm-question-marks.geojson"));
    assert_held(
        imported.atlas(),
        &[
            ("0100-01-01", NONE),
            ("0500-01-01", NONE),
            ("1799-12-31", NONE),
            ("1800-01-01", MAYBE),
            ("1899-12-30", MAYBE),
            ("1899-12-31", "Someland"),
            ("1920-01-01", "Someland"),
            ("1949-12-31", "Someland"),
            ("1950-06-01", MAYBE),
            ("1951-01-01", NONE),
        ],
    );
}

#[test]
fn ohm_overlapping_spans() {
    let imported = ohm(&case("ohm-overlapping-spans.geojson"));
    assert_eq!(notes(&imported), "");
    assert_held(
        imported.atlas(),
        &[
            ("1917-12-31", NONE),
            ("1918-01-01", MAYBE),
            ("1918-11-19", MAYBE),
            ("1918-11-20", NONE),
            ("1919-01-01", NONE),
        ],
    );
    // The other way round: it has surely begun, and ends on some day of the year.
    let imported = ohm(&dated("1918-05-03", "1918"));
    assert_held(
        imported.atlas(),
        &[("1918-05-02", NONE), ("1918-05-03", MAYBE), ("1918-12-30", MAYBE), ("1918-12-31", NONE)],
    );
    // No day is left.
    let error = OpenHistoricalMap::new().read(dated("1918-11-20", "1918-11-20").as_bytes()).unwrap_err().to_string();
    assert!(error.contains("nothing was imported") && error.contains("ends before it begins"), "{error}");
}

#[test]
fn ohm_end_present() {
    let imported = ohm(&case("ohm-end-present.geojson"));
    assert_held(imported.atlas(), &[("1899-12-31", NONE), ("1901-01-01", "Someland"), ("2020-01-01", "Someland")]);
    assert!(
        notes(&imported).contains("end_date=present is taken for an end that has not come"),
        "{}",
        notes(&imported)
    );
    for word in ["now", "Today", "-", "–", "..", "ongoing", "9999", "9999-12-31"] {
        let imported = ohm(&dated("1900", word));
        assert_held(imported.atlas(), &[("1950-01-01", "Someland")]);
        assert_eq!(imported.atlas().records()[0].attestation().period().until(), None, "{word}");
    }
}

#[test]
fn dates_of_tags_in_other_forms() {
    for (start, expected) in [
        ("18XX", "18XX"),
        ("187?", "187X"),
        ("18--", "18XX"),
        ("1918-05-??", "1918-05"),
        ("1918-05-03T00:00:00Z", "1918-05-03"),
        ("1918-05-03 12:30", "1918-05-03"),
        ("3 May 1918", "1918-05-03"),
        ("May 1918", "1918-05"),
        ("1918/05/03", "1918-05-03"),
        ("19180503", "1918-05-03"),
    ] {
        let imported = ohm(&dated(start, "1950"));
        let from = imported.atlas().records()[0].attestation().period().from().unwrap();
        assert_eq!(from.to_string(), expected, "{start}");
    }
}

/// Years outside the calendar are its nearest days, with a note.
#[test]
fn years_outside_the_calendar_are_clamped() {
    for year in ["-12000", "12000 BC", "-123000-01-01", "Y-20000"] {
        let imported = ohm(&dated(year, "1950"));
        assert_held(imported.atlas(), &[("-9999-01-01", "Someland"), ("1900-01-01", "Someland")]);
        assert!(notes(&imported).contains("is taken for the nearest day from -9999 to 9999"), "{}", notes(&imported));
    }
    let imported = ohm(&dated("1900", "12000-01-01"));
    assert_held(imported.atlas(), &[("9999-12-31", "Someland")]);
    let places = case("linked-places-empty-end.geojson").replace("\"1480\"", "\"-12000\"").replace("\"\"", "\"1491\"");
    let imported = LinkedPlaces::new().read(places.as_bytes()).unwrap();
    assert!(notes(&imported).contains("is taken for the nearest day"), "{}", notes(&imported));
    let years = mapped(DateFormat::Years, Ends::Included, "-12000", "1950").unwrap();
    assert_held(years.atlas(), &[("-9999-01-01", "H"), ("1950-12-31", "H"), ("1951-01-01", NONE)]);
    assert!(notes(&years).contains("is taken for the nearest day"), "{}", notes(&years));
}

#[test]
fn linked_places_empty_end() {
    let imported = LinkedPlaces::new().read(case("linked-places-empty-end.geojson").as_bytes()).unwrap();
    let expected = "when.timespans[0].end.in: it is blank, and taken for not stated";
    assert!(notes(&imported).contains(expected), "{}", notes(&imported));
    // A start alone is the time that it names.
    let territory = &imported.atlas().territories()[0];
    assert_eq!(territory.period().to_string(), "1480-01-01 to 1481-01-01");
}

/// The case of a plain file with these dates; `Err` with what is wrong with it.
fn mapped(dates: DateFormat, ends: Ends, from: &str, until: &str) -> Result<Imported, String> {
    let text = case("end-9999-12-31.geojson").replace("1919-01-01", from).replace("9999-12-31", until);
    let mapping = Mapping::new().name("name").holder("holder").from("s").until("e").ends(ends).dates(dates);
    GeoJson::new(mapping).read(text.as_bytes()).map_err(|error| error.to_string())
}

#[test]
fn end_9999_12_31() {
    for ends in [Ends::Included, Ends::Excluded] {
        for until in ["9999-12-31", "9999", "9999-12-31T23:59:59Z", "present"] {
            let imported = mapped(DateFormat::Edtf, ends, "1919-01-01", until).unwrap();
            assert_held(imported.atlas(), &[("1918-12-31", NONE), ("1919-01-01", "H"), ("2020-01-01", "H")]);
            assert_eq!(imported.atlas().records()[0].attestation().period().until(), None, "{until}");
        }
    }
    let imported = mapped(DateFormat::Iso, Ends::Excluded, "1919-01-01", "9999-12-31").unwrap();
    assert_eq!(notes(&imported), "");
    assert_held(imported.atlas(), &[("2020-01-01", "H")]);
    assert_held(mapped(DateFormat::Years, Ends::Included, "1919", "9999").unwrap().atlas(), &[("9999-01-01", "H")]);
}

#[test]
fn dates_with_time() {
    let mapping = Mapping::new().name("name").holder("holder").from("s").until("e");
    for dates in [DateFormat::Edtf, DateFormat::Iso] {
        let importer = GeoJson::new(mapping.clone().dates(dates));
        let imported = importer.read(case("dates-with-time.geojson").as_bytes()).unwrap();
        assert_held(
            imported.atlas(),
            &[("1947-08-13", NONE), ("1947-08-14", "H"), ("1971-12-30", "H"), ("1971-12-31", NONE)],
        );
    }
}

#[test]
fn dates_of_a_stated_form() {
    for (dates, from) in [
        ("dmy", "14/08/1947"),
        ("dmy", "14.8.1947"),
        ("mdy", "08/14/1947"),
        ("ymd", "1947/08/14"),
        ("%d-%m-%Y", "14-08-1947"),
        ("%B %d, %Y", "August 14, 1947"),
        ("%Y%j", "1947226"),
    ] {
        let dates: DateFormat = dates.parse().unwrap();
        let imported = mapped(dates.clone(), Ends::Excluded, from, "9999-12-31");
        let imported = match imported {
            Err(error) if dates.to_string().contains('%') => {
                // A pattern of the caller's own takes no other form.
                assert!(error.contains(&format!("it is not written as {dates}")), "{error}");
                mapped(dates, Ends::Excluded, from, "present").unwrap()
            }
            other => other.unwrap(),
        };
        assert_held(imported.atlas(), &[("1947-08-13", NONE), ("1947-08-14", "H")]);
    }
    let error = mapped(DateFormat::Edtf, Ends::Excluded, "14/08/1947", "9999").unwrap_err();
    assert!(error.contains("'14/08/1947' is not a date: ") && error.contains("dmy or mdy"), "{error}");
    let error = mapped("dmy".parse().unwrap(), Ends::Excluded, "08/14/1947", "9999").unwrap_err();
    assert!(error.contains("there is no month 14"), "{error}");
    let imported = mapped("dmy".parse().unwrap(), Ends::Excluded, "14/08/47", "9999").unwrap();
    assert!(notes(&imported).contains("years of two digits are 1930 to 2029"), "{}", notes(&imported));
    for wrong in ["", "dym", "%d.%m", "%Q"] {
        assert!(wrong.parse::<DateFormat>().is_err(), "{wrong}");
    }
}
