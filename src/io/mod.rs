//! Atlases as documents.

mod document;
mod export;
mod geometry;
mod text;
mod write;

pub use document::{DocumentError, FORMAT, SCHEMA};
