//! What holds of every snapshot of every atlas.

use std::collections::BTreeSet;

use suzerain::snapshot::Share;
use suzerain::{Atlas, Basis, Position, Snapshot};
use time::Date;

/// Checks one snapshot; `places` are looked up in its extents.
pub(crate) fn check(atlas: &Atlas, date: Date, basis: Basis, places: &[Position]) {
    let day = atlas.on(date, basis);
    let shares = day.shares();
    let all: f64 = shares.iter().map(Share::area_km2).sum();
    let ground = day.total_area_km2();
    assert!((all - ground).abs() <= ground * 1e-9, "{date} {basis}: shares of {all} km2 on {ground} km2");
    for share in &shares {
        let Some(polity) = share.polity() else { continue };
        let code = polity.code();
        let area = day.area_km2(code.as_str()).unwrap();
        assert!((area - share.area_km2()).abs() <= area * 1e-9);
        let extent = day.extent_of(code.as_str()).unwrap();
        for polygon in &extent {
            assert!(double_area(&polygon.exterior().0) > 0.0, "a shell runs clockwise");
            assert!(polygon.interiors().iter().all(|hole| double_area(&hole.0) < 0.0), "a hole runs counter-clockwise");
        }
        for &place in places {
            // Several candidates may differ below the top of the chain only.
            let answer = day.answer_at(place);
            let held = answer.candidates().all(|candidate| {
                let holders = candidate.outcome().holders();
                !holders.is_empty() && holders.iter().all(|holder| holder.polity().code() == code)
            });
            let rings = extent.iter().flat_map(|p| std::iter::once(p.exterior()).chain(p.interiors()));
            let crossed = rings.map(|ring| crossings(&ring.0, place)).sum::<usize>();
            assert_eq!(held, crossed % 2 == 1, "{code} at {place} on {date}, {basis}");
        }
    }
    borders(&day);
    geojson(&day);
}

fn borders(day: &Snapshot<'_>) {
    let borders = day.borders();
    let mut total = 0.0;
    for border in &borders {
        total += border.length_km();
        let codes: Vec<Option<String>> =
            border.sides().iter().map(|side| Some(side.holder()?.polity().code().to_string())).collect();
        if let [Some(one), Some(other)] = codes.as_slice() {
            let there = day.border_between(one, other).unwrap();
            let back = day.border_between(other, one).unwrap();
            assert_eq!(there.to_string(), back.to_string());
            assert_eq!(there.courses().len(), border.courses().len());
            assert!((there.length_km() - border.length_km()).abs() < 1e-9);
            for (a, b) in there.segments().zip(back.segments()) {
                assert_eq!((a.line(), a.to_string()), (b.line(), b.to_string()));
            }
            assert!(day.neighbours(one).unwrap().iter().any(|answer| answer.is_held_by(other).unwrap().is_some()));
        }
        for course in border.courses() {
            let segments = course.segments();
            assert!(segments.windows(2).all(|pair| pair[0].end() == pair[1].start()), "a course has gaps");
            assert_eq!(course.start().position(), segments[0].start());
            assert_eq!(course.end().position(), segments.last().unwrap().end());
            let (start, end) = (course.start().position(), course.end().position());
            assert!(start.lat_e7() >= end.lat_e7(), "a course runs north");
        }
    }
    let ends: Vec<(Position, BTreeSet<String>)> = borders
        .iter()
        .flat_map(|border| {
            let sides = border.sides();
            border.courses().iter().flat_map(|course| {
                let polities: BTreeSet<String> = sides
                    .iter()
                    .flat_map(|side| side.candidates().flat_map(|c| c.outcome().holders()).collect::<Vec<_>>())
                    .map(|holder| holder.polity().code().to_string())
                    .collect();
                [(course.start().position(), polities.clone()), (course.end().position(), polities)]
            })
        })
        .collect();
    for tripoint in day.tripoints() {
        let here = ends.iter().filter(|(at, _)| *at == tripoint.position());
        let met: BTreeSet<&String> = here.flat_map(|(_, polities)| polities).collect();
        let named: BTreeSet<String> = tripoint.polities().iter().map(|polity| polity.code().to_string()).collect();
        assert_eq!(met, named.iter().collect(), "{tripoint} on {}", day.date());
        assert!(named.len() > 2);
    }
    assert!(total.is_finite());
}

fn geojson(day: &Snapshot<'_>) {
    let value: serde_json::Value = serde_json::from_str(&day.to_geojson()).unwrap();
    let features = value["features"].as_array().unwrap();
    let shares = day.shares();
    assert_eq!(features.len(), shares.len());
    for (feature, share) in features.iter().zip(&shares) {
        let properties = &feature["properties"];
        assert_eq!(properties["polity"].as_str(), share.polity().map(|polity| polity.code().to_string()).as_deref());
        assert_eq!(properties["name"].as_str().unwrap(), crate::common::said(share.answer()));
        assert!((properties["area_km2"].as_f64().unwrap() - share.area_km2()).abs() < 1e-5);
        for polygon in feature["geometry"]["coordinates"].as_array().unwrap() {
            for ring in polygon.as_array().unwrap() {
                let ring = ring.as_array().unwrap();
                assert!(ring.len() >= 4 && ring.first() == ring.last());
            }
        }
    }
}

/// That the changes from one day to another lead from the areas of the one to those of the other.
pub(crate) fn reconcile(atlas: &Atlas, from: Date, to: Date, basis: Basis) -> usize {
    let (first, last) = (atlas.on(from, basis), atlas.on(to, basis));
    let stepwise = match basis {
        Basis::DeFacto => atlas.changes(from, to),
        Basis::DeJure => atlas.sovereign_changes(from, to),
    };
    let ground = first.total_area_km2();
    for changes in [&stepwise, &last.changes_since(&first)] {
        let mut names: BTreeSet<String> = BTreeSet::new();
        let area = |day: &Snapshot<'_>, key: &str| -> f64 {
            day.shares().iter().filter(|share| format!("{:?}", tops(share.answer())) == key).map(Share::area_km2).sum()
        };
        for share in first.shares().iter().chain(&last.shares()) {
            names.insert(format!("{:?}", tops(share.answer())));
        }
        for key in names {
            let ledgers = changes.ledgers();
            let mine = ledgers.iter().filter(|ledger| format!("{:?}", tops(ledger.answer())) == key);
            let net: f64 = mine.map(|ledger| ledger.gained_km2() - ledger.lost_km2()).sum();
            let found = area(&last, &key) - area(&first, &key);
            assert!((net - found).abs() <= ground * 1e-9, "{key} from {from} to {to}: {net} told, {found} found");
        }
        for change in changes {
            assert!(change.area_km2() > 0.0 && change.from().to_string() != "", "{change}");
            if let Some(date) = change.date() {
                assert!(date.latest() > from && date.earliest() <= to, "{change}");
            }
        }
    }
    stepwise.len()
}

/// What an answer leaves open, by codes.
fn tops(answer: &suzerain::Answer<'_>) -> Vec<(&'static str, Vec<String>)> {
    answer
        .candidates()
        .map(|candidate| {
            let outcome = candidate.outcome();
            let codes = outcome.holders().iter().map(|holder| holder.polity().code().to_string()).collect();
            (outcome.word(), codes)
        })
        .collect()
}

fn double_area(ring: &[geo_types::Coord<f64>]) -> f64 {
    ring.windows(2)
        .map(|pair| {
            (pair[0].x - ring[0].x) * (pair[1].y - ring[0].y) - (pair[1].x - ring[0].x) * (pair[0].y - ring[0].y)
        })
        .sum()
}

/// How often a walk east from a place, a little north of due, crosses a ring; exact.
fn crossings(ring: &[geo_types::Coord<f64>], place: Position) -> usize {
    #[allow(clippy::cast_possible_truncation, reason = "degrees in units")]
    let units = |degrees: f64| (degrees * 1e7).round() as i128;
    let (x, y) = (i128::from(place.lon_e7()), i128::from(place.lat_e7()));
    let crosses = |pair: &&[geo_types::Coord<f64>]| {
        let (a, b) = ((units(pair[0].x), units(pair[0].y)), (units(pair[1].x), units(pair[1].y)));
        let (low, high) = if a.1 < b.1 { (a, b) } else { (b, a) };
        (low.1 > y) != (high.1 > y) && (high.0 - low.0) * (y - low.1) > (high.1 - low.1) * (x - low.0)
    };
    ring.windows(2).filter(crosses).count()
}
