//! JSON files: values found one by one, features read into compact geometries.

mod feature;
mod geometry;
mod locate;
mod numbers;
mod scan;
mod topology;

pub(super) use feature::{Feature, read_features};
pub(super) use geometry::{Form, Geometry};
pub(super) use scan::Stop;
pub(super) use topology::read_topology;
