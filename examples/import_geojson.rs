//! An atlas of a plain file: which columns mean what is said on the command line.
//!
//! `cargo run --release --features import --example import_geojson -- districts.geojson --name district --holder state
//! --from begin --until end --ends included --dates years --day 1914-06-28` reads GeoJSON, sequences of it, TopoJSON, a
//! shapefile, FlatGeobuf, KML, KMZ, or any of them packed with gzip or zip; with `--features geopackage` also a `GeoPackage`. It
//! prints what was read, repaired and assumed, where the file gives an area
//! to two holders or leaves gaps, and who held how much on the day.
//!
//! Columns: `--code`, `--name`, `--holder`, `--holder-code`, `--from`, `--until`, `--kind`. How they are meant: `--ends
//! included` or `excluded`, `--dates edtf`, `iso`, `years`, `dmy`, `mdy` or a pattern such as `%d.%m.%Y`, `--accuracy METRES`.
//! `--repair TOLERANCE` makes every repair, and snaps within that many degrees. `--layer NAME` names the layer of a file with
//! several. A feature with a problem is skipped and listed; with `--strict` it makes the import fail. `--out FILE` writes the
//! atlas as a document, or, if the name ends with `.suz`, in binary form.
//!
//! Exit code 1 for a file that cannot be imported, with its problems; 2 for wrong arguments.

use std::error::Error;
use std::fs::{self, File};
use std::io::BufWriter;
use std::path::Path;
use std::process::ExitCode;

use suzerain::import::{DateFormat, Ends, Imported, MappedFile, Mapping, Repair};
use suzerain::{Basis, UncertainDate};
use time::Date;

const USAGE: &str = "usage: import_geojson FILE [--code|--name|--holder|--holder-code|--from|--until|--kind COLUMN]... \
                     [--ends included|excluded] [--dates edtf|iso|years|dmy|mdy|PATTERN] [--accuracy METRES] [--repair DEGREES] \
                     [--layer NAME] [--strict] [--day DAY] [--out FILE]";
/// How many conflicts and holders are printed.
const SHOWN: usize = 20;

/// What the command line asks for.
struct Wanted {
    file: String,
    mapping: Mapping,
    repair: Repair,
    layer: Option<String>,
    strict: bool,
    day: Option<Date>,
    out: Option<String>,
}

fn main() -> ExitCode {
    let wanted = match arguments(std::env::args().skip(1)) {
        Ok(wanted) => wanted,
        Err(error) => {
            eprintln!("import_geojson: {error}\n{USAGE}");
            return ExitCode::from(2);
        }
    };
    match run(&wanted) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("import_geojson: {error}");
            ExitCode::FAILURE
        }
    }
}

fn arguments(mut given: impl Iterator<Item = String>) -> Result<Wanted, String> {
    let (mut file, mut mapping, mut repair) = (None, Mapping::new(), Repair::new());
    let (mut layer, mut strict, mut day, mut out) = (None, false, None, None);
    while let Some(argument) = given.next() {
        if !argument.starts_with("--") {
            if let Some(file) = &file {
                return Err(format!("FILE is '{file}' already, but here is '{argument}'"));
            }
            file = Some(argument);
            continue;
        }
        let mut value = || given.next().ok_or_else(|| format!("{argument}: a value is wanted after it"));
        let number = |text: String| match text.parse::<f64>() {
            Ok(number) if number >= 0.0 => Ok(number),
            _ => Err(format!("{argument}: '{text}' is not a number from 0")),
        };
        match argument.as_str() {
            "--code" => mapping = mapping.code(&value()?),
            "--name" => mapping = mapping.name(&value()?),
            "--holder" => mapping = mapping.holder(&value()?),
            "--holder-code" => mapping = mapping.holder_code(&value()?),
            "--from" => mapping = mapping.from(&value()?),
            "--until" => mapping = mapping.until(&value()?),
            "--kind" => mapping = mapping.kind(&value()?),
            "--ends" => {
                mapping = mapping.ends(match value()?.as_str() {
                    "included" => Ends::Included,
                    "excluded" => Ends::Excluded,
                    other => return Err(format!("--ends: '{other}' is not included or excluded")),
                });
            }
            "--dates" => {
                let dates = value()?.parse::<DateFormat>();
                mapping = mapping.dates(dates.map_err(|error| format!("--dates: {error}"))?);
            }
            "--accuracy" => mapping = mapping.accuracy_m(number(value()?)?),
            "--repair" => repair = Repair::all(number(value()?)?),
            "--layer" => layer = Some(value()?),
            "--strict" => strict = true,
            "--day" => {
                let text = value()?;
                let date = text.parse::<UncertainDate>().ok().and_then(UncertainDate::day);
                day = Some(date.ok_or_else(|| format!("--day: '{text}' is not one day, such as 1914-06-28"))?);
            }
            "--out" => out = Some(value()?),
            _ => return Err(format!("option '{argument}' is not known")),
        }
    }
    Ok(Wanted { file: file.ok_or("no FILE given")?, mapping, repair, layer, strict, day, out })
}

fn import(Wanted { file, mapping, repair, layer, strict, .. }: &Wanted) -> Result<Imported, Box<dyn Error>> {
    let mut importer = MappedFile::new(mapping.clone()).repair(*repair);
    if let Some(layer) = layer {
        importer = importer.layer(layer);
    }
    if *strict {
        importer = importer.strict();
    }
    importer.read(file).map_err(|error| format!("'{file}': {error}").into())
}

fn run(wanted: &Wanted) -> Result<(), Box<dyn Error>> {
    let imported = import(wanted)?;
    println!("{}", imported.report());
    let atlas = imported.atlas();

    let mut conflicts = atlas.conflicts();
    conflicts.sort_by(|one, other| other.area_km2().total_cmp(&one.area_km2()));
    println!("\n{} conflicts; the largest:", conflicts.len());
    conflicts.iter().take(SHOWN).for_each(|conflict| println!("{conflict}"));

    if let Some(day) = wanted.day {
        let mut shares = atlas.on(day, Basis::DeFacto).shares();
        shares.sort_by(|one, other| other.area_km2().total_cmp(&one.area_km2()));
        println!("\n{day}, the largest of {} shares:", shares.len());
        shares.iter().take(SHOWN).for_each(|share| println!("{share}"));
    }
    if let Some(out) = &wanted.out {
        let written = |error| format!("'{out}' cannot be written: {error}");
        if Path::new(out).extension().is_some_and(|extension| extension == "suz") {
            fs::write(out, atlas.to_bytes()).map_err(written)?;
        } else {
            atlas.to_geojson(BufWriter::new(File::create(out).map_err(written)?))?;
        }
    }
    Ok(())
}
