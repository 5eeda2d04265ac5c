//! The lines of the cells as one list of vertices.

use super::cells::Pair;
use super::shape_edges::ShapeEdge;

/// The vertices of the lines of one cell of the first grid after another.
#[derive(Debug, Default)]
pub(super) struct Polylines {
    pub(super) vertices: Vec<Pair>,
    /// The first vertex of each line in the cell added last.
    starts: Vec<u32>,
}

impl Polylines {
    /// An empty list with room for this many lines.
    pub(super) fn new(lines: usize) -> Self {
        Self { vertices: Vec::with_capacity(lines + lines / 2), starts: vec![0; lines] }
    }

    /// Adds the lines of a cell, in their order. Where a line does not continue the one before, the list has a step
    /// that belongs to no line.
    pub(super) fn lay(&mut self, lines: &[ShapeEdge], list: &[u32]) {
        let line = |number: Option<&u32>| number.and_then(|&number| lines.get(number as usize));
        let mut end = None;
        for (place, number) in list.iter().enumerate() {
            let Some(&ShapeEdge { low, high, .. }) = line(Some(number)) else { continue };
            let goes_on = end == Some(low) || end == Some(high);
            let is_down = if goes_on {
                end == Some(high)
            } else {
                // The next line decides the direction.
                line(list.get(place + 1)).is_some_and(|next| low == next.low || low == next.high)
            };
            let (from, to) = if is_down { (high, low) } else { (low, high) };
            if !goes_on {
                self.vertices.push([from.x, from.y]);
            }
            if let Some(start) = self.starts.get_mut(*number as usize) {
                *start = u32::try_from(self.vertices.len() - 1).unwrap_or(u32::MAX);
            }
            self.vertices.push([to.x, to.y]);
            end = Some(to);
        }
    }

    /// The runs that lines of the cell added last make: the first vertex and the number of steps of each.
    pub(super) fn runs(&self, list: impl Iterator<Item = u32>) -> Vec<(u32, u32)> {
        let mut runs: Vec<(u32, u32)> = Vec::new();
        for number in list {
            let Some(&start) = self.starts.get(number as usize) else { continue };
            match runs.last_mut() {
                Some((first, steps)) if *first + *steps == start && *steps < 0xFFFF => *steps += 1,
                _ => runs.push((start, 1)),
            }
        }
        runs
    }

    /// The two ends of a run.
    pub(super) fn ends(&self, (start, steps): (u32, u32)) -> Option<[Pair; 2]> {
        let end = start as usize + steps as usize;
        Some([*self.vertices.get(start as usize)?, *self.vertices.get(end)?])
    }
}
