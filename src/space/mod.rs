//! Exact plane geometry on integers: outlines, point location, and everything computed from outlines.
//!
//! This module knows shapes, but not what they stand for.

mod assemble;
mod bands;
mod batch;
mod bins;
mod bounds;
mod cells;
mod check;
mod crossings;
mod disjoint_sets;
mod dissolve;
mod fault;
mod fraction;
mod grid;
mod hot_pixels;
mod hub;
mod index;
mod index_builder;
mod measure;
mod most;
mod near_cells;
mod near_lines;
mod nest;
mod network;
mod noding;
mod overlap;
mod overlay;
mod pair_facts;
mod pairs;
mod parts;
mod polylines;
mod probe;
#[cfg(feature = "import")]
mod redraw;
mod regions;
mod ring;
mod sets;
mod shape;
mod shape_edges;
mod shared_edges;
mod sided_line;
mod sides;
mod stored_index;
mod strips;
mod subdivision;
mod sweep;
#[cfg(test)]
mod tests;
#[cfg(test)]
mod tilings;
mod twins;
mod use_chains;
mod vertex;
mod window;

pub(crate) use assemble::{assemble, assemble_vertices};
pub(crate) use batch::Batch;
pub(crate) use bounds::Bounds;
pub(crate) use disjoint_sets::DisjointSets;
pub(crate) use dissolve::dissolve;
pub(crate) use fault::FaultKind;
pub(crate) use hot_pixels::Drawing;
pub(crate) use index::Index;
#[cfg(feature = "map")]
pub(crate) use measure::{ECCENTRICITY_2, EQUATORIAL_RADIUS_M, zone_m2};
pub(crate) use measure::{area_below_m2, area_km2, distance_m, length_m, window_m};
pub(crate) use most::{Excess, MOST_AT_ONE_PLACE, Most};
pub(crate) use near_lines::{EdgeSides, NearEdge, NearLines};
pub(crate) use nest::nest;
pub(crate) use network::{Network, Path, Step};
pub(crate) use noding::Noding;
pub(crate) use overlap::{Overlap, Relation};
pub(crate) use overlay::{OutlineContacts, overlaps};
pub(crate) use parts::inside_another;
pub(crate) use probe::Side;
#[cfg(feature = "import")]
pub(crate) use redraw::redrawn;
pub(crate) use regions::{MIXED, Region};
pub(crate) use ring::{Ring, RingPool, winding};
pub(crate) use sets::{SetId, Sets, toggle};
pub(crate) use shape::Shape;
pub(crate) use shared_edges::SharedEdges;
pub(crate) use sided_line::{NOTHING, SidedLine, joined_at_the_seam, united};
pub(crate) use sides::sides;
pub(crate) use stored_index::Stored;
pub(crate) use subdivision::{OUTSIDE, Subdivision};
pub(crate) use sweep::Rise;
pub(crate) use vertex::{HALF_TURN, QUARTER_TURN, Vertex};
pub(crate) use window::{below_both_m2, sides_inside};
