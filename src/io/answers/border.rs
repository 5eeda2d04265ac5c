//! Borders with their courses, segments and ends.

use serde::{Serialize, Serializer};

use super::held::Held;
use super::named::{Named, lon_lat};
use super::origin::Origin;
use crate::atlas::Answer;
use crate::model::border_stage::Stage;
use crate::model::control::Basis;
use crate::model::date::UncertainDate;
use crate::model::record::{Record, RecordId};
use crate::model::territory::Territory;
use crate::snapshot::{Border, BorderStatus, Course, End, Segment};

/// `border` of [`answers`](crate::answers).
impl Serialize for Border<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        #[derive(Serialize)]
        struct Form<'b, 'a> {
            atlas: Origin<'a>,
            date: UncertainDate,
            basis: Basis,
            sides: Vec<Held<'a>>,
            length_km: f64,
            #[serde(skip_serializing_if = "Option::is_none")]
            accuracy_m: Option<f64>,
            courses: &'b [Course<'a>],
        }
        let [one, _] = self.sides();
        Form {
            atlas: Origin::of(one.atlas),
            date: self.date().into(),
            basis: self.basis(),
            sides: Held::all(self.sides()),
            length_km: self.length_km(),
            accuracy_m: self.accuracy_m(),
            courses: self.courses(),
        }
        .serialize(serializer)
    }
}

/// `course` of [`answers`](crate::answers).
impl Serialize for Course<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        #[derive(Serialize)]
        struct Form<'b, 'a> {
            left: Held<'a>,
            right: Held<'a>,
            is_closed: bool,
            length_km: f64,
            start: &'b End<'a>,
            end: &'b End<'a>,
            segments: &'b [Segment<'a>],
        }
        Form {
            left: Held::of(self.left()),
            right: Held::of(self.right()),
            is_closed: self.is_closed(),
            length_km: self.length_km(),
            start: self.start(),
            end: self.end(),
            segments: self.segments(),
        }
        .serialize(serializer)
    }
}

/// `end` of [`answers`](crate::answers).
impl Serialize for End<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        #[derive(Serialize)]
        struct Form<'a> {
            text: String,
            position: [f64; 2],
            meets: Vec<Held<'a>>,
            rivers: Vec<Named<'a>>,
            is_rim: bool,
        }
        Form {
            text: self.to_string(),
            position: lon_lat(self.position()),
            meets: Held::all(self.meets()),
            rivers: self.rivers().iter().map(|river| Named::landmark(river, self.date)).collect(),
            is_rim: self.is_rim(),
        }
        .serialize(serializer)
    }
}

/// What lies on one side of a segment.
#[derive(Serialize)]
struct Side<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    territory: Option<Named<'a>>,
    #[serde(flatten)]
    held: Held<'a>,
    records: Vec<RecordId>,
}

impl<'a> Side<'a> {
    fn of(answer: &Answer<'a>, territory: Option<&'a Territory>) -> Self {
        Self {
            territory: territory.map(|territory| Named::territory(territory, answer.date())),
            held: Held::of(answer),
            records: answer.candidates().flat_map(|candidate| candidate.records()).map(Record::id).collect(),
        }
    }
}

/// A line of `GeoJSON`.
#[derive(Serialize)]
struct MultiLine {
    #[serde(rename = "type")]
    kind: &'static str,
    coordinates: Vec<Vec<[f64; 2]>>,
}

/// `segment` of [`answers`](crate::answers).
impl Serialize for Segment<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        #[derive(Serialize)]
        struct Form<'a> {
            left: Side<'a>,
            right: Side<'a>,
            status: BorderStatus,
            #[serde(skip_serializing_if = "Option::is_none")]
            stage: Option<Stage>,
            length_km: f64,
            accuracy_m: f64,
            line: MultiLine,
        }
        let line = self.line().into_iter().map(|line| line.into_iter().map(|at| [at.x, at.y]).collect());
        Form {
            left: Side::of(self.left(), self.left_territory()),
            right: Side::of(self.right(), self.right_territory()),
            status: self.status(),
            stage: self.stage(),
            length_km: self.length_km(),
            accuracy_m: self.accuracy_m(),
            line: MultiLine { kind: "MultiLineString", coordinates: line.collect() },
        }
        .serialize(serializer)
    }
}
