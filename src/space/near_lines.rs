//! The lines near a place, in an R-tree.

use std::cmp::Ordering;
use std::collections::BinaryHeap;
use std::ops::ControlFlow;
use std::sync::OnceLock;
use std::sync::atomic::{self, AtomicU32};

use rstar::{AABB, RTree, RTreeNode, RTreeObject};

use super::bounds::Bounds;
use super::measure::{PLANE_REACH_M, Plane, at_least_m, distance_m, reach_m};
use super::near_cells::{Marker, NearCells};
use super::pairs::Edge;
use super::regions::Region;
use super::sets::Sets;
use super::shape::Shape;
use super::shape_edges::shape_edges;
use super::shared_edges::SharedEdges;
use super::vertex::{HALF_TURN, Vertex};

/// What lies beside an edge, and how well the edge is known.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct EdgeSides {
    /// The regions immediately left and right of the middle of the edge.
    pub(crate) regions: [Region; 2],
    /// How far the edge may lie from the true line, in metres.
    pub(crate) accuracy_m: f32,
}

/// An edge near a place.
#[derive(Clone, Copy, Debug)]
pub(crate) struct NearEdge<'a> {
    pub(crate) a: Vertex,
    pub(crate) b: Vertex,
    pub(crate) sides: EdgeSides,
    plane: &'a Plane,
}

impl NearEdge<'_> {
    /// About how far it is, in metres, within a few thousandths, if the place lies within its accuracy: that is exact.
    pub(crate) fn within_accuracy_m(&self) -> Option<f64> {
        let (about_m, error_m) = self.plane.distance_m(self.a, self.b);
        let accuracy_m = f64::from(self.sides.accuracy_m);
        let is_near = if about_m + error_m <= accuracy_m {
            true
        } else if about_m - error_m > accuracy_m {
            false
        } else {
            distance_m(self.plane.place(), self.a, self.b).0 <= accuracy_m
        };
        is_near.then_some(about_m)
    }
}

/// The edges that bound shapes, each once, in an R-tree whose boxes are widened by the accuracy of their edges, behind a
/// bitmap that tells where no edge is near.
///
/// What lies beside edges is worked out when a question first comes to them, and then kept. The bitmap takes longer to
/// make than some hundred questions to the tree, so that it is made when there were as many.
#[derive(Debug)]
pub(crate) struct NearLines {
    tree: RTree<Run>,
    /// From the lower to the higher end; the western first where they are level.
    edges: Vec<Edge>,
    cells: OnceLock<NearCells>,
    /// How many questions were asked without the bitmap.
    asked: AtomicU32,
    /// The box of all widened edges.
    bounds: Bounds,
    /// A place within so many units of the antimeridian is asked from its other side too.
    reach: i32,
}

/// After so many questions the bitmap is made.
const BEFORE_CELLS: u32 = 256;

/// At most so many edges that follow each other share one leaf, which keeps the tree small.
const RUN: usize = 16;

/// Edges that follow each other.
#[derive(Debug)]
struct Run {
    /// The box of the edges, widened by the greatest of their accuracies.
    widened: AABB<[i32; 2]>,
    /// By how many units it is widened: to the east and west, and to the north and south.
    reach: (i32, i32),
    first: u32,
    count: u32,
    sides: OnceLock<Box<[EdgeSides]>>,
}

impl RTreeObject for Run {
    type Envelope = AABB<[i32; 2]>;

    fn envelope(&self) -> Self::Envelope {
        self.widened
    }
}

impl NearLines {
    /// The edges of the shapes, each with the most metres by which it may lie from the true line: `accuracy_m` gets
    /// the shapes that it bounds. O(n log n).
    pub(crate) fn new(shapes: &[Shape], accuracy_m: impl Fn(&[u32], Vertex, Vertex) -> f32) -> Self {
        let mut sets = Sets::new();
        let lines = shape_edges(SharedEdges::of(shapes), &mut sets);
        let mut bounds = Bounds::EMPTY;
        let mut runs = Vec::new();
        let mut first = 0;
        let follows = |one: Edge, next: Edge| [next.0, next.1].iter().any(|&end| end == one.0 || end == one.1);
        for chain in lines.chunk_by(|one, next| follows((one.low, one.high), (next.low, next.high))) {
            for run in chain.chunks(RUN) {
                let mut core = Bounds::EMPTY;
                let mut worst_m = 0.0_f32;
                for line in run {
                    core = core.join(Bounds::of_edge(line.low, line.high));
                    worst_m = worst_m.max(accuracy_m(sets.members(line.shapes), line.low, line.high));
                }
                let reach = reach_around(core, worst_m.into());
                let widened = widen(core, reach);
                bounds = bounds.join(widened);
                let count = u32::try_from(run.len()).unwrap_or(0);
                let widened = AABB::from_corners([widened.min.x, widened.min.y], [widened.max.x, widened.max.y]);
                runs.push(Run { widened, reach, first, count, sides: OnceLock::new() });
                first += count;
            }
        }
        let edges = lines.into_iter().map(|line| (line.low, line.high)).collect();
        let reach = (bounds.max.x.saturating_sub(HALF_TURN)).max((-HALF_TURN).saturating_sub(bounds.min.x)).max(0);
        if reach > 0 {
            bounds.min.x = -HALF_TURN;
            bounds.max.x = HALF_TURN;
        }
        Self { tree: RTree::bulk_load(runs), edges, cells: OnceLock::new(), asked: AtomicU32::new(0), bounds, reach }
    }

    /// Whether an edge may be near: `false` means that surely none is. A few nanoseconds.
    #[inline]
    pub(crate) fn may_be_near(&self, at: Vertex) -> bool {
        match self.cells.get() {
            Some(cells) => cells.is_marked(at),
            None => self.may_be_near_without_cells(at),
        }
    }

    #[cold]
    fn may_be_near_without_cells(&self, at: Vertex) -> bool {
        if self.asked.fetch_add(1, atomic::Ordering::Relaxed) < BEFORE_CELLS {
            return true;
        }
        self.cells.get_or_init(|| self.marked_cells()).is_marked(at)
    }

    /// Calls `visit` with every edge within whose accuracy the place may lie, in no order, until it breaks.
    ///
    /// `sides` says what lies beside an edge.
    pub(crate) fn near(
        &self,
        at: Vertex,
        sides: impl Fn(Vertex, Vertex) -> EdgeSides,
        mut visit: impl FnMut(&NearEdge<'_>) -> ControlFlow<()>,
    ) {
        if !self.may_be_near(at) {
            return;
        }
        let turn = 2 * i64::from(HALF_TURN);
        let beyond = match at.x {
            x if x > HALF_TURN - self.reach => Some(i64::from(x) - turn),
            x if x < self.reach - HALF_TURN => Some(i64::from(x) + turn),
            _ => None,
        };
        let beyond = beyond.and_then(|x| i32::try_from(x).ok());
        for x in std::iter::once(at.x).chain(beyond) {
            let plane = Plane::at(Vertex::new(x, at.y));
            for run in self.tree.locate_in_envelope_intersecting(&AABB::from_point([x, at.y])) {
                for (&(a, b), &sides) in self.sided(run, &sides) {
                    if visit(&NearEdge { a, b, sides, plane: &plane }).is_break() {
                        return;
                    }
                }
            }
        }
    }

    /// Calls `visit` with edges, nearer ones first for the most part, each with metres that it is away at least.
    ///
    /// `visit` returns how far edges may be that it still wants, in metres; `within_m` is that distance to begin with.
    /// Every edge that is so near is visited.
    pub(crate) fn nearest_first(
        &self,
        at: Vertex,
        within_m: f64,
        sides: impl Fn(Vertex, Vertex) -> EdgeSides,
        mut visit: impl FnMut(&NearEdge<'_>, f64) -> f64,
    ) {
        let plane = Plane::at(at);
        let open = |node| Open { at_least_m: at_least_m(at, envelope_bounds(node)), node };
        let mut heap: BinaryHeap<Open<'_>> = self.tree.root().children().iter().map(open).collect();
        let mut limit_m = within_m;
        while let Some(nearest) = heap.pop() {
            if nearest.at_least_m > limit_m {
                return;
            }
            match nearest.node {
                RTreeNode::Parent(parent) => heap.extend(parent.children().iter().map(open)),
                RTreeNode::Leaf(run) => {
                    for (&(a, b), &sides) in self.sided(run, &sides) {
                        let mut metres = at_least_m(at, Bounds::of_edge(a, b));
                        if metres <= limit_m.min(PLANE_REACH_M) {
                            let (about_m, error_m) = plane.distance_m(a, b);
                            metres = metres.max(about_m - error_m);
                        }
                        if metres <= limit_m {
                            limit_m = visit(&NearEdge { a, b, sides, plane: &plane }, metres);
                        }
                    }
                }
            }
        }
    }

    /// Calls `visit` with every edge whose box meets the window, in no order.
    pub(crate) fn in_window(
        &self,
        window: Bounds,
        sides: impl Fn(Vertex, Vertex) -> EdgeSides,
        mut visit: impl FnMut(Edge, EdgeSides),
    ) {
        if window.is_empty() {
            return;
        }
        let envelope = AABB::from_corners([window.min.x, window.min.y], [window.max.x, window.max.y]);
        for run in self.tree.locate_in_envelope_intersecting(&envelope) {
            let meets = |(a, b): Edge| Bounds::of_edge(a, b).meets(window);
            if self.edges_of(run).iter().any(|&edge| meets(edge)) {
                let met = self.sided(run, &sides).filter(|(edge, _)| meets(**edge));
                met.for_each(|(&edge, &sides)| visit(edge, sides));
            }
        }
    }

    /// The bitmap of the squares that the widened edges meet.
    fn marked_cells(&self) -> NearCells {
        let core = |run: &Run| {
            let edges = self.edges_of(run).iter();
            edges.fold(Bounds::EMPTY, |core, &(a, b)| core.join(Bounds::of_edge(a, b)))
        };
        let cost = |shift: u32| {
            let of_run = |run: &Run| marked_by(run.count, core(run), run.reach, shift);
            self.tree.iter().map(of_run).fold(0, u64::saturating_add)
        };
        let mut marker = Marker::over(self.bounds, cost);
        for run in &self.tree {
            let (edges, core) = (self.edges_of(run), core(run));
            let (wide, high) = core.max.minus(core.min);
            if wide.max(high) <= marker.side() {
                mark(&mut marker, core, run.reach);
            } else {
                for &edge in edges {
                    mark_edge(&mut marker, edge, run.reach);
                }
            }
        }
        marker.finish()
    }

    fn edges_of(&self, run: &Run) -> &[Edge] {
        self.edges.get(run.first as usize..(run.first + run.count) as usize).unwrap_or_default()
    }

    /// The edges of a run, each with what lies beside it.
    fn sided<'a>(
        &'a self,
        run: &'a Run,
        sides: &impl Fn(Vertex, Vertex) -> EdgeSides,
    ) -> std::iter::Zip<std::slice::Iter<'a, Edge>, std::slice::Iter<'a, EdgeSides>> {
        let edges = self.edges_of(run);
        edges.iter().zip(run.sides.get_or_init(|| edges.iter().map(|&(a, b)| sides(a, b)).collect()))
    }
}

/// A node of the tree that is still to be visited; the nearest is the greatest.
struct Open<'a> {
    at_least_m: f64,
    node: &'a RTreeNode<Run>,
}

impl Ord for Open<'_> {
    fn cmp(&self, other: &Self) -> Ordering {
        other.at_least_m.total_cmp(&self.at_least_m)
    }
}

impl PartialOrd for Open<'_> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Open<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other).is_eq()
    }
}

impl Eq for Open<'_> {}

fn envelope_bounds(node: &RTreeNode<Run>) -> Bounds {
    let envelope = match node {
        RTreeNode::Parent(parent) => parent.envelope(),
        RTreeNode::Leaf(run) => run.widened,
    };
    let ([west, south], [east, north]) = (envelope.lower(), envelope.upper());
    Bounds { min: Vertex::new(west, south), max: Vertex::new(east, north) }
}

/// How far from a box a place within `metres` of it can lie, in units: east or west, and north or south.
fn reach_around(core: Bounds, metres: f64) -> (i32, i32) {
    let highest = if core.min.y.unsigned_abs() > core.max.y.unsigned_abs() { core.min } else { core.max };
    reach_m(highest, metres)
}

/// The box widened on all sides. It may reach past the antimeridian.
fn widen(core: Bounds, (wide, high): (i32, i32)) -> Bounds {
    Bounds {
        min: Vertex::new(core.min.x.saturating_sub(wide), core.min.y.saturating_sub(high)),
        max: Vertex::new(core.max.x.saturating_add(wide), core.max.y.saturating_add(high)),
    }
}

/// How many blocks are marked for a run of edges in this box, if squares are `1 << shift` units wide and high.
fn marked_by(count: u32, core: Bounds, reach: (i32, i32), shift: u32) -> u64 {
    let (wide, high) = core.max.minus(core.min);
    let around =
        |wide: i64, high: i64| Marker::blocks_in(wide + 2 * i64::from(reach.0), high + 2 * i64::from(reach.1), shift);
    if wide.max(high) <= 1 << shift {
        return around(wide, high);
    }
    let length = piece_length(1 << shift, reach);
    let pieces = wide.max(high).unsigned_abs() / length.unsigned_abs() + 1;
    around(length, length).saturating_mul(pieces).saturating_mul(count.into())
}

/// How long the pieces of an edge are that are marked one by one: what is marked around each is not much larger.
fn piece_length(side: i64, reach: (i32, i32)) -> i64 {
    side.max(reach.0.min(reach.1).into())
}

/// Marks the squares near an edge: a long one piece by piece, whose boxes are small.
fn mark_edge(marker: &mut Marker, (a, b): Edge, reach: (i32, i32)) {
    let (wide, high) = b.minus(a);
    let pieces = (wide.abs().max(high.abs()) / piece_length(marker.side(), reach)).max(1);
    let place = |piece: i64| {
        let along = |from: i32, length: i64| clamped(i64::from(from) + length * piece / pieces);
        Vertex::new(along(a.x, wide), along(a.y, high))
    };
    for piece in 0..pieces {
        // A unit more for the rounding of places.
        mark(
            marker,
            Bounds::of_edge(place(piece), place(piece + 1)),
            (reach.0.saturating_add(1), reach.1.saturating_add(1)),
        );
    }
}

/// Marks the squares of a widened box, on both sides of the antimeridian.
fn mark(marker: &mut Marker, core: Bounds, reach: (i32, i32)) {
    let widened = widen(core, reach);
    marker.mark(widened);
    let turn = 2 * i64::from(HALF_TURN);
    let mut mark_shifted = |shift: i64| {
        let x = |x: i32| clamped(i64::from(x) + shift);
        let (min, max) = (Vertex::new(x(widened.min.x), widened.min.y), Vertex::new(x(widened.max.x), widened.max.y));
        marker.mark(Bounds { min, max });
    };
    if widened.max.x > HALF_TURN {
        mark_shifted(-turn);
    }
    if widened.min.x < -HALF_TURN {
        mark_shifted(turn);
    }
}

fn clamped(units: i64) -> i32 {
    i32::try_from(units.clamp(i32::MIN.into(), i32::MAX.into())).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Squares with accuracies, and a place.
    fn scene() -> impl Strategy<Value = (Vec<(Vertex, i32, f32)>, Vertex)> {
        let corner = (-1_800_000_000..=1_795_000_000_i32, -890_000_000..=880_000_000_i32);
        let square = (corner, 1_000..4_000_000_i32, 0.0..60_000.0_f32)
            .prop_map(|((x, y), side, accuracy)| (Vertex::new(x, y), side, accuracy));
        let anywhere = (-HALF_TURN..HALF_TURN, -899_000_000..=899_000_000_i32, any::<bool>(), any::<u16>());
        (prop::collection::vec(square, 1..8), anywhere).prop_map(|(squares, (x, y, is_near, which))| {
            let (corner, side, _) = squares[usize::from(which) % squares.len()];
            let near = |start: i32, way: i32, low: i32, high: i32| (start + way % (2 * side)).clamp(low, high);
            let place = if is_near {
                Vertex::new(near(corner.x, x, -HALF_TURN, HALF_TURN - 1), near(corner.y, y, -899_000_000, 899_000_000))
            } else {
                Vertex::new(x, y)
            };
            (squares, place)
        })
    }

    struct Scene {
        lines: NearLines,
        /// The edges from the lower to the higher end, each with its accuracy.
        edges: Vec<(Edge, f32)>,
    }

    impl Scene {
        fn new(squares: &[(Vertex, i32, f32)]) -> Self {
            let shape = |&(corner, side, _): &(Vertex, i32, f32)| {
                let (x, y) = (corner.x, corner.y);
                let corners = [(x, y), (x + side, y), (x + side, y + side), (x, y + side)];
                Shape::new(vec![corners.map(|(x, y)| Vertex::new(x, y)).to_vec()]).unwrap()
            };
            let shapes: Vec<Shape> = squares.iter().map(shape).collect();
            let best = |shapes: &[u32]| shapes.iter().map(|&it| squares[it as usize].2).fold(f32::INFINITY, f32::min);
            let lines = NearLines::new(&shapes, |shapes, _, _| best(shapes));
            let upward = |(a, b): Edge| if (a.y, a.x) <= (b.y, b.x) { (a, b) } else { (b, a) };
            let mut edges: Vec<(Edge, f32)> = Vec::new();
            for (shape, square) in shapes.iter().zip(squares) {
                for edge in shape.edges().map(upward) {
                    match edges.iter_mut().find(|(known, _)| *known == edge) {
                        Some((_, accuracy)) => *accuracy = accuracy.min(square.2),
                        None => edges.push((edge, square.2)),
                    }
                }
            }
            edges.sort_unstable_by_key(|(edge, _)| *edge);
            Self { lines, edges }
        }

        fn sides(&self, a: Vertex, b: Vertex) -> EdgeSides {
            let accuracy = self.edges.iter().find(|(edge, _)| *edge == (a, b)).unwrap().1;
            EdgeSides { regions: [0; 2], accuracy_m: accuracy }
        }
    }

    fn sorted(mut edges: Vec<Edge>) -> Vec<Edge> {
        edges.sort_unstable();
        edges
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(400))]

        #[test]
        fn just_the_edges_within_their_accuracy_are_found((squares, at) in scene()) {
            let scene = Scene::new(&squares);
            let found = || {
                let mut found = Vec::new();
                scene.lines.near(at, |a, b| scene.sides(a, b), |near| {
                    if near.within_accuracy_m().is_some() && !found.contains(&(near.a, near.b)) {
                        found.push((near.a, near.b));
                    }
                    ControlFlow::Continue(())
                });
                sorted(found)
            };
            let is_near = |&&((a, b), accuracy): &&(Edge, f32)| distance_m(at, a, b).0 <= f64::from(accuracy);
            let expected: Vec<Edge> = scene.edges.iter().filter(is_near).map(|(edge, _)| *edge).collect();
            prop_assert_eq!(&found(), &expected);
            scene.lines.asked.store(BEFORE_CELLS, atomic::Ordering::Relaxed);
            prop_assert_eq!(found(), expected);
            prop_assert!(scene.lines.cells.get().is_some());
        }

        #[test]
        fn the_nearest_edges_are_found_first_and_none_is_missed((squares, at) in scene(), part in 0.0..2.0_f64) {
            let scene = Scene::new(&squares);
            let distances: Vec<f64> = scene.edges.iter().map(|((a, b), _)| distance_m(at, *a, *b).0).collect();
            let nearest = distances.iter().copied().fold(f64::INFINITY, f64::min);
            let mut best = f64::INFINITY;
            scene.lines.nearest_first(at, f64::INFINITY, |a, b| scene.sides(a, b), |edge, at_least_m| {
                let metres = distance_m(at, edge.a, edge.b).0;
                assert!(at_least_m <= metres + 0.01, "{at_least_m} {metres}");
                best = best.min(metres);
                best
            });
            prop_assert!((best - nearest).abs() < 0.05, "{} {}", best, nearest);
            let within = part * nearest + 5.0;
            let mut found = Vec::new();
            scene.lines.nearest_first(at, within, |a, b| scene.sides(a, b), |edge, _| {
                found.push((edge.a, edge.b));
                within
            });
            for (&(edge, _), metres) in scene.edges.iter().zip(distances) {
                prop_assert!(metres > within - 0.05 || found.contains(&edge), "{:?} {}", edge, metres);
            }
        }

        #[test]
        fn windows_give_their_edges((squares, at) in scene(), wide in 0..9_000_000, high in 0..9_000_000) {
            let scene = Scene::new(&squares);
            let far = Vertex::new(at.x.saturating_add(wide), at.y.saturating_add(high));
            let window = Bounds::of_edge(at, far);
            let mut found = Vec::new();
            scene.lines.in_window(window, |a, b| scene.sides(a, b), |edge, _| found.push(edge));
            let meets = |&&((a, b), _): &&(Edge, f32)| Bounds::of_edge(a, b).meets(window);
            let expected: Vec<Edge> = scene.edges.iter().filter(meets).map(|(edge, _)| *edge).collect();
            prop_assert_eq!(sorted(found), expected);
        }
    }
}
