//! Atlases as documents.

mod document;
#[cfg(feature = "import")]
pub mod import;
mod write;

pub use document::{DocumentError, FORMAT};
