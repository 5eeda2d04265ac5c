//! Generated maps.

use std::collections::BTreeMap;

use geo_types::{Coord, LineString, Polygon};
use suzerain::build::{HeldBy, PolityDraft, SourceDraft, Statement, TerritoryDraft};
use suzerain::model::{PolityKind, TerritoryKind};
use suzerain::{Atlas, AtlasBuilder, Mode};

use crate::dice::Dice;

/// In units of 1e-7 degree.
pub(crate) type At = (i64, i64);

pub(crate) const POLITIES: [&str; 4] = ["A", "B", "C", "D"];
pub(crate) const COLUMNS: i64 = 5;
pub(crate) const ROWS: i64 = 4;
const CELL: i64 = 10_000_000;

pub(crate) fn empty(name: &str) -> AtlasBuilder {
    let builder = Atlas::builder(name).source(SourceDraft::new("s", "A source"));
    POLITIES.iter().fold(builder, |builder, code| {
        builder.polity(PolityDraft::new(code, PolityKind::Kingdom, &format!("Kingdom {code}")).citing("s"))
    })
}

#[allow(clippy::cast_precision_loss, reason = "units fit")]
pub(crate) fn ring(corners: &[At]) -> LineString<f64> {
    let coord = |&(x, y): &At| Coord { x: x as f64 / 1e7, y: y as f64 / 1e7 };
    LineString(corners.iter().chain(corners.first()).map(coord).collect())
}

pub(crate) fn territory(code: &str, shell: &[At], holes: &[Vec<At>]) -> TerritoryDraft {
    let polygon = Polygon::new(ring(shell), holes.iter().map(|hole| ring(hole)).collect());
    TerritoryDraft::new(code, TerritoryKind::Province, &format!("Land {code}")).outline(polygon, 100.0).citing("s")
}

/// A map of cells that share their vertices, some of them only one side's; some are sea, some hold enclaves (as a
/// hole that is filled, or as an outline that lies over the cell), and they change hands.
pub(crate) struct Map {
    pub(crate) atlas: Atlas,
    /// The sovereign of each land cell at the start, if it is one polity.
    pub(crate) cells: BTreeMap<At, Option<&'static str>>,
    /// Cells with an enclave: the polity of the enclave.
    pub(crate) enclaves: BTreeMap<At, &'static str>,
}

pub(crate) fn map(seed: u64, west: i64, south: i64) -> Map {
    let mut dice = Dice(seed);
    let mut corners = BTreeMap::new();
    for x in 0..=COLUMNS {
        for y in 0..=ROWS {
            // Even, so that the middle of an edge can be a vertex on it.
            let mut shift = || 2 * dice.between(-CELL / 10, CELL / 10);
            let at = (west + x * CELL + shift(), south + y * CELL + shift());
            corners.insert((x, y), at);
        }
    }
    let mut middles: BTreeMap<(At, At), (At, bool)> = BTreeMap::new();
    let mut builder = empty("generated");
    let (mut cells, mut enclaves) = (BTreeMap::new(), BTreeMap::new());
    for x in 0..COLUMNS {
        for y in 0..ROWS {
            let square = [(x, y), (x + 1, y), (x + 1, y + 1), (x, y + 1)];
            let mut shell = Vec::new();
            for (number, from) in square.iter().enumerate() {
                let to = square[(number + 1) % 4];
                let (a, b) = (corners[from], corners[&to]);
                shell.push(a);
                let key = (*from.min(&to), *from.max(&to));
                let bend = dice.below(2) == 0;
                let middle = (i64::midpoint(a.0, b.0), i64::midpoint(a.1, b.1));
                let mut shift = || dice.between(-CELL / 20, CELL / 20);
                let moved = (middle.0 + shift(), middle.1 + shift());
                // A bent middle is both sides' vertex; a straight one may be only this side's.
                let &mut (at, is_bent) =
                    middles.entry(key).or_insert(if bend { (moved, true) } else { (middle, false) });
                if is_bent || dice.below(2) == 0 {
                    shell.push(at);
                }
            }
            if dice.below(7) == 0 {
                continue;
            }
            let code = format!("{x}-{y}");
            let mut holes = Vec::new();
            let centre = (west + x * CELL + CELL / 2, south + y * CELL + CELL / 2);
            if dice.below(4) == 0 {
                let inner: Vec<At> = [(-1, -1), (1, -1), (1, 1), (-1, 1)]
                    .map(|(dx, dy)| (centre.0 + dx * CELL / 10, centre.1 + dy * CELL / 10))
                    .to_vec();
                let holder = *dice.of(&POLITIES);
                let inner_code = format!("{code}.inner");
                if dice.below(2) == 0 {
                    holes.push(inner.clone());
                }
                builder = builder
                    .territory(territory(&inner_code, &inner, &[]))
                    .statement(Statement::sovereignty(&inner_code, holder).citing("s"));
                enclaves.insert((x, y), holder);
            }
            builder = builder.territory(territory(&code, &shell, &holes));
            let holder = *dice.of(&POLITIES);
            let (held_by, sole) = match dice.below(12) {
                0 => (HeldBy::condominium(["A", "B"]), None),
                1 => (HeldBy::contested(["B", "C"]), None),
                2 => (HeldBy::Vacant, None),
                _ => (HeldBy::from(holder), Some(holder)),
            };
            let statement = Statement::sovereignty(&code, held_by).citing("s");
            cells.insert((x, y), sole);
            if dice.below(15) > 0 {
                builder = builder.statement(statement);
            } else {
                cells.insert((x, y), None);
            }
            if dice.below(3) == 0 {
                let other = *dice.of(&POLITIES);
                let from = format!("19{:02}", 10 + dice.below(20));
                let until = format!("19{:02}-06-15", 40 + dice.below(20));
                builder = builder.statement(
                    Statement::control(&code, other, Mode::Occupation).from(&from).until(&until).citing("s"),
                );
            }
        }
    }
    Map { atlas: builder.build().unwrap_or_else(|report| panic!("{report}")), cells, enclaves }
}
