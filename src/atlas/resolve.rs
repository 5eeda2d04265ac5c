//! From records to answers: which candidates a day leaves, and how they change through time.

use std::collections::BTreeSet;

use time::Date;

use super::chains::Chains;
use super::stack::{self, Stack};
use super::store::Store;
use crate::model::control::{Basis, Holding};
use crate::model::date::{Period, UncertainDate};
use crate::model::polity::Polity;
use crate::model::record::Record;
use crate::model::timeline::{alternatives, turning_days};

/// What a day leaves open at a place: one candidate where it is certain, several where it is not; never none.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) struct Verdict {
    pub(crate) candidates: Box<[Choice]>,
}

/// One way it can be.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) struct Choice {
    pub(crate) kind: Kind,
    pub(crate) chains: Chains,
    /// The records that say so, by number.
    pub(crate) records: Vec<u32>,
}

/// How ground is held.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Kind {
    Sole,
    Condominium,
    Contested,
    Vacant,
    Unrecorded,
    OutsideSpace,
    OutsideTime,
}

impl Verdict {
    /// One candidate without holders.
    pub(crate) fn bare(kind: Kind) -> Self {
        Self { candidates: Box::new([Choice::bare(kind)]) }
    }

    /// What the records of `lineage` (most specific first) leave open on `day`.
    pub(crate) fn on(store: &Store, lineage: &[u32], basis: Basis, day: Date) -> Self {
        Self::of(store, &Stack::new(store, lineage, basis), basis, day)
    }

    /// What the records of a stack leave open on `day`.
    pub(crate) fn of(store: &Store, stack: &Stack, basis: Basis, day: Date) -> Self {
        let mut choices: Vec<Choice> = Vec::new();
        for tier in stack.tiers() {
            let sides = stack::sides(store, tier, basis, day);
            if contest_of(&sides, &mut choices, |side, choices| gather_held(store, side, basis, day, choices)) {
                return Self { candidates: choices.into() };
            }
        }
        choices.push(Choice::bare(Kind::Unrecorded));
        Self { candidates: choices.into() }
    }

    /// Whether two verdicts leave the same holders open, whatever the records.
    pub(crate) fn same_holders(&self, other: &Self) -> bool {
        let holders = |verdict: &Self| -> BTreeSet<(u8, Vec<u32>)> {
            let tops = |choice: &Choice| choice.chains.tops().collect();
            verdict.candidates.iter().map(|choice| (choice.kind as u8, tops(choice))).collect()
        };
        holders(self) == holders(other)
    }
}

impl Choice {
    fn bare(kind: Kind) -> Self {
        Self { kind, chains: Chains::default(), records: Vec::new() }
    }

    /// What it is when all of these are said of one place; `None` if nothing is recorded.
    fn contested(sides: Vec<Self>) -> Option<Self> {
        let mut different: Vec<Self> = Vec::new();
        for side in sides.into_iter().filter(|side| side.kind != Kind::Unrecorded) {
            match different.iter_mut().find(|known| known.agrees(&side)) {
                Some(known) => known.records.extend(side.records),
                None => different.push(side),
            }
        }
        // That nobody holds is no side in a contest.
        if different.iter().any(|side| side.kind != Kind::Vacant) {
            different.retain(|side| side.kind != Kind::Vacant);
        }
        if different.len() < 2 {
            return different.pop();
        }
        let mut chains: Vec<&[u32]> = different.iter().flat_map(|side| side.chains.iter()).collect();
        chains.sort_unstable();
        chains.dedup();
        let chains = Chains::several(chains);
        Some(Self {
            kind: Kind::Contested,
            chains,
            records: different.iter().flat_map(|side| side.records.clone()).collect(),
        })
    }

    /// Whether both name the same holders.
    pub(crate) fn agrees(&self, other: &Self) -> bool {
        self.kind == other.kind && self.chains == other.chains
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

/// More ways to be than this, of contests and of part-of chains, are cut short: no doubt is told by so many.
const MOST_WAYS: usize = 64;

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
                Some(known) => known.records.extend(choice.records),
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
    let recorded: Vec<u32> = lineage.iter().copied().filter(|&it| stack::has_record(store, it, basis, day)).collect();
    contest_of(&stack::contestants(store, &recorded), choices, |side, choices| match side {
        [] => false,
        [first, around @ ..] => {
            gather_own(store, *first, basis, day, choices) || gather_contested(store, around, basis, day, choices)
        }
    })
}

/// Adds what the records of one territory leave open; whether one of them surely holds.
fn gather_own(store: &Store, territory: u32, basis: Basis, day: Date, choices: &mut Vec<Choice>) -> bool {
    let records = store.ledger(territory, basis).iter();
    let dated = records.filter_map(|&n| store.record(n).map(|record| (record.attestation.period, (n, record))));
    let open = alternatives(dated, day);
    for (number, record) in open.values {
        for choice in readings(store, record, number, day) {
            match choices.iter_mut().find(|known| known.agrees(&choice)) {
                Some(known) => known.records.push(number),
                None => choices.push(choice),
            }
        }
    }
    open.exhaustive
}

/// The choices of one record: one for each way its holders' chains can run on `day`.
fn readings(store: &Store, record: &Record, number: u32, day: Date) -> Vec<Choice> {
    let kind = match record.holding {
        Holding::Sole(_) => Kind::Sole,
        Holding::Condominium(_) => Kind::Condominium,
        Holding::Contested(_) => Kind::Contested,
        Holding::Vacant => Kind::Vacant,
    };
    let mut rows: Vec<Vec<Vec<u32>>> = vec![Vec::new()];
    for &code in record.holding.polities() {
        let Some(polity) = store.polity_number(code) else { continue };
        let chains = chains(store, polity, day, 0);
        rows = rows
            .iter()
            .flat_map(|row| chains.iter().map(move |chain| [row.as_slice(), std::slice::from_ref(chain)].concat()))
            .take(MOST_WAYS)
            .collect();
    }
    let choice = |row: Vec<Vec<u32>>| {
        let chains = Chains::several(row.iter().map(Vec::as_slice));
        Choice { kind, chains, records: vec![number] }
    };
    rows.into_iter().map(choice).collect()
}

/// Part-of chains longer than this are circles, which building refuses.
const LONGEST_CHAIN: usize = 16;

/// The ways in which the part-of chain of a polity can run on `day`, each from the top down to the polity.
pub(super) fn chains(store: &Store, number: u32, day: Date, depth: usize) -> Vec<Vec<u32>> {
    let Some(polity) = store.polity(number).filter(|_| depth < LONGEST_CHAIN) else { return vec![vec![number]] };
    let bonds = polity.part_of.iter().filter_map(|bond| {
        let whole = store.polity_number(bond.polity)?;
        Some((while_it_exists(bond.period, polity), whole))
    });
    let open = alternatives(bonds, day);
    let mut found: Vec<Vec<u32>> = Vec::new();
    for whole in open.values {
        if found.len() >= MOST_WAYS {
            break;
        }
        for mut chain in chains(store, whole, day, depth + 1) {
            chain.push(number);
            if !found.contains(&chain) {
                found.push(chain);
            }
        }
    }
    if !open.exhaustive {
        found.push(vec![number]);
    }
    found
}

/// A bond that begins or ends with the polity itself is there as long as the polity is.
fn while_it_exists(bond: Period, polity: &Polity) -> Period {
    let apart = |bound: Option<UncertainDate>, own: Option<UncertainDate>| bound.filter(|_| bound != own);
    Period::new(apart(bond.from(), polity.period.from()), apart(bond.until(), polity.period.until())).unwrap_or(bond)
}

/// The verdicts at one place through the time that the atlas covers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Timeline {
    /// The first day of each verdict, ascending; the first is the first day covered.
    pub(crate) starts: Box<[Date]>,
    pub(crate) verdicts: Box<[Verdict]>,
}

impl Timeline {
    /// Asks for a verdict on every day on which it can change.
    pub(crate) fn new(store: &Store, lineage: &[u32], basis: Basis) -> Self {
        let stack = Stack::new(store, lineage, basis);
        let (mut starts, mut verdicts) = (Vec::new(), Vec::new());
        for day in days_of_change(store, lineage, basis) {
            let verdict = Verdict::of(store, &stack, basis, day);
            if verdicts.last() != Some(&verdict) {
                starts.push(day);
                verdicts.push(verdict);
            }
        }
        Self { starts: starts.into(), verdicts: verdicts.into() }
    }

    /// The verdict of a day that the atlas covers. O(log n) in the number of verdicts.
    pub(crate) fn on(&self, day: Date) -> Option<&Verdict> {
        let begun = self.starts.partition_point(|&start| start <= day);
        self.verdicts.get(begun.checked_sub(1)?)
    }
}

/// The days that the atlas covers on which the verdict of these territories can change, the first day among them.
pub(crate) fn days_of_change(store: &Store, lineage: &[u32], basis: Basis) -> Vec<Date> {
    let coverage = store.about.coverage;
    let first = coverage.from().map_or(Date::MIN, UncertainDate::earliest);
    let end = coverage.until().map(UncertainDate::latest);
    let mut days = BTreeSet::from([first]);
    let mut seen = BTreeSet::new();
    for &territory in lineage {
        for basis in [basis, Basis::DeJure] {
            for record in store.ledger(territory, basis).iter().filter_map(|&n| store.record(n)) {
                days.extend(turning_days(&record.attestation.period));
                for &polity in record.holding.polities() {
                    bond_days(store, store.polity_number(polity), &mut days, &mut seen);
                }
            }
        }
    }
    days.range(first..).copied().take_while(|&day| end.is_none_or(|end| day < end)).collect()
}

/// Adds the days on which the part-of chain of a polity can change.
fn bond_days(store: &Store, polity: Option<u32>, days: &mut BTreeSet<Date>, seen: &mut BTreeSet<u32>) {
    let Some(number) = polity.filter(|&number| seen.insert(number)) else { return };
    for bond in store.polity(number).into_iter().flat_map(Polity::part_of) {
        days.extend(turning_days(&bond.period));
        bond_days(store, store.polity_number(bond.polity), days, seen);
    }
}
