//! Maps: pictures that stay as they are, keep within their page and tell what the library tells.

#![cfg(all(feature = "embedded", feature = "map"))]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test that cannot go on fails"
)]
#![allow(clippy::type_complexity, reason = "tables and helpers stand where they are read")]

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
