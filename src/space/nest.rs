//! Simple rings as polygons: each shell with its holes.

use std::collections::HashMap;

use super::bounds::Bounds;
use super::probe::{Probe, Side};
use super::ring::{double_area, edges};
use super::strips::Strips;
use super::vertex::Vertex;

/// Groups simple rings, which have the area on their left, into polygons: the number of the shell, then those of its
/// holes.
///
/// A hole belongs to the smallest shell around it. O(holes × shells); where a hole lies in the box of a shell the edges of
/// the shell at its latitude are counted.
pub(crate) fn nest<R: AsRef<[Vertex]>>(rings: &[R]) -> Vec<Vec<usize>> {
    let mut polygons: Vec<Vec<usize>> = Vec::new();
    let mut shells: Vec<(i128, Bounds, usize)> = Vec::new();
    let mut holes: Vec<usize> = Vec::new();
    for (number, ring) in rings.iter().map(AsRef::as_ref).enumerate() {
        let area = double_area(ring);
        if area > 0 {
            shells.push((area, Bounds::around(ring.iter().copied()), polygons.len()));
            polygons.push(vec![number]);
        } else {
            holes.push(number);
        }
    }
    if polygons.is_empty() {
        return polygons;
    }
    shells.sort_unstable_by_key(|&(area, _, polygon)| (area, polygon));
    let mut known: HashMap<usize, Option<Strips>> = HashMap::new();
    for number in holes {
        let hole = rings.get(number).map_or(&[][..], AsRef::as_ref);
        let Some((a, b)) = edges(hole).next() else { continue };
        let bounds = Bounds::around(hole.iter().copied());
        // A hole may touch its shell, so its area is asked and not one of its vertices.
        let probe = Probe::beside(a, b, Side::Left);
        let around = shells.iter().find(|(_, shell, polygon)| {
            let ring = || polygons.get(*polygon).and_then(|polygon| rings.get(*polygon.first()?));
            let strips = || ring().map(|ring| Strips::new(&edges(ring.as_ref()).collect::<Vec<_>>()));
            shell.holds(bounds.min)
                && shell.holds(bounds.max)
                && known.entry(*polygon).or_insert_with(strips).as_ref().is_some_and(|strips| strips.hold(&probe))
        });
        let shell = around.or(shells.last()).map_or(0, |shell| shell.2);
        if let Some(polygon) = polygons.get_mut(shell) {
            polygon.push(number);
        }
    }
    polygons
}

#[cfg(test)]
mod tests {
    use super::super::shape::Shape;
    use super::*;

    fn square(x: i32, y: i32, side: i32) -> Vec<Vertex> {
        [(x, y), (x + side, y), (x + side, y + side), (x, y + side)].map(|(x, y)| Vertex { x, y }).to_vec()
    }

    #[test]
    fn a_hole_goes_to_the_innermost_shell_around_it() {
        let shape = Shape::new(vec![square(0, 0, 100), square(10, 10, 80), square(20, 20, 60), square(30, 30, 10)]);
        assert_eq!(nest(shape.unwrap().rings()), [[0, 1], [2, 3]]);
    }

    #[test]
    fn a_hole_that_touches_another_shell_goes_to_its_own() {
        let hole = vec![Vertex::new(10, 5), Vertex::new(5, 2), Vertex::new(5, 8)];
        let beside = vec![Vertex::new(10, 5), Vertex::new(14, 3), Vertex::new(14, 7)];
        let shape = Shape::new(vec![square(0, 0, 10), beside, hole]).unwrap();
        assert_eq!(nest(shape.rings()), [vec![0, 2], vec![1]]);
    }
}
