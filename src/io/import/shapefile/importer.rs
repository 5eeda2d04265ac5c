//! Shapefiles, by a mapping of their columns.

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

use super::records::read_path;
use crate::atlas::SourceDraft;
use crate::io::import::collector::Collector;
use crate::io::import::columns::Columns;
use crate::io::import::importer::Importer;
use crate::io::import::options::{Options, shared_options};
use crate::io::import::packed::ZIP;
use crate::io::import::source::{Source, read_features};
use crate::io::import::{ImportError, Imported, Mapping};

/// Imports shapefiles: `.shp` with the outlines, `.dbf` with the columns that a [`Mapping`] explains, and `.prj` and
/// `.cpg` if they exist.
///
/// # What is assumed
///
/// - The assumptions of [`GeoJson`](crate::import::GeoJson) about a feature apply to a record too.
/// - Coordinates of the system that the `.prj` states are converted, as the [module](crate::import) describes; without one, WGS84
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
/// assert!(error.to_string().contains("cannot be read"), "{error}");
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
        self.options.name_after(path);
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
