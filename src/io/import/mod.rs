//! Atlases made from other people's data.
//!
//! | format | importer | reads |
//! |---|---|---|
//! | `CShapes` 2.0: states and dependencies, 1886 to 2019 | [`CShapes`] | a stream, GeoJSON or `TopoJSON` |
//! | Cliopatria: polities of the world from 3400 BCE | [`Cliopatria`] | a stream, GeoJSON |
//! | historical basemaps: one map of the world a year | [`HistoricalBasemaps`] | a folder or a file, GeoJSON |
//! | Linked Places 1.3: gazetteers | [`LinkedPlaces`] | a stream, GeoJSON with times |
//! | Natural Earth: countries and disputed areas | [`NaturalEarth`] | one or two streams, GeoJSON |
//! | `OpenHistoricalMap`: boundaries | [`OpenHistoricalMap`] | a stream, GeoJSON |
//! | plain GeoJSON, sequences of it, `TopoJSON` | [`GeoJson`] with a [`Mapping`] | a stream |
//! | `FlatGeobuf` | [`FlatGeobuf`] with a [`Mapping`] | a stream |
//! | shapefiles | [`Shapefile`] with a [`Mapping`] | a path: `.shp` and the files beside it |
//! | any of these three, KML, KMZ, `GeoPackage`, also packed | [`MappedFile`] with a [`Mapping`] | a path |
//! | any of these that needs no mapping; atlas documents; binary forms | [`AnyFile`] | a path |
//!
//! Importers are used alike: `new`, then options, then `read`. `repair` says which faults to [repair](Repair), `strict` that
//! a feature with a problem is not to be left out, `on_progress` reports [`Progress`], `named` sets what problems and notes
//! call the file. `read` returns [`Imported`], the atlas and an [`ImportReport`] of what was assumed, skipped and repaired;
//! or an [`ImportError`] with the problems of the file, each with its feature, line, column and field.
//!
//! One fault is not the end of a file: a feature with a problem is left out, and the report lists it with what is wrong.
//! The import fails if the file breaks off, if its coordinate system or a mapped column is not known, and if no feature is
//! left. Of more than some hundreds of problems the rest is counted by kind.
//!
//! What all importers have in common:
//!
//! - Positions are WGS84 longitude and latitude, rounded to 1e-7 degree. Vertices that only the rounding made redundant
//!   are dropped. Rings follow the even-odd rule; a hole outside its polygon's first ring is a problem.
//! - Coordinates of another system, which a `.prj` file, a `crs` member or the file's header states, are converted by the
//!   crate `proj4rs`: transverse Mercator and UTM, Mercator, Lambert conformal conic and azimuthal equal-area, Albers,
//!   stereographic, cylindrical, Mollweide; edges that would be bent by more than about 1 m get further vertices. Older
//!   datums are shifted by parameters for their whole country, to within 2 to 30 m. NAD83, ETRS89, GDA94 and their like
//!   are taken for WGS84, from which they differ by up to 2 m. A note says so. Other systems are refused by name.
//! - Codes are made of names: letters of other scripts become Latin ones (`Россия` is `Rossiya`), apostrophes are dropped,
//!   anything but letters, digits, `-`, `.` and `_` becomes `-`; at most 31 bytes are kept, and a code that is taken
//!   already gets `-2`, `-3`, ... at the end.
//! - Nothing is repaired unless a [`Repair`] asks for it.
//! - An area that a file gives to several holders on one day is kept as contested: see
//!   [`AtlasBuilder::keep_contradictions`](crate::AtlasBuilder::keep_contradictions).
//! - Every fact cites the data set, at the feature that states it. Its confidence is medium where the file does not say
//!   otherwise: a file is a single source that was not checked against another.
//! - JSON is read feature by feature: memory holds the largest feature, never the whole text.
//! - Equal geometry is stored once: an arc of `TopoJSON` while its file is read, a ring that several outlines have (such
//!   as an island through time), and, in the index, every edge that outlines share.
//!
//! # Example
//!
//! ```
//! use suzerain::Position;
//! use suzerain::import::{GeoJson, Mapping, Repair};
//! use time::macros::date;
//!
//! let districts = r#"{"type": "FeatureCollection", "features": [
//!   {"type": "Feature", "properties": {"district": "Valley", "state": "East", "since": "1801", "to": "1917-03-15"},
//!    "geometry": {"type": "Polygon", "coordinates": [[[10, 40], [11, 40], [11, 41], [10, 41]]]}}]}"#;
//! let mapping = Mapping::new().name("district").holder("state").from("since").until("to");
//!
//! // The ring is not closed: without the repair that is a problem.
//! let error = GeoJson::new(mapping.clone()).named("districts.geojson").read(districts.as_bytes()).unwrap_err();
//! assert_eq!(error.problems()[0].location().field(), Some("geometry.coordinates[0]"));
//!
//! let imported = GeoJson::new(mapping).repair(Repair::new().close_rings()).read(districts.as_bytes())?;
//! let valley = Position::from_lat_lon(40.5, 10.5)?;
//! assert_eq!(imported.atlas().controller_at(valley, date!(1900-01-01)).to_string(), "East");
//! assert_eq!(imported.report().features_imported(), 1);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod antimeridian;
mod any_file;
mod cliopatria;
mod codes;
mod collector;
mod columns;
mod coordinate_system;
mod cshapes;
mod dates;
mod difference;
mod draft_period;
mod drawing;
mod drawn;
mod error;
mod feature;
mod finish;
mod flatgeobuf;
mod format;
mod geojson;
#[cfg(feature = "geopackage")]
mod geopackage;
mod geometry;
mod historical_basemaps;
mod imported;
mod importer;
mod joining;
mod json;
mod kml;
mod linked_places;
mod location;
mod mapped_file;
mod mapping;
mod natural_earth;
mod open_historical_map;
mod options;
mod packed;
mod problem;
mod problems;
mod projection;
mod repair;
mod report;
mod rings;
mod shapefile;
mod sink;
mod snap;
mod source;
mod stop;
mod uncross;
#[cfg(feature = "geopackage")]
mod wkb;
mod wkt;

pub use any_file::AnyFile;
pub use cliopatria::Cliopatria;
pub use cshapes::CShapes;
pub use error::{ImportError, ImportProblems, ReadError};
pub use flatgeobuf::FlatGeobuf;
pub use format::{Format, UnknownFormat};
pub use geojson::GeoJson;
pub use historical_basemaps::HistoricalBasemaps;
pub use imported::Imported;
pub use linked_places::LinkedPlaces;
pub use location::ImportLocation;
pub use mapped_file::MappedFile;
pub use mapping::{Ends, Mapping};
pub use natural_earth::NaturalEarth;
pub use open_historical_map::OpenHistoricalMap;
pub use options::Progress;
pub use problem::{ImportProblem, ImportProblemKind};
pub use repair::{Repair, RepairKind};
pub use report::{ImportReport, Note, Repaired};
pub use shapefile::Shapefile;

pub use crate::model::date::{DateFormat, DatePattern, InvalidDateFormat};
