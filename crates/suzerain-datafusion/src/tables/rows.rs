//! Columns of a few rows.

use std::sync::Arc;

use datafusion::arrow::array::{ArrayRef, Date32Array, Float64Array, ListBuilder, StringViewArray, StringViewBuilder};
use datafusion::arrow::datatypes::{DataType, Field};
use suzerain::{Candidate, Holder, UncertainDate};
use time::Date;

use crate::questions::EPOCH;

pub(super) fn text(name: &str) -> Field {
    Field::new(name, DataType::Utf8View, true)
}

pub(super) fn day(name: &str) -> Field {
    Field::new(name, DataType::Date32, true)
}

pub(super) fn number(name: &str) -> Field {
    Field::new(name, DataType::Float64, false)
}

pub(super) fn list(name: &str) -> Field {
    Field::new(name, DataType::List(Arc::new(Field::new_list_field(DataType::Utf8View, true))), true)
}

pub(super) fn texts<T: AsRef<str>>(texts: impl IntoIterator<Item = Option<T>>) -> ArrayRef {
    Arc::new(texts.into_iter().collect::<StringViewArray>())
}

pub(super) fn days(days: impl IntoIterator<Item = Option<Date>>) -> ArrayRef {
    Arc::new(days.into_iter().map(|day| day.map(|day| day.to_julian_day() - EPOCH)).collect::<Date32Array>())
}

pub(super) fn numbers(numbers: impl IntoIterator<Item = f64>) -> ArrayRef {
    Arc::new(numbers.into_iter().collect::<Float64Array>())
}

pub(super) fn lists(lists: impl IntoIterator<Item = Vec<String>>) -> ArrayRef {
    let mut builder = ListBuilder::new(StringViewBuilder::new());
    for texts in lists {
        builder.append_value(texts.into_iter().map(Some));
    }
    Arc::new(builder.finish())
}

/// The first and the last day of a bound.
pub(super) fn bounds(bounds: &[Option<UncertainDate>]) -> [ArrayRef; 2] {
    [UncertainDate::earliest, UncertainDate::latest].map(|end| days(bounds.iter().map(move |bound| bound.map(end))))
}

/// Texts, each once, with `; ` between them; `None` if there is none.
pub(super) fn joined(texts: impl IntoIterator<Item = String>) -> Option<String> {
    let mut each: Vec<String> = Vec::new();
    for text in texts {
        if !each.contains(&text) {
            each.push(text);
        }
    }
    (!each.is_empty()).then(|| each.join("; "))
}

/// The names of the holders of candidates.
pub(super) fn names<'a>(candidates: impl IntoIterator<Item = Candidate<'a>>) -> Option<String> {
    of_holders(candidates, |holder| holder.name().to_owned())
}

/// The codes of the holders of candidates.
pub(super) fn codes<'a>(candidates: impl IntoIterator<Item = Candidate<'a>>) -> Option<String> {
    of_holders(candidates, |holder| holder.polity().code().to_string())
}

/// What the holders of candidates have in common with others: names, codes or chains.
pub(super) fn of_holders<'a>(
    candidates: impl IntoIterator<Item = Candidate<'a>>,
    text: impl Fn(&Holder<'a>) -> String,
) -> Option<String> {
    let holders = candidates.into_iter().flat_map(|candidate| candidate.outcome().holders());
    joined(holders.map(|holder| text(&holder)))
}
