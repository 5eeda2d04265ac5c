//! The kinds of lines on a map, and which kind each arc is on the day.

use super::sheet::Sheet;
use super::shown_parts::ShownParts;
use crate::atlas::plan::NOWHERE;
use crate::map::arcs::Arc;
use crate::map::plane::Point;
use crate::snapshot::{BorderStatus, Snapshot};

/// The kind of a line, in the order of drawing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Stroke {
    /// The edge of the atlas, or of what is recorded.
    Rim,
    /// A border between parts of one polity.
    Part,
    /// A de jure border, with one de facto holder on both sides.
    DeJure,
    /// A border of which one side is contested or uncertain.
    Undetermined,
    /// A border between de facto holders that are not both the sovereigns.
    Ceasefire,
    /// A border between sovereigns.
    International,
}

impl Stroke {
    pub(crate) const ALL: [Self; 6] =
        [Self::Rim, Self::Part, Self::DeJure, Self::Undetermined, Self::Ceasefire, Self::International];

    /// Colour, width and dashes as attributes, for a map at this scale.
    pub(crate) fn attributes(self, scale: f64) -> String {
        let (colour, width, dashes): (_, f64, &[f64]) = match self {
            Self::Rim => ("#8d99a1", 0.6, &[]),
            Self::Part => ("#564c43", 0.8, &[2.6, 1.6]),
            Self::DeJure => ("#4a443e", 0.9, &[5.0, 1.6, 1.0, 1.6]),
            Self::Undetermined => ("#3d3833", 1.5, &[0.1, 3.0]),
            Self::Ceasefire => ("#a3161e", 1.6, &[5.0, 2.4]),
            Self::International => ("#2b2622", 1.3, &[]),
        };
        let text = format!(" stroke=\"{colour}\" stroke-width=\"{:.2}\"", width * scale);
        if dashes.is_empty() {
            return text;
        }
        let dashes: Vec<String> = dashes.iter().map(|dash| format!("{:.1}", dash * scale)).collect();
        format!("{text} stroke-dasharray=\"{}\"", dashes.join(" "))
    }

    /// Its class in the SVG document.
    pub(crate) fn class(self) -> &'static str {
        match self {
            Self::Rim => "rim",
            Self::Part => "part",
            Self::DeJure => "de-jure",
            Self::Undetermined => "undetermined",
            Self::Ceasefire => "ceasefire",
            Self::International => "international",
        }
    }

    /// Its name in the legend.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Rim => "edge of the atlas or its records",
            Self::Part => "border within a polity",
            Self::DeJure => "border de jure only",
            Self::Undetermined => "undetermined border",
            Self::Ceasefire => "ceasefire line, line of control",
            Self::International => "international border",
        }
    }
}

/// The stroke of each arc on the day; `None` where both sides are alike.
pub(crate) fn strokes(snapshot: &Snapshot<'_>, parts: &ShownParts, arcs: &[Arc]) -> Vec<Option<Stroke>> {
    arcs.iter().map(|arc| stroke(snapshot, parts, arc)).collect()
}

fn stroke(snapshot: &Snapshot<'_>, parts: &ShownParts, arc: &Arc) -> Option<Stroke> {
    if !arc.is_line {
        return None;
    }
    if arc.left == NOWHERE || arc.right == NOWHERE {
        return Some(Stroke::Rim);
    }
    let group = |face: u32| snapshot.group_by_face().get(face as usize).copied();
    let (left, right) = (group(arc.left)?, group(arc.right)?);
    if left == right {
        if snapshot.is_peopled(left) && snapshot.are_parted_by_right(arc.left, arc.right) {
            return Some(Stroke::DeJure);
        }
        return (parts.of(arc.left) != parts.of(arc.right)).then_some(Stroke::Part);
    }
    if !snapshot.is_peopled(left) || !snapshot.is_peopled(right) {
        return Some(Stroke::Rim);
    }
    Some(match snapshot.status_between(arc.left, arc.right) {
        BorderStatus::International => Stroke::International,
        BorderStatus::CeasefireLine => Stroke::Ceasefire,
        BorderStatus::Administrative => Stroke::Part,
        BorderStatus::Undetermined => Stroke::Undetermined,
    })
}

/// Arcs of one stroke joined end to end, so that dashes run on.
pub(crate) fn courses(sheet: &Sheet<'_>, strokes: &[Option<Stroke>], wanted: Stroke) -> Vec<Vec<Point>> {
    let arcs = (0..strokes.len()).filter(|&number| strokes.get(number) == Some(&Some(wanted)));
    let mut open: Vec<Vec<Point>> = arcs.map(|number| sheet.course(number).to_vec()).collect();
    let mut joined: Vec<Vec<Point>> = Vec::new();
    while let Some(mut course) = open.pop() {
        while let Some((number, is_forward)) = follower(&open, course.last().copied()) {
            let mut next = open.swap_remove(number);
            if !is_forward {
                next.reverse();
            }
            course.extend(next.into_iter().skip(1));
        }
        course.reverse();
        while let Some((number, is_forward)) = follower(&open, course.last().copied()) {
            let mut next = open.swap_remove(number);
            if !is_forward {
                next.reverse();
            }
            course.extend(next.into_iter().skip(1));
        }
        joined.push(course);
    }
    joined
}

/// A course that begins or ends at a point, and whether it begins there.
fn follower(open: &[Vec<Point>], end: Option<Point>) -> Option<(usize, bool)> {
    let end = end?;
    open.iter().enumerate().find_map(|(number, course)| {
        if course.first() == Some(&end) {
            Some((number, true))
        } else if course.last() == Some(&end) {
            Some((number, false))
        } else {
            None
        }
    })
}
