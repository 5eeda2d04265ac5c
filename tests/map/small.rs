//! Maps of small made-up atlases, as files in tests/data/map.

use std::path::Path;

use suzerain::map::Map;
use suzerain::{Atlas, Basis};
use time::macros::date;

use crate::svg::{corners, elements};
use crate::written;

/// A document with states as boxes of one degree or more: code, west, south, east, north; and further statements.
fn document(boxes: &[(&str, f64, f64, f64, f64)], holdings: &str) -> Atlas {
    let mut features = Vec::new();
    for &(code, west, south, east, north) in boxes {
        features.push(format!(
            r#"{{"type":"Feature","id":"{}","properties":{{"kind":"state","names":[{{"text":"Land of {code}","lang":"en"}}],"accuracy_m":100,"sources":["almanac"]}},"geometry":{{"type":"Polygon","coordinates":[[[{west},{south}],[{east},{south}],[{east},{north}],[{west},{north}],[{west},{south}]]]}}}}"#,
            code.to_lowercase()
        ));
    }
    let polities: Vec<String> = boxes
        .iter()
        .map(|(code, ..)| {
            format!(r#"{{"code":"{code}","kind":"sovereign-state","names":[{{"text":"{code}","lang":"en"}}],"sources":["almanac"]}}"#)
        })
        .collect();
    let titles: Vec<String> = boxes
        .iter()
        .map(|(code, ..)| {
            let territory = code.to_lowercase();
            format!(r#"{{"territory":"{territory}","holder":"{code}","from":"1900-01-01","sources":["almanac"]}}"#)
        })
        .collect();
    let text = format!(
        r#"{{"type":"FeatureCollection","suzerain":{{"format":1,"atlas":"small","edition":"1","coverage":{{"from":"1900-01-01"}}}},"sources":[{{"code":"almanac","title":"Almanac"}}],"polities":[{}],"sovereignties":[{}]{holdings},"features":[{}]}}"#,
        polities.join(","),
        titles.join(","),
        features.join(",")
    );
    Atlas::from_geojson(text.as_bytes()).unwrap_or_else(|error| panic!("{error}\n{text}"))
}

fn golden(name: &str, svg: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/map").join(name);
    if std::env::var_os("SUZERAIN_BLESS").is_some() {
        std::fs::write(&path, svg).unwrap();
    }
    let known = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(known == svg, "{name} is drawn otherwise; look at it, and write it anew with SUZERAIN_BLESS=1");
}

const BOXES: [(&str, f64, f64, f64, f64); 4] = [
    ("NORTH", 10.0, 50.0, 16.0, 53.0),
    ("SOUTH", 10.0, 47.0, 13.0, 50.0),
    ("EAST", 13.0, 47.0, 16.0, 50.0),
    ("FAR", 17.0, 48.0, 18.0, 49.0),
];

#[test]
fn states_that_touch() {
    let atlas = document(&BOXES, "");
    golden("states.svg", &Map::of(&atlas.on(date!(1950 - 01 - 01), Basis::DeFacto)).width(480).to_svg());
}

#[test]
fn an_occupation() {
    let controls = r#","controls":[{"territory":"east","holder":"SOUTH","mode":"occupation","from":"1940-05","until":"1945-05-08","sources":["almanac"]}]"#;
    let atlas = document(&BOXES, controls);
    golden("occupation.svg", &Map::of(&atlas.on(date!(1943 - 01 - 01), Basis::DeFacto)).width(480).to_svg());
    golden("possibly.svg", &Map::of(&atlas.on(date!(1940 - 05 - 15), Basis::DeFacto)).width(480).to_svg());
}

/// Ground on both sides of the antimeridian is one piece of the picture, in the middle of it.
#[test]
fn the_antimeridian_is_no_edge() {
    let atlas = document(&[("WEST", 176.0, -20.0, 180.0, -15.0), ("EAST", -180.0, -20.0, -176.0, -15.0)], "");
    let svg = Map::of(&atlas.on(date!(1950 - 01 - 01), Basis::DeFacto)).width(480).to_svg();
    let elements = elements(&svg);
    let grounds: Vec<_> = elements.iter().filter(|it| it.get("class") == "ground").collect();
    assert_eq!(grounds.len(), 2);
    for ground in grounds {
        let xs: Vec<f64> = corners(ground.get("d")).into_iter().map(|corner| corner.0).collect();
        let wide = xs.iter().fold(f64::MIN, |a, &b| a.max(b)) - xs.iter().fold(f64::MAX, |a, &b| a.min(b));
        assert!((180.0..240.0).contains(&wide), "{wide}");
    }
}

/// The whole world, poles and all, on a cylinder.
#[test]
fn the_world_is_drawn() {
    let atlas = document(&[("WEST", -180.0, -90.0, 0.0, 90.0), ("EAST", 0.0, -90.0, 180.0, 90.0)], "");
    let svg = Map::of(&atlas.on(date!(1950 - 01 - 01), Basis::DeFacto)).width(480).to_svg();
    assert_eq!(elements(&svg).iter().filter(|it| it.get("class") == "ground").count(), 2);
    assert!(!svg.contains("NaN") && !svg.contains("inf"));
}

#[test]
fn names_are_text_and_no_markup() {
    let atlas = document(&[("A", 10.0, 50.0, 12.0, 52.0)], "");
    let text = written(&atlas).replace("\"text\":\"A\"", "\"text\":\"<b> & 'c'\"");
    let atlas = Atlas::from_geojson(text.as_bytes()).unwrap();
    let svg = Map::of(&atlas.on(date!(1950 - 01 - 01), Basis::DeFacto)).to_svg();
    elements(&svg);
    assert!(svg.contains("&lt;B&gt; &amp; 'C'") && svg.contains("&lt;b&gt; &amp; 'c'"));
    let html = Map::through(&atlas, atlas.days_of_change()).to_html();
    assert!(!html.contains("<b> &"));
}
