//! Labels: what has space for which name.
//!
//! A [`Raster`] divides the frame into squares, each with its face and whether a label has taken it. A label goes where
//! its area has enough free squares in a row, or beside its place with a leader. [`pieces()`] are the connected areas to
//! be named; the layout decides which names they get.

mod pieces;
mod placement;
mod raster;
mod space;

pub(super) use pieces::{Piece, pieces};
pub(super) use placement::{Label, LabelStyle, Labels};
pub(super) use raster::Raster;
