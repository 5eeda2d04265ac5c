//! The ground plan: the planar partition that all outlines of an atlas make together, whatever the day.
//!
//! Outlines may tile, nest or cross. The plan divides the plane into *faces*: connected pieces in which the same shapes
//! decide. Where outlines only tile, a face is a shell of one outline with its holes, and edges are matched with each
//! other. Where they overlap, edges are cut wherever they meet, which is exact: crossings between vertices are not
//! rounded. So what a face lies in, its area, and which face is at a place agree with the lookups everywhere, however close
//! edges come to each other. Only the lines that are drawn have vertices on the grid of 1e-7 degree; those near a crossing
//! are drawn through the vertices nearest to it, and a face narrower than that may have an area but no line.
//!
//! Territories on both sides of the antimeridian meet there: its edges at 180 E and 180 W are one line. A plan is made
//! once for an atlas; a snapshot of a day only adds who holds each face. Building takes O((n + k) log n) for n edges that
//! meet in k places.

mod builder;
mod cell;
mod drafted;
mod face;
mod line;
mod overlapping;
mod partition;
mod ring_edge;

pub(crate) use cell::Cell;
pub(crate) use line::{Line, NOWHERE, on_globe};
pub(crate) use partition::Plan;
