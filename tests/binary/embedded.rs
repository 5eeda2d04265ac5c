//! The file of the embedded atlas, against the documents that people review.

use std::path::{Path, PathBuf};

use suzerain::{Atlas, AtlasBuilder};

/// The documents, in the order in which the atlas lists what they hold.
const DOCUMENTS: [&str; 10] = [
    "atlas.geojson",
    "outlines.geojson",
    "lines.geojson",
    "landmarks.geojson",
    "units-1801.geojson",
    "facts-1801.geojson",
    "holdings-1801.geojson",
    "facts-1988.geojson",
    "holdings-1988.geojson",
    "holdings-georgia.geojson",
];

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../src/south_caucasus/data")
}

/// The atlas as its documents make it.
pub(crate) fn from_documents() -> Atlas {
    let read = |builder: AtlasBuilder, name: &&str| {
        let text = std::fs::read_to_string(folder().join(name)).unwrap();
        builder.document(name, &text).unwrap_or_else(|error| panic!("{error}"))
    };
    DOCUMENTS.iter().fold(AtlasBuilder::default(), read).build().unwrap_or_else(|report| panic!("{report}"))
}

/// The file is what its documents make, byte by byte.
///
/// After a change of documents, of the index or of the format, `SUZERAIN_BLESS=1 cargo test --test suite binary::embedded`
/// writes it anew.
#[test]
fn the_embedded_file_is_that_of_its_documents() {
    let path = folder().join("south-caucasus.suz");
    let atlas = from_documents();
    let made = atlas.to_bytes();
    if std::env::var_os("SUZERAIN_BLESS").is_some() {
        std::fs::write(&path, &made).unwrap();
    }
    let kept = std::fs::read(&path).unwrap_or_default();
    let differing = kept.iter().zip(&made).position(|(one, other)| one != other);
    assert!(
        kept == made,
        "{} has {} bytes and its documents make {}, the first other one at {differing:?}; if the documents, the index or \
         the format changed, write it anew with SUZERAIN_BLESS=1 cargo test --test suite binary::embedded",
        path.display(),
        kept.len(),
        made.len(),
    );
    // Of the 2.5 MB that the crate may take.
    assert!(made.len() < 800_000, "{} bytes", made.len());
}

#[test]
fn the_embedded_atlas_is_the_one_of_its_documents() {
    let text = |atlas: &Atlas| {
        let mut text = Vec::new();
        atlas.to_geojson(&mut text).unwrap();
        String::from_utf8(text).unwrap()
    };
    assert!(text(Atlas::south_caucasus()) == text(&from_documents()));
    Atlas::south_caucasus().verify().unwrap_or_else(|error| panic!("{error}"));
}
