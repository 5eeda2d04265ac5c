//! Shapefiles.

mod bytes;
mod dbf;
mod importer;
mod records;
mod shp;

pub use importer::Shapefile;
pub(super) use records::{Parts, columns_beside, columns_of, read, read_path};
