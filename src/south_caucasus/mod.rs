//! The embedded atlas of the South Caucasus.
//!
//! Its documents lie in `src/south_caucasus/data`, with a README that says where every outline came from and how
//! it was made. They are read and checked once, when they are first asked for, exactly as a user's documents are.

use std::sync::LazyLock;

use crate::atlas::{Atlas, AtlasBuilder};

/// The documents, by the names that problems call them.
const DOCUMENTS: [(&str, &str); 8] = [
    ("atlas.geojson", include_str!("data/atlas.geojson")),
    ("outlines.geojson", include_str!("data/outlines.geojson")),
    ("landmarks.geojson", include_str!("data/landmarks.geojson")),
    ("units-1801.geojson", include_str!("data/units-1801.geojson")),
    ("facts-1801.geojson", include_str!("data/facts-1801.geojson")),
    ("holdings-1801.geojson", include_str!("data/holdings-1801.geojson")),
    ("facts-1988.geojson", include_str!("data/facts-1988.geojson")),
    ("holdings-1988.geojson", include_str!("data/holdings-1988.geojson")),
];

static ATLAS: LazyLock<Atlas> = LazyLock::new(|| {
    let read = || DOCUMENTS.iter().try_fold(AtlasBuilder::default(), |b, (name, text)| b.document(name, text));
    #[expect(clippy::panic, reason = "the documents are compiled in; the tests build them")]
    match read().map(AtlasBuilder::build) {
        Ok(Ok(atlas)) => atlas,
        Ok(Err(report)) => panic!("{report}"),
        Err(error) => panic!("{error}"),
    }
});

impl Atlas {
    /// The atlas of the South Caucasus: the Armenia–Azerbaijan border region, from 1801 to today.
    ///
    /// It is compiled in (feature `embedded`), checked when it is first asked for, and shared from then on. Its
    /// viewpoint and its edition are in [`Atlas::about`].
    #[must_use]
    pub fn south_caucasus() -> &'static Self {
        &ATLAS
    }
}
