//! Leaving out vertices that make no visible difference.

use geo::{Coord, LineString, Simplify};

use crate::map::plane::Point;

/// A line stays within this distance of the original, in units of the picture.
const TOLERANCE: f64 = 0.3;
/// Longer lines are simplified in stretches of this many vertices: `geo` recurses up to once for each.
const LONGEST_STRETCH: usize = 1024;

/// A line simplified by the algorithm of Douglas and Peucker. Its ends stay; a ring keeps three corners, however small
/// it is.
pub(crate) fn simplified(course: &[Point], is_closed: bool) -> Vec<Point> {
    let last = course.len().saturating_sub(1);
    let stretches = last.div_ceil(LONGEST_STRETCH).max(if is_closed && last > 2 { 3 } else { 1 });
    let mut kept: Vec<Point> = course.first().copied().into_iter().collect();
    for number in 0..stretches {
        let ends = number * last / stretches..=(number + 1) * last / stretches;
        let Some(stretch) = course.get(ends) else { continue };
        let line: LineString = stretch.iter().map(|&(x, y)| Coord { x, y }).collect();
        kept.extend(line.simplify(TOLERANCE).coords().skip(1).map(|at| (at.x, at.y)));
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn corners_stay_and_vertices_along_a_line_go() {
        let course = [(0.0, 0.0), (5.0, 0.1), (10.0, 0.0), (10.0, 10.0)];
        assert_eq!(simplified(&course, false), [(0.0, 0.0), (10.0, 0.0), (10.0, 10.0)]);
        assert_eq!(simplified(&[], false), []);
        assert_eq!(simplified(&course[..1], false), [(0.0, 0.0)]);
    }

    #[test]
    fn a_small_ring_keeps_three_corners() {
        let ring = [(0.0, 0.0), (0.1, 0.0), (0.1, 0.1), (0.0, 0.1), (0.0, 0.0)];
        assert_eq!(simplified(&ring, true).len(), 4);
    }

    /// Teeth that shrink along the line: each is the farthest vertex of what is left.
    #[test]
    fn the_worst_line_is_simplified_too() {
        let teeth = (0..100_000_u32).map(|number| {
            let x = f64::from(number);
            (x, (1e6 - x) * if number % 2 == 0 { 1.0 } else { -1.0 })
        });
        assert!(simplified(&teeth.collect::<Vec<_>>(), false).len() > 99_000);
    }
}
