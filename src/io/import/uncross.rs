//! Redraws outlines that cross themselves.

use geo::{BooleanOps, LineString, MultiPolygon, Polygon};

use super::rings::without_spikes;
use crate::space::{Shape, Vertex};

/// Crossings lie between the positions of the grid: putting them on it may make new ones, so it is done again.
const ROUNDS: usize = 5;

/// Rings of the same area (even-odd) that do not cross; `None` if the rings given do not cross either, or if no such
/// rings could be found.
pub(super) fn uncrossed(rings: &[Vec<Vertex>]) -> Option<Vec<Vec<Vertex>>> {
    if Shape::new(rings.to_vec()).is_ok() {
        return None;
    }
    let mut rings = rings.to_vec();
    for _ in 0..ROUNDS {
        rings = redrawn(&rings);
        if Shape::new(rings.clone()).is_ok() {
            return Some(rings);
        }
    }
    None
}

fn redrawn(rings: &[Vec<Vertex>]) -> Vec<Vec<Vertex>> {
    let line = |ring: &Vec<Vertex>| ring.iter().map(|at| (f64::from(at.x), f64::from(at.y))).collect::<LineString>();
    let mut lines = rings.iter().map(line);
    let Some(first) = lines.next() else { return Vec::new() };
    let area = Polygon::new(first, lines.collect());
    let drawn = area.union(&MultiPolygon::new(Vec::new()));
    let lines = drawn.iter().flat_map(|polygon| std::iter::once(polygon.exterior()).chain(polygon.interiors()));
    #[expect(clippy::cast_possible_truncation, reason = "no position lies outside those given")]
    let vertex = |at: &geo_types::Coord| Vertex { x: at.x.round() as i32, y: at.y.round() as i32 };
    let mut rings: Vec<Vec<Vertex>> =
        lines.map(|line| without_spikes(&line.0.iter().skip(1).map(vertex).collect::<Vec<_>>())).collect();
    rings.retain(|ring| ring.len() > 2);
    rings
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bow_becomes_two_triangles() {
        let ring = |corners: &[(i32, i32)]| corners.iter().map(|&(x, y)| Vertex { x, y }).collect::<Vec<_>>();
        let bow = ring(&[(0, 0), (1000, 1001), (1000, 0), (0, 999)]);
        let rings = uncrossed(&[bow]).unwrap();
        assert_eq!(rings.len(), 2);
        let shape = Shape::new(rings).unwrap();
        assert!(shape.contains(Vertex { x: 100, y: 500 }) && shape.contains(Vertex { x: 900, y: 500 }));
        assert!(!shape.contains(Vertex { x: 500, y: 100 }));
        assert!(uncrossed(&[ring(&[(0, 0), (9, 0), (9, 9)])]).is_none());
    }
}
