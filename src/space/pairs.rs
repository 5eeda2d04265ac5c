//! Finding the edges that may meet, and how two edges meet.

use std::cmp::Ordering;
use std::ops::ControlFlow;

use super::bands::{bands, within};
use super::bounds::Bounds;
use super::vertex::{Vertex, angle_order, orientation};

/// A straight edge.
pub(crate) type Edge = (Vertex, Vertex);

/// Something that takes up a part of the map.
pub(crate) trait Near: Copy {
    /// The smallest box around it.
    fn bounds(&self) -> Bounds;

    /// Whether it passes through a box that its own meets.
    fn passes(&self, part: Bounds) -> bool;

    /// Its two ends, if it is an edge.
    fn ends(&self) -> Option<Edge>;
}

impl Near for Edge {
    fn bounds(&self) -> Bounds {
        Bounds::of_edge(self.0, self.1)
    }

    fn passes(&self, part: Bounds) -> bool {
        meets_box(self.0, self.1, part)
    }

    fn ends(&self) -> Option<Edge> {
        Some(*self)
    }
}

/// The maximum number of bands of latitude.
const MOST_BANDS: usize = 64;
/// At most this many edges are compared with each other without dividing further.
const FEW: usize = 12;
/// More edges than this are compared in a sweep across some of them.
const ASKEW: usize = 256;
/// Where all but one in so many of them end in one vertex, they are told from each other by their directions.
const ASIDE: usize = 32;
/// How many edges are tried for that.
const SAMPLED: usize = 4;
/// How many divisions in a row may fail to separate edges before they are compared as they are.
const PATIENCE: u8 = 4;
/// By dividing, so many further parts may come to have an edge, on average over those that are divided.
const MOST_COPIES: usize = 8;

/// If an edge of a band meets at most this many others in longitude on average, a sweep is faster than dividing.
const SWEPT: usize = 400;

/// Visits every pair of edges that have a place in common, some of them more than once, and some pairs that come near
/// each other without meeting; but not all of the pairs that have no more in common than an end. The first number is the
/// smaller.
///
/// One [band](bands) of latitude is processed after the other. If its edges are short compared to the whole, they are
/// compared in a sweep from west to east. Otherwise the plane is halved recursively until few edges are left in each
/// part, each time in the direction that parts more of them; an edge belongs to every part that it touches. Where many
/// edges end in one vertex they are told from each other by their directions. Where many run side by side across the map no
/// division helps, and they are compared in a sweep across them.
pub(crate) fn near_pairs(edges: &[impl Near], mut visit: impl FnMut(usize, usize)) {
    // No visit breaks it off.
    let _: ControlFlow<()> = try_near_pairs(edges, |one, other| {
        visit(one, other);
        ControlFlow::Continue(())
    });
}

/// As [`near_pairs`], until a visit breaks it off.
pub(crate) fn try_near_pairs(
    edges: &[impl Near],
    mut visit: impl FnMut(usize, usize) -> ControlFlow<()>,
) -> ControlFlow<()> {
    let boxed = |number: u32| Some((edges.get(number as usize)?.bounds(), number));
    let reaches = edges.iter().map(Near::bounds).map(|bounds| (bounds.min.y, bounds.max.y));
    let bands = bands(reaches.clone().map(|(south, _)| south), MOST_BANDS);
    let numbers = within(&bands, reaches);
    for (at, band) in bands.iter().enumerate() {
        let numbers = numbers.get(at);
        let mut from_west: Vec<(Bounds, u32)> = numbers.iter().filter_map(|&number| boxed(number)).collect();
        from_west.sort_unstable_by_key(|(bounds, _)| bounds.min.x);
        // A pair is visited in the band in which their common latitudes begin.
        let mut visit = |one: (Bounds, u32), other: (Bounds, u32)| {
            if band.contains(&i64::from(one.0.min.y.max(other.0.min.y))) {
                return visit(one.1.min(other.1) as usize, one.1.max(other.1) as usize);
            }
            ControlFlow::Continue(())
        };
        if is_swept(&from_west) {
            sweep(&from_west, &mut visit)?;
            continue;
        }
        let whole = from_west.iter().fold(Bounds::EMPTY, |whole, (bounds, _)| whole.join(*bounds));
        drop(from_west);
        let stack: Vec<u32> = (0..).take(numbers.len()).collect();
        let edge = |&number: &u32| Some((*edges.get(number as usize)?, boxed(number)?));
        let edges: Vec<_> = numbers.iter().filter_map(edge).collect();
        let copies = MOST_COPIES * edges.len();
        Search { edges: &edges, stack, visit: &mut visit }.divide(0, whole, 0, copies)?;
    }
    ControlFlow::Continue(())
}

/// What is called with two edges, each with its box and number.
type Visit<'v> = &'v mut dyn FnMut((Bounds, u32), (Bounds, u32)) -> ControlFlow<()>;

/// Whether a sweep over these boxes, in their order, visits few enough pairs.
fn is_swept(from_west: &[(Bounds, u32)]) -> bool {
    if from_west.len() <= 2 * SWEPT {
        return true;
    }
    let reach = |(bounds, _): &(Bounds, u32)| from_west.partition_point(|(next, _)| next.min.x <= bounds.max.x);
    // A sample stands for all.
    let some = (1..).zip(from_west).step_by(from_west.len() / SWEPT);
    let (count, pairs) = some.fold((0, 0), |(count, pairs), (next, edge)| (count + 1, pairs + reach(edge) - next));
    pairs <= SWEPT * count
}

/// Visits the pairs of boxes that meet; they are ordered from west to east.
fn sweep(from_west: &[(Bounds, u32)], visit: Visit<'_>) -> ControlFlow<()> {
    for (&edge, next) in from_west.iter().zip(1..) {
        let followers = from_west.get(next..).unwrap_or_default();
        for &other in followers.iter().take_while(|(other, _)| other.min.x <= edge.0.max.x) {
            if edge.0.min.y <= other.0.max.y && other.0.min.y <= edge.0.max.y {
                visit(edge, other)?;
            }
        }
    }
    ControlFlow::Continue(())
}

struct Search<'a, E> {
    /// Each edge with its box and its number.
    edges: &'a [(E, (Bounds, u32))],
    /// The edges of the parts in progress, the innermost part last.
    stack: Vec<u32>,
    visit: Visit<'a>,
}

impl<E: Near> Search<'_, E> {
    /// Processes the part whose edges are at `start..` of the stack. So many copies of edges may be made for it.
    fn divide(&mut self, start: usize, part: Bounds, failures: u8, copies: usize) -> ControlFlow<()> {
        let end = self.stack.len();
        let count = end - start;
        let (width, height) = part.max.minus(part.min);
        if count <= FEW || failures > PATIENCE || width.max(height) <= 1 {
            return self.compare(start, part);
        }
        // Where very many edges end in one vertex, wherever that is, no more parts are made of them.
        if count > ASKEW
            && let Some(hub) = self.hub(start, count / ASIDE)
        {
            return self.compare_around(start, hub);
        }
        let across = Bounds::halves(part, width >= height);
        let kept = |this: &Self, halves: [Bounds; 2]| halves.map(|half| this.edges_in(start, end, half));
        let (mut halves, mut shares) = (across, kept(self, across));
        if shares.iter().sum::<usize>() * 8 > count * 12 && width.min(height) > 1 {
            let along = Bounds::halves(part, width < height);
            let others = kept(self, along);
            if others.iter().sum::<usize>() < shares.iter().sum() {
                (halves, shares) = (along, others);
            }
        }
        if shares.contains(&count)
            && let Some(hub) = self.hub(start, FEW)
        {
            return self.compare_around(start, hub);
        }
        let sum: usize = shares.iter().sum();
        let failures = if sum * 8 > count * 15 { failures + 1 } else { 0 };
        let Some(copies) = copies.checked_sub(sum.saturating_sub(count)) else {
            return self.compare(start, part);
        };
        for (half, share) in halves.into_iter().zip(shares) {
            for at in start..end {
                if let Some(&edge) = self.stack.get(at)
                    && self.touches(edge, half)
                {
                    self.stack.push(edge);
                }
            }
            self.divide(end, half, failures, copies * share / sum.max(1))?;
            self.stack.truncate(end);
        }
        ControlFlow::Continue(())
    }

    /// The vertex in which all edges of the part end but for so many.
    fn hub(&self, start: usize, others: usize) -> Option<Vertex> {
        let part = self.stack.get(start..).unwrap_or_default();
        let some = [0, part.len() / 2, part.len() - 1].into_iter().filter_map(|at| part.get(at));
        let mut ends = some.filter_map(|&edge| self.ends(edge)).flat_map(|(a, b)| [a, b]);
        ends.find(|&hub| part.iter().filter(|&&edge| !self.is_at(edge, hub)).nth(others).is_none())
    }

    fn ends(&self, edge: u32) -> Option<Edge> {
        self.edges.get(edge as usize).and_then(|(edge, _)| edge.ends())
    }

    fn is_at(&self, edge: u32, hub: Vertex) -> bool {
        self.ends(edge).is_some_and(|(a, b)| a == hub || b == hub)
    }

    /// Compares edges of which nearly all end in one vertex: they meet elsewhere only where they run along each other.
    fn compare_around(&mut self, start: usize, hub: Vertex) -> ControlFlow<()> {
        let part = self.stack.get(start..).unwrap_or_default();
        let (at_hub, others): (Vec<u32>, Vec<u32>) = part.iter().partition(|&&edge| self.is_at(edge, hub));
        let direction = |&edge: &u32| {
            let (a, b) = self.ends(edge).unwrap_or_default();
            (if a == hub { b } else { a }).minus(hub)
        };
        let mut spokes: Vec<((i64, i64), u32)> = at_hub.iter().map(|edge| (direction(edge), *edge)).collect();
        spokes.sort_by(|one, other| angle_order(one.0, other.0));
        let boxed = |edge: u32| self.edges.get(edge as usize).map(|edge| edge.1);
        for same in spokes.chunk_by(|one, other| angle_order(one.0, other.0) == Ordering::Equal) {
            for (place, first) in same.iter().enumerate() {
                for second in same.iter().skip(place + 1) {
                    if let Some((first, second)) = boxed(first.1).zip(boxed(second.1)) {
                        (self.visit)(first, second)?;
                    }
                }
            }
        }
        for (place, &first) in others.iter().enumerate() {
            for &second in at_hub.iter().chain(others.iter().skip(place + 1)) {
                if let Some((first, second)) = boxed(first).zip(boxed(second)).filter(|(a, b)| a.0.meets(b.0)) {
                    (self.visit)(first, second)?;
                }
            }
        }
        ControlFlow::Continue(())
    }

    fn edges_in(&self, start: usize, end: usize, half: Bounds) -> usize {
        let part = self.stack.get(start..end).unwrap_or_default();
        part.iter().filter(|&&edge| self.touches(edge, half)).count()
    }

    fn touches(&self, edge: u32, part: Bounds) -> bool {
        self.edges.get(edge as usize).is_some_and(|(edge, (bounds, _))| bounds.meets(part) && edge.passes(part))
    }

    fn compare(&mut self, start: usize, within: Bounds) -> ControlFlow<()> {
        let part = self.stack.get(start..).unwrap_or_default();
        let boxed = |&edge: &u32| self.edges.get(edge as usize).map(|edge| edge.1);
        if part.len() > ASKEW {
            return self.compare_askew(start, within);
        }
        if part.len() > 4 * FEW {
            let mut from_west: Vec<_> = part.iter().filter_map(boxed).collect();
            from_west.sort_unstable_by_key(|(bounds, _)| bounds.min.x);
            return sweep(&from_west, self.visit);
        }
        for (at, first) in part.iter().enumerate() {
            let Some(first) = boxed(first) else { continue };
            for second in part.get(at + 1..).unwrap_or_default().iter().filter_map(boxed) {
                if second.0.meets(first.0) {
                    (self.visit)(first, second)?;
                }
            }
        }
        ControlFlow::Continue(())
    }

    /// Compares what lies in the part in a sweep across the map, or across one of the edges, if that parts more of them: edges
    /// that run side by side lie one after the other on a line across.
    fn compare_askew(&mut self, start: usize, within: Bounds) -> ControlFlow<()> {
        let part = self.stack.get(start..).unwrap_or_default();
        let some = (0..SAMPLED).filter_map(|at| part.get(at * part.len() / SAMPLED));
        let across = some.filter_map(|&edge| self.ends(edge)).map(|(a, b)| {
            let (x, y) = b.minus(a);
            (-y, x)
        });
        let spans = |direction: (i64, i64)| {
            let span = |&edge: &u32| {
                let boxed = self.edges.get(edge as usize)?.1;
                let course = self.ends(edge).and_then(|edge| inside(edge, within));
                let (from, to) = course.map_or_else(|| reach(boxed.0, direction), |(a, b)| along(direction, a, b));
                Some((from, to, boxed))
            };
            let mut spans: Vec<(f64, f64, (Bounds, u32))> = part.iter().filter_map(span).collect();
            spans.sort_unstable_by(|one, other| one.0.total_cmp(&other.0).then_with(|| one.2.1.cmp(&other.2.1)));
            // A sample stands for all.
            let reach = |end: f64| spans.partition_point(|next| next.0 <= end);
            let some = (1..).zip(&spans).step_by(spans.len().div_ceil(SWEPT).max(1));
            let pairs: usize = some.map(|(next, span)| reach(span.1).saturating_sub(next)).sum();
            (pairs, spans)
        };
        let best = across.chain([(1, 0), (0, 1)]).map(spans).min_by_key(|spans| spans.0);
        let spans = best.map(|spans| spans.1).unwrap_or_default();
        for (place, &(_, end, first)) in spans.iter().enumerate() {
            for &(_, _, second) in spans.iter().skip(place + 1).take_while(|next| next.0 <= end) {
                if first.0.meets(second.0) {
                    (self.visit)(first, second)?;
                }
            }
        }
        ControlFlow::Continue(())
    }
}

/// Where an edge enters a box and leaves it, up to rounding; `None` if it surely runs past it.
fn inside((a, b): Edge, within: Bounds) -> Option<((f64, f64), (f64, f64))> {
    let ((wide, high), start) = (b.minus(a), (f64::from(a.x), f64::from(a.y)));
    #[expect(clippy::cast_precision_loss, reason = "lengths of an edge have 33 bits")]
    let (wide, high) = (wide as f64, high as f64);
    let (mut first, mut last) = (0.0_f64, 1.0_f64);
    for (from, length, min, max) in
        [(start.0, wide, within.min.x, within.max.x), (start.1, high, within.min.y, within.max.y)]
    {
        if length != 0.0 {
            let [one, other] = [min, max].map(|side| (f64::from(side) - from) / length);
            (first, last) = (first.max(one.min(other)), last.min(one.max(other)));
        }
    }
    let at = |part: f64| (start.0 + wide * part, start.1 + high * part);
    (first <= last).then(|| (at(first), at(last)))
}

/// From where to where two places reach in a direction, and a little further for what was rounded.
fn along((x, y): (i64, i64), a: (f64, f64), b: (f64, f64)) -> (f64, f64) {
    #[expect(clippy::cast_precision_loss, reason = "lengths of an edge have 33 bits")]
    let (x, y) = (x as f64, y as f64);
    let [one, other] = [a, b].map(|at| x * at.0 + y * at.1);
    let rounding = (x.abs() + y.abs()) / 64.0;
    (one.min(other) - rounding, one.max(other) + rounding)
}

/// From where to where a box reaches in a direction.
fn reach(Bounds { min, max }: Bounds, direction: (i64, i64)) -> (f64, f64) {
    let corner = |x: i32, y: i32| (f64::from(x), f64::from(y));
    let one = along(direction, corner(min.x, min.y), corner(max.x, max.y));
    let other = along(direction, corner(min.x, max.y), corner(max.x, min.y));
    (one.0.min(other.0), one.1.max(other.1))
}

/// Whether an edge whose box meets `part` passes through `part`: it does if it touches a corner or separates two.
pub(crate) fn meets_box(a: Vertex, b: Vertex, part: Bounds) -> bool {
    let corners = if (a.x <= b.x) == (a.y <= b.y) {
        [Vertex::new(part.min.x, part.max.y), Vertex::new(part.max.x, part.min.y)]
    } else {
        [part.min, part.max]
    };
    let [first, second] = corners.map(|corner| orientation(a, b, corner));
    first != second || first == Ordering::Equal
}

/// How two edges meet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Contact {
    /// Not at all.
    Apart,
    /// They cross at a point inside both.
    Cross,
    /// They share a segment.
    Overlap,
    /// They share one point, which is an end of at least one of them.
    Touch(Vertex),
}

/// How two edges, neither of zero length, meet; exact.
pub(crate) fn contact((a, b): Edge, (c, d): Edge) -> Contact {
    let (side_c, side_d) = (orientation(a, b, c), orientation(a, b, d));
    if side_c == side_d && side_c != Ordering::Equal {
        return Contact::Apart;
    }
    let (side_a, side_b) = (orientation(c, d, a), orientation(c, d, b));
    if side_a == side_b && side_a != Ordering::Equal {
        return Contact::Apart;
    }
    if side_c == Ordering::Equal && side_d == Ordering::Equal {
        // On a common line, the order along it is the order of (x, y).
        let (low, high) = (a.min(b).max(c.min(d)), a.max(b).min(c.max(d)));
        return match low.cmp(&high) {
            Ordering::Less => Contact::Overlap,
            Ordering::Equal => Contact::Touch(low),
            Ordering::Greater => Contact::Apart,
        };
    }
    if side_c == Ordering::Equal {
        Contact::Touch(c)
    } else if side_d == Ordering::Equal {
        Contact::Touch(d)
    } else if side_a == Ordering::Equal {
        Contact::Touch(a)
    } else if side_b == Ordering::Equal {
        Contact::Touch(b)
    } else {
        Contact::Cross
    }
}

/// Whether a place lies on the edge strictly between its ends; exact.
pub(crate) fn is_inside((a, b): Edge, at: Vertex) -> bool {
    // On the edge, the order along it is the order of (x, y).
    a.min(b) < at && at < a.max(b) && orientation(a, b, at) == Ordering::Equal
}

/// The ends of `other` that lie on the edge strictly between its ends; exact.
pub(crate) fn ends_inside(edge: Edge, other: Edge) -> impl Iterator<Item = Vertex> {
    [other.0, other.1].into_iter().filter(move |&at| is_inside(edge, at))
}

/// The place on the grid of units nearest to where two edges cross.
#[expect(clippy::cast_possible_truncation, reason = "the crossing lies between the ends of the edge")]
pub(crate) fn crossing((a, b): Edge, (c, d): Edge) -> Vertex {
    let cross = |u: (i64, i64), v: (i64, i64)| i128::from(u.0) * i128::from(v.1) - i128::from(u.1) * i128::from(v.0);
    let (along, other) = (b.minus(a), d.minus(c));
    let below = cross(along, other);
    if below == 0 {
        return a;
    }
    let above = cross(c.minus(a), other);
    let (above, below) = if below < 0 { (-above, -below) } else { (above, below) };
    let part = |length: i64| {
        // Rounded half up.
        ((2 * i128::from(length) * above + below).div_euclid(2 * below)) as i64
    };
    Vertex::new((i64::from(a.x) + part(along.0)) as i32, (i64::from(a.y) + part(along.1)) as i32)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use proptest::prelude::*;

    use super::*;

    fn v(x: i32, y: i32) -> Vertex {
        Vertex::new(x, y)
    }

    #[test]
    fn contacts_are_told_apart() {
        let edge = (v(0, 0), v(10, 10));
        assert_eq!(contact(edge, (v(0, 1), v(9, 10))), Contact::Apart);
        assert_eq!(contact(edge, (v(0, 10), v(10, 0))), Contact::Cross);
        assert_eq!(contact(edge, (v(5, 5), v(10, 0))), Contact::Touch(v(5, 5)));
        assert_eq!(contact(edge, (v(5, 5), v(20, 20))), Contact::Overlap);
        assert_eq!(contact(edge, (v(10, 10), v(20, 20))), Contact::Touch(v(10, 10)));
        assert_eq!(contact(edge, (v(11, 11), v(20, 20))), Contact::Apart);
        assert_eq!(contact((v(3, 0), v(3, 9)), (v(3, 4), v(3, 2))), Contact::Overlap);
    }

    #[test]
    fn crossings_are_rounded() {
        assert_eq!(crossing((v(0, 0), v(10, 10)), (v(0, 10), v(10, 0))), v(5, 5));
        assert_eq!(crossing((v(0, 0), v(3, 3)), (v(0, 3), v(3, 0))), v(2, 2));
        let far = (v(-1_800_000_000, -900_000_000), v(1_800_000_000, 900_000_000));
        assert_eq!(crossing(far, (v(-1_800_000_000, 900_000_000), v(1_800_000_000, -900_000_000))), v(0, 0));
    }

    /// Of edges that do not meet, or only in one vertex, few pairs are visited however long and close they are.
    #[test]
    fn visits_grow_with_the_edges() {
        let kinds: [fn(i32) -> Edge; 4] = [
            |number| (v(0, number * 100), v(800_000_000, number * 100)),
            |number| (v(number * 10, -number * 10), v(400_000_000 + number * 10, 400_000_000 - number * 10)),
            |number| (v(0, 0), v(400_000_000 - number * 300, 300_000 * number)),
            |number| (v(100_000 * (number / 2 * 2), 0), v(100_000 * (number / 2 * 2 + 1), 700_000_000)),
        ];
        for (kind, edge) in kinds.into_iter().enumerate() {
            let visits = |count: i32| {
                let edges: Vec<Edge> = (0..count).map(edge).collect();
                let mut visits = 0_usize;
                near_pairs(&edges, |_, _| visits += 1);
                visits
            };
            let [few, many] = [1_500, 3_000].map(visits);
            assert!(few <= 1_500 * 300 && many <= few * 5 / 2 + 3_000, "{kind}: {few}, {many}");
        }
    }

    fn edges() -> impl Strategy<Value = Vec<Edge>> {
        let end = || (0..40_i32, 0..40_i32).prop_map(|(x, y)| v(x, y));
        prop::collection::vec((end(), end()), 2..80)
            .prop_map(|edges| edges.into_iter().filter(|(a, b)| a != b).collect())
    }

    /// A pair that has more in common than an end and is not visited.
    fn missed(edges: &[Edge]) -> Option<(Edge, Edge)> {
        let mut seen = BTreeSet::new();
        near_pairs(edges, |i, j| {
            seen.insert((i, j));
        });
        let meet = |e: Edge, f: Edge| match contact(e, f) {
            Contact::Apart => false,
            Contact::Cross | Contact::Overlap => true,
            Contact::Touch(at) => ![e.0, e.1].contains(&at) || ![f.0, f.1].contains(&at),
        };
        let pairs = (0..edges.len()).flat_map(|i| (i + 1..edges.len()).map(move |j| (i, j)));
        let mut missed = pairs.filter(|&(i, j)| meet(edges[i], edges[j]) && !seen.contains(&(i, j)));
        missed.next().map(|(i, j)| (edges[i], edges[j]))
    }

    proptest! {
        #[test]
        fn no_meeting_pair_is_missed(edges in edges()) {
            prop_assert_eq!(missed(&edges), None);
        }

        #[test]
        fn no_pair_of_edges_side_by_side_is_missed(shifts in prop::collection::vec((-9..9_i32, -9..9_i32), 900..1000)) {
            let edge = |(number, (x, y)): (i32, (i32, i32))| (v(number, -number), v(1_000_000 + number + x, 1_000_000 - number + y));
            let edges: Vec<Edge> = (0..).zip(shifts).map(edge).collect();
            prop_assert_eq!(missed(&edges), None);
        }

        #[test]
        fn no_pair_around_a_vertex_is_missed(ends in prop::collection::vec((-300..300_i32, -300..300_i32), 900..1200)) {
            // More edges than a sweep takes, nearly all of them around one vertex.
            let spokes = ends.iter().map(|&(x, y)| (v(0, 0), v(x, y)));
            let rim = ends.windows(40).step_by(90).map(|pair| (v(pair[0].0, pair[0].1), v(pair[39].0, pair[39].1)));
            let edges: Vec<Edge> = spokes.chain(rim).filter(|(a, b)| a != b).collect();
            prop_assert_eq!(missed(&edges), None);
        }
    }
}
