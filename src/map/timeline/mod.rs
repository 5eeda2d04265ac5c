//! The history of one place as a picture.

mod axis;
mod blocks;
mod picture;

pub use picture::Timeline;
