//! Texts that columns of answers repeat.

use std::sync::Arc;

use datafusion::arrow::array::{Array, ArrayRef, StringViewArray};
use datafusion::arrow::compute::concat;
use datafusion::common::Result;

/// The number of no text.
pub(crate) const NONE: u32 = 0;

/// Texts by number, from 1 on; [`NONE`] is the number of no text.
///
/// They are in one buffer, which columns of answers share: a row costs a number, and copies nothing.
#[derive(Debug, Clone)]
pub(crate) struct Vocabulary {
    /// No text has a place too, so that to take by number is all there is to a column.
    texts: Arc<StringViewArray>,
}

impl Vocabulary {
    pub(crate) fn of(texts: impl IntoIterator<Item: AsRef<str>>) -> Self {
        let texts = std::iter::once(None).chain(texts.into_iter().map(Some));
        Self { texts: Arc::new(texts.collect()) }
    }

    /// The number of the text that comes in this place, from 0 on.
    pub(crate) fn number(place: usize) -> u32 {
        u32::try_from(place + 1).unwrap_or(NONE)
    }

    /// The text of a number.
    pub(crate) fn text(&self, number: u32) -> Option<&str> {
        let place = number as usize;
        (place < self.texts.len() && self.texts.is_valid(place)).then(|| self.texts.value(place))
    }

    /// How many texts there are.
    pub(crate) fn len(&self) -> usize {
        self.texts.len() - 1
    }

    /// The texts by number.
    pub(crate) fn texts(&self) -> ArrayRef {
        Arc::clone(&self.texts) as ArrayRef
    }

    /// The texts by number, and after them `added`.
    pub(crate) fn with(&self, added: &[String]) -> Result<ArrayRef> {
        let added = StringViewArray::from_iter_values(added);
        Ok(concat(&[self.texts.as_ref(), &added])?)
    }
}
