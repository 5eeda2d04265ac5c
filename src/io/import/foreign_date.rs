//! Dates of foreign files: EDTF as people write it, ISO 8601, and the older habits of map tags.

use edtf_core::{Bound, BoundDate, Edtf};
use time::{Date, Month};

use crate::model::date::UncertainDate;

/// The days between which something happened; an end that is not known is `None`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct ForeignDate {
    pub(super) earliest: Option<Date>,
    pub(super) latest: Option<Date>,
    /// The text says that it may be wrong: `~`, `?`, `%`, `early`, `mid`, `late`.
    pub(super) is_approximate: bool,
}

impl ForeignDate {
    /// Any text of EDTF, of any level: an interval or a set is the span of all its days.
    ///
    /// # Errors
    ///
    /// What is wrong with the text.
    pub(super) fn from_edtf(text: &str) -> Result<Self, String> {
        let edtf = Edtf::parse(text.trim()).map_err(|error| error.to_string())?;
        let bounds = edtf.bounds();
        let is_approximate = edtf.is_uncertain() || edtf.is_approximate();
        let span = Self { earliest: day(bounds.earliest), latest: day(bounds.latest), is_approximate };
        if span.earliest.is_none() && span.latest.is_none() {
            return Err("it names no days within the years -9999 to 9999".to_owned());
        }
        Ok(span)
    }

    /// A year, a month or a day of ISO 8601, whose year may have fewer than four digits.
    pub(super) fn from_iso(text: &str) -> Option<Self> {
        let text = text.trim();
        let (sign, digits) = text.strip_prefix('-').map_or(("", text), |digits| ("-", digits));
        let (year, rest) = digits.split_at(digits.find('-').unwrap_or(digits.len()));
        let is_number = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
        let is_plain = matches!(rest.len(), 0 | 3 | 6) && rest.split('-').skip(1).all(is_number);
        if !is_number(year) || year.len() > 4 || !is_plain {
            return None;
        }
        Self::from_edtf(&format!("{sign}{year:0>4}{rest}")).ok().filter(|_| !is_season(rest))
    }

    /// As [`Span::from_iso`], and the habits of map tags: `~1855`, `1860s`, `C11`, `mid C14`, `before 1855`, `after 1823`,
    /// `480 BC`, `1914..1918`.
    pub(super) fn from_tag(text: &str) -> Option<Self> {
        let text = text.trim();
        if let Some(span) = Self::from_iso(text) {
            return Some(span);
        }
        let lower = text.to_ascii_lowercase();
        let rough = |span: Self| Self { is_approximate: true, ..span };
        if let Some(rest) = lower.strip_prefix('~').or_else(|| lower.strip_suffix(['~', '?'])) {
            return Self::from_tag(rest).map(rough);
        }
        for word in ["early", "mid", "late"] {
            if let Some(rest) = lower.strip_prefix(word).and_then(|rest| rest.strip_prefix([' ', '-'])) {
                return Self::from_tag(rest).map(rough);
            }
        }
        if let Some(rest) = lower.strip_prefix("before ") {
            let latest = Self::from_tag(rest)?.earliest.and_then(Date::previous_day);
            return latest.map(|latest| Self { earliest: None, latest: Some(latest), is_approximate: false });
        }
        if let Some(rest) = lower.strip_prefix("after ") {
            let earliest = Self::from_tag(rest)?.earliest;
            return earliest.map(|earliest| Self { earliest: Some(earliest), latest: None, is_approximate: false });
        }
        if let Some((first, last)) = lower.split_once("..") {
            let (first, last) = (Self::from_tag(first)?, Self::from_tag(last)?);
            let is_approximate = first.is_approximate || last.is_approximate;
            return Some(Self { earliest: first.earliest, latest: last.latest, is_approximate });
        }
        let years = |first: i32, last: i32| {
            let earliest = Date::from_calendar_date(first, Month::January, 1).ok()?;
            let latest = Date::from_calendar_date(last, Month::December, 31).ok()?;
            Some(Self { earliest: Some(earliest), latest: Some(latest), is_approximate: false })
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
        let year: i32 = before_era.trim().parse().ok().filter(|year| (1..=9999).contains(year))?;
        years(1 - year, 1 - year)
    }

    /// The date as a bound of a period; where an end is not known, it reaches to that of the calendar.
    pub(super) fn to_uncertain(self) -> Option<UncertainDate> {
        UncertainDate::between(self.earliest.unwrap_or(Date::MIN), self.latest.unwrap_or(Date::MAX)).ok()
    }
}

/// Whether the rest of a text was the code of a season, such as `2020-39`, which ISO 8601 does not have.
fn is_season(rest: &str) -> bool {
    rest.len() == 3 && rest.get(1..).and_then(|month| month.parse::<u8>().ok()).is_some_and(|month| month > 12)
}

/// A day within the years -9999 to 9999.
fn day(bound: Bound) -> Option<Date> {
    let Bound::Date(BoundDate { year, month, day, .. }) = bound else { return None };
    Date::from_calendar_date(i32::try_from(year).ok()?, Month::try_from(month).ok()?, day).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(span: Option<ForeignDate>) -> String {
        let text = |day: Option<Date>| day.map_or("open".to_owned(), |day| UncertainDate::from(day).to_string());
        span.map_or("junk".to_owned(), |span| {
            let rough = if span.is_approximate { " roughly" } else { "" };
            format!("{} {}{rough}", text(span.earliest), text(span.latest))
        })
    }

    #[test]
    fn dates_of_tags() {
        for (text, expected) in [
            ("1855", "1855-01-01 1855-12-31"),
            ("540", "0540-01-01 0540-12-31"),
            ("-0220-09-10", "-0220-09-10 -0220-09-10"),
            ("1918-02", "1918-02-01 1918-02-28"),
            (" 1918-02-03 ", "1918-02-03 1918-02-03"),
            ("~1855", "1855-01-01 1855-12-31 roughly"),
            ("1855?", "1855-01-01 1855-12-31 roughly"),
            ("1860s", "1860-01-01 1869-12-31"),
            ("~1940s", "1940-01-01 1949-12-31 roughly"),
            ("C11", "1001-01-01 1100-12-31"),
            ("mid C14", "1301-01-01 1400-12-31 roughly"),
            ("late 1920s", "1920-01-01 1929-12-31 roughly"),
            ("before 1855", "open 1854-12-31"),
            ("after 1823", "1823-01-01 open"),
            ("480 BC", "-0479-01-01 -0479-12-31"),
            ("1 BCE", "0000-01-01 0000-12-31"),
            ("1914..1918", "1914-01-01 1918-12-31"),
            ("1918-02-30", "junk"),
            ("2020-39", "junk"),
            ("1918-2", "junk"),
            ("20250", "junk"),
            ("yes", "junk"),
            ("C", "junk"),
            ("0s", "junk"),
            ("", "junk"),
            ("~", "junk"),
            ("early", "junk"),
            ("midé", "junk"),
            ("Ⅳ", "junk"),
        ] {
            assert_eq!(shown(ForeignDate::from_tag(text)), expected, "{text}");
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
            ("nonsense", "junk"),
            ("Y-20000", "junk"),
        ] {
            assert_eq!(shown(ForeignDate::from_edtf(text).ok()), expected, "{text}");
        }
        // The code of a season is EDTF.
        assert!(ForeignDate::from_edtf("2020-39").is_ok());
    }
}
