//! The map of one day.

use super::context::MapContext;
use super::layout::MapLayout;
use crate::snapshot::Snapshot;

/// The default width of a picture.
const DEFAULT_WIDTH: u32 = 960;
/// The least width of a picture: nothing is legible on a narrower one.
const LEAST_WIDTH: u32 = 240;

/// The map of a [`Snapshot`], one day on one basis, as SVG.
///
/// The same snapshot gives the same bytes. On a day that the atlas does not cover the map is empty and says so.
///
/// # Example
///
/// ```
/// # #[cfg(feature = "embedded")] {
/// use suzerain::map::Map;
/// use suzerain::{Atlas, Basis};
/// use time::macros::date;
///
/// let day = Atlas::south_caucasus().on(date!(2021-06-01), Basis::DeFacto);
/// let svg = Map::of(&day).width(800).to_svg();
/// assert!(svg.starts_with("<svg") && svg.contains("width=\"800\""));
/// assert!(svg.contains("Russia: peacekeeping; de jure Azerbaijan"), "the legend names who holds what");
/// # }
/// ```
#[derive(Debug, Clone, Copy)]
pub struct Map<'s> {
    snapshot: &'s Snapshot<'s>,
    context: Option<&'s MapContext>,
    width: u32,
}

impl<'s> Map<'s> {
    /// The map of a snapshot, 960 units wide.
    #[must_use]
    pub fn of(snapshot: &'s Snapshot<'_>) -> Self {
        Self { snapshot, context: None, width: DEFAULT_WIDTH }
    }

    /// The same map at another width in units of the picture (pixels at its natural size). Widths below 240 count as
    /// 240.
    ///
    /// Text keeps about the same size, so a wider map has room for more labels. The height follows from the extent of
    /// what is shown.
    #[must_use]
    pub fn width(self, width: u32) -> Self {
        Self { width: width.max(LEAST_WIDTH), ..self }
    }

    /// The same map, drawn faster: what the maps of an atlas share is taken from a context and not worked out again.
    ///
    /// The context of another atlas is ignored.
    #[must_use]
    pub fn with_context(self, context: &'s MapContext) -> Self {
        Self { context: Some(context), ..self }
    }

    /// The map as an SVG document.
    #[must_use]
    pub fn to_svg(&self) -> String {
        let atlas = self.snapshot.atlas();
        let width = f64::from(self.width);
        match self.context.filter(|context| context.is_of(atlas)) {
            Some(context) => MapLayout::new(self.snapshot, context, width).to_svg(),
            None => MapLayout::new(self.snapshot, &MapContext::of(atlas), width).to_svg(),
        }
    }
}
