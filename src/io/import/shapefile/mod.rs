//! Shapefiles, by a mapping of their columns.

mod bytes;
mod dbf;
mod shp;

use std::fs::{self, File};
use std::io::{self, BufReader, Read};
use std::path::Path;

use serde_json::Map;

use super::collector::Collector;
use super::columns::Columns;
use super::feature::Feature;
use super::drawn::Drawn;
use super::geometry::{Form, Geometry};
use super::importer::Importer;
use super::options::{Options, shared_options};
use super::packed::ZIP;
use super::sink::Sink;
use super::source::{Source, read_features};
use super::{ImportError, ImportLocation, ImportProblemKind, Imported, Mapping, projection};
use crate::atlas::SourceDraft;
use dbf::Table;
use shp::{Content, Shapes};

/// Imports shapefiles: `.shp` with the outlines, `.dbf` with the columns that a [`Mapping`] explains, and `.prj` and
/// `.cpg` if they exist.
///
/// # What is assumed
///
/// - The assumptions of [`GeoJson`](super::GeoJson) about a feature apply to a record too.
/// - Coordinates of the system that the `.prj` states are converted, as the [module](super) describes; without one, WGS84
///   longitude and latitude are assumed, with a note.
/// - The text of the `.dbf` has the encoding that the `.cpg` names; without one, that of the code page in the `.dbf`
///   itself; without that, UTF-8. Text in another encoding is a problem; it is never guessed.
/// - A clockwise ring begins a polygon, and those after it are its holes. The area follows from the rings by the even-odd
///   rule, so a ring in the wrong direction does no harm.
///
/// # What is lost
///
/// Columns that the mapping does not name, memos, heights and measures; the index (`.shx`) is not needed. Records that
/// are marked as deleted are skipped. Points and lines are skipped too, as every record with a problem.
///
/// # Example
///
/// ```
/// use suzerain::import::{ImportError, Mapping, Shapefile};
///
/// let error = Shapefile::new(Mapping::new().name("NAME")).read("no/such/districts.shp").unwrap_err();
/// assert!(matches!(error, ImportError::Io(_)));
/// assert!(error.to_string().contains("no .dbf file beside it"), "{error}");
/// ```
#[derive(Debug)]
#[must_use]
pub struct Shapefile<'p> {
    mapping: Mapping,
    options: Options<'p>,
}

shared_options!(Shapefile);

impl Shapefile<'_> {
    /// An importer that reads the columns as the mapping says.
    pub fn new(mapping: Mapping) -> Self {
        Self { mapping, options: Options::default() }
    }

    /// Reads the `.shp` file of this path, and the files beside it; or a zip file that has them.
    ///
    /// # Errors
    ///
    /// [`ImportError`] when the `.shp` or the `.dbf` cannot be read, or with every problem of the files.
    pub fn read(mut self, path: impl AsRef<Path>) -> Result<Imported, ImportError> {
        let path = path.as_ref();
        self.options.document.get_or_insert_with(|| path.display().to_string().into());
        self.import(path)
    }
}

impl<'p> Importer<'p> for Shapefile<'p> {
    type Input<'i> = &'i Path;

    const NAME: &'static str = "shapefile";

    fn source(&self) -> SourceDraft {
        self.mapping.source()
    }

    fn options(&mut self) -> &mut Options<'p> {
        &mut self.options
    }

    fn collect(self, path: &Path, collector: &mut Collector<'p>) -> io::Result<()> {
        let mut columns = Columns::new(&self.mapping);
        let mut head = Vec::new();
        File::open(path)?.take(4).read_to_end(&mut head)?;
        if head.starts_with(ZIP) {
            read_features(Source::Path(path), collector, &mut columns)?;
        } else {
            read_path(path, collector, &mut columns)?;
        }
        columns.finish(collector);
        Ok(())
    }
}

/// The files of a shapefile.
pub(super) struct Parts<'i> {
    pub(super) shp: &'i mut dyn Read,
    pub(super) dbf: &'i mut dyn Read,
    pub(super) prj: Option<Vec<u8>>,
    pub(super) cpg: Option<Vec<u8>>,
}

/// Reads the `.shp` file of this path, and the files beside it.
pub(super) fn read_path<'p>(path: &Path, collector: &mut Collector<'p>, sink: &mut dyn Sink<'p>) -> io::Result<()> {
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
pub(super) fn read<'p>(parts: Parts<'_>, collector: &mut Collector<'p>, sink: &mut dyn Sink<'p>) -> io::Result<()> {
    let file = collector.file();
    match &parts.prj {
        None => collector.note(&file, "there is no .prj file: WGS84 longitude and latitude are assumed"),
        // Without its coordinate system, each position of the file would be a problem.
        Some(text) => {
            if !projection::of_wkt(collector, &file.at(".prj"), &String::from_utf8_lossy(text)) {
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
pub(super) fn columns_beside(path: &Path) -> io::Result<Vec<String>> {
    Ok(columns_of(BufReader::new(File::open(named(path, "dbf").ok_or_else(|| no_table(path))?)?)))
}

/// The columns of a `.dbf` file; none if it is no such file.
pub(super) fn columns_of(reader: impl Read) -> Vec<String> {
    Table::open(reader, None).map(|table| table.columns().map(str::to_owned).collect()).unwrap_or_default()
}

/// The file beside a `.shp` file, with its extension in small or capital letters.
fn named(path: &Path, extension: &str) -> Option<std::path::PathBuf> {
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
