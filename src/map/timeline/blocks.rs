//! The blocks of a strip that have a name each.

use super::axis::Axis;
use crate::atlas::{Holder, Outcome, Spell};

/// What parts two stretches of one holder by less than this cannot be told from a line: they are named once.
const LEAST_GAP: f64 = 4.0;

/// Where one polity holds, and nobody else does or may.
#[derive(Debug)]
pub(super) struct Block<'a> {
    polity: usize,
    pub(super) name: &'a str,
    /// Where it begins and ends; several with little between them.
    pub(super) stretches: Vec<(f64, f64)>,
}

impl Block<'_> {
    /// Adds what follows on the block; without a gap its last stretch is longer.
    fn add(&mut self, start: f64, end: f64) {
        match self.stretches.last_mut().filter(|last| last.1 >= start) {
            Some(last) => last.1 = end,
            None => self.stretches.push((start, end)),
        }
    }

    fn end(&self) -> f64 {
        self.stretches.last().map_or(f64::NEG_INFINITY, |last| last.1)
    }
}

/// The blocks of a strip between two edges, from left to right.
pub(super) fn blocks<'a>(axis: &Axis, spells: &[Spell<'a>], strip: (f64, f64)) -> Vec<Block<'a>> {
    // From the first day on which a spell may have begun to the last on which it may have ended.
    let span = |spell: &Spell<'_>| {
        let from = spell.period().from().map_or(strip.0, |from| axis.span(from).0);
        (from, spell.period().until().map_or(strip.1, |until| axis.span(until).1))
    };
    let spans: Vec<(f64, f64)> = spells.iter().map(span).collect();
    let mut edges: Vec<f64> = spans.iter().flat_map(|&(from, until)| [from, until]).collect();
    edges.sort_unstable_by(f64::total_cmp);
    edges.dedup();
    let mut found: Vec<Block<'a>> = Vec::new();
    for edge in edges.windows(2) {
        let &[start, end] = edge else { continue };
        let here = spells.iter().zip(&spans).filter(|(_, span)| span.0 <= start && end <= span.1);
        let holders: Option<Vec<Holder<'a>>> = here.map(|(spell, _)| sole(spell)).collect();
        let Some((first, others)) = holders.as_deref().and_then(<[_]>::split_first) else { continue };
        let polity = first.number();
        if others.iter().any(|other| other.number() != polity) {
            continue;
        }
        let is_one = |block: &&mut Block<'a>| block.polity == polity && start - block.end() < LEAST_GAP;
        match found.iter_mut().rev().find(is_one) {
            Some(block) => block.add(start, end),
            None => found.push(Block { polity, name: first.name(), stretches: vec![(start, end)] }),
        }
    }
    found
}

/// Who holds alone in a spell.
fn sole<'a>(spell: &Spell<'a>) -> Option<Holder<'a>> {
    match spell.outcome() {
        Outcome::Sole(holder) => Some(holder),
        _ => None,
    }
}
