//! The file: a header, then its parts.

use xxhash_rust::xxh3::xxh3_64;

use super::error::{BinaryError, Malformed};
use super::wire::{Reader, Writer};
use super::{answers, ground, model};
use crate::atlas::{Atlas, AtlasBuilder, Limits};
use crate::model::control::Basis;

/// The binary format that this version reads and writes.
pub const BINARY_FORMAT: u32 = 3;

/// How the bytes begin: no text does, and a transfer that changes line ends is seen at once.
pub(in crate::io) const MAGIC: [u8; 8] = *b"\x93suz\r\n\x1a\n";
/// The bytes before the parts: the magic, the format, the length of the whole, the checksum of the parts.
const HEADER: usize = 28;

/// The parts in their order, by the names that errors call them.
pub(super) const PARTS: [&str; 8] =
    ["edition", "texts", "records", "outlines", "overlaps", "index", "answers de facto", "answers de jure"];

impl Atlas {
    /// The atlas with its index and its answers in one piece, which [`Atlas::from_bytes`] reads in a few milliseconds.
    ///
    /// The same atlas gives the same bytes everywhere. The module [`binary`](crate::binary) describes them; files are
    /// best named `.suz`.
    ///
    /// # Example
    ///
    /// ```
    /// # #[cfg(feature = "embedded")] {
    /// use suzerain::Atlas;
    ///
    /// let bytes = Atlas::south_caucasus().to_bytes();
    /// let again = Atlas::from_bytes(&bytes)?;
    /// assert_eq!(again.records(), Atlas::south_caucasus().records());
    /// assert_eq!(again.to_bytes(), bytes);
    /// # }
    /// # Ok::<(), suzerain::error::BinaryError>(())
    /// ```
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        let body: Vec<u8> = parts(self)
            .into_iter()
            .flat_map(|part| [(part.len() as u64).to_le_bytes().to_vec(), part])
            .flatten()
            .collect();
        let length = (HEADER + body.len()) as u64;
        let checksum = xxh3_64(&body);
        let header = [&MAGIC[..], &BINARY_FORMAT.to_le_bytes(), &length.to_le_bytes(), &checksum.to_le_bytes()];
        [header.concat(), body].concat()
    }

    /// Reads what [`Atlas::to_bytes`] gave.
    ///
    /// The checksum detects any damage. Everything else is checked as well, so that no bytes make a question
    /// panic: values and references as [`AtlasBuilder::build`] checks them, statements against each other, every
    /// number of the index and of the answers. What would take as long as building is trusted: that outlines do not
    /// cross themselves, nest as stated and have the stretches of stated accuracy, and that index and answers are those
    /// of outlines and records. Ask [`Atlas::verify`] where bytes come from somebody who may have made them with intent.
    ///
    /// # Errors
    ///
    /// [`BinaryError`]: the bytes are not an atlas, of another format, cut off, damaged or faulty, or what is recorded
    /// contradicts itself.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, BinaryError> {
        let body = body(bytes)?;
        let mut rest = Reader::new("header", body);
        let mut part = |name| -> Result<Reader<'_>, Malformed> {
            let length = rest.bytes(8, "it ends too early")?.first_chunk().copied().unwrap_or_default();
            Ok(Reader::new(name, rest.bytes(u64::from_le_bytes(length), "a part is longer than the file")?))
        };
        let [edition, texts, records, outlines, overlaps, index, in_fact, in_right] = PARTS;
        let edition = part(edition)?.whole_text()?;
        let texts = part(texts)?.all_texts()?;
        let mut records = part(records)?;
        records.texts = texts;
        let model = model::read(&mut records)?;
        if model.about.edition() != edition {
            return Err(records.malformed("its edition is not that of the header").into());
        }
        let mut outlines = part(outlines)?;
        let shapes = ground::read_shapes(&mut outlines)?;
        if shapes.len() != model.outline_count() {
            return Err(outlines.malformed("there are not as many outlines as territories that have one").into());
        }
        let overlaps = ground::read_overlaps(&mut part(overlaps)?, shapes.len())?;
        let index = ground::read_index(&mut part(index)?, shapes.len())?;
        let known = AtlasBuilder::known(model, shapes, overlaps, index, bytes.len());
        let (store, problem_count) = known.map_err(|_| records.malformed("too many territories lie in each other"))?;
        if problem_count > 0 {
            // Building it from its drafts reports every problem.
            return Err(match Self::from_store(store).to_builder().limits(Limits::NONE).build() {
                Err(report) => report.into(),
                Ok(_) => records.malformed("what is recorded contradicts itself").into(),
            });
        }
        let lookups = [answers::read(&mut part(in_fact)?, &store)?, answers::read(&mut part(in_right)?, &store)?];
        rest.end()?;
        Ok(Self::with_lookups(store, lookups))
    }
}

/// The bytes of each part.
pub(super) fn parts(atlas: &Atlas) -> [Vec<u8>; 8] {
    let store = atlas.store();
    let made = |write: &dyn Fn(&mut Writer)| {
        let mut part = Writer::default();
        write(&mut part);
        part.into_bytes()
    };
    let mut records = Writer::default();
    model::write(store, &mut records);
    [
        store.about.edition().as_bytes().to_vec(),
        records.texts().into_bytes(),
        records.into_bytes(),
        made(&|to| ground::write_shapes(&store.grounds.shapes, to)),
        made(&|to| ground::write_overlaps(&store.grounds.overlaps, to)),
        made(&|to| ground::write_index(&store.grounds.index, to)),
        made(&|to| answers::write(atlas, Basis::DeFacto, to)),
        made(&|to| answers::write(atlas, Basis::DeJure, to)),
    ]
}

/// What stands behind the header, if that is sound.
fn body(bytes: &[u8]) -> Result<&[u8], BinaryError> {
    let found = bytes.len() as u64;
    let (magic, rest) = bytes.split_first_chunk().ok_or(BinaryError::NotAnAtlas)?;
    if *magic != MAGIC {
        return Err(BinaryError::NotAnAtlas);
    }
    let short = BinaryError::Length { stated: HEADER as u64, found };
    let Some((format, rest)) = rest.split_first_chunk() else { return Err(short) };
    let format = u32::from_le_bytes(*format);
    if format != BINARY_FORMAT {
        return Err(BinaryError::UnknownFormat { found: format, known: BINARY_FORMAT });
    }
    let Some((length, rest)) = rest.split_first_chunk() else { return Err(short) };
    let Some((checksum, body)) = rest.split_first_chunk() else { return Err(short) };
    let stated = u64::from_le_bytes(*length);
    if stated != found {
        return Err(BinaryError::Length { stated, found });
    }
    if u64::from_le_bytes(*checksum) != xxh3_64(body) {
        return Err(BinaryError::Checksum);
    }
    Ok(body)
}
