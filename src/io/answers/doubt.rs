//! Doubts.

use serde::{Serialize, Serializer};
use time::Date;

use super::named::{DatedEvent, Names, lon_lat};
use super::record::NamedUndrawn;
use crate::atlas::{Doubt, Outcome};
use crate::model::date::UncertainDate;
use crate::model::record::{Record, RecordId};
use crate::model::source::Confidence;

/// What all doubts have in common, and the members of each kind.
#[derive(Serialize)]
struct Form<'a> {
    kind: &'static str,
    text: String,
    #[serde(flatten)]
    detail: Detail<'a>,
}

#[derive(Serialize)]
#[serde(untagged)]
enum Detail<'a> {
    Date {
        span: String,
        records: Vec<RecordId>,
        events: Vec<DatedEvent<'a>>,
        has_rival_dates: bool,
    },
    Line {
        distance_m: f64,
        nearest: [f64; 2],
        accuracy_m: f64,
        beyond: &'a [Outcome<'a>],
    },
    Undrawn {
        record: RecordId,
        undrawn: NamedUndrawn<'a>,
    },
    Source {
        record: RecordId,
        #[serde(skip_serializing_if = "Option::is_none")]
        confidence: Option<Confidence>,
    },
    Unchecked {
        checked_until: UncertainDate,
    },
}

/// `doubt` of [`answers`](crate::answers).
impl Serialize for Doubt<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let detail = match self {
            Self::Date(doubt) => Detail::Date {
                span: edtf(doubt.span()),
                records: doubt.records().iter().copied().map(Record::id).collect(),
                events: DatedEvent::all(doubt.events().iter().copied()),
                has_rival_dates: doubt.has_rival_dates(),
            },
            Self::Line(doubt) => Detail::Line {
                distance_m: doubt.distance_m(),
                nearest: lon_lat(doubt.nearest()),
                accuracy_m: doubt.accuracy_m(),
                beyond: doubt.beyond(),
            },
            Self::Undrawn(doubt) => {
                Detail::Undrawn { record: doubt.record().id(), undrawn: NamedUndrawn::of(doubt.undrawn(), Names::NONE) }
            }
            Self::Source(doubt) => Detail::Source { record: doubt.record().id(), confidence: doubt.confidence() },
            Self::Unchecked(doubt) => Detail::Unchecked { checked_until: doubt.checked_until().into() },
        };
        Form { kind: self.word(), text: self.to_string(), detail }.serialize(serializer)
    }
}

/// A span as EDTF, open where it has no first or no last day: `[..1992-05-31]`.
fn edtf(span: UncertainDate) -> String {
    let [first, last] = [span.earliest(), span.latest()].map(UncertainDate::from);
    match (span.earliest() == Date::MIN, span.latest() == Date::MAX) {
        (true, true) => "[..]".to_owned(),
        (true, false) => format!("[..{last}]"),
        (false, true) => format!("[{first}..]"),
        (false, false) => span.to_string(),
    }
}
