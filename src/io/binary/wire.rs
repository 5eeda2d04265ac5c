//! Bytes out and in, and the values that everything is made of.

use std::collections::HashMap;

use super::codes::{CodeNumbers, Codes};
use super::error::Malformed;

/// A value that is written to bytes and read from them.
pub(super) trait Wire: Sized {
    fn write(&self, to: &mut Writer);

    fn read(from: &mut Reader<'_>) -> Result<Self, Malformed>;
}

/// Gathers the bytes of one part of the file.
#[derive(Default)]
pub(super) struct Writer {
    bytes: Vec<u8>,
    /// Every text that was written, by its number.
    pub(super) texts: Vec<String>,
    text_numbers: HashMap<String, usize>,
    /// The numbers that codes are written as.
    pub(super) codes: CodeNumbers,
}

impl Writer {
    pub(super) fn byte(&mut self, byte: u8) {
        self.bytes.push(byte);
    }

    pub(super) fn bytes(&mut self, bytes: &[u8]) {
        self.bytes.extend_from_slice(bytes);
    }

    /// A number in groups of seven bits, the lowest first; all but the last have the top bit.
    pub(super) fn number(&mut self, mut number: u64) {
        while let rest @ 1.. = number >> 7 {
            self.byte(number.to_le_bytes().first().copied().unwrap_or(0) | 0x80);
            number = rest;
        }
        self.byte(number.to_le_bytes().first().copied().unwrap_or(0));
    }

    pub(super) fn count(&mut self, count: usize) {
        self.number(count as u64);
    }

    /// A text, as its number among all texts: each is kept once.
    pub(super) fn text(&mut self, text: &str) {
        let next = self.texts.len();
        let number = self.text_numbers.get(text).copied().unwrap_or(next);
        if number == next {
            self.texts.push(text.to_owned());
            self.text_numbers.insert(text.to_owned(), next);
        }
        self.count(number);
    }

    pub(super) fn list<T: Wire>(&mut self, values: &[T]) {
        self.count(values.len());
        for value in values {
            value.write(self);
        }
    }

    pub(super) fn into_bytes(self) -> Vec<u8> {
        self.bytes
    }
}

/// Reads one part of the file.
pub(super) struct Reader<'a> {
    part: &'static str,
    bytes: &'a [u8],
    pub(super) rest: &'a [u8],
    /// The texts that numbers stand for.
    pub(super) texts: Vec<&'a str>,
    /// The codes that numbers stand for.
    pub(super) codes: Codes,
}

impl<'a> Reader<'a> {
    pub(super) fn new(part: &'static str, bytes: &'a [u8]) -> Self {
        Self { part, bytes, rest: bytes, texts: Vec::new(), codes: Codes::default() }
    }

    pub(super) fn malformed(&self, reason: &'static str) -> Malformed {
        Malformed { part: self.part, at: self.bytes.len() - self.rest.len(), reason }
    }

    #[inline]
    pub(super) fn byte(&mut self) -> Result<u8, Malformed> {
        let (&byte, rest) = self.rest.split_first().ok_or_else(|| self.malformed("it ends too early"))?;
        self.rest = rest;
        Ok(byte)
    }

    /// So many bytes; nothing is reserved before they are known to be there.
    pub(super) fn bytes(&mut self, count: u64, reason: &'static str) -> Result<&'a [u8], Malformed> {
        let split = usize::try_from(count).ok().and_then(|count| self.rest.split_at_checked(count));
        let (bytes, rest) = split.ok_or_else(|| self.malformed(reason))?;
        self.rest = rest;
        Ok(bytes)
    }

    #[inline]
    pub(super) fn number(&mut self) -> Result<u64, Malformed> {
        let mut number = 0;
        for shift in (0..u64::BITS).step_by(7) {
            let byte = self.byte()?;
            let bits = u64::from(byte & 0x7F);
            if bits << shift >> shift != bits || (byte == 0 && shift > 0) {
                break;
            }
            number |= bits << shift;
            if byte & 0x80 == 0 {
                return Ok(number);
            }
        }
        Err(self.malformed("a number is longer than it need be"))
    }

    /// A number of 32 bits.
    pub(super) fn small_number(&mut self) -> Result<u32, Malformed> {
        u32::try_from(self.number()?).map_err(|_| self.malformed("a number is larger than 32 bits"))
    }

    /// The length of a list whose elements take a byte or more each.
    pub(super) fn count(&mut self) -> Result<usize, Malformed> {
        let count = self.number()?;
        usize::try_from(count)
            .ok()
            .filter(|&count| count <= self.rest.len())
            .ok_or_else(|| self.malformed("a list is longer than the file"))
    }

    pub(super) fn text(&mut self) -> Result<&'a str, Malformed> {
        let number = self.number()?;
        let text = usize::try_from(number).ok().and_then(|number| self.texts.get(number));
        text.copied().ok_or_else(|| self.malformed("there is no such text"))
    }

    pub(super) fn list<T: Wire>(&mut self) -> Result<Vec<T>, Malformed> {
        let count = self.count()?;
        // A byte of the file never asks for more than this at once.
        let mut list = Vec::with_capacity(count.min(1 << 12));
        for _ in 0..count {
            list.push(T::read(self)?);
        }
        Ok(list)
    }

    /// The part as one text.
    pub(super) fn whole_text(&self) -> Result<&'a str, Malformed> {
        str::from_utf8(self.bytes).map_err(|_| self.malformed("a text is not UTF-8"))
    }

    /// That everything was read.
    pub(super) fn end(&self) -> Result<(), Malformed> {
        if self.rest.is_empty() { Ok(()) } else { Err(self.malformed("there is more behind its end")) }
    }
}

impl<T: Wire> Wire for Vec<T> {
    fn write(&self, to: &mut Writer) {
        to.list(self);
    }

    fn read(from: &mut Reader<'_>) -> Result<Self, Malformed> {
        from.list()
    }
}

impl<T: Wire> Wire for Box<[T]> {
    fn write(&self, to: &mut Writer) {
        to.list(self);
    }

    fn read(from: &mut Reader<'_>) -> Result<Self, Malformed> {
        Ok(from.list()?.into())
    }
}

impl<T: Wire> Wire for Option<T> {
    fn write(&self, to: &mut Writer) {
        to.byte(u8::from(self.is_some()));
        if let Some(value) = self {
            value.write(to);
        }
    }

    fn read(from: &mut Reader<'_>) -> Result<Self, Malformed> {
        match from.byte()? {
            0 => Ok(None),
            1 => T::read(from).map(Some),
            _ => Err(from.malformed("a value is neither there nor missing")),
        }
    }
}

impl Wire for u8 {
    fn write(&self, to: &mut Writer) {
        to.byte(*self);
    }

    fn read(from: &mut Reader<'_>) -> Result<Self, Malformed> {
        from.byte()
    }
}

impl Wire for bool {
    fn write(&self, to: &mut Writer) {
        to.byte(u8::from(*self));
    }

    fn read(from: &mut Reader<'_>) -> Result<Self, Malformed> {
        match from.byte()? {
            0 => Ok(false),
            1 => Ok(true),
            _ => Err(from.malformed("a value is neither true nor false")),
        }
    }
}

impl Wire for u32 {
    fn write(&self, to: &mut Writer) {
        to.number(u64::from(*self));
    }

    fn read(from: &mut Reader<'_>) -> Result<Self, Malformed> {
        from.small_number()
    }
}

impl Wire for String {
    fn write(&self, to: &mut Writer) {
        to.text(self);
    }

    fn read(from: &mut Reader<'_>) -> Result<Self, Malformed> {
        from.text().map(str::to_owned)
    }
}
