//! Courses of arcs as the page's script reads them.

use crate::atlas::Atlas;
use crate::atlas::plan::NOWHERE;
use crate::map::arcs::{self, Arc};
use crate::space::Vertex;

/// The rings round faces: numbers of arcs, from 1; negative where the ring runs backwards.
pub(super) fn rings(arcs: &[Arc], is_inside: impl Fn(u32) -> bool) -> Vec<Vec<i64>> {
    let (mut numbers, mut ends) = (Vec::new(), Vec::new());
    for (number, arc) in (1_i64..).zip(arcs) {
        let inside = [arc.left, arc.right].map(|face| face != NOWHERE && is_inside(face));
        let (Some(&first), Some(&last)) = (arc.course.first(), arc.course.last()) else { continue };
        if inside[0] != inside[1] {
            numbers.push(if inside[0] { number } else { -number });
            ends.push(if inside[0] { (first, last) } else { (last, first) });
        }
    }
    let rings = arcs::rings(&ends);
    rings.into_iter().map(|ring| ring.into_iter().filter_map(|place| numbers.get(place).copied()).collect()).collect()
}

/// How far the edges of an arc may lie from the true line: pairs of the number of an edge and metres, where these change.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "metres of an accuracy are few")]
pub(super) fn accuracies(atlas: &Atlas, arc: &Arc) -> Vec<u32> {
    let mut pairs: Vec<u32> = Vec::new();
    // Outlines begin and end where arcs do: within an arc the accuracy changes only where it is stated for a stretch.
    let are_stretches = !atlas.store().lines.is_empty();
    for (number, edge) in (0..).zip(arc.course.windows(2)) {
        let &[a, b] = edge else { continue };
        if !arc.is_line || (number > 0 && !are_stretches) {
            break;
        }
        let metres = atlas.edge_accuracy_m(a, b).max(0.0).round() as u32;
        if pairs.last() != Some(&metres) {
            pairs.extend([number, metres]);
        }
    }
    pairs
}

/// The courses of all arcs, each ending with a line break, and the unit of their numbers.
pub(super) fn courses(arcs: &[Arc]) -> (String, i32) {
    let vertices = || arcs.iter().flat_map(|arc| &arc.course);
    let unit = vertices().fold(0, |unit, at| divisor(divisor(unit, at.x), at.y)).max(1);
    let mut text = String::new();
    for arc in arcs {
        let mut last = Vertex::default();
        for &at in &arc.course {
            write_number(&mut text, (i64::from(at.x) - i64::from(last.x)) / i64::from(unit));
            write_number(&mut text, (i64::from(at.y) - i64::from(last.y)) / i64::from(unit));
            last = at;
        }
        text.push('\n');
    }
    (text, unit)
}

fn divisor(a: i32, b: i32) -> i32 {
    let (mut a, mut b) = (a.unsigned_abs(), b.unsigned_abs());
    while b != 0 {
        (a, b) = (b, a % b);
    }
    i32::try_from(a).unwrap_or(1)
}

fn write_number(text: &mut String, number: i64) {
    let mut rest = ((number << 1) ^ (number >> 63)).cast_unsigned();
    loop {
        let (low, more) = (rest & 31, rest >> 5);
        let five = u8::try_from(if more > 0 { low | 32 } else { low }).unwrap_or_default();
        text.push(char::from(63 + five));
        if more == 0 {
            return;
        }
        rest = more;
    }
}
