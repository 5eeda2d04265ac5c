//! Periods as Linked Places writes them.

use serde_json::{Value, json};
use time::Date;

use crate::atlas::store::Store;
use crate::model::date::{Period, UncertainDate};

/// A period as a `when` with one timespan.
pub(super) fn timespan(store: &Store, period: Period) -> Value {
    let coverage = store.about.coverage();
    let start = period
        .from()
        .map_or_else(|| json!({ "latest": day(coverage.from().map_or(Date::MIN, UncertainDate::earliest)) }), bound);
    let end = period
        .until()
        .map_or_else(|| json!({ "earliest": day(coverage.until().map_or(Date::MAX, UncertainDate::latest)) }), bound);
    let is_exact = [period.from(), period.until()].into_iter().flatten().all(UncertainDate::is_exact);
    let certainty = if is_exact { "certain" } else { "less-certain" };
    json!({ "timespans": [{ "start": start, "end": end }], "certainty": certainty })
}

/// A change: in a day, a month or a year, which ISO 8601 can say, or between two days.
fn bound(date: UncertainDate) -> Value {
    let text = date.to_string();
    if text.contains(['X', '[']) {
        json!({ "earliest": day(date.earliest()), "latest": day(date.latest()) })
    } else {
        json!({ "in": text })
    }
}

fn day(day: Date) -> String {
    UncertainDate::from(day).to_string()
}
