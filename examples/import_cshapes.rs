//! Who held a place by CShapes 2.0, and the map of a day?
//!
//! `cargo run --release --features import --example import_cshapes -- cshapes_2_gw.topojson 1914-06-28 45.8 15.97`
//! imports the file, in GeoJSON or TopoJSON, and prints what was read and assumed, the ten largest holders of the day
//! with their km2, and every spell at the place (latitude longitude). The import goes on standard error as it is.

use std::error::Error;
use std::fs::File;
use std::io::BufReader;
use std::process::ExitCode;
use std::time::Instant;

use suzerain::import::CShapes;
use suzerain::{Basis, Position, UncertainDate};

const USAGE: &str = "usage: import_cshapes FILE [DAY [LATITUDE LONGITUDE]]";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    if !matches!(arguments.len(), 1 | 2 | 4) {
        eprintln!("{USAGE}");
        return ExitCode::from(2);
    }
    match run(&arguments) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("import_cshapes: {error}");
            ExitCode::FAILURE
        }
    }
}

fn run(arguments: &[String]) -> Result<(), Box<dyn Error>> {
    let argument = |number: usize| arguments.get(number).map(String::as_str);
    let file = argument(0).unwrap_or_default();
    let begin = Instant::now();
    let reader = BufReader::new(File::open(file).map_err(|error| format!("'{file}' cannot be read: {error}"))?);
    let imported = CShapes::new().named(file).read(reader)?;
    eprintln!("imported in {:.2} s", begin.elapsed().as_secs_f64());
    println!("{}", imported.report());

    let day: UncertainDate = argument(1).unwrap_or("2000-01-01").parse()?;
    let day = day.day().ok_or("the day must be exact, such as 1914-06-28")?;
    let atlas = imported.atlas();
    let snapshot = atlas.on(day, Basis::DeFacto);
    println!("\n{day}, de facto:");
    let mut shares = snapshot.shares();
    shares.sort_by(|a, b| b.area_km2().total_cmp(&a.area_km2()));
    for share in shares.iter().take(10) {
        println!("{share}");
    }
    let (lat, lon) = (argument(2).unwrap_or("45.8").parse()?, argument(3).unwrap_or("15.97").parse()?);
    let place = Position::from_lat_lon(lat, lon)?;
    println!("\n{place}:");
    for spell in atlas.history_at(place) {
        println!("{}: {}", spell.period(), spell.outcome());
    }
    Ok(())
}
