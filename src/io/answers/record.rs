//! Records: who held which territory, and when.

use serde::{Serialize, Serializer};

use super::evidence::{Cited, Evidence};
use super::named::{Named, Names};
use crate::model::control::{Basis, Holding, Mode};
use crate::model::date::{Period, UncertainDate};
use crate::model::record::{Bound, Record, RecordId};
use crate::model::undrawn::Undrawn;

/// A record, with the names of a day where there is an atlas.
#[derive(Serialize)]
pub(super) struct NamedRecord<'a> {
    id: RecordId,
    territory: Named<'a>,
    basis: Basis,
    #[serde(skip_serializing_if = "Option::is_none")]
    mode: Option<Mode>,
    holding: NamedHolding<'a>,
    #[serde(flatten)]
    evidence: Evidence<'a>,
    rival_dates: Vec<Rival<'a>>,
    undrawn: Vec<NamedUndrawn<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    administered_by: Option<Named<'a>>,
}

impl<'a> NamedRecord<'a> {
    pub(super) fn of(record: &'a Record, names: Names<'a>) -> Self {
        let rivals = record.rival_dates.iter().map(|rival| Rival {
            bound: rival.bound,
            date: rival.date,
            sources: Cited::all(&rival.citations),
            note: rival.note(),
        });
        Self {
            id: record.id(),
            territory: names.territory(&record.territory),
            basis: record.basis(),
            mode: record.mode(),
            holding: NamedHolding::of(&record.holding, names),
            evidence: Evidence::of(&record.attestation, names),
            rival_dates: rivals.collect(),
            undrawn: record.undrawn.iter().map(|part| NamedUndrawn::of(part, names)).collect(),
            administered_by: record.administered_by.as_ref().map(|code| names.polity(code)),
        }
    }
}

/// Who holds, as a record says it.
#[derive(Serialize)]
struct NamedHolding<'a> {
    kind: &'static str,
    polities: Vec<Named<'a>>,
}

impl<'a> NamedHolding<'a> {
    fn of(holding: &'a Holding, names: Names<'a>) -> Self {
        let polities = holding.polities().iter().map(|code| names.polity(code)).collect();
        Self { kind: holding.word(), polities }
    }
}

/// A date that other sources give.
#[derive(Serialize)]
struct Rival<'a> {
    bound: Bound,
    date: UncertainDate,
    sources: Vec<Cited<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    note: Option<&'a str>,
}

/// A part that others held and that is not drawn.
#[derive(Serialize)]
pub(super) struct NamedUndrawn<'a> {
    part: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    holding: Option<NamedHolding<'a>>,
    period: Period,
    sources: Vec<Cited<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    note: Option<&'a str>,
}

impl<'a> NamedUndrawn<'a> {
    pub(super) fn of(part: &'a Undrawn, names: Names<'a>) -> Self {
        Self {
            part: part.ground(),
            holding: part.holding().map(|holding| NamedHolding::of(holding, names)),
            period: part.period(),
            sources: Cited::all(part.citations()),
            note: part.note(),
        }
    }
}

/// A record by itself: `record` of [`answers`](crate::answers), with codes only.
impl Serialize for Record {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        NamedRecord::of(self, Names::NONE).serialize(serializer)
    }
}
