//! One atlas over another: the better one where it has a record, the other elsewhere.
//!
//! `cargo run --release --example merge -- world.topojson` puts the embedded atlas over a file of any format that can be
//! imported, and prints where the two disagree. Then come the answers of the merged atlas at places given as
//! `LATITUDE LONGITUDE DAY`. Options: `--base-first de-jure` (or `de-facto`) asks the file first on that basis,
//! `--same ARM=gw371` says that two polities are one, `--repair DEGREES` repairs the file (snapping within that tolerance; 0
//! snaps nothing), `--out FILE` writes the merged atlas as a document.

use std::error::Error;
use std::fs::File;
use std::io::BufWriter;
use std::process::ExitCode;

use suzerain::import::{AnyFile, Repair};
use suzerain::snapshot::ConflictKind;
use suzerain::{Atlas, Basis, Merge, Position, UncertainDate};

const USAGE: &str = "usage: merge FILE [--base-first de-facto|de-jure] [--same OVERLAY=BASE]... [--repair DEGREES] \
                     [--out FILE] [LATITUDE LONGITUDE DAY]...";
/// How many of the largest disagreements are printed.
const SHOWN: usize = 20;

fn main() -> ExitCode {
    match run(&std::env::args().skip(1).collect::<Vec<_>>()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("merge: {error}");
            ExitCode::FAILURE
        }
    }
}

fn run(arguments: &[String]) -> Result<(), Box<dyn Error>> {
    let mut plain = Vec::new();
    let (mut firsts, mut same, mut out, mut repair) = (Vec::new(), Vec::new(), None, Repair::new());
    let mut rest = arguments.iter();
    while let Some(argument) = rest.next() {
        let mut value = || rest.next().ok_or_else(|| format!("{argument} needs a value; {USAGE}"));
        match argument.as_str() {
            "--base-first" => firsts.push(match value()?.as_str() {
                "de-facto" => Basis::DeFacto,
                "de-jure" => Basis::DeJure,
                other => return Err(format!("'{other}' is no basis; {USAGE}").into()),
            }),
            "--same" => same.push(value()?.split_once('=').ok_or_else(|| format!("--same needs '='; {USAGE}"))?),
            "--out" => out = Some(value()?),
            "--repair" => repair = Repair::all(value()?.parse()?),
            _ => plain.push(argument),
        }
    }
    let [file, places @ ..] = plain.as_slice() else { return Err(USAGE.into()) };
    if places.len() % 3 != 0 {
        return Err(USAGE.into());
    }
    let base = AnyFile::new().repair(repair).read(file).map_err(|error| format!("'{file}': {error}"))?;
    let mut merge = Merge::new(base.atlas(), Atlas::south_caucasus());
    for basis in firsts {
        merge = merge.base_first(basis);
    }
    for (overlay, base) in same {
        merge = merge.same_polity(overlay, base);
    }
    let merged = merge.build()?;
    println!("{}, {} territories", merged.about().name(), merged.territories().len());

    let mut conflicts = merged.conflicts();
    conflicts.retain(|conflict| matches!(conflict.kind(), ConflictKind::Overlap { is_overruled: true, .. }));
    conflicts.sort_by(|one, other| other.area_km2().total_cmp(&one.area_km2()));
    println!("\n{} disagreements; the largest:", conflicts.len());
    conflicts.iter().take(SHOWN).for_each(|conflict| println!("{conflict}"));

    for place in places.chunks_exact(3) {
        let [latitude, longitude, day] = place else { continue };
        let at = Position::from_lat_lon(latitude.parse()?, longitude.parse()?)?;
        let day = day.parse::<UncertainDate>()?.earliest();
        let (held, right) = (merged.controller_at(at, day), merged.sovereign_at(at, day));
        println!("\n{at} on {day}: {held} de facto, {right} de jure");
    }
    if let Some(out) = out {
        merged.to_geojson(BufWriter::new(File::create(out)?))?;
    }
    Ok(())
}
