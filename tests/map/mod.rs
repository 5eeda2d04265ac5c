//! Maps: pictures do not change unnoticed, stay within their frame, and agree with the answers of the library.

mod options;
mod page;
mod pictures;
mod small;
mod svg;

use std::sync::LazyLock;

use suzerain::Atlas;
use suzerain::map::MapContext;

fn atlas() -> &'static Atlas {
    Atlas::south_caucasus()
}

/// The context of the embedded atlas, shared by all tests.
fn context() -> &'static MapContext {
    static CONTEXT: LazyLock<MapContext> = LazyLock::new(|| MapContext::of(atlas()));
    &CONTEXT
}

/// The document of an atlas.
fn written(atlas: &Atlas) -> String {
    let mut bytes = Vec::new();
    atlas.to_geojson(&mut bytes).unwrap();
    String::from_utf8(bytes).unwrap()
}
