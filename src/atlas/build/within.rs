//! Territories against those that they state to lie within.

use std::collections::{BTreeMap, HashSet};

use super::nesting::Nesting;
use super::outline::{place_of, union};
use crate::atlas::problem::{Problem, ProblemKind};
use crate::atlas::problem_list::ProblemList;
use crate::atlas::store::Model;
use crate::space::{Overlap, Relation, Shape, Vertex, overlaps};

/// A territory must lie in the one it states to lie within.
///
/// Where one outline lies in another is known. What lies in several that are composed is compared with their union: all
/// that is stated to lie within one territory at once.
pub(super) fn check(
    model: &Model,
    nesting: &Nesting<'_>,
    (shapes, known): (&[Shape], &[Overlap]),
    leaves: &[Box<[u32]>],
    problems: &mut ProblemList<Problem>,
) {
    let inside: HashSet<(u32, u32)> = known.iter().flat_map(within_each_other).collect();
    // The shapes of each territory that lie in no single shape of its parent, by the parent.
    let mut open: BTreeMap<u32, Vec<(usize, Vec<u32>)>> = BTreeMap::new();
    for (number, (sited, own)) in model.territories.iter().zip(leaves).enumerate() {
        let Some(parent) = sited.value.within.and_then(|code| nesting.number(code)) else { continue };
        let Some(cover) = leaves.get(parent as usize).filter(|cover| !cover.is_empty()) else { continue };
        let lies_inside = |leaf: u32| match &**cover {
            [one] => inside.contains(&(leaf, *one)),
            _ => false,
        };
        let is_open = |leaf: &u32| cover.binary_search(leaf).is_err() && !lies_inside(*leaf);
        let rest: Vec<u32> = own.iter().copied().filter(is_open).collect();
        if !rest.is_empty() {
            open.entry(parent).or_default().push((number, rest));
        }
    }
    let mut outside: Vec<(usize, Option<Vertex>)> = Vec::new();
    for (parent, children) in open {
        let Some(ground) = leaves.get(parent as usize).and_then(|cover| union(shapes, cover)) else { continue };
        let mut compared: Vec<u32> = children.iter().flat_map(|child| child.1.iter().copied()).collect();
        compared.sort_unstable();
        compared.dedup();
        let found = relations(&ground, compared.iter().filter_map(|&leaf| shapes.get(leaf as usize)));
        let relation =
            |leaf: u32| compared.binary_search(&leaf).ok().and_then(|place| found.get(place)).copied().flatten();
        for (child, rest) in children {
            let lies_in =
                |leaf: u32| relation(leaf).is_some_and(|it| matches!(it.relation, Relation::BInA | Relation::Equal));
            let Some(&leaf) = rest.iter().find(|&&leaf| !lies_in(leaf)) else { continue };
            let shape = shapes.get(leaf as usize);
            let vertices = || shape.into_iter().flat_map(Shape::edges).map(|(a, _)| a);
            let leaves_at = vertices().find(|&vertex| !ground.contains(vertex));
            outside.push((child, leaves_at.or_else(|| relation(leaf).map(|it| it.at)).or_else(|| vertices().next())));
        }
    }
    outside.sort_unstable();
    for (number, at) in outside {
        let Some(sited) = model.territories.get(number) else { continue };
        let parent = sited.value.within.map(|code| code.to_string()).unwrap_or_default();
        let at = place_of(at.unwrap_or(Vertex { x: 0, y: 0 }));
        problems.push(Problem { place: sited.place.clone(), kind: ProblemKind::OutsideParent { parent, at } });
    }
}

/// The shape that lies in the other, and that one; both ways round where they are equal.
fn within_each_other(overlap: &Overlap) -> Vec<(u32, u32)> {
    let (a, b) = (overlap.a, overlap.b);
    match overlap.relation {
        Relation::AInB => vec![(a, b)],
        Relation::BInA => vec![(b, a)],
        Relation::Equal => vec![(a, b), (b, a)],
        Relation::Crossing => Vec::new(),
    }
}

/// How each of several shapes overlaps the ground; the ground is the first of the two.
fn relations<'s>(ground: &'s Shape, shapes: impl Iterator<Item = &'s Shape>) -> Vec<Option<Overlap>> {
    let all: Vec<Shape> = std::iter::once(ground).chain(shapes).cloned().collect();
    let mut relations = vec![None; all.len() - 1];
    for overlap in overlaps(&all).into_iter().filter(|overlap| overlap.a == 0) {
        if let Some(slot) = (overlap.b as usize).checked_sub(1).and_then(|place| relations.get_mut(place)) {
            *slot = Some(overlap);
        }
    }
    relations
}
