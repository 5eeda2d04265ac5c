//! A column of texts that repeat.

use datafusion::arrow::array::{ArrayRef, UInt32Array};
use datafusion::arrow::buffer::NullBuffer;
use datafusion::arrow::compute::take;
use datafusion::common::Result;
use rustc_hash::FxHashMap;

use super::{NONE, Vocabulary};

/// The texts of columns, by number: those of a vocabulary, which is shared, and those that batches add.
///
/// A row costs its number. What is added is made once, however many rows have it.
#[derive(Debug)]
pub(crate) struct Texts {
    vocabulary: Vocabulary,
    added: Vec<String>,
    /// The numbers of what was added, by what it is made of.
    numbers: FxHashMap<Box<[u32]>, u32>,
    by_text: FxHashMap<String, u32>,
    key: Vec<u32>,
    /// All texts, but for those added since the last column.
    array: ArrayRef,
}

impl Texts {
    pub(crate) fn new(vocabulary: &Vocabulary) -> Self {
        Self {
            vocabulary: vocabulary.clone(),
            added: Vec::new(),
            numbers: FxHashMap::default(),
            by_text: FxHashMap::default(),
            key: Vec::new(),
            array: vocabulary.texts(),
        }
    }

    /// The number of several texts that have numbers, each once, with `; ` between them.
    pub(crate) fn joined(&mut self, numbers: impl IntoIterator<Item = u32>) -> u32 {
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
    pub(crate) fn made_of(&mut self, parts: impl IntoIterator<Item = u32>, text: impl FnOnce() -> String) -> u32 {
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
    pub(crate) fn any(&mut self, text: &str) -> u32 {
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
        Vocabulary::number(self.vocabulary.len() + self.added.len() - 1)
    }

    fn text(&self, number: u32) -> Option<&str> {
        let added = (number as usize).checked_sub(self.vocabulary.len() + 1);
        added.map_or_else(|| self.vocabulary.text(number), |added| self.added.get(added).map(String::as_str))
    }

    /// The column of these numbers; a row that asks nothing has no text.
    pub(crate) fn column(&mut self, mut numbers: Vec<u32>, asking: Option<&NullBuffer>) -> Result<ArrayRef> {
        for (row, number) in numbers.iter_mut().enumerate().take(asking.map_or(0, NullBuffer::len)) {
            if asking.is_some_and(|asking| asking.is_null(row)) {
                *number = NONE;
            }
        }
        if self.array.len() < 1 + self.vocabulary.len() + self.added.len() {
            self.array = self.vocabulary.with(&self.added)?;
        }
        Ok(take(&self.array, &UInt32Array::from(numbers), None)?)
    }
}
