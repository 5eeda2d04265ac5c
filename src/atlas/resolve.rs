//! From records to a verdict: which candidates a day leaves.

use time::Date;

use super::holder_chains::HolderChains;
use super::part_of::{MOST_WAYS, part_of_chains};
use super::precedence::{self, Precedence};
use super::store::Store;
use super::verdict::{Choice, Kind, Verdict};
use crate::model::control::{Basis, Holding};
use crate::model::timeline::alternatives;

impl Verdict {
    /// What the records of `lineage` (most specific first) leave open on `day`.
    pub(crate) fn on(store: &Store, lineage: &[u32], basis: Basis, day: Date) -> Self {
        Self::of(store, &Precedence::new(store, lineage, basis), basis, day)
    }

    /// What the records leave open on `day`, asked in this order.
    pub(crate) fn of(store: &Store, precedence: &Precedence, basis: Basis, day: Date) -> Self {
        let mut choices: Vec<Choice> = Vec::new();
        for tier in precedence.tiers() {
            let sides = precedence::sides(store, tier, basis, day);
            if contest_of(&sides, &mut choices, |side, choices| gather_held(store, side, basis, day, choices)) {
                return Self::of_choices(store, choices);
            }
        }
        choices.push(Choice::bare(Kind::Unrecorded));
        Self::of_choices(store, choices)
    }
}

/// Adds what the records leave open on a basis; whether one of them surely holds.
fn gather_held(store: &Store, lineage: &[u32], basis: Basis, day: Date, choices: &mut Vec<Choice>) -> bool {
    match basis {
        Basis::DeJure => gather(store, lineage, Basis::DeJure, day, choices),
        // Where no control is recorded, the sovereign holds.
        Basis::DeFacto => {
            gather(store, lineage, Basis::DeFacto, day, choices) || gather(store, lineage, Basis::DeJure, day, choices)
        }
    }
}

/// Adds what one side leaves open, or several that contest each other; whether it is surely recorded.
fn contest_of(
    sides: &[Vec<u32>],
    choices: &mut Vec<Choice>,
    gather: impl Fn(&[u32], &mut Vec<Choice>) -> bool,
) -> bool {
    match sides {
        [] => false,
        [one] => gather(one, choices),
        several => {
            let sides = several.iter().map(|side| {
                let mut choices = Vec::new();
                if !gather(side, &mut choices) {
                    choices.push(Choice::bare(Kind::Unrecorded));
                }
                choices
            });
            contest(sides, choices)
        }
    }
}

/// Adds every way in which the choices of several sides can meet; whether all of them are recorded.
fn contest(sides: impl Iterator<Item = Vec<Choice>>, choices: &mut Vec<Choice>) -> bool {
    let mut ways: Vec<Vec<Choice>> = vec![Vec::new()];
    for side in sides {
        let with = |way: &Vec<Choice>| {
            side.iter().map(|choice| [way.as_slice(), std::slice::from_ref(choice)].concat()).collect::<Vec<_>>()
        };
        ways = ways.iter().flat_map(with).take(MOST_WAYS).collect();
    }
    let mut settled = true;
    for way in ways {
        match Choice::contested(way) {
            Some(choice) => match choices.iter_mut().find(|known| known.agrees(&choice)) {
                Some(known) => known.join(choice),
                None => choices.push(choice),
            },
            None => settled = false,
        }
    }
    settled
}

/// Adds what the records of one basis leave open; whether one of them surely holds.
fn gather(store: &Store, lineage: &[u32], basis: Basis, day: Date, choices: &mut Vec<Choice>) -> bool {
    if store.about.contradictions_kept {
        return gather_contested(store, lineage, basis, day, choices);
    }
    lineage.iter().any(|&territory| gather_own(store, territory, basis, day, choices))
}

/// As [`gather`], where territories that neither nest in each other may lie around the first.
fn gather_contested(store: &Store, lineage: &[u32], basis: Basis, day: Date, choices: &mut Vec<Choice>) -> bool {
    let recorded: Vec<u32> =
        lineage.iter().copied().filter(|&it| precedence::has_record(store, it, basis, day)).collect();
    contest_of(&precedence::contestants(store, &recorded), choices, |side, choices| match side {
        [] => false,
        [first, around @ ..] => {
            gather_own(store, *first, basis, day, choices) || gather_contested(store, around, basis, day, choices)
        }
    })
}

/// Adds what the records of one territory leave open; whether one of them surely holds.
fn gather_own(store: &Store, territory: u32, basis: Basis, day: Date, choices: &mut Vec<Choice>) -> bool {
    let records = store.ledger(territory, basis).iter();
    let dated = records.filter_map(|&n| store.record(n).map(|record| (store.effective_period(n), (n, record))));
    let open = alternatives(dated, day);
    for (number, record) in open.values {
        let own = readings(store, &record.holding, day).into_iter();
        let own = own.map(|choice| Choice { records: vec![number], ..choice });
        let undrawn = record.undrawn.iter().filter(|part| part.period.holds_on(day).is_some());
        let others = undrawn.flat_map(|part| match &part.holding {
            Some(holding) => readings(store, holding, day),
            None => vec![Choice::bare(Kind::Unrecorded)],
        });
        let others = others.map(|choice| Choice { undrawn: vec![number], ..choice });
        for choice in own.chain(others) {
            match choices.iter_mut().find(|known| known.agrees(&choice)) {
                Some(known) => known.join(choice),
                None => choices.push(choice),
            }
        }
    }
    open.exhaustive
}

/// The choices of one holding, without records: one for each way its holders' chains can run on `day`.
fn readings(store: &Store, holding: &Holding, day: Date) -> Vec<Choice> {
    let kind = match holding {
        Holding::Sole(_) => Kind::Sole,
        Holding::Condominium(_) => Kind::Condominium,
        Holding::Contested(_) => Kind::Contested,
        Holding::Vacant => Kind::Vacant,
    };
    let mut rows: Vec<Vec<Vec<u32>>> = vec![Vec::new()];
    for &code in holding.polities() {
        let Some(polity) = store.polity_number(code) else { continue };
        let chains = part_of_chains(store, polity, day);
        rows = rows
            .iter()
            .flat_map(|row| chains.iter().map(move |chain| [row.as_slice(), std::slice::from_ref(chain)].concat()))
            .take(MOST_WAYS)
            .collect();
    }
    let choice = |row: Vec<Vec<u32>>| {
        let chains = HolderChains::several(row.iter().map(Vec::as_slice));
        Choice { chains, ..Choice::bare(kind) }
    };
    rows.into_iter().map(choice).collect()
}
