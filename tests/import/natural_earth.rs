//! Natural Earth: who controls and who claims, viewpoints, and what is wrong in a file.

use super::common::said;
use suzerain::import::{Format, Imported, NaturalEarth};
use suzerain::model::PolityKind;
use suzerain::{Atlas, Position};
use time::macros::date;

const COUNTRIES: &str = include_str!("../data/import/natural_earth_countries.geojson");
const DISPUTED: &str = include_str!("../data/import/natural_earth_disputed.geojson");

fn both(importer: NaturalEarth<'_>) -> Imported {
    let imported = importer.since(date!(2022 - 05 - 01)).read_both(COUNTRIES.as_bytes(), DISPUTED.as_bytes());
    imported.unwrap_or_else(|error| panic!("{error}"))
}

/// De facto, with the chain, and de jure.
fn at(atlas: &Atlas, lon: f64, lat: f64) -> [String; 2] {
    let (place, day) = (Position::from_lon_lat(lon, lat).unwrap(), date!(2024 - 01 - 01));
    [atlas.controller_at(place, day), atlas.sovereign_at(place, day)].map(|answer| match answer.holder() {
        Some(holder) => holder.chain().map(|polity| polity.name_on(day)).collect::<Vec<_>>().join(" > "),
        None => said(&answer),
    })
}

fn notes(imported: &Imported) -> String {
    imported.report().notes().iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")
}

#[test]
fn control_right_and_claims_are_kept_apart() {
    let imported = both(NaturalEarth::new());
    let atlas = imported.atlas();
    for (lon, lat, fact, right) in [
        (12.5, 40.5, "Beland", "Aland"),
        (13.5, 40.5, "Beland", "Beland"),
        (14.5, 40.5, "Beland", "Beland"),
        (10.5, 40.5, "Breakaway", "Aland"),
        // Disputed, but the file does not tell who is there; and administered by two.
        (11.5, 40.2, "Aland", "Aland"),
        (11.5, 40.7, "Aland and Beland", "Aland"),
        (20.5, 40.5, "Beland > Isle", "Beland > Isle"),
        (30.5, 40.5, "Celand", "unrecorded"),
        (40.5, 40.5, "Beland", "Deland"),
        (50.5, 40.5, "Deland", "Deland"),
        (60.5, 40.5, "Eeland", "unrecorded"),
        (70.5, 40.5, "Farland > Part", "Farland > Part"),
    ] {
        let [found_fact, found_right] = at(atlas, lon, lat);
        assert!(found_fact.contains(fact), "{lon} {lat}: {found_fact}");
        assert_eq!(found_right, right, "{lon} {lat}");
    }
    let place = Position::from_lon_lat(50.5, 40.5).unwrap();
    assert_eq!(said(&atlas.controller_at(place, date!(2022 - 04 - 30))), "unrecorded");
    let claims: Vec<String> = atlas.claims().iter().map(|c| format!("{} {}", c.polity(), c.territory())).collect();
    assert_eq!(claims, ["ALA CEL", "ALA DEL", "ALA B01", "ALA B02", "Nowhere B02"]);
    let kinds = ["ALA", "ISL", "CEL", "Breakaway"].map(|code| atlas.polity(code).unwrap().kind());
    use PolityKind::{DeFactoState, Dependency, SovereignState};
    assert_eq!(kinds, [SovereignState, Dependency, DeFactoState, DeFactoState]);
    let lease = atlas.records().iter().find(|record| record.territory().as_str() == "BAS" && record.mode().is_some());
    assert_eq!(lease.unwrap().mode().unwrap().to_string(), "lease");
    assert_eq!(atlas.polity("ALA").unwrap().name_in("zh-Hant", date!(2024 - 01 - 01)), Some("奧蘭"));
    assert_eq!((imported.report().features_read(), imported.report().features_imported()), (12, 12));
    let notes = notes(&imported);
    for expected in [
        "disputed areas, feature 2, line 3, column",
        "properties.note_brk: 'Patrolled' is not understood",
        "no country of the file is called 'Nowhere': it is a polity of its own",
        "disputed areas, feature 3, line 4, column 1, properties.NOTE_BRK: it does not say who controls the area",
    ] {
        assert!(notes.contains(expected), "{expected}\n{notes}");
    }
}

#[test]
fn a_viewpoint_overrides() {
    let imported = both(NaturalEarth::new().seen_by("aa"));
    let atlas = imported.atlas();
    assert_eq!(atlas.about().viewpoint(), Some("Natural Earth, as AA sees it"));
    for (lon, fact, right) in [
        (10.5, "Breakaway", "Aland"),
        // Not recognised, and given to another; not recognised, and given to none; recognised.
        (30.5, "Celand", "Aland"),
        (50.5, "Deland", "unrecorded"),
        (60.5, "Eeland", "Eeland"),
        // What is part of another stays so.
        (70.5, "Farland > Part", "Farland > Part"),
    ] {
        assert_eq!(at(atlas, lon, 40.5), [fact, right], "{lon}");
    }
    // The area that it does not recognise is not there.
    assert_eq!(at(atlas, 11.5, 40.7), ["Aland", "Aland"]);
    let seen = notes(&imported);
    assert!(seen.contains("feature 4, line 5, column 1: skipped: AA does not recognise the area 'Rock'"), "{seen}");
    assert_eq!((imported.report().features_skipped(), imported.report().features_imported()), (1, 11));
    let unknown = notes(&both(NaturalEarth::new().seen_by("ZZ")));
    assert!(unknown.contains("no feature has the column FCLASS_ZZ, so this viewpoint changes nothing"), "{unknown}");
}

#[test]
fn each_file_can_be_read_alone() {
    let imported = NaturalEarth::new().accuracy_m(500.0).read(COUNTRIES.as_bytes()).unwrap();
    assert!(notes(&imported).contains("it is taken for all days"));
    assert_eq!(imported.atlas().territories()[0].accuracy_m(), Some(500.0));
    let place = Position::from_lon_lat(12.5, 40.5).unwrap();
    assert_eq!(said(&imported.atlas().controller_at(place, date!(1700 - 01 - 01))), "Aland");
    let areas = NaturalEarth::new().since(date!(2022 - 01 - 01)).read(DISPUTED.as_bytes()).unwrap().into_atlas();
    assert_eq!(at(&areas, 12.5, 40.5), ["Beland", "unrecorded"]);
    let path = std::path::Path::new("ne.geojson");
    assert_eq!(Format::guess(path, COUNTRIES.as_bytes()), Some(Format::NaturalEarth));
    assert_eq!(Format::guess(path, DISPUTED.as_bytes()), Some(Format::NaturalEarth));
    assert_eq!("natural-earth".parse::<Format>().unwrap(), Format::NaturalEarth);
}

#[test]
fn malformed_files_are_told_with_the_place() {
    let sound = "{\"type\":\"FeatureCollection\",\"features\":[\n{\"type\":\"Feature\",\"properties\":{\"featurecla\":\"Admin-0 country\",\"ADMIN\":\"A\",\"ADM0_A3\":\"AAA\",\"SOVEREIGNT\":\"A\",\"SOV_A3\":\"AAA\",\"TYPE\":\"Country\",\"NOTE_BRK\":null},\n\"geometry\":{\"type\":\"Polygon\",\"coordinates\":[[[1,40],[2,40],[2,41],[1,41],[1,40]]]}}\n]}";
    assert_eq!(NaturalEarth::new().read(sound.as_bytes()).unwrap().atlas().records().len(), 1);
    for (find, replace, expected) in [
        (r#""ADM0_A3":"AAA","#, "", "line 2, column 32, properties.ADM0_A3: it is missing; Natural Earth has a code"),
        (r#""ADM0_A3":"AAA""#, r#""adm0_a3":-99"#, "properties.adm0_a3: it is missing"),
        (
            r#""ADM0_A3":"AAA""#,
            r#""ADM0_A3":["AAA"]"#,
            "properties.ADM0_A3: it is [\"AAA\"]; it must be a text, or -99",
        ),
        (r#""ADMIN":"A""#, r#""ADMIN":"  ""#, "properties.ADMIN: it is missing"),
        (r#""ADMIN":"A""#, r#""ADMIN":7"#, "properties.ADMIN: it is 7; it must be a text"),
        (r#""TYPE":"Country""#, r#""TYPE":true"#, "properties.TYPE: it is true; it must be a text"),
        (r#""NOTE_BRK":null"#, r#""NOTE_BRK":{}"#, "properties.NOTE_BRK: it is {}; it must be a text"),
        (r#""Admin-0 country""#, r#""Admin-0 disputed""#, "properties.BRK_A3: it is missing"),
        (r#""Admin-0 country""#, "4", "properties.featurecla: it is 4; it must be a text"),
        (r"[[[1,40]", r"[[[1,140]", "line 3, column 46, geometry.coordinates[0][0]: longitude 1, latitude 140"),
        (r",[1,40]]]", "]]", "geometry.coordinates[0]: the ring is not closed"),
        (r"[2,40],[2,41]", r"[2,41],[2,40]", "territory 'AAA': ring 1 of its outline, position"),
        (r#""Polygon""#, r#""Blob""#, "geometry.type: 'Blob' is not a type of geometry"),
        (r#"{"type":"Polygon""#, r#"null,"x":{"type":"Polygon""#, "geometry: it is missing"),
        ("\n]}", "", "line 3"),
    ] {
        assert!(sound.contains(find), "{find}");
        let text = sound.replacen(find, replace, 1);
        let Err(error) = NaturalEarth::new().strict().named("ne.geojson").read(text.as_bytes()) else {
            panic!("{replace} is read")
        };
        let error = error.to_string();
        assert!(error.contains("ne.geojson, "), "{error}");
        assert!(error.contains(expected), "{replace}\n  expected: {expected}\n  found: {error}");
    }
}

/// The classes and notes of the file of disputed areas, as its releases write them.
/// An area of which nothing can be drawn is skipped with all that is said about it.
#[test]
fn nothing_is_said_of_an_area_that_was_skipped() {
    let faulty = DISPUTED.replace("[[[12, 40]", "[[[-9999, 40]");
    assert_ne!(faulty, DISPUTED);
    let imported = NaturalEarth::new().read_both(COUNTRIES.as_bytes(), faulty.as_bytes()).unwrap();
    assert_eq!(imported.report().features_skipped(), 1);
    let atlas = imported.atlas();
    assert!(atlas.territory("B02").is_none());
    assert!(atlas.records().iter().all(|record| record.territory().as_str() != "B02"));
    assert!(atlas.claims().iter().all(|claim| claim.territory().as_str() != "B02"));
    let again = Atlas::from_bytes(&atlas.to_bytes()).unwrap();
    assert!(again.verify().is_ok());
}

#[test]
fn areas_are_known_by_their_class() {
    for (class, note, expected) in [
        ("Admin-0 claim area", "Admin. by China; Claimed by India", "China"),
        ("Admin-0 lease", "Leased to Russia by Kazakhstan", "Russia"),
        ("Admin-0 overlay", "Admin. by New Caledonia for France", "New Caledonia"),
        ("Admin-0 indeterminant", "Self admin.", "Strip"),
        ("Admin-0 breakaway and disputed", "Self admin.; Claimed by multiple", "Strip"),
    ] {
        let text = format!(
            r#"{{"type": "Feature", "properties": {{"featurecla": "{class}", "TYPE": "Geo unit", "ADMIN": "Aland",
                "ADM0_A3": "ALD", "SOVEREIGNT": "Aland", "SOV_A3": "ALD", "BRK_A3": "B99", "BRK_NAME": "Strip",
                "NOTE_BRK": "{note}"}}, "geometry": {{"type": "Polygon",
                "coordinates": [[[10, 10], [11, 10], [11, 11], [10, 11], [10, 10]]]}}}}"#
        );
        let imported = NaturalEarth::new().read(text.as_bytes()).unwrap();
        assert_eq!(at(imported.atlas(), 10.5, 10.5), [expected, "unrecorded"].map(str::to_owned), "{class}: {note}");
    }
}
