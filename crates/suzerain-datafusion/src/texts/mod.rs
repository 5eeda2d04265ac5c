//! Texts that columns repeat, and what is kept of one column for the next.

mod by_day;
mod by_key;
mod memo;
#[expect(clippy::module_inception, reason = "the file of the type of this name")]
mod texts;
mod vocabulary;

pub(crate) use by_day::ByDay;
pub(crate) use by_key::ByKey;
pub(crate) use memo::{Memo, Memos};
pub(crate) use texts::Texts;
pub(crate) use vocabulary::{NONE, Vocabulary};
