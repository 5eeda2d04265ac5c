//! Days of foreign files as bounds of periods.

use time::{Date, Month};

use crate::model::date::{ForeignDate, UncertainDate};

/// What stands for an end that has not come yet.
const UNTIL_NOW: [&str; 17] = [
    "present",
    "now",
    "today",
    "current",
    "currently",
    "ongoing",
    "to date",
    "until now",
    "till now",
    "to present",
    "open",
    "..",
    "-",
    "--",
    "–",
    "—",
    "*",
];

/// The date of an end as `read` finds it; `None` for an open end: a word that means until now, or the year 9999.
///
/// # Errors
///
/// What is wrong with the text.
pub(super) fn end<E>(text: &str, read: impl FnOnce(&str) -> Result<ForeignDate, E>) -> Result<Option<ForeignDate>, E> {
    let text = text.trim();
    if UNTIL_NOW.iter().any(|word| word.eq_ignore_ascii_case(text)) {
        return Ok(None);
    }
    let is_forever = |found: &ForeignDate| found.earliest.is_some_and(|day| day.year() == Date::MAX.year());
    read(text).map(|found| Some(found).filter(|found| !is_forever(found)))
}

/// The change that a date is the day of; where an end of it is not known, it reaches to that of the calendar. `None` if it
/// ends before it begins.
pub(super) fn change(date: ForeignDate) -> Option<UncertainDate> {
    UncertainDate::between(date.earliest.unwrap_or(Date::MIN), date.latest.unwrap_or(Date::MAX)).ok()
}

/// The day after the last day of something, known as well as that: the end of a period whose last day is included.
/// `None` at the end of the calendar.
pub(super) fn day_after(last: UncertainDate) -> Option<UncertainDate> {
    UncertainDate::between(last.earliest().next_day()?, last.latest().next_day()?).ok()
}

/// The first day of a year of astronomical count (0 is 1 BCE); `None` outside the calendar, -9999 to 9999.
pub(super) fn first_day(year: i32) -> Option<Date> {
    Date::from_calendar_date(year, Month::January, 1).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ends_that_have_not_come() {
        let end = |text: &str| end(text, |text| ForeignDate::read(text, None));
        for text in
            ["present", "Present", " now ", "-", "–", "..", "ongoing", "9999", "9999-12-31", "9999-12-31T00:00:00"]
        {
            assert_eq!(end(text), Ok(None), "{text}");
        }
        assert!(end("gift").is_err());
        assert!(end("2024").is_ok_and(|found| found.is_some()));
    }
}
