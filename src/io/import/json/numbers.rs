//! The coordinates of a geometry: numbers in nested lists.

use std::fmt;

use serde::Deserializer;
use serde::de::{DeserializeSeed, IgnoredAny, MapAccess, SeqAccess, Visitor};

use super::context::Context;

/// Positions in degrees and how they were nested.
#[derive(Debug, Default)]
pub(super) struct Numbers {
    pub(super) positions: Vec<[f64; 2]>,
    /// How many positions there are at the end of each list of positions.
    line_ends: Vec<usize>,
    /// How many lists of positions there are at the end of each list of them.
    pub(super) polygon_ends: Vec<usize>,
    /// How many lists are around each position; `None` if there is none.
    pub(super) height: Option<u8>,
    pub(super) is_faulty: bool,
    /// Lists without positions, until the first position shows what they are.
    empties: Vec<Empty>,
}

/// A list without positions: how deep and where it stands, and whether nothing at all is in it.
#[derive(Debug)]
struct Empty {
    depth: usize,
    path: String,
    is_bare: bool,
}

impl Numbers {
    pub(super) fn line(&self, number: usize) -> &[[f64; 2]] {
        let begin = number.checked_sub(1).and_then(|before| self.line_ends.get(before)).copied().unwrap_or_default();
        let end = self.line_ends.get(number).copied().unwrap_or(begin);
        self.positions.get(begin..end).unwrap_or_default()
    }

    pub(super) fn lines(&self, height: u8) -> Vec<&[[f64; 2]]> {
        if height == 0 {
            return vec![&self.positions];
        }
        (0..self.line_ends.len()).map(|number| self.line(number)).collect()
    }
}

pub(super) struct NumbersSeed<'c, 'a>(pub(super) &'c mut Context<'a>);

impl<'de> DeserializeSeed<'de> for NumbersSeed<'_, '_> {
    type Value = Numbers;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Numbers, D::Error> {
        let mut numbers = Numbers::default();
        let before = self.0.count();
        let mut nest = Nest { context: self.0, numbers: &mut numbers, path: [0; DEEPEST], depth: 0 };
        let top = ItemSeed(&mut nest).deserialize(deserializer)?;
        if let Item::Number(number) = top {
            nest.context.malformed("", format!("it is {number}; it must be a list"));
        }
        numbers.is_faulty = self.0.count() > before;
        Ok(numbers)
    }
}

/// Lists of a geometry nest no deeper.
const DEEPEST: usize = 6;

/// Where in the nested lists the reading is.
struct Nest<'n, 'c> {
    context: &'n mut Context<'c>,
    numbers: &'n mut Numbers,
    path: [usize; DEEPEST],
    depth: usize,
}

impl Nest<'_, '_> {
    /// Notes that something is wrong with the item that is being read.
    fn malformed(&mut self, message: impl Into<String>) {
        let path = self.path();
        self.context.malformed(&path, message);
    }

    fn path(&self) -> String {
        self.path.iter().take(self.depth).fold(String::new(), |path, index| format!("{path}[{index}]"))
    }

    /// A list without positions was read: other positions of the geometry show what it should be.
    fn empty(&mut self, is_bare: bool) {
        let empty = Empty { depth: self.depth, path: self.path(), is_bare };
        match self.numbers.height {
            Some(height) => self.settle(usize::from(height), &empty),
            None => self.numbers.empties.push(empty),
        }
    }

    /// Positions lie `height` deep: an empty list there is none, one above it a ring, two above it a polygon.
    fn settle(&mut self, height: usize, empty: &Empty) {
        if empty.depth == height {
            self.context.malformed(&empty.path, "a position has a longitude and a latitude; this is empty");
        }
        if empty.is_bare && (empty.depth + 1 == height || empty.depth + 2 == height) {
            self.numbers.line_ends.push(self.numbers.positions.len());
        }
        if empty.depth + 2 == height {
            self.numbers.polygon_ends.push(self.numbers.line_ends.len());
        }
    }
}

/// A number, a list of known height, or something that was refused.
enum Item {
    Number(f64),
    List(Option<u8>),
    Refused,
}

struct ItemSeed<'s, 'n, 'c>(&'s mut Nest<'n, 'c>);

impl<'de> DeserializeSeed<'de> for ItemSeed<'_, '_, '_> {
    type Value = Item;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Item, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for ItemSeed<'_, '_, '_> {
    type Value = Item;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a number or a list")
    }

    fn visit_f64<E>(self, number: f64) -> Result<Item, E> {
        Ok(Item::Number(number))
    }

    #[expect(clippy::cast_precision_loss, reason = "degrees are small numbers; others are refused as positions")]
    fn visit_u64<E>(self, number: u64) -> Result<Item, E> {
        Ok(Item::Number(number as f64))
    }

    #[expect(clippy::cast_precision_loss, reason = "degrees are small numbers; others are refused as positions")]
    fn visit_i64<E>(self, number: i64) -> Result<Item, E> {
        Ok(Item::Number(number as f64))
    }

    fn visit_bool<E>(self, value: bool) -> Result<Item, E> {
        self.0.malformed(format!("it is {value}; it must be a number or a list"));
        Ok(Item::Refused)
    }

    fn visit_str<E>(self, value: &str) -> Result<Item, E> {
        self.0.malformed(format!("it is the text '{value}'; it must be a number or a list"));
        Ok(Item::Refused)
    }

    fn visit_unit<E>(self) -> Result<Item, E> {
        self.0.malformed("it is null; it must be a number or a list");
        Ok(Item::Refused)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<Item, A::Error> {
        while members.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
        self.0.malformed("it is an object; it must be a number or a list");
        Ok(Item::Refused)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Item, A::Error> {
        let nest = self.0;
        if nest.depth == DEEPEST {
            nest.malformed("lists are nested too deep");
            while list.next_element::<IgnoredAny>()?.is_some() {}
            return Ok(Item::Refused);
        }
        nest.depth += 1;
        let (mut position, mut count, mut below, mut mixed) = ([0.0; 2], 0_usize, None, false);
        let (mut is_refused, mut is_bare) = (false, false);
        for index in 0.. {
            if let Some(slot) = nest.path.get_mut(nest.depth - 1) {
                *slot = index;
            }
            match list.next_element_seed(ItemSeed(nest))? {
                None => {
                    is_bare = index == 0;
                    break;
                }
                Some(Item::Number(number)) => {
                    if let Some(slot) = position.get_mut(count) {
                        *slot = number;
                    }
                    count += 1;
                }
                Some(Item::List(height)) => {
                    mixed |= below.is_some_and(|known| height.is_some_and(|height| known != height));
                    below = height.or(below);
                }
                Some(Item::Refused) => is_refused = true,
            }
        }
        nest.depth -= 1;
        match (count, below) {
            _ if is_refused => return Ok(Item::Refused),
            (0, None) => {
                nest.empty(is_bare);
                return Ok(Item::List(None));
            }
            (1, None) => nest.malformed("a position has a longitude and a latitude; this has one number"),
            (_, None) => {
                for empty in std::mem::take(&mut nest.numbers.empties) {
                    nest.settle(nest.depth, &empty);
                }
                nest.numbers.positions.push(position);
                nest.numbers.height = Some(u8::try_from(nest.depth).unwrap_or_default());
                return Ok(Item::List(Some(0)));
            }
            (0, Some(_)) if mixed => nest.malformed("its lists are not nested alike"),
            (0, Some(height)) => {
                match height {
                    0 => nest.numbers.line_ends.push(nest.numbers.positions.len()),
                    1 => nest.numbers.polygon_ends.push(nest.numbers.line_ends.len()),
                    _ => {}
                }
                return Ok(Item::List(Some(height + 1)));
            }
            (_, Some(_)) => nest.malformed("numbers and lists stand side by side"),
        }
        Ok(Item::Refused)
    }
}
