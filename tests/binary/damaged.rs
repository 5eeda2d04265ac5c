//! Bytes that were cut, changed or never were an atlas: an error that names the way out.

use proptest::prelude::*;
use suzerain::Atlas;
use suzerain::binary::BINARY_FORMAT;
use suzerain::error::BinaryError;

use super::samples;

#[test]
fn other_bytes_are_not_an_atlas() {
    for bytes in [&b""[..], b"\x93suz", b"{\"type\": \"FeatureCollection\"}", &[0; 100]] {
        let error = Atlas::from_bytes(bytes).unwrap_err();
        assert_eq!(error, BinaryError::NotAnAtlas);
        assert!(error.to_string().contains("Atlas::from_geojson"), "{error}");
    }
}

#[test]
fn other_formats_are_named_with_the_way_out() {
    let mut bytes = samples::valley().to_bytes();
    bytes[8..12].copy_from_slice(&7_u32.to_le_bytes());
    let error = Atlas::from_bytes(&bytes).unwrap_err();
    assert_eq!(error, BinaryError::UnknownFormat { found: 7, known: BINARY_FORMAT });
    assert_eq!(
        error.to_string(),
        format!(
            "binary format 7 is not known, this version reads format {BINARY_FORMAT}; build the atlas again from its documents"
        )
    );
}

#[test]
fn every_shorter_and_every_longer_file_is_refused() {
    let bytes = samples::valley().to_bytes();
    for length in 0..bytes.len() {
        match Atlas::from_bytes(&bytes[..length]).unwrap_err() {
            BinaryError::NotAnAtlas => assert!(length < 8),
            BinaryError::Length { found, .. } => assert_eq!(found, length as u64),
            other => panic!("{length}: {other}"),
        }
    }
    let longer = [&bytes[..], &[0]].concat();
    let error = Atlas::from_bytes(&longer).unwrap_err();
    assert_eq!(error, BinaryError::Length { stated: bytes.len() as u64, found: longer.len() as u64 });
}

#[test]
fn every_changed_byte_is_noticed() {
    let bytes = samples::valley().to_bytes();
    for at in 0..bytes.len() {
        let mut changed = bytes.clone();
        changed[at] ^= 1 << (at % 8);
        assert!(Atlas::from_bytes(&changed).is_err(), "byte {at}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 512, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn flipped_bits_are_noticed(flips in prop::collection::vec((any::<prop::sample::Index>(), 0..8_u8), 1..20)) {
        let bytes = samples::crossing().to_bytes();
        let mut changed = bytes.clone();
        for (at, bit) in flips {
            changed[at.index(bytes.len())] ^= 1 << bit;
        }
        prop_assert!(changed == bytes || Atlas::from_bytes(&changed).is_err());
    }

    #[test]
    fn random_bytes_are_refused(tail in prop::collection::vec(any::<u8>(), 0..300), keep in 0..40_usize) {
        let bytes = samples::valley().to_bytes();
        prop_assert!(Atlas::from_bytes(&tail).is_err());
        prop_assert!(Atlas::from_bytes(&[&bytes[..keep], &tail].concat()).is_err());
    }
}
