//! What travels between the processes of a cluster.

mod logical;
mod physical;

pub use logical::LogicalCodec;
pub use physical::PhysicalCodec;
