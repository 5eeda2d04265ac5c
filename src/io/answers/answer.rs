//! Answers.

use serde::{Serialize, Serializer};

use super::named::lon_lat;
use super::origin::Origin;
use crate::atlas::{Answer, Candidate, Doubt};
use crate::model::control::Basis;
use crate::model::date::{Certainty, UncertainDate};

/// What an answer says, without its question.
#[derive(Serialize)]
pub(super) struct Finding<'a> {
    text: String,
    certainty: Certainty,
    candidates: Vec<Candidate<'a>>,
    doubts: Vec<Doubt<'a>>,
}

impl<'a> Finding<'a> {
    pub(super) fn of(answer: &Answer<'a>) -> Self {
        Self {
            text: answer.to_string(),
            certainty: answer.certainty(),
            candidates: answer.candidates().collect(),
            doubts: answer.doubts(),
        }
    }
}

/// `answer` of [`answers`](crate::answers).
impl Serialize for Answer<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        #[derive(Serialize)]
        struct Form<'a> {
            atlas: Origin<'a>,
            #[serde(skip_serializing_if = "Option::is_none")]
            position: Option<[f64; 2]>,
            date: UncertainDate,
            basis: Basis,
            #[serde(flatten)]
            finding: Finding<'a>,
        }
        Form {
            atlas: Origin::of(self.atlas),
            position: self.position().map(lon_lat),
            date: self.date().into(),
            basis: self.basis(),
            finding: Finding::of(self),
        }
        .serialize(serializer)
    }
}
