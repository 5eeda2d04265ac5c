//! How dates of foreign files are read: EDTF as people write it, ISO 8601, and the older habits of map tags.

use edtf_core::{Bound, BoundDate, Edtf};
use time::{Date, Month};

use super::foreign_date::ForeignDate;
use super::uncertain::{InvalidDate, InvalidDateKind};
use super::written::{self, DayMonth};

impl ForeignDate {
    /// A date of any form: ISO 8601, with a time of day or without; EDTF; `18 May 1992`, `1992/05/18`, `19920518`, and with
    /// the order of day and month also `18/05/1992`; and the habits of map tags: `18??`, `~1855`, `1860s`, `C11`,
    /// `mid C14`, `before 1855`, `after 1823`, `480 BC`, `1914..1918`.
    ///
    /// # Errors
    ///
    /// What is wrong with the text.
    pub(crate) fn read(text: &str, order: Option<DayMonth>) -> Result<Self, InvalidDate> {
        if let Some(day) = written::iso_day(text) {
            return Ok(day.into());
        }
        let text = text.trim();
        let day = written::without_time(text);
        if let Some(found) = Self::from_iso(day) {
            return Ok(found);
        }
        if let Some(found) = written::numbers(day, order).or_else(|| written::month_name(day).map(Ok)) {
            return found.map_err(|kind| InvalidDate::new(text, kind));
        }
        if let Some(found) = Self::from_habit(text, order) {
            return Ok(found);
        }
        Self::from_edtf(day).map_err(|kind| InvalidDate::new(text, kind))
    }

    /// Any text of EDTF, of any level: an interval or a set is the span of all its days.
    ///
    /// # Errors
    ///
    /// What is wrong with the text.
    pub(crate) fn from_edtf(text: &str) -> Result<Self, InvalidDateKind> {
        let text = text.trim();
        let edtf = Edtf::parse(text).or_else(|error| {
            // Drafts of EDTF had other letters for digits that are not known.
            let known = written::unknown_digits(text).and_then(|text| Edtf::parse(&text).ok());
            known.ok_or_else(|| InvalidDateKind::Syntax(error.to_string()))
        })?;
        let bounds = edtf.bounds();
        let is_approximate = edtf.is_uncertain() || edtf.is_approximate();
        let [earliest, latest] = [bounds.earliest, bounds.latest].map(day);
        let is_clamped = [earliest, latest].into_iter().flatten().any(|day| day.is_err());
        let [earliest, latest] = [earliest, latest].map(|day| day.map(|day| day.unwrap_or_else(|nearest| nearest)));
        if earliest.is_none() && latest.is_none() {
            return Err(InvalidDateKind::Unbounded);
        }
        Ok(Self { earliest, latest, is_approximate, is_clamped, guess: None })
    }

    /// A year, a month or a day of ISO 8601, whose year may have fewer than four digits; two digits or one only where it
    /// stands alone.
    fn from_iso(text: &str) -> Option<Self> {
        let (sign, digits) = text.strip_prefix('-').map_or(("", text), |digits| ("-", digits));
        let (year, rest) = digits.split_at(digits.find('-').unwrap_or(digits.len()));
        let is_number = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
        let is_plain = matches!(rest.len(), 0 | 3 | 6) && rest.split('-').skip(1).all(is_number);
        let is_short = year.len() < 3 && !rest.is_empty() && sign.is_empty();
        if !is_number(year) || !is_plain || is_short {
            return None;
        }
        if year.len() > 4 {
            // A year outside the calendar has a sign, or a month; five digits alone are no year.
            let is_year = !sign.is_empty() || !rest.is_empty();
            return (is_year && year.len() < 9).then(|| Self::outside(!sign.is_empty()));
        }
        Self::from_edtf(&format!("{sign}{year:0>4}{rest}")).ok().filter(|_| !is_season(rest))
    }

    /// The habits of map tags.
    fn from_habit(text: &str, order: Option<DayMonth>) -> Option<Self> {
        if written::unknown_digits(text).is_some() {
            return Self::from_edtf(text).ok();
        }
        let lower = text.to_lowercase();
        let inner = |text: &str| Self::read(text, order).ok();
        let rough = |span: Self| Self { is_approximate: true, ..span };
        if let Some(rest) = lower.strip_prefix('~').or_else(|| lower.strip_suffix(['~', '?'])) {
            return inner(rest).map(rough);
        }
        for word in ["early", "mid", "late", "circa", "ca.", "ca", "c."] {
            if let Some(rest) = lower.strip_prefix(word).and_then(|rest| rest.strip_prefix([' ', '-'])) {
                return inner(rest).map(rough);
            }
        }
        if let Some(rest) = lower.strip_prefix("before ") {
            let latest = inner(rest)?.earliest.and_then(Date::previous_day);
            return latest.map(|latest| Self { latest: Some(latest), ..Self::default() });
        }
        if let Some(rest) = lower.strip_prefix("after ") {
            let earliest = inner(rest)?.earliest;
            return earliest.map(|earliest| Self { earliest: Some(earliest), ..Self::default() });
        }
        if let Some((first, last)) = lower.split_once("..").filter(|_| !lower.starts_with(['[', '{'])) {
            let (first, last) = (inner(first)?, inner(last)?);
            let is_approximate = first.is_approximate || last.is_approximate;
            let is_clamped = first.is_clamped || last.is_clamped;
            let guess = first.guess.or(last.guess);
            return Some(Self { earliest: first.earliest, latest: last.latest, is_approximate, is_clamped, guess });
        }
        let years = |first: i32, last: i32| {
            let earliest = Date::from_calendar_date(first, Month::January, 1).ok()?;
            let latest = Date::from_calendar_date(last, Month::December, 31).ok()?;
            Some(Self { earliest: Some(earliest), latest: Some(latest), ..Self::default() })
        };
        if let Some(decade) = lower.strip_suffix("0s").filter(|text| text.len() <= 3) {
            let decade: i32 = decade.parse().ok().filter(|decade| *decade >= 0)?;
            return years(decade * 10, decade * 10 + 9);
        }
        if let Some(century) = lower.strip_prefix('c') {
            let century: i32 = century.parse().ok().filter(|century| (1..=99).contains(century))?;
            return years(century * 100 - 99, century * 100);
        }
        let before_era = lower.strip_suffix("bce").or_else(|| lower.strip_suffix("bc"))?;
        let year: i32 = before_era.trim().parse().ok().filter(|year| *year >= 1)?;
        years(1 - year, 1 - year).or_else(|| Some(Self::outside(true)))
    }
}

/// Whether the rest of a text was the code of a season, such as `2020-39`, which ISO 8601 does not have.
fn is_season(rest: &str) -> bool {
    rest.len() == 3 && rest.get(1..).and_then(|month| month.parse::<u8>().ok()).is_some_and(|month| month > 12)
}

/// A day of EDTF, `Err` with the nearest day of the calendar where it is outside.
fn day(bound: Bound) -> Option<Result<Date, Date>> {
    let Bound::Date(BoundDate { year, month, day, .. }) = bound else { return None };
    match i32::try_from(year).ok().filter(|year| (Date::MIN.year()..=Date::MAX.year()).contains(year)) {
        Some(year) => Date::from_calendar_date(year, Month::try_from(month).ok()?, day).ok().map(Ok),
        None => Some(Err(if year < 0 { Date::MIN } else { Date::MAX })),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::date::UncertainDate;

    fn shown(span: Option<ForeignDate>) -> String {
        let text = |day: Option<Date>| day.map_or("open".to_owned(), |day| UncertainDate::from(day).to_string());
        span.map_or("junk".to_owned(), |span| {
            let rough = if span.is_approximate { " roughly" } else { "" };
            let clamped = if span.is_clamped { " clamped" } else { "" };
            format!("{} {}{rough}{clamped}", text(span.earliest), text(span.latest))
        })
    }

    #[test]
    fn dates_of_tags() {
        for (text, expected) in [
            ("1855", "1855-01-01 1855-12-31"),
            ("45", "0045-01-01 0045-12-31"),
            ("540", "0540-01-01 0540-12-31"),
            ("540-05", "0540-05-01 0540-05-31"),
            ("540-12", "0540-12-01 0540-12-31"),
            ("540-13", "junk"),
            ("-0220-09-10", "-0220-09-10 -0220-09-10"),
            ("1918-02", "1918-02-01 1918-02-28"),
            (" 1918-02-03 ", "1918-02-03 1918-02-03"),
            ("~1855", "1855-01-01 1855-12-31 roughly"),
            ("1855?", "1855-01-01 1855-12-31 roughly"),
            ("ca. 1855", "1855-01-01 1855-12-31 roughly"),
            ("1860s", "1860-01-01 1869-12-31"),
            ("~1940s", "1940-01-01 1949-12-31 roughly"),
            ("18??", "1800-01-01 1899-12-31"),
            ("187?", "1870-01-01 1879-12-31"),
            ("18XX", "1800-01-01 1899-12-31"),
            ("18xx", "1800-01-01 1899-12-31"),
            ("18uu", "1800-01-01 1899-12-31"),
            ("18--", "1800-01-01 1899-12-31"),
            ("187-", "1870-01-01 1879-12-31"),
            ("1918-??-??", "1918-01-01 1918-12-31"),
            ("1918-02-??", "1918-02-01 1918-02-28"),
            ("1918-00-00", "1918-01-01 1918-12-31"),
            ("1918-02-00", "1918-02-01 1918-02-28"),
            ("C11", "1001-01-01 1100-12-31"),
            ("mid C14", "1301-01-01 1400-12-31 roughly"),
            ("late 1920s", "1920-01-01 1929-12-31 roughly"),
            ("before 1855", "open 1854-12-31"),
            ("after 1823", "1823-01-01 open"),
            ("480 BC", "-0479-01-01 -0479-12-31"),
            ("1 BCE", "0000-01-01 0000-12-31"),
            ("1914..1918", "1914-01-01 1918-12-31"),
            ("1914..~1918", "1914-01-01 1918-12-31 roughly"),
            ("-12000..1855", "-9999-01-01 1855-12-31 clamped"),
            ("1918-2", "1918-02-01 1918-02-28"),
            ("1918-2-3", "1918-02-03 1918-02-03"),
            ("3 February 1918", "1918-02-03 1918-02-03"),
            ("1918-02-03T00:00:00Z", "1918-02-03 1918-02-03"),
            ("-12000", "-9999-01-01 -9999-01-01 clamped"),
            ("-12000-05-01", "-9999-01-01 -9999-01-01 clamped"),
            ("12000 BC", "-9999-01-01 -9999-01-01 clamped"),
            ("Y-20000", "-9999-01-01 -9999-01-01 clamped"),
            ("12000-01-01", "9999-12-31 9999-12-31 clamped"),
            ("123456-01-01", "9999-12-31 9999-12-31 clamped"),
            ("-123456789", "junk"),
            ("-C1111", "junk"),
            ("18555-5", "junk"),
            ("05-12", "junk"),
            ("18??/1914", "junk"),
            ("18ab", "junk"),
            ("1918-02-30", "junk"),
            ("03/02/1918", "junk"),
            ("2020-39", "junk"),
            ("20250", "junk"),
            ("yes", "junk"),
            ("C", "junk"),
            ("0s", "junk"),
            ("", "junk"),
            ("~", "junk"),
            ("??", "junk"),
            ("early", "junk"),
            ("midé", "junk"),
            ("Ⅳ", "junk"),
        ] {
            assert_eq!(shown(ForeignDate::read(text, None).ok()), expected, "{text}");
        }
    }

    #[test]
    fn dates_of_edtf() {
        for (text, expected) in [
            ("1855/1860", "1855-01-01 1860-12-31"),
            ("[1855..1860]", "1855-01-01 1860-12-31"),
            ("[..1860]", "open 1860-12-31"),
            ("1855/..", "1855-01-01 open"),
            ("1855~", "1855-01-01 1855-12-31 roughly"),
            ("2006-05~/2006-06~", "2006-05-01 2006-06-30 roughly"),
            ("185X", "1850-01-01 1859-12-31"),
            ("185u", "1850-01-01 1859-12-31"),
            ("Y-20000", "-9999-01-01 -9999-01-01 clamped"),
            ("Y-20000/1855", "-9999-01-01 1855-12-31 clamped"),
            ("nonsense", "junk"),
        ] {
            assert_eq!(shown(ForeignDate::from_edtf(text).ok()), expected, "{text}");
        }
        // The code of a season is EDTF.
        assert!(ForeignDate::from_edtf("2020-39").is_ok());
    }
}
