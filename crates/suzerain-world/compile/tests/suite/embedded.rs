//! The file of the atlas, against the documents that people review.

use suzerain_world_compile::compile;

use crate::common::data;

/// The file is what its documents make, byte by byte, and nothing of them is left out.
///
/// After a change of documents, of the index or of the format, `cargo run --release -p suzerain-world-compile -- write
/// crates/suzerain-world/data` writes it anew.
#[test]
fn the_file_is_that_of_its_documents() {
    let compiled = compile(&data()).unwrap();
    assert!(compiled.problems.is_empty(), "{:#?}", compiled.problems);
    assert!(compiled.undrawn.is_empty(), "not drawn: {:?}", compiled.undrawn);
    let made = compiled.atlas.unwrap().to_bytes();
    let kept = std::fs::read(data().join("world.suz")).unwrap();
    assert!(kept == made, "{} bytes are kept, and the documents make {}: write it anew", kept.len(), made.len());
    assert!(made.len() <= 6_000_000, "{} bytes", made.len());
}

#[test]
fn the_file_is_sound() {
    suzerain_world::atlas().verify().unwrap_or_else(|error| panic!("{error}"));
}

#[test]
fn the_caucasus_lies_over_the_world() {
    let both = suzerain_world::atlas_with_caucasus();
    let at = |lat, lon| suzerain::Position::from_lat_lon(lat, lon).unwrap();
    let day = time::macros::date!(2000 - 01 - 01);
    // Karki, an exclave that only the finer atlas has; and Paris.
    assert_eq!(both.controller_at(at(39.786, 44.952), day).holder().unwrap().name(), "Armenia");
    assert_eq!(both.controller_at(at(48.857, 2.352), day).holder().unwrap().name(), "France");
    let in_1919 = both.controller_at(at(40.18, 44.51), time::macros::date!(1919 - 06 - 01));
    assert_eq!(in_1919.holder().unwrap().name(), "First Republic of Armenia");
    assert_eq!(both.controller_at(at(40.18, 44.51), day).holder().unwrap().polity().code().as_str(), "ARM");
}

/// Where only the world has ground, the merged atlas answers as the world does.
#[test]
fn the_merged_atlas_agrees_with_the_world_outside_the_caucasus() {
    let (world, both) = (suzerain_world::atlas(), suzerain_world::atlas_with_caucasus());
    let caucasus = suzerain::Atlas::south_caucasus();
    let days =
        [time::macros::date!(1950 - 01 - 01), time::macros::date!(1992 - 06 - 01), time::macros::date!(2020 - 01 - 01)];
    let mut asked = 0;
    for (_, at) in crate::common::places() {
        for day in days {
            if caucasus.territories_at(at, day).is_empty() {
                let (one, other) = (world.controller_at(at, day), both.controller_at(at, day));
                let held = |answer: &suzerain::Answer<'_>| {
                    answer.candidates().map(|it| it.outcome().to_string()).collect::<Vec<_>>()
                };
                assert_eq!(held(&one), held(&other), "at {at} on {day}");
                asked += 1;
            }
        }
    }
    assert!(asked > 5_000, "{asked}");
}
