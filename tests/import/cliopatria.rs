//! Cliopatria: composites and their components, years without a 0, and what is wrong in a file.

use super::common::said;
use suzerain::import::{Cliopatria, Format, Imported, Repair};
use suzerain::{Atlas, Position};
use time::Date;

const SMALL: &str = include_str!("../data/import/cliopatria.geojson");

fn import(text: &str) -> Imported {
    Cliopatria::new().read(text.as_bytes()).unwrap_or_else(|error| panic!("{error}"))
}

fn at(atlas: &Atlas, lon: f64, lat: f64, day: &str) -> String {
    let day: suzerain::UncertainDate = day.parse().unwrap();
    let day: Date = day.day().unwrap();
    let answer = atlas.controller_at(Position::from_lon_lat(lon, lat).unwrap(), day);
    assert_eq!(said(&answer), said(&atlas.sovereign_at(Position::from_lon_lat(lon, lat).unwrap(), day)));
    match answer.holder() {
        Some(holder) => holder.chain().map(|polity| polity.name_on(day)).collect::<Vec<_>>().join(" > "),
        None => said(&answer),
    }
}

/// The small file: an empire of two members of which one has a gap, a strip of its own, and times before our era.
#[test]
fn components_hold_and_composites_have_what_is_left() {
    let imported = import(SMALL);
    let atlas = imported.atlas();
    let table = [
        // Both members are there.
        (10.5, "1000-01-01", "Empire > West"),
        (11.5, "1000-01-01", "Empire > East"),
        // The strip that no member covers is the empire's own.
        (12.5, "1000-01-01", "Empire"),
        // East has no row from 1011 to 1020: its ground is the empire's own.
        (11.5, "1010-12-31", "Empire > East"),
        (11.5, "1011-01-01", "Empire"),
        (11.5, "1020-12-31", "Empire"),
        (11.5, "1021-01-01", "Empire > East"),
        // The empire's last year is 1050; West goes on.
        (10.5, "1050-12-31", "Empire > West"),
        (10.5, "1051-01-01", "West"),
        (12.5, "1051-01-01", "unrecorded"),
        (10.5, "1060-12-31", "West"),
        // A composite without any component's row holds all of its ground.
        (20.5, "0100-06-01", "League"),
        // A member of a composite that is a member of another.
        (10.5, "0900-06-01", "Union > Duchy > March"),
        // 44 BCE is the year -0043; 1 BCE the year 0000.
        (30.5, "-0043-01-01", "Rome"),
        (30.5, "-0044-12-31", "outside the atlas's time"),
        (30.5, "0000-12-31", "Rome"),
        (30.5, "0001-01-01", "Rome"),
        (30.5, "0002-01-01", "unrecorded"),
    ];
    for (lon, day, expected) in table {
        let found = at(atlas, lon, 40.5, day);
        assert_eq!(found, expected, "{lon} on {day}");
    }
    let notes: Vec<String> = imported.report().notes().iter().map(ToString::to_string).collect();
    assert!(notes.iter().any(|note| note.contains("properties.Type: skipped: it is 'EVENT'")), "{notes:#?}");
    assert!(
        notes.iter().any(|note| note.contains("a composite holds an area that none of its components")),
        "{notes:#?}"
    );
    assert_eq!((imported.report().features_read(), imported.report().features_skipped()), (11, 1));
}

/// Areas of all that is held add up to the ground once.
#[test]
fn no_ground_is_held_twice() {
    let atlas = import(SMALL).into_atlas();
    let day = time::macros::date!(1000 - 06 - 01);
    let held: f64 = atlas
        .records()
        .iter()
        .filter(|record| record.attestation().period().holds_on(day).is_some())
        .map(|record| atlas.area_km2(record.territory().as_str()).unwrap())
        .sum();
    let empire = geo_types::Rect::new((10.0, 40.0), (13.0, 41.0)).to_polygon();
    let whole = Atlas::builder("whole")
        .source(suzerain::build::SourceDraft::new("s", "s"))
        .territory(
            suzerain::build::TerritoryDraft::new("e", suzerain::model::TerritoryKind::State, "e")
                .outline(empire, 1.0)
                .citing("s"),
        )
        .build()
        .unwrap();
    let expected = whole.area_km2("e").unwrap();
    assert!((held - expected).abs() < 1e-6 * expected, "{held} and {expected}");
}

fn square(west: f64) -> String {
    let east = west + 1.0;
    format!(r#"{{"type":"Polygon","coordinates":[[[{west},40],[{east},40],[{east},41],[{west},41],[{west},40]]]}}"#)
}

fn one(properties: &str, geometry: &str) -> String {
    format!(
        "{{\"type\":\"FeatureCollection\",\"features\":[\n{{\"type\":\"Feature\",\"properties\":{{{properties}}},\"geometry\":{geometry}}}\n]}}"
    )
}

#[test]
fn malformed_files_are_told_with_the_place() {
    let sound = r#""Name":"A","FromYear":1,"ToYear":5,"Type":"POLITY","MemberOf":"","Components":"""#;
    assert_eq!(import(&one(sound, &square(1.0))).atlas().records().len(), 1);
    for (find, replace, expected) in [
        (r#""Name":"A","#, "", "feature 1, line 2, column 32, properties.Name: it is missing; a row has the name"),
        (r#""Name":"A""#, r#""Name":"  ""#, "properties.Name: it is missing"),
        (r#""FromYear":1,"#, "", "properties.FromYear: it is missing; a row has a first and a last year"),
        (r#""FromYear":1"#, r#""FromYear":null"#, "column 55, properties.FromYear: it is missing"),
        (
            r#""FromYear":1"#,
            r#""FromYear":"about 1200""#,
            "properties.FromYear: 'about 1200' is not a year; write a whole",
        ),
        (r#""FromYear":1"#, r#""FromYear":1.5"#, "properties.FromYear: '1.5' is not a year"),
        (r#""FromYear":1"#, r#""FromYear":-20000"#, "properties.FromYear: '-20000' is not a year"),
        (r#""ToYear":5"#, r#""ToYear":9999"#, "properties.ToYear: '9999' is not a year"),
        (r#""ToYear":5"#, r#""ToYear":99999999999"#, "properties.ToYear: '99999999999' is not a year"),
        (r#""ToYear":5"#, r#""ToYear":-5"#, "properties.ToYear: the row ends before it begins"),
        (r#""MemberOf":"""#, r#""MemberOf":7"#, "properties.MemberOf: it is 7; it must be a text of names"),
        (r#""Components":"""#, r#""Components":["B"]"#, "properties.Components: it is [\"B\"]; it must be a text"),
        (r"[[[1,40]", r"[[[1,140]", "geometry.coordinates[0][0]: longitude 1, latitude 140 is not a position"),
        (r",[1,40]]]", "]]", "geometry.coordinates[0]: the ring is not closed"),
        (r#""type":"Polygon""#, r#""type":"Point""#, "geometry.coordinates: it is lists nested"),
        (r#""type":"Polygon","#, "", "geometry.type: it is missing"),
        (
            r"[2,40],[2,41]",
            r"[2,41],[2,40]",
            "feature 1, line 2, column 1: territory 'A-1': ring 1 of its outline, position",
        ),
    ] {
        let file = one(sound, &square(1.0));
        assert!(file.contains(find), "{find}");
        let Err(error) =
            Cliopatria::new().strict().named("clio.geojson").read(file.replacen(find, replace, 1).as_bytes())
        else {
            panic!("{replace} is read")
        };
        let error = error.to_string();
        assert!(error.contains("clio.geojson, feature 1, line 2, "), "{replace}: {error}");
        assert!(error.contains(expected), "{replace}\n  expected: {expected}\n  found: {error}");
    }
    for (text, expected) in [
        ("", "the file is empty"),
        ("[]", "expected a FeatureCollection"),
        ("{\"type\":\"FeatureCollection\"}", "features: it is missing"),
        ("{\"type\":\"FeatureCollection\",\"features\":[{\"type\":\"Feature\",", "line 1"),
    ] {
        let error = Cliopatria::new().strict().read(text.as_bytes()).unwrap_err().to_string();
        assert!(error.contains(expected), "{text}: {error}");
    }
}

#[test]
fn a_year_nought_and_a_membership_in_itself_are_noted() {
    let row = r#""Name":"A","FromYear":0,"ToYear":"5.0","MemberOf":"A","Wikipedia":"A page","SeshatID":"a_1""#;
    let imported = import(&one(row, &square(1.0)));
    let notes: Vec<String> = imported.report().notes().iter().map(ToString::to_string).collect();
    assert!(notes[0].contains("properties.FromYear: the count of years has no 0"), "{notes:?}");
    assert!(notes[1].contains("it is a member of itself"), "{notes:?}");
    assert_eq!(imported.atlas().records()[0].attestation().period().to_string(), "0000-01-01 to 0006-01-01");
    assert_eq!(imported.atlas().polity("A").unwrap().note(), Some("Wikipedia: A page; Seshat: a_1"));
}

#[test]
fn the_format_is_guessed_and_repairs_are_taken() {
    let path = std::path::Path::new("any.geojson");
    assert_eq!(Format::guess(path, SMALL.as_bytes()), Some(Format::Cliopatria));
    assert_eq!("cliopatria".parse::<Format>().unwrap().to_string(), "cliopatria");
    let open = SMALL.replacen(", [10, 40]]]", "]]", 1);
    assert_ne!(open, SMALL);
    assert!(Cliopatria::new().strict().read(open.as_bytes()).is_err());
    let mut last = 0;
    let importer =
        Cliopatria::new().repair(Repair::new().close_rings()).on_progress(|progress| last = progress.features());
    assert!(importer.read(open.as_bytes()).is_ok());
    assert_eq!(last, 11);
}
