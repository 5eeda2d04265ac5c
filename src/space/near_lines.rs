//! Finding the lines that pass a place within their accuracy.

use std::ops::ControlFlow;
use std::sync::OnceLock;

use rstar::{AABB, RTree, RTreeObject};

use super::bounds::Bounds;
use super::edge_run::EdgeRun;
use super::measure::{Plane, distance_m, reach_m};
use super::near_cells::NearCells;
use super::regions::Region;
use super::shape::Shape;
use super::vertex::{HALF_TURN, Vertex};

/// What lies beside an edge, and how well the edge is known.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct EdgeSides {
    /// The regions immediately left and right of the midpoint of the edge.
    pub(crate) regions: [Region; 2],
    /// How far the edge may lie from the true line, in metres.
    pub(crate) accuracy_m: f32,
}

/// An edge that may lie, given its accuracy, on the other side of a place.
#[derive(Clone, Copy, Debug)]
pub(crate) struct NearEdge {
    pub(crate) a: Vertex,
    pub(crate) b: Vertex,
    pub(crate) sides: EdgeSides,
    /// The approximate distance in metres, correct to a few thousandths; [`distance_m`] is exact.
    pub(crate) about_m: f64,
}

/// The edges of shapes in an R-tree, with boxes that are enlarged by the accuracy of their edges, and a bitmap that
/// says where no edge is near.
///
/// What lies beside an edge is computed when a place near it is first looked up, and then kept.
#[derive(Debug)]
pub(crate) struct NearLines {
    tree: RTree<Leaf>,
    cells: NearCells,
    /// A place within this many units of the antimeridian is looked up from its other side too.
    reach: i32,
}

/// A run of edges and what lies beside them.
#[derive(Debug)]
struct Leaf {
    /// The box of the edges, enlarged by the greatest of their accuracies.
    reach: AABB<[i32; 2]>,
    run: EdgeRun,
    sides: OnceLock<Box<[EdgeSides]>>,
}

impl RTreeObject for Leaf {
    type Envelope = AABB<[i32; 2]>;

    fn envelope(&self) -> Self::Envelope {
        self.reach
    }
}

impl NearLines {
    /// The edges of the shapes; `accuracy_m` is how far an edge may lie from the true line, in metres.
    pub(crate) fn new(shapes: &[Shape], accuracy_m: impl Fn(u32, Vertex, Vertex) -> f32) -> Self {
        let mut bounds = Bounds::EMPTY;
        let (mut leaves, mut widened_edges) = (Vec::new(), Vec::new());
        for run in EdgeRun::all(shapes) {
            let mut reach = Bounds::EMPTY;
            for (a, b) in run.edges(shapes) {
                let widened = widened(a, b, f64::from(accuracy_m(run.shape, a, b)));
                reach = reach.join(widened);
                widened_edges.push((a, b, widened));
            }
            bounds = bounds.join(reach);
            let reach = AABB::from_corners([reach.min.x, reach.min.y], [reach.max.x, reach.max.y]);
            leaves.push(Leaf { reach, run, sides: OnceLock::new() });
        }
        let reach = (bounds.max.x.saturating_sub(HALF_TURN)).max((-HALF_TURN).saturating_sub(bounds.min.x)).max(0);
        if reach > 0 {
            bounds.min.x = -HALF_TURN;
            bounds.max.x = HALF_TURN;
        }
        let mut cells = NearCells::over(bounds);
        for (a, b, widened) in widened_edges {
            mark(&mut cells, a, b, widened);
        }
        Self { tree: RTree::bulk_load(leaves), cells, reach }
    }

    /// Whether an edge may be near; if `false`, none is. Takes a few nanoseconds.
    #[inline]
    pub(crate) fn may_be_near(&self, at: Vertex) -> bool {
        self.cells.is_marked(at)
    }

    /// Calls `found` with every edge within whose accuracy the place lies, in no particular order, until it breaks.
    ///
    /// An edge that several shapes share is found once for each. `sides` gives what lies beside an edge.
    pub(crate) fn within_accuracy(
        &self,
        shapes: &[Shape],
        at: Vertex,
        sides: impl Fn(Vertex, Vertex) -> EdgeSides,
        mut found: impl FnMut(NearEdge) -> ControlFlow<()>,
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
            let place = Vertex::new(x, at.y);
            let tangent = Plane::at(place);
            for leaf in self.tree.locate_in_envelope_intersecting(&AABB::from_point([x, at.y])) {
                for near in leaf.within_accuracy(shapes, place, &tangent, &sides) {
                    if found(near).is_break() {
                        return;
                    }
                }
            }
        }
    }
}

impl Leaf {
    fn within_accuracy<'a>(
        &'a self,
        shapes: &'a [Shape],
        at: Vertex,
        plane: &'a Plane,
        sides: &impl Fn(Vertex, Vertex) -> EdgeSides,
    ) -> impl Iterator<Item = NearEdge> + 'a {
        let sides = self.sides.get_or_init(|| self.run.edges(shapes).map(|(a, b)| sides(a, b)).collect());
        self.run.edges(shapes).zip(sides).filter_map(move |((a, b), &sides)| {
            let (about_m, error_m) = plane.distance_m(a, b);
            let accuracy_m = f64::from(sides.accuracy_m);
            let is_near = if about_m + error_m <= accuracy_m {
                true
            } else if about_m - error_m > accuracy_m {
                false
            } else {
                distance_m(at, a, b).0 <= accuracy_m
            };
            is_near.then_some(NearEdge { a, b, sides, about_m })
        })
    }
}

/// A box that contains every place within `metres` of the edge. It may extend beyond the antimeridian.
fn widened(a: Vertex, b: Vertex, metres: f64) -> Bounds {
    let bounds = Bounds::of_edge(a, b);
    let highest = if a.y.unsigned_abs() > b.y.unsigned_abs() { a } else { b };
    let (width, height) = reach_m(highest, metres);
    Bounds {
        min: Vertex::new(bounds.min.x.saturating_sub(width), bounds.min.y.saturating_sub(height)),
        max: Vertex::new(bounds.max.x.saturating_add(width), bounds.max.y.saturating_add(height)),
    }
}

/// Marks the cells near an edge. A long edge is marked in parts, which have small boxes.
fn mark(cells: &mut NearCells, a: Vertex, b: Vertex, widened: Bounds) {
    let core = Bounds::of_edge(a, b);
    let (wide, high) = b.minus(a);
    let pieces = (wide.abs().max(high.abs()) / cells.side() / 2).max(1);
    let place = |piece: i64| (i64::from(a.x) + wide * piece / pieces, i64::from(a.y) + high * piece / pieces);
    let (west, south) = core.min.minus(widened.min);
    let (east, north) = widened.max.minus(core.max);
    let turn = 2 * i64::from(HALF_TURN);
    for piece in 0..pieces {
        let (from, to) = (place(piece), place(piece + 1));
        // One unit more, because the places are rounded.
        let (min_x, max_x) = (from.0.min(to.0) - west - 1, from.0.max(to.0) + east + 1);
        let (min_y, max_y) = (from.1.min(to.1) - south - 1, from.1.max(to.1) + north + 1);
        let clamped = |value: i64| i32::try_from(value.clamp(i32::MIN.into(), i32::MAX.into())).unwrap_or(0);
        let mut mark = |shift: i64| {
            let min = Vertex::new(clamped(min_x + shift), clamped(min_y));
            let max = Vertex::new(clamped(max_x + shift), clamped(max_y));
            cells.mark(Bounds { min, max });
        };
        mark(0);
        if max_x > i64::from(HALF_TURN) {
            mark(-turn);
        }
        if min_x < -i64::from(HALF_TURN) {
            mark(turn);
        }
    }
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

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(400))]

        #[test]
        fn just_the_edges_within_their_accuracy_are_found((squares, at) in scene()) {
            let shape = |&(corner, side, _): &(Vertex, i32, f32)| {
                let (x, y) = (corner.x, corner.y);
                let corners = [(x, y), (x + side, y), (x + side, y + side), (x, y + side)];
                Shape::new(vec![corners.map(|(x, y)| Vertex::new(x, y)).to_vec()]).unwrap()
            };
            let shapes: Vec<Shape> = squares.iter().map(shape).collect();
            let accuracy = |shape: u32| squares[shape as usize].2;
            let lines = NearLines::new(&shapes, |shape, _, _| accuracy(shape));
            let accuracy_of_edge = |a: Vertex, b: Vertex| {
                let owners = (0..).zip(&shapes).filter(|(_, shape)| shape.edges().any(|edge| edge == (a, b)));
                owners.map(|(number, _)| accuracy(number)).fold(0.0, f32::max)
            };
            let mut found = Vec::new();
            let sides = |a, b| EdgeSides { regions: [0; 2], accuracy_m: accuracy_of_edge(a, b) };
            lines.within_accuracy(&shapes, at, sides, |near| {
                found.push((near.a, near.b));
                ControlFlow::Continue(())
            });
            let mut expected: Vec<(Vertex, Vertex)> = shapes.iter().flat_map(Shape::edges).collect();
            expected.retain(|&(a, b)| distance_m(at, a, b).0 <= f64::from(accuracy_of_edge(a, b)));
            for list in [&mut found, &mut expected] {
                list.sort_unstable();
                list.dedup();
            }
            prop_assert_eq!(found, expected);
        }
    }
}
