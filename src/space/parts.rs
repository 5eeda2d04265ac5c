//! Outlines of several parts.

use super::fault::{Fault, FaultKind};
use super::pairs::Edge;
use super::probe::{Probe, Side};
use super::ring::edges;
use super::strips::Strips;
use super::vertex::Vertex;

/// A ring of a part that lies inside another part, as a fault; `None` if there is none.
///
/// Each part is the area inside an odd number of its own rings, and no rings cross or share a segment: what is faulty in
/// that way is for [`Shape::new`](super::Shape::new) to find. An area inside two parts would be a hole under the even-odd
/// rule. O(n log n) in the number of vertices.
pub(crate) fn inside_another<R: AsRef<[Vec<Vertex>]>>(parts: &[R]) -> Option<Fault> {
    if parts.len() < 2 {
        return None;
    }
    let edges_of = |part: &[Vec<Vertex>]| part.iter().flat_map(|ring| edges(ring)).collect::<Vec<Edge>>();
    let all: Vec<Edge> = parts.iter().flat_map(|part| edges_of(part.as_ref())).collect();
    let all = Strips::new(&all);
    let mut rings = 0..;
    for part in parts.iter().map(AsRef::as_ref) {
        let own = Strips::new(&edges_of(part));
        for (vertices, ring) in part.iter().zip(rings.by_ref()) {
            let Some((a, b)) = edges(vertices).find(|(a, b)| a != b) else { continue };
            let within =
                [Side::Left, Side::Right].map(|side| Probe::beside(a, b, side)).into_iter().find(|it| own.hold(it));
            // Where the outline is entered from outside, or a hole left, it is in this part only.
            if within.is_some_and(|within| !all.hold(&within)) {
                return Some(Fault { ring, vertex: 0, at: a, kind: FaultKind::InsideAnotherPart });
            }
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn square(x: i32, y: i32, size: i32) -> Vec<Vertex> {
        [(x, y), (x + size, y), (x + size, y + size), (x, y + size)].map(|(x, y)| Vertex::new(x, y)).to_vec()
    }

    #[test]
    fn a_part_may_lie_in_a_hole_but_not_in_a_part() {
        let at = |parts: &[Vec<Vec<Vertex>>]| inside_another(parts).map(|fault| (fault.ring, fault.at));
        let with_hole = vec![square(0, 0, 100), square(10, 10, 50)];
        assert_eq!(at(&[with_hole.clone(), vec![square(20, 20, 9)], vec![square(200, 0, 9)]]), None);
        assert_eq!(at(&[with_hole.clone(), vec![square(70, 70, 9)]]), Some((2, Vertex::new(70, 70))));
        assert!(at(&[vec![square(20, 20, 9)], with_hole.clone(), vec![square(19, 19, 20)]]).is_some());
        assert_eq!(at(&[vec![square(0, 0, 9)], vec![square(9, 9, 9)]]), None);
        assert_eq!(at(&[with_hole]), None);
    }
}
