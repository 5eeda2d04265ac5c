//! The names and codes of the polities of an atlas, as values of columns.

use rustc_hash::FxHashMap;
use suzerain::{Atlas, Polity};
use time::Date;

use crate::texts::{ByDay, Vocabulary};

/// The name of every polity of an atlas through time, each text once, with its number in [`Names::texts`].
#[derive(Debug)]
pub(crate) struct Names {
    /// Where the atlas has its polities in memory.
    begin: usize,
    polities: Vec<ByDay>,
    texts: Vocabulary,
    numbers: FxHashMap<String, u32>,
    codes: Vocabulary,
}

impl Names {
    pub(crate) fn of(atlas: &Atlas) -> Self {
        let mut numbers: FxHashMap<&str, u32> = FxHashMap::default();
        let mut texts = Vec::new();
        let mut number = |text| {
            *numbers.entry(text).or_insert_with(|| {
                texts.push(text);
                Vocabulary::number(texts.len() - 1)
            })
        };
        let polities = atlas.polities().iter().map(|polity| by_day(polity, &mut number)).collect();
        let numbers = numbers.into_iter().map(|(text, number)| (text.to_owned(), number)).collect();
        Self {
            numbers,
            begin: atlas.polities().as_ptr().addr(),
            polities,
            codes: Vocabulary::of(atlas.polities().iter().map(|polity| polity.code().to_string())),
            texts: Vocabulary::of(texts),
        }
    }

    /// The numbers of the names of a polity of the atlas.
    #[inline]
    pub(crate) fn by_day(&self, polity: &Polity) -> &ByDay {
        self.polities.get(self.place(polity)).unwrap_or(&ByDay::NONE)
    }

    /// The number of a name.
    pub(crate) fn number(&self, name: &str) -> Option<u32> {
        self.numbers.get(name).copied()
    }

    /// The number of the code of a polity of the atlas.
    #[inline]
    pub(crate) fn code(&self, polity: &Polity) -> u32 {
        Vocabulary::number(self.place(polity))
    }

    /// The texts of names, by number.
    pub(crate) fn texts(&self) -> &Vocabulary {
        &self.texts
    }

    /// The texts of codes, by number.
    pub(crate) fn codes(&self) -> &Vocabulary {
        &self.codes
    }

    /// Which of the polities of the atlas it is: answers refer to those in the atlas's list.
    #[inline]
    fn place(&self, polity: &Polity) -> usize {
        std::ptr::from_ref(polity).addr().wrapping_sub(self.begin) / size_of::<Polity>()
    }
}

/// The numbers of the names of a polity.
fn by_day<'a>(polity: &'a Polity, mut number: impl FnMut(&'a str) -> u32) -> ByDay {
    // A name can only change on a bound of its period, or on the day after.
    let periods = polity.names().iter().map(suzerain::model::Name::period);
    let bounds = periods.flat_map(|period| [period.from(), period.until()]).flatten();
    let days = bounds.flat_map(|bound| [bound.earliest(), bound.latest()]);
    let mut days: Vec<Date> = days.flat_map(|day| [Some(day), day.next_day()]).flatten().collect();
    days.push(Date::MIN);
    ByDay::since(days, |day| number(polity.name_on(day)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_those_of_the_day() {
        let atlas = Atlas::south_caucasus();
        let names = Names::of(atlas);
        for polity in atlas.polities() {
            assert_eq!(names.codes().text(names.code(polity)), Some(polity.code().as_str()));
            let mut day = time::macros::date!(1795 - 01 - 01);
            while day.year() < 2030 {
                let number = names.by_day(polity).on(day);
                assert_eq!(names.texts().text(number), Some(polity.name_on(day)), "{} {day}", polity.code());
                day += time::Duration::days(13);
            }
        }
    }
}
