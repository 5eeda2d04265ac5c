//! `OpenHistoricalMap`: dates as people tag them, disputes, and what is wrong in a file.

use super::common::said;
use suzerain::import::{Format, Imported, OpenHistoricalMap};
use suzerain::{Atlas, Confidence, Mode, Position};

const SMALL: &str = include_str!("../data/import/openhistoricalmap.geojson");

fn import(text: &str) -> Imported {
    OpenHistoricalMap::new().read(text.as_bytes()).unwrap_or_else(|error| panic!("{error}"))
}

fn at(atlas: &Atlas, lon: f64, lat: f64, day: &str) -> String {
    let day: suzerain::UncertainDate = day.parse().unwrap();
    said(&atlas.controller_at(Position::from_lon_lat(lon, lat).unwrap(), day.day().unwrap()))
}

fn notes(imported: &Imported) -> String {
    let notes: Vec<String> = imported.report().notes().iter().map(ToString::to_string).collect();
    notes.join("\n")
}

#[test]
fn areas_hold_over_their_days() {
    let imported = import(SMALL);
    let atlas = imported.atlas();
    for (lon, day, expected) in [
        // Two relations of one polity that share the day of the change.
        (10.5, "1859-12-31", "unrecorded"),
        (10.5, "1860-01-01", "possibly Aland or unrecorded"),
        (10.5, "1861-01-01", "Aland"),
        (11.5, "1871-05-09", "unrecorded"),
        (11.5, "1871-05-10", "Aland"),
        (10.5, "1871-05-10", "Aland"),
        // No end: still there. EDTF comes before the plain date.
        (20.5, "1799-12-31", "unrecorded"),
        (20.5, "1805-01-01", "possibly Beland or unrecorded"),
        (20.5, "1811-01-01", "Beland"),
        (20.5, "2020-01-01", "Beland"),
        // A province within it holds nothing.
        (20.2, "1900-01-01", "Beland"),
        // Contested between its claimants; controlled by one of them.
        (30.5, "1950-01-01", "contested by Aland and Beland"),
        (31.5, "1950-01-01", "Beland"),
        (31.5, "1940-01-01", "unrecorded"),
        // Before our era, by ISO 8601.
        (40.5, "-0043-03-15", "possibly Rome or unrecorded"),
        (40.5, "-0042-03-15", "Rome"),
        (40.5, "-0044-12-31", "unrecorded"),
    ] {
        assert_eq!(at(atlas, lon, 40.5, day), expected, "{lon} on {day}");
    }
    assert_eq!(imported.report().features_read(), 12);
    assert_eq!(imported.report().features_skipped(), 4);
    assert_eq!(imported.report().features_imported(), 8);
    let territories =
        atlas.territories_at(Position::from_lon_lat(20.2, 40.2).unwrap(), time::macros::date!(1900 - 01 - 01));
    let names: Vec<&str> = territories.iter().map(|t| t.names()[0].text()).collect();
    assert_eq!(names, ["North Province", "Beland"]);
}

#[test]
fn records_name_the_object_of_the_map() {
    let atlas = import(SMALL).into_atlas();
    let record = &atlas.records()[0];
    assert_eq!(record.attestation().citations()[0].to_string(), "openhistoricalmap (relation/1)");
    assert_eq!(record.attestation().confidence(), Some(Confidence::Medium));
    assert_eq!(record.attestation().note(), Some("source: Survey of 1860; license: CC0-1.0"));
    let polity = atlas.polity("Aland").unwrap();
    assert_eq!(polity.name_in("de", time::macros::date!(1865 - 01 - 01)), Some("Ahland"));
    assert_eq!(atlas.records().iter().filter(|record| record.holding().polities().contains(&polity.code())).count(), 3);
    let claims: Vec<String> = atlas.claims().iter().map(|c| format!("{} {}", c.polity(), c.territory())).collect();
    assert_eq!(claims, ["Aland Valley", "Beland Valley", "Celand Hill"]);
    assert!(atlas.records().iter().any(|record| record.mode() == Some(Mode::Administration)));
}

#[test]
fn junk_is_noted_with_its_tag_and_object() {
    let notes = notes(&import(SMALL));
    for expected in [
        "feature 9 ('node/9'), line 10, column 51, properties.boundary: skipped: it has no tag boundary=administrative",
        "feature 10 ('way/10'), line 11, column",
        "geometry: skipped: it is a LineString, and only an area can be a territory",
        "feature 11 ('relation/11'), line 12, column 160, properties.start_date: skipped: start_date=once upon a time is not a date",
        "feature 12 ('relation/12'), line 13, column 209, properties.end_date: skipped: a period from 1900 until 1899 ends before",
        "properties.start_date:edtf: start_date:edtf=soonish is not EDTF: ",
        "; start_date is taken",
        "properties.start_date: start_date=~1900 is taken for some day of that time",
    ] {
        assert!(notes.contains(expected), "{expected}\n{notes}");
    }
}

fn one(tags: &str) -> String {
    format!(
        "{{\"type\":\"FeatureCollection\",\"features\":[\n{{\"type\":\"Feature\",\"id\":\"relation/7\",\"properties\":{{{tags}}},\n\"geometry\":{{\"type\":\"Polygon\",\"coordinates\":[[[1,40],[2,40],[2,41],[1,41],[1,40]]]}}}}\n]}}"
    )
}

const SOUND: &str = r#""boundary":"administrative","admin_level":"2","name":"A","start_date":"1900","end_date":"1910""#;

#[test]
fn what_cannot_be_told_is_skipped_with_the_place() {
    for (find, replace, expected) in [
        (r#""boundary":"administrative","#, "", "properties.boundary: skipped: it has no tag boundary"),
        (r#""administrative""#, r#""maritime""#, "properties.boundary: skipped"),
        (r#""admin_level":"2","#, "", "properties.admin_level: skipped: it has no admin_level"),
        (r#""admin_level":"2""#, r#""admin_level":"two""#, "skipped: its admin_level is 'two'; it must be a number"),
        (r#""1900""#, r#""C""#, "properties.start_date: skipped: start_date=C is not a date"),
        (r#""1900""#, r#""1900-02-30""#, "start_date=1900-02-30 is not a date"),
        (r#""1900""#, r#""2020-39""#, "start_date=2020-39 is not a date"),
        (r#""1910""#, r#""soon""#, "properties.end_date: skipped: end_date=soon is not a date"),
        (r#""1900""#, r#""present""#, "properties.start_date: skipped: start_date=present is not a date"),
        (r#""1900""#, r#""03/02/1900""#, "properties.start_date: skipped: start_date=03/02/1900 is not a date"),
        (r#""1910""#, r#""1890s""#, "ends before it begins"),
        (r#""1910""#, r#""1910","end_date:edtf":"../..""#, "end_date:edtf=../.. is not EDTF: "),
        (r#""start_date":"1900""#, r#""start_date:edtf":"19y0""#, "skipped: start_date:edtf=19y0 is not EDTF"),
    ] {
        assert!(SOUND.contains(find), "{find}");
        let another = one(SOUND).lines().skip(1).take(2).collect::<String>().replace("relation/7", "relation/8");
        let both = one(&SOUND.replacen(find, replace, 1)).replace("\n]}", &format!(",\n{another}\n]}}"));
        let imported = import(&both);
        let notes = notes(&imported);
        assert!(notes.contains("feature 1 ('relation/7'), line 2, "), "{replace}: {notes}");
        assert!(notes.contains(expected), "{replace}\n  expected: {expected}\n  found: {notes}");
    }
}

#[test]
fn malformed_files_are_told_with_the_place() {
    let sound = one(SOUND);
    assert_eq!(import(&sound).atlas().records().len(), 1);
    for (find, replace, expected) in [
        (
            "[[1,40],",
            "[[1,95],",
            "feature 1 ('relation/7'), line 3, column 46, geometry.coordinates[0][0]: longitude 1, latitude 95",
        ),
        (",[1,40]]]", "]]", "geometry.coordinates[0]: the ring is not closed"),
        ("[2,40],[2,41]", "[2,41],[2,40]", "territory 'A': ring 1 of its outline, position"),
        ("[2,40]", "[2]", "geometry.coordinates[0][1]"),
        ("[2,40]", "[2,\"x\"]", "geometry.coordinates[0][1][1]: it is the text 'x'"),
        ("\"Polygon\"", "\"Area\"", "geometry.type: 'Area' is not a type of geometry"),
        ("\"type\":\"Feature\"", "\"type\":\"Thing\"", "type: it is \"Thing\"; it must be \"Feature\""),
        ("\"properties\":{", "\"properties\":7,\"p\":{", "properties: it must be an object or null"),
        (
            "{\"type\":\"Polygon\",\"coordinates\":[[[1,40],[2,40],[2,41],[1,41],[1,40]]]}",
            "null",
            "geometry: it is missing",
        ),
        ("\n]}", "", "line 3"),
    ] {
        assert!(sound.contains(find), "{find}");
        let text = sound.replacen(find, replace, 1);
        let Err(error) = OpenHistoricalMap::new().strict().named("ohm.geojson").read(text.as_bytes()) else {
            panic!("{replace} is read")
        };
        let error = error.to_string();
        assert!(error.contains("ohm.geojson, "), "{error}");
        assert!(error.contains(expected), "{replace}\n  expected: {expected}\n  found: {error}");
    }
}

#[test]
fn tags_may_be_in_a_member_and_the_level_of_holders_may_be_another() {
    let nested = one(&format!("\"tags\":{{{}}}", SOUND.replace("\"2\"", "4")));
    let none = import(&nested);
    assert_eq!(none.atlas().records().len(), 0);
    assert!(
        notes(&none)
            .contains("no area has admin_level 2, so none has a sovereign; state another level: the file has 4")
    );
    let atlas = OpenHistoricalMap::new().holders_at_level(4).read(nested.as_bytes()).unwrap().into_atlas();
    assert_eq!(at(&atlas, 1.5, 40.5, "1905-01-01"), "A");
    assert_eq!(atlas.polities()[0].kind().to_string(), "governorate");
    let broken = nested.replace("1910", "x");
    let error = OpenHistoricalMap::new().read(broken.as_bytes()).unwrap_err().to_string();
    assert!(
        error.contains("nothing was imported") && error.contains("properties.tags.end_date: end_date=x"),
        "{error}"
    );
}

#[test]
fn the_format_is_guessed() {
    let path = std::path::Path::new("export.geojson");
    assert_eq!(Format::guess(path, SMALL.as_bytes()), Some(Format::OpenHistoricalMap));
    assert_eq!("ohm".parse::<Format>().unwrap(), Format::OpenHistoricalMap);
}
