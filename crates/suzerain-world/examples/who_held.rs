//! Who held a place on a day.
//!
//! `cargo run --release -p suzerain-world --example who_held -- 29.37 47.98 1990-10-01`; without arguments, Kuwait City on
//! that day.

use std::error::Error;

use suzerain::{Position, UncertainDate};

fn main() -> Result<(), Box<dyn Error>> {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let (latitude, longitude, day) = match words.as_slice() {
        [] => ("29.37", "47.98", "1990-10-01"),
        [latitude, longitude, day] => (latitude.as_str(), longitude.as_str(), day.as_str()),
        _ => return Err("usage: who_held LATITUDE LONGITUDE DAY".into()),
    };
    let place = Position::from_lat_lon(latitude.parse()?, longitude.parse()?)?;
    let day = day.parse::<UncertainDate>()?.earliest();
    let atlas = suzerain_world::atlas();
    println!("{} de facto", atlas.controller_at(place, day));
    println!("{} de jure", atlas.sovereign_at(place, day));
    println!("\n{}", atlas.status_at(place, day));
    Ok(())
}
