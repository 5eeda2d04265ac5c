//! Inputs to begin with: files of the tests, and what is made of them.

use std::fs;
use std::path::Path;

use suzerain::Atlas;

use crate::importing::join;

fn file(name: &str) -> Vec<u8> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/data").join(name);
    fs::read(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// Files for an importer: as they are, and to be repaired.
fn importable(names: &[&str]) -> Vec<Vec<u8>> {
    let repair = |name: &&str| [0, 1].map(|byte| [&[byte][..], &file(name)].concat());
    names.iter().flat_map(repair).collect()
}

pub(crate) fn documents() -> Vec<Vec<u8>> {
    vec![
        file("full.geojson"),
        file("cases/part-inside-part.geojson"),
        b"{\"type\":\"FeatureCollection\",\"features\":[]}".to_vec(),
    ]
}

/// Binary forms without their headers.
pub(crate) fn bodies() -> Vec<Vec<u8>> {
    let atlases = documents().into_iter().filter_map(|document| Atlas::from_geojson(document.as_slice()).ok());
    atlases.map(|atlas| atlas.to_bytes()[28..].to_vec()).collect()
}

pub(crate) fn dates() -> Vec<Vec<u8>> {
    let texts =
        ["1992-05-18", "1992-05", "18XX", "[1991-08-30..1991-11-26]", "1920~", "-0044-03-15", "../1918", "2021-21?"];
    texts.map(|text| text.as_bytes().to_vec()).to_vec()
}

pub(crate) fn tables() -> Vec<Vec<u8>> {
    let names = ["events-datetime", "events-dmy", "events-longitude", "events-partial", "events-ucdp"];
    names.map(|name| file(&format!("cases/{name}.csv"))).to_vec()
}

/// For what is made by chance.
pub(crate) fn chances() -> Vec<Vec<u8>> {
    (1..=4).map(|number| (0..96).map(|byte: u8| byte.wrapping_mul(37 * number)).collect()).collect()
}

pub(crate) fn cliopatria() -> Vec<Vec<u8>> {
    importable(&["import/cliopatria.geojson", "cases/cliopatria-lower-case-columns.geojson"])
}

pub(crate) fn cshapes() -> Vec<Vec<u8>> {
    importable(&["import/cshapes-cow.topojson", "import/cshapes-gw.geojson", "cases/cshapes-official-columns.geojson"])
}

pub(crate) fn flatgeobuf() -> Vec<Vec<u8>> {
    importable(&["import/containers/web.fgb"])
}

pub(crate) fn geojson() -> Vec<Vec<u8>> {
    importable(&[
        "import/districts.geojson",
        "import/cshapes-cow.topojson",
        "cases/pole-cap.geojson",
        "import/containers/seq.geojsons",
    ])
}

pub(crate) fn kml() -> Vec<Vec<u8>> {
    importable(&["import/containers/d.kml", "import/containers/libkml.kml"])
}

pub(crate) fn linked_places() -> Vec<Vec<u8>> {
    importable(&["import/linked_places.geojson", "cases/linked-places-empty-end.geojson"])
}

pub(crate) fn natural_earth() -> Vec<Vec<u8>> {
    importable(&["import/natural_earth_countries.geojson", "import/natural_earth_disputed.geojson"])
}

pub(crate) fn open_historical_map() -> Vec<Vec<u8>> {
    importable(&[
        "import/openhistoricalmap.geojson",
        "cases/ohm-overlapping-spans.geojson",
        "cases/ohm-question-marks.geojson",
    ])
}

pub(crate) fn shapefiles() -> Vec<Vec<u8>> {
    let one = |name: &str| {
        let files = ["prj", "dbf", "shp"].map(|extension| file(&format!("{name}.{extension}")));
        [&[0][..], &join(&[&files[0], &files[1], &files[2]])].concat()
    };
    ["cases/nad83", "import/containers/laea"].map(one).to_vec()
}

pub(crate) fn basemaps() -> Vec<Vec<u8>> {
    let files = ["world_1900", "world_1920"].map(|name| file(&format!("import/basemaps/{name}.geojson")));
    vec![[&[0][..], &join(&[&files[0], &files[1]])].concat()]
}

/// Files of several kinds, each after the number of its name.
pub(crate) fn files() -> Vec<Vec<u8>> {
    let kinds = [
        (0, "import/districts.geojson"),
        (0, "import/linked_places.geojson"),
        (2, "import/cshapes-cow.topojson"),
        (3, "import/containers/web.fgb"),
        (7, "import/basemaps/world_1900.geojson"),
        (1, "full.geojson"),
    ];
    kinds.map(|(kind, name)| [&[kind][..], &file(name)].concat()).to_vec()
}
