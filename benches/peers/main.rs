//! The same places through `tzf-rs`, `country-boundaries`, `rstar` with `geo`, and this crate, in one run.
//!
//! `cargo run --release -p suzerain-peers` prints nanoseconds a lookup, ratios, building times and bytes. The world is
//! generated; where `SUZERAIN_CSHAPES` names the `CShapes` 2.0 `TopoJSON` file, that is asked too. The first two peers
//! know no dates and answer from their own data; their answers are not compared, those of `rstar` with `geo` are.

#![allow(clippy::expect_used, clippy::cast_precision_loss, reason = "a bench that cannot go on stops")]

#[path = "../world/mod.rs"]
mod world;

use std::hint::black_box;
use std::time::Instant;

use country_boundaries::{BOUNDARIES_ODBL_180X90, CountryBoundaries, LatLon};
use geo::Contains;
use geo_types::{MultiPolygon, Point};
use rstar::primitives::{GeomWithData, Rectangle};
use rstar::{AABB, RTree};
use suzerain::{Atlas, Position};
use time::Date;
use time::macros::date;
use tzf_rs::DefaultFinder;
use world::{Question, Row};

const QUESTIONS: usize = 1_000_000;
/// Each figure is the best of so many rounds; the peers take turns, so that all meet the same machine.
const ROUNDS: usize = 5;

fn main() {
    let tzf = DefaultFinder::new();
    let countries = CountryBoundaries::from_reader(BOUNDARIES_ODBL_180X90).expect("its own data");
    let generated = world::generated(7);
    let atlas = || world::atlas(&generated);
    compare("generated world", &generated, atlas, &tzf, &countries);
    if let Some(rows) = world::cshapes() {
        compare("CShapes 2.0", &rows, world::imported, &tzf, &countries);
    }
    region();
}

/// All finders on one world, and a line for each kind of places.
fn compare(
    name: &str,
    rows: &[Row],
    atlas: impl FnOnce() -> Atlas,
    tzf: &DefaultFinder,
    countries: &CountryBoundaries,
) {
    println!("\n{name}: {} dated multipolygons, {} vertices", rows.len(), world::vertices(rows));
    let (atlas, took, bytes) = measured(|| {
        let atlas = atlas();
        // What finds the answers is part of what is built.
        black_box(atlas.controller_at(world::uniform(1)[0].0, world::SPAN.0).certainty());
        atlas
    });
    println!("  suzerain built with all checks in {took:.0} ms, {:.0} MB with the outlines", bytes / 1e6);
    println!("  its index takes {:.1} MB", atlas.index_bytes(suzerain::Basis::DeFacto) as f64 / 1e6);
    let (plain, took, bytes) = measured(|| Plain::new(rows));
    println!("  rstar + geo built in {took:.0} ms, {:.0} MB with the outlines", bytes / 1e6);
    println!(
        "  ns a lookup      suzerain    batch  tzf-rs  country-b.  rstar+geo   of tzf-rs  of country-b.  of rstar+geo  batch/single  cores"
    );
    let kinds = [
        ("uniform", world::uniform(QUESTIONS)),
        ("on land", world::on_land(&atlas, QUESTIONS)),
        ("near borders", world::near_borders(rows, QUESTIONS)),
        ("clustered", world::clustered(QUESTIONS)),
    ];
    for (kind, questions) in kinds {
        let ns = fastest(&atlas, &plain, &questions, tzf, countries);
        let [own, batch, alone, both, tz, country, tree] = ns;
        println!(
            "  {kind:<14} {own:>10.1} {batch:>8.1} {tz:>7.1} {country:>11.1} {tree:>10.1} {:>11.2} {:>14.2} {:>13.3} {:>13.2} {:>6.2}",
            own / tz,
            own / country,
            own / tree,
            batch / own,
            alone / both
        );
    }
}

/// The best nanoseconds a lookup: suzerain, in a batch, both with the answers read; the batch alone on one core and on
/// all; tzf-rs, country-boundaries, rstar with geo.
fn fastest(
    atlas: &Atlas,
    plain: &Plain,
    questions: &[Question],
    tzf: &DefaultFinder,
    countries: &CountryBoundaries,
) -> [f64; 7] {
    let (places, days): (Vec<Position>, Vec<Date>) = questions.iter().copied().unzip();
    // Degrees for those who take degrees; nobody pays for the conversion.
    let degrees: Vec<(f64, f64)> = places.iter().map(|place| (place.lon(), place.lat())).collect();
    let few = &questions[..QUESTIONS / 10];
    agree(atlas, plain, &few[..few.len() / 10]);
    let mut best = [f64::INFINITY; 7];
    for _ in 0..ROUNDS {
        let round = [
            timed(questions.len(), || {
                questions.iter().filter(|&&(place, day)| atlas.controller_at(place, day).holder().is_some()).count()
            }),
            timed(questions.len(), || {
                let answers = atlas.controllers_at(&places, &days).expect("as many days as places");
                answers.iter().filter(|answer| answer.holder().is_some()).count()
            }),
            timed(questions.len(), || atlas.controllers_at(&places, &days).expect("as many days as places").len()),
            timed(questions.len(), || {
                atlas.controllers_at_in_parallel(&places, &days).expect("as many days as places").len()
            }),
            timed(questions.len(), || {
                degrees.iter().filter(|&&(lon, lat)| tzf.get_tz_index(lon, lat).is_some()).count()
            }),
            timed(questions.len(), || {
                let found =
                    |&&(lon, lat): &&(f64, f64)| !countries.ids(LatLon::new(lat, lon).expect("a position")).is_empty();
                degrees.iter().filter(found).count()
            }),
            timed(few.len(), || few.iter().filter(|&&(place, day)| plain.find(place, day).is_some()).count()),
        ];
        for (best, now) in best.iter_mut().zip(round) {
            *best = best.min(now);
        }
    }
    best
}

/// The embedded atlas, asked within its region.
fn region() {
    let atlas = Atlas::south_caucasus();
    let mut random = world::Random(5);
    let questions: Vec<Question> = (0..QUESTIONS)
        .map(|_| {
            let place = Position::from_lon_lat(43.5 + 3.5 * random.unit(), 38.9 + 2.4 * random.unit());
            let day = date!(1988 - 02 - 20) + time::Duration::days(random.below(14_000) as i64);
            (place.expect("a position"), day)
        })
        .collect();
    let best = (0..ROUNDS)
        .map(|_| {
            timed(questions.len(), || {
                questions.iter().filter(|&&(place, day)| atlas.controller_at(place, day).holder().is_some()).count()
            })
        })
        .fold(f64::INFINITY, f64::min);
    println!("\nembedded atlas, places in the region: {best:.1} ns a lookup");
}

fn timed(count: usize, job: impl FnOnce() -> usize) -> f64 {
    let start = Instant::now();
    black_box(job());
    start.elapsed().as_secs_f64() * 1e9 / count as f64
}

/// What was built, the milliseconds and the bytes of memory it took.
fn measured<T>(build: impl FnOnce() -> T) -> (T, f64, f64) {
    let (before, start) = (resident(), Instant::now());
    let built = build();
    (built, start.elapsed().as_secs_f64() * 1e3, resident() - before)
}

/// Bytes of memory in use, where the system tells.
fn resident() -> f64 {
    let pages = std::fs::read_to_string("/proc/self/statm").ok();
    let pages = pages.and_then(|text| text.split_whitespace().nth(1)?.parse::<f64>().ok());
    pages.unwrap_or(f64::NAN) * 4096.0
}

type Entry = GeomWithData<Rectangle<[f64; 3]>, usize>;

/// The plain way: an R-tree of boxes in longitude, latitude and day, and `contains`.
struct Plain {
    tree: RTree<Entry>,
    outlines: Vec<MultiPolygon<f64>>,
}

impl Plain {
    fn new(rows: &[Row]) -> Self {
        let outlines: Vec<MultiPolygon<f64>> = rows.iter().map(Row::multi_polygon).collect();
        let entry = |(number, row): (usize, &Row)| {
            let positions = row.polygons.iter().flatten().flatten();
            let (mut low, mut high) = ([f64::INFINITY; 2], [f64::NEG_INFINITY; 2]);
            for &[lon, lat] in positions {
                low = [low[0].min(lon), low[1].min(lat)];
                high = [high[0].max(lon), high[1].max(lat)];
            }
            let day = |date: Date| f64::from(date.to_julian_day());
            let corners = ([low[0], low[1], day(row.from)], [high[0], high[1], day(row.until) - 1.0]);
            Entry::new(Rectangle::from_corners(corners.0, corners.1), number)
        };
        Self { tree: RTree::bulk_load(rows.iter().enumerate().map(entry).collect()), outlines }
    }

    fn find(&self, place: Position, day: Date) -> Option<usize> {
        let at = [place.lon(), place.lat(), f64::from(day.to_julian_day())];
        self.tree
            .locate_in_envelope_intersecting(&AABB::from_point(at))
            .map(|entry| entry.data)
            .find(|&number| self.outlines[number].contains(&Point::new(at[0], at[1])))
    }
}

/// Both must find ground that is held, or none: no place here lies on an outline.
fn agree(atlas: &Atlas, plain: &Plain, questions: &[Question]) {
    for &(place, day) in questions {
        let held = |answer: suzerain::Answer<'_>| answer.outcome().is_some_and(|outcome| !outcome.holders().is_empty());
        let (own, other) = (held(atlas.controller_at(place, day)), plain.find(place, day).is_some());
        assert_eq!(own, other, "{place} on {day}");
    }
}
