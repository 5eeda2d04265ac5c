//! Drafts of what an atlas holds: what it could be built from again.

use time::Date;

use super::about::About;
use super::build::Entry;
use super::draft::{
    CitationDraft, EventDraft, LandmarkProperties, LineDraft, MembershipDraft, NameDraft, OutlineDraft, PlaceDraft,
    PolityDraft, RivalDateDraft, SourceDraft, StatementFields, StatementKind, TerritoryProperties, UndrawnDraft,
};
use super::{Atlas, AtlasBuilder, LandmarkDraft, Statement, TerritoryDraft};
use crate::model::attestation::Attestation;
use crate::model::border_stage::BorderStage;
use crate::model::claim::Claim;
use crate::model::code::Code;
use crate::model::control::{Basis, Holding};
use crate::model::corridor::Corridor;
use crate::model::date::{Period, UncertainDate};
use crate::model::event::Event;
use crate::model::landmark::Landmark;
use crate::model::line::LineAccuracy;
use crate::model::name::Name;
use crate::model::polity::{Membership, Polity};
use crate::model::position::Position;
use crate::model::presence::Presence;
use crate::model::recognition::Recognition;
use crate::model::record::Record;
use crate::model::source::{Citation, Confidence, Source};
use crate::model::territory::{Extent, Territory};
use crate::model::undrawn::Undrawn;
use crate::model::word::Word;
use crate::space::Shape;

impl Atlas {
    /// A builder that holds all of this atlas: to be added to, and built again.
    ///
    /// # Example
    ///
    /// ```
    /// # #[cfg(feature = "embedded")] {
    /// use suzerain::Atlas;
    /// use suzerain::build::{PolityDraft, SourceDraft, Statement};
    /// use suzerain::model::PolityKind;
    ///
    /// let atlas = Atlas::south_caucasus()
    ///     .to_builder()
    ///     .source(SourceDraft::new("my-notes", "Notes of my own"))
    ///     .statement(Statement::claim("IRN", "karki").from("1801").until("1813").citing("my-notes"))
    ///     .build()?;
    /// assert_eq!(atlas.claims().len(), Atlas::south_caucasus().claims().len() + 1);
    /// # }
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn to_builder(&self) -> AtlasBuilder {
        let store = self.store();
        let about = &store.about;
        let mut builder = AtlasBuilder::new(&about.name).edition(&about.edition);
        builder.header.title.clone_from(&about.title);
        builder.header.viewpoint.clone_from(&about.viewpoint);
        builder.header.coverage = Some(period(about.coverage));
        builder.header.checked_until = about.checked_until.map(day);
        builder.header.contradictions_kept = about.contradictions_kept;
        builder.header.collection.clone_from(&about.collection);
        if !about.layers.is_empty() {
            let layers = |basis| about.layers(basis).map(str::to_owned).collect();
            builder.header.precedence = Some([layers(Basis::DeFacto), layers(Basis::DeJure)]);
        }
        builder.sources = entries(store.sources.iter().map(source));
        builder.events = entries(store.events.iter().map(event));
        builder.polities = entries(store.polities.iter().map(polity));
        builder.territories = entries((0..).zip(&store.territories).map(|(number, it)| TerritoryDraft {
            code: code(&it.code),
            properties: territory(about, it),
            outline: store.outline(number).map(rings),
        }));
        builder.landmarks = entries(store.landmarks.iter().map(|it| LandmarkDraft {
            code: code(&it.code),
            properties: landmark(it),
            course: degrees(&it.course),
        }));
        builder.lines = entries(store.lines.iter().map(line));
        let record_kind = |it: &Record| match it.mode() {
            None => StatementKind::Sovereignty,
            Some(_) => StatementKind::Control,
        };
        let records = store.records.iter().map(|it| (record_kind(it), record(it)));
        let others = [
            (StatementKind::Claim, store.claims.iter().map(claim).collect::<Vec<_>>()),
            (StatementKind::Recognition, store.recognitions.iter().map(recognition).collect()),
            (StatementKind::Presence, store.presences.iter().map(presence).collect()),
            (StatementKind::Corridor, store.corridors.iter().map(corridor).collect()),
            (StatementKind::BorderStage, store.border_stages.iter().map(border_stage).collect()),
        ];
        let others = others.into_iter().flat_map(|(kind, fields)| fields.into_iter().map(move |it| (kind, it)));
        builder.statements = entries(records.chain(others).map(|(kind, fields)| Statement { kind, fields }));
        builder
    }
}

fn entries<T>(drafts: impl Iterator<Item = T>) -> Vec<Entry<T>> {
    drafts.map(|draft| Entry { draft, document: None, line: None, column: None }).collect()
}

/// The rings of a shape.
fn rings(shape: &Shape) -> OutlineDraft {
    OutlineDraft::Grid(shape.rings().iter().map(|ring| ring.vertices().to_vec()).collect())
}

/// The positions of a landmark or a line in degrees.
fn degrees(course: &[Position]) -> Vec<[f64; 2]> {
    course.iter().map(|place| [place.lon(), place.lat()]).collect()
}

pub(crate) fn line(line: &LineAccuracy) -> LineDraft {
    LineDraft {
        coordinates: degrees(&line.course),
        accuracy_m: Some(line.accuracy_m()),
        sources: citations(&line.citations),
        note: line.note.clone(),
    }
}

pub(crate) fn territory(about: &About, territory: &Territory) -> TerritoryProperties {
    let (from, until) = period(territory.period);
    let (parts, accuracy_m, drawn) = match &territory.extent {
        Extent::Outline { accuracy_m, drawn } => (Vec::new(), Some(f64::from(*accuracy_m)), drawn.clone()),
        Extent::Parts(parts) => (parts.iter().map(code).collect(), None, None),
    };
    TerritoryProperties {
        kind: territory.kind.word().to_owned(),
        names: names(&territory.names),
        within: territory.within.as_ref().map(code),
        parts,
        accuracy_m,
        drawn,
        from,
        until,
        sources: citations(&territory.citations),
        note: territory.note.clone(),
        layer: about.layers.get(usize::from(territory.layer)).cloned(),
    }
}

pub(crate) fn landmark(landmark: &Landmark) -> LandmarkProperties {
    LandmarkProperties {
        kind: landmark.kind.word().to_owned(),
        names: names(&landmark.names),
        accuracy_m: Some(landmark.accuracy_m()),
        sources: citations(&landmark.citations),
        note: landmark.note.clone(),
    }
}

pub(crate) fn source(source: &Source) -> SourceDraft {
    SourceDraft {
        code: code(&source.code),
        title: source.title.clone(),
        author: source.author.clone(),
        publisher: source.publisher.clone(),
        year: source.year.clone(),
        url: source.url.clone(),
        licence: source.licence.clone(),
        note: source.note.clone(),
    }
}

pub(crate) fn event(event: &Event) -> EventDraft {
    let (from, until) = period(event.period);
    EventDraft {
        code: code(&event.code),
        kind: event.kind.word().to_owned(),
        name: event.name.clone(),
        from,
        until,
        old_style: event.old_style.map(day),
        sources: citations(&event.citations),
        confidence: confidence(event.confidence),
        note: event.note.clone(),
    }
}

pub(crate) fn polity(polity: &Polity) -> PolityDraft {
    let (from, until) = period(polity.period);
    PolityDraft {
        code: code(&polity.code),
        kind: polity.kind.word().to_owned(),
        names: names(&polity.names),
        from,
        until,
        part_of: polity.part_of.iter().map(membership).collect(),
        patrons: polity.patrons.iter().map(membership).collect(),
        successors: polity.successors.iter().map(code).collect(),
        sources: citations(&polity.citations),
        note: polity.note.clone(),
    }
}

pub(crate) fn record(record: &Record) -> StatementFields {
    let mut fields = attested(&record.attestation);
    fields.territory = Some(code(&record.territory));
    fields.mode = record.mode().map(|mode| mode.word().to_owned());
    match &record.holding {
        Holding::Sole(polity) => fields.holder = Some(code(polity)),
        Holding::Condominium(polities) => fields.condominium = Some(polities.iter().map(code).collect()),
        Holding::Contested(polities) => fields.contested = Some(polities.iter().map(code).collect()),
        Holding::Vacant => fields.vacant = Some(true),
    }
    fields.rival_dates = record
        .rival_dates
        .iter()
        .map(|rival| RivalDateDraft {
            bound: rival.bound.word().to_owned(),
            date: rival.date.to_string(),
            sources: citations(&rival.citations),
            note: rival.note.clone(),
        })
        .collect();
    fields.undrawn = record.undrawn.iter().map(|part| undrawn(part, record.attestation.period)).collect();
    fields.administered_by = record.administered_by.as_ref().map(code);
    fields
}

/// A part that is not drawn; bounds that it has from its record are left out.
fn undrawn(part: &Undrawn, record: Period) -> UndrawnDraft {
    let (from, until) = period(part.period);
    let mut draft = UndrawnDraft {
        ground: part.ground.clone(),
        from: from.filter(|_| part.period.from() != record.from()),
        until: until.filter(|_| part.period.until() != record.until()),
        sources: citations(&part.citations),
        note: part.note.clone(),
        ..UndrawnDraft::default()
    };
    match &part.holding {
        None => {}
        Some(Holding::Sole(polity)) => draft.holder = Some(code(polity)),
        Some(Holding::Condominium(polities)) => draft.condominium = Some(polities.iter().map(code).collect()),
        Some(Holding::Contested(polities)) => draft.contested = Some(polities.iter().map(code).collect()),
        Some(Holding::Vacant) => draft.vacant = Some(true),
    }
    draft
}

pub(crate) fn claim(claim: &Claim) -> StatementFields {
    StatementFields {
        polity: Some(code(&claim.polity)),
        territory: Some(code(&claim.territory)),
        ..attested(&claim.attestation)
    }
}

pub(crate) fn recognition(recognition: &Recognition) -> StatementFields {
    StatementFields {
        by: Some(code(&recognition.by)),
        of: Some(code(&recognition.of)),
        ..attested(&recognition.attestation)
    }
}

pub(crate) fn presence(presence: &Presence) -> StatementFields {
    StatementFields {
        polity: Some(code(&presence.polity)),
        territory: Some(code(&presence.territory)),
        force: Some(presence.force.clone()),
        ..attested(&presence.attestation)
    }
}

pub(crate) fn corridor(corridor: &Corridor) -> StatementFields {
    StatementFields {
        territory: Some(code(&corridor.territory)),
        joins: Some(corridor.joins.iter().map(code).collect()),
        host: Some(code(&corridor.host)),
        guarantor: corridor.guarantor.as_ref().map(code),
        width_m: Some(corridor.width_m()),
        drawn_width_m: corridor.drawn_width_m(),
        regime: Some(corridor.regime.clone()),
        ..attested(&corridor.attestation)
    }
}

pub(crate) fn border_stage(stage: &BorderStage) -> StatementFields {
    StatementFields {
        between: Some(stage.between.iter().map(code).collect()),
        along: stage.along.iter().map(code).collect(),
        stage: Some(stage.stage.word().to_owned()),
        ..attested(&stage.attestation)
    }
}

fn attested(attestation: &Attestation) -> StatementFields {
    let (from, until) = period(attestation.period);
    StatementFields {
        from,
        until,
        began: attestation.began.as_ref().map(code),
        ended: attestation.ended.as_ref().map(code),
        sources: citations(&attestation.citations),
        confidence: confidence(attestation.confidence),
        note: attestation.note.clone(),
        ..StatementFields::default()
    }
}

fn code<T>(code: &Code<T>) -> String {
    code.to_string()
}

pub(crate) fn period(period: Period) -> (Option<String>, Option<String>) {
    let text = |bound: Option<UncertainDate>| bound.map(|date| date.to_string());
    (text(period.from()), text(period.until()))
}

fn names(names: &[Name]) -> Vec<NameDraft> {
    let draft = |name: &Name| {
        let (from, until) = period(name.period);
        NameDraft { text: name.text.clone(), lang: name.language.clone(), from, until }
    };
    names.iter().map(draft).collect()
}

fn membership(membership: &Membership) -> MembershipDraft {
    let (from, until) = period(membership.period);
    MembershipDraft { polity: code(&membership.polity), from, until }
}

fn citations(citations: &[Citation]) -> Vec<CitationDraft> {
    let draft = |citation: &Citation| match &citation.at {
        None => CitationDraft::Source(code(&citation.source)),
        Some(at) => CitationDraft::Location(PlaceDraft { source: code(&citation.source), at: at.clone() }),
    };
    citations.iter().map(draft).collect()
}

fn confidence(confidence: Option<Confidence>) -> Option<String> {
    confidence.map(|confidence| confidence.word().to_owned())
}

/// A day as EDTF.
pub(crate) fn day(day: Date) -> String {
    UncertainDate::from(day).to_string()
}
