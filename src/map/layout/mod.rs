//! The layout of one map: title, frame, areas, lines, labels, legend, scale bar and sources.
//!
//! [`MapLayout`] fits the plan into the frame and writes the parts in the order in which they cover each other. What is
//! named, and what stands in the footer, have files of their own.

mod footer;
mod map_layout;
mod names;

pub(super) use map_layout::MapLayout;
