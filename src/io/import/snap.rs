//! Moves vertices of different outlines together where a border was drawn twice.

use std::collections::HashMap;

use super::rings::without_spikes;
use super::uncross::uncrossed;
use crate::space::{Shape, Vertex};

/// What became of one outline with vertices near those of earlier ones.
pub(super) struct Snapped {
    /// How many vertices were moved; 0 where the outline would have crossed itself and was left as it is.
    pub(super) moved: usize,
    /// It crossed itself after the move, and was redrawn.
    pub(super) is_uncrossed: bool,
}

/// The outlines drawn so far, and how far vertices of later ones are drawn to theirs.
pub(super) struct Snapper {
    reach: i32,
    uncross: bool,
    outlines: usize,
    /// The vertices that others are drawn to, by cells as wide as the tolerance, each with its outline's number.
    cells: HashMap<(i32, i32), Vec<(Vertex, usize)>>,
}

impl Snapper {
    /// Snaps within this tolerance along each axis. Outlines that cross themselves only after they were snapped are
    /// redrawn with `uncross`, and otherwise left as they are.
    pub(super) fn new(tolerance_degrees: f64, uncross: bool) -> Self {
        #[expect(clippy::cast_possible_truncation, reason = "the tolerance is at most 1 degree")]
        let reach = (tolerance_degrees * 1e7).round() as i32;
        Self { reach: reach.max(1), uncross, outlines: 0, cells: HashMap::new() }
    }

    /// Moves each vertex of the next outline to the nearest one of an earlier outline; `None` if there is none in reach.
    pub(super) fn snap(&mut self, outline: &mut Vec<Vec<Vertex>>) -> Option<Snapped> {
        let number = self.outlines;
        self.outlines += 1;
        let (mut rings, mut moved) = (outline.clone(), 0);
        for vertex in rings.iter_mut().flatten() {
            let target = self.target(*vertex, number);
            moved += usize::from(target != *vertex);
            *vertex = target;
        }
        if moved == 0 {
            return None;
        }
        rings = rings.iter().map(|ring| without_spikes(ring)).collect();
        rings.retain(|ring| ring.len() > 2);
        let mut snapped = Snapped { moved, is_uncrossed: false };
        if Shape::new(rings.clone()).is_err() && Shape::new(outline.clone()).is_ok() {
            let Some(redrawn) = uncrossed(&[&rings]).filter(|_| self.uncross) else {
                return Some(Snapped { moved: 0, is_uncrossed: false });
            };
            (rings, snapped.is_uncrossed) = (redrawn, true);
        }
        *outline = rings;
        Some(snapped)
    }

    /// Where a vertex of an outline goes: to the nearest one of another outline, or it stays and others come to it.
    fn target(&mut self, vertex: Vertex, outline: usize) -> Vertex {
        let cell = (vertex.x.div_euclid(self.reach), vertex.y.div_euclid(self.reach));
        let mut best: Option<(i64, Vertex)> = None;
        for dx in -1..=1 {
            for dy in -1..=1 {
                for &(known, owner) in self.cells.get(&(cell.0 + dx, cell.1 + dy)).into_iter().flatten() {
                    let (x, y) = known.minus(vertex);
                    if known == vertex {
                        return vertex;
                    }
                    // The detail within one outline is meant.
                    if owner != outline && x.abs() <= i64::from(self.reach) && y.abs() <= i64::from(self.reach) {
                        let distance_squared = x * x + y * y;
                        if best.is_none_or(|(nearest, _)| distance_squared < nearest) {
                            best = Some((distance_squared, known));
                        }
                    }
                }
            }
        }
        if let Some((_, known)) = best {
            known
        } else {
            self.cells.entry(cell).or_default().push((vertex, outline));
            vertex
        }
    }
}
