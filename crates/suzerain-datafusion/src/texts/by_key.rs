//! What is said of answers, by their keys.

use rustc_hash::{FxBuildHasher, FxHashMap};
use std::hash::BuildHasher;
use suzerain::AnswerKey;

use super::ByDay;

/// So many keys are found without a search; they stay in the nearest cache.
const RECENT: usize = 1024;

/// What is said of all answers of an atlas with a key, each asked once.
#[derive(Debug)]
pub(crate) struct ByKey {
    /// For each end of a hash, the last key that had it, with its place in `said`.
    recent: Vec<Option<(AnswerKey, u32)>>,
    places: FxHashMap<AnswerKey, u32>,
    said: Vec<ByDay>,
}

impl ByKey {
    pub(crate) fn new() -> Self {
        Self { recent: vec![None; RECENT], places: FxHashMap::default(), said: Vec::new() }
    }

    /// What is said of a key; `said` is asked where nothing is yet.
    #[inline]
    pub(crate) fn get(&mut self, key: AnswerKey, said: impl FnOnce() -> ByDay) -> &ByDay {
        #[expect(clippy::cast_possible_truncation, reason = "its end is all that is used")]
        let end = FxBuildHasher.hash_one(key) as usize % RECENT;
        let place = match self.recent.get(end) {
            Some(&Some((recent, place))) if recent == key => place,
            _ => self.search(key, end, said),
        };
        self.said.get(place as usize).unwrap_or(&ByDay::NONE)
    }

    #[cold]
    fn search(&mut self, key: AnswerKey, end: usize, said: impl FnOnce() -> ByDay) -> u32 {
        let all = &mut self.said;
        let place = *self.places.entry(key).or_insert_with(|| {
            all.push(said());
            u32::try_from(all.len() - 1).unwrap_or(u32::MAX)
        });
        if let Some(recent) = self.recent.get_mut(end) {
            *recent = Some((key, place));
        }
        place
    }
}
