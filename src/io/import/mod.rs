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
mod basemaps;
mod cliopatria;
mod codes;
mod collector;
mod columns;
mod cshapes;
mod dates;
mod error;
mod flatgeobuf;
mod format;
mod geojson;
mod imported;
mod json;
mod linked_places;
mod mapping;
mod natural_earth;
mod open_historical_map;
mod options;
mod place;
mod remainder;
mod repair;
mod report;
mod rings;
mod shapefile;
mod snap;
mod span;
mod spell;
mod uncross;
mod wkt;

// An importer is the reading of one format. It has a field `options: Options<'p>`, which `shared_options!` sets; its
// `read` makes a `Collector`, hands it what it finds (`read_features` for GeoJSON), and returns `Collector::finish`. It
// then has a word in `Format`, a line in `Format::guess` and an arm in `AnyFile`.

pub use any_file::AnyFile;
pub use basemaps::HistoricalBasemaps;
pub use cliopatria::Cliopatria;
pub use cshapes::CShapes;
pub use error::{ImportError, ImportProblem, ImportProblemKind, ImportProblems};
pub use flatgeobuf::FlatGeobuf;
pub use format::{Format, ReadError, UnknownFormat};
pub use geojson::GeoJson;
pub use imported::Imported;
pub use linked_places::LinkedPlaces;
pub use mapping::{DateFormat, Ends, Mapping};
pub use natural_earth::NaturalEarth;
pub use open_historical_map::OpenHistoricalMap;
pub use options::Progress;
pub use place::ImportPlace;
pub use repair::{Repair, RepairKind};
pub use report::{ImportReport, Note, Repaired};
pub use shapefile::Shapefile;
