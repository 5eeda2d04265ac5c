//! Atlases as documents.

mod binary;
mod document;
mod drafts;
mod write;

pub use binary::{BINARY_FORMAT, BinaryError};
pub use document::{DocumentError, FORMAT};
