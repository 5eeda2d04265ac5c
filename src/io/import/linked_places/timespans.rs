//! The dates of a gazetteer: its members `when`.

use serde_json::{Map, Value};
use time::Date;

use crate::io::import::collector::Collector;
use crate::io::import::dates;
use crate::io::import::draft_period::DraftPeriod;
use crate::io::import::{ImportLocation, ImportProblemKind};
use crate::model::date::{ForeignDate, UncertainDate};
use crate::model::source::Confidence;

/// A `when` that could be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Timespans {
    /// Its timespans; at least one.
    pub(super) periods: Vec<DraftPeriod>,
    pub(super) confidence: Option<Confidence>,
}

/// The member `when` of an object at `field`, `None` if it has none with timespans; what is wrong with it is reported.
pub(super) fn read_when(
    collector: &mut Collector<'_>,
    location: &ImportLocation,
    field: &str,
    members: &Map<String, Value>,
) -> Option<Timespans> {
    let at = |below: &str| {
        location.at(if field.is_empty() { format!("when{below}") } else { format!("{field}.when{below}") })
    };
    let when = match members.get("when")? {
        Value::Null => return None,
        Value::Object(when) => when,
        other => {
            malformed(collector, at(""), format!("it is {other}; it must be an object with 'timespans'"));
            return None;
        }
    };
    let confidence = certainty(collector, &at(".certainty"), when);
    let spans = match when.get("timespans") {
        None | Some(Value::Null) => {
            let why = if when.contains_key("periods") { "its periods have no days" } else { "it has no timespans" };
            collector.note(&at(""), format!("{why}, so it limits nothing"));
            return None;
        }
        Some(Value::Array(spans)) => spans,
        Some(other) => {
            malformed(collector, at(".timespans"), format!("it is {other}; it must be a list"));
            return None;
        }
    };
    let mut periods = Vec::with_capacity(spans.len());
    for (number, span) in spans.iter().enumerate() {
        let below = format!(".timespans[{number}]");
        let Value::Object(span) = span else {
            malformed(collector, at(&below), format!("it is {span}; it must be an object with 'start' and 'end'"));
            continue;
        };
        let mut end_of = |name: &str| {
            let value = span.get(name);
            let field = |member: &str| at(&format!("{below}.{name}{member}"));
            for member in blanks(value) {
                collector.note(&field(member), "it is blank, and taken for not stated");
            }
            match bound(value) {
                Ok(bound) => {
                    if matches!(bound, Bound::On(date) if date.is_clamped) {
                        collector.note(&field(""), "it is taken for the nearest day from -9999 to 9999");
                    }
                    if matches!(bound, Bound::On(date) if date.is_approximate) {
                        collector.note(&field(""), "it is taken for some day of that time");
                    }
                    Some(bound)
                }
                Err((member, message)) => {
                    malformed(collector, field(member), message);
                    None
                }
            }
        };
        let (start, end) = (end_of("start"), end_of("end"));
        let (Some(start), Some(end)) = (start, end) else { continue };
        match period(start, end) {
            Ok(period) => periods.push(period),
            Err(message) => malformed(collector, at(&below), message),
        }
    }
    (!periods.is_empty()).then_some(Timespans { periods, confidence })
}

/// The member `certainty` of an object, as the confidence in its source.
pub(super) fn certainty(
    collector: &mut Collector<'_>,
    location: &ImportLocation,
    members: &Map<String, Value>,
) -> Option<Confidence> {
    match members.get("certainty")? {
        Value::Null => None,
        Value::String(word) if word == "certain" => Some(Confidence::High),
        Value::String(word) if word == "less-certain" => Some(Confidence::Medium),
        Value::String(word) if word == "uncertain" => Some(Confidence::Low),
        other => {
            let message = format!("{other} is not a certainty; use one of: certain, less-certain, uncertain");
            malformed(collector, location.clone(), message);
            None
        }
    }
}

fn malformed(collector: &mut Collector<'_>, location: ImportLocation, message: String) {
    collector.problem(location, ImportProblemKind::Malformed(message));
}

/// A start or an end of a timespan.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Bound {
    /// Not stated.
    Absent,
    /// An end that has not come.
    Open,
    On(ForeignDate),
}

/// The members of a start or an end.
const MEMBERS: [(&str, &str); 3] = [("in", ".in"), ("earliest", ".earliest"), ("latest", ".latest")];

/// The members of a start or an end that are blank texts.
fn blanks(value: Option<&Value>) -> Vec<&'static str> {
    match value {
        Some(Value::Object(members)) => {
            let blank = MEMBERS.iter().filter(|(name, _)| members.get(*name).is_some_and(is_blank));
            blank.map(|&(_, field)| field).collect()
        }
        Some(value) if is_blank(value) => vec![""],
        _ => Vec::new(),
    }
}

fn is_blank(value: &Value) -> bool {
    value.as_str().is_some_and(|text| text.trim().is_empty())
}

/// A start or an end; the error names the member below it.
fn bound(value: Option<&Value>) -> Result<Bound, (&'static str, String)> {
    let stated = |value: &&Value| !value.is_null() && !is_blank(value);
    let date = |name: &'static str, value: &Value| {
        let text = match value {
            Value::String(text) => text.clone(),
            Value::Number(number) => number.to_string(),
            other => return Err((name, format!("it is {other}; it must be a date such as \"1832-08-01\""))),
        };
        dates::end(&text, |text| ForeignDate::read(text, None)).map_err(|_| {
            (name, format!("'{text}' is not a date; write a year, a month or a day, such as 1832, -0320 or 1832-08-01"))
        })
    };
    let found = |date: Option<ForeignDate>| date.map_or(Bound::Open, Bound::On);
    match value.filter(stated) {
        None => Ok(Bound::Absent),
        Some(Value::Object(members)) => {
            let member = |name: &str| members.get(name).filter(stated);
            if let Some(within) = member("in") {
                return date(".in", within).map(found);
            }
            let earliest = member("earliest").map(|value| date(".earliest", value)).transpose()?;
            if earliest == Some(None) {
                return Ok(Bound::Open);
            }
            let earliest = earliest.flatten();
            let latest = member("latest").map(|value| date(".latest", value)).transpose()?.flatten();
            let both = [earliest, latest];
            let span = ForeignDate {
                earliest: earliest.and_then(|span| span.earliest),
                latest: latest.and_then(|span| span.latest),
                is_approximate: both.into_iter().flatten().any(|span| span.is_approximate),
                is_clamped: both.into_iter().flatten().any(|span| span.is_clamped),
                guess: None,
            };
            Ok(if span == ForeignDate::default() { Bound::Absent } else { Bound::On(span) })
        }
        Some(value) => date("", value).map(found),
    }
}

/// A timespan as a period.
fn period(start: Bound, end: Bound) -> Result<DraftPeriod, String> {
    let date = |bound: Bound| if let Bound::On(date) = bound { Some(date) } else { None };
    let (from, until) = match (start, end) {
        // During the time that the start names.
        (Bound::On(start), Bound::Absent) => {
            let next = start.latest.and_then(Date::next_day);
            (start.earliest.map(UncertainDate::from), next.map(UncertainDate::from))
        }
        (start, end) => {
            let (start, end) = (date(start), date(end));
            let within = |span: ForeignDate| ForeignDate {
                earliest: span.earliest.or(start.and_then(|start| start.earliest)),
                latest: span.latest.or(end.and_then(|end| end.latest)),
                ..span
            };
            let change = |span: Option<ForeignDate>| match span.map(within) {
                Some(span) => dates::change(span).map(Some).ok_or("its latest day comes before its earliest"),
                None => Ok(None),
            };
            (change(start)?, change(end)?)
        }
    };
    // A change on the first or after the last day of the calendar is none.
    let from = from.filter(|from| from.latest() > Date::MIN);
    let until = until.filter(|until| until.earliest() < Date::MAX);
    DraftPeriod::new(from, until).map_err(|error| error.to_string())
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn shown(start: Value, end: Value) -> String {
        let bound = |value: Value| bound(Some(&value)).map_err(|(member, message)| format!("{member}: {message}"));
        match bound(start).and_then(|start| Ok((start, bound(end)?))) {
            Ok((start, end)) => period(start, end).map_or_else(|error| error, |period| period.dates().to_string()),
            Err(error) => error,
        }
    }

    #[test]
    fn timespans_are_periods() {
        for (start, end, expected) in [
            (json!({"in": "1600"}), json!({"in": "1699"}), "1600 to 1699"),
            (json!({"in": "1832"}), Value::Null, "1832-01-01 to 1833-01-01"),
            (json!({"in": "1832-08-01"}), Value::Null, "1832-08-01 to 1832-08-02"),
            (json!("1700"), Value::Null, "1700-01-01 to 1701-01-01"),
            (json!({"in": 1600}), json!({"in": "1601-05-02T12:00:00Z"}), "1600 to 1601-05-02"),
            (json!({"in": "1480"}), json!({"in": ""}), "1480-01-01 to 1481-01-01"),
            (json!(" "), json!({"in": "1491"}), "until 1491"),
            (json!({"in": "1480"}), json!({"in": "present"}), "since 1480"),
            (json!({"in": "1480"}), json!("9999-12-31"), "since 1480"),
            (json!({"in": "-12000"}), json!({"in": "14??"}), "until 14XX"),
            (json!({"in": "1918"}), json!({"in": "1918-11-20"}), "1918 to 1918-11-20"),
            (json!({"earliest": "1600"}), json!({"in": "1699"}), "16XX to 1699"),
            (json!({"in": "1600"}), json!({"latest": "1610"}), "1600 to [1600-01-01..1610-12-31]"),
            (json!({"latest": "1600-02-03"}), json!({"in": "1700"}), "[-9999-01-01..1600-02-03] to 1700"),
            (json!({"latest": "-9999-01-01"}), json!({"earliest": "9999-12-31"}), "always"),
            (json!({"in": "-0320"}), json!({"in": "0676"}), "-0320 to 0676"),
            (json!({"earliest": "1600", "latest": "1605-03"}), Value::Null, "1600-01-01 to 1605-04-01"),
            (Value::Null, json!({"in": "1700"}), "until 1700"),
            (Value::Null, Value::Null, "always"),
            (json!({"in": "1700"}), json!({"in": "1600"}), "a period from 1700 until 1600 ends before it begins"),
            (
                json!({"earliest": "1700", "latest": "1600"}),
                json!({"in": "1800"}),
                "its latest day comes before its earliest",
            ),
        ] {
            assert_eq!(shown(start.clone(), end.clone()), expected, "{start} {end}");
        }
        assert!(shown(json!({"in": "soon"}), Value::Null).starts_with(".in: 'soon' is not a date"));
        assert!(shown(json!({"latest": [1]}), Value::Null).starts_with(".latest: it is [1]; it must be a date"));
    }
}
