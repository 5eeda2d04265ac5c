//! The ground plan: the planar partition that all outlines of an atlas make together, whatever the day.
//!
//! Outlines may tile, nest or cross. The plan divides the plane into *faces*: connected pieces in which the same shapes
//! decide. Where outlines only tile, a face is a shell of one outline with its holes, and edges are matched with each
//! other; a vertex of one outline on an edge of another splits that edge, exactly. Where outlines overlap, the shapes
//! on each side of a line are found by walking around vertices, starting from a place that the index is asked about.
//! Only where outlines cross between vertices is a new vertex made, rounded to 1e-7 degree.
//!
//! Territories on both sides of the antimeridian meet there: its edges at 180 E and 180 W are one line. A plan is made
//! once for an atlas; a snapshot of a day only adds who holds each face. Building takes O(n log n) in the number of
//! edges.

mod builder;
mod cell;
mod face;
mod label;
mod line;
mod noding;
mod partition;

pub(crate) use cell::Cell;
pub(crate) use line::{Line, NOWHERE, on_globe};
pub(crate) use partition::Plan;
