//! Clipping rings and lines to the frame.

use crate::map::plane::{Point, Rect, along};

/// A ring clipped to a box (Sutherland and Hodgman); it may run along the edge of the box.
pub(super) fn clip_ring(ring: &[Point], frame: Rect) -> Vec<Point> {
    let mut ring = ring.to_vec();
    for side in 0..4 {
        let mut cut = Vec::with_capacity(ring.len());
        for (&a, &b) in ring.iter().zip(ring.iter().cycle().skip(1)) {
            let (of_a, of_b) = (beyond(a, frame, side), beyond(b, frame, side));
            if of_a <= 0.0 {
                cut.push(a);
            }
            if (of_a <= 0.0) != (of_b <= 0.0) {
                cut.push(along(a, b, of_a / (of_a - of_b)));
            }
        }
        ring = cut;
    }
    ring
}

/// A line clipped to a box: the stretches inside.
pub(crate) fn clip_line(line: &[Point], frame: Rect) -> Vec<Vec<Point>> {
    let mut stretches: Vec<Vec<Point>> = Vec::new();
    let mut is_open = false;
    for (&a, &b) in line.iter().zip(line.iter().skip(1)) {
        let Some((from, to)) = inside(a, b, frame) else {
            is_open = false;
            continue;
        };
        let (start, end) = (along(a, b, from), along(a, b, to));
        match stretches.last_mut().filter(|_| is_open && from <= 0.0) {
            Some(stretch) => stretch.push(end),
            None => stretches.push(vec![start, end]),
        }
        is_open = to >= 1.0;
    }
    stretches
}

/// From where to where an edge lies inside a box, as shares of its length.
fn inside(a: Point, b: Point, frame: Rect) -> Option<(f64, f64)> {
    let (mut from, mut to) = (0.0_f64, 1.0_f64);
    for side in 0..4 {
        let (of_a, of_b) = (beyond(a, frame, side), beyond(b, frame, side));
        match (of_a <= 0.0, of_b <= 0.0) {
            (true, true) => {}
            (false, false) => return None,
            (true, false) => to = to.min(of_a / (of_a - of_b)),
            (false, true) => from = from.max(of_a / (of_a - of_b)),
        }
    }
    (from < to).then_some((from, to))
}

/// How far a point lies beyond a side of a box: left, top, right or bottom.
fn beyond(at: Point, frame: Rect, side: usize) -> f64 {
    match side {
        0 => frame[0] - at.0,
        1 => frame[1] - at.1,
        2 => at.0 - frame[2],
        _ => at.1 - frame[3],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const FRAME: Rect = [0.0, 0.0, 10.0, 10.0];

    #[test]
    fn a_ring_keeps_what_is_inside() {
        let cut = clip_ring(&[(-5.0, 5.0), (5.0, -5.0), (15.0, 5.0), (5.0, 15.0)], FRAME);
        assert!(cut.iter().all(|&(x, y)| (0.0..=10.0).contains(&x) && (0.0..=10.0).contains(&y)));
        assert!(clip_ring(&[(20.0, 20.0), (30.0, 20.0), (30.0, 30.0)], FRAME).is_empty());
    }

    #[test]
    fn a_line_that_leaves_and_returns_is_two() {
        let cut = clip_line(&[(5.0, 5.0), (15.0, 5.0), (15.0, 8.0), (5.0, 8.0), (4.0, 8.0)], FRAME);
        assert_eq!(cut, [vec![(5.0, 5.0), (10.0, 5.0)], vec![(10.0, 8.0), (5.0, 8.0), (4.0, 8.0)]]);
    }
}
