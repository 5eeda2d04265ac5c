//! Rings drawn anew around an area that others make.

use std::collections::BTreeMap;

use super::assemble::assemble_vertices;
use super::hot_pixels::Drawing;
use super::noding::Noding;
use super::pairs::Edge;
use super::ring::edges;
use super::sets::{SetId, Sets, toggle};
use super::sided_line::{NOTHING, SidedLine, united};
use super::subdivision::Subdivision;
use super::vertex::Vertex;

/// Rings around the places for which `is_inside` says so of the areas, by number and ascending, that they lie in; each area
/// is inside an odd number of its rings.
///
/// The rings do not cross and share no segment, whatever those given do. They have the vertices of those given, and new
/// ones where edges cross, rounded to the grid; so what is narrower than a unit may be left out. `None` where edges cross
/// more often than [`MOST_CROSSINGS`]. O((n + k) log n) for k places where edges meet.
pub(crate) fn redrawn(areas: &[&[Vec<Vertex>]], is_inside: impl Fn(&[u32]) -> bool) -> Option<Vec<Vec<Vertex>>> {
    let mut along: BTreeMap<Edge, Vec<u32>> = BTreeMap::new();
    for (area, rings) in (0..).zip(areas) {
        for (a, b) in rings.iter().flat_map(|ring| edges(ring)).filter(|(a, b)| a != b) {
            toggle(along.entry((a.min(b), a.max(b))).or_default(), area);
        }
    }
    along.retain(|_, areas| !areas.is_empty());
    let mut sets = Sets::new();
    let mut numbered = |mut areas: Vec<u32>| {
        areas.sort_unstable();
        sets.number(&areas)
    };
    let (edges, changes): (Vec<Edge>, Vec<SetId>) =
        along.into_iter().map(|(edge, areas)| (edge, numbered(areas))).unzip();
    let (noding, is_whole) = Noding::up_to(edges, MOST_CROSSINGS);
    if !is_whole {
        return None;
    }
    let faces = Subdivision::of(&noding);
    let found = faces.spread(Sets::EMPTY, |set, fragment| {
        let changes = noding.edges_along(fragment).iter().filter_map(|&edge| changes.get(edge as usize));
        changes.fold(set, |set, &change| sets.difference(set, change))
    });
    let is_inside: Vec<bool> = found.into_iter().map(|set| is_inside(sets.members(set))).collect();
    let side = |walk: u32| if is_inside.get(walk as usize) == Some(&true) { 0 } else { NOTHING };
    let lines = Drawing::of(&noding).pieces.into_iter().map(|piece| {
        let [left, right] = faces.beside(piece.fragment as usize).map(side);
        SidedLine { a: piece.from, b: piece.to, left, right, mark: 0 }
    });
    let rim: Vec<Edge> = united(lines)
        .into_iter()
        .map(|line| if line.left == 0 { (line.a, line.b) } else { (line.b, line.a) })
        .collect();
    Some(assemble_vertices(&rim))
}

/// An outline with more crossings is not drawn anew: it is no map.
const MOST_CROSSINGS: usize = 1 << 20;

#[cfg(test)]
mod tests {
    use super::super::shape::Shape;
    use super::*;

    fn ring(corners: &[(i32, i32)]) -> Vec<Vertex> {
        corners.iter().map(|&(x, y)| Vertex::new(x, y)).collect()
    }

    fn area(rings: Vec<Vec<Vertex>>) -> i128 {
        Shape::new(rings).unwrap().rings().iter().map(super::super::ring::Ring::double_area).sum()
    }

    #[test]
    fn areas_are_united_and_taken_off() {
        let [one, other] =
            [(0, 0), (6, 6)].map(|(x, y)| vec![ring(&[(x, y), (x + 10, y), (x + 10, y + 10), (x, y + 10)])]);
        let areas = [one.as_slice(), other.as_slice()];
        assert_eq!(area(redrawn(&areas, |areas| !areas.is_empty()).unwrap()), 2 * (200 - 16));
        assert_eq!(area(redrawn(&areas, |areas| areas == [0]).unwrap()), 2 * (100 - 16));
        assert_eq!(area(redrawn(&areas, |areas| areas.len() == 2).unwrap()), 2 * 16);
    }

    #[test]
    fn a_ring_that_crosses_itself_has_the_area_of_its_lobes() {
        let star = ring(&[(0, 100), (59, -81), (-95, 31), (95, 31), (-59, -81)]);
        let rings = redrawn(&[std::slice::from_ref(&star)], |areas| !areas.is_empty()).unwrap();
        let shape = Shape::new(rings).unwrap();
        assert_eq!(shape.polygons().len(), 5);
        assert!(!shape.contains(Vertex::new(0, 0)) && shape.contains(Vertex::new(0, 80)));
        let twice = [star.clone(), star];
        assert!(redrawn(&[&twice], |areas| !areas.is_empty()).unwrap().is_empty());
    }
}
