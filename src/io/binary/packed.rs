//! Lists of numbers in as few bits as they need.
//!
//! A list is its length, the width in bits of each block of 64 numbers, one byte each, and the blocks: 64 numbers of
//! `w` bits, the first in the lowest bits, fill `w` words of 8 bytes. The last block is filled up with zeros. No width
//! is 0, so that a list takes no more than 32 times the memory of its bytes.

use super::error::Malformed;
use super::folded::{folded, unfolded};
use super::wire::{Reader, Writer};

/// Numbers in a block.
const BLOCK: usize = 64;
/// Bytes in a word.
const WORD: usize = 8;

impl Writer {
    /// Writes a list of numbers.
    pub(super) fn packed(&mut self, numbers: &[u32]) {
        self.count(numbers.len());
        let width = |block: &[u32]| 32 - block.iter().fold(1, |bits, number| bits | number).leading_zeros();
        for block in numbers.chunks(BLOCK) {
            self.byte(u8::try_from(width(block)).unwrap_or(32));
        }
        for block in numbers.chunks(BLOCK) {
            let width = width(block);
            let (mut word, mut filled) = (0_u64, 0);
            for number in block.iter().copied().chain(std::iter::repeat(0)).take(BLOCK) {
                let number = u64::from(number);
                word |= number << filled;
                filled += width;
                if filled >= u64::BITS {
                    self.bytes(&word.to_le_bytes());
                    filled -= u64::BITS;
                    // What of the number did not fit.
                    word = if filled == 0 { 0 } else { number >> (width - filled) };
                }
            }
        }
    }

    /// Writes places, each as the way from the one before; the first from the middle of the map.
    pub(super) fn places(&mut self, places: impl Iterator<Item = [i32; 2]> + Clone) {
        let before = std::iter::once([0; 2]).chain(places.clone());
        self.ways(before.zip(places));
    }

    /// Writes the way from the one place to the other of each pair.
    pub(super) fn ways(&mut self, pairs: impl Iterator<Item = ([i32; 2], [i32; 2])>) {
        let way =
            |([x, y], [to_x, to_y]): ([i32; 2], [i32; 2])| (folded(to_x.wrapping_sub(x)), folded(to_y.wrapping_sub(y)));
        let (east, north): (Vec<u32>, Vec<u32>) = pairs.map(way).unzip();
        self.packed(&east);
        self.packed(&north);
    }
}

impl<'a> Reader<'a> {
    /// Reads a list of numbers: it is known to be whole, and is unpacked as it is asked for.
    pub(super) fn packed(&mut self) -> Result<Packed<'a>, Malformed> {
        let count = self.number()?;
        let blocks = count.div_ceil(BLOCK as u64);
        let widths = self.bytes(blocks, "a list is longer than the file")?;
        if widths.iter().any(|&width| width == 0 || u32::from(width) > u32::BITS) {
            return Err(self.malformed("a number is wider than 32 bits, or has no width"));
        }
        let words = widths.iter().map(|&width| u64::from(width)).sum::<u64>();
        let words = self.bytes(words * WORD as u64, "a list is longer than the file")?.as_chunks().0;
        // There are not more than 64 times as many numbers as bytes, which fit in memory.
        let left = usize::try_from(count).map_err(|_| self.malformed("a list is longer than memory"))?;
        Ok(Packed { widths, words, left, block: [0; BLOCK], next: BLOCK })
    }

    /// Reads places that were written after each other.
    pub(super) fn places(&mut self) -> Result<impl ExactSizeIterator<Item = [i32; 2]> + use<'a>, Malformed> {
        let mut at = [0; 2];
        Ok(self.ways()?.map(move |way| {
            at = gone(at, way);
            at
        }))
    }

    /// Reads the ways between pairs of places.
    pub(super) fn ways(&mut self) -> Result<impl ExactSizeIterator<Item = [i32; 2]> + use<'a>, Malformed> {
        let (east, north) = (self.packed()?, self.packed()?);
        if east.len() != north.len() {
            return Err(self.malformed("places have not as many longitudes as latitudes"));
        }
        Ok(east.zip(north).map(|(east, north)| [unfolded(east), unfolded(north)]))
    }
}

/// The place that this way leads to. Where that is off the map it wraps round, and is refused as a vertex.
#[inline]
pub(super) fn gone([x, y]: [i32; 2], [east, north]: [i32; 2]) -> [i32; 2] {
    [x.wrapping_add(east), y.wrapping_add(north)]
}

/// The numbers of a list.
#[derive(Clone)]
pub(super) struct Packed<'a> {
    /// Of the blocks that are still packed.
    widths: &'a [u8],
    words: &'a [[u8; WORD]],
    /// How many numbers are still to come.
    left: usize,
    block: [u32; BLOCK],
    /// The next number of the block.
    next: usize,
}

impl Packed<'_> {
    #[inline(never)]
    fn unpack(&mut self) -> Option<()> {
        let (&width, widths) = self.widths.split_first()?;
        let (words, rest) = self.words.split_at_checked(usize::from(width))?;
        let width = u32::from(width);
        let mask = u64::MAX >> (u64::BITS - width);
        let mut words = words.iter().map(|&word| u64::from_le_bytes(word));
        let (mut word, mut filled) = (0, 0);
        for number in &mut self.block {
            let bits = if filled < width {
                let (next, missing) = (words.next()?, width - filled);
                let bits = word | next << filled;
                word = next >> missing;
                filled = u64::BITS - missing;
                bits
            } else {
                let bits = word;
                word >>= width;
                filled -= width;
                bits
            };
            #[expect(clippy::cast_possible_truncation, reason = "a width is at most 32")]
            let masked = (bits & mask) as u32;
            *number = masked;
        }
        (self.widths, self.words, self.next) = (widths, rest, 0);
        Some(())
    }
}

impl Iterator for Packed<'_> {
    type Item = u32;

    #[inline]
    fn next(&mut self) -> Option<u32> {
        self.left = self.left.checked_sub(1)?;
        if self.next == BLOCK {
            self.unpack()?;
        }
        let number = self.block.get(self.next).copied();
        self.next += 1;
        number
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        (self.left, Some(self.left))
    }
}

impl ExactSizeIterator for Packed<'_> {}

#[cfg(test)]
mod tests {
    use super::*;

    fn unpacked(bytes: &[u8]) -> Option<Vec<u32>> {
        Reader::new("test", bytes).packed().ok().map(Iterator::collect)
    }

    #[test]
    fn lists_of_every_width_come_back() {
        for length in [0, 1, 63, 64, 65, 200] {
            for width in 1..=32 {
                let number = |n: u32| n.wrapping_mul(0x9E37_79B9) >> (32 - width);
                let numbers: Vec<u32> = (0..length).map(number).collect();
                let mut writer = Writer::default();
                writer.packed(&numbers);
                assert_eq!(unpacked(&writer.into_bytes()).unwrap(), numbers, "{length} of {width} bits");
            }
        }
    }

    #[test]
    fn a_list_that_is_not_there_is_refused() {
        let mut writer = Writer::default();
        writer.number(1 << 60);
        assert!(unpacked(&writer.into_bytes()).is_none());
        assert!(unpacked(&[1, 0]).is_none());
        assert!(unpacked(&[1, 33]).is_none());
        assert!(unpacked(&[1, 1, 0, 0]).is_none());
    }
}
