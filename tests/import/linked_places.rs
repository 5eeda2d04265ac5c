//! Gazetteers: hierarchy in time, dates at every level, and what is wrong in a file.

use super::common::{held, said};
use suzerain::import::{AnyFile, Format, Imported, LinkedPlaces};
use suzerain::model::TerritoryKind;
use suzerain::{Atlas, Basis, Confidence, Position, UncertainDate};
use time::Date;

const SMALL: &str = include_str!("../data/import/linked_places.geojson");

fn import(text: &str) -> Imported {
    LinkedPlaces::new().read(text.as_bytes()).unwrap_or_else(|error| panic!("{error}"))
}

fn day(text: &str) -> Date {
    text.parse::<UncertainDate>().unwrap().day().unwrap()
}

fn at(atlas: &Atlas, lon: f64, day: Date, basis: Basis) -> String {
    let place = Position::from_lon_lat(lon, 40.5).unwrap();
    let answer = match basis {
        Basis::DeFacto => atlas.controller_at(place, day),
        _ => atlas.sovereign_at(place, day),
    };
    match answer.holder() {
        Some(holder) => holder.chain().map(|polity| polity.name_on(day)).collect::<Vec<_>>().join(" > "),
        None => said(&answer),
    }
}

fn notes(imported: &Imported) -> String {
    imported.report().notes().iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")
}

#[test]
fn the_hierarchy_is_that_of_the_day() {
    let imported = import(SMALL);
    let atlas = imported.atlas();
    for (lon, on, expected) in [
        // A parish in a county that changes its kingdom.
        (10.5, "1650-01-01", "Eastmark > Shire"),
        (10.5, "1700-06-15", "possibly Eastmark or Westmark"),
        (10.5, "1701-01-01", "Westmark > Shire"),
        // The county's own ground beside the parish.
        (11.5, "1650-01-01", "Eastmark > Shire"),
        (11.5, "1750-01-01", "Westmark > Shire"),
        // Nothing before the county's first day.
        (11.5, "1599-12-31", "unrecorded"),
        // Two grounds of one kingdom, each with its days; the second is well-known text.
        (20.5, "1500-06-01", "Eastmark"),
        (21.5, "1500-06-01", "unrecorded"),
        (21.5, "1605-01-01", "possibly Eastmark or unrecorded"),
        (21.5, "1620-06-01", "Eastmark"),
        (20.5, "1850-06-01", "unrecorded"),
        // During a month, and before our era.
        (30.5, "1832-07-31", "unrecorded"),
        (30.5, "1832-08-01", "Westmark"),
        (30.5, "1832-08-31", "Westmark"),
        (30.5, "1832-09-01", "unrecorded"),
        (40.5, "-0321-12-31", "unrecorded"),
        (40.5, "-0319-01-01", "Old Kingdom"),
        (40.5, "0677-01-01", "unrecorded"),
        // Two wholes at one time; and one that the file does not have.
        (50.5, "1650-01-01", "Eastmark"),
        (50.5, "1750-01-01", "contested by Eastmark and Westmark"),
        (60.5, "1750-01-01", "Farland"),
    ] {
        assert_eq!(at(atlas, lon, day(on), Basis::DeJure), expected, "{lon} on {on}");
    }
    assert_eq!(
        (imported.report().features_read(), imported.report().features_skipped()),
        (12, 2),
        "{}",
        notes(&imported)
    );
    assert_eq!(imported.report().features_imported(), 10);
}

#[test]
fn what_else_a_place_states_is_kept() {
    let imported = import(SMALL);
    let atlas = imported.atlas();
    // In control of the zone stands another, and one claims it.
    let zone = day("1832-08-15");
    assert_eq!(at(atlas, 30.5, zone, Basis::DeFacto), "Eastmark");
    assert_eq!(atlas.claims()[0].polity().as_str(), atlas.polity("Eastmark").unwrap().code().as_str());
    let control = atlas.records().iter().find(|record| record.mode().is_some()).unwrap();
    assert_eq!(control.mode().unwrap().to_string(), "occupation");
    assert_eq!(control.attestation().confidence(), Some(Confidence::Low));
    assert_eq!(control.attestation().note(), Some("cited: A chronicle; https://example.org/other"));
    assert_eq!(control.attestation().citations()[0].to_string(), "gazetteer (ex:zone)");
    // Names over periods and in languages.
    let east = atlas.polity("Eastmark").unwrap();
    assert_eq!(east.name_in("de", day("1600-01-01")), Some("Ostmark"));
    assert_eq!(east.name_in("de", day("1750-01-01")), None);
    assert_eq!(east.kind().to_string(), "kingdom");
    assert_eq!(east.note(), Some("A kingdom of examples."));
    // Ground that is less sure is less exact.
    let accuracies: Vec<f64> = atlas
        .territories()
        .iter()
        .filter(|territory| territory.names()[0].text() == "Eastmark")
        .filter_map(suzerain::Territory::accuracy_m)
        .collect();
    assert_eq!(accuracies, [10_000.0, 50_000.0]);
    let parish = atlas.territories().iter().find(|territory| territory.code().as_str() == "Parish").unwrap();
    assert_eq!(parish.kind(), TerritoryKind::District);
    assert_eq!(atlas.landmarks()[0].names()[0].text(), "River");
}

#[test]
fn what_is_not_read_is_noted_with_its_place() {
    let notes = notes(&import(SMALL));
    for expected in [
        "('ex:town'), line 11, column 1: skipped: its points or lines have no area, and it is no landmark",
        "('ex:nothing'), line 12, column 1: skipped: it has no geometry, and nothing is part of it",
        "('ex:two'), line 9, column 1, relations: relations to several places hold at one time: it is contested",
        "relations[0]: 'http://example.org/far' is not a place of the file: a polity 'Farland' stands for it",
        "when: its periods have no days, so it limits nothing",
        "types[0].when: a kind is not dated",
        "properties.fclasses[1]: \"X\" is not a class of GeoNames",
        "a relation of the kind 'gvp:tgn3000_related_to' is not read",
    ] {
        assert!(notes.contains(expected), "{expected}\n{notes}");
    }
}

/// Everything of the embedded atlas that the format can say is read again.
#[test]
fn what_this_crate_writes_can_be_read() {
    let original = Atlas::south_caucasus();
    let mut text = Vec::new();
    original.to_linked_places(&mut text).unwrap();
    let imported = LinkedPlaces::new().read(text.as_slice()).unwrap_or_else(|error| panic!("{error}"));
    let read = imported.atlas();
    assert_eq!(read.polities().len(), original.polities().len());
    assert_eq!(read.territories().len(), original.territories().len());
    assert_eq!(read.landmarks().len(), original.landmarks().len());
    let claims = |atlas: &Atlas| -> Vec<String> {
        let claims = atlas.claims().iter();
        claims
            .map(|claim| format!("{} {} {}", claim.polity(), claim.territory(), claim.attestation().period()))
            .collect()
    };
    let found = claims(read);
    let missing: Vec<String> = claims(original).into_iter().filter(|claim| !found.contains(claim)).collect();
    assert_eq!(missing, [""; 0]);
    let (mut asked, mut held) = (0, 0);
    for (number, on) in
        ["1805-03-01", "1829-06-01", "1878-06-01", "1919-06-01", "1925-06-01", "1960-01-01", "1993-05-15"]
            .into_iter()
            .chain(["1992-05-15", "2000-01-01", "2020-11-20", "2021-06-01", "2024-06-01"])
            .enumerate()
    {
        for step in 0..400 {
            // A grid that is another on each day.
            let lon = 43.0 + 0.2 * f64::from(step % 20) + 0.013 * number as f64;
            let lat = 38.5 + 0.15 * f64::from(step / 20) + 0.007 * number as f64;
            let place = Position::from_lat_lon(lat, lon).unwrap();
            let (before, after) = (original.sovereign_at(place, day(on)), read.sovereign_at(place, day(on)));
            asked += 1;
            // Other dates and parts that are not drawn have no place in the format.
            let is_lost = |answer: &suzerain::Answer<'_>| {
                answer.doubts().iter().any(|doubt| match doubt {
                    suzerain::Doubt::Date(doubt) => doubt.has_rival_dates(),
                    doubt => matches!(doubt, suzerain::Doubt::Undrawn(_)),
                })
            };
            if [Basis::DeJure, Basis::DeFacto].iter().any(|&basis| is_lost(&original.answer(place, day(on), basis))) {
                continue;
            }
            let (before, after) = (said(&before), said(&after));
            if before.contains("nobody") || before.contains("outside") {
                continue;
            }
            assert_eq!(after, before, "de jure at {place} on {on}");
            let before = said(&original.controller_at(place, day(on)));
            if before.contains("nobody") {
                continue;
            }
            assert_eq!(said(&read.controller_at(place, day(on))), before, "de facto at {place} on {on}");
            held += usize::from(before != "unrecorded");
        }
    }
    assert!(asked == 4_800 && held > 1_000, "{asked} {held}");
}

const SOUND: &str = r#"{"type":"FeatureCollection","@context":"x","features":[
{"@id":"ex:1","type":"Feature","properties":{"title":"A","fclasses":["A"]},"when":{"timespans":[{"start":{"in":"1600"},"end":{"in":"1700"}}],"certainty":"certain"},
"names":[{"toponym":"A","lang":"en"}],"types":[{"label":"state"}],"relations":[{"relationType":"gvp:broaderPartitive","relationTo":"ex:2","label":"part of B"}],
"geometry":{"type":"Polygon","coordinates":[[[1,40],[2,40],[2,41],[1,41],[1,40]]]}}
]}"#;

#[test]
fn malformed_files_are_told_with_the_place() {
    assert_eq!(import(SOUND).atlas().records().len(), 1);
    for (find, replace, expected) in [
        (r#""title":"A","#, r#""titel":"A","#, ""),
        (
            r#"{"in":"1600"}"#,
            r#"{"in":"soon"}"#,
            "line 2, column 112, when.timespans[0].start.in: 'soon' is not a date",
        ),
        (r#"{"in":"1600"}"#, r#"{"in":[1600]}"#, "when.timespans[0].start.in: it is [1600]; it must be a date"),
        (r#"{"in":"1600"}"#, r#"{"latest":"1600-13"}"#, "when.timespans[0].start.latest: '1600-13' is not a date"),
        (
            r#"{"in":"1600"}"#,
            r#"{"in":"1701"}"#,
            "when.timespans[0]: a period from 1701 until 1700 ends before it begins",
        ),
        (
            r#"{"in":"1600"}"#,
            r#"{"earliest":"1610","latest":"1605"}"#,
            "when.timespans[0]: its latest day comes before its earliest",
        ),
        (r#"[{"start":"#, r#"[7,{"start":"#, "when.timespans[0]: it is 7; it must be an object"),
        (r#""timespans":["#, r#""timespans":"1600","x":["#, "when.timespans: it is \"1600\"; it must be a list"),
        (r#""when":{"#, r#""when":"1600","x":{"#, "when: it is \"1600\"; it must be an object"),
        (r#""certain""#, r#""sure""#, "when.certainty: \"sure\" is not a certainty; use one of: certain"),
        (r#""names":["#, r#""names":"A","x":["#, "line 3, column 9, names: it is \"A\"; it must be a list"),
        (r#"{"toponym":"A","#, r#"{"toponym":7,"#, "names[0].toponym: it is 7; it must be a text"),
        (r#"{"label":"state"}"#, r#""state""#, "types[0]: it is \"state\"; it must be an object"),
        (
            r#""relationTo":"ex:2""#,
            r#""relationTo":{"a":1}"#,
            "relations[0].relationTo: it is an object; it must be a text",
        ),
        (r#"["A"]"#, r#""A""#, "properties.fclasses: it is \"A\"; it must be a list of letters"),
        (r"[[[1,40]", r"[[[1,140]", "geometry.coordinates[0][0]: longitude 1, latitude 140 is not a position"),
        (r",[1,40]]]", "]]", "geometry.coordinates[0]: the ring is not closed"),
        (
            r#""type":"Polygon","coordinates":"#,
            r#""geowkt":"CIRCLE (1 2)","x":"#,
            "geometry.geowkt: 'CIRCLE' is not a geometry",
        ),
        (
            r#""type":"Polygon","coordinates":"#,
            r#""geowkt":"POLYGON ((1 40, 2 40, 2 41, 1 41))","x":"#,
            "geometry.geowkt: the ring is not closed",
        ),
        (
            r#""type":"Polygon","coordinates":"#,
            r#""geowkt":"POINT (1 95)","x":"#,
            "geometry.geowkt: longitude 1, latitude 95",
        ),
        (r#""type":"Polygon","coordinates":"#, r#""geowkt":7,"x":"#, "geometry.geowkt: it is 7; it must be well-known"),
        (r#""type":"Polygon","coordinates":"#, r#""x":"#, "geometry: it is missing; a geometry has 'type'"),
        (r"[2,40],[2,41]", r"[2,41],[2,40]", "territory 'A': ring 1 of its outline, position"),
        ("\n]}", "", "line 4"),
    ] {
        assert!(SOUND.contains(find), "{find}");
        let text = SOUND.replacen(find, replace, 1);
        if expected.is_empty() {
            // A name is title enough.
            assert_eq!(import(&text).atlas().records().len(), 1);
            continue;
        }
        let Err(error) = LinkedPlaces::new().strict().named("places.json").read(text.as_bytes()) else {
            panic!("{replace} is read")
        };
        let error = error.to_string();
        assert!(error.contains("places.json, "), "{error}");
        assert!(error.contains("('ex:1')") || find == "\n]}", "{error}");
        assert!(error.contains(expected), "{replace}\n  expected: {expected}\n  found: {error}");
    }
    let untitled = SOUND.replacen(r#""title":"A","#, "", 1).replacen(r#"{"toponym":"A","lang":"en"}"#, "", 1);
    let error = LinkedPlaces::new().strict().read(untitled.as_bytes()).unwrap_err().to_string();
    assert!(error.contains("properties.title: it is missing; a place has a title"), "{error}");
    let lines: Vec<&str> = SOUND.lines().collect();
    let place = lines[1..4].concat();
    let twice = format!("{place}\n{place}");
    let error = LinkedPlaces::new().strict().read(twice.as_bytes()).unwrap_err().to_string();
    assert!(error.contains("feature 2 ('ex:1'), line 2, column 1, @id: 'ex:1' is the @id of another place"), "{error}");
    let circle = SOUND.replacen("\"geometry\":{", "\"geometry\":null,\"x\":{", 1).replacen(
        "\n]}",
        ",\n{\"@id\":\"ex:2\",\"type\":\"Feature\",\"properties\":{\"title\":\"B\"},\"geometry\":null,\"relations\":[{\"relationType\":\"gvp:broaderPartitive\",\"relationTo\":\"ex:1\"}]}]}",
        1,
    );
    let error = LinkedPlaces::new().strict().read(circle.as_bytes()).unwrap_err().to_string();
    assert!(
        error.contains("feature 1 ('ex:1'), line 2, column 1: polity 'A': it is part of itself by way of"),
        "{error}"
    );
}

#[test]
fn the_format_is_guessed() {
    let path = std::path::Path::new("places.json");
    assert_eq!(Format::guess(path, SMALL.as_bytes()), Some(Format::LinkedPlaces));
    let mut written = Vec::new();
    Atlas::south_caucasus().to_linked_places(&mut written).unwrap();
    assert_eq!(Format::guess(path, &written[..4096]), Some(Format::LinkedPlaces));
    let mut document = Vec::new();
    Atlas::south_caucasus().to_geojson(&mut document).unwrap();
    assert_eq!(Format::guess(path, &document), Some(Format::Atlas));
    assert_eq!("linked-places".parse::<Format>().unwrap(), Format::LinkedPlaces);
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("data/import/linked_places.geojson");
    let read = AnyFile::new().read(&path).unwrap();
    assert_eq!(read.atlas().records().len(), import(SMALL).atlas().records().len());
}

/// As the sample of the format has it: a place for maps, and the area in well-known text.
#[test]
fn an_area_told_beside_a_place_is_taken() {
    for member in ["geowkt", "geo_wkt"] {
        let text = format!(
            r#"{{"type": "Feature", "@id": "ex:a", "properties": {{"title": "Aland", "fclasses": ["A"]}}, "geometry":
            {{"type": "GeometryCollection", "geometries": [{{"type": "Point", "coordinates": [10.5, 40.5],
            "{member}": "POLYGON ((10 40, 11 40, 11 41, 10 41, 10 40))",
            "when": {{"timespans": [{{"start": {{"in": "1700"}}}}]}}}}]}}}}"#
        );
        let imported = LinkedPlaces::new().read(text.as_bytes()).unwrap();
        assert_eq!(held(imported.atlas(), (10.1, 40.1), "1700-06-01"), "Aland");
        assert_ne!(held(imported.atlas(), (10.1, 40.1), "1701-01-01"), "Aland");
    }
}
