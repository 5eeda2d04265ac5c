//! What a map shows, and its legend explains.

use std::collections::{BTreeMap, BTreeSet};

use crate::map::drawing::{Stroke, Texture};

/// What a map shows within its frame.
#[derive(Debug, Default)]
pub(super) struct Content {
    /// The numbers of fill styles.
    pub(super) styles: BTreeSet<usize>,
    pub(super) textures: Vec<Texture>,
    pub(super) strokes: BTreeSet<Stroke>,
    /// Whether there is land that the atlas does not cover.
    pub(super) has_land: bool,
    pub(super) has_corridors: bool,
    pub(super) has_rings: bool,
    /// The names of small places that are numbered on the map, from 1 on.
    pub(super) places: Vec<String>,
    /// Of many holders.
    pub(super) key: Option<Key>,
}

/// How a map of many holders tells who they are; the legend tells of the others. Polities by number.
#[derive(Debug, Default)]
pub(super) struct Key {
    /// Those whose names are on the map.
    pub(super) named: BTreeSet<usize>,
    /// The numbers on the map.
    pub(super) numbers: BTreeMap<usize, usize>,
}
