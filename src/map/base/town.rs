//! Capitals and towns, with the names that they had.

use std::sync::LazyLock;

use time::{Date, Month};

use crate::map::plane::Point;

static TOWNS: LazyLock<Vec<Town>> =
    LazyLock::new(|| include_str!("data/towns.tsv").lines().filter_map(Town::read).collect());

/// A town.
#[derive(Debug)]
pub(crate) struct Town {
    /// Longitude and latitude.
    pub(crate) place: Point,
    /// 1 for the first of its region, 2 for large ones and seats, 3 for others.
    pub(crate) rank: u8,
    pub(crate) names: Vec<TownName>,
}

/// A name of a town in a language, up to the next in that language.
#[derive(Debug)]
pub(crate) struct TownName {
    pub(crate) language: &'static str,
    /// The first day; `None` for always.
    pub(crate) from: Option<Date>,
    pub(crate) text: &'static str,
}

/// All towns, by rank.
pub(crate) fn towns() -> &'static [Town] {
    &TOWNS
}

impl Town {
    fn read(line: &'static str) -> Option<Self> {
        let mut members = line.split('\t');
        let (lat, lon) = (members.next()?.parse().ok()?, members.next()?.parse().ok()?);
        let rank = members.next()?.parse().ok()?;
        let name = |text: &'static str| {
            let mut parts = text.splitn(3, ':');
            Some(TownName { language: parts.next()?, from: day(parts.next()?), text: parts.next()? })
        };
        Some(Self { place: (lon, lat), rank, names: members.next()?.split("; ").filter_map(name).collect() })
    }

    /// The name on a day in a language; `None` if it had none.
    pub(crate) fn name_in(&self, language: &str, day: Date) -> Option<&'static str> {
        let mut own = self.names.iter().filter(|name| name.language == language);
        own.rfind(|name| name.from.is_none_or(|from| from <= day)).map(|name| name.text)
    }
}

fn day(text: &str) -> Option<Date> {
    let mut numbers = text.splitn(3, '-');
    let year = numbers.next()?.parse().ok()?;
    let month: u8 = numbers.next()?.parse().ok()?;
    Date::from_calendar_date(year, Month::try_from(month).ok()?, numbers.next()?.parse().ok()?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use time::macros::date;

    #[test]
    fn names_are_those_of_the_day() {
        let named = |name: &str| towns().iter().find(|town| town.names.iter().any(|it| it.text == name)).unwrap();
        let gyumri = named("Gyumri");
        assert_eq!(gyumri.name_in("en", date!(1914 - 01 - 01)), Some("Alexandropol"));
        assert_eq!(gyumri.name_in("en", date!(1960 - 01 - 01)), Some("Leninakan"));
        assert_eq!(gyumri.name_in("ka", date!(1960 - 01 - 01)), None);
        assert_eq!(named("Sumgait").name_in("en", date!(1940 - 01 - 01)), None, "it was not there yet");
    }

    #[test]
    fn every_line_is_a_town_in_order_of_rank() {
        let lines = include_str!("data/towns.tsv").lines().filter(|line| !line.starts_with('#')).count();
        assert_eq!(towns().len(), lines);
        assert!(towns().is_sorted_by_key(|town| town.rank));
        for town in towns() {
            assert!(town.names.iter().any(|name| name.language == "en"), "{town:?}");
            assert!(town.names.iter().all(|name| !name.text.is_empty() && name.language.len() == 2), "{town:?}");
        }
    }
}
