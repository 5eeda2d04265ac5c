//! The connected pieces of what each group holds.

use crate::atlas::plan::NOWHERE;
use crate::map::drawing::Sheet;
use crate::map::plane::{EMPTY, Rect, bounds, union};
use crate::space::DisjointSets;

/// Connected faces of one group.
#[derive(Debug)]
pub(crate) struct Piece {
    pub(crate) group: u32,
    pub(crate) faces: Vec<u32>,
    pub(crate) area_km2: f64,
    /// Whether it is the piece of its group that has the name of the holder.
    pub(crate) is_main: bool,
    /// The box around it on the picture.
    pub(crate) extent: Rect,
    /// The groups that it borders on, ascending; [`NOWHERE`] is the ground outside the atlas.
    pub(crate) beside: Vec<u32>,
}

impl Piece {
    fn new(group: u32) -> Self {
        Self { group, faces: Vec::new(), area_km2: 0.0, is_main: false, extent: EMPTY, beside: Vec::new() }
    }
}

/// The pieces of a day, the largest first and none of them the main one, from the group and the area of each face.
pub(crate) fn pieces(sheet: &Sheet<'_>, groups: &[u32], areas: &[f64]) -> Vec<Piece> {
    let arcs = &sheet.plan.arcs;
    let mut connected = DisjointSets::new(groups.len());
    let group = |face: u32| groups.get(face as usize);
    for arc in arcs.iter().filter(|arc| arc.left != NOWHERE && arc.right != NOWHERE) {
        if group(arc.left) == group(arc.right) {
            connected.join(arc.left, arc.right);
        }
    }
    let mut list: Vec<Piece> = Vec::new();
    let mut numbers: Vec<Option<usize>> = vec![None; groups.len()];
    for ((face, &group), &area) in (0_u32..).zip(groups).zip(areas) {
        let home = connected.root(face) as usize;
        let number = numbers.get(home).copied().flatten().unwrap_or(list.len());
        if number == list.len() {
            list.push(Piece::new(group));
            if let Some(slot) = numbers.get_mut(home) {
                *slot = Some(number);
            }
        }
        if let Some(piece) = list.get_mut(number) {
            piece.faces.push(face);
            piece.area_km2 += area;
        }
    }
    let mut piece = |face: u32| group(face).map(|_| connected.root(face) as usize);
    for (number, arc) in arcs.iter().enumerate() {
        let sides = [piece(arc.left), piece(arc.right)];
        if sides[0] == sides[1] {
            continue;
        }
        let groups = [arc.left, arc.right].map(|face| group(face).copied().unwrap_or(NOWHERE));
        for (home, beyond) in sides.into_iter().zip([groups[1], groups[0]]) {
            let Some(home) = home else { continue };
            let number_of_piece = numbers.get(home).copied().flatten();
            let Some(piece) = number_of_piece.and_then(|number| list.get_mut(number)) else { continue };
            piece.extent = union(piece.extent, bounds(sheet.course(number).iter().copied()));
            if let Err(place) = piece.beside.binary_search(&beyond) {
                piece.beside.insert(place, beyond);
            }
        }
    }
    list.sort_by(|one, other| other.area_km2.total_cmp(&one.area_km2).then_with(|| one.faces.cmp(&other.faces)));
    list
}
