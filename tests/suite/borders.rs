//! The distance to the nearest border, against every border edge measured point by point with `geo`.

use std::collections::{BTreeSet, HashMap};

use geo::{Distance, Geodesic};
use suzerain::{Answer, Atlas, Basis, Outcome};
use time::Date;
use time::macros::date;

use crate::common::{at, atlas, places};
use crate::ground::{Net, Point, coord, lattice, net, outlines, position};

/// How ground is held, whatever the records.
type Holding = BTreeSet<(String, Vec<String>)>;

fn holding(answer: &Answer<'_>) -> Holding {
    let tops =
        |outcome: &Outcome<'_>| outcome.holders().iter().map(|holder| holder.polity().code().to_string()).collect();
    answer.candidates().map(|candidate| candidate.outcome()).map(|it| (it.word().to_owned(), tops(&it))).collect()
}

/// The borders of a day: edges with different holders on their sides, and the better accuracy of the two outlines.
fn borders(net: &Net, inside: &[Point], day: Date, basis: Basis) -> Vec<(Point, Point, f64)> {
    let held: Vec<Holding> = inside
        .iter()
        .map(|&at| match basis {
            Basis::DeFacto => holding(&atlas().controller_at(position(at), day)),
            Basis::DeJure => holding(&atlas().sovereign_at(position(at), day)),
        })
        .collect();
    net.edges
        .iter()
        .filter_map(|((a, b), of)| match of.as_slice() {
            [one, other] if held[*one] != held[*other] => {
                Some((*a, *b, outlines()[*one].accuracy_m.min(outlines()[*other].accuracy_m)))
            }
            _ => None,
        })
        .collect()
}

fn metres(a: geo_types::Coord<f64>, b: geo_types::Coord<f64>) -> f64 {
    Geodesic.distance(geo_types::Point::from(a), geo_types::Point::from(b))
}

/// A rough distance on a plain map, in degrees of latitude.
fn rough(at: Point, a: Point, b: Point) -> f64 {
    let (p, a, b) = (coord(at), coord(a), coord(b));
    let stretch = p.y.to_radians().cos();
    let (ax, ay, bx, by) = ((a.x - p.x) * stretch, a.y - p.y, (b.x - p.x) * stretch, b.y - p.y);
    let (dx, dy) = (bx - ax, by - ay);
    let along = if dx == 0.0 && dy == 0.0 { 0.0 } else { (-(ax * dx + ay * dy) / (dx * dx + dy * dy)).clamp(0.0, 1.0) };
    (ax + along * dx).hypot(ay + along * dy)
}

/// The distance to the nearest border in metres, and its accuracy: the likely edges cut into pieces, then the best
/// piece again.
fn naive(at: Point, borders: &[(Point, Point, f64)]) -> Option<(f64, f64)> {
    let nearest = borders.iter().map(|(a, b, _)| rough(at, *a, *b)).min_by(f64::total_cmp)?;
    let likely = borders.iter().filter(|(a, b, _)| rough(at, *a, *b) <= nearest * 1.1 + 1e-6);
    let mut best: Option<(f64, f64)> = None;
    for &(a, b, accuracy) in likely {
        let (from, to, here) = (coord(a), coord(b), coord(at));
        let on =
            |part: f64| geo_types::Coord { x: from.x + (to.x - from.x) * part, y: from.y + (to.y - from.y) * part };
        let (mut low, mut high) = (0.0, 1.0);
        let mut found = f64::INFINITY;
        for _ in 0..6 {
            let part = |step: u32| low + (high - low) * f64::from(step) / 20.0;
            let (metres, step) = (0..=20)
                .map(|step| (metres(here, on(part(step))), step))
                .min_by(|one, other| one.0.total_cmp(&other.0))
                .unwrap();
            found = found.min(metres);
            (low, high) = (part(step.saturating_sub(1)), part((step + 1).min(20)));
        }
        if best.is_none_or(|best| (found, accuracy) < best) {
            best = Some((found, accuracy));
        }
    }
    best
}

/// The border distance at places near to and far from borders is that of the exhaustive search.
#[test]
fn the_border_distance_is_that_of_brute_force() {
    let net = net(outlines());
    let inside: Vec<Point> = outlines().iter().map(crate::ground::Outline::inside).collect();
    let mut questions: Vec<Point> = places().map(|place| lattice(place.lon, place.lat)).collect();
    questions.extend(inside.iter().step_by(7));
    // On vertices and just beside them.
    for outline in outlines().iter().step_by(9) {
        let (a, b) = outline.edges().next().unwrap();
        questions.push(a);
        questions.push((a.0 + 4_321, a.1 - 1_234));
        questions.push((i64::midpoint(a.0, b.0) + 77_777, i64::midpoint(a.1, b.1)));
    }
    let (mut near, mut far, mut asked) = (0, 0, 0);
    for (basis, day) in [
        (Basis::DeFacto, date!(1988 - 03 - 01)),
        (Basis::DeFacto, date!(1992 - 05 - 15)),
        (Basis::DeFacto, date!(2005 - 01 - 01)),
        (Basis::DeJure, date!(2005 - 01 - 01)),
        (Basis::DeFacto, date!(2024 - 05 - 23)),
    ] {
        let borders = borders(&net, &inside, day, basis);
        assert!(borders.len() > 100, "only {} edges of borders on {day}", borders.len());
        for &question in &questions {
            let place = position(question);
            let found = atlas().border_distance(place, day, basis);
            if atlas().territories_at(place, day).is_empty() {
                assert_eq!(found, None, "{place} is outside");
                continue;
            }
            let found = found.unwrap_or_else(|| panic!("{place} on {day}, {basis}: no border"));
            let (expected, accuracy) = naive(question, &borders).unwrap();
            let slack = 0.05 + expected * 1e-5;
            assert!(
                (found.distance_m() - expected).abs() <= slack,
                "{place} on {day}, {basis}: {found:?}, not {expected}"
            );
            let to_nearest = metres(coord(question), geo_types::Point::from(found.nearest()).into());
            assert!(
                (to_nearest - found.distance_m()).abs() <= slack,
                "{place} on {day}: {found:?} is {to_nearest} off"
            );
            assert_eq!(found.is_within_accuracy(), found.distance_m() <= found.accuracy_m(), "{place} on {day}");
            let on_vertex = outlines().iter().any(|outline| outline.edges().any(|(a, _)| a == question));
            if !on_vertex && naive(question, &others(&borders, accuracy)).is_none_or(|(m, _)| m > expected + slack) {
                assert!(
                    (found.accuracy_m() - accuracy).abs() < 1e-6,
                    "{place} on {day}, {basis}: {found:?}, not {accuracy}"
                );
            }
            near += u32::from(expected < 2_000.0);
            far += u32::from(expected > 50_000.0);
            asked += 1;
        }
    }
    assert!(near > 50 && far > 20 && asked > 400, "{near} near, {far} far of {asked}");
}

/// The borders of another accuracy.
fn others(borders: &[(Point, Point, f64)], accuracy: f64) -> Vec<(Point, Point, f64)> {
    borders.iter().filter(|border| (border.2 - accuracy).abs() > 1e-6).copied().collect()
}

#[test]
fn a_place_on_a_border_is_within_its_accuracy() {
    let day = date!(2005 - 01 - 01);
    let net = net(outlines());
    let inside: Vec<Point> = outlines().iter().map(crate::ground::Outline::inside).collect();
    let borders = borders(&net, &inside, day, Basis::DeJure);
    let mut asked = HashMap::new();
    for &(a, _, _) in borders.iter().step_by(11) {
        let place = position(a);
        if let Some(found) = atlas().border_distance(place, day, Basis::DeJure) {
            assert!(found.distance_m() < 0.02, "{place}: {found:?}");
            assert!(found.is_within_accuracy(), "{place}: {found:?}");
            asked.insert(a, found.distance_m());
        }
    }
    assert!(asked.len() > 30, "only {} places", asked.len());
}

#[test]
fn karki_lies_within_armenian_ground() {
    let village = at(39.786, 44.952);
    let day = date!(2000 - 01 - 01);
    let by_right = atlas().border_distance(village, day, Basis::DeJure).unwrap();
    // The ring has 8.4 km2 and is known to 200 m.
    assert!((500.0..1_000.0).contains(&by_right.distance_m()), "{by_right:?}");
    assert!((by_right.accuracy_m() - 200.0).abs() < 1e-6, "{by_right:?}");
    assert!(!by_right.is_within_accuracy());
    let in_fact = atlas().border_distance(village, day, Basis::DeFacto).unwrap();
    assert!(
        in_fact.distance_m() > by_right.distance_m() + 1_000.0,
        "no border in fact runs round the village: {in_fact:?}"
    );
}

#[test]
fn no_border() {
    let day = date!(2000 - 01 - 01);
    assert_eq!(atlas().border_distance(at(48.8566, 2.3522), day, Basis::DeJure), None);
    assert_eq!(atlas().border_distance(at(39.786, 44.952), date!(1800 - 12 - 31), Basis::DeJure), None);
    let square = |west: f64| geo_types::Rect::new((west, 40.0), (west + 1.0, 41.0)).to_polygon();
    let province = |code: &str, west: f64| {
        suzerain::build::TerritoryDraft::new(code, suzerain::model::TerritoryKind::Province, code)
            .outline(square(west), 250.0)
            .citing("s")
    };
    let two = |second: &str| {
        Atlas::builder("two")
            .source(suzerain::build::SourceDraft::new("s", "S"))
            .polity(suzerain::build::PolityDraft::new("A", suzerain::model::PolityKind::Kingdom, "A").citing("s"))
            .polity(suzerain::build::PolityDraft::new("B", suzerain::model::PolityKind::Kingdom, "B").citing("s"))
            .territory(province("one", 10.0))
            .territory(province("two", 11.0))
            .statement(suzerain::build::Statement::sovereignty("one", "A").citing("s"))
            .statement(suzerain::build::Statement::sovereignty("two", second).citing("s"))
            .build()
            .unwrap()
    };
    // One holder on both sides: the line between them and the rim are no borders.
    assert_eq!(two("A").border_distance(at(40.5, 10.9), day, Basis::DeFacto), None);
    let found = two("B").border_distance(at(40.5, 10.9), day, Basis::DeFacto).unwrap();
    let expected = metres(geo_types::Coord { x: 10.9, y: 40.5 }, geo_types::Coord { x: 11.0, y: 40.5 });
    assert!((found.distance_m() - expected).abs() < 1.0, "{found:?}, not {expected}");
    assert!((found.accuracy_m() - 250.0).abs() < 1e-9);
    assert!(!found.is_within_accuracy());
    let beside = two("B").border_distance(at(40.5, 10.998), day, Basis::DeFacto).unwrap();
    assert!(beside.is_within_accuracy(), "{beside:?}");
}
