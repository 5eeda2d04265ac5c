//! What columns have been made of, kept for the next ones.

use std::sync::{Mutex, PoisonError};

use super::{ByKey, Texts};

/// What has been said of the answers of an atlas in one column, and the texts that say so.
#[derive(Debug)]
pub(crate) struct Memo {
    pub(crate) texts: Texts,
    pub(crate) by_key: ByKey,
}

impl Memo {
    pub(crate) fn new(texts: Texts) -> Self {
        Self { texts, by_key: ByKey::new() }
    }
}

/// The memos that no batch uses just now: as many as batches were worked on at once.
#[derive(Debug, Default)]
pub(crate) struct Memos(Mutex<Vec<Memo>>);

impl Memos {
    /// Does some work with a memo that nobody else has meanwhile.
    pub(crate) fn with<T>(&self, new: impl FnOnce() -> Memo, work: impl FnOnce(&mut Memo) -> T) -> T {
        let idle = self.0.lock().unwrap_or_else(PoisonError::into_inner).pop();
        let mut memo = idle.unwrap_or_else(new);
        let done = work(&mut memo);
        self.0.lock().unwrap_or_else(PoisonError::into_inner).push(memo);
        done
    }
}
