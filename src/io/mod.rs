//! Atlases as documents.

mod binary;
mod document;
mod export;
mod geometry;
#[cfg(feature = "import")]
pub mod import;
mod parts;
mod text;
mod write;

pub use binary::{BINARY_FORMAT, BinaryError};
pub use document::{DocumentError, FORMAT, SCHEMA};
