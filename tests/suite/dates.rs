//! Uncertain dates and periods, against brute force over every day on which a change can have come.

use proptest::prelude::*;
use suzerain::error::InvalidDateKind;
use suzerain::{Certainty, Period, UncertainDate};
use time::macros::date;
use time::{Date, Duration};

fn parse(text: &str) -> UncertainDate {
    text.parse().unwrap_or_else(|error| panic!("{error}"))
}

/// Any two days of the calendar, in order.
fn uncertain() -> impl Strategy<Value = UncertainDate> {
    let day = Date::MIN.to_julian_day()..=Date::MAX.to_julian_day();
    let near = prop_oneof![Just(0), 1..40_i32, 1..4_000_i32, Just(i32::MAX)];
    (day, near).prop_map(|(first, length)| {
        let last = first.saturating_add(length).min(Date::MAX.to_julian_day());
        let day = |number| Date::from_julian_day(number).unwrap();
        UncertainDate::between(day(first), day(last)).unwrap()
    })
}

/// Whole months, years, decades and centuries, which have short texts.
fn whole() -> impl Strategy<Value = UncertainDate> {
    prop_oneof![
        (-9999..=9999_i32, 1..=12_u8).prop_map(|(year, month)| {
            let first = Date::from_calendar_date(year, time::Month::try_from(month).unwrap(), 1).unwrap();
            let last = first.replace_day(first.month().length(year)).unwrap();
            UncertainDate::between(first, last).unwrap()
        }),
        (-9999..=9999_i32, prop_oneof![Just(1), Just(10), Just(100)]).prop_map(|(year, years)| {
            let from = year.div_euclid(years) * years;
            let first = Date::from_ordinal_date(from.max(-9999), 1).unwrap();
            let until = from + years - 1;
            let last = Date::from_calendar_date(until, time::Month::December, 31).unwrap();
            UncertainDate::between(first, last).unwrap()
        }),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 3_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_date_is_read_as_it_is_written(date in prop_oneof![uncertain(), whole()]) {
        let text = date.to_string();
        let read: UncertainDate = text.parse().map_err(|error| TestCaseError::fail(format!("{error}")))?;
        prop_assert_eq!(read, date, "{}", text);
        prop_assert_eq!(read.to_string(), text.clone());
        let json = serde_json::to_string(&date).unwrap();
        prop_assert_eq!(&json, &format!("\"{text}\""));
        prop_assert_eq!(serde_json::from_str::<UncertainDate>(&json).unwrap(), date);
    }

    #[test]
    fn nothing_that_is_read_panics(text in "[-0-9X./~?%\\[\\]T ]{0,24}|\\PC{0,16}") {
        if let Ok(date) = text.parse::<UncertainDate>() {
            prop_assert!(date.earliest() <= date.latest());
            prop_assert_eq!(parse(&date.to_string()), date);
        }
    }
}

#[test]
fn edtf_examples() {
    for (text, first, last) in [
        ("1992-05-18", date!(1992 - 05 - 18), date!(1992 - 05 - 18)),
        ("1992-05", date!(1992 - 05 - 01), date!(1992 - 05 - 31)),
        ("1992-02", date!(1992 - 02 - 01), date!(1992 - 02 - 29)),
        ("1900-02", date!(1900 - 02 - 01), date!(1900 - 02 - 28)),
        ("1992", date!(1992 - 01 - 01), date!(1992 - 12 - 31)),
        ("199X", date!(1990 - 01 - 01), date!(1999 - 12 - 31)),
        ("19XX", date!(1900 - 01 - 01), date!(1999 - 12 - 31)),
        ("[2020-11-10..2020-12-01]", date!(2020 - 11 - 10), date!(2020 - 12 - 01)),
        ("[1991-09..1992-01]", date!(1991 - 09 - 01), date!(1992 - 01 - 31)),
        ("0000", date!(0000 - 01 - 01), date!(0000 - 12 - 31)),
        ("-0099-03-01", date!(-0099 - 03 - 01), date!(-0099 - 03 - 01)),
    ] {
        let date = parse(text);
        assert_eq!((date.earliest(), date.latest()), (first, last), "{text}");
        assert_eq!(date.is_exact(), first == last, "{text}");
    }
}

#[test]
fn shortest_text() {
    for (text, shown) in [
        ("[1992-05-01..1992-05-31]", "1992-05"),
        ("[1992-01-01..1992-12-31]", "1992"),
        ("[1990-01-01..1999-12-31]", "199X"),
        ("[1900-01-01..1999-12-31]", "19XX"),
        ("[1992-05-01..1992-05-30]", "[1992-05-01..1992-05-30]"),
        ("[1992-05..1992-06]", "[1992-05-01..1992-06-30]"),
        ("[1991..2000]", "[1991-01-01..2000-12-31]"),
        ("[1992-05-18..1992-05-18]", "1992-05-18"),
    ] {
        assert_eq!(parse(text).to_string(), shown, "{text}");
    }
}

#[test]
fn what_is_no_date_says_why() {
    let kind = |text: &str| text.parse::<UncertainDate>().unwrap_err().kind().clone();
    for text in ["1992-05~", "1992?", "1992-05-18%", "~1992"] {
        assert_eq!(kind(text), InvalidDateKind::Qualified, "{text}");
    }
    for text in ["1992/1993", "{1992-05-01,1992-05-02}", "1992-05-18T10:00:00"] {
        assert_eq!(kind(text), InvalidDateKind::NotOneDay, "{text}");
    }
    for text in ["[..1992-05-01]", "[1992-05-01..]"] {
        assert_eq!(kind(text), InvalidDateKind::Unbounded, "{text}");
    }
    for text in ["", "yesterday", "31 Feb", "1992-02-30", "1992-13", "18.05.1992", "1992-5-18", "[1991-09..1992-01-06]"]
    {
        assert!(matches!(kind(text), InvalidDateKind::Syntax(_)), "{text}: {:?}", kind(text));
    }
    assert_eq!(kind("Y12345"), InvalidDateKind::YearOutOfRange);
    let reversed = UncertainDate::between(date!(2020 - 12 - 01), date!(2020 - 11 - 10)).unwrap_err();
    assert_eq!(reversed.kind(), &InvalidDateKind::Reversed);
    assert_eq!(reversed.to_string(), "'[2020-12-01..2020-11-10]' is not a date: its last day comes before its first");
}

#[test]
fn texts_of_errors_name_the_text() {
    let error = "1992-05~".parse::<UncertainDate>().unwrap_err();
    assert_eq!(error.text(), "1992-05~");
    assert!(error.to_string().starts_with("'1992-05~' is not a date: "), "{error}");
}

// Periods, on a small calendar.

const START: Date = date!(2000 - 02 - 20);
const LENGTH: i64 = 14;

fn nth(number: i64) -> Date {
    START + Duration::days(number)
}

fn span() -> impl Strategy<Value = (i64, i64)> {
    (0..LENGTH, 0..5_i64).prop_map(|(first, length)| (first, (first + length).min(LENGTH)))
}

fn bound() -> impl Strategy<Value = Option<(i64, i64)>> {
    prop_oneof![1 => Just(None), 4 => span().prop_map(Some)]
}

fn date_of((first, last): (i64, i64)) -> UncertainDate {
    UncertainDate::between(nth(first), nth(last)).unwrap()
}

fn period(from: Option<(i64, i64)>, until: Option<(i64, i64)>) -> Option<Period> {
    Period::new(from.map(date_of), until.map(date_of)).ok()
}

/// Whether the period holds on a day, by every pair of days on which it can have begun and ended.
fn naive(from: Option<(i64, i64)>, until: Option<(i64, i64)>, day: i64) -> Option<Certainty> {
    let days = |bound: Option<(i64, i64)>, open: i64| bound.map_or(open..=open, |(first, last)| first..=last);
    let (mut some, mut all) = (false, true);
    for begun in days(from, i64::MIN) {
        for ended in days(until, i64::MAX) {
            let holds = begun <= day && day < ended;
            some |= holds;
            all &= holds;
        }
    }
    match (some, all) {
        (false, _) => None,
        (true, true) => Some(Certainty::Certain),
        (true, false) => Some(Certainty::Possible),
    }
}

fn calendar() -> std::ops::RangeInclusive<i64> {
    -2..=LENGTH + 2
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 4_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_period_holds_as_brute_force_says(from in bound(), until in bound()) {
        if let Some(period) = period(from, until) {
            for day in calendar() {
                prop_assert_eq!(period.holds_on(nth(day)), naive(from, until, day), "{} on {}", period, nth(day));
            }
            prop_assert!(calendar().any(|day| period.holds_on(nth(day)).is_some()), "{} has no day", period);
        }
    }

    #[test]
    fn a_period_is_refused_when_there_is_no_day_between_its_changes(from in span(), until in span()) {
        let sound = (from.0..=from.1).any(|begun| (until.0..=until.1).any(|ended| begun < ended));
        prop_assert_eq!(period(Some(from), Some(until)).is_some(), sound);
    }

    #[test]
    fn two_periods_meet_as_brute_force_says(a in bound(), b in bound(), c in bound(), d in bound()) {
        if let (Some(one), Some(other)) = (period(a, b), period(c, d)) {
            let sure = |day: &i64| {
                one.holds_on(nth(*day)) == Some(Certainty::Certain) && other.holds_on(nth(*day)) == Some(Certainty::Certain)
            };
            let may = |day: &i64| one.holds_on(nth(*day)).is_some() && other.holds_on(nth(*day)).is_some();
            let met = one.surely_meets(&other);
            prop_assert_eq!(met.is_some(), calendar().any(|day| sure(&day)), "{} and {}", one, other);
            if let (Some(met), true) = (met, a.is_some() || c.is_some()) {
                prop_assert_eq!(Some(met), calendar().find(sure).map(nth), "{} and {}", one, other);
            }
            prop_assert_eq!(one.may_meet(&other), calendar().any(|day| may(&day)), "{} and {}", one, other);
            prop_assert_eq!(one.surely_meets(&other), other.surely_meets(&one));
            prop_assert_eq!(one.may_meet(&other), other.may_meet(&one));
        }
    }

    #[test]
    fn a_period_within_another_has_no_day_beyond_it(a in bound(), b in bound(), c in bound(), d in bound()) {
        if let (Some(one), Some(whole)) = (period(a, b), period(c, d)) {
            if one.is_within(&whole) {
                for day in calendar() {
                    prop_assert!(one.holds_on(nth(day)).is_none() || whole.holds_on(nth(day)).is_some(), "{one} in {whole}");
                }
            }
            prop_assert!(one.is_within(&one) && one.is_within(&Period::ALWAYS));
        }
    }

    #[test]
    fn a_period_is_read_as_it_is_written(a in bound(), b in bound()) {
        if let Some(period) = period(a, b) {
            let json = serde_json::to_string(&period).unwrap();
            prop_assert_eq!(serde_json::from_str::<Period>(&json).unwrap(), period, "{}", json);
        }
    }
}

/// Two periods that both have no beginning meet from the first day of the calendar on.
#[test]
fn the_first_common_day_of_two_open_beginnings() {
    let one = Period::until_change(date!(1920 - 01 - 01));
    let other = Period::until_change(date!(1930 - 01 - 01));
    assert_eq!(one.surely_meets(&other), Some(Date::MIN));
}

#[test]
fn periods_in_words() {
    let period = |from: Option<&str>, until: Option<&str>| Period::new(from.map(parse), until.map(parse)).unwrap();
    assert_eq!(Period::ALWAYS.to_string(), "always");
    assert_eq!(period(Some("1992-05"), None).to_string(), "since 1992-05");
    assert_eq!(period(None, Some("2020-12-01")).to_string(), "until 2020-12-01");
    assert_eq!(period(Some("1992-05"), Some("2020-12-01")).to_string(), "1992-05 to 2020-12-01");
    assert_eq!(Period::since(date!(1992 - 05 - 18)), period(Some("1992-05-18"), None));
    assert_eq!(Period::until_change(date!(1992 - 05 - 18)), period(None, Some("1992-05-18")));
    assert_eq!(Period::default(), Period::ALWAYS);
    let error = Period::new(Some(parse("1993")), Some(parse("1992"))).unwrap_err();
    assert_eq!(error.to_string(), "a period from 1993 until 1992 ends before it begins");
}

#[cfg(feature = "table")]
#[test]
fn forms_of_dates() {
    use suzerain::table::DateFormat;
    let form = |name: &str| name.parse::<DateFormat>();
    for (name, text, expected) in [
        ("edtf", "1992-05", Some("1992-05")),
        ("edtf", "1992", Some("1992")),
        ("edtf", "92", None),
        ("edtf", "1992-05~", None),
        ("edtf", "before 1992", None),
        ("edtf", "12000-01-01", None),
        ("ymd", "18 May 1992", Some("1992-05-18")),
        ("iso", "1992-05-18", Some("1992-05-18")),
        ("iso", "1992-05-18T10:30:00", Some("1992-05-18")),
        ("iso", "-0220-05-18", Some("-0220-05-18")),
        ("iso", "1992-05", None),
        ("years", "1992", Some("1992")),
        ("years", "0", Some("0000")),
        ("years", "-7.00", Some("-0007")),
        ("years", "1992.5", None),
        ("years", "12000", None),
        ("dmy", "04/05/1992", Some("1992-05-04")),
        ("dmy", "9", None),
        ("mdy", "04/05/1992", Some("1992-04-05")),
        ("%Y.%m", "1992.05", Some("1992-05")),
        ("%Y.%m", "1992.05.18", None),
        ("%Y.%j", "1992.139", Some("1992-05-18")),
        ("%d.%m.%y", "18.05.92", Some("1992-05-18")),
    ] {
        let read = form(name).unwrap().read(text);
        assert_eq!(read.ok().map(|date| date.to_string()).as_deref(), expected, "{name} {text}");
        let shown = form(name).unwrap().to_string();
        assert_eq!(shown, if name == "ymd" { "edtf" } else { name });
    }
    assert_eq!(form("%Y.%m"), form("%Y.%m"));
    assert_ne!(form("%Y.%m"), form("%Y.%d"));
    let DateFormat::Pattern(pattern) = form("%Y.%m").unwrap() else { unreachable!("it has a '%'") };
    assert_eq!(pattern.to_string(), "%Y.%m");
    assert_eq!(form("fortnights").unwrap_err().text(), "fortnights");
    assert!(form("%d.%m").is_err(), "a form without a year");
}
