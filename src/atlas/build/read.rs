//! First step of building: typed values of the drafts.

use std::collections::HashSet;

use time::Date;

use super::{AtlasBuilder, Entry};
use crate::atlas::about::About;
use crate::atlas::draft::{
    CitationDraft, EventDraft, LandmarkDraft, MembershipDraft, NameDraft, PolityDraft, RivalDateDraft, SourceDraft,
    Statement, StatementFields, StatementKind, TerritoryDraft,
};
use crate::atlas::problem::{Place, Problem, ProblemKind};
use crate::atlas::store::{Model, Sited};
use crate::attestation::Attestation;
use crate::border_stage::BorderStage;
use crate::claim::Claim;
use crate::code::Code;
use crate::control::{Holding, Mode};
use crate::corridor::Corridor;
use crate::date::{Period, UncertainDate};
use crate::event::Event;
use crate::landmark::Landmark;
use crate::name::Name;
use crate::polity::{Membership, Polity, PolityCode};
use crate::position::Position;
use crate::presence::Presence;
use crate::recognition::Recognition;
use crate::record::{Record, Right, RivalDate};
use crate::source::{Citation, Confidence, Source};
use crate::territory::{Extent, Territory, TerritoryCode};
use crate::word::Word;

/// Reads every draft; what cannot be read is left out and noted.
pub(super) fn model(builder: &AtlasBuilder, problems: &mut Vec<Problem>) -> Model {
    let mut reader = Reader {
        sources: declared(builder, &builder.sources, |draft| &draft.code),
        events: declared(builder, &builder.events, |draft| &draft.code),
        polities: declared(builder, &builder.polities, |draft| &draft.code),
        territories: declared(builder, &builder.territories, |draft| &draft.code),
        problems,
    };
    let mut model = Model::new(reader.about(builder));
    let mut taken = HashSet::new();
    for entry in &builder.sources {
        let place = entry.place(format!("source '{}'", entry.draft.code));
        reader.unique(&place, "source", &entry.draft.code, &mut taken);
        if let Some(source) = reader.source(&place, &entry.draft) {
            model.sources.push(source);
        }
    }
    taken.clear();
    for entry in &builder.events {
        let place = entry.place(format!("event '{}'", entry.draft.code));
        reader.unique(&place, "event", &entry.draft.code, &mut taken);
        if let Some(event) = reader.event(&place, &entry.draft) {
            model.events.push(event);
        }
    }
    taken.clear();
    for entry in &builder.polities {
        let place = entry.place(format!("polity '{}'", entry.draft.code));
        reader.unique(&place, "polity", &entry.draft.code, &mut taken);
        if let Some(polity) = reader.polity(&place, &entry.draft) {
            model.polities.push(Sited { place, value: polity });
        }
    }
    taken.clear();
    for entry in &builder.territories {
        let place = entry.place(format!("territory '{}'", entry.draft.code));
        reader.unique(&place, "territory", &entry.draft.code, &mut taken);
        if let Some(territory) = reader.territory(&place, &entry.draft) {
            model.territories.push(Sited { place, value: territory });
            model.outlines.push(entry.draft.outline.clone());
        }
    }
    taken.clear();
    for entry in &builder.landmarks {
        let place = entry.place(format!("landmark '{}'", entry.draft.code));
        reader.unique(&place, "landmark", &entry.draft.code, &mut taken);
        if let Some(landmark) = reader.landmark(&place, &entry.draft) {
            model.landmarks.push(landmark);
        }
    }
    for entry in &builder.statements {
        let place = entry.place(title(&entry.draft));
        reader.statement(place, &entry.draft, &mut model);
    }
    // As documents have them: sovereignties, then controls.
    model.records.sort_by_key(|record| record.value.mode().is_some());
    model
}

/// The codes that drafts of one kind declare, right or wrong, and those of elements that could not be read.
fn declared<'a, T>(
    builder: &'a AtlasBuilder,
    entries: &'a [Entry<T>],
    code: impl Fn(&T) -> &String,
) -> HashSet<&'a str> {
    let drafts = entries.iter().map(|entry| code(&entry.draft).as_str());
    drafts.chain(builder.unreadable.iter().map(String::as_str)).collect()
}

/// How a problem names a statement.
fn title(statement: &Statement) -> String {
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

/// The codes that may be referred to, and the problems found so far.
struct Reader<'a> {
    sources: HashSet<&'a str>,
    events: HashSet<&'a str>,
    polities: HashSet<&'a str>,
    territories: HashSet<&'a str>,
    problems: &'a mut Vec<Problem>,
}

impl<'a> Reader<'a> {
    fn note(&mut self, place: &Place, kind: impl Into<ProblemKind>) {
        self.problems.push(Problem { place: place.clone(), kind: kind.into() });
    }

    fn about(&mut self, builder: &AtlasBuilder) -> About {
        let header = &builder.header;
        let place = Place { element: "the atlas".to_owned(), ..Place::default() };
        let (from, until) = header.coverage.clone().unwrap_or_default();
        let coverage = self.period(&place, from.as_deref(), until.as_deref()).unwrap_or_default();
        if header.atlas.is_none() {
            self.note(&place, ProblemKind::MissingHeader("atlas"));
        }
        About {
            name: header.atlas.clone().unwrap_or_default(),
            edition: header.edition.clone().unwrap_or_else(|| "1".to_owned()),
            title: header.title.clone(),
            viewpoint: header.viewpoint.clone(),
            coverage,
        }
    }

    fn unique(&mut self, place: &Place, what: &'static str, code: &'a str, taken: &mut HashSet<&'a str>) {
        if !taken.insert(code) {
            self.note(place, ProblemKind::DuplicateCode(what));
        }
    }

    fn source(&mut self, place: &Place, draft: &SourceDraft) -> Option<Source> {
        if draft.title.trim().is_empty() {
            self.note(place, ProblemKind::Missing("title"));
        }
        Some(Source {
            code: self.code(place, &draft.code)?,
            title: draft.title.clone(),
            author: draft.author.clone(),
            publisher: draft.publisher.clone(),
            year: draft.year.clone(),
            url: draft.url.clone(),
            licence: draft.licence.clone(),
            note: draft.note.clone(),
        })
    }

    fn event(&mut self, place: &Place, draft: &EventDraft) -> Option<Event> {
        let code = self.code(place, &draft.code);
        let kind = self.word(place, "kind", &draft.kind);
        let period = self.period(place, draft.from.as_deref(), draft.until.as_deref());
        let old_style = draft.old_style.as_deref().map(|text| self.day(place, text));
        let citations = self.citations(place, &draft.sources);
        let confidence = self.confidence(place, draft.confidence.as_deref());
        if draft.from.is_none() {
            self.note(place, ProblemKind::Missing("from"));
        }
        if draft.name.trim().is_empty() {
            self.note(place, ProblemKind::Missing("name"));
        }
        Some(Event {
            code: code?,
            kind: kind?,
            name: draft.name.clone(),
            period: period?,
            old_style: old_style.flatten(),
            citations: citations?,
            confidence: confidence?,
            note: draft.note.clone(),
        })
    }

    fn polity(&mut self, place: &Place, draft: &PolityDraft) -> Option<Polity> {
        let code = self.code(place, &draft.code);
        let kind = self.word(place, "kind", &draft.kind);
        let names = self.names(place, &draft.names);
        let period = self.period(place, draft.from.as_deref(), draft.until.as_deref());
        let part_of = self.memberships(place, &draft.part_of);
        let patrons = self.memberships(place, &draft.patrons);
        let successors = draft.successors.iter().filter_map(|code| self.polity_code(place, code)).collect();
        let citations = self.citations(place, &draft.sources);
        Some(Polity {
            code: code?,
            kind: kind?,
            names,
            period: period?,
            part_of,
            patrons,
            successors,
            citations: citations?,
            note: draft.note.clone(),
        })
    }

    fn territory(&mut self, place: &Place, draft: &TerritoryDraft) -> Option<Territory> {
        let p = &draft.properties;
        let code = self.code(place, &draft.code);
        let kind = self.word(place, "kind", &p.kind);
        let names = self.names(place, &p.names);
        let period = self.period(place, p.from.as_deref(), p.until.as_deref());
        let within = p.within.as_deref().and_then(|code| self.territory_code(place, code));
        let citations = self.citations(place, &p.sources);
        let extent = match (&draft.outline, p.parts.as_slice()) {
            (Some(_), []) => self
                .accuracy(place, p.accuracy_m)
                .map(|accuracy_m| Extent::Outline { accuracy_m, drawn: p.drawn.clone() }),
            (None, [_, ..]) => {
                for (field, given) in [("accuracy_m", p.accuracy_m.is_some()), ("drawn", p.drawn.is_some())] {
                    if given {
                        self.note(place, ProblemKind::Misplaced { field, kind: "territory composed of parts" });
                    }
                }
                Some(Extent::Parts(p.parts.iter().filter_map(|code| self.territory_code(place, code)).collect()))
            }
            (Some(_), _) => {
                self.note(place, ProblemKind::ExtentCount("both an outline and parts"));
                None
            }
            (None, []) => {
                self.note(place, ProblemKind::ExtentCount("neither an outline nor parts"));
                None
            }
        };
        Some(Territory {
            code: code?,
            kind: kind?,
            names,
            period: period?,
            within,
            extent: extent?,
            citations: citations?,
            note: p.note.clone(),
        })
    }

    fn landmark(&mut self, place: &Place, draft: &LandmarkDraft) -> Option<Landmark> {
        let p = &draft.properties;
        let code = self.code(place, &draft.code);
        let kind = self.word(place, "kind", &p.kind);
        let names = self.names(place, &p.names);
        let accuracy_m = self.accuracy(place, p.accuracy_m);
        let citations = self.citations(place, &p.sources);
        let mut course = Vec::with_capacity(draft.course.len());
        for (vertex, &[lon, lat]) in (1..).zip(&draft.course) {
            match Position::from_lon_lat(lon, lat) {
                Ok(position) => course.push(position),
                Err(error) => self.note(place, ProblemKind::InvalidVertex { ring: 1, vertex, error }),
            }
        }
        if draft.course.is_empty() {
            self.note(place, ProblemKind::Missing("geometry"));
        }
        Some(Landmark {
            code: code?,
            kind: kind?,
            names,
            course,
            accuracy_m: accuracy_m?,
            citations: citations?,
            note: p.note.clone(),
        })
    }

    fn statement(&mut self, place: Place, statement: &Statement, model: &mut Model) {
        let kind = statement.kind;
        let f = &statement.fields;
        self.misplaced(&place, kind, f);
        let attestation = self.attestation(&place, f);
        match kind {
            StatementKind::Sovereignty | StatementKind::Control => {
                let territory = self.needed_territory(&place, f);
                let holding = self.holding(&place, f);
                let right = match kind {
                    StatementKind::Sovereignty => Some(Right::Title),
                    _ => self.needed_word::<Mode>(&place, "mode", f.mode.as_deref()).map(Right::Control),
                };
                let rival_dates = f.rival_dates.iter().filter_map(|rival| self.rival(&place, rival)).collect();
                if let (Some(territory), Some(holding), Some(right), Some(attestation)) =
                    (territory, holding, right, attestation)
                {
                    let value = Record { territory, right, holding, attestation, rival_dates };
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

    fn corridor(&mut self, place: &Place, f: &StatementFields, attestation: Option<Attestation>) -> Option<Corridor> {
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
        let joins = self.pair(place, "joins", "two territories", f.joins.as_deref(), Self::territory_code);
        Some(Corridor {
            territory: territory?,
            joins: joins?,
            host: host?,
            guarantor,
            width_m: width_m?,
            regime: regime?,
            attestation: attestation?,
        })
    }

    /// Two codes.
    fn pair<T>(
        &mut self,
        place: &Place,
        field: &'static str,
        expected: &'static str,
        given: Option<&[String]>,
        mut code: impl FnMut(&mut Self, &Place, &str) -> Option<Code<T>>,
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
    fn misplaced(&mut self, place: &Place, kind: StatementKind, f: &StatementFields) {
        use StatementKind::{BorderStage, Claim, Control, Corridor, Presence, Recognition, Sovereignty};
        let record = [Sovereignty, Control].as_slice();
        let given: [(&'static str, bool, &[StatementKind]); 19] = [
            ("territory", f.territory.is_some(), &[Sovereignty, Control, Claim, Presence, Corridor]),
            ("holder", f.holder.is_some(), record),
            ("condominium", f.condominium.is_some(), record),
            ("contested", f.contested.is_some(), record),
            ("vacant", f.vacant.is_some(), record),
            ("rival_dates", !f.rival_dates.is_empty(), record),
            ("mode", f.mode.is_some(), &[Control]),
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
            ("regime", f.regime.is_some(), &[Corridor]),
        ];
        for (field, given, kinds) in given {
            if given && !kinds.contains(&kind) {
                self.note(place, ProblemKind::Misplaced { field, kind: kind.word() });
            }
        }
    }

    fn attestation(&mut self, place: &Place, f: &StatementFields) -> Option<Attestation> {
        let period = self.period(place, f.from.as_deref(), f.until.as_deref());
        let began = f.began.as_deref().and_then(|code| self.event_code(place, code));
        let ended = f.ended.as_deref().and_then(|code| self.event_code(place, code));
        let citations = self.citations(place, &f.sources);
        let confidence = self.confidence(place, f.confidence.as_deref());
        Some(Attestation {
            period: period?,
            began,
            ended,
            citations: citations?,
            confidence: confidence?,
            note: f.note.clone(),
        })
    }

    fn holding(&mut self, place: &Place, f: &StatementFields) -> Option<Holding> {
        let vacant = f.vacant == Some(true);
        let count = [f.holder.is_some(), f.condominium.is_some(), f.contested.is_some(), vacant]
            .into_iter()
            .filter(|given| *given)
            .count();
        if count != 1 {
            self.note(place, ProblemKind::HolderCount(count));
            return None;
        }
        if let Some(holder) = &f.holder {
            return self.polity_code(place, holder).map(Holding::Sole);
        }
        if let Some(codes) = &f.condominium {
            return self.joint(place, "condominium", codes).map(Holding::Condominium);
        }
        if let Some(codes) = &f.contested {
            return self.joint(place, "contested holding", codes).map(Holding::Contested);
        }
        Some(Holding::Vacant)
    }

    fn joint(&mut self, place: &Place, what: &'static str, codes: &[String]) -> Option<Box<[PolityCode]>> {
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

    fn rival(&mut self, place: &Place, draft: &RivalDateDraft) -> Option<RivalDate> {
        let bound = self.word(place, "bound", &draft.bound);
        let date = self.date(place, &draft.date);
        let citations = self.citations(place, &draft.sources);
        Some(RivalDate { bound: bound?, date: date?, citations: citations?, note: draft.note.clone() })
    }

    fn names(&mut self, place: &Place, drafts: &[NameDraft]) -> Vec<Name> {
        if drafts.iter().all(|name| name.text.trim().is_empty()) {
            self.note(place, ProblemKind::Missing("names"));
        }
        let mut names = Vec::with_capacity(drafts.len());
        for draft in drafts {
            if let Some(period) = self.period(place, draft.from.as_deref(), draft.until.as_deref()) {
                names.push(Name { text: draft.text.clone(), language: draft.lang.clone(), period });
            }
        }
        names
    }

    fn memberships(&mut self, place: &Place, drafts: &[MembershipDraft]) -> Vec<Membership> {
        let mut memberships = Vec::with_capacity(drafts.len());
        for draft in drafts {
            let polity = self.polity_code(place, &draft.polity);
            let period = self.period(place, draft.from.as_deref(), draft.until.as_deref());
            if let (Some(polity), Some(period)) = (polity, period) {
                memberships.push(Membership { polity, period });
            }
        }
        memberships
    }

    fn citations(&mut self, place: &Place, drafts: &[CitationDraft]) -> Option<Vec<Citation>> {
        if drafts.is_empty() {
            self.note(place, ProblemKind::NoSource);
            return None;
        }
        let mut citations = Vec::with_capacity(drafts.len());
        for draft in drafts {
            let (source, at) = match draft {
                CitationDraft::Source(source) => (source, None),
                CitationDraft::Place(place) => (&place.source, Some(place.at.clone())),
            };
            let known = self.sources.contains(source.as_str());
            if let Some(source) = self.reference(place, "source", known, source) {
                citations.push(Citation { source, at });
            }
        }
        (!citations.is_empty()).then_some(citations)
    }

    fn confidence(&mut self, place: &Place, word: Option<&str>) -> Option<Confidence> {
        word.map_or(Some(Confidence::default()), |word| self.word(place, "confidence", word))
    }

    fn accuracy(&mut self, place: &Place, given: Option<f64>) -> Option<u32> {
        if given.is_none() {
            self.note(place, ProblemKind::Missing("accuracy_m"));
        }
        self.metres(place, "accuracy_m", given)
    }

    /// Whole metres, rounded up.
    fn metres(&mut self, place: &Place, field: &'static str, given: Option<f64>) -> Option<u32> {
        let metres = given?;
        if metres > 0.0 && metres <= 1e7 {
            #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "0 to 1e7 fits a u32")]
            return Some(metres.ceil() as u32);
        }
        let value = metres.to_string();
        self.note(place, ProblemKind::OutOfRange { field, value, expected: "more than 0 and at most 10000000 metres" });
        None
    }

    fn period(&mut self, place: &Place, from: Option<&str>, until: Option<&str>) -> Option<Period> {
        let bound = |this: &mut Self, text: Option<&str>| match text {
            None => Some(None),
            Some(text) => this.date(place, text).map(Some),
        };
        let from = bound(self, from);
        let until = bound(self, until);
        match Period::new(from?, until?) {
            Ok(period) => Some(period),
            Err(error) => {
                self.note(place, error);
                None
            }
        }
    }

    fn date(&mut self, place: &Place, text: &str) -> Option<UncertainDate> {
        text.parse().map_err(|error: crate::date::InvalidDate| self.note(place, error)).ok()
    }

    fn day(&mut self, place: &Place, text: &str) -> Option<Date> {
        let day = self.date(place, text)?.day();
        if day.is_none() {
            let value = format!("'{text}'");
            self.note(place, ProblemKind::OutOfRange { field: "old_style", value, expected: "one day" });
        }
        day
    }

    fn needed(&mut self, place: &Place, field: &'static str, text: Option<&str>) -> Option<String> {
        let text = text.filter(|text| !text.trim().is_empty());
        if text.is_none() {
            self.note(place, ProblemKind::Missing(field));
        }
        text.map(str::to_owned)
    }

    fn needed_word<W: Word>(&mut self, place: &Place, field: &'static str, text: Option<&str>) -> Option<W> {
        let text = self.needed(place, field, text)?;
        self.word(place, field, &text)
    }

    fn needed_polity(&mut self, place: &Place, field: &'static str, text: Option<&str>) -> Option<PolityCode> {
        let text = self.needed(place, field, text)?;
        self.polity_code(place, &text)
    }

    fn needed_territory(&mut self, place: &Place, f: &StatementFields) -> Option<TerritoryCode> {
        let text = self.needed(place, "territory", f.territory.as_deref())?;
        self.territory_code(place, &text)
    }

    fn word<W: Word>(&mut self, place: &Place, field: &'static str, text: &str) -> Option<W> {
        let word = W::from_word(text);
        if word.is_none() {
            self.note(place, ProblemKind::UnknownWord { field, word: text.to_owned(), allowed: W::all_words() });
        }
        word
    }

    fn polity_code(&mut self, place: &Place, text: &str) -> Option<PolityCode> {
        let known = self.polities.contains(text);
        self.reference(place, "polity", known, text)
    }

    fn territory_code(&mut self, place: &Place, text: &str) -> Option<TerritoryCode> {
        let known = self.territories.contains(text);
        self.reference(place, "territory", known, text)
    }

    fn event_code(&mut self, place: &Place, text: &str) -> Option<crate::event::EventCode> {
        let known = self.events.contains(text);
        self.reference(place, "event", known, text)
    }

    fn reference<T>(&mut self, place: &Place, what: &'static str, known: bool, text: &str) -> Option<Code<T>> {
        if !known {
            self.note(place, ProblemKind::UnknownCode { what, code: text.to_owned() });
            return None;
        }
        // A declared code of a wrong form is reported where it is declared.
        Code::new(text).ok()
    }

    fn code<T>(&mut self, place: &Place, text: &str) -> Option<Code<T>> {
        Code::new(text).map_err(|error| self.note(place, error)).ok()
    }
}
