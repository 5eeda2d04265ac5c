//! Files with edges that nearly meet, or with a part of an outline inside another: the right areas.
//!
//! The values are those of shapely and `pyproj.Geod`, with edges cut into pieces of a fiftieth of a degree: edges are straight
//! in longitude and latitude here, and geodesic there.

use suzerain::Basis;
use suzerain::import::{DateFormat, Ends, GeoJson, Imported, Mapping, Repair, RepairKind};
use suzerain::snapshot::{ConflictKind, Share};
use time::Date;
use time::macros::date;

use super::common::refused;

const NEAR: [(&str, &str); 5] = [
    ("two-triangles", include_str!("../data/import/near-edges/near-edges-two-triangles.geojson")),
    ("four-outlines", include_str!("../data/import/near-edges/near-edges-four-outlines.geojson")),
    ("fuzz-200190", include_str!("../data/import/near-edges/near-edges-fuzz-200190.geojson")),
    ("fuzz-200242", include_str!("../data/import/near-edges/near-edges-fuzz-200242.geojson")),
    ("fuzz-200341", include_str!("../data/import/near-edges/near-edges-fuzz-200341.geojson")),
];
const PART_INSIDE_PART: &str = include_str!("../data/import/near-edges/part-inside-part.geojson");

fn read(name: &str, mapping: Mapping) -> Imported {
    let text = NEAR.iter().find(|known| known.0 == name).unwrap().1;
    GeoJson::new(mapping).read(text.as_bytes()).unwrap_or_else(|error| panic!("{name}: {error}"))
}

/// Who has how much, to a tenth of a square kilometre.
fn shares(imported: &Imported, day: Date) -> Vec<(String, f64)> {
    let said = |share: &Share<'_>| share.outcome().map(|outcome| outcome.to_string()).unwrap_or_default();
    let day = imported.atlas().on(day, Basis::DeJure);
    day.shares().iter().map(|share| (said(share), (share.area_km2() * 10.0).round() / 10.0)).collect()
}

#[test]
fn near_edges_two_triangles() {
    let found = read("two-triangles", Mapping::new().name("name"));
    let day = found.atlas().on(date!(2000 - 01 - 01), Basis::DeJure);
    let area = |name: &str| {
        day.shares()
            .iter()
            .find(|it| it.outcome().is_some_and(|it| it.to_string() == name))
            .map_or(0.0, Share::area_km2)
    };
    assert!((area("P4") - 4112.8).abs() < 0.1 && (area("P0") - 0.06).abs() < 0.01, "{:?}", day.shares());
}

#[test]
fn near_edges_four_outlines() {
    let mapping = Mapping::new().name("name").holder("name").from("start_date").until("end_date").ends(Ends::Included);
    let found = read("four-outlines", mapping.dates(DateFormat::Iso));
    let expected = [("Bayerischer Kreis".to_owned(), 11_981.5), ("Österreichischer Kreis".to_owned(), 20_143.7)];
    let mut shares = shares(&found, date!(1792 - 06 - 01));
    shares.retain(|share| share.1 > 0.0 && share.0 != "unrecorded");
    assert_eq!(shares, expected);
    let mut conflicts = found.atlas().conflicts();
    conflicts.retain(|it| it.period().holds_on(date!(1792 - 06 - 01)).is_some());
    assert!(!conflicts.iter().any(|it| matches!(it.kind(), ConflictKind::Overlap { .. })), "{conflicts:?}");
}

/// All have as much as the union.
#[test]
fn near_edges_fuzz() {
    for (name, union_km2) in [("fuzz-200190", 7765.42), ("fuzz-200242", 6402.08), ("fuzz-200341", 5915.94)] {
        let found = read(name, Mapping::new().name("name"));
        let sum: f64 = shares(&found, date!(2000 - 01 - 01)).iter().map(|share| share.1).sum();
        assert!((sum - union_km2).abs() < 0.5, "{name}: {sum} km2 of {union_km2}");
    }
}

#[test]
fn part_inside_part() {
    let read =
        |repair: Repair| GeoJson::new(Mapping::new().name("name")).repair(repair).read(PART_INSIDE_PART.as_bytes());
    refused(
        "a part inside another",
        read(Repair::new()),
        "feature 1, line 12, column 16, geometry: a part of the outline lies inside another part, at 41° N, 11° E",
    );
    let imported = read(Repair::new().uncross()).unwrap_or_else(|error| panic!("{error}"));
    assert_eq!(imported.report().repair_count(RepairKind::Uncrossed), 1);
    let found = imported.atlas().on(date!(2000 - 01 - 01), Basis::DeJure).total_area_km2();
    assert!((found - 147_209.57).abs() < 0.1, "{found}");
}

/// Outlines of a few units that cross themselves everywhere: what repairs make of them passes every check.
#[test]
fn what_is_repaired_is_sound() {
    for (name, text) in [
        ("mend-verify", include_str!("../data/import/mend/mend-verify.geojson")),
        ("mend-ioverlay", include_str!("../data/import/mend/mend-ioverlay.geojson")),
    ] {
        for tolerance in [0.0, 1e-7, 1e-4, 0.001] {
            let mapping = Mapping::new().name("n").holder("h").from("f").until("u").dates(DateFormat::Edtf);
            match GeoJson::new(mapping).repair(Repair::all(tolerance)).read(text.as_bytes()) {
                Ok(imported) => {
                    imported.atlas().verify().unwrap_or_else(|error| panic!("{name}, {tolerance}: {error}"));
                }
                Err(error) => assert!(!error.problems().is_empty(), "{name}, {tolerance}"),
            }
        }
    }
}
