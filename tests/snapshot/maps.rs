//! Generated maps.

use std::collections::BTreeMap;

use geo_types::{Coord, LineString, Polygon};
use suzerain::build::{HeldBy, PolityDraft, SourceDraft, Statement, TerritoryDraft};
use suzerain::model::{PolityKind, TerritoryKind};
use suzerain::{Atlas, AtlasBuilder, Mode};

/// Numbers by chance, the same ones for the same seed.
pub(crate) struct Dice(pub(crate) u64);

impl Dice {
    pub(crate) fn roll(&mut self, sides: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % sides
    }

    fn shift(&mut self, reach: i64) -> i64 {
        i64::try_from(self.roll(2 * reach.unsigned_abs() + 1)).unwrap() - reach
    }
}

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
            let at = (west + x * CELL + 2 * dice.shift(CELL / 10), south + y * CELL + 2 * dice.shift(CELL / 10));
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
                let bend = dice.roll(2) == 0;
                let middle = (i64::midpoint(a.0, b.0), i64::midpoint(a.1, b.1));
                let moved = (middle.0 + dice.shift(CELL / 20), middle.1 + dice.shift(CELL / 20));
                // A bent middle is both sides' vertex; a straight one may be only this side's.
                let &mut (at, is_bent) =
                    middles.entry(key).or_insert(if bend { (moved, true) } else { (middle, false) });
                if is_bent || dice.roll(2) == 0 {
                    shell.push(at);
                }
            }
            if dice.roll(7) == 0 {
                continue;
            }
            let code = format!("{x}-{y}");
            let mut holes = Vec::new();
            let centre = (west + x * CELL + CELL / 2, south + y * CELL + CELL / 2);
            if dice.roll(4) == 0 {
                let inner: Vec<At> = [(-1, -1), (1, -1), (1, 1), (-1, 1)]
                    .map(|(dx, dy)| (centre.0 + dx * CELL / 10, centre.1 + dy * CELL / 10))
                    .to_vec();
                let holder = POLITIES[usize::try_from(dice.roll(4)).unwrap()];
                let inner_code = format!("{code}.inner");
                if dice.roll(2) == 0 {
                    holes.push(inner.clone());
                }
                builder = builder
                    .territory(territory(&inner_code, &inner, &[]))
                    .statement(Statement::sovereignty(&inner_code, holder).citing("s"));
                enclaves.insert((x, y), holder);
            }
            builder = builder.territory(territory(&code, &shell, &holes));
            let holder = POLITIES[usize::try_from(dice.roll(4)).unwrap()];
            let (held_by, sole) = match dice.roll(12) {
                0 => (HeldBy::condominium(["A", "B"]), None),
                1 => (HeldBy::contested(["B", "C"]), None),
                2 => (HeldBy::Vacant, None),
                _ => (HeldBy::from(holder), Some(holder)),
            };
            let statement = Statement::sovereignty(&code, held_by).citing("s");
            cells.insert((x, y), sole);
            if dice.roll(15) > 0 {
                builder = builder.statement(statement);
            } else {
                cells.insert((x, y), None);
            }
            if dice.roll(3) == 0 {
                let other = POLITIES[usize::try_from(dice.roll(4)).unwrap()];
                let from = format!("19{:02}", 10 + dice.roll(20));
                let until = format!("19{:02}-06-15", 40 + dice.roll(20));
                builder = builder.statement(
                    Statement::control(&code, other, Mode::Occupation).from(&from).until(&until).citing("s"),
                );
            }
        }
    }
    Map { atlas: builder.build().unwrap_or_else(|report| panic!("{report}")), cells, enclaves }
}
