//! Redraws outlines that cross themselves.

use crate::space::{Shape, Vertex, inside_another, redrawn};

/// Rings that do not cross around the area that any of the parts has, each by the even-odd rule; `None` if the rings given
/// do not cross and no part lies in another, if they cross too often, or if nothing is left of them on the grid.
pub(super) fn uncrossed(parts: &[&[Vec<Vertex>]]) -> Option<Vec<Vec<Vertex>>> {
    if Shape::new(parts.concat()).is_ok() && inside_another(parts).is_none() {
        return None;
    }
    let drawn = redrawn(parts, |parts| !parts.is_empty())?;
    Shape::new(drawn.clone()).is_ok().then_some(drawn)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bow_becomes_two_triangles() {
        let ring = |corners: &[(i32, i32)]| corners.iter().map(|&(x, y)| Vertex { x, y }).collect::<Vec<_>>();
        let bow = ring(&[(0, 0), (1000, 1001), (1000, 0), (0, 999)]);
        let rings = uncrossed(&[&[bow]]).unwrap();
        assert_eq!(rings.len(), 2);
        let shape = Shape::new(rings).unwrap();
        assert!(shape.contains(Vertex { x: 100, y: 500 }) && shape.contains(Vertex { x: 900, y: 500 }));
        assert!(!shape.contains(Vertex { x: 500, y: 100 }));
        assert!(uncrossed(&[&[ring(&[(0, 0), (9, 0), (9, 9)])]]).is_none());
    }
}
