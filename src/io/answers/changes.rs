//! Changes between two days.

use serde::{Serialize, Serializer};

use super::held::Held;
use super::named::{DatedEvent, Named};
use super::origin::Origin;
use crate::model::control::Basis;
use crate::model::date::UncertainDate;
use crate::snapshot::{Change, Changes, Ledger};

/// `changes` of [`answers`](crate::answers).
impl Serialize for Changes<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        #[derive(Serialize)]
        struct Form<'b, 'a> {
            atlas: Origin<'a>,
            basis: Basis,
            from: UncertainDate,
            to: UncertainDate,
            changes: Vec<&'b Change<'a>>,
            ledgers: Vec<Ledger<'a>>,
        }
        Form {
            atlas: Origin::of(self.atlas),
            basis: self.basis(),
            from: self.from().into(),
            to: self.to().into(),
            changes: self.iter().collect(),
            ledgers: self.ledgers(),
        }
        .serialize(serializer)
    }
}

/// `change` of [`answers`](crate::answers).
impl Serialize for Change<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        #[derive(Serialize)]
        struct Form<'a> {
            text: String,
            #[serde(skip_serializing_if = "Option::is_none")]
            territory: Option<Named<'a>>,
            #[serde(skip_serializing_if = "Option::is_none")]
            date: Option<UncertainDate>,
            area_km2: f64,
            from: Held<'a>,
            to: Held<'a>,
            events: Vec<DatedEvent<'a>>,
        }
        Form {
            text: self.to_string(),
            territory: self.territory().map(|territory| Named::new(territory.code.as_str(), self.name())),
            date: self.date(),
            area_km2: self.area_km2(),
            from: Held::of(self.from()),
            to: Held::of(self.to()),
            events: DatedEvent::all(self.events().iter().copied()),
        }
        .serialize(serializer)
    }
}

/// `ledger` of [`answers`](crate::answers).
impl Serialize for Ledger<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        #[derive(Serialize)]
        struct Form<'a> {
            holder: Held<'a>,
            gained_km2: f64,
            lost_km2: f64,
        }
        Form { holder: Held::of(self.answer()), gained_km2: self.gained_km2(), lost_km2: self.lost_km2() }
            .serialize(serializer)
    }
}
