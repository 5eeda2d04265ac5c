//! The values that elements are made of: codes, words, days, positions.

use time::Date;

use super::error::Malformed;
use super::folded::{folded, unfolded};
use super::wire::{Reader, Wire, Writer};
use crate::atlas::vertex;
use crate::model::border_stage::Stage;
use crate::model::code::Code;
use crate::model::control::Mode;
use crate::model::date::{Period, UncertainDate};
use crate::model::event::{EventCode, EventKind};
use crate::model::landmark::{LandmarkCode, LandmarkKind};
use crate::model::polity::{PolityCode, PolityKind};
use crate::model::position::Position;
use crate::model::record::Bound;
use crate::model::source::{Confidence, SourceCode};
use crate::model::territory::{TerritoryCode, TerritoryKind};
use crate::model::word::Word;

/// Reads a code that is written as text.
pub(super) fn code<T>(from: &mut Reader<'_>) -> Result<Code<T>, Malformed> {
    let text = from.text()?;
    Code::new(text).map_err(|_| from.malformed("a code is not 1 to 31 letters, digits, '-', '.' and '_'"))
}

/// Codes as numbers of what is declared.
macro_rules! references {
    ($($code:ident in $list:ident;)*) => {$(
        impl Wire for $code {
            fn write(&self, to: &mut Writer) {
                let number = to.codes.$list.get(self).copied();
                to.number(u64::from(number.unwrap_or(u32::MAX)));
            }

            fn read(from: &mut Reader<'_>) -> Result<Self, Malformed> {
                let number = from.small_number()?;
                let code = from.codes.$list.get(number as usize);
                code.copied().ok_or_else(|| from.malformed(concat!("there is no such code in the ", stringify!($list))))
            }
        }
    )*};
}

references! {
    SourceCode in sources;
    EventCode in events;
    PolityCode in polities;
    TerritoryCode in territories;
}

impl Wire for LandmarkCode {
    fn write(&self, to: &mut Writer) {
        to.text(self.as_str());
    }

    fn read(from: &mut Reader<'_>) -> Result<Self, Malformed> {
        code(from)
    }
}

/// Vocabularies as their words, which stay the same when a vocabulary grows.
macro_rules! words {
    ($($word:ident)*) => {$(
        impl Wire for $word {
            fn write(&self, to: &mut Writer) {
                to.text(self.word());
            }

            fn read(from: &mut Reader<'_>) -> Result<Self, Malformed> {
                let word = from.text()?;
                Self::from_word(word).ok_or_else(|| from.malformed("a word is not of its vocabulary"))
            }
        }
    )*};
}

words! { Bound Confidence EventKind LandmarkKind Mode PolityKind Stage TerritoryKind }

/// Two codes.
impl<T> Wire for [Code<T>; 2]
where
    Code<T>: Wire,
{
    fn write(&self, to: &mut Writer) {
        for code in self {
            code.write(to);
        }
    }

    fn read(from: &mut Reader<'_>) -> Result<Self, Malformed> {
        Ok([Wire::read(from)?, Wire::read(from)?])
    }
}

/// The day that is written as 0, so that most days of the last centuries take three bytes: 1 January 1900.
const DAY_0: i32 = 2_415_021;

impl Wire for [Vec<u8>; 2] {
    fn write(&self, to: &mut Writer) {
        for order in self {
            order.write(to);
        }
    }

    fn read(from: &mut Reader<'_>) -> Result<Self, Malformed> {
        Ok([Wire::read(from)?, Wire::read(from)?])
    }
}

impl Wire for Date {
    fn write(&self, to: &mut Writer) {
        to.number(u64::from(folded(self.to_julian_day() - DAY_0)));
    }

    fn read(from: &mut Reader<'_>) -> Result<Self, Malformed> {
        let day = unfolded(from.small_number()?).checked_add(DAY_0);
        let date = day.and_then(|day| Self::from_julian_day(day).ok());
        date.ok_or_else(|| from.malformed("a day is not within the years -9999 to 9999"))
    }
}

impl Wire for UncertainDate {
    fn write(&self, to: &mut Writer) {
        self.earliest().write(to);
        let days = self.latest().to_julian_day() - self.earliest().to_julian_day();
        to.number(u64::from(days.unsigned_abs()));
    }

    fn read(from: &mut Reader<'_>) -> Result<Self, Malformed> {
        let (earliest, days) = (Date::read(from)?, from.small_number()?);
        let latest = earliest.to_julian_day().checked_add_unsigned(days);
        let latest = latest.and_then(|day| Date::from_julian_day(day).ok());
        let date = latest.and_then(|latest| Self::between(earliest, latest).ok());
        date.ok_or_else(|| from.malformed("a day is not within the years -9999 to 9999"))
    }
}

impl Wire for Period {
    fn write(&self, to: &mut Writer) {
        self.from().write(to);
        self.until().write(to);
    }

    fn read(from: &mut Reader<'_>) -> Result<Self, Malformed> {
        let (begin, end) = (Wire::read(from)?, Wire::read(from)?);
        Self::new(begin, end).map_err(|_| from.malformed("a period ends before it begins"))
    }
}

impl Wire for Position {
    fn write(&self, to: &mut Writer) {
        to.number(u64::from(folded(self.lon_e7())));
        to.number(u64::from(folded(self.lat_e7())));
    }

    fn read(from: &mut Reader<'_>) -> Result<Self, Malformed> {
        let (lon, lat) = (unfolded(from.small_number()?), unfolded(from.small_number()?));
        let position = Self::from_e7(lon, lat);
        let at = vertex(position);
        if (at.x, at.y) == (lon, lat) { Ok(position) } else { Err(from.malformed("a place is not on the earth")) }
    }
}
