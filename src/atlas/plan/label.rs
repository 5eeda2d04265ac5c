//! Which shapes lie over either side of a line, where outlines overlap.

use std::collections::HashMap;

use super::chain::turn;
use super::off_seam;
use crate::space::Vertex;

/// A line with the shapes whose outline it is.
pub(super) struct Marked {
    pub(super) a: Vertex,
    pub(super) b: Vertex,
    /// Each is on one side only.
    pub(super) changes: Vec<u32>,
}

/// The shapes on the left and on the right of each line, ascending.
///
/// Walking round a vertex, each line that is passed takes its shapes away or adds them; a line has the same shapes
/// along its side at both ends. So one answer of `shapes_at` (by the semi-open rule) for each connected set of lines
/// tells all.
pub(super) fn sides(lines: &[Marked], shapes_at: impl Fn(Vertex) -> Vec<u32>) -> Vec<[Vec<u32>; 2]> {
    let spokes = Spokes::new(lines);
    let mut sets = Sets::default();
    // The set on the left of each spoke: of line n its spoke 2n leaves the first end, 2n + 1 the second.
    let mut left: Vec<Option<u32>> = vec![None; lines.len() * 2];
    for start in 0..spokes.order.len() {
        let Some(hub) = spokes.hub(start).filter(|hub| hub.is_unknown(&left)) else { continue };
        let set = sets.number(shapes_at(hub.at));
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
                    let changes = lines.get(here / 2).map_or(&[][..], |line| &line.changes);
                    set = sets.change(right, changes);
                }
                if let Some(slot) = left.get_mut(here) {
                    *slot = Some(set);
                }
                right = Some(set);
            }
            for &(_, _, here) in hub.spokes {
                let changes = lines.get(here / 2).map_or(&[][..], |line| &line.changes);
                let Some(Some(of_left)) = left.get(here).copied() else { continue };
                // What is right of a spoke is left of it seen from the other end.
                open.push((here ^ 1, sets.change(of_left, changes)));
            }
        }
    }
    let set = |spoke: usize| left.get(spoke).copied().flatten().map(|set| sets.get(set)).unwrap_or_default();
    (0..lines.len()).map(|line| [set(line * 2), set(line * 2 + 1)]).collect()
}

/// The ends of lines round each vertex.
struct Spokes {
    /// Vertex, direction and spoke, ordered by vertex and counter-clockwise from due east.
    order: Vec<(Vertex, (i64, i64), usize)>,
    /// Where each spoke is in the order.
    places: Vec<usize>,
}

/// A vertex and all spokes there.
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
        let is_lower = |&(x, y): &(i64, i64)| y < 0 || y == 0 && x < 0;
        order.sort_unstable_by(|(v, d, n), (w, e, m)| {
            let angle = is_lower(d).cmp(&is_lower(e)).then_with(|| turn(*d, *e).reverse());
            v.cmp(w).then(angle).then(n.cmp(m))
        });
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

    /// The vertex of the spoke at that place of the order.
    fn hub(&self, place: usize) -> Option<Hub<'_>> {
        let at = self.order.get(place)?.0;
        let first = self.order.partition_point(|spoke| spoke.0 < at);
        let end = self.order.partition_point(|spoke| spoke.0 <= at);
        Some(Hub { at, spokes: self.order.get(first..end)? })
    }
}

impl Hub<'_> {
    fn is_unknown(&self, left: &[Option<u32>]) -> bool {
        self.spokes.iter().all(|&(_, _, spoke)| left.get(spoke).is_some_and(Option::is_none))
    }

    /// The spoke that has on its left the ground just north of due east, which the semi-open rule asks for.
    fn beyond_east(&self) -> usize {
        let due_east = self.spokes.iter().take_while(|(_, (x, y), _)| *y == 0 && *x > 0).last();
        due_east.or(self.spokes.last()).map_or(0, |spoke| spoke.2)
    }
}

/// Sets of shapes by number.
#[derive(Default)]
struct Sets {
    list: Vec<Vec<u32>>,
    numbers: HashMap<Vec<u32>, u32>,
}

impl Sets {
    fn number(&mut self, set: Vec<u32>) -> u32 {
        let next = u32::try_from(self.list.len()).unwrap_or(u32::MAX);
        let list = &mut self.list;
        *self.numbers.entry(set).or_insert_with_key(|set| {
            list.push(set.clone());
            next
        })
    }

    fn get(&self, number: u32) -> Vec<u32> {
        self.list.get(number as usize).cloned().unwrap_or_default()
    }

    /// The set with each of `changes` added if it was away, taken away if it was there.
    fn change(&mut self, number: u32, changes: &[u32]) -> u32 {
        let mut set = self.get(number);
        for &shape in changes {
            match set.binary_search(&shape) {
                Ok(at) => drop(set.remove(at)),
                Err(at) => set.insert(at, shape),
            }
        }
        self.number(set)
    }
}
