//! What holds of an atlas of outlines whose edges nearly meet.

use std::collections::BTreeMap;

use geo_types::{Coord, LineString, MultiPolygon, Polygon};
use suzerain::build::{PolityDraft, SourceDraft, Statement, TerritoryDraft};
use suzerain::model::{PolityKind, TerritoryKind};
use suzerain::snapshot::Share;
use suzerain::{Atlas, Basis, Position};
use time::Date;
use time::macros::date;

use super::outlines::{Point, holders, parts};

const DAY: Date = date!(2000 - 01 - 01);

/// Checks the atlas of rings, each held by a polity of its own.
///
/// - The areas of all shares sum to the area of the union, and each share is the area of the places with its answer.
/// - What is drawn is sound, tiles, and differs from the true areas by less than a unit along its lines.
pub(crate) fn check(rings: &[Vec<Point>]) {
    let atlas = atlas(rings, true);
    let day = atlas.on(DAY, Basis::DeJure);
    let parts = parts(rings);
    let ground: f64 = parts.values().map(|part| part.km2).sum();
    let spans = |axis: fn(&Point) -> i64| {
        let all = || rings.iter().flatten().map(axis);
        (all().max().unwrap_or(0) - all().min().unwrap_or(0)) as f64
    };
    let (width, height) = (spans(|at| at.0), spans(|at| at.1));
    // Areas are differences of zones from the equator, and longitudes near 180 degrees are known to 3e-7 units.
    let slack = 1e-9 * ground + 1e-13 * width + 2e-17 * height + 1e-13;
    assert!((day.total_area_km2() - ground).abs() <= slack, "{} km2 of {ground}: {rings:?}", day.total_area_km2());

    let mut expected: BTreeMap<String, f64> = BTreeMap::new();
    let mut unknown = slack;
    for part in parts.values() {
        match part.place {
            Some((_, at)) => *expected.entry(answer(&atlas, at)).or_default() += part.km2,
            None => unknown += part.km2,
        }
    }
    let mut drawn: Vec<(String, f64, MultiPolygon<f64>)> = Vec::new();
    for share in day.shares() {
        let text = said(&share);
        let expected = expected.remove(&text).unwrap_or(0.0);
        assert!((share.area_km2() - expected).abs() <= unknown, "{share}: {expected} km2 expected: {rings:?}");
        if let Some(polity) = share.polity() {
            drawn.push((polity.code().to_string(), share.area_km2(), day.extent_of(polity.code().as_str()).unwrap()));
        }
    }
    assert!(expected.values().all(|km2| *km2 <= unknown), "{expected:?} has no share: {rings:?}");
    // Places in the same rings have the same answer.
    let mut known: BTreeMap<u32, String> = BTreeMap::from([(0, "outside the atlas's ground".to_owned())]);
    let codes: Vec<String> = (0..rings.len()).map(|number| format!("P{number}")).collect();
    places(rings, |at| {
        let found = answer(&atlas, at);
        let within = holders(rings, at);
        let expected = known.entry(within).or_insert_with(|| found.clone());
        assert_eq!(found, *expected, "at {at:?}: {rings:?}");
        // The face there is in the hands of who is looked up there.
        let at = position(at);
        for code in &codes {
            let is_held = day.connects(at, at, &[code]).unwrap().is_some();
            assert_eq!(is_held, *code == found, "{code} at {at}: {rings:?}");
        }
    });
    tiles(&drawn, (width + height) * 1.2e-5, rings);
    let _ = day.borders();
    let _ = (day.enclaves(), day.tripoints(), day.to_geojson());
}

/// What is drawn of the shares is sound, does not overlap, and has nearly the areas that they have.
fn tiles(drawn: &[(String, f64, MultiPolygon<f64>)], around_km: f64, rings: &[Vec<Point>]) {
    let mut builder = Atlas::builder("drawn").source(SourceDraft::new("s", "A source"));
    let mut is_any = false;
    for (code, _, extent) in drawn.iter().filter(|(_, _, extent)| !extent.0.is_empty()) {
        builder = builder.polity(PolityDraft::new(code, PolityKind::Kingdom, code).citing("s"));
        builder = builder.territory(
            TerritoryDraft::new(code, TerritoryKind::Province, code).outline(extent.clone(), 1.0).citing("s"),
        );
        builder = builder.statement(Statement::sovereignty(code, code).citing("s"));
        is_any = true;
    }
    if !is_any {
        return;
    }
    // Contradictions are not kept: outlines that overlap are refused.
    let atlas = builder.build().unwrap_or_else(|report| panic!("{report}: {rings:?}"));
    for (code, km2, extent) in drawn {
        let found = if extent.0.is_empty() { 0.0 } else { atlas.area_km2(code).unwrap() };
        // Six outlines of four edges cross each other often, but each of their lines is drawn within a unit of 1.2 cm.
        let most = 2e-5 * around_km * 24.0 + 1e-9;
        assert!((found - km2).abs() <= most, "{code} is drawn with {found} km2 of {km2}: {rings:?}");
    }
}

/// The atlas of rings, each held by a polity of its own.
pub(crate) fn atlas(rings: &[Vec<Point>], keeps_contradictions: bool) -> Atlas {
    let mut builder = Atlas::builder("near").source(SourceDraft::new("s", "A source"));
    if keeps_contradictions {
        builder = builder.keep_contradictions();
    }
    for (number, ring) in rings.iter().enumerate() {
        let code = format!("P{number}");
        let coord = |&(x, y): &Point| Coord { x: x as f64 / 1e7, y: y as f64 / 1e7 };
        let outline = Polygon::new(LineString(ring.iter().chain(ring.first()).map(coord).collect()), Vec::new());
        builder = builder
            .polity(PolityDraft::new(&code, PolityKind::Kingdom, &code).citing("s"))
            .territory(TerritoryDraft::new(&code, TerritoryKind::Province, &code).outline(outline, 1.0).citing("s"))
            .statement(Statement::sovereignty(&code, &code).citing("s"));
    }
    builder.build().unwrap_or_else(|report| panic!("{report}: {rings:?}"))
}

/// Places worth asking about: vertices and the places around them.
fn places(rings: &[Vec<Point>], mut ask: impl FnMut(Point)) {
    for &(x, y) in rings.iter().flatten() {
        for (dx, dy) in [(0, 0), (1, 0), (-1, 0), (0, 1), (0, -1)] {
            let at = (x + dx, y + dy);
            // The rim of the map has another spelling.
            if at.0.abs() < 1_800_000_000 && at.1.abs() < 900_000_000 {
                ask(at);
            }
        }
    }
}

fn position((x, y): Point) -> Position {
    Position::from_lon_lat(x as f64 / 1e7, y as f64 / 1e7).unwrap()
}

fn answer(atlas: &Atlas, at: Point) -> String {
    let answer = atlas.sovereign_at(position(at), DAY);
    answer.outcome().map_or_else(|| answer.to_string(), |outcome| outcome.to_string())
}

fn said(share: &Share<'_>) -> String {
    share.outcome().map_or_else(|| share.answer().to_string(), |outcome| outcome.to_string())
}
