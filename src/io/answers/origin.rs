//! Which atlas an answer was taken from.

use serde::Serialize;

use crate::atlas::{Atlas, Fingerprint};

/// The atlas behind an answer: its name, its edition and the digest of its content.
#[derive(Serialize)]
pub(super) struct Origin<'a> {
    name: &'a str,
    edition: &'a str,
    fingerprint: Fingerprint,
}

impl<'a> Origin<'a> {
    pub(super) fn of(atlas: &'a Atlas) -> Self {
        Self { name: atlas.about().name(), edition: atlas.edition(), fingerprint: atlas.fingerprint() }
    }
}
