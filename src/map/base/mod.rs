//! What lies behind an atlas: land and sea, lakes, rivers and towns.
//!
//! A [`Layer`] has a frame and an accuracy; a map takes the finest that contains what it shows, and none if even that is too
//! coarse for its scale. The data and where they come from are described in `data/README.md`.

mod layer;
mod town;

pub(super) use layer::{Layer, finest, world};
pub(super) use town::{Town, towns};
