//! Connected ground of one group.

use super::plate::bounds;
use super::raster::Rect;
use super::sheet::Sheet;
use crate::atlas::plan::NOWHERE;

/// Faces that are joined along lines and held in one way.
#[derive(Debug)]
pub(super) struct Piece {
    pub(super) group: u32,
    pub(super) faces: Vec<u32>,
    pub(super) area_km2: f64,
    /// Whether it is the largest of its group.
    pub(super) is_main: bool,
    /// The box around it.
    pub(super) extent: Rect,
    /// Whether other ground lies beside it.
    pub(super) has_neighbour: bool,
}

impl Piece {
    fn new(group: u32) -> Self {
        let extent = bounds([].iter());
        Self { group, faces: Vec::new(), area_km2: 0.0, is_main: false, extent, has_neighbour: false }
    }
}

/// The pieces of a day, the largest first.
pub(super) fn pieces(sheet: &Sheet<'_>, groups: &[u32], areas: &[f64]) -> Vec<Piece> {
    let arcs = &sheet.ground.arcs;
    let mut root: Vec<usize> = (0..groups.len()).collect();
    let group = |face: u32| usize::try_from(face).ok().and_then(|face| groups.get(face));
    for arc in arcs.iter().filter(|arc| arc.left != NOWHERE && arc.right != NOWHERE) {
        if group(arc.left) == group(arc.right)
            && let (Ok(one), Ok(other)) = (usize::try_from(arc.left), usize::try_from(arc.right))
        {
            let (one, other) = (top(&root, one), top(&root, other));
            if let Some(slot) = root.get_mut(one.max(other)) {
                *slot = one.min(other);
            }
        }
    }
    let mut list: Vec<Piece> = Vec::new();
    let mut numbers: Vec<Option<usize>> = vec![None; groups.len()];
    for ((face, &group), &area) in groups.iter().enumerate().zip(areas) {
        let home = top(&root, face);
        let number = numbers.get(home).copied().flatten().unwrap_or(list.len());
        if number == list.len() {
            list.push(Piece::new(group));
            if let Some(slot) = numbers.get_mut(home) {
                *slot = Some(number);
            }
        }
        if let (Some(piece), Ok(face)) = (list.get_mut(number), u32::try_from(face)) {
            piece.faces.push(face);
            piece.area_km2 += area;
        }
    }
    let piece = |face: u32| usize::try_from(face).ok().filter(|&face| face < root.len()).map(|face| top(&root, face));
    for (number, arc) in arcs.iter().enumerate() {
        let sides = [piece(arc.left), piece(arc.right)];
        if sides[0] == sides[1] {
            continue;
        }
        for home in sides.into_iter().flatten() {
            let number_of_piece = numbers.get(home).copied().flatten();
            let Some(piece) = number_of_piece.and_then(|number| list.get_mut(number)) else { continue };
            let [left, top, right, bottom] = bounds(sheet.course(number).iter());
            let own = piece.extent;
            piece.extent = [own[0].min(left), own[1].min(top), own[2].max(right), own[3].max(bottom)];
            piece.has_neighbour |= arc.left != NOWHERE && arc.right != NOWHERE;
        }
    }
    list.sort_by(|one, other| other.area_km2.total_cmp(&one.area_km2).then_with(|| one.faces.cmp(&other.faces)));
    let mut seen = Vec::new();
    for piece in &mut list {
        piece.is_main = !seen.contains(&piece.group);
        seen.push(piece.group);
    }
    list
}

fn top(root: &[usize], mut face: usize) -> usize {
    while let Some(&up) = root.get(face).filter(|&&up| up != face) {
        face = up;
    }
    face
}
