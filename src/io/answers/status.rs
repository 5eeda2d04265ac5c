//! Everything that is recorded of a place on a day.

use serde::{Serialize, Serializer};

use super::answer::Finding;
use super::evidence::{Evidence, FullSource};
use super::named::{DatedEvent, Named, Names, lon_lat};
use super::origin::Origin;
use crate::atlas::Status;
use crate::model::claim::Claim;
use crate::model::corridor::Corridor;
use crate::model::date::UncertainDate;
use crate::model::presence::Presence;

#[derive(Serialize)]
struct NamedClaim<'a> {
    polity: Named<'a>,
    territory: Named<'a>,
    #[serde(flatten)]
    evidence: Evidence<'a>,
}

impl<'a> NamedClaim<'a> {
    fn of(claim: &'a Claim, names: Names<'a>) -> Self {
        Self {
            polity: names.polity(&claim.polity),
            territory: names.territory(&claim.territory),
            evidence: Evidence::of(&claim.attestation, names),
        }
    }
}

#[derive(Serialize)]
struct NamedPresence<'a> {
    polity: Named<'a>,
    territory: Named<'a>,
    force: &'a str,
    #[serde(flatten)]
    evidence: Evidence<'a>,
}

impl<'a> NamedPresence<'a> {
    fn of(presence: &'a Presence, names: Names<'a>) -> Self {
        Self {
            polity: names.polity(&presence.polity),
            territory: names.territory(&presence.territory),
            force: presence.force(),
            evidence: Evidence::of(&presence.attestation, names),
        }
    }
}

#[derive(Serialize)]
struct NamedCorridor<'a> {
    territory: Named<'a>,
    joins: Vec<Named<'a>>,
    host: Named<'a>,
    #[serde(skip_serializing_if = "Option::is_none")]
    guarantor: Option<Named<'a>>,
    width_m: f64,
    #[serde(skip_serializing_if = "Option::is_none")]
    drawn_width_m: Option<f64>,
    regime: &'a str,
    #[serde(flatten)]
    evidence: Evidence<'a>,
}

impl<'a> NamedCorridor<'a> {
    fn of(corridor: &'a Corridor, names: Names<'a>) -> Self {
        Self {
            territory: names.territory(&corridor.territory),
            joins: corridor.joins.iter().map(|code| names.territory(code)).collect(),
            host: names.polity(&corridor.host),
            guarantor: corridor.guarantor.as_ref().map(|code| names.polity(code)),
            width_m: corridor.width_m(),
            drawn_width_m: corridor.drawn_width_m(),
            regime: corridor.regime(),
            evidence: Evidence::of(&corridor.attestation, names),
        }
    }
}

/// `status` of [`answers`](crate::answers).
impl Serialize for Status<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        #[derive(Serialize)]
        struct Form<'a> {
            atlas: Origin<'a>,
            position: [f64; 2],
            date: UncertainDate,
            controller: Finding<'a>,
            sovereign: Finding<'a>,
            territories: Vec<Named<'a>>,
            claims: Vec<NamedClaim<'a>>,
            presences: Vec<NamedPresence<'a>>,
            corridors: Vec<NamedCorridor<'a>>,
            events: Vec<DatedEvent<'a>>,
            sources: Vec<FullSource<'a>>,
        }
        let names = Names::new(self.atlas.store(), self.date());
        Form {
            atlas: Origin::of(self.atlas),
            position: lon_lat(self.position()),
            date: self.date().into(),
            controller: Finding::of(self.controller()),
            sovereign: Finding::of(self.sovereign()),
            territories: self.territories().iter().map(|it| Named::territory(it, self.date())).collect(),
            claims: self.claims().iter().map(|it| NamedClaim::of(it, names)).collect(),
            presences: self.presences().iter().map(|it| NamedPresence::of(it, names)).collect(),
            corridors: self.corridors().iter().map(|it| NamedCorridor::of(it, names)).collect(),
            events: DatedEvent::all(self.events()),
            sources: self.sources().into_iter().map(FullSource::of).collect(),
        }
        .serialize(serializer)
    }
}
