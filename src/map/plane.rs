//! Points and boxes on the plane, in metres of a projection or in units of a picture.

/// A point: right or east, then down (pictures) or north (projections).
pub(crate) type Point = (f64, f64);

/// A box: the least first and second number, then the greatest. Left, top, right and bottom in a picture; west, south,
/// east and north in a projection.
pub(crate) type Rect = [f64; 4];

/// The box of no points.
pub(crate) const EMPTY: Rect = [f64::INFINITY, f64::INFINITY, f64::NEG_INFINITY, f64::NEG_INFINITY];

/// The box around points.
pub(crate) fn bounds(points: impl IntoIterator<Item = Point>) -> Rect {
    points.into_iter().fold(EMPTY, |[a, b, c, d], (x, y)| [a.min(x), b.min(y), c.max(x), d.max(y)])
}

/// The box around two boxes.
pub(crate) fn union(one: Rect, other: Rect) -> Rect {
    [one[0].min(other[0]), one[1].min(other[1]), one[2].max(other[2]), one[3].max(other[3])]
}

/// Whether a box lies within another.
pub(crate) fn contains(outer: Rect, inner: Rect) -> bool {
    outer[0] <= inner[0] && outer[1] <= inner[1] && inner[2] <= outer[2] && inner[3] <= outer[3]
}

/// The middle of a box.
pub(crate) fn middle([left, top, right, bottom]: Rect) -> Point {
    (f64::midpoint(left, right), f64::midpoint(top, bottom))
}

/// The larger of a box's width and height.
pub(crate) fn extent([left, top, right, bottom]: Rect) -> f64 {
    (right - left).max(bottom - top)
}

/// The point at a share of the way from one to another.
pub(crate) fn along(from: Point, to: Point, share: f64) -> Point {
    (from.0 + (to.0 - from.0) * share, from.1 + (to.1 - from.1) * share)
}
