//! All texts of a file, each once.

use super::error::Malformed;
use super::wire::{Reader, Writer};

impl Writer {
    /// The lengths of all texts that were written, and the texts end to end.
    pub(super) fn texts(&mut self) -> Self {
        let (mut part, texts) = (Self::default(), std::mem::take(&mut self.texts));
        part.packed(&texts.iter().map(|text| u32::try_from(text.len()).unwrap_or(u32::MAX)).collect::<Vec<_>>());
        for text in texts {
            part.bytes(text.as_bytes());
        }
        part
    }
}

impl<'a> Reader<'a> {
    /// Reads all texts, of which there is nothing else in the part.
    pub(super) fn all_texts(mut self) -> Result<Vec<&'a str>, Malformed> {
        let lengths = self.packed()?;
        // Each is kept once, so there is one at most without a byte.
        if lengths.len() > self.rest.len() + 1 {
            return Err(self.malformed("a list is longer than the file"));
        }
        let mut all = str::from_utf8(self.rest).map_err(|_| self.malformed("a text is not UTF-8"))?;
        let mut texts = Vec::with_capacity(lengths.len());
        for length in lengths {
            let split = all.split_at_checked(length as usize);
            let (text, rest) = split.ok_or_else(|| self.malformed("a text is longer than the file"))?;
            texts.push(text);
            all = rest;
        }
        if all.is_empty() { Ok(texts) } else { Err(self.malformed("there is more behind its end")) }
    }
}
