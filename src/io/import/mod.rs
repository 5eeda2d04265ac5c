//! Atlases made of other people's data.
//!
//! Each format has an importer of its own, and all have the same feel: `new`, what to repair and whom to tell how far it
//! is, then `read`. What comes back is the atlas and an [`ImportReport`] of what was assumed, skipped and repaired; or
//! an [`ImportError`] with every problem of the file, each with its feature, line, column and field.
//!
//! What is the same in all of them:
//!
//! - Positions are WGS84 longitude and latitude, rounded to 1e-7 degree; what only that rounding made (a vertex on the
//!   one before it, a line that turns back on itself) is dropped with it. Rings are taken under the even-odd rule;
//!   a hole beside the ring out of which it should be cut is a problem.
//! - Nothing is repaired unless a [`Repair`] asks for it.
//! - Ground that a file gives to several holders on one day is kept as such: see
//!   [`AtlasBuilder::keep_contradictions`](crate::AtlasBuilder::keep_contradictions).
//! - Every fact cites the data set, at the feature that states it.
//! - JSON is read feature by feature: the largest feature is in memory, never the whole text.
//! - What is drawn alike is kept once: an arc of `TopoJSON` while its file is read, and then a ring that several
//!   outlines have, such as an island through time, and in the index every edge that outlines share.

mod antimeridian;
mod any_file;
mod cliopatria;
mod codes;
mod collector;
mod columns;
mod cshapes;
mod dates;
mod difference;
mod draft_period;
mod error;
mod feature;
mod flatgeobuf;
mod foreign_date;
mod format;
mod geojson;
mod geometry;
mod historical_basemaps;
mod imported;
mod importer;
mod json;
mod linked_places;
mod location;
mod mapping;
mod natural_earth;
mod open_historical_map;
mod options;
mod repair;
mod report;
mod rings;
mod shapefile;
mod snap;
mod stop;
mod uncross;
mod wkt;

pub use any_file::AnyFile;
pub use cliopatria::Cliopatria;
pub use cshapes::CShapes;
pub use error::{ImportError, ImportProblem, ImportProblemKind, ImportProblems, ReadError};
pub use flatgeobuf::FlatGeobuf;
pub use format::{Format, UnknownFormat};
pub use geojson::GeoJson;
pub use historical_basemaps::HistoricalBasemaps;
pub use imported::Imported;
pub use linked_places::LinkedPlaces;
pub use location::ImportLocation;
pub use mapping::{DateFormat, Ends, Mapping};
pub use natural_earth::NaturalEarth;
pub use open_historical_map::OpenHistoricalMap;
pub use options::Progress;
pub use repair::{Repair, RepairKind};
pub use report::{ImportReport, Note, Repaired};
pub use shapefile::Shapefile;
