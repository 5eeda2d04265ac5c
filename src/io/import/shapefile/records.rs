//! The records of a shapefile.

use std::fs::{self, File};
use std::io::{self, BufReader, Read};
use std::path::{Path, PathBuf};

use serde_json::Map;

use super::dbf::Table;
use super::shp::{self, Content, Shapes};
use crate::io::import::collector::Collector;
use crate::io::import::drawn::Drawn;
use crate::io::import::feature::Feature;
use crate::io::import::geometry::{Form, Geometry};
use crate::io::import::sink::Sink;
use crate::io::import::{ImportLocation, ImportProblemKind, coordinate_system};

/// The files of a shapefile.
pub(in crate::io::import) struct Parts<'i> {
    pub(in crate::io::import) shp: &'i mut dyn Read,
    pub(in crate::io::import) dbf: &'i mut dyn Read,
    pub(in crate::io::import) prj: Option<Vec<u8>>,
    pub(in crate::io::import) cpg: Option<Vec<u8>>,
}

/// Reads the `.shp` file of this path, and the files beside it.
pub(in crate::io::import) fn read_path<'p>(
    path: &Path,
    collector: &mut Collector<'p>,
    sink: &mut dyn Sink<'p>,
) -> io::Result<()> {
    let table = named(path, "dbf").ok_or_else(|| no_table(path))?;
    let parts = Parts {
        shp: &mut BufReader::new(File::open(path)?),
        dbf: &mut BufReader::new(File::open(table)?),
        prj: beside(path, "prj")?,
        cpg: beside(path, "cpg")?,
    };
    read(parts, collector, sink)
}

fn no_table(path: &Path) -> io::Error {
    io::Error::new(io::ErrorKind::NotFound, format!("'{}' has no .dbf file beside it", path.display()))
}

/// Reads the records of a shapefile.
pub(in crate::io::import) fn read<'p>(
    parts: Parts<'_>,
    collector: &mut Collector<'p>,
    sink: &mut dyn Sink<'p>,
) -> io::Result<()> {
    let file = collector.file();
    match &parts.prj {
        None => collector.note(&file, "there is no .prj file: WGS84 longitude and latitude are assumed"),
        // Without its coordinate system, each position of the file would be a problem.
        Some(text) => {
            if !coordinate_system::of_wkt(collector, &file.at(".prj"), &String::from_utf8_lossy(text)) {
                return Ok(());
            }
        }
    }
    let label = parts.cpg.map(|text| String::from_utf8_lossy(&text).trim().to_owned());
    match (Table::open(parts.dbf, label.as_deref()), Shapes::open(parts.shp)) {
        (Ok(table), Ok(shapes)) => records(collector, sink, table, shapes)?,
        (table, shapes) => {
            for (part, fault) in [(".dbf", table.err()), (".shp", shapes.err())] {
                if let Some(fault) = fault {
                    collector.problem(file.at(part), fault.problem()?);
                }
            }
        }
    }
    Ok(())
}

/// The columns of the `.dbf` file beside a `.shp` file.
pub(in crate::io::import) fn columns_beside(path: &Path) -> io::Result<Vec<String>> {
    Ok(columns_of(BufReader::new(File::open(named(path, "dbf").ok_or_else(|| no_table(path))?)?)))
}

/// The columns of a `.dbf` file; none if it is no such file.
pub(in crate::io::import) fn columns_of(reader: impl Read) -> Vec<String> {
    Table::open(reader, None).map(|table| table.columns().map(str::to_owned).collect()).unwrap_or_default()
}

/// The file beside a `.shp` file, with its extension in small or capital letters.
fn named(path: &Path, extension: &str) -> Option<PathBuf> {
    [extension.to_owned(), extension.to_uppercase()]
        .into_iter()
        .map(|extension| path.with_extension(extension))
        .find(|path| path.is_file())
}

/// What a small file beside a `.shp` file holds, if it is there.
fn beside(path: &Path, extension: &str) -> io::Result<Option<Vec<u8>>> {
    named(path, extension).map(fs::read).transpose()
}

fn records<'p>(
    collector: &mut Collector<'p>,
    sink: &mut dyn Sink<'p>,
    mut table: Table<impl Read>,
    mut shapes: Shapes<impl Read>,
) -> io::Result<()> {
    table.columns().for_each(|column| sink.column(column));
    for number in 1.. {
        let location = ImportLocation { feature: Some(number), ..collector.file() };
        let (row, content) = (table.next(), shapes.next());
        if let (Ok(None), Ok(None)) = (&row, &content) {
            break;
        }
        collector.begin_feature();
        let mut ends = false;
        let row = match row {
            Ok(row) => row,
            Err(fault) => {
                collector.problem(location.at(".dbf"), fault.problem()?);
                ends = true;
                None
            }
        };
        let content = match content {
            Ok(content) => content,
            Err(fault) => {
                collector.problem(location.at(".shp"), fault.problem()?);
                ends = true;
                None
            }
        };
        match (row, content) {
            (Some(row), _) if row.is_deleted && !ends => collector.skip(&location, "the record is marked as deleted"),
            (Some(row), Some(content)) => {
                for (column, kind) in row.problems {
                    collector.problem(location.at(format!("properties.{column}")), kind);
                }
                let geometry = geometry(collector, &location, content);
                let feature = Feature { location, properties: row.values, geometry, foreign: Map::new() };
                sink.feature(collector, feature);
            }
            (None, None) => {}
            (row, _) if !ends => {
                let (short, long) = if row.is_none() { (".dbf", ".shp") } else { (".shp", ".dbf") };
                let message = format!("the {short} file ends here, but the {long} file has further records");
                collector.problem(location.at(short), ImportProblemKind::Syntax(message));
                ends = true;
            }
            _ => {}
        }
        collector.end_feature(table.bytes() + shapes.bytes());
        if ends {
            break;
        }
    }
    Ok(())
}

fn geometry(collector: &mut Collector<'_>, location: &ImportLocation, content: Content) -> Option<Geometry> {
    let form = match content {
        Content::Null => return None,
        Content::Other(what) => {
            let message = format!("it is a {what}; it must be a polygon");
            collector.problem(location.at("geometry"), ImportProblemKind::Malformed(message));
            Form::None
        }
        Content::Rings(rings) => {
            let mut drawn = Drawn::new(collector, location);
            let mut first = 0;
            for polygon in shp::polygons(rings) {
                let count = polygon.len();
                drawn.rings(polygon, |ring, at| {
                    let at = at.map(|at| format!("[{at}]")).unwrap_or_default();
                    format!("geometry.rings[{}]{at}", first + ring)
                });
                first += count;
            }
            drawn.finish()
        }
    };
    Some(Geometry { form, foreign: Map::new() })
}
