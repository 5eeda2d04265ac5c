//! The parts of a picture, from geometry to SVG.
//!
//! A [`Sheet`] is the projected plan fitted into a frame, clipped and simplified; the [`Backdrop`] is the land and the waters
//! behind it. On a day each face of the plan has a [`FillStyle`] (who holds it, how, and who is the sovereign) and each arc a [`Stroke`] (what kind of border it is);
//! [`ShownParts`] are the parts of polities that are large enough to show.
//! [`Fills`] turns styles into colours and patterns; the [`Graticule`] and the [`legend`] complete the picture; [`Svg`]
//! writes it, with the measures of [`text`].

mod backdrop;
mod clip;
mod colour;
mod fill_style;
mod fills;
mod graticule;
pub(super) mod legend;
mod sheet;
mod shown_parts;
mod simplify;
mod stroke;
mod svg;
pub(super) mod text;
mod theme;

pub(super) use backdrop::Backdrop;
pub(super) use clip::clip_line;
pub use colour::Colour;
pub(super) use colour::Look;
pub(super) use fill_style::{FillStyle, FillStyles, Several};
pub(super) use fills::{Fills, Texture};
pub(super) use graticule::Graticule;
pub(super) use sheet::Sheet;
pub(super) use shown_parts::ShownParts;
pub(super) use simplify::simplified;
pub(super) use stroke::{Stroke, courses, strokes};
pub(super) use svg::{Svg, path, tenths};
pub(super) use theme::Ink;
pub use theme::Theme;
