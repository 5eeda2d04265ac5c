//! Coordinate systems of foreign files: which are converted, which are taken as they are, and which are refused.

mod authority;
mod conversion;
mod datum;
mod definition;
mod system;
mod wkt_tree;

pub(super) use authority::of_code;
pub(super) use conversion::Projection;
pub(super) use definition::definition;
pub(super) use system::System;
