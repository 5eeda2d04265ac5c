//! The layout of one map: title, frame, areas, lines, labels, legend, scale bar and sources.
//!
//! [`MapLayout`] fits the plan into the frame and writes the parts in the order in which they cover each other. What is
//! named, bands along lines, the inset and the footer have files of their own; [`Content`](content::Content) is what the
//! map shows, and so its legend; [`Options`] are what a caller can choose.

mod bands;
mod content;
mod entries;
mod footer;
mod holders;
mod inset;
mod lettering;
mod map_layout;
mod names;
mod options;
mod small_pieces;
mod waters;

pub(super) use map_layout::MapLayout;
pub(super) use options::{Extent, Options};
