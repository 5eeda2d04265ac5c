//! Pictures: a snapshot's SVG, the page of all days, a timeline.
//!
//! `cargo bench --bench map` prints times and sizes, and fails where a map of any day of change, on either basis and at
//! any width, takes more than 50 ms, or the page more than 2 s or 1 MB.

#![allow(clippy::expect_used, clippy::indexing_slicing, reason = "a bench that cannot go on stops")]

use std::process::ExitCode;
use std::time::{Duration, Instant};

use suzerain::map::{Map, Timeline};
use suzerain::{Atlas, Basis, Position};
use time::macros::date;

const PICTURE: Duration = Duration::from_millis(50);

fn main() -> ExitCode {
    let atlas = Atlas::south_caucasus();
    let mut is_met = true;
    let mut tell = |what: &str, most: Duration, bytes: usize, took: Duration| {
        println!("map: {what}: {:.1} ms, {bytes} bytes", took.as_secs_f64() * 1e3);
        is_met &= took <= most;
    };
    // The first picture works out what the others share.
    let (bytes, took) = median(1, || Map::of(&atlas.on(date!(2000 - 01 - 01), Basis::DeFacto)).to_svg().len());
    tell("the first map of the atlas", PICTURE, bytes, took);
    for day in [date!(1914 - 01 - 01), date!(1923 - 08 - 01), date!(2010 - 01 - 01), date!(2021 - 06 - 01)] {
        let (bytes, took) = median(9, || Map::of(&atlas.on(day, Basis::DeFacto)).to_svg().len());
        tell(&day.to_string(), PICTURE, bytes, took);
    }
    let (count, worst, bytes, took) = slowest(atlas);
    tell(&format!("the slowest of {count} maps of all days of change, {worst}"), PICTURE, bytes, took);
    let lachin = Position::from_lat_lon(39.6408, 46.5469).expect("a position");
    let (bytes, took) = median(9, || Timeline::of(atlas, lachin).to_svg().len());
    tell("timeline", PICTURE, bytes, took);
    let (page, took) = median(3, || Map::through(atlas, atlas.days_of_change()).to_html().len());
    tell("page", Duration::from_secs(2), page, took);
    if is_met && page < 1_000_000 { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// Of the maps of all days of change, on both bases and at three widths, how many there are and the one that takes
/// longest: which it is, its size and its median time.
fn slowest(atlas: &Atlas) -> (usize, String, usize, Duration) {
    let (mut count, mut slowest) = (0, (String::new(), 0, Duration::ZERO));
    for day in atlas.days_of_change() {
        for basis in [Basis::DeFacto, Basis::DeJure] {
            for width in [400, 800, 1600] {
                let (bytes, took) = median(5, || Map::of(&atlas.on(day, basis)).width(width).to_svg().len());
                count += 1;
                if took > slowest.2 {
                    slowest = (format!("{day} {basis} {width} wide"), bytes, took);
                }
            }
        }
    }
    (count, slowest.0, slowest.1, slowest.2)
}

/// The size and the median time of what is made again and again.
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
