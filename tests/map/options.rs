//! What a caller can choose of a map, and the pictures of borders and changes.

use suzerain::map::{Colour, Map, MapContext, Page, Theme, Timeline};
use suzerain::{Atlas, Basis, Position};
use time::macros::date;

use super::svg::{corners, elements, labels};
use super::{atlas, context};

fn place(lat: f64, lon: f64) -> Position {
    Position::from_lat_lon(lat, lon).unwrap()
}

#[test]
fn a_part_shows_less_ground_at_a_larger_scale() {
    let day = atlas().on(date!(2010 - 01 - 01), Basis::DeFacto);
    let km = |svg: &str| -> f64 {
        let elements = elements(svg);
        let legend = elements.iter().position(|it| it.get("class") == "legend").unwrap();
        elements[legend..].iter().find_map(|it| it.text.strip_suffix(" km")).unwrap().parse().unwrap()
    };
    let whole = Map::of(&day).with_context(context()).to_svg();
    let parts = [
        Map::of(&day).with_context(context()).around(["ARTSAKH"]).unwrap().to_svg(),
        Map::of(&day).with_context(context()).within(place(39.0, 46.0), place(40.5, 47.6)).to_svg(),
    ];
    for part in parts {
        assert!(km(&part) < km(&whole), "{} of {}", km(&part), km(&whole));
        let names: String = labels(&elements(&part)).into_iter().map(|it| it.text + " ").collect();
        assert!(names.contains("Stepanakert") && !names.contains("Batumi"), "{names}");
    }
    // A box without an extent, and one from north to south, are drawn too.
    for (one, other) in [(place(40.0, 46.0), place(40.0, 46.0)), (place(41.0, 45.0), place(39.0, 46.0))] {
        assert!(!Map::of(&day).with_context(context()).within(one, other).to_svg().contains("NaN"));
    }
}

#[test]
fn titles_languages_legend_and_sources_can_be_chosen() {
    let day = atlas().on(date!(2010 - 01 - 01), Basis::DeFacto);
    let map = || Map::of(&day).with_context(context());
    let svg = map().title("A <title>").subtitle("For readers").to_svg();
    assert!(svg.contains(">A &lt;title&gt;<") && svg.contains(">For readers<"));
    let armenian = map().languages(["hy", "az"]).to_svg();
    assert!(armenian.contains("Երևան") && armenian.contains("Բաքու") && armenian.contains("Iran"));
    let bare = map().without_legend().without_sources().to_svg();
    assert!(!bare.contains("international border") && !bare.contains("Sources:") && bare.contains(" km</text>"));
    assert!(map().to_svg().contains("international border") && map().to_svg().contains("Sources:"));
}

#[test]
fn dark_maps_have_dark_paper_and_the_same_lines() {
    let day = atlas().on(date!(2010 - 01 - 01), Basis::DeFacto);
    let [light, dark] =
        [Theme::Light, Theme::Dark].map(|theme| elements(&Map::of(&day).with_context(context()).theme(theme).to_svg()));
    let paper = |elements: &[super::svg::Element]| {
        elements.iter().find(|it| it.name == "rect" && it.get("class").is_empty()).unwrap().get("fill").to_owned()
    };
    assert_ne!(paper(&light), paper(&dark));
    let lines = |elements: &[super::svg::Element]| -> Vec<String> {
        elements.iter().filter(|it| it.get("class").starts_with("line ")).map(|it| it.get("d").to_owned()).collect()
    };
    assert_eq!(lines(&light), lines(&dark));
}

#[test]
fn a_colour_that_is_set_is_kept_from_others() {
    let colour = Colour(0x95, 0xbd, 0xe4);
    let context = MapContext::of(atlas()).with_colour("ARM", colour).unwrap();
    assert!(MapContext::of(atlas()).with_colour("ATLANTIS", colour).is_err());
    let day = atlas().on(date!(2010 - 01 - 01), Basis::DeJure);
    let svg = Map::of(&day).with_context(&context).to_svg();
    let elements = elements(&svg);
    let areas = elements.iter().filter(|it| it.get("class") == "area" && it.get("fill") == colour.to_string());
    assert_eq!(areas.count(), 1, "Armenia alone has it");
    let page: Page<'_> = Map::through(atlas(), [date!(2010 - 01 - 01)]).with_context(&context);
    assert!(page.to_html().contains(&format!("\"code\":\"ARM\",\"colour\":\"{colour}\"")));
    let yerevan = Timeline::of(atlas(), place(40.18, 44.51)).with_context(&context).to_svg();
    assert!(yerevan.contains(&colour.to_string()));
}

/// Bands are twice as wide as lines are accurate.
#[test]
fn bands_are_as_wide_as_lines_are_accurate() {
    let outline = "[[[10,50],[12,50],[12,52],[10,52],[10,50]]]";
    let other = "[[[12,50],[14,50],[14,52],[12,52],[12,50]]]";
    let feature = |code: &str, outline: &str| {
        format!(
            r#"{{"type":"Feature","id":"{code}","properties":{{"kind":"state","names":[{{"text":"{code}"}}],"accuracy_m":5000,"sources":["s"]}},"geometry":{{"type":"Polygon","coordinates":{outline}}}}}"#
        )
    };
    let text = format!(
        r#"{{"type":"FeatureCollection","suzerain":{{"format":1,"atlas":"two","edition":"1","coverage":{{"from":"1900-01-01"}}}},"sources":[{{"code":"s","title":"S"}}],"polities":[{{"code":"A","kind":"kingdom","names":[{{"text":"A"}}],"sources":["s"]}},{{"code":"B","kind":"kingdom","names":[{{"text":"B"}}],"sources":["s"]}}],"sovereignties":[{{"territory":"a","holder":"A","from":"1900-01-01","sources":["s"]}},{{"territory":"b","holder":"B","from":"1900-01-01","sources":["s"]}}],"features":[{},{}]}}"#,
        feature("a", outline),
        feature("b", other)
    );
    let atlas = Atlas::from_geojson(text.as_bytes()).unwrap();
    let day = atlas.on(date!(1950 - 01 - 01), Basis::DeFacto);
    let elements = elements(&Map::of(&day).with_accuracy().to_svg());
    let bands = elements.iter().position(|it| it.get("class") == "bands").unwrap();
    let band = &elements[bands + 1];
    let line = corners(band.get("d"));
    let length = (line[0].0 - line[line.len() - 1].0).hypot(line[0].1 - line[line.len() - 1].1);
    // Two degrees of latitude are 222.5 km, the band is 10 km wide.
    let width = band.number("stroke-width");
    assert!((width / length - 10.0 / 222.5).abs() < 0.003, "{width} of {length}");
    assert!(!Map::of(&day).to_svg().contains("class=\"bands\""));
}

#[test]
fn changes_are_a_picture_and_geojson() {
    let (before, after) = (date!(2020 - 09 - 26), date!(2021 - 01 - 01));
    let [first, last] = [before, after].map(|day| atlas().on(day, Basis::DeFacto));
    let svg = Map::of(&last).with_context(context()).changed_since(&first).to_svg();
    assert!(svg.contains("what changed hands since 26 September 2020"));
    assert!(svg.contains("Azerbaijan; before Republic of Artsakh"));
    // Nothing changed since the same day.
    let same = Map::of(&last).with_context(context()).changed_since(&last).to_svg();
    assert!(!same.contains("; before "));
    let changes = last.changes_since(&first);
    let value: serde_json::Value = serde_json::from_str(&changes.to_geojson()).unwrap();
    let features = value["features"].as_array().unwrap();
    assert_eq!(features.len(), changes.len());
    for (feature, change) in features.iter().zip(&changes) {
        assert_eq!(feature["properties"]["name"], change.name());
        assert_eq!(feature["properties"]["to"], change.to().to_string());
        let polygons = feature["geometry"]["coordinates"].as_array().unwrap();
        let km2 = polygons.iter().map(area_km2).sum::<f64>();
        assert!((km2 / change.area_km2() - 1.0).abs() < 1e-3, "{}: {km2} of {}", change.name(), change.area_km2());
    }
}

/// The area of a GeoJSON polygon.
fn area_km2(polygon: &serde_json::Value) -> f64 {
    use geo::GeodesicArea;
    let ring = |ring: &serde_json::Value| -> geo_types::LineString {
        let at = |it: &serde_json::Value| (it[0].as_f64().unwrap(), it[1].as_f64().unwrap());
        ring.as_array().unwrap().iter().map(at).collect()
    };
    let mut rings = polygon.as_array().unwrap().iter().map(ring);
    geo_types::Polygon::new(rings.next().unwrap(), rings.collect()).geodesic_area_unsigned() / 1e6
}

#[test]
fn a_border_is_a_picture_and_geojson() {
    let day = atlas().on(date!(2005 - 01 - 01), Basis::DeJure);
    let border = day.border_between("ARM", "AZE").unwrap();
    let svg = Map::of(&day).with_context(context()).along(&border).to_svg();
    assert!(svg.contains("the border of Armenia and Azerbaijan"));
    let elements = elements(&svg);
    let marked = elements.iter().find(|it| it.get("class") == "highlight").unwrap();
    assert!(corners(marked.get("d")).len() > 100);
    let value: serde_json::Value = serde_json::from_str(&border.to_geojson()).unwrap();
    let features = value["features"].as_array().unwrap();
    assert_eq!(features.len(), border.segments().count());
    let km: f64 = features.iter().map(|it| it["properties"]["length_km"].as_f64().unwrap()).sum();
    assert!((km / border.length_km() - 1.0).abs() < 1e-6);
    assert_eq!(value["sides"], serde_json::json!(["Armenia", "Azerbaijan"]));
    // Two without a border.
    let none = day.border_between("ARM", "RUS").unwrap();
    assert!(none.to_geojson().contains("\"features\":[\n]"));
    assert!(!Map::of(&day).with_context(context()).along(&none).to_svg().contains("NaN"));
}

#[cfg(feature = "png")]
#[test]
fn pictures_are_png_too() {
    let day = atlas().on(date!(2010 - 01 - 01), Basis::DeFacto);
    let map = Map::of(&day).with_context(context()).width(400);
    let sizes = [1.0, 2.0].map(|zoom| {
        let png = map.to_png(zoom).unwrap();
        assert!(png.starts_with(b"\x89PNG\r\n\x1a\n"));
        u32::from_be_bytes([png[16], png[17], png[18], png[19]])
    });
    assert_eq!(sizes, [400, 800]);
    for zoom in [0.0, -1.0, f32::NAN, f32::INFINITY, 1e9] {
        assert!(map.to_png(zoom).is_err(), "{zoom}");
    }
    assert!(Timeline::of(atlas(), place(39.64, 46.55)).with_context(context()).to_png(1.0).unwrap().len() > 10_000);
}
