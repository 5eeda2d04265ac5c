//! What is asked of atlases made by chance: the bytes are the chance.

use proptest::strategy::{Strategy, ValueTree};
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};
use suzerain::map::{Map, Timeline};
use suzerain::{Atlas, Basis, Merge, Position};
use time::Date;
use time::macros::date;

use crate::dice::Dice;
use crate::ground::position;
use crate::partition::{Cells, cells};
use crate::shared::{laws, maps as generated, near_edges, oracle};

const DAYS: [Date; 3] = [date!(1900 - 03 - 25), date!(1900 - 05 - 10), date!(1900 - 08 - 20)];

/// Cells and a number from which all that follows is drawn.
fn chance(bytes: &[u8]) -> (Cells, u64) {
    let mut seed = [0; 32];
    for (number, byte) in bytes.iter().enumerate() {
        seed[number % 32] ^= byte.rotate_left(u32::try_from(number / 32 % 8).expect("below 8"));
    }
    let config = Config { failure_persistence: None, ..Config::default() };
    let mut runner = TestRunner::new_with_rng(config, TestRng::from_seed(RngAlgorithm::ChaCha, &seed));
    let cells = cells().new_tree(&mut runner).expect("no cell is refused").current();
    (cells, seed.iter().fold(0, |number, &byte| number << 5 ^ number >> 59 ^ u64::from(byte)))
}

/// An atlas made by chance, and places in it and beside it.
fn atlas(bytes: &[u8]) -> (Atlas, Vec<Position>, Dice) {
    let (cells, seed) = chance(bytes);
    let mut dice = Dice(seed);
    let (atlas, outlines) = oracle::by_chance(&cells, &mut dice);
    let place = || {
        let (x, y) = dice.of(&outlines).polygons[0][0][0];
        position((x + dice.between(-2_000_000, 2_000_000), y + dice.between(-2_000_000, 2_000_000)))
    };
    let places = std::iter::repeat_with(place).take(20).collect();
    (atlas, places, dice)
}

/// Candidates, certainty and doubts are those of an oracle that reads every record and every edge.
pub(crate) fn answers(bytes: &[u8]) -> String {
    let (cells, seed) = chance(bytes);
    oracle::asked_by_chance(&cells, seed);
    String::new()
}

/// Outlines whose edges nearly meet: areas, answers and what is drawn agree with an independent computation.
pub(crate) fn near_edges(bytes: &[u8]) -> String {
    let mut rest = bytes.chunks(4);
    let roll = |below: u64| {
        let mut number = [0; 8];
        for (to, from) in number.iter_mut().zip(rest.next().unwrap_or_default()) {
            *to = *from;
        }
        u64::from_le_bytes(number) % below
    };
    near_edges::laws::check(&near_edges::outlines::outlines(roll));
    String::new()
}

/// Areas, borders, enclaves and changes keep the laws of snapshots.
pub(crate) fn snapshots(bytes: &[u8]) -> String {
    let (_, seed) = chance(bytes);
    let mut dice = Dice(seed);
    let degree = |dice: &mut Dice, reach: i64| dice.between(-reach, reach) * 10_000_000;
    let (west, south) = (degree(&mut dice, 170).min(1_600_000_000), degree(&mut dice, 75));
    let map = generated::map(dice.below(u64::MAX), west, south);
    let near = |dice: &mut Dice, low: i64, cells: i64| low + dice.between(-2_000_000, cells * 10_000_000 + 2_000_000);
    let mut place = || position((near(&mut dice, west, generated::COLUMNS), near(&mut dice, south, generated::ROWS)));
    let places: Vec<Position> = std::iter::repeat_with(&mut place).take(20).collect();
    let days = [date!(1900 - 01 - 01), date!(1935 - 01 - 01), date!(1990 - 01 - 01)];
    for day in days {
        for basis in [Basis::DeFacto, Basis::DeJure] {
            laws::check(&map.atlas, day, basis, &places);
            let day = map.atlas.on(day, basis);
            for enclave in day.enclaves() {
                assert!(!enclave.to_string().is_empty());
            }
            let _ = (day.exclaves(), day.corridors(), day.tripoints());
        }
    }
    laws::reconcile(&map.atlas, days[0], days[2], Basis::DeFacto);
    laws::reconcile(&map.atlas, days[1], days[2], Basis::DeJure);
    String::new()
}

/// Pictures, timelines and pages are whole.
pub(crate) fn maps(bytes: &[u8]) -> String {
    let (atlas, places, mut dice) = atlas(bytes);
    for day in DAYS {
        let day = atlas.on(day, *dice.of(&[Basis::DeFacto, Basis::DeJure]));
        let svg = Map::of(&day).width(*dice.of(&[1, 120, 400, 1_600])).to_svg();
        assert!(svg.starts_with("<svg") && svg.trim_end().ends_with("</svg>"), "{svg}");
    }
    let line = Timeline::of(&atlas, places[0]).to_svg();
    assert!(line.trim_end().ends_with("</svg>"), "{line}");
    assert!(Map::through(&atlas, DAYS).to_html().trim_end().ends_with("</html>"));
    String::new()
}

/// What is written is read again, and answers the same.
pub(crate) fn exports(bytes: &[u8]) -> String {
    let (atlas, places, _) = atlas(bytes);
    let mut document = Vec::new();
    atlas.to_geojson(&mut document).expect("memory takes it");
    let read = Atlas::from_geojson(document.as_slice()).expect("what was written is read");
    let packed = Atlas::from_bytes(&atlas.to_bytes()).expect("its own bytes are read");
    assert_eq!(read.fingerprint(), atlas.fingerprint());
    assert!(packed.verify().is_ok());
    for place in places {
        for day in DAYS {
            for basis in [Basis::DeFacto, Basis::DeJure] {
                let answers = [&atlas, &read, &packed].map(|atlas| atlas.answer(place, day, basis));
                let texts = answers.map(|answer| serde_json::to_string(&answer).expect("answers are serialised"));
                assert!(texts[0] == texts[1] && texts[0] == texts[2], "{texts:?}");
            }
        }
    }
    let mut written = Vec::new();
    atlas.records_csv(&mut written).expect("memory takes it");
    let (mut flat, mut linked) = (Vec::new(), Vec::new());
    atlas.to_flat_geojson(&mut flat).expect("memory takes it");
    atlas.to_linked_places(&mut linked).expect("memory takes it");
    for text in [flat, linked] {
        serde_json::from_slice::<serde_json::Value>(&text).expect("it is JSON");
    }
    let _ = atlas.conflicts();
    String::new()
}

/// One atlas over another is sound and is written, or is refused.
pub(crate) fn merging(bytes: &[u8]) -> String {
    let (half, other) = bytes.split_at(bytes.len() / 2);
    let ((base, places, mut dice), (overlay, ..)) = (atlas(half), atlas(other));
    let mut merge = Merge::new(&base, &overlay);
    if dice.below(3) == 0 {
        merge = merge.base_first(Basis::DeJure);
    }
    let merged = match merge.build() {
        Ok(merged) => merged,
        Err(report) => return report.to_string(),
    };
    assert!(merged.verify().is_ok());
    for (&place, day) in places.iter().zip(DAYS.into_iter().cycle()) {
        let _ = merged.status_at(place, day).to_string();
    }
    let _ = merged.conflicts();
    let mut document = Vec::new();
    merged.to_geojson(&mut document).expect("memory takes it");
    let read = Atlas::from_geojson(document.as_slice()).expect("what was written is read");
    assert_eq!(read.fingerprint(), merged.fingerprint());
    String::new()
}
