//! What every importer does: it reads one format into a collector.

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

use super::collector::Collector;
use super::options::Options;
use super::{ImportError, Imported};
use crate::atlas::SourceDraft;

/// The reading of one format.
///
/// A new format implements this trait, sets its options with `shared_options!`, and gets an entry in the table of
/// [`AnyFile`](super::AnyFile) if it can be read without a [`Mapping`](super::Mapping).
pub(super) trait Importer<'p>: Sized {
    /// What it reads: a stream, several streams, or a path where a data set consists of several files.
    type Input<'i>;

    /// The name of the atlas that it makes.
    const NAME: &'static str;

    /// Whether a file seems to be of this format. The default is for formats that are only read when they are named.
    fn recognises(_file: &FileHead<'_>) -> bool {
        false
    }

    /// The data set, which every statement cites.
    fn source(&self) -> SourceDraft;

    /// The options that all importers share.
    fn options(&mut self) -> &mut Options<'p>;

    /// Reads the input.
    ///
    /// # Errors
    ///
    /// When the input cannot be read. Everything that is wrong with its content becomes a problem of the collector.
    fn collect(self, input: Self::Input<'_>, collector: &mut Collector<'p>) -> io::Result<()>;

    /// Reads the input and builds the atlas.
    ///
    /// # Errors
    ///
    /// When the input cannot be read, or with every problem of it and of the atlas.
    fn import(mut self, input: Self::Input<'_>) -> Result<Imported, ImportError> {
        let options = std::mem::take(self.options());
        let mut collector = Collector::new(Self::NAME, self.source(), options);
        self.collect(input, &mut collector)?;
        collector.finish()
    }
}

/// The path and telling bytes of a file, by which its format is recognised.
pub(super) struct FileHead<'f> {
    pub(super) path: &'f Path,
    pub(super) bytes: &'f [u8],
}

impl<'f> FileHead<'f> {
    pub(super) fn new(path: &'f Path, bytes: &'f [u8]) -> Self {
        Self { path, bytes }
    }

    /// Whether the text has this quoted, in capitals or small letters: a member of JSON, or a value.
    pub(super) fn quotes(&self, word: &str) -> bool {
        quotes(self.bytes, word)
    }

    /// Whether the text has this anywhere.
    pub(super) fn contains(&self, text: &str) -> bool {
        String::from_utf8_lossy(self.bytes).contains(text)
    }

    /// Whether some part of the whole file is so; parts overlap by some bytes.
    pub(super) fn any_part(&self, is_so: impl Fn(&[u8]) -> bool) -> bool {
        let Ok(mut file) = File::open(self.path) else { return false };
        let mut part = Vec::new();
        loop {
            let read = file.by_ref().take(PART).read_to_end(&mut part);
            if is_so(&part) {
                return true;
            }
            if !read.is_ok_and(|read| read > 0) {
                return false;
            }
            part.drain(..part.len().saturating_sub(OVERLAP));
        }
    }
}

/// So much of a file is searched at once.
const PART: u64 = 1 << 20;
/// Longer than any word that is looked for.
const OVERLAP: usize = 64;

/// Whether a text has a word in quotes, in capitals or small letters.
pub(super) fn quotes(bytes: &[u8], word: &str) -> bool {
    let quoted = format!("\"{word}\"");
    bytes.windows(quoted.len()).any(|part| part.eq_ignore_ascii_case(quoted.as_bytes()))
}
