//! Last step of building: corridors and enclaves against their outlines.

use std::collections::{BTreeSet, HashSet};

use super::ground::is_enclave;
use super::outline::{place_of, union};
use crate::atlas::problem::{Problem, ProblemKind};
use crate::atlas::problem_list::ProblemList;
use crate::atlas::store::{Places, Store};
use crate::atlas::timeline::Timeline;
use crate::atlas::verdict::{Kind, Verdict};
use crate::model::control::Basis;
use crate::space::{Shape, Vertex, area_km2, distance_m, length_m, sides};

/// A corridor's outline may differ from its stated width by this factor, for curves and cut ends.
const WIDTH_FACTOR: f64 = 1.3;

/// Notes corridors that do not touch their ends or are not as wide as stated, and enclaves that are not enclosed.
pub(super) fn check(store: &Store, places: &Places, problems: &mut ProblemList<Problem>) {
    for (corridor, place) in store.corridors.iter().zip(&places.corridors) {
        let mut note = |kind| problems.push(Problem { place: place.clone(), kind });
        let Some(strip) = ground(store, store.territory_number(corridor.territory)) else { continue };
        for end in corridor.joins {
            let Some(ground) = ground(store, store.territory_number(end)) else { continue };
            if let Some(gap_m) = gap_m(&strip, &ground) {
                note(ProblemKind::CorridorEndApart { end: end.to_string(), gap_m });
            }
        }
        let stated_m = corridor.drawn_width_m().unwrap_or(corridor.width_m());
        let measured_m = mean_width_m(&strip);
        if measured_m > stated_m * WIDTH_FACTOR || measured_m < stated_m / WIDTH_FACTOR {
            note(ProblemKind::CorridorWidth { stated_m, measured_m });
        }
    }
    for ((number, territory), place) in (0..).zip(&store.territories).zip(&places.territories) {
        if !is_enclave(territory) {
            continue;
        }
        if let Err(reason) = enclosed_on_some_day(store, number) {
            problems.push(Problem { place: place.clone(), kind: ProblemKind::NotEnclosed(reason) });
        }
    }
}

fn ground(store: &Store, territory: Option<u32>) -> Option<Shape> {
    union(&store.grounds.shapes, store.leaves(territory?))
}

/// Nearer than this, in metres, is touching: vertices are whole units of about 1 cm.
const TOUCHING_M: f64 = 1.0;

/// The distance between two outlines in metres; `None` if they touch.
fn gap_m(strip: &Shape, end: &Shape) -> Option<f64> {
    let vertices: HashSet<Vertex> = end.edges().map(|(a, _)| a).collect();
    let meets = |shape: &Shape, other: &Shape| shape.edges().any(|(a, _)| other.contains(a));
    if strip.edges().any(|(a, _)| vertices.contains(&a)) || meets(strip, end) || meets(end, strip) {
        return None;
    }
    // The nearest vertex and edge on the plain map, measured on the ellipsoid.
    let nearest = |from: &Shape, to: &Shape| {
        let pairs = from.edges().flat_map(|(p, _)| to.edges().map(move |(a, b)| (p, a, b)));
        let pair = pairs.min_by(|x, y| plain_distance(*x).total_cmp(&plain_distance(*y)));
        pair.map(|(p, a, b)| distance_m(p, a, b).0)
    };
    let gap = [nearest(strip, end), nearest(end, strip)].into_iter().flatten().fold(f64::INFINITY, f64::min);
    (gap > TOUCHING_M && gap.is_finite()).then_some(gap)
}

/// The square of the distance from a place to an edge on a map whose meridians are as close as at the place.
fn plain_distance((p, a, b): (Vertex, Vertex, Vertex)) -> f64 {
    let stretch = (f64::from(p.y) / 1e7).to_radians().cos();
    let from_p = |v: Vertex| ((f64::from(v.x) - f64::from(p.x)) * stretch, f64::from(v.y) - f64::from(p.y));
    let ((ax, ay), (bx, by)) = (from_p(a), from_p(b));
    let (dx, dy) = (bx - ax, by - ay);
    let along = (-(ax * dx + ay * dy) / (dx * dx + dy * dy)).clamp(0.0, 1.0);
    (ax + dx * along).powi(2) + (ay + dy * along).powi(2)
}

/// The width of the strip of the same area and perimeter, in metres.
///
/// A strip of length l and width w has the area a = l w and the perimeter p = 2 (l + w).
fn mean_width_m(strip: &Shape) -> f64 {
    let area = area_km2(strip) * 1e6;
    let perimeter: f64 = strip.edges().map(|(a, b)| length_m(&[a, b])).sum();
    let half = perimeter / 2.0;
    // A disc is rounder than any strip: its square of the same area is the limit.
    (half - (half * half - 4.0 * area).max(0.0).sqrt()) / 2.0
}

/// Whether on some day one polity is sovereign everywhere around a territory, and another, or a condominium of others,
/// in it.
fn enclosed_on_some_day(store: &Store, territory: u32) -> Result<(), String> {
    let own = store.leaves(territory);
    let Some(outline) = union(&store.grounds.shapes, own) else { return Ok(()) };
    let mut around = BTreeSet::new();
    for (a, b) in outline.edges() {
        let (left, right) = sides(&store.grounds.index, a, b);
        for side in [left, right] {
            if side.is_empty() {
                return Err(format!("nothing is known of the ground beside it near {}", place_of(a)));
            }
            if !side.iter().any(|shape| own.binary_search(shape).is_ok()) {
                around.insert(store.lineage_of_shapes(&side));
            }
        }
    }
    let inside = own.iter().map(|&shape| store.lineage_of_shapes(&[shape])).next().unwrap_or_default();
    let days: BTreeSet<_> = std::iter::once(&inside)
        .chain(&around)
        .flat_map(|lineage| Timeline::new(store, lineage, Basis::DeJure).starts.into_vec())
        .collect();
    let sole = |lineage: &[u32], day| {
        let verdict = Verdict::on(store, lineage, Basis::DeJure, day);
        match &*verdict.candidates {
            [choice] if choice.kind == Kind::Sole => choice.chains.first().map(<[u32]>::to_vec),
            _ => None,
        }
    };
    let is_of_others = |day, host: &[u32]| {
        let verdict = Verdict::on(store, &inside, Basis::DeJure, day);
        let is_held = |kind| matches!(kind, Kind::Sole | Kind::Condominium);
        matches!(&*verdict.candidates, [choice] if is_held(choice.kind) && choice.chains.iter().all(|own| own != host))
    };
    let enclosed = days.into_iter().any(|day| {
        let hosts: BTreeSet<_> = around.iter().map(|lineage| sole(lineage, day)).collect();
        let host = hosts.into_iter().collect::<Vec<_>>();
        matches!(host.as_slice(), [Some(host)] if is_of_others(day, host))
    });
    if enclosed { Ok(()) } else { Err("the ground around it has several holders, or its own".to_owned()) }
}
