//! What an area has outside other areas.

use crate::space::{Ring, Shape, Vertex, redrawn};

/// Pieces of less than this mean width, in units of 1e-7 degree of latitude (about 1 km), are differences of drawing.
const NARROWEST: f64 = 100_000.0;

/// The part of an area outside all the others, as rings under the even-odd rule; pieces narrower than about 1 km on
/// average are dropped.
pub(super) fn difference<'a>(
    outline: &'a [Vec<Vertex>],
    others: impl Iterator<Item = &'a [Vec<Vertex>]>,
) -> Option<Vec<Vec<Vertex>>> {
    let areas: Vec<&[Vec<Vertex>]> = std::iter::once(outline).chain(others).collect();
    // Areas that cross a million times have no difference that could be told.
    let left = Shape::unchecked(redrawn(&areas, |areas| areas == [0])?);
    let pieces = left.polygons().into_iter().filter(|rings| is_wide(rings));
    let rings: Vec<Vec<Vertex>> = pieces.flatten().map(|ring| ring.vertices().to_vec()).collect();
    (!rings.is_empty()).then_some(rings)
}

/// Whether a shell and its holes are wide on average.
fn is_wide(rings: &[&Ring]) -> bool {
    let place = |at: Vertex| (f64::from(at.x), f64::from(at.y));
    let shrink =
        rings.iter().flat_map(|ring| ring.vertices()).next().map_or(1.0, |&at| (place(at).1 / 1e7).to_radians().cos());
    let (mut area, mut length) = (0.0, 0.0);
    for (a, b) in rings.iter().flat_map(|ring| ring.edges()) {
        let (a, b) = (place(a), place(b));
        area += shrink * (a.0 * b.1 - b.0 * a.1) / 2.0;
        length += (shrink * (b.0 - a.0)).hypot(b.1 - a.1);
    }
    2.0 * area.abs() > NARROWEST * length
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
