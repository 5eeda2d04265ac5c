//! The lines on which the edges of many shapes run, each kept once.

use super::hash::QuickMap;
use super::sets::{SetId, Sets};
use super::shape::Shape;
use super::vertex::Vertex;

/// A line between two vertices, and the shapes whose outline it is part of.
///
/// Who crosses the line leaves or enters just these shapes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Line {
    /// The lower end; of a level line, the western.
    pub(super) low: Vertex,
    /// The upper end.
    pub(super) high: Vertex,
    /// The shapes.
    pub(super) shapes: SetId,
}

/// The different lines of the shapes, in order of first use.
///
/// Shapes that follow each other in time, and neighbours, share most of their lines. An outline that runs
/// along lines known already mostly runs along them in their order, or backwards, so the line after or
/// before the last one is tried before the table.
pub(super) fn lines_of(shapes: &[Shape], sets: &mut Sets) -> Vec<Line> {
    let mut lines: Vec<Line> = Vec::new();
    let mut numbers: QuickMap<(u64, u64), u32> = QuickMap::default();
    let most = shapes.iter().map(Shape::vertex_count).max().unwrap_or(0);
    numbers.reserve(most);
    for (number, shape) in (0..).zip(shapes) {
        let alone = sets.number(&[number]);
        // What was last made of a line, which is what comes of the next one as well.
        let mut change = (Sets::EMPTY, alone);
        let mut last = 0;
        let mut step = 1;
        for (a, b) in shape.edges() {
            let (low, high) = if (a.y, a.x) <= (b.y, b.x) { (a, b) } else { (b, a) };
            let is_here = |line: usize| lines.get(line).is_some_and(|line| line.low == low && line.high == high);
            let after = usize::wrapping_add(last, step);
            let known = if is_here(after) {
                Some(after)
            } else {
                let before = usize::wrapping_sub(last, step);
                if is_here(before) {
                    step = step.wrapping_neg();
                    Some(before)
                } else {
                    numbers.get(&key(low, high)).map(|&line| line as usize)
                }
            };
            let Some(known) = known else {
                last = lines.len();
                step = 1;
                numbers.insert(key(low, high), u32::try_from(last).unwrap_or(u32::MAX));
                lines.push(Line { low, high, shapes: alone });
                continue;
            };
            last = known;
            if let Some(line) = lines.get_mut(known) {
                if line.shapes != change.0 {
                    change = (line.shapes, sets.difference(line.shapes, alone));
                }
                line.shapes = change.1;
            }
        }
    }
    // A line that a shape uses twice bounds nothing.
    lines.retain(|line| line.shapes != Sets::EMPTY && line.low != line.high);
    lines
}

fn key(low: Vertex, high: Vertex) -> (u64, u64) {
    let word = |vertex: Vertex| u64::from(vertex.x.cast_unsigned()) << 32 | u64::from(vertex.y.cast_unsigned());
    (word(low), word(high))
}
