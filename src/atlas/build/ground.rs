//! Second step of building: outlines, how territories nest, and the index that finds them.

use std::collections::{BTreeSet, HashMap};

use crate::atlas::draft::OutlineDraft;
use crate::atlas::problem::{Location, Problem, ProblemKind};
use crate::atlas::store::{Grounds, Model, Sited};
use crate::model::position::{Position, units};
use crate::model::territory::{Extent, Territory, TerritoryCode, TerritoryKind};
use crate::space::{
    Index, OutlineContacts, Overlap, Relation, RingPool, Shape, SharedEdges, Vertex, dissolve, inside_another, overlaps,
};

/// Makes the outlines, one for each territory, and finds how territories nest; what is wrong with them is noted.
pub(super) fn survey(model: &Model, outlines: Vec<Option<OutlineDraft>>, problems: &mut Vec<Problem>) -> Grounds {
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
    let edges = SharedEdges::of(&shapes);
    let meetings = OutlineContacts::of(&edges);
    let index = Index::of(edges);
    let overlaps = meetings.overlaps(&shapes, |at, found| index.locate_exactly(at, found));
    let (nesting, leaves) = nesting(model, &overlaps, &owners, problems);
    check_parts(model, &leaves, &overlaps, &owners, problems);
    check_within(model, &nesting, &shapes, &leaves, problems);
    let lineages = nesting.lineages();
    Grounds { shapes, owners, leaves, lineages, overlaps, index }
}

/// The outlines of which shapes, overlaps and index are known; each shape is that of the next territory with an outline.
pub(super) fn known(
    model: &Model,
    shapes: Vec<Shape>,
    overlaps: Vec<Overlap>,
    index: Index,
    problems: &mut Vec<Problem>,
) -> Grounds {
    let has_outline = |sited: &Sited<Territory>| matches!(sited.value.extent, Extent::Outline { .. });
    let numbered = (0..).zip(&model.territories);
    let owners: Vec<u32> = numbered.filter(|(_, sited)| has_outline(sited)).map(|(number, _)| number).collect();
    let (nesting, leaves) = nesting(model, &overlaps, &owners, problems);
    check_parts(model, &leaves, &overlaps, &owners, problems);
    let lineages = nesting.lineages();
    Grounds { shapes, owners, leaves, lineages, overlaps, index }
}

/// How territories nest, and the shapes that make up each.
fn nesting<'a>(
    model: &'a Model,
    overlaps: &[Overlap],
    owners: &[u32],
    problems: &mut Vec<Problem>,
) -> (Nesting<'a>, Vec<Box<[u32]>>) {
    let mut nesting = Nesting::new(model, owners);
    nesting.check_circles(problems);
    let leaves = nesting.leaves();
    nesting.nest_overlaps(overlaps, owners);
    nesting.nest_leaves(&leaves);
    (nesting, leaves)
}

/// The shape of an outline, with those rings that are known; `None` if something is wrong with it.
fn shape(place: &Location, outline: OutlineDraft, known: &mut RingPool, problems: &mut Vec<Problem>) -> Option<Shape> {
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
    problems: &mut Vec<Problem>,
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

/// A vertex as a place.
pub(super) fn place_of(vertex: Vertex) -> Position {
    Position::from_e7(vertex.x, vertex.y)
}

/// Which territory lies within which.
struct Nesting<'a> {
    model: &'a Model,
    numbers: HashMap<TerritoryCode, u32>,
    /// The shape of each territory that has one.
    own: HashMap<u32, u32>,
    /// What each territory lies within, as far as it is known: stated, by composition, by its outline.
    wholes: Vec<BTreeSet<u32>>,
}

impl<'a> Nesting<'a> {
    fn new(model: &'a Model, owners: &[u32]) -> Self {
        let mut numbers = HashMap::new();
        for (number, sited) in (0..).zip(&model.territories) {
            numbers.entry(sited.value.code).or_insert(number);
        }
        let own = (0..).zip(owners).map(|(shape, &owner)| (owner, shape)).collect();
        let mut this = Self { model, numbers, own, wholes: vec![BTreeSet::new(); model.territories.len()] };
        for (number, sited) in (0..).zip(&model.territories) {
            if let Some(whole) = sited.value.within.and_then(|code| this.number(code)) {
                this.put(number, whole);
            }
            for part in this.parts(&sited.value) {
                this.put(part, number);
            }
        }
        this
    }

    fn number(&self, code: TerritoryCode) -> Option<u32> {
        self.numbers.get(&code).copied()
    }

    fn parts(&self, territory: &Territory) -> Vec<u32> {
        match &territory.extent {
            Extent::Parts(parts) => parts.iter().filter_map(|&code| self.number(code)).collect(),
            Extent::Outline { .. } => Vec::new(),
        }
    }

    fn put(&mut self, part: u32, whole: u32) {
        if let Some(wholes) = self.wholes.get_mut(part as usize) {
            wholes.insert(whole);
        }
    }

    fn territory(&self, number: u32) -> Option<&'a Territory> {
        self.model.territories.get(number as usize).map(|sited| &sited.value)
    }

    /// Reports each territory that lies within itself, and lets it go.
    fn check_circles(&mut self, problems: &mut Vec<Problem>) {
        for number in (0..).take(self.wholes.len()) {
            if !self.above(number).contains(&number) {
                continue;
            }
            let by_way_of: Vec<_> = self
                .above(number)
                .into_iter()
                .filter(|&whole| whole != number && self.above(whole).contains(&number))
                .filter_map(|whole| self.territory(whole).map(|t| format!("'{}'", t.code)))
                .collect();
            let circle = if by_way_of.is_empty() { "itself".to_owned() } else { by_way_of.join(", ") };
            if let Some(sited) = self.model.territories.get(number as usize) {
                problems.push(Problem { place: sited.place.clone(), kind: ProblemKind::Circle(circle) });
            }
            if let Some(wholes) = self.wholes.get_mut(number as usize) {
                wholes.clear();
            }
        }
    }

    /// All that a territory lies within, by any number of steps.
    fn above(&self, number: u32) -> BTreeSet<u32> {
        let mut found = BTreeSet::new();
        let mut open = vec![number];
        while let Some(number) = open.pop() {
            for &whole in self.wholes.get(number as usize).into_iter().flatten() {
                if found.insert(whole) {
                    open.push(whole);
                }
            }
        }
        found
    }

    /// The shapes that make up each territory.
    fn leaves(&self) -> Vec<Box<[u32]>> {
        (0..)
            .take(self.wholes.len())
            .map(|number| {
                let (mut found, mut open, mut seen) = (BTreeSet::new(), vec![number], BTreeSet::new());
                while let Some(number) = open.pop() {
                    found.extend(self.own.get(&number));
                    let parts = self.territory(number).map(|t| self.parts(t)).unwrap_or_default();
                    open.extend(parts.into_iter().filter(|&part| seen.insert(part)));
                }
                found.into_iter().collect()
            })
            .collect()
    }

    /// An outline inside another nests in it, stated or not.
    fn nest_overlaps(&mut self, overlaps: &[Overlap], owners: &[u32]) {
        for overlap in overlaps {
            let (Some(&a), Some(&b)) = (owners.get(overlap.a as usize), owners.get(overlap.b as usize)) else {
                continue;
            };
            match overlap.relation {
                Relation::AInB => self.put(a, b),
                Relation::BInA => self.put(b, a),
                Relation::Equal | Relation::Crossing => {}
            }
        }
    }

    /// A territory whose shapes are some of another's nests in it, stated or not.
    fn nest_leaves(&mut self, leaves: &[Box<[u32]>]) {
        let mut holders: HashMap<u32, Vec<u32>> = HashMap::new();
        for (number, leaves) in (0..).zip(leaves) {
            for &leaf in leaves {
                holders.entry(leaf).or_default().push(number);
            }
        }
        for (number, own) in (0..).zip(leaves) {
            let Some(candidates) = own.first().and_then(|leaf| holders.get(leaf)) else { continue };
            for &whole in candidates {
                let Some(other) = leaves.get(whole as usize).filter(|other| other.len() > own.len()) else { continue };
                if own.iter().all(|leaf| other.binary_search(leaf).is_ok()) {
                    self.put(number, whole);
                }
            }
        }
    }

    /// Each territory and all above it, most specific first.
    fn lineages(&self) -> Vec<Box<[u32]>> {
        let above: Vec<_> = (0..).take(self.wholes.len()).map(|number| self.above(number)).collect();
        // What lies within more is more specific; between equals the order is that of their codes.
        let depth = |&number: &u32| {
            let wholes = above.get(number as usize).map_or(0, BTreeSet::len);
            (std::cmp::Reverse(wholes), self.territory(number).map(Territory::code))
        };
        (0..)
            .zip(&above)
            .map(|(number, above)| {
                let mut lineage: Vec<u32> = above.iter().copied().filter(|&whole| whole != number).collect();
                lineage.sort_by_key(depth);
                std::iter::once(number).chain(lineage).collect()
            })
            .collect()
    }
}

/// Parts of one whole must not overlap, unless contradictions are kept.
fn check_parts(
    model: &Model,
    leaves: &[Box<[u32]>],
    overlaps: &[Overlap],
    owners: &[u32],
    problems: &mut Vec<Problem>,
) {
    if model.about.contradictions_kept {
        return;
    }
    for (sited, leaves) in model.territories.iter().zip(leaves) {
        if !matches!(sited.value.extent, Extent::Parts(_)) {
            continue;
        }
        for overlap in overlaps {
            let has = |shape: u32| leaves.binary_search(&shape).is_ok();
            if has(overlap.a) && has(overlap.b) {
                let code = |shape: u32| {
                    let owner = owners.get(shape as usize).and_then(|&owner| model.territories.get(owner as usize));
                    owner.map(|sited| sited.value.code.to_string()).unwrap_or_default()
                };
                problems.push(Problem {
                    place: sited.place.clone(),
                    kind: ProblemKind::OverlappingParts {
                        one: code(overlap.a),
                        other: code(overlap.b),
                        at: place_of(overlap.at),
                    },
                });
            }
        }
    }
}

/// A territory must lie in the one it states to lie within.
fn check_within(
    model: &Model,
    nesting: &Nesting<'_>,
    shapes: &[Shape],
    leaves: &[Box<[u32]>],
    problems: &mut Vec<Problem>,
) {
    for (sited, own) in model.territories.iter().zip(leaves) {
        let Some(parent) = sited.value.within.and_then(|code| nesting.number(code)) else { continue };
        let Some(cover) = leaves.get(parent as usize).filter(|cover| !cover.is_empty()) else { continue };
        let rest: Vec<u32> = own.iter().copied().filter(|leaf| cover.binary_search(leaf).is_err()).collect();
        if rest.is_empty() {
            continue;
        }
        let Some(ground) = union(shapes, cover) else { continue };
        for leaf in rest {
            let Some(shape) = shapes.get(leaf as usize) else { continue };
            let pair = [shape.clone(), ground.clone()];
            let found = overlaps(&pair);
            if found.iter().any(|o| matches!(o.relation, Relation::AInB | Relation::Equal)) {
                continue;
            }
            let outside = shape.edges().map(|(a, _)| a).find(|&vertex| !ground.contains(vertex));
            let at = outside.or_else(|| found.first().map(|o| o.at)).or_else(|| shape.edges().next().map(|(a, _)| a));
            problems.push(Problem {
                place: sited.place.clone(),
                kind: ProblemKind::OutsideParent {
                    parent: sited.value.within.map(|code| code.to_string()).unwrap_or_default(),
                    at: place_of(at.unwrap_or(Vertex { x: 0, y: 0 })),
                },
            });
            break;
        }
    }
}

/// The union of several shapes; `None` where they overlap, which is reported elsewhere.
pub(super) fn union(shapes: &[Shape], numbers: &[u32]) -> Option<Shape> {
    let parts: Vec<&Shape> = numbers.iter().filter_map(|&number| shapes.get(number as usize)).collect();
    match parts.as_slice() {
        [] => None,
        [one] => Some((*one).clone()),
        parts => dissolve(parts).ok(),
    }
}

/// Whether a territory is said to be an enclave.
pub(super) fn is_enclave(territory: &Territory) -> bool {
    territory.kind == TerritoryKind::Enclave
}
