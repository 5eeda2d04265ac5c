//! Connected ground of one group.

use super::arcs::Arc;
use crate::atlas::plan::NOWHERE;

/// Faces that are joined along lines and held in one way.
#[derive(Debug)]
pub(super) struct Piece {
    pub(super) group: u32,
    pub(super) faces: Vec<u32>,
    pub(super) area_km2: f64,
    /// Whether it is the largest of its group.
    pub(super) is_main: bool,
}

/// The pieces of a day, the largest first.
pub(super) fn pieces(arcs: &[Arc], groups: &[u32], areas: &[f64]) -> Vec<Piece> {
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
            list.push(Piece { group, faces: Vec::new(), area_km2: 0.0, is_main: false });
            if let Some(slot) = numbers.get_mut(home) {
                *slot = Some(number);
            }
        }
        if let (Some(piece), Ok(face)) = (list.get_mut(number), u32::try_from(face)) {
            piece.faces.push(face);
            piece.area_km2 += area;
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
