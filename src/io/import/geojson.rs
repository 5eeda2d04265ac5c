//! Plain GeoJSON, by a mapping of its properties.

use std::io::{self, Read};

use super::collector::Collector;
use super::columns::Columns;
use super::importer::Importer;
use super::options::{Options, shared_options};
use super::source::{Source, read_features};
use super::{ImportError, Imported, Mapping};
use crate::atlas::SourceDraft;

/// Imports plain GeoJSON, whose properties a [`Mapping`] explains.
///
/// It reads a `FeatureCollection`, or features and collections one after the other, as in newline-delimited GeoJSON and in
/// the sequences of RFC 8142; and `TopoJSON` with one layer. Packed with gzip they are unpacked.
///
/// # What is assumed
///
/// - Each feature is a territory with an outline of its own, and a sovereignty over it between its dates; a missing date
///   is open.
/// - The same text in the column of holders is the same polity, a sovereign state that exists always.
/// - Names are recorded as English.
/// - Outlines are as accurate as the mapping says: 10 km by default.
/// - Coordinates are WGS84 longitude and latitude, or of the system that a `crs` member before the features states, as the
///   [module](super) describes.
///
/// # What is lost
///
/// Columns that the mapping does not name; heights; bounding boxes; foreign members of the collection and its features.
/// Points and lines are skipped, as every feature with a problem.
///
/// # Example
///
/// See [`Mapping`], and the [module](super).
///
/// ```
/// use suzerain::import::{GeoJson, Mapping};
///
/// let lines = r#"{"type": "Feature", "properties": {"name": "Isle"},
///   "geometry": {"type": "Polygon", "coordinates": [[[0, 0], [1, 0], [1, 1], [0, 0]]]}}"#;
/// let imported = GeoJson::new(Mapping::new().name("name")).read(lines.as_bytes())?;
/// assert_eq!(imported.atlas().territories()[0].names()[0].text(), "Isle");
/// # Ok::<(), suzerain::import::ImportError>(())
/// ```
#[derive(Debug)]
#[must_use]
pub struct GeoJson<'p> {
    mapping: Mapping,
    options: Options<'p>,
}

shared_options!(GeoJson);

impl GeoJson<'_> {
    /// An importer that reads the properties of features as the mapping says.
    pub fn new(mapping: Mapping) -> Self {
        Self { mapping, options: Options::default() }
    }

    /// Reads a file.
    ///
    /// # Errors
    ///
    /// [`ImportError`] when the reader fails, or with every problem of the file.
    pub fn read(self, mut reader: impl Read) -> Result<Imported, ImportError> {
        self.import(Source::Stream(&mut reader))
    }
}

impl<'p> Importer<'p> for GeoJson<'p> {
    type Input<'i> = Source<'i>;

    const NAME: &'static str = "geojson";

    fn source(&self) -> SourceDraft {
        self.mapping.source()
    }

    fn options(&mut self) -> &mut Options<'p> {
        &mut self.options
    }

    fn collect(self, source: Source<'_>, collector: &mut Collector<'p>) -> io::Result<()> {
        let mut columns = Columns::new(&self.mapping);
        read_features(source, collector, &mut columns)?;
        columns.finish(collector);
        Ok(())
    }
}
