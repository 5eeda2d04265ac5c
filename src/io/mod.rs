//! Atlases as documents.

mod answers;
mod binary;
mod document;
mod document_error;
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
pub use document::{FORMAT, SCHEMA};
pub use document_error::DocumentError;
