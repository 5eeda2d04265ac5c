//! What every importer does: it reads one format into a collector.

use std::borrow::Cow;
use std::io;
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

/// The path and the first bytes of a file, by which its format is recognised.
pub(super) struct FileHead<'f> {
    pub(super) path: &'f Path,
    pub(super) bytes: &'f [u8],
    text: Cow<'f, str>,
}

impl<'f> FileHead<'f> {
    pub(super) fn new(path: &'f Path, bytes: &'f [u8]) -> Self {
        Self { path, bytes, text: String::from_utf8_lossy(bytes) }
    }

    /// Whether the text has this quoted: a member of JSON, or a value.
    pub(super) fn quotes(&self, word: &str) -> bool {
        self.text.contains(&format!("\"{word}\""))
    }

    /// Whether the text has this anywhere.
    pub(super) fn contains(&self, text: &str) -> bool {
        self.text.contains(text)
    }
}
