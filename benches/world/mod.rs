//! A world of dated states for measuring: generated, the same on every machine, or `CShapes` 2.0 where it is at hand.
//!
//! The generated world is a grid of cells with jittered corners and fractal edges, shared vertex by vertex between
//! neighbours. Land is a third of the cells, parted between states; a cell changes hands every few months, and with
//! it the outlines of the states that lose and gain it. Some cells hold an enclave of their own.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a bench that cannot go on stops"
)]
#![allow(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    clippy::cast_precision_loss,
    clippy::cast_possible_wrap,
    reason = "small numbers"
)]
#![allow(dead_code, unused_imports, unreachable_pub, reason = "each bench uses some of it")]

mod cshapes;
mod generated;

use std::f64::consts::TAU;

use geo_types::{LineString, MultiPolygon, Polygon};
use suzerain::build::{PolityDraft, SourceDraft, Statement, TerritoryDraft};
use suzerain::model::{PolityKind, TerritoryKind};
use suzerain::{Atlas, Confidence, Position};
use time::macros::date;
use time::{Date, Duration};

#[cfg(feature = "import")]
pub use cshapes::{cshapes, imported};
pub use generated::generated;

/// The first and the last day of questions.
pub const SPAN: (Date, Date) = (date!(1886 - 01 - 01), date!(2019 - 12 - 31));

/// One outline of one state over one period.
pub struct Row {
    pub state: String,
    /// Polygons of rings, closed; the first ring is the shell.
    pub polygons: Vec<Vec<Vec<[f64; 2]>>>,
    pub from: Date,
    /// The first day on which it no longer holds.
    pub until: Date,
}

impl Row {
    pub fn multi_polygon(&self) -> MultiPolygon<f64> {
        let line = |ring: &Vec<[f64; 2]>| LineString::from(ring.clone());
        self.polygons
            .iter()
            .map(|rings| Polygon::new(line(&rings[0]), rings[1..].iter().map(line).collect()))
            .collect::<Vec<_>>()
            .into()
    }
}

pub fn vertices(rows: &[Row]) -> usize {
    rows.iter().flat_map(|row| &row.polygons).flatten().map(|ring| ring.len() - 1).sum()
}

/// An atlas with one territory and one sovereignty a row.
pub fn atlas(rows: &[Row]) -> Atlas {
    let mut builder = Atlas::builder("world").source(SourceDraft::new("made", "Made for measuring"));
    let mut states: Vec<&str> = rows.iter().map(|row| row.state.as_str()).collect();
    states.sort_unstable();
    states.dedup();
    for state in states {
        builder = builder.polity(PolityDraft::new(state, PolityKind::SovereignState, state).citing("made"));
    }
    for (number, row) in rows.iter().enumerate() {
        let code = format!("t{number}");
        builder = builder
            .territory(
                TerritoryDraft::new(&code, TerritoryKind::State, &row.state)
                    .outline(row.multi_polygon(), 1000.0)
                    .citing("made"),
            )
            .statement(
                Statement::sovereignty(&code, &row.state)
                    .from(row.from.to_string())
                    .until(row.until.to_string())
                    .confidence(Confidence::Medium)
                    .citing("made"),
            );
    }
    builder.build().unwrap_or_else(|report| panic!("{report}"))
}

/// A place and a day.
pub type Question = (Position, Date);

/// A generator of numbers, the same on every machine (splitmix64).
pub struct Random(pub u64);

impl Random {
    pub fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    /// From 0 to 1, without 1.
    pub fn unit(&mut self) -> f64 {
        (self.next() >> 11) as f64 / (1_u64 << 53) as f64
    }

    pub fn below(&mut self, count: usize) -> usize {
        ((u128::from(self.next()) * count as u128) >> 64) as usize
    }

    pub fn day(&mut self) -> Date {
        let days = (SPAN.1 - SPAN.0).whole_days() as usize;
        SPAN.0 + Duration::days(self.below(days + 1) as i64)
    }

    /// Uniform on the sphere.
    pub fn place(&mut self) -> Position {
        position(self.unit() * 360.0 - 180.0, (2.0 * self.unit() - 1.0).asin().to_degrees())
    }
}

fn position(lon: f64, lat: f64) -> Position {
    let lon = (lon + 540.0).rem_euclid(360.0) - 180.0;
    Position::from_lon_lat(lon, lat.clamp(-90.0, 90.0)).unwrap()
}

/// Uniform places and days.
pub fn uniform(count: usize) -> Vec<Question> {
    let mut random = Random(1);
    (0..count).map(|_| (random.place(), random.day())).collect()
}

/// Uniform places and days on ground that someone holds.
pub fn on_land(atlas: &Atlas, count: usize) -> Vec<Question> {
    let mut random = Random(2);
    std::iter::repeat_with(|| (random.place(), random.day()))
        .filter(|&(place, day)| atlas.sovereign_at(place, day).holder().is_some())
        .take(count)
        .collect()
}

/// Places within 1 km of an outline, uniform days.
pub fn near_borders(rows: &[Row], count: usize) -> Vec<Question> {
    let mut random = Random(3);
    let rings: Vec<&Vec<[f64; 2]>> = rows.iter().flat_map(|row| &row.polygons).flatten().collect();
    let mut ends: Vec<usize> = Vec::with_capacity(rings.len());
    for ring in &rings {
        ends.push(ends.last().unwrap_or(&0) + ring.len() - 1);
    }
    (0..count)
        .map(|_| {
            let edge = random.below(*ends.last().unwrap());
            let ring = ends.partition_point(|&end| end <= edge);
            let at = edge - ring.checked_sub(1).map_or(0, |before| ends[before]);
            let ([ax, ay], [bx, by], t) = (rings[ring][at], rings[ring][at + 1], random.unit());
            let (x, y) = (ax + (bx - ax) * t, ay + (by - ay) * t);
            let (reach, angle) = (random.unit() / 111.32, random.unit() * TAU);
            let stretch = y.to_radians().cos().max(0.01);
            (position(x + reach * angle.cos() / stretch, y + reach * angle.sin()), random.day())
        })
        .collect()
}

/// Places around a hundred centres, as events cluster, uniform days.
pub fn clustered(count: usize) -> Vec<Question> {
    let mut random = Random(4);
    let centres: Vec<Position> = (0..100).map(|_| random.place()).collect();
    (0..count)
        .map(|_| {
            let centre = centres[random.below(centres.len())];
            let mut spread = || (0..6).map(|_| random.unit() - 0.5).sum::<f64>();
            let (dx, dy) = (spread(), spread());
            (position(centre.lon() + dx, centre.lat() + dy), random.day())
        })
        .collect()
}
