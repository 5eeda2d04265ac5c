//! Brings vertices of different outlines together that were drawn twice.

use std::collections::HashMap;

use super::ImportPlace;
use super::collector::Ground;
use super::rings::settled;
use super::uncross::uncrossed;
use crate::atlas::draft::OutlineDraft;
use crate::space::{Shape, Vertex};

/// What became of an outline with vertices near those of earlier territories.
pub(super) struct Snapped {
    pub(super) place: ImportPlace,
    /// How many vertices were moved; 0 where the outline would have crossed itself and stays as it was drawn.
    pub(super) moved: usize,
    /// It crossed itself then, and was drawn anew.
    pub(super) is_uncrossed: bool,
}

/// Moves each vertex to the earliest one of another territory within the tolerance, along each axis.
///
/// An outline that crosses itself only then is drawn anew, if that is wanted too and can be, and else left alone.
pub(super) fn snap(territories: &mut [Ground], tolerance_degrees: f64, uncross: bool) -> Vec<Snapped> {
    #[expect(clippy::cast_possible_truncation, reason = "the tolerance is at most 1 degree")]
    let reach = (tolerance_degrees * 1e7).round() as i32;
    let mut grid = Grid { reach: reach.max(1), cells: HashMap::new() };
    let mut snapped = Vec::new();
    for (number, ground) in territories.iter_mut().enumerate() {
        let Some(OutlineDraft::Grid(drawn)) = &mut ground.draft.outline else { continue };
        let (mut rings, mut moved) = (drawn.clone(), 0);
        for vertex in rings.iter_mut().flatten() {
            let target = grid.settle(*vertex, number);
            moved += usize::from(target != *vertex);
            *vertex = target;
        }
        if moved == 0 {
            continue;
        }
        rings = rings.iter().map(|ring| settled(ring)).collect();
        rings.retain(|ring| ring.len() > 2);
        let mut outcome = Snapped { place: ground.place.clone(), moved, is_uncrossed: false };
        if Shape::new(rings.clone()).is_err() && Shape::new(drawn.clone()).is_ok() {
            if let Some(anew) = uncrossed(&rings).filter(|_| uncross) {
                (rings, outcome.is_uncrossed) = (anew, true);
            } else {
                (rings, outcome.moved) = (std::mem::take(drawn), 0);
            }
        }
        *drawn = rings;
        snapped.push(outcome);
    }
    snapped
}

/// Vertices that others are drawn to, by cells as wide as the tolerance.
struct Grid {
    reach: i32,
    /// Each with the territory it was first found in.
    cells: HashMap<(i32, i32), Vec<(Vertex, usize)>>,
}

impl Grid {
    /// Where a vertex of a territory goes: to the nearest earlier one of another territory, else it stays.
    fn settle(&mut self, vertex: Vertex, territory: usize) -> Vertex {
        let cell = (vertex.x.div_euclid(self.reach), vertex.y.div_euclid(self.reach));
        let mut best: Option<(i64, Vertex)> = None;
        for dx in -1..=1 {
            for dy in -1..=1 {
                for &(known, owner) in self.cells.get(&(cell.0 + dx, cell.1 + dy)).into_iter().flatten() {
                    let (x, y) = known.minus(vertex);
                    if known == vertex {
                        return vertex;
                    }
                    // Detail of one outline is its own.
                    if owner != territory && x.abs() <= i64::from(self.reach) && y.abs() <= i64::from(self.reach) {
                        let far = x * x + y * y;
                        if best.is_none_or(|(nearest, _)| far < nearest) {
                            best = Some((far, known));
                        }
                    }
                }
            }
        }
        if let Some((_, known)) = best {
            known
        } else {
            self.cells.entry(cell).or_default().push((vertex, territory));
            vertex
        }
    }
}
