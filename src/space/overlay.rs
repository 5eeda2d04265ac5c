//! Which shapes overlap.

use std::cmp::Ordering;
use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, HashSet};
use std::ops::Range;

use super::pairs::{Contact, Edge, contact, crossing, near_pairs};
use super::shape::Shape;
use super::vertex::{Vertex, orientation, turn};

/// Two shapes whose interiors meet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Overlap {
    /// The number of the one shape, the smaller.
    pub(crate) a: u32,
    /// The number of the other.
    pub(crate) b: u32,
    /// How they lie to each other.
    pub(crate) relation: Relation,
    /// A place on the outline of one of them where both have ground, or within a unit of it.
    pub(crate) at: Vertex,
}

/// How two shapes that overlap lie to each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Relation {
    /// Each has ground that the other has not.
    Crossing,
    /// All ground of the first belongs to the second too.
    AInB,
    /// All ground of the second belongs to the first too.
    BInA,
    /// They are the same ground.
    Equal,
}

/// Every pair of shapes whose interiors meet, in order of their numbers; exact.
///
/// Shapes that share edges or touch do not overlap by that. All edges are compared in one sweep. Around
/// each place where outlines meet, the sectors between their edges tell who has ground there: that
/// settles all rings with such a place. A ring that no other outline touches lies inside or outside as a
/// whole, as its first vertex does.
pub(crate) fn overlaps(shapes: &[Shape]) -> Vec<Overlap> {
    let mut overlay = Overlay::new(shapes);
    let lines = overlay.lines();
    let mut arms = overlay.arms_at_vertices();
    overlay.compare(&lines, &mut arms);
    overlay.read_sectors(arms);
    overlay.place_free_rings(shapes);
    overlay.finish()
}

/// An edge of a shape, as one end of it sees it.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Arm {
    /// Where several arms meet.
    at: Vertex,
    ring: u32,
    /// Whether the edge leaves `at`: then the ground of the shape is on the left of the arm, seen
    /// outwards, otherwise on the right.
    leaves: bool,
    /// Where the arm leads.
    to: Vertex,
}

/// What is known of two shapes, as bits.
type Facts = u8;
/// Some ground is theirs together.
const BOTH: Facts = 1;
/// Some ground belongs to the shape with the smaller number only.
const FIRST: Facts = 2;
/// Some ground belongs to the shape with the larger number only.
const SECOND: Facts = 4;

/// The different lines on which edges run, each from its lower end, in order.
#[derive(Default)]
struct Lines {
    edges: Vec<Edge>,
    /// Where the users of each line are.
    spans: Vec<Range<usize>>,
    /// The rings that use a line, and whether they run upwards in the order of vertices.
    users: Vec<(u32, bool)>,
}

impl Lines {
    fn get(&self, number: usize) -> Option<(Edge, &[(u32, bool)])> {
        let span = self.spans.get(number)?.clone();
        Some((*self.edges.get(number)?, self.users.get(span)?))
    }
}

#[derive(Default)]
struct Overlay {
    /// The shape of each ring; rings are numbered through all shapes.
    shape_of: Vec<u32>,
    edges: Vec<(Edge, u32)>,
    /// Rings that meet the outline of a shape.
    contacts: HashSet<(u32, u32)>,
    facts: BTreeMap<(u32, u32), (Facts, Option<Vertex>)>,
}

impl Overlay {
    fn new(shapes: &[Shape]) -> Self {
        let mut overlay = Self::default();
        let mut ring_number = 0;
        for (shape, outline) in (0..).zip(shapes) {
            for ring in outline.rings() {
                overlay.shape_of.push(shape);
                overlay.edges.extend(ring.edges().map(|edge| (edge, ring_number)));
                ring_number += 1;
            }
        }
        overlay
    }

    fn shape(&self, ring: u32) -> u32 {
        self.shape_of.get(ring as usize).copied().unwrap_or(u32::MAX)
    }

    /// The different lines on which edges run, each with the rings that use it and whether they run
    /// upwards in the order of vertices.
    fn lines(&self) -> Lines {
        let mut sorted: Vec<(Edge, u32, bool)> =
            self.edges.iter().map(|&((a, b), ring)| ((a.min(b), a.max(b)), ring, a < b)).collect();
        sorted.sort_unstable();
        let mut lines = Lines::default();
        for same in sorted.chunk_by(|e, f| e.0 == f.0) {
            let begin = lines.users.len();
            lines.users.extend(same.iter().map(|&(_, ring, up)| (ring, up)));
            lines.edges.extend(same.first().map(|&(edge, ..)| edge));
            lines.spans.push(begin..lines.users.len());
        }
        lines
    }

    fn arms_at_vertices(&self) -> Vec<Arm> {
        let mut arms = Vec::with_capacity(self.edges.len() * 2);
        for &((a, b), ring) in &self.edges {
            arms.push(Arm { at: a, ring, leaves: true, to: b });
            arms.push(Arm { at: b, ring, leaves: false, to: a });
        }
        arms
    }

    /// Compares lines: those that cross settle their shapes; where one ends inside another, the other
    /// gets two arms.
    fn compare(&mut self, lines: &Lines, arms: &mut Vec<Arm>) {
        near_pairs(&lines.edges, |first, second| {
            let (Some((e, e_users)), Some((f, f_users))) = (lines.get(first), lines.get(second)) else {
                return;
            };
            match contact(e, f) {
                Contact::Apart => {}
                Contact::Cross => {
                    let at = crossing(e, f);
                    for &(one, _) in e_users {
                        for &(other, _) in f_users {
                            self.meet(one, other);
                            self.learn(self.shape(one), self.shape(other), BOTH | FIRST | SECOND, at);
                        }
                    }
                }
                Contact::Touch(_) | Contact::Overlap => {
                    for ((low, high), users, ends) in [(e, e_users, [f.0, f.1]), (f, f_users, [e.0, e.1])] {
                        for at in ends {
                            let is_between = low < at && at < high;
                            if !is_between || orientation(low, high, at) != Ordering::Equal {
                                continue;
                            }
                            for &(ring, is_up) in users {
                                arms.push(Arm { at, ring, leaves: is_up, to: high });
                                arms.push(Arm { at, ring, leaves: !is_up, to: low });
                            }
                        }
                    }
                }
            }
        });
    }

    fn read_sectors(&mut self, mut arms: Vec<Arm>) {
        arms.sort_unstable();
        arms.dedup();
        // Most groups are like others on the same border: what they tell is learnt once.
        let mut known: HashSet<Vec<u32>> = HashSet::new();
        for group in arms.chunk_by_mut(|a, b| a.at == b.at) {
            let first = group.first().map_or(0, |arm| self.shape(arm.ring));
            if group.iter().all(|arm| self.shape(arm.ring) == first) {
                continue;
            }
            let mut rings: Vec<u32> = group.iter().map(|arm| arm.ring).collect();
            rings.sort_unstable();
            rings.dedup();
            group.sort_by(by_angle);
            let mut pattern = rings.clone();
            for arm in group.iter() {
                pattern.push(u32::from(arm.leaves) << 31 | arm.ring);
            }
            for pair in group.windows(2) {
                let [a, b] = pair else { continue };
                pattern.push(u32::from(angle_order(a, b) == Ordering::Equal));
            }
            if known.insert(pattern) {
                for &ring in &rings {
                    for &other in &rings {
                        self.meet(ring, other);
                    }
                }
                self.read_group(group);
            }
        }
    }

    /// Walks once around a place, counter-clockwise, and learns from each sector who has ground there.
    fn read_group(&mut self, group: &[Arm]) {
        let mut shapes: Vec<u32> = group.iter().map(|arm| self.shape(arm.ring)).collect();
        shapes.sort_unstable();
        shapes.dedup();
        let at = group.first().map(|arm| arm.at).unwrap_or_default();
        // Before its first arm a shape has ground if that arm has it on the right.
        let mut inside: Vec<bool> = shapes
            .iter()
            .map(|&shape| group.iter().find(|arm| self.shape(arm.ring) == shape).is_some_and(|arm| !arm.leaves))
            .collect();
        for arms in group.chunk_by(|a, b| angle_order(a, b) == Ordering::Equal) {
            for arm in arms {
                if let Ok(place) = shapes.binary_search(&self.shape(arm.ring))
                    && let Some(is_inside) = inside.get_mut(place)
                {
                    *is_inside = !*is_inside;
                }
            }
            for (number, (&one, &in_one)) in shapes.iter().zip(&inside).enumerate() {
                for (&other, &in_other) in shapes.iter().zip(&inside).skip(number + 1) {
                    let facts = match (in_one, in_other) {
                        (true, true) => BOTH,
                        (true, false) => FIRST,
                        (false, true) => SECOND,
                        (false, false) => continue,
                    };
                    self.learn(one, other, facts, at);
                }
            }
        }
    }

    fn meet(&mut self, one: u32, other: u32) {
        let (first, second) = (self.shape(one), self.shape(other));
        if first != second {
            self.contacts.insert((one, second));
            self.contacts.insert((other, first));
        }
    }

    /// Notes facts about two shapes, told with the first of them as `FIRST`.
    fn learn(&mut self, one: u32, other: u32, facts: Facts, at: Vertex) {
        let (key, facts) = match one.cmp(&other) {
            Ordering::Less => ((one, other), facts),
            Ordering::Greater => {
                let mut turned = facts & BOTH;
                turned |= if facts & FIRST == 0 { 0 } else { SECOND };
                turned |= if facts & SECOND == 0 { 0 } else { FIRST };
                ((other, one), turned)
            }
            Ordering::Equal => return,
        };
        let witness = (facts & BOTH != 0).then_some(at);
        match self.facts.entry(key) {
            Entry::Vacant(entry) => {
                entry.insert((facts, witness));
            }
            Entry::Occupied(mut entry) => {
                let known = entry.get_mut();
                known.0 |= facts;
                known.1 = known.1.or(witness);
            }
        }
    }

    /// Settles the rings that a shape's outline does not touch.
    fn place_free_rings(&mut self, shapes: &[Shape]) {
        let mut inside: HashSet<(u32, u32)> = HashSet::new();
        let starts = shapes.iter().flat_map(|shape| shape.rings().iter().map(|ring| ring.vertices().first()));
        for (ring, start) in (0..).zip(starts) {
            let Some(&start) = start else { continue };
            let own = self.shape(ring);
            for (shape, outline) in (0..).zip(shapes) {
                // Most outlines around a place touch each other there: few are asked edge by edge.
                let is_free = shape != own && !self.contacts.contains(&(ring, shape));
                if outline.bounds().holds(start) && is_free && outline.contains(start) {
                    inside.insert((ring, shape));
                    self.learn(own, shape, BOTH | SECOND, start);
                }
            }
        }
        // Whatever ring of an overlapping shape is neither touched by the other nor inside it has ground
        // that the other has not.
        let mut rings_of: Vec<Vec<u32>> = vec![Vec::new(); shapes.len()];
        for (ring, &shape) in (0..).zip(&self.shape_of) {
            if let Some(rings) = rings_of.get_mut(shape as usize) {
                rings.push(ring);
            }
        }
        let is_outside = |shape: u32, other: u32, contacts: &HashSet<(u32, u32)>| {
            let rings = rings_of.get(shape as usize).map_or(&[][..], Vec::as_slice);
            rings.iter().any(|&ring| !contacts.contains(&(ring, other)) && !inside.contains(&(ring, other)))
        };
        for (&(a, b), (facts, _)) in &mut self.facts {
            if *facts & BOTH != 0 {
                *facts |= if is_outside(a, b, &self.contacts) { FIRST } else { 0 };
                *facts |= if is_outside(b, a, &self.contacts) { SECOND } else { 0 };
            }
        }
    }

    fn finish(self) -> Vec<Overlap> {
        let overlap = |((a, b), (facts, at)): ((u32, u32), (Facts, Option<Vertex>))| {
            let relation = match (facts & FIRST != 0, facts & SECOND != 0) {
                (true, true) => Relation::Crossing,
                (false, true) => Relation::AInB,
                (true, false) => Relation::BInA,
                (false, false) => Relation::Equal,
            };
            Some(Overlap { a, b, relation, at: at? })
        };
        self.facts.into_iter().filter_map(overlap).collect()
    }
}

fn by_angle(a: &Arm, b: &Arm) -> Ordering {
    angle_order(a, b).then_with(|| (a.ring, a.leaves).cmp(&(b.ring, b.leaves)))
}

/// Orders the directions of two arms of one place counter-clockwise, beginning to the east.
fn angle_order(a: &Arm, b: &Arm) -> Ordering {
    let (u, v) = (a.to.minus(a.at), b.to.minus(b.at));
    let is_lower = |direction: (i64, i64)| direction.1 < 0 || direction.1 == 0 && direction.0 < 0;
    is_lower(u).cmp(&is_lower(v)).then_with(|| turn(v, u))
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

    #[test]
    fn a_line_that_enters_through_vertices_is_seen() {
        let a = square(0, 0, 10);
        let through_corners = shape(&[&[(-5, -5), (5, 4), (15, 15), (-5, 15)], &[(0, 10), (5, 8), (10, 10)]]);
        assert!(relation(&a, &through_corners).is_some());
        let through_vertex = shape(&[&[(10, 5), (20, 0), (20, 9), (10, 5), (5, 6), (5, 4)]]);
        assert_eq!(relation(&a, &through_vertex), Some(Relation::Crossing));
    }
}
