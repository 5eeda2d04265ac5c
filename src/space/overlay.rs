//! Which shapes overlap.

use std::cmp::Ordering;
use std::collections::BTreeSet;
use std::ops::ControlFlow;

use hashbrown::{HashMap, HashSet};

use super::bands::bands;
use super::crossings::Crossings;
use super::hub::{Hub, Inside, Ray};
use super::index::Index;
use super::most::{Excess, Most};
use super::overlap::{Overlap, Relation};
use super::pair_facts::{BOTH, CROSSING, FIRST, Facts, PairFacts, SECOND};
use super::pairs::{Contact, contact, crossing, ends_inside, try_near_pairs};
use super::ring::Ring;
use super::sets::SetId;
use super::shape::Shape;
use super::shared_edges::SharedEdges;
use super::twins::Twins;
use super::vertex::{Vertex, angle_order};

/// Every pair of shapes whose interiors meet, ordered by number; exact.
///
/// Shapes that only touch or share edges do not overlap.
pub(crate) fn overlaps(shapes: &[Shape]) -> Vec<Overlap> {
    let edges = SharedEdges::of(shapes);
    let contacts = OutlineContacts::of(&edges, shapes, Most::ALL);
    let found = contacts.and_then(|contacts| match shapes {
        // Two are soon searched, and have no index.
        [] | [_] | [_, _] => contacts.overlaps(shapes, |at, found| {
            (0..).zip(shapes).filter(|(_, shape)| shape.contains(at)).for_each(|(number, _)| found(number));
        }),
        _ => {
            let index = Index::of(edges, Most::ALL)?;
            contacts.overlaps(shapes, |at, found| index.locate_exactly(at, found))
        }
    });
    // There is no limit.
    found.unwrap_or_default()
}

/// One direction of an edge, seen from a place on it.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Arm {
    /// The place, where several arms meet.
    at: Vertex,
    /// The number of the edge, and in the last bit whether the arm leads to its end rather than back to its start.
    way: u32,
}

impl Arm {
    fn new(at: Vertex, edge: usize, is_onward: bool) -> Self {
        Self { at, way: u32::try_from(edge << 1).unwrap_or(u32::MAX) | u32::from(is_onward) }
    }

    fn edge(self) -> usize {
        self.way as usize >> 1
    }

    fn is_onward(self) -> bool {
        self.way & 1 == 1
    }
}

/// An arm with its direction.
#[derive(Clone, Copy)]
struct Spoke {
    direction: (i64, i64),
    /// The rings that run along it.
    uses: SetId,
    is_onward: bool,
}

/// Places are processed in at most this many passes, so that only some of their arms are in memory.
const MOST_PASSES: usize = 8;

/// Of a place where more shapes than this meet, what is said of each pair is kept only for pairs that overlap.
const MANY: usize = u64::BITS as usize;

/// Where the outlines of shapes meet, and what this says about how the shapes are related.
///
/// All edges that come near each other are compared. At each place where outlines meet, the sectors between their edges
/// tell which shapes have area there. This settles all rings that have such a place. Of shapes that are equal only the
/// first is looked at.
pub(crate) struct OutlineContacts {
    /// The shape of each ring.
    shape_of: Vec<u32>,
    twins: Twins,
    /// Rings that meet the outline of a shape; not all of those whose shapes cross.
    contacts: HashSet<(u32, u32)>,
    facts: PairFacts,
    /// Places where very many shapes meet, in pairs that are not listed.
    hubs: Vec<Hub>,
    most: Most,
    excess: Option<Excess>,
    crossings: Crossings,
}

/// Those of a few shapes that have area in a sector, as bits in their order.
struct Mask<'h> {
    /// Ascending.
    shapes: &'h [u32],
    bits: u64,
}

impl Inside for Mask<'_> {
    fn has(&self, shape: u32) -> bool {
        self.shapes.binary_search(&shape).is_ok_and(|place| self.bits >> place & 1 == 1)
    }

    fn put(&mut self, shape: u32, is_inside: bool) {
        if let Ok(place) = self.shapes.binary_search(&shape) {
            let bit = 1 << place;
            self.bits = if is_inside { self.bits | bit } else { self.bits & !bit };
        }
    }
}

/// What a sector says of two shapes; `one` is the shape that `FIRST` refers to.
fn facts_of(inside: &BTreeSet<u32>, one: u32, other: u32) -> Facts {
    match (inside.contains(&one), inside.contains(&other)) {
        (true, true) => BOTH,
        (true, false) => FIRST,
        (false, true) => SECOND,
        (false, false) => 0,
    }
}

impl OutlineContacts {
    /// Compares the edges of shapes. O((n + k) log n) in the number of edges and of the pairs of shapes that overlap, and
    /// more where many long edges run side by side.
    ///
    /// # Errors
    ///
    /// What there is too much of.
    pub(crate) fn of(edges: &SharedEdges, shapes: &[Shape], most: Most) -> Result<Self, Excess> {
        let mut this = Self {
            shape_of: edges.shape_of.clone(),
            twins: Twins::of(shapes),
            contacts: HashSet::default(),
            facts: PairFacts::default(),
            hubs: Vec::new(),
            most,
            excess: None,
            crossings: Crossings::default(),
        };
        let inner = this.compare(edges);
        if this.excess.is_none() {
            this.read_sectors(edges, &inner);
        }
        this.contacts.shrink_to_fit();
        this.excess.map_or(Ok(this), Err)
    }

    /// Every pair of shapes whose interiors meet, ordered by number; exact.
    ///
    /// A ring that no other outline touches lies inside or outside as a whole, as its first vertex does: `locate` finds
    /// the shapes that contain a vertex, by the rule of [`Shape::contains`].
    ///
    /// # Errors
    ///
    /// What there is too much of.
    pub(crate) fn overlaps(
        mut self,
        shapes: &[Shape],
        locate: impl Fn(Vertex, &mut dyn FnMut(u32)),
    ) -> Result<Vec<Overlap>, Excess> {
        // Each crossing makes a region more.
        let Crossings { count, sample } = &self.crossings;
        let mut stacked = 0_usize;
        for &at in sample {
            locate(at, &mut |_| stacked += 1);
        }
        if stacked as u128 * *count as u128 > self.most.stacked as u128 * sample.len() as u128 {
            return Err(Excess::Stacked);
        }
        self.place_free_rings(shapes, locate);
        if let Some(excess) = self.excess {
            return Err(excess);
        }
        let overlap = |((a, b), facts, at): ((u32, u32), Facts, Vertex)| {
            let relation = match (facts & FIRST != 0, facts & SECOND != 0) {
                (true, true) => Relation::Crossing,
                (false, true) => Relation::AInB,
                (true, false) => Relation::BInA,
                (false, false) => Relation::Equal,
            };
            (facts & BOTH != 0).then_some(Overlap { a, b, relation, at })
        };
        let of_firsts: Vec<Overlap> = self.facts.into_pairs().filter_map(overlap).collect();
        let count = of_firsts.iter().map(|it| self.twins.count(it.a).saturating_mul(self.twins.count(it.b)));
        if count.fold(self.twins.pair_count(), usize::saturating_add) > self.most.overlaps {
            return Err(Excess::Overlaps);
        }
        let mut found = Vec::new();
        for Overlap { a, b, relation, at } in of_firsts {
            for a in self.twins.all(a) {
                found.extend(self.twins.all(b).map(|b| Overlap { a, b, relation, at }.in_order()));
            }
        }
        for first in self.twins.firsts_of_several() {
            let vertices = shapes.get(first as usize).into_iter().flat_map(Shape::rings).flat_map(Ring::vertices);
            let at = vertices.min().copied().unwrap_or_default();
            let mut twins = self.twins.all(first);
            while let Some(a) = twins.next() {
                found.extend(twins.clone().map(|b| Overlap { a, b, relation: Relation::Equal, at }));
            }
        }
        found.sort_unstable_by_key(|overlap| (overlap.a, overlap.b));
        Ok(found)
    }

    fn shape(&self, ring: u32) -> u32 {
        self.shape_of.get(ring as usize).copied().unwrap_or(u32::MAX)
    }

    /// Whether a ring is of a shape that no shape before equals.
    fn is_first(&self, ring: u32) -> bool {
        self.twins.is_first(self.shape(ring))
    }

    /// Compares edges. Edges that cross settle their shapes. If an edge ends on another, the other has two arms there,
    /// which are returned.
    fn compare(&mut self, edges: &SharedEdges) -> Vec<Arm> {
        let mut inner = Vec::new();
        // Shapes that cross mostly do so in more than one place.
        let mut crossed: HashSet<(SetId, SetId)> = HashSet::default();
        // A break leaves the excess behind.
        let _: ControlFlow<()> = try_near_pairs(&edges.edges, |first, second| {
            let (Some(one), Some(other)) = (edges.get(first), edges.get(second)) else {
                return ControlFlow::Continue(());
            };
            let (e, f) = (one.ends(), other.ends());
            match contact(e, f) {
                Contact::Apart => {}
                Contact::Cross => {
                    let at = crossing(e, f);
                    self.crossings.add(at);
                    if self.crossings.count > self.most.crossings {
                        self.excess = Some(Excess::Crossings);
                    } else if crossed.insert((one.uses.min(other.uses), one.uses.max(other.uses))) {
                        self.cross(edges, (one.uses, other.uses), at);
                    }
                }
                Contact::Touch(_) | Contact::Overlap => {
                    for (number, edge, other) in [(first, e, f), (second, f, e)] {
                        for at in ends_inside(edge, other) {
                            inner.extend([false, true].map(|is_onward| Arm::new(at, number, is_onward)));
                        }
                    }
                }
            }
            if self.excess.is_some() { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
        });
        inner
    }

    /// The rings along one edge cross those along another.
    fn cross(&mut self, edges: &SharedEdges, (one, other): (SetId, SetId), at: Vertex) {
        let [ones, others] = [one, other].map(|uses| {
            let shapes = edges.uses(uses).map(|it| self.shape(it.ring()));
            shapes.filter(|&shape| self.twins.is_first(shape)).collect::<Vec<_>>()
        });
        for one in ones {
            for &other in &others {
                self.learn(one, other, CROSSING, at);
            }
            if self.excess.is_some() {
                return;
            }
        }
    }

    /// Learns from every place where edges end, or that has one of the given arms.
    fn read_sectors(&mut self, edges: &SharedEdges, inner: &[Arm]) {
        // Most places are like others on the same border: their pattern is evaluated once.
        let mut known: HashSet<Vec<u32>> = HashSet::default();
        let mut arms: Vec<Arm> = Vec::new();
        for band in bands(edges.edges.iter().map(|edge| edge.from.y), MOST_PASSES) {
            let ends = edges
                .edges
                .iter()
                .enumerate()
                .flat_map(|(number, edge)| [Arm::new(edge.from, number, true), Arm::new(edge.to, number, false)]);
            arms.clear();
            arms.extend(ends.chain(inner.iter().copied()).filter(|arm| band.contains(&i64::from(arm.at.y))));
            arms.sort_unstable();
            arms.dedup();
            for group in arms.chunk_by(|a, b| a.at == b.at) {
                self.read_place(edges, group, &mut known);
                if self.excess.is_some() {
                    return;
                }
            }
        }
    }

    /// Learns from a place with these arms, unless one with the same pattern of rings and directions is known.
    fn read_place(&mut self, edges: &SharedEdges, arms: &[Arm], known: &mut HashSet<Vec<u32>>) {
        let spoke = |arm: &Arm| {
            let edge = edges.get(arm.edge())?;
            let to = if arm.is_onward() { edge.to } else { edge.from };
            Some(Spoke { direction: to.minus(arm.at), uses: edge.uses, is_onward: arm.is_onward() })
        };
        let mut spokes: Vec<Spoke> = arms.iter().filter_map(spoke).collect();
        spokes.sort_by(|a, b| {
            let order = angle_order(a.direction, b.direction);
            order.then_with(|| (a.uses, a.is_onward).cmp(&(b.uses, b.is_onward)))
        });
        let mut pattern = Vec::with_capacity(spokes.len() * 2);
        let mut before = None;
        for spoke in &spokes {
            let is_same = before.is_some_and(|it| angle_order(it, spoke.direction) == Ordering::Equal);
            pattern.extend([spoke.uses, u32::from(is_same) << 1 | u32::from(spoke.is_onward)]);
            before = Some(spoke.direction);
        }
        if known.insert(pattern) {
            self.walk_around(edges, arms.first().map(|arm| arm.at).unwrap_or_default(), &spokes);
        }
    }

    /// Walks around a place counter-clockwise and learns from each sector which shapes have area there.
    fn walk_around(&mut self, edges: &SharedEdges, at: Vertex, spokes: &[Spoke]) {
        let mut rays: Vec<Ray> = Vec::new();
        let same = spokes.chunk_by(|a, b| angle_order(a.direction, b.direction) == Ordering::Equal);
        for (direction, spokes) in same.enumerate() {
            for spoke in spokes {
                let uses = edges.uses(spoke.uses).filter(|it| self.is_first(it.ring()));
                rays.extend(uses.map(|it| Ray {
                    ring: it.ring(),
                    shape: self.shape(it.ring()),
                    leaves: it.is_forward() == spoke.is_onward,
                    direction,
                }));
            }
        }
        let hub = Hub::new(at, rays);
        if hub.shapes.len() < 2 {
            return;
        }
        if hub.shapes.len() > MANY {
            hub.walk(BTreeSet::new(), |inside, one| {
                if self.excess.is_some() {
                    return;
                }
                let others = if inside.contains(&one) { inside.range(..) } else { inside.range(..0) };
                for &other in others {
                    self.learn(one, other, BOTH, at);
                }
            });
            return self.hubs.push(hub);
        }
        self.learn_pairs(&hub);
    }

    /// Learns of each two shapes that meet in a place, of which there are not very many.
    fn learn_pairs(&mut self, hub: &Hub) {
        let count = hub.shapes.len();
        // For each shape those that lie in one sector with it, that lie where it does not, and that do not where it does.
        let [mut beside, mut without, mut lacking] = [vec![0_u64; count], vec![0; count], vec![0; count]];
        let start = Mask { shapes: &hub.shapes, bits: 0 };
        hub.walk(start, |inside, one| {
            let Ok(place) = hub.shapes.binary_search(&one) else { return };
            let add = |masks: &mut [u64], bits: u64| masks.get_mut(place).into_iter().for_each(|mask| *mask |= bits);
            if inside.bits >> place & 1 == 1 {
                add(&mut beside, inside.bits);
                add(&mut lacking, !inside.bits);
            } else {
                add(&mut without, inside.bits);
            }
        });
        let has = |masks: &[u64], one: usize, other: usize| masks.get(one).is_some_and(|mask| mask >> other & 1 == 1);
        let fact = |fact: Facts, is_so: bool| if is_so { fact } else { 0 };
        for first in 0..count {
            for second in first + 1..count {
                let facts = fact(BOTH, has(&beside, first, second) || has(&beside, second, first))
                    | fact(FIRST, has(&lacking, first, second) || has(&without, second, first))
                    | fact(SECOND, has(&lacking, second, first) || has(&without, first, second));
                self.meet(hub, first, second, facts);
            }
        }
    }

    /// Two shapes of a place, by their places in its list, meet there, which says this of them.
    fn meet(&mut self, hub: &Hub, first: usize, second: usize, facts: Facts) {
        let Some((&one, &other)) = hub.shapes.get(first).zip(hub.shapes.get(second)) else { return };
        if self.learn(one, other, facts, hub.at) == CROSSING {
            return;
        }
        for (one, other) in [(one, other), (other, one)] {
            let rings = hub.rings.iter().filter(|&&ring| self.shape_of.get(ring as usize) == Some(&one));
            self.contacts.extend(rings.map(|&ring| (ring, other)));
        }
    }

    /// Learns from places where very many shapes meet, of those that overlap, which have area of their own there.
    fn read_hubs(&mut self) {
        let mut partners: HashMap<u32, Vec<u32>> = HashMap::default();
        let overlapping = self.facts.pairs().filter(|(_, facts)| facts & BOTH != 0);
        for ((a, b), _) in overlapping.filter(|_| !self.hubs.is_empty()) {
            partners.entry(a).or_default().push(b);
            partners.entry(b).or_default().push(a);
        }
        let hubs = std::mem::take(&mut self.hubs);
        for hub in &hubs {
            hub.walk(BTreeSet::new(), |inside, one| {
                for &other in partners.get(&one).into_iter().flatten() {
                    if hub.shapes.binary_search(&other).is_ok() {
                        self.learn(one, other, facts_of(inside, one, other), hub.at);
                    }
                }
            });
        }
        self.hubs = hubs;
    }

    /// Whether a ring meets the outline of a shape.
    fn has_met(&self, ring: u32, shape: u32) -> bool {
        let is_in = |hub: &Hub| hub.rings.binary_search(&ring).is_ok() && hub.shapes.binary_search(&shape).is_ok();
        self.contacts.contains(&(ring, shape)) || self.hubs.iter().any(is_in)
    }

    /// Records facts about two shapes, and returns all that are known; `one` is the shape that `FIRST` refers to.
    fn learn(&mut self, one: u32, other: u32, facts: Facts, at: Vertex) -> Facts {
        let known = self.facts.learn(one, other, facts, at);
        if self.facts.overlap_count() > self.most.overlaps {
            self.excess = Some(Excess::Overlaps);
        }
        known
    }

    /// Settles the rings that are not touched by the outline of a shape.
    fn place_free_rings(&mut self, shapes: &[Shape], locate: impl Fn(Vertex, &mut dyn FnMut(u32))) {
        let mut inside: HashSet<(u32, u32)> = HashSet::default();
        let starts = shapes.iter().flat_map(|shape| shape.rings().iter().map(|ring| ring.vertices().first()));
        for (ring, start) in (0..).zip(starts) {
            let Some(&start) = start else { continue };
            if self.excess.is_some() {
                return;
            }
            if !self.is_first(ring) {
                continue;
            }
            let own = self.shape(ring);
            locate(start, &mut |shape| {
                let is_other = shape != own && self.twins.is_first(shape);
                if is_other && self.facts.of(own, shape) != CROSSING && !self.has_met(ring, shape) {
                    inside.insert((ring, shape));
                    self.learn(own, shape, BOTH | SECOND, start);
                }
            });
        }
        self.read_hubs();
        // If a ring of an overlapping shape is neither touched by the other shape nor inside it, it has area of its
        // own.
        let mut rings_of: Vec<Vec<u32>> = vec![Vec::new(); shapes.len()];
        for (ring, &shape) in (0..).zip(&self.shape_of) {
            if let Some(rings) = rings_of.get_mut(shape as usize) {
                rings.push(ring);
            }
        }
        let is_outside = |this: &Self, shape: u32, other: u32| {
            let rings = rings_of.get(shape as usize).map_or(&[][..], Vec::as_slice);
            rings.iter().any(|&ring| !this.has_met(ring, other) && !inside.contains(&(ring, other)))
        };
        let overlapping = self.facts.pairs().filter(|(_, facts)| facts & BOTH != 0 && *facts != CROSSING);
        let overlapping: Vec<((u32, u32), Facts)> = overlapping.collect();
        for ((a, b), facts) in overlapping {
            let mut own = if facts & FIRST == 0 && is_outside(self, a, b) { FIRST } else { 0 };
            own |= if facts & SECOND == 0 && is_outside(self, b, a) { SECOND } else { 0 };
            self.facts.learn(a, b, own, Vertex::default());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shape(rings: &[&[(i32, i32)]]) -> Shape {
        let ring = |corners: &&[(i32, i32)]| corners.iter().map(|&(x, y)| Vertex::new(x, y)).collect();
        Shape::new(rings.iter().map(ring).collect()).unwrap()
    }

    fn square(x: i32, y: i32, size: i32) -> Shape {
        shape(&[&[(x, y), (x + size, y), (x + size, y + size), (x, y + size)]])
    }

    fn relation(a: &Shape, b: &Shape) -> Option<Relation> {
        let found = overlaps(&[a.clone(), b.clone()]);
        assert!(found.len() <= 1 && found.iter().all(|overlap| (overlap.a, overlap.b) == (0, 1)));
        found.first().map(|overlap| overlap.relation)
    }

    #[test]
    fn neighbours_do_not_overlap() {
        let a = square(0, 0, 10);
        assert_eq!(relation(&a, &square(10, 0, 10)), None);
        assert_eq!(relation(&a, &square(10, 10, 10)), None);
        assert_eq!(relation(&a, &square(10, 5, 10)), None);
        assert_eq!(relation(&a, &shape(&[&[(10, 5), (20, 0), (20, 9)]])), None);
        assert_eq!(relation(&a, &square(30, 30, 10)), None);
        let ring = shape(&[&[(-10, -10), (20, -10), (20, 20), (-10, 20)], &[(0, 0), (10, 0), (10, 10), (0, 10)]]);
        assert_eq!(relation(&a, &ring), None);
        assert_eq!(relation(&ring, &square(2, 2, 3)), None);
    }

    #[test]
    fn overlaps_are_told_apart() {
        let a = square(0, 0, 10);
        assert_eq!(relation(&a, &a), Some(Relation::Equal));
        assert_eq!(relation(&a, &square(5, 5, 10)), Some(Relation::Crossing));
        assert_eq!(relation(&a, &square(2, 2, 3)), Some(Relation::BInA));
        assert_eq!(relation(&square(2, 2, 3), &a), Some(Relation::AInB));
        assert_eq!(relation(&a, &square(0, 0, 3)), Some(Relation::BInA));
        assert_eq!(relation(&a, &square(5, 0, 10)), Some(Relation::Crossing));
        assert_eq!(relation(&a, &square(0, 0, 20)), Some(Relation::AInB));
        let diamond = shape(&[&[(5, 0), (10, 5), (5, 10), (0, 5)]]);
        assert_eq!(relation(&a, &diamond), Some(Relation::BInA));
        let with_island = shape(&[&[(2, 2), (4, 2), (4, 4), (2, 4)], &[(30, 30), (40, 30), (40, 40)]]);
        assert_eq!(relation(&a, &with_island), Some(Relation::Crossing));
    }

    /// Of equal shapes the first is looked at; the others overlap the rest as it does, and each other.
    #[test]
    fn equal_shapes_overlap_what_each_overlaps() {
        let (large, inner, beside, across) = (square(0, 0, 10), square(2, 2, 3), square(10, 0, 5), square(4, 4, 10));
        let shapes = [&inner, &large, &beside, &inner, &across, &large, &inner].map(Clone::clone);
        let key = |overlap: &Overlap| (overlap.a, overlap.b, overlap.relation);
        let mut expected = Vec::new();
        for (a, one) in (0..).zip(&shapes) {
            for (b, other) in (0..).zip(&shapes).skip(a as usize + 1) {
                expected.extend(relation(one, other).map(|relation| (a, b, relation)));
            }
        }
        assert_eq!(overlaps(&shapes).iter().map(key).collect::<Vec<_>>(), expected);
        assert!(expected.contains(&(0, 6, Relation::Equal)) && expected.contains(&(1, 6, Relation::BInA)));
        let edges = SharedEdges::of(&shapes);
        let most = Most { overlaps: expected.len() - 1, ..Most::ALL };
        let found = OutlineContacts::of(&edges, &shapes, most).and_then(|contacts| {
            contacts.overlaps(&shapes, |at, found| {
                (0..).zip(&shapes).filter(|(_, shape)| shape.contains(at)).for_each(|(number, _)| found(number));
            })
        });
        assert_eq!(found, Err(Excess::Overlaps));
    }

    #[test]
    fn a_line_that_enters_through_vertices_is_seen() {
        let a = square(0, 0, 10);
        let through_corners = shape(&[&[(-5, -5), (5, 4), (15, 15), (-5, 15)], &[(0, 10), (5, 8), (10, 10)]]);
        assert!(relation(&a, &through_corners).is_some());
        let through_vertex = shape(&[&[(10, 5), (20, 0), (20, 9), (10, 5), (5, 6), (5, 4)]]);
        assert_eq!(relation(&a, &through_vertex), Some(Relation::Crossing));
    }

    /// Where very many meet in a place, each pair is related as it is alone.
    #[test]
    fn a_hub_says_what_pairs_say() {
        // Points around a square, counter-clockwise.
        let rim = |at: i32| match at.rem_euclid(160) {
            at @ 0..40 => (20, at - 20),
            at @ 40..80 => (60 - at, 20),
            at @ 80..120 => (-20, 100 - at),
            at => (at - 140, -20),
        };
        let corners = |ends: [i32; 2]| [(0, 0), rim(ends[0]), rim(ends[1])];
        let wedges = (0..80).map(|at| corners([at * 2, at * 2 + 2]));
        // One is of two wedges, one of halves of wedges, one crosses many.
        let others = [[10, 14], [31, 33], [47, 75]].map(corners);
        let shapes: Vec<Shape> = wedges.chain(others).map(|corners| shape(&[&corners])).collect();
        let found = overlaps(&shapes);
        let key = |overlap: &Overlap| (overlap.a, overlap.b, overlap.relation);
        let mut expected = Vec::new();
        for (a, one) in (0..).zip(&shapes) {
            for (b, other) in (0..).zip(&shapes).skip(a as usize + 1) {
                expected.extend(relation(one, other).map(|relation| (a, b, relation)));
            }
        }
        assert_eq!(found.iter().map(key).collect::<Vec<_>>(), expected);
        assert!(expected.contains(&(5, 80, Relation::AInB)) && expected.contains(&(15, 81, Relation::Crossing)));
    }
}
