//! Who held the place of each row of a Parquet file on the day of the row?
//!
//! `cargo run --release -p suzerain-datafusion --example tag_parquet -- events.parquet tagged.parquet` finds the columns of
//! the place and the day by the names in use, as the example `tag_csv` does (`suzerain::table` lists them), or takes the
//! points of a GeoParquet file (well-known binary, or the pairs of `GeoArrow`), and writes every row back, in order, with these
//! columns:
//!
//! - `answer`: sole, condominium, contested, vacant, unrecorded or outside;
//! - `controller`: who held it in fact, `controller_code` and `controller_chain`, from the top down;
//! - `mode`: administration, occupation, peacekeeping, lease or trusteeship; `sovereignty` where no control is recorded;
//! - `sovereign`: in whose right it was held;
//! - `certainty` of the controller and `sovereign_certainty`: `certain`, `likely` or `possible`;
//! - `doubts` about both, a list; `territory`: the most specific one that holds the place;
//! - `error`: what is wrong with the row, all of it.
//!
//! Where the table has a column of one of these names, it stays and the new one is called `error_2`. The file's metadata say
//! which atlas answered: `suzerain.atlas`, `suzerain.edition` and `suzerain.fingerprint`.
//!
//! The file is read batch by batch: memory does not grow with it. `--lon`, `--lat`, `--date` and `--until COLUMN` name
//! columns, `--dates` says how texts of dates are written (`dmy`, `mdy` or a pattern such as `%d.%m.%Y`), `--atlas FILE`
//! asks another atlas, a document or the binary form of one. Exit code 2 for wrong arguments, 1 for a file that cannot be
//! read or written; bad rows are counted on standard error.

mod points;
mod questions;
mod tag;

use std::error::Error;
use std::ffi::OsString;
use std::path::PathBuf;
use std::process::ExitCode;

use suzerain::table::{Columns, DateFormat};
use suzerain_datafusion::Atlases;

const USAGE: &str =
    "usage: tag_parquet [--lon|--lat|--date|--until COLUMN]... [--dates dmy|mdy|ymd|PATTERN] [--atlas FILE] IN OUT";

fn main() -> ExitCode {
    let wanted = match arguments(std::env::args_os().skip(1)) {
        Ok(wanted) => wanted,
        Err(error) => return fail(&format!("{error}\n{USAGE}"), 2),
    };
    match tag::tag(&wanted) {
        Ok(tally) => {
            eprintln!("tag_parquet: {} rows, {} of them bad", tally.rows, tally.bad);
            ExitCode::SUCCESS
        }
        Err(error) => fail(&error.to_string(), 1),
    }
}

fn fail(message: &str, code: u8) -> ExitCode {
    eprintln!("tag_parquet: {message}");
    ExitCode::from(code)
}

/// What the command line asks for.
struct Wanted {
    columns: Columns,
    atlas: String,
    input: PathBuf,
    output: PathBuf,
}

fn arguments(mut given: impl Iterator<Item = OsString>) -> Result<Wanted, Box<dyn Error>> {
    let (mut columns, mut atlas, mut files) = (Columns::new(), Atlases::SOUTH_CAUCASUS.to_owned(), Vec::new());
    while let Some(argument) = given.next() {
        let text = argument.to_string_lossy().into_owned();
        let mut word = |what: &str| match given.next() {
            Some(word) => Ok(word.to_string_lossy().into_owned()),
            None => Err(format!("{text}: {what} is wanted after it")),
        };
        match text.as_str() {
            "--lon" => columns = columns.longitude(&word("a COLUMN")?),
            "--lat" => columns = columns.latitude(&word("a COLUMN")?),
            "--date" => columns = columns.date(&word("a COLUMN")?),
            "--until" => columns = columns.until(&word("a COLUMN")?),
            "--dates" => columns = columns.dates(word("dmy, mdy, ymd or a PATTERN")?.parse::<DateFormat>()?),
            "--atlas" => atlas = word("a FILE")?,
            option if option.starts_with('-') => return Err(format!("option '{option}' is not known").into()),
            _ => files.push(PathBuf::from(argument)),
        }
    }
    match files.as_slice() {
        [input, output] if input == output => Err("IN and OUT are the same file".into()),
        [input, output] => Ok(Wanted { columns, atlas, input: input.clone(), output: output.clone() }),
        _ => Err(format!("{} files are given, IN and OUT are wanted", files.len()).into()),
    }
}
