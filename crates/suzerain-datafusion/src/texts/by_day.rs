//! A number that may be another from some day on.

use time::Date;

use super::NONE;

/// The number of a text that holds at all times, or of one from each of several days on.
#[derive(Debug, Clone)]
pub(crate) enum ByDay {
    Always(u32),
    /// By day, ascending; the first is that of all days before it too.
    Since(Box<[(Date, u32)]>),
}

impl ByDay {
    /// The number of no text, at all times.
    pub(crate) const NONE: Self = Self::Always(NONE);

    /// The number from each of these days on, which include [`Date::MIN`].
    pub(crate) fn since(mut days: Vec<Date>, mut number: impl FnMut(Date) -> u32) -> Self {
        days.sort_unstable();
        days.dedup();
        let mut since: Vec<(Date, u32)> = days.into_iter().map(|day| (day, number(day))).collect();
        since.dedup_by_key(|(_, number)| *number);
        match since.as_slice() {
            [(_, number)] => Self::Always(*number),
            _ => Self::Since(since.into()),
        }
    }

    /// The number on a day.
    #[inline]
    pub(crate) fn on(&self, day: Date) -> u32 {
        match self {
            Self::Always(number) => *number,
            Self::Since(since) => {
                let later = since.iter().skip(1).take_while(|(from, _)| *from <= day);
                later.last().or(since.first()).map_or(NONE, |(_, number)| *number)
            }
        }
    }

    /// The days from which the number is another.
    pub(crate) fn changes(&self) -> impl Iterator<Item = Date> {
        let since: &[(Date, u32)] = match self {
            Self::Always(_) => &[],
            Self::Since(since) => since,
        };
        since.iter().skip(1).map(|(from, _)| *from)
    }
}
