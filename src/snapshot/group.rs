//! The map grouped by holders at the top of the part-of chain.

use std::collections::HashMap;

use crate::atlas::holder_chains::HolderChains;
use crate::atlas::plan::{NOWHERE, Plan};
use crate::atlas::store::Store;
use crate::atlas::verdict::{Choice, Kind, Verdict};
use crate::model::polity::PolityCode;

/// The groups of a day in order: groups with a sole holder and no other candidate by code, then the others.
#[derive(Debug)]
pub(super) struct Groups {
    list: Vec<Group>,
    of_cell: Vec<u32>,
    of_face: Vec<u32>,
}

/// What is held in one way.
#[derive(Debug, Clone)]
struct Group {
    /// The verdict, reduced to the tops of the chains.
    verdict: Verdict,
    /// The holders in all candidates.
    polities: Vec<u32>,
}

/// What distinguishes and orders groups.
type Key = (bool, Vec<(u8, Vec<PolityCode>)>);

impl Groups {
    /// The groups of the cells of a plan.
    pub(super) fn new(store: &Store, plan: &Plan, verdicts: &[Verdict]) -> Self {
        let mut this = Self::of_verdicts(store, verdicts);
        this.of_face = plan.faces().iter().map(|face| this.of_cell(face.cell)).collect();
        this
    }

    /// The groups of some verdicts, which are numbered like cells.
    pub(super) fn of_verdicts(store: &Store, verdicts: &[Verdict]) -> Self {
        let tops: Vec<Verdict> = verdicts.iter().map(|verdict| at_top(store, verdict)).collect();
        let mut numbers: HashMap<Key, u32> = HashMap::new();
        let keys: Vec<Key> = tops.iter().map(|verdict| key(store, verdict)).collect();
        let mut order: Vec<(&Key, &Verdict)> = keys.iter().zip(&tops).collect();
        order.sort_by(|one, other| one.0.cmp(other.0));
        order.dedup_by(|one, other| one.0 == other.0);
        let mut groups = Vec::with_capacity(order.len());
        for (number, (key, verdict)) in (0..).zip(order) {
            numbers.insert(key.clone(), number);
            let mut polities: Vec<u32> = verdict.candidates.iter().flat_map(|choice| choice.chains.tops()).collect();
            polities.sort_unstable();
            polities.dedup();
            groups.push(Group { verdict: verdict.clone(), polities });
        }
        let of_cell = keys.iter().map(|key| numbers.get(key).copied().unwrap_or(NOWHERE)).collect();
        Self { list: groups, of_cell, of_face: Vec::new() }
    }

    pub(super) fn len(&self) -> usize {
        self.list.len()
    }

    /// The group of each face.
    pub(super) fn of_face(&self) -> &[u32] {
        &self.of_face
    }

    /// The group of a face.
    pub(super) fn of(&self, face: u32) -> u32 {
        self.of_face.get(face as usize).copied().unwrap_or(NOWHERE)
    }

    /// The group of a cell.
    pub(super) fn of_cell(&self, cell: u32) -> u32 {
        self.of_cell.get(cell as usize).copied().unwrap_or(NOWHERE)
    }

    pub(super) fn verdict(&self, group: u32) -> Verdict {
        self.list.get(group as usize).map_or_else(|| Verdict::bare(Kind::OutsideSpace), |g| g.verdict.clone())
    }

    /// The holders in all candidates.
    pub(super) fn polities(&self, group: u32) -> &[u32] {
        self.list.get(group as usize).map_or(&[], |group| &group.polities)
    }

    /// The sole holder, if there is no other candidate.
    pub(super) fn sole(&self, group: u32) -> Option<u32> {
        match &*self.list.get(group as usize)?.verdict.candidates {
            [choice] if choice.kind == Kind::Sole => choice.chains.tops().next(),
            _ => None,
        }
    }

    /// The candidates of a group.
    pub(super) fn choices(&self, group: u32) -> &[Choice] {
        self.list.get(group as usize).map_or(&[], |group| &group.verdict.candidates)
    }

    /// Whether a polity is a holder in any candidate.
    pub(super) fn is_peopled(&self, group: u32) -> bool {
        !self.polities(group).is_empty()
    }

    /// Whether there is a single candidate, in which one polity holds or several hold jointly.
    pub(super) fn is_settled(&self, group: u32) -> bool {
        matches!(self.choices(group), [choice] if matches!(choice.kind, Kind::Sole | Kind::Condominium))
    }

    /// Whether the atlas covers it.
    pub(super) fn is_inside(&self, group: u32) -> bool {
        let inside = |choice: &Choice| !matches!(choice.kind, Kind::OutsideSpace | Kind::OutsideTime);
        self.choices(group).iter().any(inside)
    }
}

/// A verdict with its chains reduced to their tops. If all parties to a joint or contested holding are parts of one
/// polity, that polity is the sole holder.
pub(super) fn at_top(store: &Store, verdict: &Verdict) -> Verdict {
    let code = |number: u32| store.polity(number).map(crate::model::polity::Polity::code);
    let mut choices: Vec<Choice> = Vec::new();
    for choice in &verdict.candidates {
        let mut tops: Vec<u32> = choice.chains.tops().collect();
        tops.sort_by_key(|&number| code(number));
        tops.dedup();
        let kind = match choice.kind {
            Kind::Condominium | Kind::Contested if tops.len() == 1 => Kind::Sole,
            kind => kind,
        };
        let chains = HolderChains::several(tops.iter().map(std::slice::from_ref));
        let cut = Choice { chains, ..Choice::bare(kind) };
        if !choices.contains(&cut) {
            choices.push(cut);
        }
    }
    choices.sort_by_cached_key(|choice| choice_key(store, choice));
    Verdict::of_choices(store, choices)
}

/// What distinguishes a verdict that is reduced to the tops.
fn key(store: &Store, verdict: &Verdict) -> Key {
    let choices = verdict.candidates.iter().map(|choice| choice_key(store, choice)).collect();
    (verdict.candidates.len() > 1, choices)
}

fn choice_key(store: &Store, choice: &Choice) -> (u8, Vec<PolityCode>) {
    let tops = choice.chains.tops().filter_map(|number| store.polity(number));
    (choice.kind as u8, tops.map(crate::model::polity::Polity::code).collect())
}
