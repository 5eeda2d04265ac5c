//! Pictures as PNG, drawn by `resvg`.

use std::sync::{Arc, LazyLock};

use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::fontdb::Database;
use resvg::usvg::{Options, Tree};
use thiserror::Error;

/// The fonts of the machine, looked for once.
static FONTS: LazyLock<Arc<Database>> = LazyLock::new(|| {
    let mut fonts = Database::new();
    fonts.load_system_fonts();
    Arc::new(fonts)
});

/// Why a picture could not be made a PNG.
///
/// # Example
///
/// ```
/// # #[cfg(feature = "embedded")] {
/// use suzerain::map::Map;
/// use suzerain::{Atlas, Basis};
/// use time::macros::date;
///
/// let day = Atlas::south_caucasus().on(date!(2010-01-01), Basis::DeFacto);
/// let error = Map::of(&day).to_png(0.0).unwrap_err();
/// assert_eq!(
///     error.to_string(),
///     "a PNG of 0 pixels for each unit cannot be made: the zoom is a positive number"
/// );
/// # }
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Error)]
#[error("a PNG of {zoom} pixels for each unit cannot be made: {what}")]
pub struct InvalidPng {
    zoom: f32,
    what: &'static str,
}

/// An SVG document as a PNG, with so many pixels for each unit.
pub(super) fn png(svg: &str, zoom: f32) -> Result<Vec<u8>, InvalidPng> {
    let fail = |what: &'static str| InvalidPng { zoom, what };
    if !(zoom > 0.0 && zoom.is_finite()) {
        return Err(fail("the zoom is a positive number"));
    }
    let options = Options { fontdb: Arc::clone(&FONTS), ..Options::default() };
    let tree = Tree::from_str(svg, &options).map_err(|_| fail("the picture cannot be read"))?;
    let size = tree.size().to_int_size().scale_by(zoom).ok_or_else(|| fail("it would have no pixels"))?;
    let mut pixels = Pixmap::new(size.width(), size.height()).ok_or_else(|| fail("it is too large"))?;
    resvg::render(&tree, Transform::from_scale(zoom, zoom), &mut pixels.as_mut());
    pixels.encode_png().map_err(|_| fail("it is too large"))
}
