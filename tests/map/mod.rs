//! Maps: pictures that stay as they are, keep within their page and tell what the library tells.

mod page;
mod pictures;
mod small;
mod svg;

use suzerain::Atlas;

fn atlas() -> &'static Atlas {
    Atlas::south_caucasus()
}

/// An atlas as its document.
fn written(atlas: &Atlas) -> String {
    let mut bytes = Vec::new();
    atlas.to_geojson(&mut bytes).unwrap();
    String::from_utf8(bytes).unwrap()
}
