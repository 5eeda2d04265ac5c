//! The drafts that an atlas could be built from.

use crate::atlas::build::Entry;
use crate::atlas::draft::{
    CitationDraft, LandmarkProperties, MembershipDraft, NameDraft, PlaceDraft, RivalDateDraft, StatementFields,
    StatementKind, TerritoryProperties,
};
use crate::atlas::{
    Atlas, AtlasBuilder, EventDraft, LandmarkDraft, PolityDraft, SourceDraft, Statement, TerritoryDraft,
};
use crate::attestation::Attestation;
use crate::border_stage::BorderStage;
use crate::claim::Claim;
use crate::code::Code;
use crate::control::{Basis, Holding};
use crate::corridor::Corridor;
use crate::date::{Period, UncertainDate};
use crate::event::Event;
use crate::landmark::Landmark;
use crate::name::Name;
use crate::polity::{Membership, Polity};
use crate::presence::Presence;
use crate::recognition::Recognition;
use crate::record::Record;
use crate::source::{Citation, Confidence, Source};
use crate::space::{Ring, Vertex};
use crate::territory::{Extent, Territory};
use crate::word::Word;

impl Atlas {
    /// A builder with everything that is recorded here.
    pub(super) fn drafts(&self) -> AtlasBuilder {
        let store = &*self.store;
        let mut builder = AtlasBuilder::new(&store.about.name);
        builder.header.edition = Some(store.about.edition.clone());
        builder.header.title.clone_from(&store.about.title);
        builder.header.viewpoint.clone_from(&store.about.viewpoint);
        builder.header.coverage = Some(period(store.about.coverage));
        let mut shapes = store.grounds.shapes.iter();
        let territories = store.territories.iter().map(|it| {
            let is_outlined = matches!(it.extent, Extent::Outline { .. });
            let shape = if is_outlined { shapes.next() } else { None };
            let outline = shape.map(|shape| shape.rings().iter().map(ring).collect());
            TerritoryDraft { code: code(&it.code), properties: territory(it), outline }
        });
        let landmarks = store.landmarks.iter().map(|it| LandmarkDraft {
            code: code(&it.code),
            properties: landmark(it),
            course: course(it),
        });
        builder.sources = entries(store.sources.iter().map(source));
        builder.events = entries(store.events.iter().map(event));
        builder.polities = entries(store.polities.iter().map(polity));
        builder.territories = entries(territories);
        builder.landmarks = entries(landmarks);
        let of = |kind: StatementKind| move |fields| Statement { kind, fields };
        let records = store.records.iter().map(|it| match it.basis() {
            Basis::DeJure => of(StatementKind::Sovereignty)(record(it)),
            Basis::DeFacto => of(StatementKind::Control)(record(it)),
        });
        let statements = records
            .chain(store.claims.iter().map(claim).map(of(StatementKind::Claim)))
            .chain(store.recognitions.iter().map(recognition).map(of(StatementKind::Recognition)))
            .chain(store.presences.iter().map(presence).map(of(StatementKind::Presence)))
            .chain(store.corridors.iter().map(corridor).map(of(StatementKind::Corridor)))
            .chain(store.border_stages.iter().map(border_stage).map(of(StatementKind::BorderStage)));
        builder.statements = entries(statements);
        builder
    }
}

fn entries<T>(drafts: impl Iterator<Item = T>) -> Vec<Entry<T>> {
    drafts.map(|draft| Entry { draft, document: None, line: None }).collect()
}

pub(super) fn territory(territory: &Territory) -> TerritoryProperties {
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
    }
}

pub(super) fn landmark(landmark: &Landmark) -> LandmarkProperties {
    LandmarkProperties {
        kind: landmark.kind.word().to_owned(),
        names: names(&landmark.names),
        accuracy_m: Some(landmark.accuracy_m()),
        sources: citations(&landmark.citations),
        note: landmark.note.clone(),
    }
}

/// The places of a landmark, in degrees.
pub(super) fn course(landmark: &Landmark) -> Vec<[f64; 2]> {
    landmark.course.iter().map(|place| [place.lon(), place.lat()]).collect()
}

/// The corners of a ring in degrees, the first once more at the end.
pub(super) fn ring(ring: &Ring) -> Vec<[f64; 2]> {
    let degrees = |units: i32| f64::from(units) / 1e7;
    let vertices = ring.vertices();
    vertices.iter().chain(vertices.first()).map(|&Vertex { x, y }| [degrees(x), degrees(y)]).collect()
}

pub(super) fn source(source: &Source) -> SourceDraft {
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

pub(super) fn event(event: &Event) -> EventDraft {
    let (from, until) = period(event.period);
    EventDraft {
        code: code(&event.code),
        kind: event.kind.word().to_owned(),
        name: event.name.clone(),
        from,
        until,
        old_style: event.old_style.map(|day| UncertainDate::from(day).to_string()),
        sources: citations(&event.citations),
        confidence: confidence(event.confidence),
        note: event.note.clone(),
    }
}

pub(super) fn polity(polity: &Polity) -> PolityDraft {
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

pub(super) fn record(record: &Record) -> StatementFields {
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
    fields
}

pub(super) fn claim(claim: &Claim) -> StatementFields {
    StatementFields {
        polity: Some(code(&claim.polity)),
        territory: Some(code(&claim.territory)),
        ..attested(&claim.attestation)
    }
}

pub(super) fn recognition(recognition: &Recognition) -> StatementFields {
    StatementFields {
        by: Some(code(&recognition.by)),
        of: Some(code(&recognition.of)),
        ..attested(&recognition.attestation)
    }
}

pub(super) fn presence(presence: &Presence) -> StatementFields {
    StatementFields {
        polity: Some(code(&presence.polity)),
        territory: Some(code(&presence.territory)),
        force: Some(presence.force.clone()),
        ..attested(&presence.attestation)
    }
}

pub(super) fn corridor(corridor: &Corridor) -> StatementFields {
    StatementFields {
        territory: Some(code(&corridor.territory)),
        joins: Some(corridor.joins.iter().map(code).collect()),
        host: Some(code(&corridor.host)),
        guarantor: corridor.guarantor.as_ref().map(code),
        width_m: Some(corridor.width_m()),
        regime: Some(corridor.regime.clone()),
        ..attested(&corridor.attestation)
    }
}

pub(super) fn border_stage(stage: &BorderStage) -> StatementFields {
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

pub(super) fn period(period: Period) -> (Option<String>, Option<String>) {
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
        Some(at) => CitationDraft::Place(PlaceDraft { source: code(&citation.source), at: at.clone() }),
    };
    citations.iter().map(draft).collect()
}

/// High confidence is what a document means when it says nothing.
fn confidence(confidence: Confidence) -> Option<String> {
    (confidence != Confidence::default()).then(|| confidence.word().to_owned())
}
