//! Atlases made by chance: cells, villages in them, rows of cells and all of it, held in turn.

use suzerain::build::{
    HeldBy, LineDraft, PolityDraft, RivalDateDraft, SourceDraft, Statement, TerritoryDraft, UndrawnDraft,
};
use suzerain::model::{Bound, PolityKind, TerritoryKind};
use suzerain::{Atlas, Basis, Confidence, Mode};
use time::{Date, Duration};

use crate::dice::Dice;
use crate::ground::{Outline, net, position};
use crate::partition::Cells;

/// The changes on which records begin and end, in order.
const CHANGES: [&str; 9] = [
    "1900-01-10",
    "1900-02",
    "1900-03-01",
    "[1900-03-20..1900-04-20]",
    "1900-05-01",
    "1900-05-20",
    "1900-06",
    "1900-08-01",
    "[1900-08-15..1900-09-01]",
];

/// An atlas by chance, and its outlines.
pub(crate) fn by_chance(cells: &Cells, dice: &mut Dice) -> (Atlas, Vec<Outline>) {
    let accuracies = [1.0, 300.0, 3_000.0, 20_000.0];
    let mut outlines = cells.outlines();
    for outline in &mut outlines {
        outline.accuracy_m = *dice.of(&accuracies);
    }
    let mut builder = Atlas::builder("by-chance").source(SourceDraft::new("s", "S")).coverage("1900-01-05"..);
    if dice.below(2) == 0 {
        builder = builder.checked_until("1900-09-10");
    }
    for polity in polities(dice) {
        builder = builder.polity(polity);
    }
    let mut held: Vec<String> = vec!["all".to_owned()];
    let mut columns: std::collections::BTreeMap<String, Vec<String>> = std::collections::BTreeMap::new();
    let mut villages: Vec<Outline> = Vec::new();
    for outline in &outlines {
        let column = outline.code.split('.').next().unwrap().replace('c', "column");
        columns.entry(column).or_default().push(outline.code.clone());
        if dice.below(3) == 0 {
            let ring = cells.village(&outline.code);
            let village = Outline::new(&format!("v{}", outline.code), *dice.of(&accuracies), vec![vec![ring]]);
            builder = builder.territory(draft(&village).within(&outline.code));
            held.push(village.code.clone());
            villages.push(village);
        }
        builder = builder.territory(draft(outline));
        held.push(outline.code.clone());
    }
    for (column, parts) in &columns {
        builder = builder.territory(TerritoryDraft::new(column, TerritoryKind::Province, "P").parts(parts).citing("s"));
        held.push(column.clone());
    }
    let all = TerritoryDraft::new("all", TerritoryKind::State, "All").parts(columns.keys()).citing("s");
    builder = builder.territory(all);
    outlines.extend(villages);
    for ends in net(&outlines).edges.keys().collect::<std::collections::BTreeSet<_>>() {
        if dice.below(6) == 0 {
            let ends = [position(ends.0), position(ends.1)];
            builder = builder.line(LineDraft::new(&ends, *dice.of(&accuracies)).citing("s"));
        }
    }
    for territory in &held {
        for basis in [Basis::DeFacto, Basis::DeJure] {
            for statement in statements(territory, basis, dice) {
                builder = builder.statement(statement);
            }
        }
    }
    let atlas = builder.build().unwrap_or_else(|report| panic!("{report}"));
    (atlas, outlines)
}

fn draft(outline: &Outline) -> TerritoryDraft {
    let draft = TerritoryDraft::new(&outline.code, TerritoryKind::District, "Cell");
    draft.outline(outline.to_geo(), outline.accuracy_m).citing("s")
}

/// Two unions; the others belong to one or the other for a while.
fn polities(dice: &mut Dice) -> Vec<PolityDraft> {
    let draft = |code: &str| PolityDraft::new(code, PolityKind::SovereignState, code).citing("s");
    let mut all = vec![draft("U0"), draft("U1"), draft("P0"), draft("P1")];
    for code in ["P2", "P3", "P4"] {
        let mut polity = draft(code);
        let mut change = 0;
        while change < CHANGES.len() - 1 {
            let until = change + 1 + index(dice, CHANGES.len() - change - 1);
            if dice.below(2) == 0 {
                polity = polity.part_of(*dice.of(&["U0", "U1"]), CHANGES[change]..CHANGES[until]);
            }
            change = until;
        }
        all.push(polity);
    }
    all
}

fn index(dice: &mut Dice, limit: usize) -> usize {
    usize::try_from(dice.below(u64::try_from(limit).unwrap())).unwrap()
}

fn holder(dice: &mut Dice) -> HeldBy {
    let two = |dice: &mut Dice| {
        let first = index(dice, 5);
        [format!("P{first}"), format!("P{}", (first + 1 + index(dice, 4)) % 5)]
    };
    match dice.below(8) {
        0 => HeldBy::condominium(two(dice)),
        1 => HeldBy::contested(two(dice)),
        2 => HeldBy::Vacant,
        _ => HeldBy::Sole(format!("P{}", dice.below(5))),
    }
}

/// Records of a territory that follow each other, with gaps.
fn statements(territory: &str, basis: Basis, dice: &mut Dice) -> Vec<Statement> {
    let mut all = Vec::new();
    let mut change = index(dice, CHANGES.len());
    while change < CHANGES.len() - 1 {
        let until = change + 1 + index(dice, CHANGES.len() - change - 1);
        if dice.below(4) != 0 {
            let mut statement = match basis {
                Basis::DeFacto => Statement::control(territory, holder(dice), Mode::Administration),
                Basis::DeJure => Statement::sovereignty(territory, holder(dice)),
            };
            statement = statement.citing("s").from(CHANGES[change]);
            let open = dice.below(6) == 0;
            if !open {
                statement = statement.until(CHANGES[until]);
            }
            if let Some(confidence) = dice.of(&[None, Some(Confidence::Low), Some(Confidence::High)]) {
                statement = statement.confidence(*confidence);
            }
            if dice.below(5) == 0 {
                let (bound, stated) = if dice.below(2) == 0 { (Bound::From, change) } else { (Bound::Until, until) };
                if bound == Bound::From || !open {
                    let rival = RivalDateDraft::new(bound, beside(CHANGES[stated], dice));
                    statement = statement.rival_date(rival.citing("s"));
                }
            }
            if dice.below(6) == 0 {
                let mut part = UndrawnDraft::new("a hill").citing("s");
                if dice.below(2) == 0 {
                    part = part.held_by(holder(dice));
                }
                if dice.below(2) == 0 && until - change > 1 {
                    part = part.from(CHANGES[change + 1]);
                }
                statement = statement.undrawn(part);
            }
            all.push(statement);
            if open {
                break;
            }
        }
        change = until;
    }
    all
}

/// A day some days before or after a change.
fn beside(change: &str, dice: &mut Dice) -> Date {
    let change: suzerain::UncertainDate = change.parse().unwrap();
    let days = Duration::days(dice.between(1, 12));
    if dice.below(2) == 0 { change.earliest() - days } else { change.latest() + days }
}
