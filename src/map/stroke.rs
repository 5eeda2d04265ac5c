//! The lines of a map: what each arc is on the day.

use super::arcs::Arc;
use super::sheet::{Point, Sheet};
use crate::atlas::plan::{NOWHERE, Plan};
use crate::atlas::{Answer, Outcome};
use crate::model::polity::PolityCode;
use crate::snapshot::{BorderStatus, Snapshot};

/// How a line is drawn; in the order of drawing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Stroke {
    /// Where the ground of the atlas, or what is recorded of it, ends.
    Rim,
    /// Between parts of one polity.
    Part,
    /// A border in right between ground that one polity holds in fact.
    Right,
    /// It is not sure whose ground is on one side.
    Undetermined,
    /// Holders in fact that are not the sovereigns.
    Ceasefire,
    /// Between sovereigns.
    International,
}

impl Stroke {
    pub(super) const ALL: [Self; 6] =
        [Self::Rim, Self::Part, Self::Right, Self::Undetermined, Self::Ceasefire, Self::International];

    /// Colour, width and dashes as attributes, for a map at this scale.
    pub(super) fn attributes(self, scale: f64) -> String {
        let (colour, width, dashes): (_, f64, &[f64]) = match self {
            Self::Rim => ("#8d99a1", 0.6, &[]),
            Self::Part => ("#564c43", 0.8, &[2.6, 1.6]),
            Self::Right => ("#4a443e", 0.9, &[5.0, 1.6, 1.0, 1.6]),
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

    /// What the legend says of it.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Rim => "end of the atlas, or of its records",
            Self::Part => "border within a polity",
            Self::Right => "border in right, not in fact",
            Self::Undetermined => "undetermined border",
            Self::Ceasefire => "ceasefire line, line of control",
            Self::International => "international border",
        }
    }
}

/// What each arc of the ground is on the day; `None` where it parts nothing.
pub(super) fn strokes(snapshot: &Snapshot<'_>, arcs: &[Arc]) -> Vec<Option<Stroke>> {
    let plan = snapshot.atlas().plan();
    let chains: Vec<Vec<PolityCode>> = snapshot.answers_by_cell().iter().map(chain).collect();
    arcs.iter().map(|arc| stroke(snapshot, plan, &chains, arc)).collect()
}

fn stroke(snapshot: &Snapshot<'_>, plan: &Plan, chains: &[Vec<PolityCode>], arc: &Arc) -> Option<Stroke> {
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
            return Some(Stroke::Right);
        }
        let chain = |face: u32| chains.get(plan.faces().get(face as usize)?.cell as usize);
        return (chain(arc.left) != chain(arc.right)).then_some(Stroke::Part);
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

/// The chain of the one sure holder.
pub(super) fn chain(answer: &Answer<'_>) -> Vec<PolityCode> {
    match answer.outcome() {
        Some(Outcome::Sole(holder)) => holder.chain().map(crate::model::polity::Polity::code).collect(),
        _ => Vec::new(),
    }
}

/// Arcs of one stroke joined end to end, so that dashes run on.
pub(super) fn courses(sheet: &Sheet<'_>, strokes: &[Option<Stroke>], wanted: Stroke) -> Vec<Vec<Point>> {
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

/// A course that begins or ends where another ended.
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
