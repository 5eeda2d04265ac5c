//! A column of texts that repeat.

use std::sync::Arc;

use datafusion::arrow::array::{Array, ArrayRef, StringViewArray, UInt32Array};
use datafusion::arrow::buffer::{BooleanBuffer, NullBuffer};
use datafusion::arrow::compute::take;
use datafusion::common::Result;
use rustc_hash::FxHashMap;

/// The number of no text.
pub(super) const NONE: u32 = u32::MAX;

/// The texts of a column, by number: those of a vocabulary, which is shared, and those that a batch adds.
///
/// A row costs its number. What is added is made once a batch, however many rows have it.
#[derive(Debug)]
pub(super) struct Texts {
    vocabulary: Arc<StringViewArray>,
    added: Vec<String>,
    /// The numbers of what was added, by what it is made of.
    numbers: FxHashMap<Box<[u32]>, u32>,
    by_text: FxHashMap<String, u32>,
    key: Vec<u32>,
}

impl Texts {
    pub(super) fn new(vocabulary: &Arc<StringViewArray>) -> Self {
        let vocabulary = Arc::clone(vocabulary);
        Self {
            vocabulary,
            added: Vec::new(),
            numbers: FxHashMap::default(),
            by_text: FxHashMap::default(),
            key: Vec::new(),
        }
    }

    /// The number of several texts that have numbers, each once, with `; ` between them.
    pub(super) fn joined(&mut self, numbers: impl IntoIterator<Item = u32>) -> u32 {
        self.key.clear();
        for number in numbers {
            if !self.key.contains(&number) {
                self.key.push(number);
            }
        }
        match self.key.as_slice() {
            [] => return NONE,
            [number] => return *number,
            _ => {}
        }
        if let Some(number) = self.numbers.get(self.key.as_slice()) {
            return *number;
        }
        let texts: Vec<&str> = self.key.iter().filter_map(|&number| self.text(number)).collect();
        let text = texts.join("; ");
        self.add_of_key(text)
    }

    /// The number of a text that is made of others: of `parts`, in a way that is always the same.
    pub(super) fn made_of(&mut self, parts: impl IntoIterator<Item = u32>, text: impl FnOnce() -> String) -> u32 {
        self.key.clear();
        self.key.extend(parts);
        match self.key.as_slice() {
            [] => NONE,
            [number] => *number,
            key => match self.numbers.get(key) {
                Some(number) => *number,
                None => self.add_of_key(text()),
            },
        }
    }

    /// The number of any text.
    pub(super) fn any(&mut self, text: &str) -> u32 {
        if let Some(number) = self.by_text.get(text) {
            return *number;
        }
        let number = self.add(text.to_owned());
        self.by_text.insert(text.to_owned(), number);
        number
    }

    fn add_of_key(&mut self, text: String) -> u32 {
        let number = self.add(text);
        self.numbers.insert(self.key.as_slice().into(), number);
        number
    }

    fn add(&mut self, text: String) -> u32 {
        self.added.push(text);
        u32::try_from(self.vocabulary.len() + self.added.len() - 1).unwrap_or(NONE)
    }

    fn text(&self, number: u32) -> Option<&str> {
        let number = number as usize;
        match number.checked_sub(self.vocabulary.len()) {
            None => Some(self.vocabulary.value(number)),
            Some(added) => self.added.get(added).map(String::as_str),
        }
    }

    /// The column of these numbers; a row that asks nothing has no text.
    pub(super) fn column(self, numbers: Vec<u32>, asking: Option<&NullBuffer>) -> Result<ArrayRef> {
        let has_none = numbers.contains(&NONE);
        let asks = |row: usize| asking.is_none_or(|asking| asking.is_valid(row));
        let valid = (has_none || asking.is_some()).then(|| {
            BooleanBuffer::collect_bool(numbers.len(), |row| {
                asks(row) && numbers.get(row).is_some_and(|&number| number != NONE)
            })
        });
        let numbers = UInt32Array::new(numbers.into(), valid.map(NullBuffer::new));
        if self.added.is_empty() {
            return Ok(take(self.vocabulary.as_ref(), &numbers, None)?);
        }
        let vocabulary = self.vocabulary.iter().flatten();
        let texts = StringViewArray::from_iter_values(vocabulary.chain(self.added.iter().map(String::as_str)));
        Ok(take(&texts, &numbers, None)?)
    }
}
