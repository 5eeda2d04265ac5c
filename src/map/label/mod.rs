//! Labels: what has space for which name.
//!
//! A [`Raster`] divides the frame into squares, each with its face and whether a label has taken it. A label goes where
//! its area has enough free squares in a row, or beside its place with a leader. [`pieces()`] are the connected areas to
//! be named; the layout decides which names they get.

mod lettering;
mod pieces;
mod placement;
mod raster;
mod space;
mod turned;

pub(super) use lettering::{Label, LabelStyle};
pub(super) use pieces::{Piece, pieces};
pub(super) use placement::{Labels, Reach};
pub(super) use raster::Raster;
