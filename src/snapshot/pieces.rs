//! Connected ground of one holder.

use std::collections::{BTreeMap, BTreeSet};

use super::Sum;
use super::group::Groups;
use crate::atlas::plan::{NOWHERE, Plan, chain, on_globe};
use crate::atlas::store::Store;
use crate::space::Vertex;

/// The pieces of ground of a day: faces of one group, joined along lines.
#[derive(Debug)]
pub(super) struct Pieces {
    pub(super) list: Vec<Piece>,
    of_face: Vec<u32>,
}

/// Connected ground of one group.
#[derive(Debug)]
pub(super) struct Piece {
    pub(super) group: u32,
    /// Ascending.
    pub(super) faces: Vec<u32>,
    pub(super) area_km2: f64,
    /// Whether it is the largest piece of its group.
    pub(super) is_main: bool,
    /// The pieces beside it, all round.
    pub(super) beside: BTreeSet<u32>,
    /// The pieces along its outer rim.
    pub(super) around: BTreeSet<u32>,
    /// Whether nothing is known of the ground beside some of its outer rim.
    pub(super) is_open: bool,
}

impl Pieces {
    pub(super) fn new(store: &Store, plan: &Plan, groups: &Groups) -> Self {
        let mut joined = Joined::new(plan.faces().len());
        for line in plan.lines().iter().filter(|line| !line.is_pole()) {
            let (left, right) = (line.left, line.right);
            if left != NOWHERE && right != NOWHERE && groups.of(left) == groups.of(right) {
                joined.join(left, right);
            }
        }
        let mut this = Self { list: Vec::new(), of_face: Vec::with_capacity(plan.faces().len()) };
        let mut numbers: BTreeMap<u32, u32> = BTreeMap::new();
        let mut sums: Vec<Sum> = Vec::new();
        for (face, &area) in (0..).zip(plan.areas(store)) {
            let next = u32::try_from(this.list.len()).unwrap_or(NOWHERE);
            let number = *numbers.entry(joined.root(face)).or_insert(next);
            if number == next {
                this.list.push(Piece::new(groups.of(face)));
                sums.push(Sum::default());
            }
            this.of_face.push(number);
            if let (Some(piece), Some(sum)) = (this.list.get_mut(number as usize), sums.get_mut(number as usize)) {
                piece.faces.push(face);
                sum.add(area);
            }
        }
        for (piece, sum) in this.list.iter_mut().zip(sums) {
            piece.area_km2 = sum.value();
        }
        this.find_main();
        this.find_rims(plan);
        this
    }

    /// The piece of a face.
    pub(super) fn of(&self, face: u32) -> u32 {
        self.of_face.get(face as usize).copied().unwrap_or(NOWHERE)
    }

    pub(super) fn get(&self, number: u32) -> Option<&Piece> {
        self.list.get(number as usize)
    }

    fn find_main(&mut self) {
        let mut largest: BTreeMap<u32, (f64, usize)> = BTreeMap::new();
        for (number, piece) in self.list.iter().enumerate() {
            let best = largest.entry(piece.group).or_insert((piece.area_km2, number));
            if piece.area_km2 > best.0 {
                *best = (piece.area_km2, number);
            }
        }
        for (_, number) in largest.into_values() {
            if let Some(piece) = self.list.get_mut(number) {
                piece.is_main = true;
            }
        }
    }

    fn find_rims(&mut self, plan: &Plan) {
        let mut rims: BTreeMap<u32, Vec<Rim>> = BTreeMap::new();
        for line in plan.lines().iter().filter(|line| !line.is_pole()) {
            let (left, right) = (self.of(line.left), self.of(line.right));
            if left != right {
                for (own, other, edge) in [(left, right, (line.a, line.b)), (right, left, (line.b, line.a))] {
                    if own != NOWHERE {
                        rims.entry(own).or_default().push(Rim { edge, other });
                    }
                }
            }
        }
        for (number, rim) in rims {
            let Some(piece) = self.list.get_mut(number as usize) else { continue };
            piece.beside = rim.iter().map(|rim| rim.other).filter(|&other| other != NOWHERE).collect();
            let edges: Vec<_> = rim.iter().map(|rim| (on_globe(rim.edge.0), on_globe(rim.edge.1))).collect();
            let rings = chain(&edges);
            let along = |ring: &[u32]| ring.iter().filter_map(|&edge| rim.get(edge as usize)).collect::<Vec<_>>();
            let (mut outer, mut polar) = (Vec::new(), Vec::new());
            for ring in rings.iter().map(|ring| along(ring)) {
                match winding(&ring) {
                    (0, area) if area > 0 => outer.extend(ring),
                    (0, _) => {}
                    _ => polar.extend(ring),
                }
            }
            // A rim round a pole has the ground on both of its sides inside it; it counts where there is no other.
            for rim in if outer.is_empty() { polar } else { outer } {
                if rim.other == NOWHERE {
                    piece.is_open = true;
                } else {
                    piece.around.insert(rim.other);
                }
            }
        }
    }
}

/// An edge of the rim of a piece, with the ground of the piece on its left.
struct Rim {
    edge: (Vertex, Vertex),
    /// The piece on its right.
    other: u32,
}

/// How far east a ring has gone when it is back, and twice the area inside, positive counter-clockwise.
fn winding(ring: &[&Rim]) -> (i64, i128) {
    let (mut x, mut area) = (0_i64, 0_i128);
    for rim in ring {
        let (a, b) = rim.edge;
        let next = x + i64::from(b.x) - i64::from(a.x);
        area += i128::from(x) * i128::from(b.y) - i128::from(next) * i128::from(a.y);
        x = next;
    }
    (x, area)
}

impl Piece {
    fn new(group: u32) -> Self {
        let (beside, around) = (BTreeSet::new(), BTreeSet::new());
        Self { group, faces: Vec::new(), area_km2: 0.0, is_main: false, beside, around, is_open: false }
    }
}

/// Faces joined into sets.
pub(super) struct Joined(Vec<u32>);

impl Joined {
    pub(super) fn new(count: usize) -> Self {
        Self((0..).take(count).collect())
    }

    pub(super) fn root(&mut self, mut face: u32) -> u32 {
        while let Some(up) = self.0.get(face as usize).copied().filter(|&up| up != face) {
            let top = self.0.get(up as usize).copied().unwrap_or(up);
            if let Some(slot) = self.0.get_mut(face as usize) {
                *slot = top;
            }
            face = top;
        }
        face
    }

    pub(super) fn join(&mut self, one: u32, other: u32) {
        let (one, other) = (self.root(one), self.root(other));
        if let Some(slot) = self.0.get_mut(one.max(other) as usize) {
            *slot = one.min(other);
        }
    }
}
