//! What is near a place or in a window, against every edge and every outline measured with `geo`.

use std::collections::{BTreeMap, BTreeSet};

use geo::{Area, BooleanOps, Distance, Geodesic};
use geo_types::{Coord, MultiPolygon, Point as Place, Polygon, Rect, polygon};
use proptest::prelude::*;
use suzerain::build::{PolityDraft, SourceDraft, Statement, TerritoryDraft};
use suzerain::model::{PolityKind, TerritoryKind};
use suzerain::{Answer, Atlas, Basis, Nearest, Outcome, Position, Window};
use time::Date;
use time::macros::date;

use crate::common::{at, atlas, places};
use crate::ground::{Point, coord, lattice, net, outlines, position};

/// How an area is held, whatever the records.
type Holding = BTreeSet<(String, Vec<String>)>;

fn holding<'a>(outcomes: impl IntoIterator<Item = Outcome<'a>>) -> Holding {
    let tops =
        |outcome: &Outcome<'_>| outcome.holders().iter().map(|holder| holder.polity().code().to_string()).collect();
    outcomes.into_iter().map(|it| (it.word().to_owned(), tops(&it))).collect()
}

fn of_answer(answer: &Answer<'_>) -> Holding {
    holding(answer.candidates().map(|candidate| candidate.outcome()))
}

fn of_nearest(nearest: &Nearest<'_>) -> Holding {
    holding(nearest.outcomes().iter().copied())
}

fn is_held(holding: &Holding) -> bool {
    holding.iter().any(|(_, holders)| !holders.is_empty())
}

fn metres(a: Coord, b: Coord) -> f64 {
    Geodesic.distance(Place::from(a), Place::from(b))
}

/// On a sphere, which is quick.
fn rough_m(a: Coord, b: Coord) -> f64 {
    let (dx, dy) = ((b.x - a.x).to_radians(), (b.y - a.y).to_radians());
    let (cos_a, cos_b) = (a.y.to_radians().cos(), b.y.to_radians().cos());
    let square = (dy / 2.0).sin().powi(2) + cos_a * cos_b * (dx / 2.0).sin().powi(2);
    2.0 * square.sqrt().min(1.0).asin() * 6_371_000.0
}

/// The distance from a place to the nearest of edges, each tried at many of its points and then around the best ones.
fn naive(at: Coord, edges: &[(Coord, Coord)]) -> Option<f64> {
    let on = |(a, b): (Coord, Coord), part: f64| Coord { x: a.x + (b.x - a.x) * part, y: a.y + (b.y - a.y) * part };
    let steps = |(a, b): (Coord, Coord)| ((b.x - a.x).abs().max((b.y - a.y).abs()) * 2.0).ceil().max(2.0);
    let rough = |edge: (Coord, Coord)| {
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "an edge has few steps")]
        let count = steps(edge) as u32;
        let tried = (0..=count).map(|step| (rough_m(at, on(edge, f64::from(step) / f64::from(count))), step));
        let (metres, step) = tried.min_by(|one, other| one.0.total_cmp(&other.0)).unwrap();
        // Between two points the edge may come nearer by no more than half a step.
        (metres, (metres - 40_000.0).max(0.0).min(metres), step, count)
    };
    let roughly: Vec<_> = edges.iter().map(|&edge| (edge, rough(edge))).collect();
    let least = roughly.iter().map(|(_, (metres, ..))| *metres).min_by(f64::total_cmp)?;
    let likely = roughly.into_iter().filter(|(edge, (_, at_least, ..))| {
        let short = rough_m(edge.0, edge.1);
        at_least.max(rough_m(at, edge.0) - short) <= least * 1.01
    });
    let exact = |(edge, (_, _, step, count)): ((Coord, Coord), (f64, f64, u32, u32))| {
        let part = |step: u32| f64::from(step) / f64::from(count);
        let (mut low, mut high) = (part(step.saturating_sub(1)), part((step + 1).min(count)));
        let mut found = f64::INFINITY;
        for _ in 0..9 {
            let part = |step: u32| low + (high - low) * f64::from(step) / 12.0;
            let tried = (0..=12).map(|step| (metres(at, on(edge, part(step))), step));
            let (metres, step) = tried.min_by(|one, other| one.0.total_cmp(&other.0)).unwrap();
            found = found.min(metres);
            (low, high) = (part(step.saturating_sub(1)), part((step + 1).min(12)));
        }
        found
    };
    likely.map(exact).min_by(f64::total_cmp)
}

/// The edges beside which each holding of a day lies.
fn edges_by_holding(day: Date, basis: Basis) -> BTreeMap<Holding, Vec<(Coord, Coord)>> {
    let held: Vec<Holding> =
        outlines().iter().map(|outline| of_answer(&atlas().answer(position(outline.inside()), day, basis))).collect();
    let mut edges: BTreeMap<Holding, Vec<(Coord, Coord)>> = BTreeMap::new();
    for ((a, b), of) in net(outlines()).edges {
        let beside: BTreeSet<&Holding> = of.iter().map(|&number| &held[number]).collect();
        // What has the same holders on both sides does not end there.
        if of.len() == 1 || beside.len() > 1 {
            for holding in beside.into_iter().filter(|holding| is_held(holding)) {
                edges.entry(holding.clone()).or_default().push((coord(a), coord(b)));
            }
        }
    }
    edges
}

/// The nearest holders at places near to and far from borders are those of the exhaustive search.
#[test]
fn the_nearest_holders_are_those_of_brute_force() {
    let mut questions: Vec<Point> = places().step_by(3).map(|place| lattice(place.lon, place.lat)).collect();
    questions.extend(outlines().iter().map(crate::ground::Outline::inside).step_by(11));
    // On vertices and just beside them, and far outside.
    for outline in outlines().iter().step_by(23) {
        let (a, b) = outline.edges().next().unwrap();
        questions.extend([a, (a.0 + 4_321, a.1 - 1_234), (i64::midpoint(a.0, b.0) + 77_777, i64::midpoint(a.1, b.1))]);
    }
    questions.extend([lattice(2.35, 48.85), lattice(-179.0, -40.0)]);
    let (mut near, mut far) = (0, 0);
    for (basis, day) in [(Basis::DeFacto, date!(1992 - 05 - 15)), (Basis::DeJure, date!(2005 - 01 - 01))] {
        let edges = edges_by_holding(day, basis);
        for &question in &questions {
            let place = position(question);
            let own = of_answer(&atlas().answer(place, day, basis));
            let distances: BTreeMap<&Holding, f64> = edges
                .iter()
                .filter(|(holding, _)| **holding != own)
                .map(|(holding, edges)| (holding, naive(coord(question), edges).unwrap()))
                .collect();
            let found = atlas().nearest(place, day, basis).unwrap();
            let slack = |metres: f64| 0.05 + metres * 1e-6;
            let expected = distances.values().copied().min_by(f64::total_cmp).unwrap();
            let context = format!("{place} on {day}, {basis}: {found:?}");
            assert!((found.distance_m() - expected).abs() <= slack(expected), "{context}, not {expected}");
            let of_holder = distances[&of_nearest(&found)];
            assert!((found.distance_m() - of_holder).abs() <= slack(of_holder), "{context}, not {of_holder}");
            let to_point = metres(coord(question), Place::from(found.position()).into());
            assert!((to_point - found.distance_m()).abs() <= slack(to_point) + 0.02, "{context} is {to_point} off");
            assert_eq!(found.is_within_accuracy(), found.distance_m() <= found.accuracy_m());
            near += u32::from(expected < 2_000.0);
            far += u32::from(expected > 50_000.0);

            for km in [0.0, 3.0, 80.0] {
                let around = atlas().within_km(place, km, day, basis);
                assert!(around.is_sorted_by(|one, other| one.distance_m() <= other.distance_m()));
                let mut rest = around.as_slice();
                if is_held(&own) {
                    assert_eq!((of_nearest(&rest[0]), rest[0].distance_m()), (own.clone(), 0.0), "{context}");
                    assert_eq!(rest[0].position(), place);
                    rest = &rest[1..];
                }
                for found in rest {
                    let expected = distances[&of_nearest(found)];
                    assert!((found.distance_m() - expected).abs() <= slack(expected), "{found:?}, not {expected}");
                    assert!(found.distance_m() <= km * 1000.0);
                }
                let surely = distances.values().filter(|&&metres| metres + slack(metres) < km * 1000.0).count();
                let maybe = distances.values().filter(|&&metres| metres - slack(metres) < km * 1000.0).count();
                assert!((surely..=maybe).contains(&rest.len()), "{context}, {km} km: {around:?}");
            }
        }
    }
    assert!(near > 20 && far > 20, "{near} near, {far} far");
}

/// A line is as accurate as is stated for the stretch, otherwise as the better of the outlines that share it.
#[test]
fn a_place_on_a_border_is_within_its_accuracy() {
    let units = |at: &Position| (i64::from(at.lon_e7()), i64::from(at.lat_e7()));
    let mut stated: BTreeMap<(Point, Point), f64> = BTreeMap::new();
    for line in atlas().lines() {
        let course: Vec<Point> = line.course().iter().map(units).collect();
        for pair in course.windows(2) {
            let best = stated.entry((pair[0].min(pair[1]), pair[0].max(pair[1]))).or_insert(f64::INFINITY);
            *best = best.min(line.accuracy_m());
        }
    }
    let mut count = 0;
    for ((a, b), of) in net(outlines()).edges.into_iter().filter(|(_, of)| of.len() == 2).step_by(7) {
        let middle = position((i64::midpoint(a.0, b.0), i64::midpoint(a.1, b.1)));
        let found = atlas().nearest(middle, date!(2005 - 01 - 01), Basis::DeJure).unwrap();
        // Along most lines nobody else begins.
        if found.distance_m() < 0.02 {
            let best = of.iter().map(|&number| outlines()[number].accuracy_m).fold(f64::INFINITY, f64::min);
            let expected = stated.get(&(a, b)).copied().unwrap_or(best);
            assert!((found.accuracy_m() - expected).abs() < 1e-6, "{middle}: {found:?}, not {expected} m");
            assert!(found.is_within_accuracy(), "{middle}: {found:?}");
            count += 1;
        }
    }
    assert!(count > 100, "only {count} places");
}

#[test]
fn karki_lies_within_armenia() {
    let village = at(39.786, 44.952);
    let day = date!(2000 - 01 - 01);
    let by_right = atlas().nearest(village, day, Basis::DeJure).unwrap();
    assert_eq!(by_right.outcomes()[0].to_string(), "Armenia");
    // The ring has 8.4 km2 and is known to 200 m.
    assert!((500.0..1_000.0).contains(&by_right.distance_m()), "{by_right:?}");
    assert!((by_right.accuracy_m() - 200.0).abs() < 1e-6 && !by_right.is_within_accuracy(), "{by_right:?}");
    let in_fact = atlas().nearest(village, day, Basis::DeFacto).unwrap();
    assert!(in_fact.distance_m() > by_right.distance_m() + 1_000.0, "no border in fact runs round it: {in_fact:?}");
    assert!(by_right.to_string().starts_with("Armenia, "), "{by_right}");
}

fn square(west: f64, south: f64, side: f64) -> Polygon {
    Rect::new((west, south), (west + side, south + side)).to_polygon()
}

/// An atlas of polygons, each a province that one of the polities A, B, C, D has; the accuracy is 250 m.
fn atlas_of(provinces: &[(Polygon, usize)]) -> Atlas {
    let mut builder = Atlas::builder("provinces").source(SourceDraft::new("s", "S"));
    for code in ["A", "B", "C", "D"] {
        builder = builder.polity(PolityDraft::new(code, PolityKind::Kingdom, code).citing("s"));
    }
    for (number, (outline, holder)) in provinces.iter().enumerate() {
        let code = format!("p{number}");
        let territory = TerritoryDraft::new(&code, TerritoryKind::Province, &code).outline(outline.clone(), 250.0);
        builder = builder.territory(territory.citing("s"));
        if let Some(holder) = ["A", "B", "C", "D"].get(*holder) {
            builder = builder.statement(Statement::sovereignty(&code, holder).from("1900").until("2100").citing("s"));
        }
    }
    builder.build().unwrap_or_else(|report| panic!("{report}"))
}

#[test]
fn nobody_else() {
    let day = date!(2000 - 01 - 01);
    let one = atlas_of(&[(square(10.0, 40.0, 1.0), 0), (square(11.0, 40.0, 1.0), 0), (square(12.0, 40.0, 1.0), 9)]);
    let inside = at(40.5, 10.9);
    assert!(one.nearest(inside, day, Basis::DeFacto).is_none(), "A on both sides, and then nobody");
    assert_eq!(one.within_km(inside, f64::INFINITY, day, Basis::DeFacto).len(), 1);
    assert!(one.nearest(at(40.5, 12.5), day, Basis::DeFacto).is_some_and(|it| it.outcomes()[0].to_string() == "A"));
    assert!(one.nearest(inside, Date::MIN, Basis::DeFacto).is_none());
    for km in [f64::NAN, -1.0, f64::NEG_INFINITY] {
        assert!(one.within_km(inside, km, day, Basis::DeFacto).is_empty());
    }
    assert!(Atlas::builder("empty").build().unwrap().nearest(inside, day, Basis::DeFacto).is_none());

    let two = atlas_of(&[(square(10.0, 40.0, 1.0), 0), (square(11.0, 40.0, 1.0), 1)]);
    let found = two.nearest(inside, day, Basis::DeFacto).unwrap();
    let expected = metres(Coord { x: 10.9, y: 40.5 }, Coord { x: 11.0, y: 40.5 });
    assert!((found.distance_m() - expected).abs() < 1.0, "{found:?}, not {expected}");
    assert!((found.accuracy_m() - 250.0).abs() < 1e-9 && !found.is_within_accuracy());
    assert!(two.nearest(at(40.5, 10.998), day, Basis::DeFacto).unwrap().is_within_accuracy());
    // Outside the coverage of the atlas there is nothing to be near to.
    assert!(atlas().nearest(at(39.786, 44.952), date!(1800 - 12 - 31), Basis::DeJure).is_none());
    assert!(atlas().within_km(at(39.786, 44.952), 9.0, date!(1800 - 12 - 31), Basis::DeJure).is_empty());
}

#[test]
fn windows_are_checked() {
    let rect = |west: f64, south: f64, east: f64, north: f64| Window::new(Rect::new((west, south), (east, north)));
    assert!(rect(-180.0, -90.0, 180.0, 90.0).is_ok());
    let off_map = rect(0.0, 0.0, 1.0, 95.0).unwrap_err();
    assert!(off_map.to_string().contains("latitude 95") && off_map.position().is_none(), "{off_map}");
    assert!(rect(0.0, 0.0, f64::NAN, 1.0).is_err() && rect(0.0, 0.0, 0.0, 1.0).is_err());
    assert!(Window::new(MultiPolygon::new(Vec::new())).unwrap_err().position().is_none());
    let bow = polygon![(x: 4.0, y: 3.0), (x: 6.0, y: 5.0), (x: 6.0, y: 3.0), (x: 4.0, y: 5.0)];
    let crossed = Window::new(bow).unwrap_err();
    assert!(crossed.position().is_some() && crossed.to_string().contains("crosses"), "{crossed}");
}

/// Cells of a grid over the whole earth, some of them held, those that nobody holds included.
fn earth() -> impl Strategy<Value = Vec<(Polygon, usize)>> {
    let cell = prop_oneof![3 => Just(usize::MAX), 1 => 0..5_usize];
    prop::collection::vec(cell, 72).prop_map(|holders| {
        let cells = holders.into_iter().enumerate().filter(|(_, holder)| *holder != usize::MAX);
        let polygon =
            |number: usize| square((number % 12) as f64 * 30.0 - 180.0, (number / 12) as f64 * 30.0 - 90.0, 30.0);
        cells.map(|(number, holder)| (polygon(number), holder)).collect()
    })
}

/// A place anywhere, often on a line, the antimeridian or a pole.
fn anywhere() -> impl Strategy<Value = (f64, f64)> {
    let longitude = prop_oneof![-180.0..180.0_f64, (-6..=6).prop_map(|step| f64::from(step) * 30.0), 179.0..180.0_f64];
    let latitude = prop_oneof![-90.0..90.0_f64, (-3..=3).prop_map(|step| f64::from(step) * 30.0), 89.0..90.0_f64];
    (longitude, latitude)
}

fn sides(outline: &Polygon) -> impl Iterator<Item = (Coord, Coord)> {
    outline.exterior().lines().map(|line| (line.start, line.end))
}

/// The area of the ellipsoid between the equator and a latitude in degrees, in km2 per degree of longitude.
fn zone_km2(latitude: f64) -> f64 {
    let (a, b) = (6378.137_f64, 6_356.752_314_245);
    let e = (1.0 - b * b / a / a).sqrt();
    let sine = latitude.to_radians().sin();
    (b * b / 2.0 * (sine / (1.0 - e * e * sine * sine) + (e * sine).atanh() / e)).to_radians()
}

/// The latitudes between which a convex polygon lies at a longitude.
fn span(outline: &Polygon, x: f64) -> Option<(f64, f64)> {
    let crossed = sides(outline).filter(|(a, b)| (a.x - x) * (b.x - x) <= 0.0 && (a.x < b.x || b.x < a.x));
    let at: Vec<f64> = crossed.map(|(a, b)| a.y + (b.y - a.y) * (x - a.x) / (b.x - a.x)).collect();
    Some((at.iter().copied().min_by(f64::total_cmp)?, at.iter().copied().max_by(f64::total_cmp)?))
}

/// The longitude at which the lines through two edges cross.
fn crossing(one: (Coord, Coord), other: (Coord, Coord)) -> Option<f64> {
    let (along, across, apart) = (one.1 - one.0, other.1 - other.0, other.0 - one.0);
    let cross = |u: Coord, v: Coord| u.x * v.y - u.y * v.x;
    let part = cross(apart, across) / cross(along, across);
    (0.0..=1.0).contains(&part).then_some(one.0.x + part * along.x)
}

/// The area that two convex polygons have in common, strip by strip. No strip has a corner or crossing inside, so that
/// what is summed is smooth.
fn common_km2(one: &Polygon, other: &Polygon) -> f64 {
    let mut stops: Vec<f64> = [one, other].iter().flat_map(|it| it.exterior().0.iter().map(|at| at.x)).collect();
    stops.extend(sides(one).flat_map(|a| sides(other).filter_map(move |b| crossing(a, b))));
    stops.sort_by(f64::total_cmp);
    let strips = stops.windows(2).filter(|pair| pair[1] > pair[0]).flat_map(|pair| {
        let width = (pair[1] - pair[0]) / 400.0;
        (0..400).map(move |step| (pair[0] + width * (f64::from(step) + 0.5), width))
    });
    strips
        .filter_map(|(x, width)| {
            let ((south, north), (base, top)) = (span(one, x)?, span(other, x)?);
            Some((zone_km2(north.min(top)) - zone_km2(south.max(base))).max(0.0) * width)
        })
        .sum()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn distances_go_round_the_globe(cells in earth(), places in prop::collection::vec(anywhere(), 6), km in 0.0..9_000.0_f64) {
        let (atlas, day) = (atlas_of(&cells), date!(2000 - 01 - 01));
        for (lon, lat) in places {
            let place = Position::from_lon_lat(lon, lat).unwrap();
            let here = Coord { x: place.lon(), y: place.lat() };
            let own = atlas.controller_at(place, day).holder().map(|holder| holder.name().to_owned());
            let mut expected: BTreeMap<&str, f64> = BTreeMap::new();
            for (number, name) in ["A", "B", "C", "D"].into_iter().enumerate() {
                let edges: Vec<_> =
                    cells.iter().filter(|(_, holder)| *holder == number).flat_map(|(outline, _)| sides(outline)).collect();
                if own.as_deref() != Some(name) && let Some(metres) = naive(here, &edges) {
                    expected.insert(name, metres);
                }
            }
            let slack = |metres: f64| 1.0 + metres * 1e-6;
            let least = expected.values().copied().min_by(f64::total_cmp);
            let found = atlas.nearest(place, day, Basis::DeFacto);
            prop_assert_eq!(found.is_some(), least.is_some());
            if let (Some(found), Some(least)) = (found, least) {
                prop_assert!((found.distance_m() - least).abs() <= slack(least), "{}: {:?}, not {}", place, found, least);
            }
            let around = atlas.within_km(place, km, day, Basis::DeFacto);
            let mut names: Vec<String> = around.iter().map(|it| it.outcomes()[0].to_string()).collect();
            if let Some(own) = &own {
                prop_assert_eq!(&names.remove(0), own);
            }
            for found in around.iter().filter(|found| found.distance_m() > 0.0) {
                let metres = expected[found.outcomes()[0].to_string().as_str()];
                prop_assert!((found.distance_m() - metres).abs() <= slack(metres), "{}: {:?}, not {}", place, found, metres);
            }
            for (name, metres) in expected {
                let is_found = names.iter().any(|found| found == name);
                prop_assert!(is_found == (metres <= km * 1000.0) || (metres - km * 1000.0).abs() < slack(metres));
            }
        }
    }

    #[test]
    fn windows_have_what_lies_in_them(
        cells in earth(),
        corners in prop::array::uniform3((-72..=72_i32, -36..=36_i32)),
        is_box: bool,
    ) {
        let (atlas, day) = (atlas_of(&cells), date!(2000 - 01 - 01));
        let [a, b, c] = corners.map(|(x, y)| Coord { x: f64::from(x) * 2.5, y: f64::from(y) * 2.5 });
        let area = if is_box { Rect::new(a, b).to_polygon() } else { polygon![a, b, c] };
        let Ok(window) = Window::new(area.clone()) else {
            prop_assert!(area.unsigned_area() < 1e-9);
            return Ok(());
        };
        let mut territories: Vec<String> =
            atlas.territories_in(&window, day).iter().map(|territory| territory.code().to_string()).collect();
        territories.sort();
        let mut expected = Vec::new();
        let mut shares: BTreeMap<&str, f64> = BTreeMap::new();
        for (number, (outline, holder)) in cells.iter().enumerate() {
            if outline.intersection(&area).unsigned_area() > 1e-6 {
                expected.push(format!("p{number}"));
                *shares.entry(["A", "B", "C", "D", "unrecorded"][*holder]).or_default() += common_km2(outline, &area);
            }
        }
        expected.sort();
        prop_assert_eq!(territories, expected);
        let found = atlas.shares_in(&window, day, Basis::DeFacto);
        prop_assert_eq!(found.len(), shares.len(), "{:?} {:?}", found, shares);
        for share in found {
            let km2 = shares[share.outcome().unwrap().to_string().as_str()];
            prop_assert!((share.area_km2() - km2).abs() <= km2 * 1e-4 + 1.0, "{} {}", share, km2);
        }
    }

    #[test]
    fn windows_of_the_embedded_atlas(
        (x, y) in (400_000_000..510_000_000_i64, 365_000_000..450_000_000_i64),
        (wide, high) in (1_000..9_000_000_i64, 1_000..9_000_000_i64),
        part in 0.1..0.9_f64,
    ) {
        let day = date!(1992 - 05 - 15);
        let rect = |low: Coord, high: Coord| Rect::new(low, high);
        let (low, high) = (coord((x, y)), coord((x + wide, y + high)));
        let area = rect(low, high).to_polygon();
        let window = Window::new(area.clone()).unwrap();
        let drawn: BTreeSet<&str> = outlines().iter().map(|outline| outline.code.as_str()).collect();
        let territories: BTreeSet<String> =
            atlas().territories_in(&window, day).iter().map(|territory| territory.code().to_string()).collect();
        let exists = |code: &str| atlas().territory(code).unwrap().period().holds_on(day).is_some();
        for outline in outlines().iter().filter(|outline| exists(&outline.code)) {
            let common = outline.to_geo().intersection(&area).unsigned_area();
            let is_found = territories.contains(&outline.code);
            // Below a square metre `geo` may see nothing, or what is not there.
            prop_assert!(is_found == (common > 0.0) || common < 1e-10, "{}: {}", outline.code, common);
        }
        prop_assert!(territories.iter().any(|code| drawn.contains(code.as_str())) || territories.is_empty());
        // Two windows side by side have what the one over both has.
        let middle = ((low.x + (high.x - low.x) * part) * 1e7).round() / 1e7;
        let halves = [rect(low, Coord { x: middle, y: high.y }), rect(Coord { x: middle, y: low.y }, high)];
        let mut km2: BTreeMap<String, f64> = BTreeMap::new();
        for half in halves {
            for share in atlas().shares_in(&Window::new(half).unwrap(), day, Basis::DeFacto) {
                *km2.entry(share.answer().to_string()).or_default() += share.area_km2();
            }
        }
        for share in atlas().shares_in(&window, day, Basis::DeFacto) {
            let halves = km2.remove(&share.answer().to_string()).unwrap_or(0.0);
            prop_assert!((share.area_km2() - halves).abs() < 1e-5 + halves * 1e-9, "{} {}", share, halves);
        }
        prop_assert!(km2.values().all(|km2| *km2 < 1e-5), "{:?}", km2);
    }
}
