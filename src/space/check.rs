//! Finds all faults of an outline.

use std::cmp::Ordering;
use std::ops::ControlFlow;

use super::assemble::has_repeats;
use super::fault::{Fault, FaultKind};
use super::pairs::{Contact, Edge, contact, crossing, try_near_pairs};
use super::ring::edges;
use super::vertex::{HALF_TURN, QUARTER_TURN, Vertex, angle_order, orientation, turn};

/// So many crossings are told of an outline; the others are counted.
const MOST_CROSSINGS: usize = 200;

/// After so many crossings no more are looked for.
const MOST_COUNTED: usize = 1 << 20;

/// The result of checking rings.
pub(super) struct Checked {
    /// All faults, ordered by ring, vertex and place.
    pub(super) faults: Vec<Fault>,
    /// Whether a vertex is visited twice, by one ring or by two.
    pub(super) is_any_twice: bool,
}

/// Checks rings, each open and in either direction, for faults.
///
/// Rings may touch themselves and each other at points; they must not cross or share a segment. A ring with faulty
/// vertices is compared with the others all the same.
pub(super) fn check(rings: &[Vec<Vertex>]) -> Checked {
    let mut found = Vec::new();
    if rings.is_empty() {
        found.push(Fault { ring: 0, vertex: 0, at: Vertex::default(), kind: FaultKind::NoRings });
    }
    for (ring, vertices) in rings.iter().enumerate() {
        faults_of_ring(ring, vertices, &mut found);
    }
    // Rings that leave the map are not compared: products of their coordinates would overflow.
    let is_sound = |ring: &Vec<Vertex>| ring.iter().all(|vertex| vertex.is_on_map());
    let mut lines = RingEdges::default();
    for (ring, vertices) in rings.iter().enumerate().filter(|(_, vertices)| is_sound(vertices)) {
        lines.add(ring, vertices);
    }
    let mut crossings = Crossings::default();
    let are_all_found = lines.find_meetings(&mut crossings).is_continue();
    // Vertices packed into one number sort faster than pairs.
    let is_any_twice = has_repeats(rings.iter().flatten().map(|vertex| vertex.word()));
    if is_any_twice && are_all_found {
        // There may be too many here too, and they are counted then.
        let _: ControlFlow<()> = lines.find_crossings_at_vertices(&mut crossings);
    }
    crossings.shorten(MOST_CROSSINGS);
    found.append(&mut crossings.listed);
    if let Some((at, count)) = crossings.others {
        found.push(Fault { kind: FaultKind::MoreIntersections(count), ..at });
    }
    found.sort_unstable();
    found.dedup();
    Checked { faults: found, is_any_twice }
}

fn faults_of_ring(ring: usize, vertices: &[Vertex], found: &mut Vec<Fault>) {
    let mut report = |vertex, at, kind| {
        found.push(Fault { ring, vertex, at, kind });
    };
    let first = vertices.first().copied().unwrap_or_default();
    let second = vertices.iter().find(|&&vertex| vertex != first);
    if !vertices.iter().any(|&vertex| vertex != first && Some(&vertex) != second) {
        report(0, first, FaultKind::TooFewVertices);
        return;
    }
    for (index, &vertex) in vertices.iter().enumerate() {
        if !vertex.is_on_map() {
            report(index, vertex, FaultKind::OffMap);
        }
    }
    for (index, (a, b)) in edges(vertices).enumerate() {
        let next = (index + 1) % vertices.len();
        if a == b {
            report(next, b, FaultKind::RepeatedVertex);
        } else if (i64::from(a.x) - i64::from(b.x)).abs() > i64::from(HALF_TURN) && !is_on_a_pole(a, b) {
            report(index, a, FaultKind::EdgeTooLong);
        }
    }
    let Some(&(mut before)) = vertices.iter().rev().find(|&&vertex| vertex != first) else {
        return;
    };
    for (index, (a, b)) in edges(vertices).enumerate() {
        // Repeated vertices are skipped, so that they do not hide a spike.
        if a == b {
            continue;
        }
        let (back, on) = (before.minus(a), b.minus(a));
        let is_off_map = !(before.is_on_map() && a.is_on_map() && b.is_on_map());
        if !is_off_map && is_same_direction(back, on) {
            report(index, a, FaultKind::Spike);
        }
        before = a;
    }
}

fn is_on_a_pole(a: Vertex, b: Vertex) -> bool {
    a.y == b.y && a.y.abs() == QUARTER_TURN
}

fn is_same_direction(u: (i64, i64), v: (i64, i64)) -> bool {
    turn(u, v) == Ordering::Equal && u.0.signum() == v.0.signum() && u.1.signum() == v.1.signum()
}

/// Places where edges cross: some, and how many others.
#[derive(Default)]
struct Crossings {
    listed: Vec<Fault>,
    /// One that is not listed, and about how many more there are.
    others: Option<(Fault, usize)>,
    count: usize,
}

impl Crossings {
    /// Adds a crossing; a break if there are too many to go on.
    fn push(&mut self, fault: Fault) -> ControlFlow<()> {
        self.listed.push(fault);
        self.count += 1;
        if self.listed.len() > 1 << 16 {
            self.shorten(1 << 15);
        }
        if self.count > MOST_COUNTED { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    }

    /// Keeps no more than this, those that come first.
    fn shorten(&mut self, most: usize) {
        self.listed.sort_unstable();
        self.listed.dedup();
        if let Some(&next) = self.listed.get(most) {
            let count = self.others.map_or(0, |others| others.1) + self.listed.len() - most;
            self.others = Some((next, count));
            self.listed.truncate(most);
        }
    }
}

/// An edge of a ring with its neighbours.
#[derive(Clone, Copy)]
struct RingEdge {
    ring: usize,
    vertex: usize,
    /// The numbers of the previous and the next edge of its ring.
    before: usize,
    after: usize,
}

#[derive(Default)]
struct RingEdges {
    edges: Vec<Edge>,
    lines: Vec<RingEdge>,
}

impl RingEdges {
    /// Adds the edges of a ring, except those of zero length.
    fn add(&mut self, ring: usize, vertices: &[Vertex]) {
        let start = self.edges.len();
        for (vertex, (a, b)) in edges(vertices).enumerate() {
            if a != b {
                let here = self.edges.len();
                self.edges.push((a, b));
                self.lines.push(RingEdge { ring, vertex, before: here.wrapping_sub(1), after: here + 1 });
            }
        }
        let Some(last) = self.edges.len().checked_sub(1).filter(|&last| last >= start) else {
            return;
        };
        if let Some(line) = self.lines.get_mut(start) {
            line.before = last;
        }
        if let Some(line) = self.lines.get_mut(last) {
            line.after = start;
        }
    }

    fn get(&self, number: usize) -> Option<(Edge, RingEdge)> {
        Some((*self.edges.get(number)?, *self.lines.get(number)?))
    }

    /// Breaks off if there are too many.
    fn find_meetings(&self, found: &mut Crossings) -> ControlFlow<()> {
        try_near_pairs(&self.edges, |first, second| {
            let (Some((e, line)), Some((f, other))) = (self.get(first), self.get(second)) else {
                return ControlFlow::Continue(());
            };
            let are_joined = line.after == second || line.before == second;
            let at = match contact(e, f) {
                Contact::Apart => return ControlFlow::Continue(()),
                Contact::Cross => crossing(e, f),
                // Consecutive edges overlap only in a spike, which is reported as such.
                Contact::Overlap if are_joined => return ControlFlow::Continue(()),
                Contact::Overlap => e.0.min(e.1).max(f.0.min(f.1)),
                Contact::Touch(at) => {
                    let is_crossing = (at == e.0 && self.passes(line.before, first, f))
                        || (at == e.1 && self.passes(first, line.after, f))
                        || (at == f.0 && self.passes(other.before, second, e))
                        || (at == f.1 && self.passes(second, other.after, e));
                    if !is_crossing {
                        return ControlFlow::Continue(());
                    }
                    at
                }
            };
            found.push(fault(line, other, at))
        })
    }

    /// Whether the line through two consecutive edges changes from one side of `other` to the other where they join,
    /// which is inside `other`.
    fn passes(&self, first: usize, second: usize, other: Edge) -> bool {
        let (Some(&(from, at)), Some(&(_, to))) = (self.edges.get(first), self.edges.get(second)) else {
            return false;
        };
        if at == other.0 || at == other.1 {
            return false;
        }
        let sides = (orientation(other.0, other.1, from), orientation(other.0, other.1, to));
        matches!(sides, (Ordering::Less, Ordering::Greater) | (Ordering::Greater, Ordering::Less))
    }

    /// If several lines pass through one vertex, none may cross another there.
    fn find_crossings_at_vertices(&self, found: &mut Crossings) -> ControlFlow<()> {
        let mut passages: Vec<(Vertex, usize)> =
            self.edges.iter().enumerate().map(|(number, edge)| (edge.0, number)).collect();
        passages.sort_unstable();
        for group in passages.chunk_by(|a, b| a.0 == b.0).filter(|group| group.len() > 1) {
            if self.lie_in_each_other(group) {
                continue;
            }
            for (at, &(vertex, first)) in group.iter().enumerate() {
                for &(_, second) in group.get(at + 1..).unwrap_or_default() {
                    let (Some((_, line)), Some((_, other))) = (self.get(first), self.get(second)) else { continue };
                    let (Some(one), Some(two)) = (self.ways_from(vertex, first), self.ways_from(vertex, second)) else {
                        continue;
                    };
                    if is_inside_turn(one, two.0) == Some(true) && is_inside_turn(one, two.1) == Some(false)
                        || is_inside_turn(one, two.0) == Some(false) && is_inside_turn(one, two.1) == Some(true)
                    {
                        found.push(fault(line, other, vertex))?;
                    }
                }
            }
        }
        ControlFlow::Continue(())
    }

    /// The directions in which a line leaves a vertex: back, and on along this edge.
    fn ways_from(&self, vertex: Vertex, edge: usize) -> Option<((i64, i64), (i64, i64))> {
        let (edge, line) = self.get(edge)?;
        let (from, _) = self.edges.get(line.before)?;
        Some((from.minus(vertex), edge.1.minus(vertex)))
    }

    /// Whether the lines through one vertex, of which no two have a direction in common, lie in each other's turns or beside
    /// each other, so that none crosses another: around the vertex they open and close like brackets.
    fn lie_in_each_other(&self, group: &[(Vertex, usize)]) -> bool {
        let ways = group.iter().filter_map(|&(vertex, edge)| Some((self.ways_from(vertex, edge)?, edge)));
        let mut around: Vec<((i64, i64), usize)> =
            ways.flat_map(|((from, to), edge)| [(from, edge), (to, edge)]).collect();
        around.sort_by(|one, other| angle_order(one.0, other.0));
        let is_shared = |pair: &[((i64, i64), usize)]| matches!(pair, [one, other] if angle_order(one.0, other.0) == Ordering::Equal);
        if around.windows(2).any(is_shared) {
            return false;
        }
        let mut open: Vec<usize> = Vec::new();
        for (_, edge) in around {
            if open.last() == Some(&edge) {
                open.pop();
            } else {
                open.push(edge);
            }
        }
        open.is_empty()
    }
}

fn fault(line: RingEdge, other: RingEdge, at: Vertex) -> Fault {
    let (line, other) =
        if (line.ring, line.vertex) <= (other.ring, other.vertex) { (line, other) } else { (other, line) };
    let kind = FaultKind::SelfIntersection { other_ring: other.ring, other_vertex: other.vertex };
    Fault { ring: line.ring, vertex: line.vertex, at, kind }
}

/// Whether `direction` lies strictly between the first and the second direction, counter-clockwise; `None` if it is one
/// of them.
fn is_inside_turn((from, to): ((i64, i64), (i64, i64)), direction: (i64, i64)) -> Option<bool> {
    if is_same_direction(from, direction) || is_same_direction(to, direction) {
        return None;
    }
    let left_of_from = turn(from, direction) == Ordering::Greater;
    let right_of_to = turn(direction, to) == Ordering::Greater;
    let is_narrow = match turn(from, to) {
        Ordering::Greater => true,
        Ordering::Less => false,
        // Straight on. A spike has no inside and is reported elsewhere.
        Ordering::Equal if is_same_direction(from, to) => return None,
        Ordering::Equal => return Some(left_of_from),
    };
    Some(if is_narrow { left_of_from && right_of_to } else { left_of_from || right_of_to })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ring(corners: &[(i32, i32)]) -> Vec<Vertex> {
        corners.iter().map(|&(x, y)| Vertex::new(x, y)).collect()
    }

    fn kinds(rings: &[Vec<Vertex>]) -> Vec<(usize, usize, (i32, i32), FaultKind)> {
        check(rings).faults.into_iter().map(|f| (f.ring, f.vertex, (f.at.x, f.at.y), f.kind)).collect()
    }

    fn meets(other_ring: usize, other_vertex: usize) -> FaultKind {
        FaultKind::SelfIntersection { other_ring, other_vertex }
    }

    #[test]
    fn sound_outlines_have_no_faults() {
        let outer = ring(&[(0, 0), (20, 0), (20, 20), (0, 20)]);
        let hole = ring(&[(5, 5), (5, 15), (15, 15), (15, 5)]);
        let island = ring(&[(5, 5), (8, 7), (7, 8)]);
        let touching = ring(&[(20, 10), (30, 0), (30, 20)]);
        assert_eq!(kinds(&[outer, hole, island, touching]), []);
        let pinched = ring(&[(0, 0), (4, 0), (2, 2), (4, 4), (0, 4), (2, 2)]);
        assert_eq!(kinds(&[pinched]), []);
        let polar =
            ring(&[(-HALF_TURN, 0), (0, 0), (HALF_TURN, 0), (HALF_TURN, QUARTER_TURN), (-HALF_TURN, QUARTER_TURN)]);
        assert_eq!(kinds(&[polar]), []);
    }

    #[test]
    fn every_fault_of_a_ring_is_told() {
        assert_eq!(kinds(&[]), [(0, 0, (0, 0), FaultKind::NoRings)]);
        let two = ring(&[(0, 0), (1, 1), (0, 0), (1, 1)]);
        assert_eq!(kinds(std::slice::from_ref(&two))[0], (0, 0, (0, 0), FaultKind::TooFewVertices));
        assert!(kinds(&[vec![]]).contains(&(0, 0, (0, 0), FaultKind::TooFewVertices)));
        let many = ring(&[(0, 0), (9, 0), (9, 0), (9, 9), (9, 4), (0, 4)]);
        assert_eq!(kinds(&[many]), [(0, 2, (9, 0), FaultKind::RepeatedVertex), (0, 3, (9, 9), FaultKind::Spike)]);
        let closed = ring(&[(0, 0), (9, 0), (9, 9), (0, 0)]);
        assert_eq!(kinds(&[closed]), [(0, 0, (0, 0), FaultKind::RepeatedVertex)]);
        let long = ring(&[(-1_000_000_000, 0), (1_000_000_000, 0), (0, 9)]);
        assert_eq!(kinds(&[long]), [(0, 0, (-1_000_000_000, 0), FaultKind::EdgeTooLong)]);
        let off = ring(&[(0, 0), (1_800_000_001, 0), (1_800_000_000, 900_000_001)]);
        let off = kinds(&[off]);
        assert!(off.contains(&(0, 1, (1_800_000_001, 0), FaultKind::OffMap)));
        assert!(off.contains(&(0, 2, (1_800_000_000, 900_000_001), FaultKind::OffMap)));
    }

    #[test]
    fn a_spike_at_the_seam_of_a_ring_is_found() {
        let seam = ring(&[(9, 9), (9, 4), (0, 4), (0, 0), (9, 0)]);
        assert_eq!(kinds(&[seam]), [(0, 0, (9, 9), FaultKind::Spike)]);
    }

    #[test]
    fn lines_that_cross_or_run_together_are_found() {
        let bow = ring(&[(0, 0), (10, 10), (10, 0), (0, 10)]);
        assert_eq!(kinds(&[bow]), [(0, 0, (5, 5), meets(0, 2))]);
        let figure_of_eight = ring(&[(0, 0), (5, 5), (10, 10), (10, 0), (5, 5), (0, 10)]);
        assert_eq!(kinds(&[figure_of_eight]), [(0, 1, (5, 5), meets(0, 4))]);
        let outer = ring(&[(0, 0), (20, 0), (20, 20), (0, 20)]);
        let beside = ring(&[(20, 5), (30, 5), (20, 15)]);
        assert_eq!(kinds(&[outer.clone(), beside]), [(0, 1, (20, 5), meets(1, 2))]);
        let through_a_vertex = ring(&[(10, 5), (20, 10), (30, 5), (25, 8), (20, 12), (15, 8)]);
        let found = kinds(&[outer.clone(), through_a_vertex]);
        assert!(found.contains(&(0, 1, (20, 10), meets(1, 1))), "{found:?}");
        assert_eq!(kinds(&[outer.clone(), outer]).len(), 4);
    }
}
