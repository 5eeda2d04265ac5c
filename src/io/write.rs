//! Atlases written as documents.

use std::io::{self, Write};

use serde::Serialize;
use serde_json::{Value, json};

use super::document::FORMAT;
use super::geometry::{course, outline};
use crate::atlas::Atlas;
use crate::atlas::draft::{
    CitationDraft, EventDraft, LandmarkProperties, MembershipDraft, NameDraft, PlaceDraft, PolityDraft, RivalDateDraft,
    SourceDraft, StatementFields, TerritoryProperties,
};
use crate::attestation::Attestation;
use crate::border_stage::BorderStage;
use crate::claim::Claim;
use crate::code::Code;
use crate::control::Holding;
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
use crate::space::Shape;
use crate::territory::{Extent, Territory};
use crate::word::Word;

impl Atlas {
    /// Writes the atlas as one document, an element a line, which [`Atlas::from_geojson`] reads back to the same.
    ///
    /// # Errors
    ///
    /// Those of the writer.
    ///
    /// # Example
    ///
    /// ```
    /// # #[cfg(feature = "embedded")] {
    /// use suzerain::Atlas;
    ///
    /// let mut document = Vec::new();
    /// Atlas::south_caucasus().to_geojson(&mut document)?;
    /// let again = Atlas::from_geojson(document.as_slice())?;
    /// assert_eq!(again.territories(), Atlas::south_caucasus().territories());
    /// # }
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn to_geojson(&self, mut writer: impl Write) -> io::Result<()> {
        let store = &*self.store;
        let about = &store.about;
        let coverage = period(about.coverage);
        let header = json!({
            "format": FORMAT,
            "atlas": about.name,
            "edition": about.edition,
            "title": about.title,
            "viewpoint": about.viewpoint,
            "coverage": { "from": coverage.0, "until": coverage.1 },
        });
        writeln!(writer, "{{\"type\":\"FeatureCollection\",")?;
        write!(writer, "\"suzerain\":{header}")?;
        let features = (0..).zip(&store.territories).map(|(number, territory)| {
            let own = store.grounds.owners.iter().position(|&owner| owner == number);
            feature(territory, own.and_then(|shape| store.grounds.shapes.get(shape)))
        });
        list(&mut writer, "features", features.chain(store.landmarks.iter().map(landmark)))?;
        list(&mut writer, "sources", store.sources.iter().map(source))?;
        list(&mut writer, "events", store.events.iter().map(event))?;
        list(&mut writer, "polities", store.polities.iter().map(polity))?;
        let records = |control: bool| store.records.iter().filter(move |r| r.mode().is_some() == control).map(record);
        list(&mut writer, "sovereignties", records(false))?;
        list(&mut writer, "controls", records(true))?;
        list(&mut writer, "claims", store.claims.iter().map(claim))?;
        list(&mut writer, "recognitions", store.recognitions.iter().map(recognition))?;
        list(&mut writer, "presences", store.presences.iter().map(presence))?;
        list(&mut writer, "corridors", store.corridors.iter().map(corridor))?;
        list(&mut writer, "border_stages", store.border_stages.iter().map(border_stage))?;
        writeln!(writer, "\n}}")
    }
}

/// A member whose elements stand a line each.
fn list<T: Serialize>(writer: &mut impl Write, name: &str, elements: impl Iterator<Item = T>) -> io::Result<()> {
    write!(writer, ",\n\"{name}\":[")?;
    for (number, element) in elements.enumerate() {
        writer.write_all(if number == 0 { b"\n" } else { b",\n" })?;
        serde_json::to_writer(&mut *writer, &element)?;
    }
    writer.write_all(b"]")
}

fn feature(territory: &Territory, shape: Option<&Shape>) -> Value {
    let (from, until) = period(territory.period);
    let (parts, accuracy_m, drawn) = match &territory.extent {
        Extent::Outline { accuracy_m, drawn } => (Vec::new(), Some(f64::from(*accuracy_m)), drawn.clone()),
        Extent::Parts(parts) => (parts.iter().map(code).collect(), None, None),
    };
    let properties = TerritoryProperties {
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
    };
    json!({
        "type": "Feature",
        "id": territory.code,
        "properties": properties,
        "geometry": shape.map(outline),
    })
}

fn landmark(landmark: &Landmark) -> Value {
    let properties = LandmarkProperties {
        kind: landmark.kind.word().to_owned(),
        names: names(&landmark.names),
        accuracy_m: Some(landmark.accuracy_m()),
        sources: citations(&landmark.citations),
        note: landmark.note.clone(),
    };
    let geometry = course(&landmark.course);
    json!({ "type": "Feature", "id": landmark.code, "properties": properties, "geometry": geometry })
}

fn source(source: &Source) -> SourceDraft {
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

fn event(event: &Event) -> EventDraft {
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

fn polity(polity: &Polity) -> PolityDraft {
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

fn record(record: &Record) -> StatementFields {
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

fn claim(claim: &Claim) -> StatementFields {
    StatementFields {
        polity: Some(code(&claim.polity)),
        territory: Some(code(&claim.territory)),
        ..attested(&claim.attestation)
    }
}

fn recognition(recognition: &Recognition) -> StatementFields {
    StatementFields {
        by: Some(code(&recognition.by)),
        of: Some(code(&recognition.of)),
        ..attested(&recognition.attestation)
    }
}

fn presence(presence: &Presence) -> StatementFields {
    StatementFields {
        polity: Some(code(&presence.polity)),
        territory: Some(code(&presence.territory)),
        force: Some(presence.force.clone()),
        ..attested(&presence.attestation)
    }
}

fn corridor(corridor: &Corridor) -> StatementFields {
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

fn border_stage(stage: &BorderStage) -> StatementFields {
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

fn period(period: Period) -> (Option<String>, Option<String>) {
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
