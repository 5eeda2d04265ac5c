//! Maps of small made-up atlases; some are files in tests/data/map.

use std::path::Path;

use suzerain::map::Map;
use suzerain::{Atlas, Basis};
use time::macros::date;

use super::svg::{corners, elements, labels, numbers_of_legend};
use super::written;

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
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/map").join(name);
    if std::env::var_os("SUZERAIN_BLESS").is_some() {
        std::fs::write(&path, svg).unwrap();
    }
    let known = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(known == svg, "{name} has changed; look at it, and update it with SUZERAIN_BLESS=1");
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

/// An area on both sides of the antimeridian is one area in the middle of the picture.
#[test]
fn the_antimeridian_is_no_edge() {
    let atlas = document(&[("WEST", 176.0, -20.0, 180.0, -15.0), ("EAST", -180.0, -20.0, -176.0, -15.0)], "");
    let svg = Map::of(&atlas.on(date!(1950 - 01 - 01), Basis::DeFacto)).width(480).to_svg();
    let elements = elements(&svg);
    let areas: Vec<_> = elements.iter().filter(|it| it.get("class") == "area").collect();
    assert_eq!(areas.len(), 2);
    for area in areas {
        let xs: Vec<f64> = corners(area.get("d")).into_iter().map(|corner| corner.0).collect();
        let wide = xs.iter().fold(f64::MIN, |a, &b| a.max(b)) - xs.iter().fold(f64::MAX, |a, &b| a.min(b));
        assert!((180.0..240.0).contains(&wide), "{wide}");
    }
}

/// The whole world, poles and all.
#[test]
fn the_world_is_drawn() {
    let atlas = document(&[("WEST", -180.0, -90.0, 0.0, 90.0), ("EAST", 0.0, -90.0, 180.0, 90.0)], "");
    let svg = Map::of(&atlas.on(date!(1950 - 01 - 01), Basis::DeFacto)).width(480).to_svg();
    assert_eq!(elements(&svg).iter().filter(|it| it.get("class") == "area").count(), 2);
    assert!(!svg.contains("NaN") && !svg.contains("inf"));
    assert!(svg.contains("Equal Earth projection"), "the world is not drawn on a cone");
}

/// A map of a part of a world atlas: the edge of the projection cuts only what lies on the other side of the globe.
#[test]
fn a_part_of_the_world_keeps_the_rest_away() {
    let mut boxes: Vec<(String, f64, f64, f64, f64)> = Vec::new();
    for number in 0..12 {
        let west = f64::from(number) * 30.0 - 180.0;
        boxes.push((format!("L{number}"), west, -40.0, west + 30.0, 40.0));
    }
    let boxes: Vec<_> = boxes.iter().map(|(code, w, s, e, n)| (code.as_str(), *w, *s, *e, *n)).collect();
    // Far from longitude 0.
    let more = r#","controls":[{"territory":"l9","holder":"L8","mode":"occupation","from":"1940-05-01","until":"1945-05-08","sources":["almanac"]}]"#;
    let text = written(&document(&boxes, more)).replace(
        r#"{"territory":"l9","holder":"L9","from":"1900-01-01","sources":["almanac"]}"#,
        r#"{"territory":"l9","holder":"L9","from":"1900-01-01","until":"1950-01-01","sources":["almanac"]},{"territory":"l9","holder":"L8","from":"1950-01-01","sources":["almanac"]}"#,
    );
    let atlas = Atlas::from_geojson(text.as_bytes()).unwrap();
    let day = atlas.on(date!(1943 - 01 - 01), Basis::DeFacto);
    let svg = Map::of(&day).around(["L9", "L8"]).unwrap().width(480).to_svg();
    assert!(svg.contains("Albers"));
    let elements = elements(&svg);
    let frame = elements.iter().find(|it| it.get("class") == "frame").unwrap();
    let right = frame.number("x") + frame.number("width");
    let areas: Vec<_> = elements.iter().filter(|it| it.get("class") == "area").collect();
    assert!(areas.len() < 12 && areas.len() >= 3, "{} areas", areas.len());
    let whole = areas.iter().filter(|area| {
        let xs: Vec<f64> = corners(area.get("d")).into_iter().map(|corner| corner.0).collect();
        xs.iter().any(|&x| x <= frame.number("x") + 0.2) && xs.iter().any(|&x| x >= right - 0.2)
    });
    assert_eq!(whole.count(), 0, "no area runs through the whole picture");
    for leader in elements.iter().filter(|it| it.get("class") == "leader") {
        for (x, y) in corners(leader.get("d")) {
            let inside = frame.number("x") <= x && x <= right && frame.number("y") <= y;
            assert!(inside && y <= frame.number("y") + frame.number("height"), "{x} {y} is beyond the frame");
        }
    }
}

#[test]
fn an_atlas_of_nothing_and_of_one_territory_are_drawn() {
    let nothing = Map::of(&document(&[], "").on(date!(1950 - 01 - 01), Basis::DeFacto)).to_svg();
    assert!(!nothing.contains("NaN") && !nothing.contains("inf"));
    elements(&nothing);
    let one = document(&[("A", 10.0, 50.0, 12.0, 52.0)], "");
    let svg = Map::of(&one.on(date!(1950 - 01 - 01), Basis::DeJure)).width(240).to_svg();
    assert_eq!(elements(&svg).iter().filter(|it| it.get("class") == "area").count(), 1);
    for atlas in [document(&[], ""), one] {
        let html = Map::through(&atlas, atlas.days_of_change()).to_html();
        assert!(html.ends_with("</html>\n") && !html.contains("{{"));
    }
}

/// The kilometres of the scale bar against those on the globe, along the middle of a map.
#[test]
fn the_scale_bar_has_true_kilometres() {
    use geo::{Distance, Geodesic, Point};
    for (west, south, east, north) in [(10.0, 48.0, 16.0, 53.0), (-3.0, -2.0, 3.0, 2.0), (170.0, -45.0, 178.0, -38.0)] {
        let atlas = document(&[("A", west, south, east, north)], "");
        for width in [400, 960, 1600] {
            let svg = Map::of(&atlas.on(date!(1950 - 01 - 01), Basis::DeFacto)).width(width).to_svg();
            let elements = elements(&svg);
            let legend = elements.iter().position(|it| it.get("class") == "legend").unwrap();
            let bar: f64 = elements[legend + 1..legend + 3].iter().map(|half| half.number("width")).sum();
            let km_of_bar = elements[legend..].iter().find_map(|it| it.text.strip_suffix(" km")).unwrap();
            let area = elements.iter().find(|it| it.get("class") == "area").unwrap();
            // From south to north in the middle of the box, where the scale is nearly exact.
            let ys: Vec<f64> = corners(area.get("d")).into_iter().map(|corner| corner.1).collect();
            let middle = f64::midpoint(west, east);
            let km = Geodesic.distance(Point::new(middle, south), Point::new(middle, north)) / 1e3;
            let top = ys.iter().fold(f64::MAX, |a, &b| a.min(b));
            // The southern edge bends down in the middle on northern maps, and the northern up on southern ones.
            let low = ys.iter().fold(f64::MIN, |a, &b| a.max(b));
            let units = low - top;
            let known = units / km * km_of_bar.parse::<f64>().unwrap();
            assert!((bar / known - 1.0).abs() < 0.02, "{width}: {km_of_bar} km are {bar}, not {known}");
        }
    }
}

#[test]
fn names_are_escaped() {
    let atlas = document(&[("A", 10.0, 50.0, 12.0, 52.0)], "");
    let text = written(&atlas).replace("\"text\":\"A\"", "\"text\":\"<b> & 'c'\"");
    let atlas = Atlas::from_geojson(text.as_bytes()).unwrap();
    let svg = Map::of(&atlas.on(date!(1950 - 01 - 01), Basis::DeFacto)).to_svg();
    elements(&svg);
    assert!(svg.contains("&lt;B&gt; &amp; 'C'") && svg.contains("&lt;b&gt; &amp; 'c'"));
    let html = Map::through(&atlas, atlas.days_of_change()).to_html();
    assert!(!html.contains("<b> &"));
}

/// A province alone in ground whose province is not recorded has no line, nor has such ground alone in a province; an
/// autonomous unit has one, and so have provinces side by side.
#[test]
fn provinces_have_lines_where_these_tell_something() {
    let part = |text: String, code: &str, kind: &str, whole: &str| -> String {
        let stated = format!(r#""code":"{code}","kind":"sovereign-state""#);
        assert!(text.contains(&stated), "{text}");
        let part_of = format!(r#""part_of":[{{"polity":"{whole}","from":"1900-01-01"}}]"#);
        text.replace(&stated, &format!(r#""code":"{code}","kind":"{kind}",{part_of}"#))
    };
    let drawn = |text: &str| {
        let atlas = Atlas::from_geojson(text.as_bytes()).unwrap_or_else(|error| panic!("{error}\n{text}"));
        let svg = Map::of(&atlas.on(date!(1950 - 01 - 01), Basis::DeFacto)).width(960).to_svg();
        let elements = elements(&svg);
        let lines = elements.iter().filter(|it| it.get("class") == "line part");
        lines.map(|line| corners(line.get("d")).len()).sum::<usize>()
    };
    let state = ("STATE", 10.0, 50.0, 16.0, 53.0);
    let alone = written(&document(&[state, ("SPOT", 12.0, 51.0, 14.0, 52.0)], ""));
    assert_eq!(drawn(&part(alone.clone(), "SPOT", "governorate", "STATE")), 0);
    assert!(drawn(&part(alone, "SPOT", "autonomous-unit", "STATE")) >= 4);
    let both = written(&document(&[state, ("LEFT", 10.0, 50.0, 13.0, 53.0), ("SPOT", 11.0, 51.0, 12.5, 52.0)], ""));
    let both = part(both, "LEFT", "governorate", "STATE");
    // The line of the province, which reaches the edge of the state, is there with either.
    let district = drawn(&part(both.clone(), "SPOT", "governorate", "LEFT"));
    let autonomous = drawn(&part(both, "SPOT", "autonomous-unit", "LEFT"));
    assert!(district >= 2 && autonomous >= district + 4, "{district} and {autonomous} corners");
    let beside = written(&document(&[state, ("LEFT", 10.0, 50.0, 13.0, 53.0), ("RIGHT", 13.0, 50.0, 16.0, 53.0)], ""));
    let beside = part(part(beside, "LEFT", "governorate", "STATE"), "RIGHT", "governorate", "STATE");
    assert!(drawn(&beside) >= 2);
}

/// Of many holders each is named on its own ground or right beside it on nobody's, or has a number there, or is in the
/// legend; nobody is named on another's ground, nor twice.
#[test]
fn many_holders_are_told_apart() {
    let name = |number: u32| match number % 4 {
        0 => format!("A{number:02}"),
        1 => format!("A{number:02}DUCHY"),
        _ => format!("A{number:02}CONFEDERATIONOFCITIES"),
    };
    let names: Vec<String> = (0..63).map(name).collect();
    // Rows with a strip of nobody's ground between them.
    let boxes: Vec<(&str, f64, f64, f64, f64)> = (0_u32..63)
        .zip(&names)
        .map(|(number, name)| {
            let (west, south) = (f64::from(number % 9) * 2.0, 30.0 + f64::from(number / 9) * 2.0);
            (name.as_str(), west, south, west + 2.0, south + 1.6)
        })
        .collect();
    let atlas = document(&boxes, "");
    for width in [400, 960, 1600] {
        let elements = elements(&Map::of(&atlas.on(date!(1950 - 01 - 01), Basis::DeFacto)).width(width).to_svg());
        let areas = elements.iter().filter(|it| it.get("class") == "area");
        let areas: Vec<[f64; 4]> = areas
            .map(|area| {
                corners(area.get("d"))
                    .into_iter()
                    .fold([f64::MAX, f64::MAX, f64::MIN, f64::MIN], |[a, b, c, d], (x, y)| {
                        [a.min(x), b.min(y), c.max(x), d.max(y)]
                    })
            })
            .collect();
        assert_eq!(areas.len(), names.len());
        let numbers = numbers_of_legend(&elements);
        let legend = elements.iter().position(|it| it.get("class") == "legend").unwrap();
        let mut told: Vec<String> = Vec::new();
        for label in labels(&elements) {
            let named = numbers.get(&label.text).unwrap_or(&label.text).to_uppercase();
            let own = names.iter().position(|name| *name == named).unwrap_or_else(|| panic!("{width}: {named}"));
            for rect in &label.boxes {
                let at = (f64::midpoint(rect[0], rect[2]), f64::midpoint(rect[1], rect[3]));
                // Edges are a little bent.
                let lies_in = |it: &[f64; 4]| {
                    it[0] + 4.0 < at.0 && at.0 < it[2] - 4.0 && it[1] + 4.0 < at.1 && at.1 < it[3] - 4.0
                };
                let ground = areas.iter().position(lies_in);
                assert!(ground.is_none_or(|ground| ground == own), "{width}: {named} stands on {ground:?}");
            }
            assert!(!told.contains(&named), "{width}: {named} is there twice");
            told.push(named);
        }
        for name in &names {
            let is_numbered = numbers.values().any(|numbered| numbered == name);
            let is_in_legend = !is_numbered && elements[legend..].iter().any(|it| it.text == *name);
            assert!(told.contains(name) != is_in_legend, "{width}: {name} is told neither or twice");
        }
        assert!(told.len() > 20, "{width}: {} on the map", told.len());
    }
}
