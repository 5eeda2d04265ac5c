//! How an area is held, in short.

use serde::Serialize;

use crate::atlas::{Answer, Outcome};
use crate::model::date::Certainty;

/// How an area is held, without the records that say so.
#[derive(Serialize)]
pub(super) struct Held<'a> {
    text: String,
    certainty: Certainty,
    outcomes: Vec<Outcome<'a>>,
}

impl<'a> Held<'a> {
    pub(super) fn of(answer: &Answer<'a>) -> Self {
        Self {
            text: answer.to_string(),
            certainty: answer.certainty(),
            outcomes: answer.candidates().map(|candidate| candidate.outcome()).collect(),
        }
    }

    pub(super) fn all(answers: &[Answer<'a>]) -> Vec<Self> {
        answers.iter().map(Self::of).collect()
    }
}
