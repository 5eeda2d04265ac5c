//! Atlases as documents.

mod document;
mod export;
mod geometry;
#[cfg(feature = "import")]
pub mod import;
mod text;
mod write;

pub use document::{DocumentError, FORMAT, SCHEMA};
