//! The map of one day as SVG, or the maps of many days as one HTML page, to standard output.
//!
//! `cargo run --release -p suzerain-world --example world_map -- 1962-01-01 > world.svg`;
//! `cargo run --release -p suzerain-world --example world_map -- --page > world.html`, with the first day of each year.

use std::error::Error;
use std::io::Write as _;

use suzerain::map::Map;
use suzerain::{Basis, UncertainDate};
use time::{Date, Month};

fn main() -> Result<(), Box<dyn Error>> {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let atlas = suzerain_world::atlas();
    let text = match words.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
        ["--page"] => {
            let years = (1946..=2026).filter_map(|year| Date::from_calendar_date(year, Month::January, 1).ok());
            Map::through(atlas, years).to_html()
        }
        [day] => Map::of(&atlas.on(day.parse::<UncertainDate>()?.earliest(), Basis::DeFacto)).width(1400).to_svg(),
        _ => return Err("usage: world_map DAY, or world_map --page".into()),
    };
    std::io::stdout().lock().write_all(text.as_bytes())?;
    Ok(())
}
