//! The area where the same shapes decide.

use std::sync::OnceLock;

use crate::atlas::store::Store;
use crate::atlas::timeline::Timeline;
use crate::model::control::Basis;

/// The area where the same shapes decide; one face or several.
#[derive(Debug)]
pub(crate) struct Cell {
    /// The shapes there, without those that another shape there lies within.
    pub(crate) deciding: Box<[u32]>,
    /// The territories there, most specific first.
    pub(crate) lineage: Box<[u32]>,
    /// The answers there through time, de facto and de jure; made on first use.
    timelines: [OnceLock<Timeline>; 2],
}

impl Cell {
    pub(super) fn new(deciding: Box<[u32]>, lineage: Box<[u32]>) -> Self {
        Self { deciding, lineage, timelines: [OnceLock::new(), OnceLock::new()] }
    }

    /// The answers there through time.
    pub(crate) fn timeline(&self, store: &Store, basis: Basis) -> &Timeline {
        basis.of(&self.timelines).get_or_init(|| Timeline::new(store, &self.lineage, basis))
    }
}
