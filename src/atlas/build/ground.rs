//! Second step of building: outlines, how territories nest, and the index that finds them.

use std::collections::HashMap;

use super::nesting::Nesting;
use super::outline::place_of;
use super::within;
use crate::atlas::draft::OutlineDraft;
use crate::atlas::limits::{Limit, Limits, OverLimit};
use crate::atlas::problem::{Location, Problem, ProblemKind};
use crate::atlas::problem_list::ProblemList;
use crate::atlas::store::{Grounds, Model, Sited};
use crate::model::position::{Position, units};
use crate::model::territory::{Extent, Territory, TerritoryKind};
use crate::space::{
    Excess, Index, MOST_AT_ONE_PLACE, Most, OutlineContacts, Overlap, RingPool, Shape, SharedEdges, Vertex,
    inside_another,
};

/// Makes the outlines, one for each territory, and finds how territories nest; what is wrong with them is noted.
///
/// # Errors
///
/// The limit that they are over.
pub(super) fn survey(
    model: &Model,
    outlines: Vec<Option<OutlineDraft>>,
    limits: Limits,
    problems: &mut ProblemList<Problem>,
) -> Result<Grounds, OverLimit> {
    let mut shapes = Vec::new();
    let mut owners = Vec::new();
    let mut known = RingPool::default();
    for ((number, territory), outline) in (0_u32..).zip(&model.territories).zip(outlines) {
        let Some(outline) = outline else { continue };
        if let Some(shape) = shape(&territory.place, outline, &mut known, problems) {
            shapes.push(shape);
            owners.push(number);
        }
    }
    drop(known);
    let over = |excess| match excess {
        Excess::Crossings => OverLimit::new(Limit::Crossings, limits.crossings),
        Excess::Overlaps => OverLimit::new(Limit::Overlaps, limits.overlaps),
        Excess::Stacked => OverLimit::new(Limit::Stacked, limits.stacked),
        Excess::AtOnePlace => OverLimit::new(Limit::AtOnePlace, MOST_AT_ONE_PLACE),
    };
    let Limits { crossings, overlaps, stacked, .. } = limits;
    let most = Most { crossings, overlaps, stacked };
    let edges = SharedEdges::of(&shapes);
    let meetings = OutlineContacts::of(&edges, &shapes, most).map_err(over)?;
    let index = Index::of(edges, most).map_err(over)?;
    let overlaps = meetings.overlaps(&shapes, |at, found| index.locate_exactly(at, found)).map_err(over)?;
    let mut nesting = Nesting::new(model, &owners);
    nesting.check_circles(problems);
    nesting.check_depth(limits.depth)?;
    let leaves = nesting.leaves(limits.overlaps)?;
    nesting.nest_overlaps(&overlaps, &owners);
    nesting.nest_leaves(&leaves);
    check_parts(model, &leaves, &overlaps, &owners, problems);
    within::check(model, &nesting, (&shapes, &overlaps), &leaves, problems);
    let lineages = nesting.lineages(limits.overlaps)?;
    Ok(Grounds { shapes, owners, leaves, lineages, overlaps, index })
}

/// The outlines of which shapes, overlaps and index are known; each shape is that of the next territory with an outline.
///
/// # Errors
///
/// That more than `most` territories lie in each other.
pub(super) fn known(
    model: &Model,
    shapes: Vec<Shape>,
    overlaps: Vec<Overlap>,
    index: Index,
    most: usize,
    problems: &mut ProblemList<Problem>,
) -> Result<Grounds, OverLimit> {
    let has_outline = |sited: &Sited<Territory>| matches!(sited.value.extent, Extent::Outline { .. });
    let numbered = (0..).zip(&model.territories);
    let owners: Vec<u32> = numbered.filter(|(_, sited)| has_outline(sited)).map(|(number, _)| number).collect();
    let mut nesting = Nesting::new(model, &owners);
    nesting.check_circles(problems);
    let leaves = nesting.leaves(most)?;
    nesting.nest_overlaps(&overlaps, &owners);
    nesting.nest_leaves(&leaves);
    check_parts(model, &leaves, &overlaps, &owners, problems);
    let lineages = nesting.lineages(most)?;
    Ok(Grounds { shapes, owners, leaves, lineages, overlaps, index })
}

/// The shape of an outline, with those rings that are known; `None` if something is wrong with it.
fn shape(
    place: &Location,
    outline: OutlineDraft,
    known: &mut RingPool,
    problems: &mut ProblemList<Problem>,
) -> Option<Shape> {
    let parts = match outline {
        OutlineDraft::Degrees(parts) => on_grid(place, parts, problems)?,
        OutlineDraft::Grid(rings) => vec![rings],
        #[cfg(feature = "import")]
        OutlineDraft::Sound(shape) => return Some(shape),
    };
    if parts.iter().all(Vec::is_empty) {
        problems.push(Problem { place: place.clone(), kind: ProblemKind::ExtentCount("an empty outline") });
        return None;
    }
    let nested = inside_another(&parts);
    let shape = Shape::new(parts.into_iter().flatten().collect());
    match shape.and_then(|shape| nested.map_or(Ok(shape), |fault| Err(vec![fault]))) {
        Ok(shape) => Some(shape.sharing(known)),
        Err(faults) => {
            problems.extend(faults.into_iter().map(|fault| Problem {
                place: place.clone(),
                kind: ProblemKind::FaultyRing {
                    ring: fault.ring + 1,
                    vertex: fault.vertex + 1,
                    at: place_of(fault.at),
                    fault: fault.kind.to_string(),
                },
            }));
            None
        }
    }
}

/// Rings in degrees, by parts, as open rings of vertices; `None` if something is wrong with them.
fn on_grid(
    place: &Location,
    parts: Vec<Vec<Vec<[f64; 2]>>>,
    problems: &mut ProblemList<Problem>,
) -> Option<Vec<Vec<Vec<Vertex>>>> {
    let before = problems.len();
    let mut note = |kind| problems.push(Problem { place: place.clone(), kind });
    let mut outline = Vec::with_capacity(parts.len());
    let mut ring_number = 0;
    for part in parts {
        let mut rings = Vec::with_capacity(part.len());
        for ring in part {
            ring_number += 1;
            let mut vertices = Vec::with_capacity(ring.len());
            for (vertex, [lon, lat]) in (1..).zip(ring) {
                match Position::from_lon_lat(lon, lat) {
                    // The vertex keeps the side of the antimeridian on which it was written.
                    Ok(_) => vertices.push(Vertex { x: units(lon), y: units(lat) }),
                    Err(error) => note(ProblemKind::InvalidVertex { ring: ring_number, vertex, error }),
                }
            }
            match (vertices.first().copied(), vertices.last().copied()) {
                (Some(first), Some(last)) if first == last => {
                    vertices.pop();
                }
                (Some(first), Some(last)) => {
                    note(ProblemKind::RingNotClosed {
                        ring: ring_number,
                        first: place_of(first),
                        last: place_of(last),
                    });
                }
                _ => {}
            }
            rings.push(vertices);
        }
        outline.push(rings);
    }
    (problems.len() == before).then_some(outline)
}

/// Parts of one whole must not overlap, unless contradictions are kept.
fn check_parts(
    model: &Model,
    leaves: &[Box<[u32]>],
    overlaps: &[Overlap],
    owners: &[u32],
    problems: &mut ProblemList<Problem>,
) {
    if model.about.contradictions_kept || overlaps.is_empty() {
        return;
    }
    let mut wholes_of: HashMap<u32, Vec<usize>> = HashMap::new();
    for (number, (sited, leaves)) in model.territories.iter().zip(leaves).enumerate() {
        if matches!(sited.value.extent, Extent::Parts(_)) {
            leaves.iter().for_each(|&leaf| wholes_of.entry(leaf).or_default().push(number));
        }
    }
    let mut found: Vec<(usize, usize)> = Vec::new();
    for (number, overlap) in overlaps.iter().enumerate() {
        let [one, other] = [overlap.a, overlap.b].map(|shape| wholes_of.get(&shape).map_or(&[][..], Vec::as_slice));
        found.extend(one.iter().filter(|whole| other.binary_search(whole).is_ok()).map(|&whole| (whole, number)));
    }
    found.sort_unstable();
    let code = |shape: u32| {
        let owner = owners.get(shape as usize).and_then(|&owner| model.territories.get(owner as usize));
        owner.map(|sited| sited.value.code.to_string()).unwrap_or_default()
    };
    for (whole, overlap) in found {
        if let (Some(sited), Some(overlap)) = (model.territories.get(whole), overlaps.get(overlap)) {
            let (one, other, at) = (code(overlap.a), code(overlap.b), place_of(overlap.at));
            let kind = ProblemKind::OverlappingParts { one, other, at };
            problems.push(Problem { place: sited.place.clone(), kind });
        }
    }
}

/// Whether a territory is said to be an enclave.
pub(super) fn is_enclave(territory: &Territory) -> bool {
    territory.kind == TerritoryKind::Enclave
}
