//! Noded edges drawn on the grid: snap rounding.
//!
//! A pixel is the unit square around a vertex of the grid, with its lower and left sides. It is *hot* if a node lies in
//! it. A line is drawn from the centre of each hot pixel that it meets to that of the next. Then no drawn line crosses
//! another, no drawn vertex passes from one side of a line to the other, and each line is within half a unit of the true
//! one in either direction; what lies within a pixel may fall together (Hobby, Practical segment intersection with finite
//! precision output, Computational Geometry 13, 1999; Guibas and Marimont, Rounding arrangements dynamically, International
//! Journal of Computational Geometry and Applications 8, 1998).
//!
//! Only lines that come near a crossing need this, and other lines keep their course: a line is *bent* if it is crossed
//! between vertices, or meets a pixel in which a bent line is moved to the centre. A straight line meets no pixel in which
//! another is moved, so that none moves across it.

use super::bins::Bins;
use super::bounds::Bounds;
use super::noding::Noding;
use super::pairs::{Edge, Near, near_pairs};
use super::vertex::{Vertex, orientation};

/// A straight piece of a drawn fragment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Piece {
    /// Its ends, in the direction of the fragment.
    pub(crate) from: Vertex,
    pub(crate) to: Vertex,
    pub(crate) fragment: u32,
}

/// Noded edges drawn on the grid.
#[derive(Debug)]
pub(crate) struct Drawing {
    /// In the order of the fragments, and along them. A fragment within one pixel has none.
    pub(crate) pieces: Vec<Piece>,
    /// Whether each edge is bent.
    is_bent: Vec<bool>,
}

impl Drawing {
    /// Draws noded edges. O((n + k) log n) for k meetings of edges and hot pixels; nothing is to be found where no edges
    /// cross between vertices.
    pub(crate) fn of(noding: &Noding) -> Self {
        let mut is_bent = vec![false; noding.edges().len()];
        let bends = if noding.has_crossings() { Bends::of(noding, &mut is_bent) } else { Bends::default() };
        let mut pieces = Vec::with_capacity(noding.fragments().len());
        for (number, fragment) in (0..).zip(noding.fragments()) {
            let [from, to] = [fragment.from, fragment.to].map(|node| noding.vertex_near(node));
            let bent =
                noding.edges_along(number as usize).iter().find(|&&edge| is_bent.get(edge as usize) == Some(&true));
            let mut last = from;
            let stops = bent.map_or(&[][..], |&edge| bends.between(edge, from, to));
            for &stop in stops.iter().map(|(_, _, stop)| stop).chain([&to]) {
                if stop != last {
                    pieces.push(Piece { from: last, to: stop, fragment: number });
                }
                last = stop;
            }
        }
        Self { pieces, is_bent }
    }

    /// Whether a fragment may be drawn otherwise than it is.
    pub(crate) fn is_bent(&self, noding: &Noding, fragment: usize) -> bool {
        noding.edges_along(fragment).iter().any(|&edge| self.is_bent.get(edge as usize) == Some(&true))
    }
}

/// The centres of the hot pixels that bent edges meet.
#[derive(Default)]
struct Bends {
    /// The edge, the place of the centre along it, and the centre; sorted.
    stops: Vec<(u32, (i32, i32), Vertex)>,
    /// Whether each edge falls from its first end to its second.
    is_falling: Vec<bool>,
}

impl Bends {
    /// Finds out which edges are bent.
    fn of(noding: &Noding, is_bent: &mut [bool]) -> Self {
        let mut hot: Vec<Vertex> = noding.vertices().to_vec();
        hot.extend(
            (0..noding.crossings().len())
                .map(|it| noding.vertex_near(u32::try_from(noding.vertices().len() + it).unwrap_or(u32::MAX))),
        );
        hot.sort_unstable();
        hot.dedup();
        let edges = noding.edges();
        let items: Vec<Item> =
            edges.iter().map(|&edge| Item::Edge(edge)).chain(hot.iter().map(|&centre| Item::Pixel(centre))).collect();
        let mut meetings: Vec<(u32, u32)> = Vec::new();
        near_pairs(&items, |edge, pixel| {
            if let (Some(&course), Some(&centre)) =
                (edges.get(edge), pixel.checked_sub(edges.len()).and_then(|it| hot.get(it)))
                && meets_pixel(course, centre)
            {
                meetings.push((number(edge), number(pixel - edges.len())));
            }
        });
        drop(items);
        let of_edge = Bins::new(edges.len(), &meetings);
        for pair in &mut meetings {
            *pair = (pair.1, pair.0);
        }
        let of_pixel = Bins::new(hot.len(), &meetings);
        drop(meetings);
        let mut open: Vec<u32> = noding.crossings().iter().flatten().copied().collect();
        let mut is_moved_to = vec![false; hot.len()];
        while let Some(edge) = open.pop() {
            let (Some(slot @ false), Some(&course)) = (is_bent.get_mut(edge as usize), edges.get(edge as usize)) else {
                continue;
            };
            *slot = true;
            for &pixel in of_edge.get(edge as usize) {
                if let (Some(&centre), Some(slot @ false)) =
                    (hot.get(pixel as usize), is_moved_to.get_mut(pixel as usize))
                    && orientation(course.0, course.1, centre).is_ne()
                {
                    *slot = true;
                    open.extend(of_pixel.get(pixel as usize));
                }
            }
        }
        let is_falling: Vec<bool> = edges.iter().map(|&(a, b)| b.y < a.y).collect();
        let mut this = Self { stops: Vec::new(), is_falling };
        for edge in (0..number(edges.len())).filter(|&edge| is_bent.get(edge as usize) == Some(&true)) {
            let stops = of_edge.get(edge as usize).iter().filter_map(|&pixel| hot.get(pixel as usize));
            let stops: Vec<_> = stops.map(|&centre| (edge, this.place_along(edge, centre), centre)).collect();
            this.stops.extend(stops);
        }
        this.stops.sort_unstable();
        this.stops.dedup();
        this
    }

    /// Sorts centres along an edge: it meets pixels in the order of longitude and, rising or falling, of latitude.
    fn place_along(&self, edge: u32, centre: Vertex) -> (i32, i32) {
        let is_falling = self.is_falling.get(edge as usize) == Some(&true);
        (centre.x, if is_falling { -centre.y } else { centre.y })
    }

    /// The centres along an edge after one and before another.
    fn between(&self, edge: u32, from: Vertex, to: Vertex) -> &[(u32, (i32, i32), Vertex)] {
        let [from, to] = [from, to].map(|at| (edge, self.place_along(edge, at)));
        let first = self.stops.partition_point(|stop| (stop.0, stop.1) <= from);
        let end = self.stops.partition_point(|stop| (stop.0, stop.1) < to);
        self.stops.get(first..end).unwrap_or_default()
    }
}

/// An edge, or the pixel around a vertex.
#[derive(Clone, Copy, Debug)]
enum Item {
    Edge(Edge),
    Pixel(Vertex),
}

impl Near for Item {
    fn bounds(&self) -> Bounds {
        match *self {
            Self::Edge((a, b)) => Bounds::of_edge(a, b),
            Self::Pixel(Vertex { x, y }) => Bounds { min: Vertex::new(x - 1, y - 1), max: Vertex::new(x + 1, y + 1) },
        }
    }

    fn passes(&self, part: Bounds) -> bool {
        match self {
            Self::Edge(edge) => edge.passes(part),
            Self::Pixel(_) => true,
        }
    }

    fn ends(&self) -> Option<Edge> {
        match self {
            Self::Edge(edge) => Some(*edge),
            Self::Pixel(_) => None,
        }
    }
}

/// Whether an edge has a place in the pixel around a vertex, which includes its lower and left sides; exact.
fn meets_pixel((a, b): Edge, centre: Vertex) -> bool {
    let ((x, y), (dx, dy)) = (centre.minus(a), b.minus(a));
    // The places are a + t(b - a) for t from 0 to 1: the first bounds of t, and the last, as fractions, and whether each
    // belongs to them.
    let mut first = [(0, 1, true); 3];
    let mut last = [(1, 1, true); 3];
    for (axis, (way, length)) in (1..).zip([(x, dx), (y, dy)]) {
        let (lower, upper) = (2 * i128::from(way) - 1, 2 * i128::from(way) + 1);
        let length = 2 * i128::from(length);
        let bounds = match length.signum() {
            1 => [(lower, length, true), (upper, length, false)],
            -1 => [(-upper, -length, false), (-lower, -length, true)],
            _ if way == 0 => continue,
            _ => return false,
        };
        if let ([begin, end], Some(first), Some(last)) = (bounds, first.get_mut(axis), last.get_mut(axis)) {
            (*first, *last) = (begin, end);
        }
    }
    first.iter().all(|begin| {
        last.iter().all(|end| {
            let (begin_at, end_at) = (begin.0 * end.1, end.0 * begin.1);
            begin_at < end_at || begin_at == end_at && begin.2 && end.2
        })
    })
}

fn number(value: usize) -> u32 {
    u32::try_from(value).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn v(x: i32, y: i32) -> Vertex {
        Vertex::new(x, y)
    }

    fn edge(a: (i32, i32), b: (i32, i32)) -> Edge {
        let (a, b) = (v(a.0, a.1), v(b.0, b.1));
        (a.min(b), a.max(b))
    }

    #[test]
    fn a_pixel_has_its_lower_and_left_sides() {
        // Through the lower left corner (9.5, 4.5), and the upper left and lower right ones.
        assert!(meets_pixel(edge((9, 5), (10, 4)), v(10, 5)));
        assert!(!meets_pixel(edge((9, 5), (10, 6)), v(10, 5)));
        assert!(!meets_pixel(edge((10, 4), (11, 5)), v(10, 5)));
        assert!(meets_pixel(edge((9, 5), (11, 6)), v(10, 5)));
        assert!(!meets_pixel(edge((9, 6), (11, 6)), v(10, 5)));
        assert!(meets_pixel(edge((0, 5), (20, 5)), v(10, 5)) && !meets_pixel(edge((11, 5), (20, 5)), v(10, 5)));
        assert!(meets_pixel(edge((10, 0), (10, 20)), v(10, 5)) && !meets_pixel(edge((11, 0), (11, 20)), v(10, 5)));
    }

    #[test]
    fn lines_that_cross_are_drawn_through_a_vertex() {
        let noding = Noding::of(vec![
            edge((0, 0), (3, 3)),
            edge((0, 3), (3, 0)),
            edge((10, 0), (20, 1)),
            edge((14, 0), (14, 9)),
        ]);
        let drawing = Drawing::of(&noding);
        let drawn: Vec<_> = drawing.pieces.iter().map(|it| (it.from, it.to)).collect();
        let expected = [
            (v(0, 0), v(2, 2)),
            (v(2, 2), v(3, 3)),
            (v(0, 3), v(2, 2)),
            (v(2, 2), v(3, 0)),
            (v(10, 0), v(14, 0)),
            (v(14, 0), v(20, 1)),
            (v(14, 0), v(14, 9)),
        ];
        assert_eq!(drawn, expected);
    }

    #[test]
    fn what_no_crossing_is_near_keeps_its_course() {
        // The second passes half a unit beside a vertex of the third, far from the crossing.
        let noding = Noding::of(vec![
            edge((0, 0), (10, 10)),
            edge((0, 9), (10, 0)),
            edge((100, 0), (200, 1)),
            edge((150, 1), (150, 9)),
        ]);
        let drawing = Drawing::of(&noding);
        assert_eq!(drawing.pieces.len(), 6);
        assert!(drawing.is_bent(&noding, 0) && !drawing.is_bent(&noding, 4) && !drawing.is_bent(&noding, 5));
    }
}
