//! The faces between noded edges.

use std::cmp::{Ordering, Reverse};

use super::bins::Bins;
use super::disjoint_sets::DisjointSets;
use super::noding::Noding;
use super::sweep::first_to_the_east;
use super::vertex::angle_order;

/// The pieces of the plane between fragments, by the walks around them.
///
/// Each fragment has two sides, its left and its right. A walk follows sides, the piece always on the left; a piece has
/// one walk around it, and one around each group of connected fragments in it. The plane around all fragments has the
/// number 0, and no walk of its own.
#[derive(Debug)]
pub(crate) struct Subdivision {
    /// The walk along the left (2n) and the right (2n + 1) of each fragment n.
    walks: Vec<u32>,
    /// The sides in the order of their walks.
    sides: Vec<u32>,
    /// Where each walk begins in `sides`; walks are numbered from 1.
    starts: Vec<u32>,
    /// The walk around the outside of each group, and one of the piece that the group lies in: first groups that others
    /// lie in.
    groups: Vec<[u32; 2]>,
}

/// The plane around everything.
pub(crate) const OUTSIDE: u32 = 0;

impl Subdivision {
    /// The faces of noded edges. O(n log n).
    pub(crate) fn of(noding: &Noding) -> Self {
        let (around, follower) = sides_in_order(noding);
        let mut this =
            Self { walks: vec![OUTSIDE; follower.len()], sides: Vec::new(), starts: Vec::new(), groups: Vec::new() };
        this.sides.reserve(follower.len());
        for start in (0..).take(follower.len()) {
            if this.walks.get(start as usize) != Some(&OUTSIDE) {
                continue;
            }
            this.starts.push(number(this.sides.len()));
            let (walk, mut side) = (number(this.starts.len()), start);
            while let Some(slot @ &mut OUTSIDE) = this.walks.get_mut(side as usize) {
                *slot = walk;
                this.sides.push(side);
                side = follower.get(side as usize).copied().unwrap_or(start);
            }
        }
        this.find_groups(noding, &around);
        this
    }

    /// The walks on the left and on the right of a fragment.
    pub(crate) fn beside(&self, fragment: usize) -> [u32; 2] {
        [fragment * 2, fragment * 2 + 1].map(|side| self.walks.get(side).copied().unwrap_or(OUTSIDE))
    }

    /// A value for each walk, and for the outside: `across` tells the value on the other side of a fragment from the
    /// one on this side.
    ///
    /// `across` must lead to one value for each piece, whatever the way there.
    pub(crate) fn spread<T: Copy>(&self, outside: T, mut across: impl FnMut(T, usize) -> T) -> Vec<T> {
        let mut values: Vec<Option<T>> = vec![None; self.starts.len() + 1];
        let known = |values: &[Option<T>], walk: u32| values.get(walk as usize).copied().flatten();
        if let Some(slot) = values.first_mut() {
            *slot = Some(outside);
        }
        let mut open = Vec::new();
        for &[outer, around] in &self.groups {
            open.push((outer, known(&values, around).unwrap_or(outside)));
            while let Some((walk, value)) = open.pop() {
                match values.get_mut(walk as usize) {
                    Some(slot @ None) => *slot = Some(value),
                    _ => continue,
                }
                for &side in self.walk(walk) {
                    let beyond = self.walks.get(side as usize ^ 1).copied().unwrap_or(OUTSIDE);
                    if known(&values, beyond).is_none() {
                        open.push((beyond, across(value, side as usize >> 1)));
                    }
                }
            }
        }
        values.into_iter().map(|value| value.unwrap_or(outside)).collect()
    }

    /// The pieces: which walks lie in the same. The least number stands for a piece, which is 0 for the outside.
    pub(crate) fn pieces(&self) -> DisjointSets {
        let mut pieces = DisjointSets::new(self.starts.len() + 1);
        for &[outer, around] in &self.groups {
            pieces.join(outer, around);
        }
        pieces
    }

    /// The sides along a walk.
    fn walk(&self, walk: u32) -> &[u32] {
        let Some(index) = (walk as usize).checked_sub(1) else { return &[] };
        let start = self.starts.get(index).map_or(self.sides.len(), |&start| start as usize);
        let end = self.starts.get(index + 1).map_or(self.sides.len(), |&end| end as usize);
        self.sides.get(start..end).unwrap_or_default()
    }

    /// Finds for each group of connected fragments the walk around it, and in which piece it lies.
    ///
    /// The lowest place of a group is a vertex, since edges that cross go on to both sides. Below it, and east of the
    /// easternmost such vertex, is what lies around the group.
    fn find_groups(&mut self, noding: &Noding, around: &Bins) {
        let mut joined = DisjointSets::new(noding.node_count());
        for fragment in noding.fragments() {
            joined.join(fragment.from, fragment.to);
        }
        let mut lowest: Vec<(u32, u32)> =
            (0..number(noding.vertices().len())).map(|node| (joined.root(node), node)).collect();
        let order = |node: u32| noding.vertices().get(node as usize).map(|at| (at.y, Reverse(at.x)));
        lowest.sort_unstable_by_key(|&(group, node)| (group, order(node)));
        lowest.dedup_by_key(|&mut (group, _)| group);
        let mut lowest: Vec<u32> = lowest.into_iter().map(|(_, node)| node).collect();
        lowest.sort_unstable_by_key(|&node| order(node));
        let places: Vec<_> = lowest.iter().filter_map(|&node| noding.vertices().get(node as usize).copied()).collect();
        let found = first_to_the_east(noding, &places);
        for (node, east) in lowest.into_iter().zip(found) {
            // The last fragment counter-clockwise from due east has it on the left, seen from the vertex.
            let outer = around.get(node as usize).last().and_then(|&side| self.walks.get(side as usize));
            let beyond = east.map(|(fragment, is_rising)| fragment * 2 + usize::from(!is_rising));
            let beyond = beyond.and_then(|side| self.walks.get(side)).copied().unwrap_or(OUTSIDE);
            self.groups.extend(outer.map(|&outer| [outer, beyond]));
        }
    }
}

/// The sides that leave each node, counter-clockwise from due east, and the side that follows each: from the end of the
/// left side of a fragment to the next fragment clockwise.
fn sides_in_order(noding: &Noding) -> (Bins, Vec<u32>) {
    let leaving = (0_u32..)
        .zip(noding.fragments())
        .flat_map(|(fragment, ends)| [(ends.from, fragment << 1), (ends.to, fragment << 1 | 1)]);
    let mut around = Bins::new(noding.node_count(), &leaving.collect::<Vec<_>>());
    let direction = |side: u32| {
        let (a, b) = noding.course(side as usize >> 1);
        if side & 1 == 0 { b.minus(a) } else { a.minus(b) }
    };
    let mut follower = vec![0; noding.fragments().len() * 2];
    for node in 0..noding.node_count() {
        let sides = around.get_mut(node);
        match sides {
            [one, other] if angle_order(direction(*one), direction(*other)) == Ordering::Greater => {
                std::mem::swap(one, other);
            }
            [] | [_] | [_, _] => {}
            _ => sides.sort_by(|&one, &other| angle_order(direction(one), direction(other))),
        }
        let before = sides.last().into_iter().chain(sides.iter());
        for (&clockwise, &side) in before.zip(sides.iter()) {
            if let Some(slot) = follower.get_mut(side as usize ^ 1) {
                *slot = clockwise;
            }
        }
    }
    (around, follower)
}

fn number(value: usize) -> u32 {
    u32::try_from(value).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::super::pairs::Edge;
    use super::super::ring;
    use super::super::vertex::Vertex;
    use super::*;

    fn noding(rings: &[&[(i32, i32)]]) -> Noding {
        let ring = |corners: &&[(i32, i32)]| {
            let vertices: Vec<Vertex> = corners.iter().map(|&(x, y)| Vertex::new(x, y)).collect();
            ring::edges(&vertices).map(|(a, b)| (a.min(b), a.max(b))).collect::<Vec<Edge>>()
        };
        Noding::of(rings.iter().flat_map(ring).collect())
    }

    fn square(x: i32, y: i32, size: i32) -> [(i32, i32); 4] {
        [(x, y), (x + size, y), (x + size, y + size), (x, y + size)]
    }

    /// How many pieces lie in an even and in an odd number of rings.
    fn count(noding: &Noding) -> [usize; 2] {
        let faces = Subdivision::of(noding);
        let mut pieces = faces.pieces();
        let is_inside = faces.spread(false, |is_inside, _| !is_inside);
        let mut found: Vec<(u32, bool)> =
            (0..).zip(is_inside).map(|(walk, inside)| (pieces.root(walk), inside)).collect();
        found.sort_unstable();
        found.dedup();
        assert!(found.windows(2).all(|pair| pair[0].0 != pair[1].0), "{found:?}");
        [false, true].map(|inside| found.iter().filter(|piece| piece.1 == inside).count())
    }

    #[test]
    fn squares_that_cross_have_three_pieces() {
        assert_eq!(count(&noding(&[&square(0, 0, 10), &square(5, 5, 10)])), [2, 2]);
        assert_eq!(
            count(&noding(&[&square(0, 0, 10), &[(-3, 5), (1, 5), (5, 11), (13, -1), (13, 20), (-3, 20)]])),
            [4, 2]
        );
    }

    #[test]
    fn squares_in_squares_are_in_each_other() {
        let squares =
            [square(0, 0, 100), square(10, 10, 80), square(20, 20, 60), square(200, 0, 5), square(30, 35, 10)];
        // The outside, four squares in each other, and one apart.
        assert_eq!(count(&noding(&squares.each_ref().map(<[(i32, i32); 4]>::as_slice))), [3, 3]);
    }
}
