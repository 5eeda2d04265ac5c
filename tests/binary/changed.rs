//! Bytes that were changed with intent, so that lengths and checksum are right: an error, or an atlas whose questions
//! do not panic.

use proptest::prelude::*;
use proptest::sample::Index;
use suzerain::Atlas;
use suzerain::error::BinaryError;
use xxhash_rust::xxh3::xxh3_64;

use super::{asked, samples};
use crate::snapshot::maps;

const HEADER: usize = 28;

/// The parts of the file.
fn parts(bytes: &[u8]) -> Vec<Vec<u8>> {
    let mut rest = &bytes[HEADER..];
    let mut parts = Vec::new();
    while let Some((length, behind)) = rest.split_first_chunk() {
        let (part, behind) = behind.split_at(usize::try_from(u64::from_le_bytes(*length)).unwrap());
        parts.push(part.to_vec());
        rest = behind;
    }
    parts
}

/// A file of these parts, with a header that is right.
fn file(like: &[u8], parts: &[Vec<u8>]) -> Vec<u8> {
    let body: Vec<u8> =
        parts.iter().flat_map(|part| [(part.len() as u64).to_le_bytes().to_vec(), part.clone()].concat()).collect();
    let length = ((HEADER + body.len()) as u64).to_le_bytes();
    [&like[..12], &length, &xxh3_64(&body).to_le_bytes(), &body].concat()
}

/// Whether it is an atlas still; if so it is asked everything.
fn is_atlas(bytes: &[u8]) -> bool {
    let Ok(atlas) = Atlas::from_bytes(bytes) else { return false };
    let sparse: Vec<_> = asked::places().into_iter().step_by(13).collect();
    asked::at(&atlas, &sparse, &asked::DAYS[2..5]);
    asked::on(&atlas, &asked::DAYS[3..5]);
    asked::document(&atlas);
    let _ = atlas.verify();
    true
}

#[test]
fn the_parts_put_together_are_the_file() {
    for atlas in samples::all() {
        let bytes = atlas.to_bytes();
        assert_eq!(parts(&bytes).len(), 8);
        assert!(file(&bytes, &parts(&bytes)) == bytes);
    }
}

/// For each part, how many of its bits can be changed so that it is an atlas still; one bit of `step` is tried.
fn harmless_bits(bytes: &[u8], step: usize) -> Vec<usize> {
    let parts = parts(bytes);
    let is_harmless = |number: usize, bit: usize| {
        let mut changed = parts.clone();
        changed[number][bit / 8] ^= 1 << (bit % 8);
        is_atlas(&file(bytes, &changed))
    };
    let bits = |number: usize| (0..parts[number].len() * 8).step_by(step);
    let harmless = |number: usize| bits(number).filter(|&bit| is_harmless(number, bit)).count();
    (0..parts.len()).map(harmless).collect()
}

#[test]
fn a_changed_bit_is_refused_or_does_no_harm() {
    // One bit of every second byte, and over eight of them each bit once.
    let harmless = harmless_bits(&samples::crossing().to_bytes(), 17);
    assert_eq!(harmless[0], 0, "the edition is stored twice: {harmless:?}");
    // Otherwise the questions were not asked at all.
    assert!(harmless.iter().sum::<usize>() > 10, "{harmless:?}");
}

/// `cargo test --test suite binary -- --ignored`
#[test]
#[ignore = "takes minutes"]
fn every_changed_bit_of_all_samples_is_refused_or_does_no_harm() {
    for atlas in samples::all() {
        println!("{}: {:?}", atlas.about().name(), harmless_bits(&atlas.to_bytes(), 1));
    }
}

#[test]
fn lengths_that_are_claimed_are_not_believed() {
    let bytes = samples::valley().to_bytes();
    // 2^60 and 2^32, as lists write their lengths; and a packed list of 2^32 numbers of one bit, of which there are few.
    let claims: [&[u8]; 3] = [
        &[0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x10],
        &[0x80, 0x80, 0x80, 0x80, 0x10],
        &[0x80, 0x80, 0x80, 0x80, 0x10, 1, 1, 1, 1, 1, 1, 1, 1],
    ];
    let before = most_memory();
    let parts = parts(&bytes);
    for (number, part) in parts.iter().enumerate() {
        for at in 0..part.len() {
            for claim in claims {
                let mut changed = parts.clone();
                changed[number].splice(at..=at, claim.iter().copied());
                let _ = Atlas::from_bytes(&file(&bytes, &changed));
            }
        }
        let mut changed = bytes.clone();
        changed[HEADER..HEADER + 8].copy_from_slice(&(1_u64 << 60).to_le_bytes());
        let checksum = xxh3_64(&changed[HEADER..]).to_le_bytes();
        changed[20..HEADER].copy_from_slice(&checksum);
        let error = Atlas::from_bytes(&changed).unwrap_err();
        assert!(matches!(error, BinaryError::Malformed { .. }), "{error}");
    }
    let taken = most_memory() - before;
    assert!(taken < 1 << 20, "{taken} kB");
}

/// The most memory that this process ever reserved, in kB; 0 where the system does not tell.
fn most_memory() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmPeak:"));
    line.and_then(|line| line.trim().strip_suffix(" kB")?.parse().ok()).unwrap_or(0)
}

/// A change of a part: bytes that are put in the place of others.
#[derive(Debug, Clone)]
struct Change {
    part: Index,
    at: Index,
    removed: usize,
    put: Vec<u8>,
}

fn changes() -> impl Strategy<Value = Vec<Change>> {
    let bytes = prop_oneof![
        4 => any::<u8>().prop_map(|byte| vec![byte]),
        1 => prop::collection::vec(any::<u8>(), 0..4),
        1 => Just(vec![0xFF; 4]),
    ];
    let change = (any::<Index>(), any::<Index>(), prop_oneof![8 => Just(1), 1 => 0..9_usize], bytes);
    let change = change.prop_map(|(part, at, removed, put)| Change { part, at, removed, put });
    prop::collection::vec(change, 1..4)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2048, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn changes_are_refused_or_do_no_harm(sample: Index, changes in changes()) {
        thread_local! {
            static SAMPLES: Vec<Vec<u8>> =
                samples::all().iter().chain([&maps::map(3, -20_000_000, -20_000_000).atlas]).map(Atlas::to_bytes).collect();
        }
        SAMPLES.with(|samples| {
            let bytes = &samples[sample.index(samples.len())];
            let mut parts = parts(bytes);
            for Change { part, at, removed, put } in &changes {
                let number = part.index(parts.len());
                let part = &mut parts[number];
                let at = at.index(part.len() + 1);
                part.splice(at..(at + removed).min(part.len()), put.iter().copied());
            }
            is_atlas(&file(bytes, &parts));
        });
    }
}
