//! From degrees to metres on a plane.
//!
//! Every projection here is equal-area, since the maps are about who holds how much: Albers' conic for a part of the
//! world, Equal Earth for the world. [`LongitudeGaps`] finds the meridians without territory, where the edge of a
//! projection does no harm; [`ProjectedPlan`] decides what a map of an atlas shows and projects its lines once, for
//! the maps of all days.

mod albers;
mod equal_area;
mod equal_earth;
mod longitude_gaps;
mod projected_plan;

pub(super) use projected_plan::{ProjectedPlan, Shown};
