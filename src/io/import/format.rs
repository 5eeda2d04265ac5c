//! The formats that can be imported, by name, by content, and from any path.

use std::fmt;
use std::fs::File;
use std::io::{self, Read};
use std::path::Path;
use std::str::FromStr;

use super::{ImportError, basemaps};
use crate::io::DocumentError;
use crate::io::binary::{BinaryError, MAGIC};
use crate::model::word::Word;

/// A format of data that an atlas can be made of without being told what its columns mean; [`AnyFile`](super::AnyFile)
/// reads them all.
///
/// Plain GeoJSON, shapefiles and `FlatGeobuf` are not among them: they need a [`Mapping`](super::Mapping), so that they are
/// read with [`GeoJson`](super::GeoJson), [`Shapefile`](super::Shapefile) and [`FlatGeobuf`](super::FlatGeobuf).
///
/// # Example
///
/// ```
/// use std::path::Path;
/// use suzerain::import::Format;
///
/// assert_eq!("cshapes".parse::<Format>()?, Format::CShapes);
/// assert_eq!(Format::guess(Path::new("world_bc500.geojson"), b"{"), Some(Format::HistoricalBasemaps));
/// assert_eq!(Format::guess(Path::new("mine.geojson"), b"{\"type\": \"FeatureCollection\", \"features\": []}"), None);
/// # Ok::<(), suzerain::import::UnknownFormat>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Format {
    /// The atlas documents of this crate: [`Atlas::from_geojson`](crate::Atlas::from_geojson).
    Atlas,
    /// The binary form of an atlas, which [`Atlas::to_bytes`](crate::Atlas::to_bytes) gives.
    Binary,
    /// `CShapes` 2.0: [`CShapes`](super::CShapes).
    CShapes,
    /// Cliopatria: [`Cliopatria`](super::Cliopatria).
    Cliopatria,
    /// `OpenHistoricalMap`, as GeoJSON: [`OpenHistoricalMap`](super::OpenHistoricalMap).
    OpenHistoricalMap,
    /// A gazetteer in Linked Places format: [`LinkedPlaces`](super::LinkedPlaces).
    LinkedPlaces,
    /// Countries or disputed areas of Natural Earth: [`NaturalEarth`](super::NaturalEarth).
    NaturalEarth,
    /// A folder of historical basemaps, or one of them: [`HistoricalBasemaps`](super::HistoricalBasemaps).
    HistoricalBasemaps,
}

impl Word for Format {
    const WORDS: &'static [(Self, &'static str)] = &[
        (Self::Atlas, "atlas"),
        (Self::Binary, "binary"),
        (Self::CShapes, "cshapes"),
        (Self::Cliopatria, "cliopatria"),
        (Self::OpenHistoricalMap, "ohm"),
        (Self::LinkedPlaces, "linked-places"),
        (Self::NaturalEarth, "natural-earth"),
        (Self::HistoricalBasemaps, "historical-basemaps"),
    ];
}

/// So much of a file is enough to guess its format.
const HEAD: u64 = 1 << 16;

impl Format {
    /// The format of a file, from its name and its first bytes; `None` where neither tells.
    #[must_use]
    pub fn guess(path: &Path, head: &[u8]) -> Option<Self> {
        let text = String::from_utf8_lossy(head);
        let has = |name: &str| text.contains(&format!("\"{name}\""));
        match () {
            () if head.starts_with(&MAGIC) => Some(Self::Binary),
            () if has("suzerain") && !has("@context") => Some(Self::Atlas),
            () if has("FromYear") && has("ToYear") => Some(Self::Cliopatria),
            () if is_map(path) || has("BORDERPRECISION") => Some(Self::HistoricalBasemaps),
            () if text.contains("linkedplaces-context") || (has("@id") && has("timespans")) => Some(Self::LinkedPlaces),
            () if (has("ADM0_A3") || has("adm0_a3")) && (has("SOV_A3") || has("sov_a3")) => Some(Self::NaturalEarth),
            () if has("Topology") || has("gwcode") || has("cowcode") => Some(Self::CShapes),
            () if has("admin_level") || has("start_date") => Some(Self::OpenHistoricalMap),
            () => None,
        }
    }
}

impl fmt::Display for Format {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.word())
    }
}

impl FromStr for Format {
    type Err = UnknownFormat;

    fn from_str(text: &str) -> Result<Self, UnknownFormat> {
        Self::from_word(text).ok_or_else(|| UnknownFormat(text.to_owned()))
    }
}

/// A word that names no [`Format`].
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("'{0}' is not a format; use one of: {words}", words = Format::all_words())]
pub struct UnknownFormat(String);

/// Whether a path is named as a historical basemap is, or is a folder that has one.
fn is_map(path: &Path) -> bool {
    let is_named = |path: &Path| path.file_name().is_some_and(|name| basemaps::year(&name.to_string_lossy()).is_some());
    is_named(path) || path.read_dir().is_ok_and(|files| files.flatten().any(|file| is_named(&file.path())))
}

/// The first bytes of a file; nothing of a folder.
pub(super) fn head(path: &Path) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    if !path.is_dir() {
        File::open(path)?.take(HEAD).read_to_end(&mut bytes)?;
    }
    Ok(bytes)
}

/// A path from which no atlas could be read.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ReadError {
    /// Neither its name nor its content tells its format.
    #[error(
        "the format of '{0}' is not known; state one of: {words}; plain GeoJSON, .shp and .fgb files are read with a \
         mapping of their columns",
        words = Format::all_words()
    )]
    UnknownFormat(String),
    /// It cannot be imported.
    #[error(transparent)]
    Import(#[from] ImportError),
    /// It is no atlas document.
    #[error(transparent)]
    Document(#[from] DocumentError),
    /// It is no binary form of an atlas, or a damaged one.
    #[error(transparent)]
    Binary(#[from] BinaryError),
}

impl From<io::Error> for ReadError {
    fn from(error: io::Error) -> Self {
        Self::Import(error.into())
    }
}
