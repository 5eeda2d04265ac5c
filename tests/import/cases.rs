//! Small inputs of the kinds that real files have, each by the name of its file in `data/cases`.

use std::path::{Path, PathBuf};

use suzerain::import::{
    AnyFile, Cliopatria, DateFormat, Ends, Format, GeoJson, ImportError, Imported, LinkedPlaces, MappedFile, Mapping,
    Repair, Shapefile,
};
use suzerain::{Atlas, Basis};
use time::macros::date;

use super::common::{held, notes};

fn case(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("data/cases").join(name)
}

fn any(name: &str) -> Atlas {
    AnyFile::new().read(case(name)).unwrap_or_else(|error| panic!("{name}: {error}")).into_atlas()
}

fn dated() -> Mapping {
    Mapping::new().name("name").holder("holder").from("s").until("e").dates(DateFormat::Iso)
}

fn years() -> Mapping {
    dated().dates(DateFormat::Years)
}

fn mapped(name: &str, mapping: Mapping) -> Result<Imported, ImportError> {
    MappedFile::new(mapping).read(case(name))
}

fn area_km2(atlas: &Atlas) -> f64 {
    atlas.on(date!(2000 - 01 - 01), Basis::DeFacto).shares().iter().map(suzerain::snapshot::Share::area_km2).sum()
}

#[test]
fn ohm_level_4() {
    let read = |level: Option<u8>| {
        level.into_iter().fold(AnyFile::new(), AnyFile::holders_at_level).read(case("ohm-level-4.geojson")).unwrap()
    };
    let plain = read(None);
    assert_eq!(held(plain.atlas(), (10.5, 40.5), "0100-01-01"), "unrecorded");
    assert!(
        notes(&plain)
            .contains("no area has admin_level 2, so none has a sovereign; state another level: the file has 4")
    );
    let asked = read(Some(4));
    for (day, expected) in [("-0029-01-01", "unrecorded"), ("0100-01-01", "Someland"), ("0500-01-01", "unrecorded")] {
        assert_eq!(held(asked.atlas(), (10.5, 40.5), day), expected, "{day}");
    }
}

#[test]
fn pole_antarctica() {
    let read = |repair: Repair| {
        GeoJson::new(Mapping::new().name("name"))
            .repair(repair)
            .read(std::fs::File::open(case("pole-antarctica.geojson")).unwrap())
    };
    let imported = read(Repair::all(0.0)).unwrap();
    for lon in [-180.0, -179.97, -90.0, 0.0, 90.0, 179.99, 180.0] {
        assert_eq!(held(imported.atlas(), (lon, -88.0), "2000-01-01"), "Antarctica", "{lon}");
    }
    assert_ne!(held(imported.atlas(), (0.0, -60.0), "2000-01-01"), "Antarctica");
    // Antarctica has 14 million km2, with the shelves that the outline has; 12.3 by this coarse one.
    let area = area_km2(imported.atlas());
    assert!((12.0e6..14.5e6).contains(&area), "{area}");
    // Without the repair it is no outline, and that is said.
    assert!(read(Repair::new()).unwrap_err().to_string().contains("180 degrees"));
}

#[test]
fn pole_cap() {
    let imported =
        MappedFile::new(Mapping::new().name("name")).repair(Repair::all(0.0)).read(case("pole-cap.geojson")).unwrap();
    for (lon, lat) in [(0.0, -80.5), (0.0, -90.0), (170.0, -85.0), (-179.99, -80.01), (180.0, -85.0)] {
        assert_eq!(held(imported.atlas(), (lon, lat), "2000-01-01"), "Cap", "{lon} {lat}");
    }
    // The cap south of a parallel, drawn by chords that are straight on the map.
    let area = area_km2(imported.atlas());
    assert!((area - 3.9e6).abs() < 0.1e6, "{area}");
    // Not repaired, it is not dropped in silence.
    let error = mapped("pole-cap.geojson", Mapping::new().name("name")).unwrap_err().to_string();
    assert!(error.contains("ring 1 of its outline"), "{error}");
}

#[test]
fn linked_places_empty_name_and_empty_end() {
    for (name, note) in
        [("linked-places-empty-name.geojson", "names[1].toponym"), ("linked-places-empty-end.geojson", "")]
    {
        let imported = LinkedPlaces::new().read(std::fs::File::open(case(name)).unwrap()).unwrap();
        let day = if note.is_empty() { "1480-12-31" } else { "1485-01-01" };
        assert_eq!(held(imported.atlas(), (10.5, 40.5), day), "Marienburg", "{name}");
        assert_eq!(imported.report().features_imported(), 1);
        assert!(notes(&imported).contains(note), "{name}: {}", notes(&imported));
    }
}

#[test]
fn linked_places_with_a_bad_place() {
    let text = std::fs::read_to_string(case("linked-places-empty-name.geojson")).unwrap();
    let place = text.split_once("\"features\": [").unwrap().1.rsplit_once(']').unwrap().0;
    let bad = place.replace("ex:1", "ex:2").replace("\"1480\"", "\"soon\"");
    let both = text.replacen(place, &format!("{bad},{place}"), 1);
    let imported = LinkedPlaces::new().read(both.as_bytes()).unwrap();
    assert_eq!(held(imported.atlas(), (10.5, 40.5), "1485-01-01"), "Marienburg");
    let report = imported.report();
    assert_eq!((report.features_read(), report.features_imported(), report.features_skipped()), (2, 1, 1));
    assert_eq!(report.problems()[0].location().id(), Some("ex:2"));
    assert!(
        LinkedPlaces::new().strict().read(both.as_bytes()).unwrap_err().to_string().contains("'soon' is not a date")
    );
}

#[test]
fn point_among_polygons() {
    let imported = mapped("point-among-polygons.geojson", years()).unwrap();
    assert_eq!(held(imported.atlas(), (10.5, 40.5), "1920-01-01"), "H");
    let report = imported.report();
    assert_eq!((report.features_read(), report.features_imported(), report.features_skipped()), (2, 1, 1));
    assert_eq!(report.problems()[0].location().feature(), Some(1));
    assert!(report.to_string().contains("skipped: ") && report.to_string().contains("it is a Point"), "{report}");
    let strict = MappedFile::new(years()).strict().read(case("point-among-polygons.geojson"));
    let error = strict.unwrap_err().to_string();
    assert!(error.contains("feature 1, line 12, column 16, geometry: it is a Point"), "{error}");
}

#[test]
fn end_9999_12_31() {
    for ends in [Ends::Included, Ends::Excluded] {
        let imported = mapped("end-9999-12-31.geojson", dated().ends(ends)).unwrap();
        for (day, expected) in [("1918-12-31", "unrecorded"), ("1919-01-01", "H"), ("9999-12-31", "H")] {
            assert_eq!(held(imported.atlas(), (10.5, 40.5), day), expected, "{day}");
        }
        assert_eq!(imported.atlas().records()[0].attestation().period().until(), None);
    }
}

#[test]
fn cshapes_official_columns() {
    let atlas = any("cshapes-official-columns.geojson");
    for (day, expected) in [
        ("1966-05-25", "outside the atlas's time"),
        ("1966-05-26", "Testland"),
        ("1989-12-31", "Testland"),
        ("1990-01-01", "outside the atlas's time"),
    ] {
        assert_eq!(held(&atlas, (10.5, 40.5), day), expected, "{day}");
    }
    assert_eq!(atlas.polities()[0].code().to_string(), "gw901");
    // Siblings: capitals, as in the shapefile; the other list; a row that is in none of them.
    let text = std::fs::read_to_string(case("cshapes-official-columns.geojson")).unwrap();
    let read = |text: &str| suzerain::import::CShapes::new().read(text.as_bytes());
    let capitals = text
        .replace("cntry_name", "CNTRY_NAME")
        .replace("gws", "GWS")
        .replace("gwe", "GWE")
        .replace("gwcode", "GWCODE");
    assert_eq!(held(read(&capitals).unwrap().atlas(), (10.5, 40.5), "1989-12-31"), "Testland");
    let cow = text.replace("\"gw", "\"xx");
    assert_eq!(read(&cow).unwrap().atlas().polities()[0].code().to_string(), "cow901");
    let none = read(&text.replace("\"gwcode\":901", "\"gwcode\":-1")).unwrap_err().to_string();
    assert!(none.contains("nothing was imported") && none.contains("gwcode is -1"), "{none}");
}

#[test]
fn cliopatria_lower_case_columns() {
    let atlas = any("cliopatria-lower-case-columns.geojson");
    for (day, expected) in [
        ("1499-12-31", "outside the atlas's time"),
        ("1500-01-01", "A"),
        ("1550-12-31", "A"),
        ("1551-01-01", "outside the atlas's time"),
    ] {
        assert_eq!(held(&atlas, (2.0, 52.0), day), expected, "{day}");
    }
    // Without its columns the file is refused, with what is missing.
    let text = std::fs::read_to_string(case("cliopatria-lower-case-columns.geojson")).unwrap();
    let error = Cliopatria::new().read(text.replace("fromyear", "first").as_bytes()).unwrap_err().to_string();
    assert!(error.contains("properties.FromYear: it is missing"), "{error}");
}

#[test]
fn nad83() {
    let mapping = Mapping::new().name("NAME").from("FROMD").until("TOD");
    let imported = Shapefile::new(mapping).read(case("nad83.shp")).unwrap();
    assert_eq!(imported.report().features_imported(), 2);
    let expected =
        "the coordinate system GCS_North_American_1983 is taken for WGS84, from which it differs by up to 2 m";
    assert!(notes(&imported).contains(expected), "{}", notes(&imported));
    assert_eq!(held(imported.atlas(), (10.5, 40.5), "1950-01-01"), "Oesterreich".replace("Oe", "Ö"));
}

#[test]
fn nothing_imported_is_a_failure_with_its_reason() {
    let read = |text: &str| GeoJson::new(Mapping::new().name("n")).read(text.as_bytes()).unwrap_err().to_string();
    let empty = read(r#"{"type": "FeatureCollection", "features": []}"#);
    assert!(empty.contains("nothing was imported: the file has no features"), "{empty}");
    let point =
        r#"{"type": "Feature", "properties": {"n": "A"}, "geometry": {"type": "Point", "coordinates": [1, 2]}}"#;
    let points = read(&[point; 3].join("\n"));
    assert!(
        points.starts_with("the file has 3 problems\n  feature 1, line 1, column 59, geometry: it is a Point"),
        "{points}"
    );
    assert!(matches!("cshapes".parse::<Format>(), Ok(Format::CShapes)));
}

#[test]
fn problems_without_end_are_counted() {
    let feature = |number: usize, place: &str| {
        format!(
            r#"{{"type":"Feature","properties":{{"n":"A{number}"}},"geometry":{{"type":"Polygon","coordinates":[[{place},[1,0],[1,1],{place}]]}}}}"#
        )
    };
    let bad: Vec<String> = (0..2000).map(|number| feature(number, "[0,99]")).collect();
    let text = format!("{}\n{}", bad.join("\n"), feature(9999, "[0,0]"));
    let imported = GeoJson::new(Mapping::new().name("n")).read(text.as_bytes()).unwrap();
    let report = imported.report();
    assert_eq!((report.features_imported(), report.features_skipped()), (1, 2000));
    assert!(report.problems().len() < 1000 && report.problem_count() >= 2000);
    let shown = report.to_string();
    assert!(shown.lines().count() < 40, "{shown}");
    assert!(shown.contains(&format!("and {} more: ", report.problem_count() - 20)), "{shown}");
}
