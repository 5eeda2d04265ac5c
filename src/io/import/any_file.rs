//! A file of whichever format.

use std::fs::{self, File};
use std::io::Read;
use std::path::Path;

use time::Date;

use super::format::head;
use super::options::{Options, shared_options};
use super::{
    CShapes, Cliopatria, Format, HistoricalBasemaps, ImportError, ImportReport, Imported, LinkedPlaces, NaturalEarth,
    OpenHistoricalMap, ReadError,
};
use crate::atlas::Atlas;

/// Imports a file, or a folder of them, in the format that is stated, or else in the one that its name and its first
/// bytes suggest.
///
/// What is assumed and lost is told where each [`Format`] is. Repairs and progress are for foreign formats: documents and
/// binary forms of atlases are taken as they are, or refused.
///
/// # Example
///
/// ```no_run
/// use suzerain::Position;
/// use suzerain::import::{AnyFile, Repair};
/// use time::macros::date;
///
/// let world = AnyFile::new().repair(Repair::all(0.001)).until_next_map().read("historical-basemaps/geojson")?;
/// println!("{}", world.report());
/// let prague = Position::from_lat_lon(50.08, 14.43)?;
/// assert_eq!(world.atlas().controller_at(prague, date!(1905-06-01)).to_string(), "Austria Hungary");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Default)]
#[must_use]
pub struct AnyFile<'p> {
    format: Option<Format>,
    since: Option<Date>,
    until_next_map: bool,
    options: Options<'p>,
}

shared_options!(AnyFile);

impl AnyFile<'_> {
    /// An importer that guesses the format.
    pub fn new() -> Self {
        Self::default()
    }

    /// The file has this format.
    pub fn format(mut self, format: Format) -> Self {
        self.format = Some(format);
        self
    }

    /// What a file without dates draws is so from this day on: [`NaturalEarth::since`]. Other formats state their days.
    pub fn since(mut self, day: Date) -> Self {
        self.since = Some(day);
        self
    }

    /// Each map of a year holds until the next one: [`HistoricalBasemaps::until_next_map`]. Other formats state their days.
    pub fn until_next_map(mut self) -> Self {
        self.until_next_map = true;
        self
    }

    /// Reads the file or folder of this path.
    ///
    /// # Errors
    ///
    /// [`ReadError`] when the path cannot be read, when its format cannot be guessed, or with every problem of the file.
    pub fn read(mut self, path: impl AsRef<Path>) -> Result<Imported, ReadError> {
        let path = path.as_ref();
        let name = path.display().to_string();
        let format = match self.format {
            Some(format) => format,
            None => Format::guess(path, &head(path)?).ok_or_else(|| ReadError::UnknownFormat(name.clone()))?,
        };
        let mut options = std::mem::take(&mut self.options);
        options.document.get_or_insert_with(|| name.as_str().into());
        Ok(match format {
            Format::Atlas => whole(Atlas::from_geojson(open(path)?)?),
            Format::Binary => whole(Atlas::from_bytes(&fs::read(path)?)?),
            Format::CShapes => {
                let mut importer = CShapes::new();
                importer.options = options;
                importer.read(open(path)?)?
            }
            Format::Cliopatria => {
                let mut importer = Cliopatria::new();
                importer.options = options;
                importer.read(open(path)?)?
            }
            Format::OpenHistoricalMap => {
                let mut importer = OpenHistoricalMap::new();
                importer.options = options;
                importer.read(open(path)?)?
            }
            Format::LinkedPlaces => {
                let mut importer = LinkedPlaces::new();
                importer.options = options;
                importer.read(open(path)?)?
            }
            Format::NaturalEarth => {
                let mut importer = self.since.into_iter().fold(NaturalEarth::new(), NaturalEarth::since);
                importer.options = options;
                importer.read(open(path)?)?
            }
            Format::HistoricalBasemaps => {
                let mut importer = HistoricalBasemaps::new();
                importer.options = options;
                if self.until_next_map {
                    importer = importer.until_next_map();
                }
                importer.read(path)?
            }
        })
    }
}

/// An atlas of this crate's own forms: all of it is taken as it is.
fn whole(atlas: Atlas) -> Imported {
    let read = atlas.territories().len() + atlas.landmarks().len();
    Imported { atlas, report: ImportReport { read, imported: read, ..ImportReport::default() } }
}

fn open(path: &Path) -> Result<impl Read + use<>, ImportError> {
    Ok(File::open(path)?)
}
