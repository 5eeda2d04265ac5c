//! Changes of bytes by chance.

use crate::dice::Dice;

/// Numbers and texts at which readers go wrong.
const TELLING: [&str; 24] = [
    "0",
    "-0",
    "-1",
    "1",
    "180",
    "-180",
    "180.0000001",
    "90",
    "-90",
    "1e308",
    "1e-320",
    "4294967296",
    "9223372036854775808",
    "null",
    "true",
    "\"\"",
    "[]",
    "{}",
    "\u{feff}",
    "\\ud800",
    "9999-12-31",
    "-9999",
    "[1900..]",
    "\u{0}",
];

/// A source of changed inputs, the same ones for the same seed.
pub struct Mutator(Dice);

impl Mutator {
    /// With the changes of this seed.
    #[must_use]
    pub fn new(seed: u64) -> Self {
        Self(Dice(seed))
    }

    /// One of these inputs, changed in some places.
    pub fn mutated(&mut self, pool: &[Vec<u8>], most: usize) -> Vec<u8> {
        let dice = &mut self.0;
        let mut bytes = dice.of(pool).clone();
        for _ in 0..=dice.below(6) {
            change(&mut bytes, pool, dice);
        }
        bytes.truncate(most);
        bytes
    }
}

fn change(bytes: &mut Vec<u8>, pool: &[Vec<u8>], dice: &mut Dice) {
    let at = dice.index(bytes.len() + 1);
    match dice.below(10) {
        0 | 1 if at < bytes.len() => bytes[at] ^= 1 << dice.below(8),
        2 if at < bytes.len() => bytes[at] = *dice.of(&[0, 1, 0x7F, 0x80, 0xFF, b'"', b'[', b'}', b'-', b'9']),
        3 => drop(bytes.drain(at..bytes.len().min(at + 1 + dice.index(16)))),
        4 => {
            // A stretch twice.
            let stretch = bytes[at..bytes.len().min(at + 1 + dice.index(64))].to_vec();
            bytes.splice(at..at, stretch);
        }
        5 => {
            // A stretch of another one.
            let other = dice.of(pool);
            let from = dice.index(other.len() + 1);
            let stretch = other[from..other.len().min(from + 1 + dice.index(128))].to_vec();
            let end = bytes.len().min(at + if dice.below(2) == 0 { 0 } else { stretch.len() });
            bytes.splice(at..end, stretch);
        }
        6 | 7 => {
            // A whole number, or a text.
            let Some((from, to)) = token(bytes, at) else { return };
            let telling = dice.of(&TELLING).as_bytes().to_vec();
            bytes.splice(from..to, telling);
        }
        8 => {
            // A token of elsewhere.
            let other = dice.of(pool);
            let (Some(one), Some(two)) = (token(bytes, at), token(other, dice.index(other.len() + 1))) else { return };
            bytes.splice(one.0..one.1, other[two.0..two.1].to_vec());
        }
        _ if bytes.len() >= at + 4 => {
            // A little number of four bytes, such as a length.
            let number = u32::from_le_bytes([bytes[at], bytes[at + 1], bytes[at + 2], bytes[at + 3]]);
            let other =
                *dice.of(&[number.wrapping_add(1), number.wrapping_sub(1), number << 8, u32::MAX, 0, i32::MAX as u32]);
            bytes[at..at + 4].copy_from_slice(&other.to_le_bytes());
        }
        _ => {}
    }
}

/// The number or text in quotes that begins at a place or after it.
fn token(bytes: &[u8], at: usize) -> Option<(usize, usize)> {
    let begins = |byte: &u8| *byte == b'"' || *byte == b'-' || byte.is_ascii_digit();
    let from = at + bytes.get(at..)?.iter().position(begins)?;
    let rest = &bytes[from + 1..];
    let length = if bytes[from] == b'"' {
        rest.iter().position(|&byte| byte == b'"')? + 1
    } else {
        rest.iter().position(|byte| !byte.is_ascii_digit() && !b".eE+-".contains(byte)).unwrap_or(rest.len())
    };
    Some((from, from + 1 + length))
}
