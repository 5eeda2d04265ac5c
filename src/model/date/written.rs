//! Days as people write them: in numbers, with the name of the month, with a time of day.

use time::{Date, Month};

use super::foreign_date::ForeignDate;
use super::{DateGuess, InvalidDateKind, UncertainDate};

/// Which of day and month comes first where the year comes last.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum DayMonth {
    DayFirst,
    MonthFirst,
}

type Found = Result<ForeignDate, InvalidDateKind>;

/// The day of a text such as `1992-05-18`; `None` for any other form, and for a day that does not exist.
pub(crate) fn iso_day(text: &str) -> Option<Date> {
    let (year, month, day) = match text.as_bytes() {
        [year @ .., b'-', month_tens, month_ones, b'-', day_tens, day_ones] if year.len() == 4 => {
            (year, [*month_tens, *month_ones], [*day_tens, *day_ones])
        }
        _ => return None,
    };
    let number = |digits: &[u8]| {
        digits.iter().try_fold(0_u16, |sum, digit| digit.is_ascii_digit().then(|| sum * 10 + u16::from(digit - b'0')))
    };
    let (year, month, day) = (number(year)?, number(&month)?, number(&day)?);
    let month = Month::try_from(u8::try_from(month).ok()?).ok()?;
    Date::from_calendar_date(i32::from(year), month, u8::try_from(day).ok()?).ok()
}

/// A text without its time of day and its time zone: the day is the one that is written.
pub(crate) fn without_time(text: &str) -> &str {
    let is_digit = |byte: Option<&u8>| byte.is_some_and(u8::is_ascii_digit);
    let bytes = text.as_bytes();
    let between_digits =
        |at: usize| is_digit(at.checked_sub(1).and_then(|at| bytes.get(at))) && is_digit(bytes.get(at + 1));
    let end = match text.find(':') {
        Some(colon) => text.get(..colon).and_then(|head| head.rfind(['T', 't', ' ', '+'])),
        None => text.find('T').filter(|&at| between_digits(at)),
    };
    match end {
        Some(end) => text.get(..end).unwrap_or(text).trim_end(),
        None => text.strip_suffix('Z').filter(|rest| is_digit(rest.as_bytes().last())).unwrap_or(text),
    }
}

/// A date in numbers alone: `1992/05/18`, `1992-5-18`, `19920518`, `05/1992`, `1992.0`, and with an order `18.05.1992` and
/// `18/05/92`. A zero for the day or the month says that it is not known. `None` where the text is of another form.
pub(crate) fn numbers(text: &str, order: Option<DayMonth>) -> Option<Found> {
    if !text.starts_with(|first: char| first.is_ascii_digit()) {
        return None;
    }
    let separator = text.find(|byte: char| !byte.is_ascii_digit());
    let Some((at, separator)) = separator.and_then(|at| Some((at, text.get(at..)?.chars().next()?))) else {
        let [year, month, day] = [text.get(..4)?, text.get(4..6)?, text.get(6..8)?];
        return (text.len() == 8).then(|| of_digits(year, month, day));
    };
    if !matches!(separator, '-' | '/' | '.' | ' ') {
        return None;
    }
    let (first, rest) = (text.get(..at)?, text.get(at + 1..)?);
    let (second, third) = rest.split_once(separator).map_or((rest, None), |(second, third)| (second, Some(third)));
    let parts = [Some(first), Some(second), third];
    if parts.into_iter().flatten().any(|part| part.is_empty() || !part.bytes().all(|byte| byte.is_ascii_digit())) {
        return None;
    }
    match (first.len(), second.len(), third, separator) {
        (3..=4, 1..=2, Some(day), _) if day.len() <= 2 => Some(of_digits(first, second, day)),
        (4, 1..=2, None, '-') => Some(of_digits(first, second, "0")),
        // A year that a program wrote as a number with decimals.
        (3..=4, _, None, '.') if second.bytes().all(|byte| byte == b'0') => Some(of_digits(first, "0", "0")),
        (1..=2, 4, None, _) => Some(of_digits(second, first, "0")),
        (1..=2, 1..=2, Some(year), _) if matches!(year.len(), 2 | 4) => Some(match order {
            Some(DayMonth::DayFirst) => of_digits(year, second, first),
            Some(DayMonth::MonthFirst) => of_digits(year, first, second),
            None => Err(InvalidDateKind::Order),
        }),
        _ => None,
    }
}

/// A date with the English name of its month: `18 May 1992`, `May 18, 1992`, `18-May-92`, `May 1992`, `Mon, 18th of May 1992`.
pub(crate) fn month_name(text: &str) -> Option<ForeignDate> {
    let (mut month, mut numbers, mut count) = (None, [""; 2], 0);
    for word in text.split(|it: char| !it.is_alphanumeric()).filter(|word| !word.is_empty()) {
        if word.starts_with(|first: char| first.is_ascii_digit()) {
            let digits = word.trim_end_matches(|it: char| it.is_ascii_alphabetic());
            let suffix = word.get(digits.len()..).unwrap_or_default();
            if !["", "st", "nd", "rd", "th"].iter().any(|known| known.eq_ignore_ascii_case(suffix)) {
                return None;
            }
            *numbers.get_mut(count)? = digits;
            count += 1;
        } else if let (Some(found), None) = (month_of(word), month) {
            month = Some(found);
        } else if !is_filler(word) {
            return None;
        }
    }
    let month = month?;
    let [first, second] = numbers;
    match (first.len(), second.len()) {
        (3..=4, 0) => of_digits(first, month, "0").ok(),
        (1..=2, 2..=4) => of_digits(second, month, first).ok(),
        (3..=4, 1..=2) => of_digits(first, month, second).ok(),
        _ => None,
    }
}

/// The EDTF of a text in which digits are not known: `18??`, `187?`, `18xx`, `18uu`, `18--`, `1918-??-??`.
pub(crate) fn unknown_digits(text: &str) -> Option<String> {
    let is_unknown = |byte: &u8| matches!(byte, b'?' | b'x' | b'X' | b'u' | b'U');
    let (year, rest) = text.split_at_checked(4)?;
    let known = year.bytes().take_while(u8::is_ascii_digit).count();
    let is_open = |byte: u8| is_unknown(&byte) || byte == b'-' && rest.is_empty();
    let parts = rest.split('-').skip(1);
    let is_part = |part: &str| {
        part.len() == 2
            && (part.bytes().all(|byte| is_unknown(&byte)) || part.bytes().all(|byte| byte.is_ascii_digit()))
    };
    let is_whole = rest.is_empty() || rest.starts_with('-') && parts.clone().count() <= 2 && parts.clone().all(is_part);
    let has_unknown = known < 4 || rest.bytes().any(|byte| is_unknown(&byte));
    (known >= 1 && year.bytes().skip(known).all(is_open) && is_whole && has_unknown).then(|| {
        let year = year.bytes().map(|byte| if byte.is_ascii_digit() { char::from(byte) } else { 'X' });
        let rest = rest.bytes().map(|byte| if is_unknown(&byte) { 'X' } else { char::from(byte) });
        year.chain(rest).collect()
    })
}

/// The day, or the month or year if the day, or day and month, are zero.
pub(crate) fn date(year: i32, month: u16, day: u16) -> Found {
    let no_such = || InvalidDateKind::NoSuchDay(format!("day {day} of month {month} in {year}"));
    let wrong = |what: &str, number: u16| InvalidDateKind::NoSuchDay(format!("{what} {number}"));
    let in_year = |month: Month, day: u8| Date::from_calendar_date(year, month, day).map_err(|_| no_such());
    let (first, last) = match u8::try_from(month).map(Month::try_from) {
        Ok(Ok(month)) if day == 0 => (in_year(month, 1)?, in_year(month, month.length(year))?),
        Ok(Ok(month)) => {
            let day = in_year(month, u8::try_from(day).map_err(|_| no_such())?)?;
            (day, day)
        }
        _ if month == 0 && day == 0 => (in_year(Month::January, 1)?, in_year(Month::December, 31)?),
        _ => return Err(wrong("month", month)),
    };
    UncertainDate::between(first, last).map(ForeignDate::from).map_err(|error| error.kind().clone())
}

/// The same as days that are meant, of numbers of any size.
pub(crate) fn dated(year: i32, month: i32, day: i32) -> Result<UncertainDate, InvalidDateKind> {
    let part = |number: i32| u16::try_from(number);
    match (part(month), part(day)) {
        (Ok(month), Ok(day)) => date(year, month, day)?.to_span(),
        _ => Err(InvalidDateKind::NoSuchDay(format!("day {day} of a month {month}"))),
    }
}

/// The same in a year without its century: one of 1930 to 2029, as spreadsheets take it.
pub(crate) fn of_two_digits(year: u8, month: u16, day: u16) -> Found {
    let century = if year < 30 { 2000 } else { 1900 };
    Ok(ForeignDate { guess: Some(DateGuess::TwoDigitYear), ..date(century + i32::from(year), month, day)? })
}

fn of_digits(year: &str, month: &str, day: &str) -> Found {
    let number = |digits: &str| {
        digits.parse::<u16>().map_err(|_| InvalidDateKind::NoSuchDay(format!("day, month or year {digits}")))
    };
    let (month, day) = (number(month)?, number(day)?);
    match (year.len(), number(year)?) {
        (2, year) => of_two_digits(u8::try_from(year).unwrap_or_default(), month, day),
        (_, year) => date(i32::from(year), month, day),
    }
}

/// The number of the month of a name, or of its first three letters.
fn month_of(word: &str) -> Option<&'static str> {
    const NUMBERS: [&str; 12] = ["1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12"];
    const MONTHS: [&str; 12] = [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ];
    let is_named = |name: &&str| {
        let is_short = word.len() == 3 || word.len() == 4 && word.eq_ignore_ascii_case("sept");
        word.eq_ignore_ascii_case(name)
            || is_short && name.get(..word.len()).is_some_and(|start| start.eq_ignore_ascii_case(word))
    };
    NUMBERS.into_iter().zip(&MONTHS).find(|(_, name)| is_named(name)).map(|(number, _)| number)
}

/// What may stand beside a date without saying more: the day of the week, and `the 18th of May`.
fn is_filler(word: &str) -> bool {
    const DAYS: [&str; 7] = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];
    let is_start = |day: &str| day.get(..word.len()).is_some_and(|start| start.eq_ignore_ascii_case(word));
    (word.len() >= 3 && DAYS.iter().any(|day| is_start(day)))
        || ["of", "the"].iter().any(|known| known.eq_ignore_ascii_case(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str, order: Option<DayMonth>) -> String {
        match ForeignDate::read(text, order).map(|found| (found, found.to_span())) {
            Ok((found, Ok(span))) => format!("{span}{}", if found.guess.is_some() { " guessed" } else { "" }),
            Ok(_) => "no span".to_owned(),
            Err(error) => match error.kind() {
                InvalidDateKind::Order => "order".to_owned(),
                _ => "junk".to_owned(),
            },
        }
    }

    #[test]
    fn forms_that_need_no_order() {
        for (text, expected) in [
            ("1992/05/18", "1992-05-18"),
            ("1992.05.18", "1992-05-18"),
            ("1992-5-18", "1992-05-18"),
            ("19920518", "1992-05-18"),
            ("19920500", "1992-05"),
            ("05/1992", "1992-05"),
            ("1992.0", "1992"),
            ("18 May 1992", "1992-05-18"),
            ("May 18, 1992", "1992-05-18"),
            ("18-May-1992", "1992-05-18"),
            ("18-MAY-92", "1992-05-18 guessed"),
            ("1992 May 18", "1992-05-18"),
            ("the 18th of May, 1992", "1992-05-18"),
            ("Mon, 18 May 1992 10:00:00 GMT", "1992-05-18"),
            ("18 Jan 1992", "1992-01-18"),
            ("Sept 1992", "1992-09"),
            ("1992-05-18 00:00:00", "1992-05-18"),
            ("1992-05-18 00:00:00.000", "1992-05-18"),
            ("1992-05-18T23:30:00+04:00", "1992-05-18"),
            ("1992-05-18T10Z", "1992-05-18"),
            ("19920518T101500Z", "1992-05-18"),
            ("1992-05-18Z", "1992-05-18"),
            ("1992-05-18+04:00", "1992-05-18"),
            ("18/05/1992", "order"),
            ("05-03-12", "order"),
            ("18.05.92", "order"),
            ("May 18", "junk"),
            ("May-92", "junk"),
            ("32 May 1992", "junk"),
            ("1992/13/18", "junk"),
            ("1992/05", "junk"),
            ("1914/15", "junk"),
            ("199205", "junk"),
            ("18 mai 1992", "junk"),
            ("12:30", "junk"),
            ("1992T", "junk"),
            ("1992.5", "junk"),
            ("1992/00/18", "junk"),
            ("1992/05/018", "junk"),
            ("18/05/192", "junk"),
            ("Augu 1992", "junk"),
            ("Mo, 18 May 1992", "junk"),
            ("18 May 1992 noon", "junk"),
        ] {
            assert_eq!(shown(text, None), expected, "{text}");
        }
    }

    #[test]
    fn forms_that_need_an_order() {
        use DayMonth::{DayFirst, MonthFirst};
        for (text, order, expected) in [
            ("18/05/1992", DayFirst, "1992-05-18"),
            ("5/18/1992 10:30 PM", MonthFirst, "1992-05-18"),
            ("18.05.1992", DayFirst, "1992-05-18"),
            ("18-5-1992", DayFirst, "1992-05-18"),
            ("18/05/92", DayFirst, "1992-05-18 guessed"),
            ("01/02/29", DayFirst, "2029-02-01 guessed"),
            ("01/02/30", DayFirst, "1930-02-01 guessed"),
            ("00/05/1992", DayFirst, "1992-05"),
            ("00/00/1992", DayFirst, "1992"),
            ("05/18/1992", DayFirst, "junk"),
            ("1992-05-18", MonthFirst, "1992-05-18"),
            ("31/04/1992", DayFirst, "junk"),
        ] {
            assert_eq!(shown(text, Some(order)), expected, "{text}");
        }
    }

    #[test]
    fn numbers_of_any_size() {
        let shown = |year, month, day| dated(year, month, day).map(|span| span.to_string()).ok();
        assert_eq!(shown(1992, 5, 18).as_deref(), Some("1992-05-18"));
        assert_eq!(shown(1992, 5, 0).as_deref(), Some("1992-05"));
        assert_eq!([shown(1992, -5, 18), shown(1992, 5, 70_000), shown(1992, 13, 0)], [None, None, None]);
    }
}
