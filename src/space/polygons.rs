//! Rings as polygons: each shell with its holes.

use super::ring::Ring;
use super::shape::Shape;
use super::vertex::crosses;

/// The polygons of a shape: each is a shell, counter-clockwise, and the holes cut from it, clockwise.
pub(crate) fn polygons(shape: &Shape) -> Vec<Vec<&Ring>> {
    let (shells, holes): (Vec<&Ring>, Vec<&Ring>) = shape.rings().iter().partition(|ring| ring.double_area() > 0);
    let mut polygons: Vec<Vec<&Ring>> = shells.into_iter().map(|shell| vec![shell]).collect();
    for hole in holes {
        // A hole may touch a shell that it does not lie in, but no more than touch it.
        let inside = |shell: &Ring| {
            let within = |at| shell.edges().filter(|&(a, b)| crosses(a, b, at)).count() % 2 == 1;
            hole.vertices().iter().filter(|&&at| within(at)).count()
        };
        let shell = polygons.iter_mut().max_by_key(|polygon| {
            let shell = polygon.first();
            (shell.map_or(0, |shell| inside(shell)), shell.map_or(0, |shell| -shell.double_area()))
        });
        if let Some(polygon) = shell {
            polygon.push(hole);
        }
    }
    polygons
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::space::Vertex;

    fn square(x: i32, y: i32, side: i32) -> Vec<Vertex> {
        [(x, y), (x + side, y), (x + side, y + side), (x, y + side)].map(|(x, y)| Vertex { x, y }).to_vec()
    }

    #[test]
    fn a_hole_goes_to_the_innermost_shell_around_it() {
        let shape = Shape::new(vec![square(0, 0, 100), square(10, 10, 80), square(20, 20, 60), square(30, 30, 10)]);
        let shape = shape.unwrap();
        let mut sides: Vec<Vec<i128>> =
            polygons(&shape).iter().map(|polygon| polygon.iter().map(|ring| ring.double_area()).collect()).collect();
        sides.sort_unstable();
        assert_eq!(sides, [[2 * 60 * 60, -2 * 10 * 10], [2 * 100 * 100, -2 * 80 * 80]]);
    }
}
