//! Exact plane geometry on whole numbers: outlines, and what lies where.
//!
//! This module knows shapes, and nothing of what they mean.
mod bands;
mod batch;
mod bounds;
mod build;
mod cells;
mod check;
mod course;
mod dissolve;
mod fault;
mod grid;
mod hash;
mod index;
mod lines;
mod measure;
mod near_cells;
mod near_lines;
mod overlay;
mod pairs;
mod polygons;
mod probe;
mod regions;
mod ring;
mod runs;
mod sets;
mod shape;
mod shared;
mod sides;
mod slots;
mod stored;
mod strips;
#[cfg(test)]
mod tests;
#[cfg(test)]
mod tilings;
mod vertex;

pub(crate) use batch::Batch;
pub(crate) use bounds::Bounds;
pub(crate) use dissolve::dissolve;
pub(crate) use index::Index;
pub(crate) use measure::{area_km2, distance_m, length_m, window_m};
pub(crate) use near_lines::{EdgeSides, NearEdge, NearLines};
pub(crate) use overlay::{Meetings, Overlap, Relation, overlaps};
pub(crate) use pairs::{crossing, near_pairs};
pub(crate) use polygons::polygons;
pub(crate) use probe::Side;
pub(crate) use regions::{MIXED, Region};
pub(crate) use ring::{Ring, RingPool};
pub(crate) use runs::{EdgeRef, Runs};
pub(crate) use shape::Shape;
pub(crate) use shared::SharedEdges;
pub(crate) use sides::sides;
pub(crate) use stored::Stored;
pub(crate) use vertex::{HALF_TURN, QUARTER_TURN, Vertex};
