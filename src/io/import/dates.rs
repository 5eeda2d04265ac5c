//! Days of foreign files as bounds of periods.

use time::{Date, Month};

use crate::model::date::UncertainDate;

/// The day after the last day of something, known as well as that: the end of a period whose last day is included.
/// `None` at the end of the calendar.
pub(super) fn day_after(last: UncertainDate) -> Option<UncertainDate> {
    UncertainDate::between(last.earliest().next_day()?, last.latest().next_day()?).ok()
}

/// The first day of a year of astronomical count (0 is 1 BCE); `None` outside the calendar, -9999 to 9999.
pub(super) fn first_day(year: i32) -> Option<Date> {
    Date::from_calendar_date(year, Month::January, 1).ok()
}
