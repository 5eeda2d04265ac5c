//! What an area has outside other areas.

use std::collections::HashSet;

use geo::{BooleanOps, OpType};
use geo_types::{Coord, LineString, MultiPolygon, Polygon};

use crate::space::{Shape, Vertex};

/// Pieces of less than this mean width, in units of 1e-7 degree of latitude (about 1 km), are differences of drawing.
const NARROWEST: f64 = 100_000.0;

/// The part of an area outside all the others, as rings under the even-odd rule; pieces narrower than about 1 km on
/// average are dropped.
pub(super) fn difference<'a>(
    outline: &[Vec<Vertex>],
    others: impl Iterator<Item = &'a [Vec<Vertex>]>,
) -> Option<Vec<Vec<Vertex>>> {
    let mut known: HashSet<Vertex> = outline.iter().flatten().copied().collect();
    let mut left = area(outline);
    for other in others {
        if left.0.is_empty() {
            return None;
        }
        known.extend(other.iter().flatten());
        // The even-odd rule holds for the rings of each side, of which no two belong together.
        left = left.boolean_op(&area(other), OpType::Difference);
    }
    left.0.retain(is_wide);
    let rings = left.iter().flat_map(|piece| std::iter::once(piece.exterior()).chain(piece.interiors()));
    let rings: Vec<Vec<Vertex>> = rings.map(|ring| snapped_to(ring, &known)).filter(|ring| ring.len() > 2).collect();
    (!rings.is_empty() && Shape::new(rings.clone()).is_ok()).then_some(rings)
}

/// Rings as an area, in units.
fn area(rings: &[Vec<Vertex>]) -> MultiPolygon<f64> {
    let ring = |ring: &Vec<Vertex>| {
        let line = ring.iter().map(|at| Coord { x: f64::from(at.x), y: f64::from(at.y) }).collect();
        Polygon::new(LineString(line), Vec::new())
    };
    MultiPolygon(rings.iter().map(ring).collect())
}

fn is_wide(piece: &Polygon<f64>) -> bool {
    let shrink = piece.exterior().0.first().map_or(1.0, |at| (at.y / 1e7).to_radians().cos());
    let (mut area, mut length) = (0.0, 0.0);
    for ring in std::iter::once(piece.exterior()).chain(piece.interiors()) {
        for line in ring.lines() {
            area += shrink * (line.start.x * line.end.y - line.end.x * line.start.y) / 2.0;
            length += (shrink * (line.end.x - line.start.x)).hypot(line.end.y - line.start.y);
        }
    }
    2.0 * area.abs() > NARROWEST * length
}

/// A ring on the grid: at the vertices it was made of, which the computation may have moved by a unit.
fn snapped_to(ring: &LineString<f64>, known: &HashSet<Vertex>) -> Vec<Vertex> {
    let mut vertices: Vec<Vertex> = Vec::with_capacity(ring.0.len());
    for at in ring.coords() {
        #[expect(clippy::cast_possible_truncation, reason = "positions are within the range")]
        let at = Vertex { x: at.x.round() as i32, y: at.y.round() as i32 };
        let near = (-2..=2).flat_map(|x| (-2..=2).map(move |y| (x, y)));
        let near = near.map(|(x, y)| Vertex { x: at.x.saturating_add(x), y: at.y.saturating_add(y) });
        let nearest = near
            .filter(|near| known.contains(near))
            .min_by_key(|near| at.x.abs_diff(near.x).pow(2) + at.y.abs_diff(near.y).pow(2));
        let at = nearest.unwrap_or(at);
        if vertices.last() != Some(&at) {
            vertices.push(at);
        }
    }
    while vertices.len() > 1 && vertices.first() == vertices.last() {
        vertices.pop();
    }
    vertices
}

#[cfg(test)]
mod tests {
    use super::*;

    fn square(x: i32, y: i32, side: i32) -> Vec<Vertex> {
        let unit = 1_000_000;
        [(x, y), (x + side, y), (x + side, y + side), (x, y + side)]
            .map(|(x, y)| Vertex { x: x * unit, y: y * unit })
            .to_vec()
    }

    #[test]
    fn what_is_not_covered_is_left() {
        let whole = [square(0, 0, 10)];
        let left = difference(&whole, [[square(0, 0, 5)].as_slice()].into_iter()).unwrap();
        assert_eq!((left.len(), left[0].len()), (1, 6));
        let quarters = [(0, 0), (5, 0), (0, 5), (5, 5)].map(|(x, y)| [square(x, y, 5)]);
        assert_eq!(difference(&whole, quarters.iter().map(<[_; 1]>::as_slice)), None);
        // Where other areas overlap, each takes off what it covers.
        let left = difference(&whole, [[square(0, 0, 6)].as_slice(), &[square(4, 0, 6)]].into_iter()).unwrap();
        assert!(left.iter().flatten().all(|at| at.y >= 6_000_000));
        // An area in the middle leaves a hole.
        assert_eq!(difference(&whole, [[square(4, 4, 2)].as_slice()].into_iter()).unwrap().len(), 2);
        // A strip of 100 m is a difference of drawing.
        let most = Vertex { x: 100_000_000, y: 99_990_000 };
        let most = [vec![Vertex { x: 0, y: 0 }, Vertex { x: most.x, y: 0 }, most, Vertex { x: 0, y: most.y }]];
        let huge = [square(0, 0, 100)];
        assert_eq!(difference(&huge, [most.as_slice()].into_iter()), None);
    }
}
