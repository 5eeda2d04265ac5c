//! The formats that can be imported without a mapping of their columns, by name.

use std::fmt;
use std::str::FromStr;

use crate::model::word::Word;

/// A format of data that an atlas can be made from without a mapping of its columns; [`AnyFile`](super::AnyFile)
/// reads them all.
///
/// Plain GeoJSON, shapefiles and `FlatGeobuf` are not among them: they need a [`Mapping`](super::Mapping), so they are
/// read with [`GeoJson`](super::GeoJson), [`Shapefile`](super::Shapefile) and [`FlatGeobuf`](super::FlatGeobuf).
///
/// # Example
///
/// ```
/// use suzerain::import::Format;
///
/// assert_eq!("cshapes".parse::<Format>()?, Format::CShapes);
/// assert_eq!(Format::LinkedPlaces.to_string(), "linked-places");
/// # Ok::<(), suzerain::import::UnknownFormat>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Format {
    /// The atlas documents of this crate: [`Atlas::from_geojson`](crate::Atlas::from_geojson).
    Atlas,
    /// The binary form of an atlas: [`Atlas::to_bytes`](crate::Atlas::to_bytes).
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

/// A text that names no [`Format`].
///
/// # Example
///
/// ```
/// use suzerain::import::Format;
///
/// let error = "gpx".parse::<Format>().unwrap_err();
/// assert_eq!(
///     error.to_string(),
///     "'gpx' is not a format; use one of: atlas, binary, cshapes, cliopatria, ohm, linked-places, natural-earth, \
///      historical-basemaps"
/// );
/// assert_eq!(error.text(), "gpx");
/// ```
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("'{0}' is not a format; use one of: {words}", words = Format::all_words())]
pub struct UnknownFormat(String);

impl UnknownFormat {
    /// The text.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.0
    }
}
