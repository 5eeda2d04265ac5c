//! Maps.
#![allow(missing_docs)]

mod albers;
mod arcs;
mod cells;
mod clip;
mod coat;
mod colour;
mod days;
mod embed;
mod label;
mod legend;
mod paged;
mod paint;
mod picture;
mod pieces;
mod plate;
mod raster;
mod sheet;
mod stroke;
mod svg;
mod text;

pub use paged::Page;
pub use picture::Map;
