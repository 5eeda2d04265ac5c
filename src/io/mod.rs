//! Atlases as documents.

mod binary;
mod document;
#[cfg(feature = "import")]
pub mod import;
mod write;

pub use binary::{BINARY_FORMAT, BinaryError};
pub use document::{DocumentError, FORMAT};
