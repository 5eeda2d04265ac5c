//! Which shapes lie on the sides of a line, where outlines overlap.

use super::line::off_seam;
use crate::space::{SetId, Sets, Vertex, angle_order, toggle};

/// A line with the shapes whose outlines run along it.
pub(super) struct Marked {
    pub(super) a: Vertex,
    pub(super) b: Vertex,
    /// Each of these lies on one side only.
    pub(super) changes: Vec<u32>,
}

/// The shapes on the left and on the right of each line, ascending.
///
/// Walking around a vertex, each line crossed adds its shapes or removes them; and a line has the same shapes along
/// each side at both ends. So one call of `shapes_at`, which answers by the semi-open rule, is enough for each
/// connected set of lines.
pub(super) fn sides(lines: &[Marked], shapes_at: impl Fn(Vertex) -> Vec<u32>) -> Vec<[Vec<u32>; 2]> {
    let spokes = Spokes::new(lines);
    let mut sets = Sets::new();
    let changes: Vec<SetId> = lines.iter().map(|line| sets.number(&odd(&line.changes))).collect();
    // The set on the left of each spoke. Spoke 2n of line n leaves its first end, spoke 2n + 1 its second.
    let mut left: Vec<Option<SetId>> = vec![None; lines.len() * 2];
    for start in 0..spokes.order.len() {
        let Some(hub) = spokes.hub(start).filter(|hub| hub.is_unknown(&left)) else { continue };
        let set = sets.number(&shapes_at(hub.at));
        let mut open = vec![(hub.beyond_east(), set)];
        while let Some((spoke, set)) = open.pop() {
            let Some(hub) = spokes.place_of(spoke).and_then(|place| spokes.hub(place)) else { continue };
            if !hub.is_unknown(&left) {
                continue;
            }
            let mut set = set;
            let from = hub.spokes.iter().position(|&(_, _, other)| other == spoke).unwrap_or(0);
            let (before, after) = hub.spokes.split_at(from);
            let mut right = None;
            for &(_, _, here) in after.iter().chain(before) {
                // The right of a spoke is the left of the one before it.
                if let Some(right) = right {
                    set = sets.difference(right, changes.get(here / 2).copied().unwrap_or(Sets::EMPTY));
                }
                if let Some(slot) = left.get_mut(here) {
                    *slot = Some(set);
                }
                right = Some(set);
            }
            for &(_, _, here) in hub.spokes {
                let changes = changes.get(here / 2).copied().unwrap_or(Sets::EMPTY);
                let Some(Some(of_left)) = left.get(here).copied() else { continue };
                // What is right of a spoke is on the left seen from the other end.
                open.push((here ^ 1, sets.difference(of_left, changes)));
            }
        }
    }
    let set = |spoke: usize| sets.members(left.get(spoke).copied().flatten().unwrap_or(Sets::EMPTY)).to_vec();
    (0..lines.len()).map(|line| [set(line * 2), set(line * 2 + 1)]).collect()
}

/// The shapes that are listed an odd number of times, ascending. An outline that runs along a line twice has the same
/// area on both sides.
fn odd(shapes: &[u32]) -> Vec<u32> {
    let mut odd = Vec::new();
    for &shape in shapes {
        toggle(&mut odd, shape);
    }
    odd.sort_unstable();
    odd
}

/// The ends of lines around each vertex.
struct Spokes {
    /// Vertex, direction and spoke, ordered by vertex and counter-clockwise from due east.
    order: Vec<(Vertex, (i64, i64), usize)>,
    /// The position of each spoke in this order.
    places: Vec<usize>,
}

/// A vertex and its spokes.
struct Hub<'a> {
    at: Vertex,
    spokes: &'a [(Vertex, (i64, i64), usize)],
}

impl Spokes {
    fn new(lines: &[Marked]) -> Self {
        let mut order: Vec<_> = lines
            .iter()
            .enumerate()
            .flat_map(|(number, line)| {
                let (a, b) = (line.a, line.b);
                [(off_seam(a), b.minus(a), number * 2), (off_seam(b), a.minus(b), number * 2 + 1)]
            })
            .collect();
        order.sort_unstable_by(|(v, d, n), (w, e, m)| v.cmp(w).then_with(|| angle_order(*d, *e)).then(n.cmp(m)));
        let mut places = vec![0; order.len()];
        for (place, &(_, _, spoke)) in order.iter().enumerate() {
            if let Some(slot) = places.get_mut(spoke) {
                *slot = place;
            }
        }
        Self { order, places }
    }

    fn place_of(&self, spoke: usize) -> Option<usize> {
        self.places.get(spoke).copied()
    }

    /// The vertex of the spoke at a position of the order.
    fn hub(&self, place: usize) -> Option<Hub<'_>> {
        let at = self.order.get(place)?.0;
        let first = self.order.partition_point(|spoke| spoke.0 < at);
        let end = self.order.partition_point(|spoke| spoke.0 <= at);
        Some(Hub { at, spokes: self.order.get(first..end)? })
    }
}

impl Hub<'_> {
    fn is_unknown(&self, left: &[Option<SetId>]) -> bool {
        self.spokes.iter().all(|&(_, _, spoke)| left.get(spoke).is_some_and(Option::is_none))
    }

    /// The spoke with the sector just north of due east on its left, which the semi-open rule asks about.
    fn beyond_east(&self) -> usize {
        let due_east = self.spokes.iter().take_while(|(_, (x, y), _)| *y == 0 && *x > 0).last();
        due_east.or(self.spokes.last()).map_or(0, |spoke| spoke.2)
    }
}
