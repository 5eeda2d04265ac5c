//! A file of whichever container, by a mapping of its columns.

use std::io;
use std::path::Path;

use super::collector::Collector;
use super::columns::Columns;
use super::importer::Importer;
use super::options::{Options, shared_options};
use super::source::{Source, read_features};
use super::{ImportError, Imported, Mapping};
use crate::atlas::SourceDraft;

/// Imports a file whose columns a [`Mapping`] explains, in any of these containers, told by its first bytes:
///
/// | container | columns |
/// |---|---|
/// | GeoJSON; newline-delimited, or in sequences of RFC 8142 | properties |
/// | `TopoJSON` | properties; each object is a layer |
/// | shapefile: `.shp` with the files beside it | those of the `.dbf` |
/// | `FlatGeobuf` | its columns |
/// | `GeoPackage`, with the feature `geopackage` of this crate | those of the table; each table of features is a layer |
/// | KML | `name`, `description`, `begin` and `end` of a time span, and all data and simple data |
/// | gzip, zip and KMZ with one of these | |
///
/// Of a file with several layers one must be [named](Self::layer).
///
/// # What is assumed and lost
///
/// What [`GeoJson`](super::GeoJson), [`Shapefile`](super::Shapefile) and [`FlatGeobuf`](super::FlatGeobuf) say. What is
/// packed may become up to 100 times as large, or 64 MiB; more is refused. Styles, overlays and tracks of KML are not read.
///
/// # Example
///
/// ```
/// use suzerain::import::{MappedFile, Mapping};
///
/// let file = std::env::temp_dir().join("suzerain-mapped-file.kml");
/// std::fs::write(&file, "<kml><Placemark><name>Isle</name><Polygon><outerBoundaryIs><LinearRing>
///   <coordinates>10,40 11,40 11,41 10,40</coordinates></LinearRing></outerBoundaryIs></Polygon></Placemark></kml>")?;
/// let imported = MappedFile::new(Mapping::new().name("name")).read(&file)?;
/// assert_eq!(imported.atlas().territories()[0].code().to_string(), "Isle");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug)]
#[must_use]
pub struct MappedFile<'p> {
    mapping: Mapping,
    options: Options<'p>,
}

shared_options!(MappedFile);

impl MappedFile<'_> {
    /// An importer that reads the columns as the mapping says.
    pub fn new(mapping: Mapping) -> Self {
        Self { mapping, options: Options::default() }
    }

    /// The layer to read: an object of `TopoJSON`, a table of a `GeoPackage`, a file of a zip file.
    pub fn layer(mut self, name: &str) -> Self {
        self.options.layer = Some(name.to_owned());
        self
    }

    /// Reads the file of this path.
    ///
    /// # Errors
    ///
    /// [`ImportError`] when it cannot be read, or with the problems of the file.
    pub fn read(mut self, path: impl AsRef<Path>) -> Result<Imported, ImportError> {
        let path = path.as_ref();
        self.options.name_after(path);
        self.import(path)
    }
}

impl<'p> Importer<'p> for MappedFile<'p> {
    type Input<'i> = &'i Path;

    const NAME: &'static str = "file";

    fn source(&self) -> SourceDraft {
        self.mapping.source()
    }

    fn options(&mut self) -> &mut Options<'p> {
        &mut self.options
    }

    fn collect(self, path: &Path, collector: &mut Collector<'p>) -> io::Result<()> {
        let mut columns = Columns::new(&self.mapping);
        read_features(Source::Path(path), collector, &mut columns)?;
        columns.finish(collector);
        Ok(())
    }
}
