//! A file of whichever format.

use std::fs::{self, File};
use std::io::{self, Read};
use std::path::Path;

use time::Date;

use super::importer::{FileHead, Importer};
use super::options::{Options, shared_options};
use super::packed::HEAD_BYTES;
use super::source::{Source, telling_bytes};
use super::{
    CShapes, Cliopatria, Format, HistoricalBasemaps, ImportReport, Imported, LinkedPlaces, NaturalEarth,
    OpenHistoricalMap, ReadError,
};
use crate::atlas::Atlas;
use crate::io::binary::MAGIC;

/// Imports a file or a folder in the [`Format`] that is given, or in the one that its name and first bytes suggest. The
/// features of foreign formats may be in any container that [`MappedFile`](super::MappedFile) reads.
///
/// The importer of each format documents what it assumes and loses. Repairs and progress apply to foreign formats only:
/// documents and binary forms of atlases are read as they are, or refused.
///
/// # Example
///
/// ```
/// use suzerain::Position;
/// use suzerain::import::{AnyFile, Format};
/// use time::macros::date;
///
/// let rows = r#"{"type": "FeatureCollection", "features": [
///   {"type": "Feature", "properties": {"gwcode": 501, "country_name": "Kenya", "start": "1963-12-12",
///     "end": "2019-12-31", "status": "independent", "owner": "501", "b_def": 1},
///    "geometry": {"type": "Polygon", "coordinates": [[[34, -4], [41, -4], [41, 4], [34, 4], [34, -4]]]}}]}"#;
/// let path = std::env::temp_dir().join("suzerain-any-file.geojson");
/// std::fs::write(&path, rows)?;
///
/// // The columns `gwcode` and so on are those of CShapes.
/// let imported = AnyFile::new().read(&path)?;
/// let nairobi = Position::from_lat_lon(-1.29, 36.82)?;
/// assert_eq!(imported.atlas().controller_at(nairobi, date!(1990-01-01)).to_string(), "Kenya");
/// assert!(AnyFile::new().format(Format::Cliopatria).read(&path).is_err());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Default)]
#[must_use]
pub struct AnyFile<'p> {
    format: Option<Format>,
    since: Option<Date>,
    level: Option<u8>,
    until_next_map: bool,
    options: Options<'p>,
}

shared_options!(AnyFile);

impl AnyFile<'_> {
    /// An importer that guesses the format.
    pub fn new() -> Self {
        Self::default()
    }

    /// The format of the file, which is then not guessed.
    pub fn format(mut self, format: Format) -> Self {
        self.format = Some(format);
        self
    }

    /// The day from which a file without dates holds: [`NaturalEarth::since`]. Other formats have dates of their own.
    pub fn since(mut self, day: Date) -> Self {
        self.since = Some(day);
        self
    }

    /// The `admin_level` that holds: [`OpenHistoricalMap::holders_at_level`]. Other formats have no levels.
    pub fn holders_at_level(mut self, level: u8) -> Self {
        self.level = Some(level);
        self
    }

    /// Each map of a year holds until the next one: [`HistoricalBasemaps::until_next_map`]. Other formats have dates of
    /// their own.
    pub fn until_next_map(mut self) -> Self {
        self.until_next_map = true;
        self
    }

    /// Reads the file or folder at this path.
    ///
    /// # Errors
    ///
    /// [`ReadError`] when the path cannot be read, when its format cannot be guessed, or with every problem of the file.
    pub fn read(mut self, path: impl AsRef<Path>) -> Result<Imported, ReadError> {
        let path = path.as_ref();
        let name = path.display().to_string();
        let format = match self.format {
            Some(format) => format,
            None => Format::guess(path, &first_bytes(path)?).ok_or_else(|| ReadError::UnknownFormat(name.clone()))?,
        };
        self.options.name_after(path);
        match READERS.iter().find(|reader| reader.format == format) {
            Some(reader) => (reader.read)(self, path),
            None => Err(ReadError::UnknownFormat(name)),
        }
    }
}

impl Format {
    /// The format of a file, from its name and its first bytes; `None` where neither is characteristic.
    ///
    /// # Example
    ///
    /// ```
    /// use std::path::Path;
    /// use suzerain::import::Format;
    ///
    /// assert_eq!(Format::guess(Path::new("world_bc500.geojson"), b"{"), Some(Format::HistoricalBasemaps));
    /// assert_eq!(Format::guess(Path::new("mine.geojson"), b"{\"type\": \"FeatureCollection\"}"), None);
    /// ```
    #[must_use]
    pub fn guess(path: &Path, head: &[u8]) -> Option<Self> {
        // What is packed, or has its columns elsewhere, tells nothing by its own first bytes.
        let telling = telling_bytes(path, head).unwrap_or_default();
        let file = FileHead::new(path, &telling);
        READERS.iter().find(|reader| (reader.recognises)(&file)).map(|reader| reader.format)
    }
}

/// One format: how it is recognised, and how it is read.
struct Reader {
    format: Format,
    recognises: fn(&FileHead<'_>) -> bool,
    read: fn(AnyFile<'_>, &Path) -> Result<Imported, ReadError>,
}

/// Every format, in the order in which they are tried: those with the least characteristic words come last.
const READERS: [Reader; 8] = [
    Reader {
        format: Format::Binary,
        recognises: |file| file.bytes.starts_with(&MAGIC),
        read: |_, path| Ok(as_is(Atlas::from_bytes(&fs::read(path)?)?)),
    },
    Reader {
        format: Format::Atlas,
        recognises: |file| file.quotes("suzerain") && !file.quotes("@context"),
        read: |file, path| Ok(as_is(Atlas::from_geojson_within(File::open(path)?, file.options.limits)?)),
    },
    Reader {
        format: Format::Cliopatria,
        recognises: Cliopatria::recognises,
        read: |file, path| stream(Cliopatria::new(), file.options, path),
    },
    Reader {
        format: Format::HistoricalBasemaps,
        recognises: HistoricalBasemaps::recognises,
        read: |file, path| {
            let mut importer = HistoricalBasemaps::new();
            if file.until_next_map {
                importer = importer.until_next_map();
            }
            *importer.options() = file.options;
            Ok(importer.import(path)?)
        },
    },
    Reader {
        format: Format::LinkedPlaces,
        recognises: LinkedPlaces::recognises,
        read: |file, path| stream(LinkedPlaces::new(), file.options, path),
    },
    Reader {
        format: Format::NaturalEarth,
        recognises: NaturalEarth::recognises,
        read: |file, path| {
            let mut importer = file.since.into_iter().fold(NaturalEarth::new(), NaturalEarth::since);
            *importer.options() = file.options;
            Ok(importer.import((Source::Path(path), None))?)
        },
    },
    Reader {
        format: Format::CShapes,
        recognises: CShapes::recognises,
        read: |file, path| stream(CShapes::new(), file.options, path),
    },
    Reader {
        format: Format::OpenHistoricalMap,
        recognises: OpenHistoricalMap::recognises,
        read: |file, path| {
            let importer = file.level.into_iter().fold(OpenHistoricalMap::new(), OpenHistoricalMap::holders_at_level);
            stream(importer, file.options, path)
        },
    },
];

/// Reads a file with an importer of features.
fn stream<'p, I>(mut importer: I, options: Options<'p>, path: &Path) -> Result<Imported, ReadError>
where
    I: for<'i> Importer<'p, Input<'i> = Source<'i>>,
{
    *importer.options() = options;
    Ok(importer.import(Source::Path(path))?)
}

/// An atlas of this crate's own forms, which is complete as it is.
fn as_is(atlas: Atlas) -> Imported {
    let features = atlas.territories().len() + atlas.landmarks().len();
    let report = ImportReport { features_read: features, features_imported: features, ..ImportReport::default() };
    Imported { atlas, report }
}

/// The first bytes of a file; none of a folder.
fn first_bytes(path: &Path) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    if !path.is_dir() {
        File::open(path)?.take(HEAD_BYTES).read_to_end(&mut bytes)?;
    }
    Ok(bytes)
}
