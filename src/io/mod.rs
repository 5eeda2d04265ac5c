//! Atlases as documents.

mod document;
mod text;
mod write;

pub use document::{DocumentError, FORMAT, SCHEMA};
