//! Spells.

use serde::{Serialize, Serializer};

use super::named::DatedEvent;
use super::origin::Origin;
use crate::atlas::{Candidate, Spell};
use crate::model::control::Basis;
use crate::model::date::Period;

/// `spell` of [`answers`](crate::answers).
impl Serialize for Spell<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        #[derive(Serialize)]
        struct Form<'a> {
            atlas: Origin<'a>,
            basis: Basis,
            text: String,
            period: Period,
            candidate: Candidate<'a>,
            began: Vec<DatedEvent<'a>>,
            ended: Vec<DatedEvent<'a>>,
        }
        Form {
            atlas: Origin::of(self.atlas),
            basis: self.basis(),
            text: self.to_string(),
            period: self.period(),
            candidate: self.candidate(),
            began: DatedEvent::all(self.began()),
            ended: DatedEvent::all(self.ended()),
        }
        .serialize(serializer)
    }
}
