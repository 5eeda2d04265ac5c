//! How exactly the day of an event is known, as tables say it.

use time::{Date, Duration};

use crate::model::date::UncertainDate;

/// How a column counts precision.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Scale {
    /// UCDP GED: 1 the day, 2 two to six days, 3 a week, 4 a month, 5 a year.
    Ucdp,
    /// ACLED: 1 the day, 2 a week, 3 a month.
    Acled,
    /// `day`, `week`, `month`, `year`, `decade`, `century`.
    Words,
}

/// The days that a day may stand for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Precision {
    Day,
    /// It may be any of so many days before or after it.
    Within(u16),
    Month,
    /// It is one of so many years, counted from a multiple of that.
    Years(u16),
}

impl Scale {
    /// What a value says; `None` if it is none of the scale.
    pub(super) fn read(self, text: &str) -> Option<Precision> {
        let number = text.split_once('.').filter(|(_, rest)| rest.trim_matches('0').is_empty());
        match (self, number.map_or(text, |(number, _)| number)) {
            (Self::Ucdp | Self::Acled, "1") => Some(Precision::Day),
            (Self::Ucdp, "2") => Some(Precision::Within(5)),
            (Self::Ucdp, "3") | (Self::Acled, "2") => Some(Precision::Within(6)),
            // Eight to thirty days, or a month.
            (Self::Ucdp, "4") => Some(Precision::Within(30)),
            (Self::Acled, "3") => Some(Precision::Month),
            (Self::Ucdp, "5") => Some(Precision::Years(1)),
            (Self::Words, _) => match text.to_lowercase().as_str() {
                "day" | "exact" | "date" => Some(Precision::Day),
                "week" => Some(Precision::Within(6)),
                "month" => Some(Precision::Month),
                "year" => Some(Precision::Years(1)),
                "decade" => Some(Precision::Years(10)),
                "century" => Some(Precision::Years(100)),
                _ => None,
            },
            _ => None,
        }
    }
}

impl Precision {
    /// The days that may be meant by a day of this precision; those of a span are never fewer.
    pub(super) fn widen(self, days: UncertainDate) -> UncertainDate {
        let (first, last) = (days.earliest(), days.latest());
        let (earliest, latest) = match self {
            Self::Day => return days,
            Self::Within(count) => {
                let count = Duration::days(i64::from(count));
                (first.saturating_sub(count), last.saturating_add(count))
            }
            Self::Month => {
                let month_end = last.replace_day(last.month().length(last.year()));
                (first.replace_day(1).unwrap_or(first), month_end.unwrap_or(last))
            }
            Self::Years(count) => {
                let count = i32::from(count);
                let begin = first.year().div_euclid(count) * count;
                let end = last.year().div_euclid(count) * count + count;
                let first_day = |year: i32| Date::from_ordinal_date(year, 1).ok();
                (
                    first_day(begin).unwrap_or(Date::MIN),
                    first_day(end).and_then(Date::previous_day).unwrap_or(Date::MAX),
                )
            }
        };
        UncertainDate::between(earliest, latest).unwrap_or(days)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_is_widened_by_its_precision() {
        for (scale, text, expected) in [
            (Scale::Ucdp, "1", "1992-05-18"),
            (Scale::Ucdp, "2", "[1992-05-13..1992-05-23]"),
            (Scale::Ucdp, "3.0", "[1992-05-12..1992-05-24]"),
            (Scale::Ucdp, "4", "[1992-04-18..1992-06-17]"),
            (Scale::Ucdp, "5", "1992"),
            (Scale::Acled, "2", "[1992-05-12..1992-05-24]"),
            (Scale::Acled, "3", "1992-05"),
            (Scale::Words, "Month", "1992-05"),
            (Scale::Words, "decade", "199X"),
            (Scale::Words, "century", "19XX"),
        ] {
            let day = "1992-05-18".parse().unwrap();
            assert_eq!(scale.read(text).unwrap().widen(day).to_string(), expected, "{scale:?} {text}");
        }
        for (scale, text) in [(Scale::Ucdp, "6"), (Scale::Acled, "0"), (Scale::Words, "3"), (Scale::Acled, "1.5")] {
            assert_eq!(scale.read(text), None, "{scale:?} {text}");
        }
        assert_eq!(Precision::Within(30).widen(Date::MAX.into()).latest(), Date::MAX);
        assert_eq!(Precision::Years(100).widen(Date::MIN.into()).earliest(), Date::MIN);
    }
}
