//! Files packed with gzip or zip.

use std::borrow::Cow;
use std::io::{self, Cursor, Read, Seek};

use flate2::read::MultiGzDecoder;
use zip::ZipArchive;

pub(super) const GZIP: &[u8] = &[0x1F, 0x8B];
pub(super) const ZIP: &[u8] = b"PK\x03\x04";

/// A packed file may become so much larger; a text of numbers becomes 5 to 20 times as large.
const RATIO: u64 = 100;
/// What is unpacked in any case, in bytes.
const FREE: u64 = 64 << 20;
/// A zip file of a stream is read into memory up to this size.
const LARGEST: u64 = 1 << 30;
/// So many bytes tell what data are in a file.
pub(super) const HEAD_BYTES: u64 = 1 << 16;

/// Counts what is read.
struct Counted<R> {
    reader: R,
    count: u64,
}

impl<R: Read> Read for Counted<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.reader.read(buffer)?;
        self.count += read as u64;
        Ok(read)
    }
}

fn too_large() -> io::Error {
    let message = format!("unpacked, it is more than {RATIO} times as large, and larger than 64 MiB; unpack it first");
    io::Error::new(io::ErrorKind::InvalidData, message)
}

/// What is unpacked from gzip, as long as it stays in proportion.
struct Unpacked<R> {
    decoder: MultiGzDecoder<Counted<R>>,
    count: u64,
}

impl<R: Read> Unpacked<R> {
    fn new(reader: R) -> Self {
        Self { decoder: MultiGzDecoder::new(Counted { reader, count: 0 }), count: 0 }
    }
}

impl<R: Read> Read for Unpacked<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.decoder.read(buffer)?;
        self.count += read as u64;
        if self.count > FREE + RATIO * self.decoder.get_ref().count {
            return Err(too_large());
        }
        Ok(read)
    }
}

/// What is packed with gzip.
///
/// # Errors
///
/// A message if it is packed more than once.
pub(super) fn open_gzip(reader: &mut dyn Read) -> io::Result<Result<impl Read + use<'_>, String>> {
    let mut unpacked = Unpacked::new(reader);
    let mut head = Vec::new();
    Read::take(&mut unpacked, 4).read_to_end(&mut head)?;
    if head.starts_with(GZIP) || head.starts_with(ZIP) {
        return Ok(Err("it is packed more than once; unpack it first".to_owned()));
    }
    Ok(Ok(Cursor::new(head).chain(unpacked)))
}

/// The first bytes of what is packed.
pub(super) fn gzip_head(reader: impl Read) -> io::Result<Vec<u8>> {
    let mut head = Vec::new();
    Unpacked::new(reader).take(HEAD_BYTES).read_to_end(&mut head)?;
    Ok(head)
}

/// A stream in memory.
pub(super) fn in_memory(reader: &mut dyn Read) -> io::Result<Cursor<Vec<u8>>> {
    let mut bytes = Vec::new();
    reader.take(LARGEST + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > LARGEST {
        let message = "a zip file of a stream may have 1 GiB; read it by its path, or unpack it first";
        return Err(io::Error::new(io::ErrorKind::InvalidData, message));
    }
    Ok(Cursor::new(bytes))
}

/// Names of files in a zip file that are read, by their ends, the most telling first.
pub(super) const KINDS: [&str; 9] =
    [".shp", ".fgb", ".kml", ".geojson", ".topojson", ".geojsonl", ".geojsons", ".ndjson", ".json"];

/// A zip file.
pub(super) struct Archive<R> {
    archive: ZipArchive<R>,
}

impl<R: Read + Seek> Archive<R> {
    /// # Errors
    ///
    /// Why it is none.
    pub(super) fn new(reader: R) -> Result<Self, String> {
        ZipArchive::new(reader).map(|archive| Self { archive }).map_err(|error| format!("the zip file: {error}"))
    }

    fn names(&self) -> impl Iterator<Item = String> + '_ {
        self.archive.file_names().flatten().map(Cow::into_owned)
    }

    /// The names of the files of the first kind that it has, sorted.
    pub(super) fn data(&self) -> Vec<String> {
        let names: Vec<String> = self.names().filter(|name| !name.starts_with("__MACOSX/")).collect();
        let of_kind = |kind: &str| -> Vec<String> {
            let of_it = names.iter().filter(|name| name.to_ascii_lowercase().ends_with(kind));
            of_it.cloned().collect()
        };
        let mut found = KINDS.iter().map(|kind| of_kind(kind)).find(|found| !found.is_empty()).unwrap_or_default();
        found.sort();
        found
    }

    /// A file, as long as it stays in proportion.
    pub(super) fn open(&mut self, name: &str) -> io::Result<impl Read + use<'_, R>> {
        let file = self.archive.by_name(name).map_err(|error| io::Error::new(io::ErrorKind::InvalidData, error))?;
        let limit = FREE + RATIO * file.compressed_size();
        Ok(Limited { reader: file, left: limit })
    }

    /// The whole of the file beside another, with this end instead of its own, in any case; `None` if there is none.
    pub(super) fn beside(&mut self, name: &str, end: &str) -> io::Result<Option<Vec<u8>>> {
        let stem = name.get(..name.len().saturating_sub(4)).unwrap_or_default();
        let wanted = format!("{stem}{end}");
        let found = self.names().find(|known| known.eq_ignore_ascii_case(&wanted));
        let Some(found) = found else { return Ok(None) };
        let mut bytes = Vec::new();
        self.open(&found)?.read_to_end(&mut bytes)?;
        Ok(Some(bytes))
    }
}

/// A file of known proportion.
struct Limited<R> {
    reader: R,
    left: u64,
}

impl<R: Read> Read for Limited<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.reader.read(buffer)?;
        self.left = self.left.checked_sub(read as u64).ok_or_else(too_large)?;
        Ok(read)
    }
}
