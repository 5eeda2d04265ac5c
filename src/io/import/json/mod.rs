//! JSON files: values found one by one, features read into compact geometries.

mod context;
mod features;
mod geometry;
mod locate;
mod numbers;
mod scanner;
mod topology;

pub(super) use features::read_features;
pub(super) use topology::read_topology;
