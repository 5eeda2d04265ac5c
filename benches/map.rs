//! Maps, a timeline and the page of all days: times and sizes.
//!
//! `cargo bench --bench map` fails if a map of any day of change, on either basis and at any width, takes more than 50 ms,
//! the page more than 2 s or 1 MB, or the first map of a world more than 0.5 s. Maps are drawn with a shared context, except
//! for those that are the first. The world is generated; with `--features import` and `SUZERAIN_CSHAPES=FILE` also CShapes 2.0,
//! 710 outlines.

#![allow(clippy::expect_used, clippy::indexing_slicing, reason = "a bench that cannot go on stops")]

mod world;

use std::process::ExitCode;
use std::time::{Duration, Instant};

use suzerain::map::{Map, MapContext, Timeline};
use suzerain::{Atlas, Basis, Position};
use time::macros::date;

const PICTURE: Duration = Duration::from_millis(50);
const FIRST_OF_A_WORLD: Duration = Duration::from_millis(500);

fn main() -> ExitCode {
    let atlas = Atlas::south_caucasus();
    let mut is_met = true;
    let mut report = |what: &str, most: Duration, bytes: usize, took: Duration| {
        println!("map: {what}: {:.1} ms, {bytes} bytes", took.as_secs_f64() * 1e3);
        is_met &= took <= most;
    };
    // The first map also makes the plan of the atlas.
    let alone = || Map::of(&atlas.on(date!(2000 - 01 - 01), Basis::DeFacto)).to_svg().len();
    let (bytes, took) = median(1, alone);
    report("the first map of the atlas", PICTURE, bytes, took);
    let (bytes, took) = median(9, alone);
    report("a map without a context", PICTURE, bytes, took);
    let context = MapContext::of(atlas);
    for day in [date!(1914 - 01 - 01), date!(1923 - 08 - 01), date!(2010 - 01 - 01), date!(2021 - 06 - 01)] {
        let (bytes, took) = median(9, || Map::of(&atlas.on(day, Basis::DeFacto)).with_context(&context).to_svg().len());
        report(&day.to_string(), PICTURE, bytes, took);
    }
    let (count, worst, bytes, took) = slowest(atlas, &context);
    report(&format!("the slowest of {count} maps of all days of change, {worst}"), PICTURE, bytes, took);
    let lachin = Position::from_lat_lon(39.6408, 46.5469).expect("a position");
    let (bytes, took) = median(9, || Timeline::of(atlas, lachin).with_context(&context).to_svg().len());
    report("timeline", PICTURE, bytes, took);
    let mut first_of_a_world = |what: &str, world: &Atlas| {
        let (bytes, took) = median(1, || Map::of(&world.on(date!(1960 - 01 - 01), Basis::DeFacto)).to_svg().len());
        let what = format!("the first map of {what}, {} outlines", world.territories().len());
        report(&what, FIRST_OF_A_WORLD, bytes, took);
    };
    first_of_a_world("a generated world", &world::atlas(&world::generated(7)));
    #[cfg(feature = "import")]
    if std::env::var_os("SUZERAIN_CSHAPES").is_some() {
        first_of_a_world("CShapes 2.0", &world::imported());
    }
    let (page, took) = median(3, || Map::through(atlas, atlas.days_of_change()).to_html().len());
    report("page", Duration::from_secs(2), page, took);
    if is_met && page < 1_000_000 { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// How many maps there are of all days of change, on both bases and at three widths, and the slowest of them: its name,
/// its size and its median time.
fn slowest(atlas: &Atlas, context: &MapContext) -> (usize, String, usize, Duration) {
    let (mut count, mut slowest) = (0, (String::new(), 0, Duration::ZERO));
    for day in atlas.days_of_change() {
        for basis in [Basis::DeFacto, Basis::DeJure] {
            for width in [400, 800, 1600] {
                let draw = || Map::of(&atlas.on(day, basis)).with_context(context).width(width).to_svg().len();
                let (bytes, took) = median(5, draw);
                count += 1;
                if took > slowest.2 {
                    slowest = (format!("{day} {basis} {width} wide"), bytes, took);
                }
            }
        }
    }
    (count, slowest.0, slowest.1, slowest.2)
}

/// The size and the median time of something made repeatedly.
fn median(runs: usize, mut make: impl FnMut() -> usize) -> (usize, Duration) {
    let mut bytes = 0;
    let mut times: Vec<Duration> = (0..runs)
        .map(|_| {
            let start = Instant::now();
            bytes = make();
            start.elapsed()
        })
        .collect();
    times.sort_unstable();
    (bytes, times[runs / 2])
}
