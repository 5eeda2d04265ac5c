//! Dates as people write them.

use time::Date;

use crate::model::date::{Period, UncertainDate};

/// A day in words, such as `1 January 2010`.
pub(super) fn long_date(date: Date) -> String {
    format!("{} {}", day_and_month(date), year(date))
}

/// A date in words: `30 August 1991`, `May 1992`, `1822`, or `between 30 August and 26 November 1991`.
pub(super) fn in_words(date: UncertainDate) -> String {
    let (first, last) = (date.earliest(), date.latest());
    let is_whole_month = first.month() == last.month() && first.day() == 1 && ends_month(last);
    let is_whole_year = first.ordinal() == 1 && last.month() == time::Month::December && ends_month(last);
    match (first.year() == last.year(), is_whole_year) {
        _ if first == last => long_date(first),
        _ if first == Date::MIN => format!("by {}", long_date(last)),
        _ if last == Date::MAX => format!("{} or later", long_date(first)),
        (true, true) => year(first),
        (false, true) => format!("{}–{}", year(first), year(last)),
        (true, false) if is_whole_month => format!("{} {}", first.month(), year(first)),
        (true, false) if first.month() == last.month() => {
            format!("between {} and {}", first.day(), long_date(last))
        }
        (true, false) => format!("between {} and {}", day_and_month(first), long_date(last)),
        (false, false) => format!("between {} and {}", long_date(first), long_date(last)),
    }
}

/// A period in words: `from 1 December 2020 until 26 August 2022`.
pub(super) fn period_in_words(period: Period) -> String {
    match (period.from(), period.until()) {
        (None, None) => "always".to_owned(),
        (Some(from), None) => format!("since {}", in_words(from)),
        (None, Some(until)) => format!("until {}", in_words(until)),
        (Some(from), Some(until)) if from == until && !from.is_exact() => {
            format!("at some time {}", within(from))
        }
        (Some(from), Some(until)) => format!("from {} until {}", in_words(from), in_words(until)),
    }
}

fn within(date: UncertainDate) -> String {
    let words = in_words(date);
    if words.starts_with("between") || words.starts_with("by") { words } else { format!("in {words}") }
}

fn day_and_month(date: Date) -> String {
    format!("{} {}", date.day(), date.month())
}

fn year(date: Date) -> String {
    match date.year() {
        year if year > 0 => year.to_string(),
        year => format!("{} BC", 1 - year),
    }
}

fn ends_month(date: Date) -> bool {
    date.next_day().is_none_or(|next| next.day() == 1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use time::macros::date;

    #[test]
    fn spans_read_as_people_write_them() {
        let between = |first, last| in_words(UncertainDate::between(first, last).unwrap());
        assert_eq!(between(date!(1991 - 08 - 30), date!(1991 - 11 - 26)), "between 30 August and 26 November 1991");
        assert_eq!(between(date!(1992 - 05 - 01), date!(1992 - 05 - 31)), "May 1992");
        assert_eq!(between(date!(1992 - 05 - 08), date!(1992 - 05 - 09)), "between 8 and 9 May 1992");
        assert_eq!(between(date!(1822 - 01 - 01), date!(1822 - 12 - 31)), "1822");
        assert_eq!(
            between(date!(1991 - 09 - 21), date!(1992 - 01 - 06)),
            "between 21 September 1991 and 6 January 1992"
        );
        assert_eq!(in_words(date!(2020 - 12 - 01).into()), "1 December 2020");
        assert_eq!(long_date(Date::from_ordinal_date(0, 60).unwrap()), "29 February 1 BC");
    }
}
