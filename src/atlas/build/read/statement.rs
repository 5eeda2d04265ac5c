//! Dated statements.

use super::reader::Reader;
use crate::atlas::draft::{RivalDateDraft, Statement, StatementFields, StatementKind, UndrawnDraft};
use crate::atlas::problem::{Location, ProblemKind};
use crate::atlas::store::{Model, Sited};
use crate::model::attestation::Attestation;
use crate::model::border_stage::BorderStage;
use crate::model::claim::Claim;
use crate::model::code::Code;
use crate::model::control::{Holding, Mode};
use crate::model::corridor::Corridor;
use crate::model::date::Period;
use crate::model::polity::PolityCode;
use crate::model::presence::Presence;
use crate::model::recognition::Recognition;
use crate::model::record::{Record, Right, RivalDate};
use crate::model::undrawn::Undrawn;
use crate::model::word::Word;

/// How a problem names a statement.
pub(super) fn title(statement: &Statement) -> String {
    let f = &statement.fields;
    let show = |text: &Option<String>| format!("'{}'", text.as_deref().unwrap_or("?"));
    let what = match statement.kind {
        StatementKind::Sovereignty | StatementKind::Control => {
            let holder = match (&f.holder, &f.condominium, &f.contested) {
                (Some(holder), ..) => holder.clone(),
                (_, Some(several), _) | (_, _, Some(several)) => several.join(" and "),
                _ => "nobody".to_owned(),
            };
            format!("{} of {} by {holder}", statement.kind.word(), show(&f.territory))
        }
        StatementKind::Claim => format!("claim to {} by {}", show(&f.territory), show(&f.polity)),
        StatementKind::Recognition => format!("recognition of {} by {}", show(&f.of), show(&f.by)),
        StatementKind::Presence => format!("presence on {} of {}", show(&f.territory), show(&f.polity)),
        StatementKind::Corridor => format!("corridor {}", show(&f.territory)),
        StatementKind::BorderStage => {
            format!("stage of the border between {}", f.between.as_deref().unwrap_or_default().join(" and "))
        }
    };
    match (&f.from, &f.until) {
        (Some(from), Some(until)) => format!("{what}, {from} to {until}"),
        (Some(from), None) => format!("{what} since {from}"),
        (None, Some(until)) => format!("{what} until {until}"),
        (None, None) => what,
    }
}

/// The members that say who holds.
struct Holders<'a> {
    sole: Option<&'a str>,
    condominium: Option<&'a [String]>,
    contested: Option<&'a [String]>,
    is_vacant: bool,
}

impl<'a> Holders<'a> {
    fn new(
        sole: Option<&'a str>,
        condominium: Option<&'a Vec<String>>,
        contested: Option<&'a Vec<String>>,
        vacant: Option<bool>,
    ) -> Self {
        let (condominium, contested) = (condominium.map(Vec::as_slice), contested.map(Vec::as_slice));
        Self { sole, condominium, contested, is_vacant: vacant == Some(true) }
    }

    fn of(f: &'a StatementFields) -> Self {
        Self::new(f.holder.as_deref(), f.condominium.as_ref(), f.contested.as_ref(), f.vacant)
    }

    /// How many of them are stated.
    fn count(&self) -> usize {
        let stated = [self.sole.is_some(), self.condominium.is_some(), self.contested.is_some(), self.is_vacant];
        stated.into_iter().filter(|stated| *stated).count()
    }
}

impl Reader<'_> {
    pub(super) fn statement(&mut self, place: Location, statement: &Statement, model: &mut Model) {
        let kind = statement.kind;
        let f = &statement.fields;
        self.misplaced(&place, kind, f);
        let attestation = self.attestation(&place, f);
        match kind {
            StatementKind::Sovereignty | StatementKind::Control => {
                let territory = self.needed_territory(&place, f);
                let holding = self.holding(&place, &Holders::of(f));
                let right = match kind {
                    StatementKind::Sovereignty => Some(Right::Title),
                    _ => self.needed_word::<Mode>(&place, "mode", f.mode.as_deref()).map(Right::Control),
                };
                let rival_dates = f.rival_dates.iter().filter_map(|rival| self.rival(&place, rival)).collect();
                let undrawn = self.all_undrawn(&place, f, attestation.as_ref());
                let administered_by = f.administered_by.as_deref().and_then(|code| self.polity_code(&place, code));
                if let (Some(territory), Some(holding), Some(right), Some(attestation)) =
                    (territory, holding, right, attestation)
                {
                    let value =
                        Record { territory, right, holding, attestation, rival_dates, undrawn, administered_by };
                    model.records.push(Sited { place, value });
                }
            }
            StatementKind::Claim => {
                let polity = self.needed_polity(&place, "polity", f.polity.as_deref());
                let territory = self.needed_territory(&place, f);
                if let (Some(polity), Some(territory), Some(attestation)) = (polity, territory, attestation) {
                    model.claims.push(Sited { place, value: Claim { polity, territory, attestation } });
                }
            }
            StatementKind::Recognition => {
                let by = self.needed_polity(&place, "by", f.by.as_deref());
                let of = self.needed_polity(&place, "of", f.of.as_deref());
                if let (Some(by), Some(of), Some(attestation)) = (by, of, attestation) {
                    model.recognitions.push(Sited { place, value: Recognition { by, of, attestation } });
                }
            }
            StatementKind::Presence => {
                let polity = self.needed_polity(&place, "polity", f.polity.as_deref());
                let territory = self.needed_territory(&place, f);
                let force = self.needed(&place, "force", f.force.as_deref());
                if let (Some(polity), Some(territory), Some(force), Some(attestation)) =
                    (polity, territory, force, attestation)
                {
                    model.presences.push(Sited { place, value: Presence { polity, territory, force, attestation } });
                }
            }
            StatementKind::BorderStage => {
                let between = self.pair(&place, "between", "two polities", f.between.as_deref(), Self::polity_code);
                let along = f.along.iter().filter_map(|code| self.territory_code(&place, code)).collect();
                let stage = self.needed_word(&place, "stage", f.stage.as_deref());
                if let (Some(between), Some(stage), Some(attestation)) = (between, stage, attestation) {
                    let value = BorderStage { between, along, stage, attestation };
                    model.border_stages.push(Sited { place, value });
                }
            }
            StatementKind::Corridor => {
                if let Some(value) = self.corridor(&place, f, attestation) {
                    model.corridors.push(Sited { place, value });
                }
            }
        }
    }

    fn corridor(
        &mut self,
        place: &Location,
        f: &StatementFields,
        attestation: Option<Attestation>,
    ) -> Option<Corridor> {
        let territory = self.needed_territory(place, f);
        let host = self.needed_polity(place, "host", f.host.as_deref());
        let guarantor = f.guarantor.as_deref().and_then(|code| self.polity_code(place, code));
        let regime = self.needed(place, "regime", f.regime.as_deref());
        let width_m = match f.width_m {
            None => {
                self.note(place, ProblemKind::Missing("width_m"));
                None
            }
            width => self.metres(place, "width_m", width),
        };
        let drawn_width_m = self.metres(place, "drawn_width_m", f.drawn_width_m);
        let joins = self.pair(place, "joins", "two territories", f.joins.as_deref(), Self::territory_code);
        Some(Corridor {
            territory: territory?,
            joins: joins?,
            host: host?,
            guarantor,
            width_m: width_m?,
            drawn_width_m,
            regime: regime?,
            attestation: attestation?,
        })
    }

    /// Two codes.
    fn pair<T>(
        &mut self,
        place: &Location,
        field: &'static str,
        expected: &'static str,
        given: Option<&[String]>,
        mut code: impl FnMut(&mut Self, &Location, &str) -> Option<Code<T>>,
    ) -> Option<[Code<T>; 2]> {
        match given {
            None => {
                self.note(place, ProblemKind::Missing(field));
                None
            }
            Some([one, other]) => {
                let (one, other) = (code(self, place, one), code(self, place, other));
                Some([one?, other?])
            }
            Some(list) => {
                let value = format!("a list of {}", list.len());
                self.note(place, ProblemKind::OutOfRange { field, value, expected });
                None
            }
        }
    }

    /// Notes the members that do not belong to a statement of this kind.
    fn misplaced(&mut self, place: &Location, kind: StatementKind, f: &StatementFields) {
        use StatementKind::{BorderStage, Claim, Control, Corridor, Presence, Recognition, Sovereignty};
        let record = [Sovereignty, Control].as_slice();
        let given: [(&'static str, bool, &[StatementKind]); 22] = [
            ("territory", f.territory.is_some(), &[Sovereignty, Control, Claim, Presence, Corridor]),
            ("holder", f.holder.is_some(), record),
            ("condominium", f.condominium.is_some(), record),
            ("contested", f.contested.is_some(), record),
            ("vacant", f.vacant.is_some(), record),
            ("rival_dates", !f.rival_dates.is_empty(), record),
            ("undrawn", !f.undrawn.is_empty(), record),
            ("mode", f.mode.is_some(), &[Control]),
            ("administered_by", f.administered_by.is_some(), &[Control]),
            ("polity", f.polity.is_some(), &[Claim, Presence]),
            ("by", f.by.is_some(), &[Recognition]),
            ("of", f.of.is_some(), &[Recognition]),
            ("between", f.between.is_some(), &[BorderStage]),
            ("along", !f.along.is_empty(), &[BorderStage]),
            ("stage", f.stage.is_some(), &[BorderStage]),
            ("force", f.force.is_some(), &[Presence]),
            ("joins", f.joins.is_some(), &[Corridor]),
            ("host", f.host.is_some(), &[Corridor]),
            ("guarantor", f.guarantor.is_some(), &[Corridor]),
            ("width_m", f.width_m.is_some(), &[Corridor]),
            ("drawn_width_m", f.drawn_width_m.is_some(), &[Corridor]),
            ("regime", f.regime.is_some(), &[Corridor]),
        ];
        for (field, given, kinds) in given {
            if given && !kinds.contains(&kind) {
                self.note(place, ProblemKind::Misplaced { field, kind: kind.word() });
            }
        }
    }

    fn attestation(&mut self, place: &Location, f: &StatementFields) -> Option<Attestation> {
        let period = self.period(place, f.from.as_deref(), f.until.as_deref());
        let began = f.began.as_deref().and_then(|code| self.event_code(place, code));
        let ended = f.ended.as_deref().and_then(|code| self.event_code(place, code));
        let citations = self.citations(place, &f.sources);
        let confidence = self.confidence(place, f.confidence.as_deref());
        Some(Attestation { period: period?, began, ended, citations: citations?, confidence, note: f.note.clone() })
    }

    /// Who holds, of which exactly one is stated.
    fn holding(&mut self, place: &Location, holders: &Holders<'_>) -> Option<Holding> {
        let count = holders.count();
        if count != 1 {
            self.note(place, ProblemKind::HolderCount(count));
            return None;
        }
        match *holders {
            Holders { sole: Some(code), .. } => self.polity_code(place, code).map(Holding::Sole),
            Holders { condominium: Some(codes), .. } => {
                self.joint(place, "condominium", codes).map(Holding::Condominium)
            }
            Holders { contested: Some(codes), .. } => {
                self.joint(place, "contested holding", codes).map(Holding::Contested)
            }
            _ => Some(Holding::Vacant),
        }
    }

    /// What others held of the territory of a record, as far as it can be read.
    fn all_undrawn(&mut self, place: &Location, f: &StatementFields, record: Option<&Attestation>) -> Vec<Undrawn> {
        let record = record.map_or(Period::ALWAYS, |attestation| attestation.period);
        let numbered = f.undrawn.iter().enumerate();
        numbered
            .filter_map(|(number, draft)| self.undrawn(&place.member(&format!("undrawn[{number}]")), draft, record))
            .collect()
    }

    fn undrawn(&mut self, place: &Location, draft: &UndrawnDraft, record: Period) -> Option<Undrawn> {
        let ground = self.needed(place, "ground", Some(&draft.ground));
        let own = self.period(place, draft.from.as_deref(), draft.until.as_deref());
        let period = own.and_then(|own| self.period_within(place, own, record));
        let holders =
            Holders::new(draft.holder.as_deref(), draft.condominium.as_ref(), draft.contested.as_ref(), draft.vacant);
        let holding = if holders.count() == 0 { Some(None) } else { self.holding(place, &holders).map(Some) };
        let citations = self.citations(place, &draft.sources);
        Some(Undrawn {
            ground: ground?,
            holding: holding?,
            period: period?,
            citations: citations?,
            note: draft.note.clone(),
        })
    }

    /// A period whose open bounds are those of the whole, within which it must lie.
    fn period_within(&mut self, place: &Location, own: Period, whole: Period) -> Option<Period> {
        match Period::new(own.from().or(whole.from()), own.until().or(whole.until())) {
            Ok(period) if period.is_within(&whole) => Some(period),
            _ => {
                self.note(place, ProblemKind::OutsideRecord { period: own, record: whole });
                None
            }
        }
    }

    fn joint(&mut self, place: &Location, what: &'static str, codes: &[String]) -> Option<Box<[PolityCode]>> {
        let mut polities = Vec::with_capacity(codes.len());
        for code in codes {
            polities.push(self.polity_code(place, code)?);
        }
        polities.sort_unstable();
        polities.dedup();
        if polities.len() < 2 {
            self.note(place, ProblemKind::JointOfOne(what));
            return None;
        }
        Some(polities.into())
    }

    fn rival(&mut self, place: &Location, draft: &RivalDateDraft) -> Option<RivalDate> {
        let bound = self.word(place, "bound", &draft.bound);
        let date = self.date(&place.member("rival_dates"), "date", &draft.date);
        let citations = self.citations(place, &draft.sources);
        Some(RivalDate { bound: bound?, date: date?, citations: citations?, note: draft.note.clone() })
    }
}
