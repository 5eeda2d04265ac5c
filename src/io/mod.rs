//! Atlases as documents.

mod answers;
mod binary;
mod document;
mod export;
mod geometry;
#[cfg(feature = "import")]
pub mod import;
mod parts;
mod rewritten;
#[cfg(feature = "table")]
pub mod table;
mod text;
mod write;

pub use answers::ANSWERS_SCHEMA;
pub use binary::{BINARY_FORMAT, BinaryError};
pub use document::{DocumentError, FORMAT, SCHEMA};
