//! Atlases as documents.

mod document;
mod write;

pub use document::{DocumentError, FORMAT};
