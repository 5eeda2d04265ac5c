//! The names and codes of the polities of an atlas, as values of columns.

use std::sync::Arc;

use datafusion::arrow::array::StringViewArray;
use rustc_hash::FxHashMap;
use suzerain::{Atlas, Polity};
use time::Date;

/// The name of every polity of an atlas through time, each text once, with its number in [`Names::texts`].
///
/// Texts are in one buffer, which columns of answers share: a row costs a number, and copies nothing.
#[derive(Debug)]
pub(crate) struct Names {
    /// Where the atlas has its polities in memory.
    begin: usize,
    polities: Vec<Named>,
    texts: Arc<StringViewArray>,
    numbers: FxHashMap<String, u32>,
    codes: Arc<StringViewArray>,
}

/// The name of a polity, as a number: the same at all times, or one from each of several days on.
#[derive(Debug)]
enum Named {
    Always(u32),
    Since(Box<[(Date, u32)]>),
}

impl Names {
    pub(crate) fn of(atlas: &Atlas) -> Self {
        let mut numbers: FxHashMap<&str, u32> = FxHashMap::default();
        let mut texts = Vec::new();
        let mut number = |text| {
            *numbers.entry(text).or_insert_with(|| {
                texts.push(text);
                u32::try_from(texts.len() - 1).unwrap_or(u32::MAX)
            })
        };
        let polities = atlas.polities().iter().map(|polity| Named::of(polity, &mut number)).collect();
        let codes = atlas.polities().iter().map(|polity| polity.code().to_string());
        Self {
            begin: atlas.polities().as_ptr().addr(),
            polities,
            codes: Arc::new(StringViewArray::from_iter_values(codes)),
            texts: Arc::new(StringViewArray::from_iter_values(&texts)),
            numbers: numbers.into_iter().map(|(text, number)| (text.to_owned(), number)).collect(),
        }
    }

    /// The number of the name of a polity of the atlas on a day.
    #[inline]
    pub(crate) fn name(&self, polity: &Polity, day: impl FnOnce() -> Date) -> Option<u32> {
        match self.polities.get(self.place(polity) as usize)? {
            Named::Always(number) => Some(*number),
            Named::Since(numbers) => {
                let day = day();
                let (_, number) = numbers.iter().rev().find(|(from, _)| *from <= day)?;
                Some(*number)
            }
        }
    }

    /// The number of a name.
    pub(crate) fn number(&self, name: &str) -> Option<u32> {
        self.numbers.get(name).copied()
    }

    /// The number of the code of a polity of the atlas.
    #[inline]
    pub(crate) fn code(&self, polity: &Polity) -> u32 {
        self.place(polity)
    }

    /// The texts of names, by number.
    pub(crate) fn texts(&self) -> &Arc<StringViewArray> {
        &self.texts
    }

    /// The texts of codes, by number.
    pub(crate) fn codes(&self) -> &Arc<StringViewArray> {
        &self.codes
    }

    /// Which of the polities of the atlas it is: answers refer to those in the atlas's list.
    #[inline]
    fn place(&self, polity: &Polity) -> u32 {
        let distance = std::ptr::from_ref(polity).addr().wrapping_sub(self.begin);
        u32::try_from(distance / size_of::<Polity>()).unwrap_or(u32::MAX)
    }
}

impl Named {
    fn of<'a>(polity: &'a Polity, number: &mut impl FnMut(&'a str) -> u32) -> Self {
        // A name can only change on a bound of its period, or on the day after.
        let periods = polity.names().iter().map(suzerain::model::Name::period);
        let bounds = periods.flat_map(|period| [period.from(), period.until()]).flatten();
        let days = bounds.flat_map(|bound| [bound.earliest(), bound.latest()]);
        let mut days: Vec<Date> = days.flat_map(|day| [Some(day), day.next_day()]).flatten().collect();
        days.push(Date::MIN);
        days.sort_unstable();
        let mut since: Vec<(Date, u32)> = days.into_iter().map(|day| (day, number(polity.name_on(day)))).collect();
        since.dedup_by_key(|(_, number)| *number);
        match since.as_slice() {
            [(_, number)] => Self::Always(*number),
            _ => Self::Since(since.into()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_those_of_the_day() {
        let atlas = Atlas::south_caucasus();
        let names = Names::of(atlas);
        for polity in atlas.polities() {
            assert_eq!(names.codes().value(names.code(polity) as usize), polity.code().as_str());
            let mut day = time::macros::date!(1795 - 01 - 01);
            while day.year() < 2030 {
                let number = names.name(polity, || day).expect("a polity of the atlas");
                assert_eq!(names.texts().value(number as usize), polity.name_on(day), "{} {day}", polity.code());
                day += time::Duration::days(13);
            }
        }
    }
}
