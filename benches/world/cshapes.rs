//! `CShapes` 2.0 from its `TopoJSON` file, named by the environment variable `SUZERAIN_CSHAPES`.

use serde_json::Value;
use suzerain::Atlas;
use time::{Date, Month};

use super::Row;

/// The file, where the environment names one; else a line says so.
fn path() -> Option<String> {
    let path = std::env::var("SUZERAIN_CSHAPES").ok();
    if path.is_none() {
        eprintln!("SUZERAIN_CSHAPES is not set: CShapes 2.0 is skipped");
    }
    path
}

/// The atlas that the importer makes of the file.
#[cfg(feature = "import")]
pub fn imported() -> Atlas {
    let path = path().expect("the file that was there");
    let file = std::fs::File::open(&path).unwrap_or_else(|error| panic!("SUZERAIN_CSHAPES={path}: {error}"));
    let imported = suzerain::import::CShapes::new().read(std::io::BufReader::new(file));
    imported.unwrap_or_else(|error| panic!("SUZERAIN_CSHAPES={path}: {error}")).into_atlas()
}

/// The 710 dated multipolygons.
#[cfg(feature = "import")]
pub fn cshapes() -> Option<Vec<Row>> {
    let path = path()?;
    let text = std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("SUZERAIN_CSHAPES={path}: {error}"));
    let document: Value = serde_json::from_str(&text).expect("JSON");
    let arcs: Vec<Vec<[f64; 2]>> = serde_json::from_value(document["arcs"].clone()).expect("arcs of positions");
    let objects = document["objects"].as_object().expect("objects");
    let geometries = objects.values().next().expect("one object")["geometries"].as_array().expect("geometries");
    Some(geometries.iter().map(|geometry| row(geometry, &arcs)).collect())
}

fn row(geometry: &Value, arcs: &[Vec<[f64; 2]>]) -> Row {
    let indices = geometry["arcs"].clone();
    let polygons: Vec<Vec<Vec<i64>>> = match geometry["type"].as_str() {
        Some("Polygon") => vec![serde_json::from_value(indices).expect("arcs of a polygon")],
        _ => serde_json::from_value(indices).expect("arcs of a multipolygon"),
    };
    let properties = &geometry["properties"];
    let day = |name: &str| {
        let text = properties[name].as_str().expect("a date");
        let mut parts = text.split('-').map(|part| part.parse::<i32>().expect("a number"));
        let mut next = || parts.next().expect("year, month, day");
        let (year, month, day) = (next(), next() as u8, next() as u8);
        Date::from_calendar_date(year, Month::try_from(month).expect("a month"), day).expect("a day")
    };
    Row {
        state: format!("gw{}", properties["gwcode"]),
        polygons: polygons.iter().map(|rings| rings.iter().map(|ring| stitch(ring, arcs)).collect()).collect(),
        from: day("start"),
        // The file's last day is included.
        until: day("end").next_day().expect("a day after"),
    }
}

/// A closed ring from its arcs; a negative number is an arc from its end.
fn stitch(ring: &[i64], arcs: &[Vec<[f64; 2]>]) -> Vec<[f64; 2]> {
    let mut line: Vec<[f64; 2]> = Vec::new();
    for &number in ring {
        let mut add = |at: &[f64; 2]| {
            let e7 = at.map(|degrees| (degrees * 1e7).round());
            if line.last().map(|last: &[f64; 2]| last.map(|degrees| (degrees * 1e7).round())) != Some(e7) {
                line.push(e7.map(|units| units / 1e7));
            }
        };
        match usize::try_from(number) {
            Ok(number) => arcs[number].iter().for_each(&mut add),
            Err(_) => arcs[usize::try_from(!number).expect("an arc")].iter().rev().for_each(&mut add),
        }
    }
    line
}
