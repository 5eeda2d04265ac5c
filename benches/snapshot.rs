//! A day of the embedded atlas and of a generated world: `cargo bench --bench snapshot`.
//!
//! The world has 200 states on land with coasts, 1 million vertices, every border line shared vertex by vertex. What
//! the first snapshot of an atlas makes for all later ones is measured apart: the first and the median of later ones.

#![allow(
    clippy::cast_precision_loss,
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "counts are small; a bench that cannot go on fails"
)]

use std::collections::BTreeMap;
use std::time::{Duration, Instant};

use geo_types::{Coord, LineString, MultiPolygon, Polygon};
use suzerain::build::{PolityDraft, SourceDraft, Statement, TerritoryDraft};
use suzerain::model::{PolityKind, TerritoryKind};
use suzerain::{Atlas, Basis};
use time::Date;
use time::macros::date;

const DAYS: [Date; 5] =
    [date!(1989 - 06 - 01), date!(1992 - 05 - 15), date!(2005 - 01 - 01), date!(2021 - 06 - 01), date!(2024 - 01 - 01)];

fn main() {
    let atlas = Atlas::south_caucasus();
    let (first, _) = timed(|| atlas.on(DAYS[0], Basis::DeFacto).shares());
    let days = DAYS.iter().map(|&day| timed(|| atlas.on(day, Basis::DeFacto).shares()).0);
    let later = median(days.collect());
    let extents = median(DAYS.iter().map(|&day| timed(|| atlas.on(day, Basis::DeFacto).to_geojson()).0).collect());
    let borders = median(DAYS.iter().map(|&day| timed(|| atlas.on(day, Basis::DeFacto).borders()).0).collect());
    let enclaves = median(DAYS.iter().map(|&day| timed(|| atlas.on(day, Basis::DeFacto).enclaves()).0).collect());
    let (changes, all) = timed(|| atlas.changes(date!(1988 - 02 - 20), date!(2026 - 11 - 23)));
    println!("embedded (goal 5 ms): first snapshot with all areas {}, later ones {}", ms(first), ms(later));
    println!("embedded: GeoJSON {}, borders {}, enclaves {}", ms(extents), ms(borders), ms(enclaves));
    println!("embedded: {} changes of 1988 to 2026 {}", all.len(), ms(changes));

    let (world, vertices, states) = world();
    let day = date!(2000 - 01 - 01);
    let (plan, _) = timed(|| world.on(day, Basis::DeJure));
    let (first, shares) = timed(|| world.on(day, Basis::DeJure).shares());
    let (later, _) = timed(|| world.on(day, Basis::DeJure).shares());
    let (borders, found) = timed(|| world.on(day, Basis::DeJure).borders());
    let (geojson, text) = timed(|| world.on(day, Basis::DeJure).to_geojson());
    let (enclaves, _) = timed(|| world.on(day, Basis::DeJure).enclaves());
    assert_eq!(shares.len(), states);
    println!("world: {states} states, {vertices} vertices");
    println!(
        "world: first snapshot (goal 300 ms) {}, its areas {}, later snapshots with areas {}",
        ms(plan),
        ms(first),
        ms(later)
    );
    println!("world: {} borders (goal 1 s) {}", found.len(), ms(borders));
    println!("world: GeoJSON of {} MB {}, enclaves {}", text.len() / 1_000_000, ms(geojson), ms(enclaves));
}

fn timed<T>(work: impl FnOnce() -> T) -> (Duration, T) {
    let start = Instant::now();
    let done = work();
    (start.elapsed(), done)
}

fn median(mut times: Vec<Duration>) -> Duration {
    times.sort_unstable();
    times[times.len() / 2]
}

fn ms(time: Duration) -> String {
    format!("{:.2} ms", time.as_secs_f64() * 1e3)
}

const COLUMNS: usize = 20;
const ROWS: usize = 14;
/// Edges between two corners.
const STEPS: usize = 1256;

/// Cells of 18 by 10 degrees between wavy lines; those of the sea are left out.
fn world() -> (Atlas, usize, usize) {
    let mut builder = Atlas::builder("world").source(SourceDraft::new("s", "Generated"));
    let mut lines: BTreeMap<(usize, usize, bool), Vec<Coord<f64>>> = BTreeMap::new();
    let (mut vertices, mut states) = (0, 0);
    for column in 0..COLUMNS {
        for row in 0..ROWS {
            if (column * 7 + row * 3) % 7 < 2 || states == 200 {
                continue;
            }
            let mut line = |column: usize, row: usize, is_across: bool, is_back: bool| {
                let line =
                    lines.entry((column, row, is_across)).or_insert_with(|| wave(column, row, is_across)).clone();
                if is_back { line.into_iter().rev().collect::<Vec<_>>() } else { line }
            };
            let mut shell = line(column, row, true, false);
            for next in
                [line(column + 1, row, false, false), line(column, row + 1, true, true), line(column, row, false, true)]
            {
                shell.extend(next.into_iter().skip(1));
            }
            vertices += shell.len() - 1;
            states += 1;
            let code = format!("S{states}");
            let outline = MultiPolygon(vec![Polygon::new(LineString(shell), Vec::new())]);
            builder = builder
                .polity(PolityDraft::new(&code, PolityKind::SovereignState, &code).citing("s"))
                .territory(TerritoryDraft::new(&code, TerritoryKind::State, &code).outline(outline, 100.0).citing("s"))
                .statement(Statement::sovereignty(&code, &code).citing("s"));
        }
    }
    (builder.build().expect("a sound world"), vertices, states)
}

/// The line from a corner to the next, east or north: straight near its ends, so that lines do not cross.
fn wave(column: usize, row: usize, is_across: bool) -> Vec<Coord<f64>> {
    let corner = |column: usize, row: usize| (column as f64 * 18.0 - 180.0, row as f64 * 10.0 - 65.0);
    let (x, y) = corner(column, row);
    let is_edge = column.is_multiple_of(COLUMNS) && !is_across;
    (0..=STEPS)
        .map(|step| {
            let part = step as f64 / STEPS as f64;
            let room = part.min(1.0 - part) * if is_edge { 0.0 } else { 2.0 };
            let waves: f64 = (1..7_u32)
                .map(|wave| {
                    ((column * 31 + row * 17) as f64 + part * f64::from(3_u32.pow(wave))).sin()
                        / f64::from(2_u32.pow(wave))
                })
                .sum();
            let at = if is_across { (x + part * 18.0, y + room * waves) } else { (x + room * waves, y + part * 10.0) };
            Coord { x: (at.0 * 1e7).round() / 1e7, y: (at.1 * 1e7).round() / 1e7 }
        })
        .collect()
}
