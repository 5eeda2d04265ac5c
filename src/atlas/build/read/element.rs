//! Sources, events, polities, territories, landmarks and lines.

use super::reader::Reader;
use crate::atlas::draft::{EventDraft, LandmarkDraft, LineDraft, PolityDraft, SourceDraft, TerritoryDraft};
use crate::atlas::problem::{Location, ProblemKind};
use crate::model::event::Event;
use crate::model::landmark::Landmark;
use crate::model::line::LineAccuracy;
use crate::model::polity::Polity;
use crate::model::source::Source;
use crate::model::territory::{Extent, Territory};

impl Reader<'_> {
    pub(super) fn source(&mut self, place: &Location, draft: &SourceDraft) -> Option<Source> {
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

    pub(super) fn event(&mut self, place: &Location, draft: &EventDraft) -> Option<Event> {
        let code = self.code(place, &draft.code);
        let kind = self.word(place, "kind", &draft.kind);
        let period = self.period(place, draft.from.as_deref(), draft.until.as_deref());
        let old_style = draft.old_style.as_deref().map(|text| self.day(place, "old_style", text));
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
            confidence,
            note: draft.note.clone(),
        })
    }

    pub(super) fn polity(&mut self, place: &Location, draft: &PolityDraft) -> Option<Polity> {
        let code = self.code(place, &draft.code);
        let kind = self.word(place, "kind", &draft.kind);
        let names = self.names(place, &draft.names);
        let period = self.period(place, draft.from.as_deref(), draft.until.as_deref());
        let part_of = self.memberships(place, "part_of", &draft.part_of);
        let patrons = self.memberships(place, "patrons", &draft.patrons);
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

    pub(super) fn territory(&mut self, place: &Location, draft: &TerritoryDraft) -> Option<Territory> {
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
            layer: self.layer(place, p.layer.as_deref())?,
        })
    }

    pub(super) fn landmark(&mut self, place: &Location, draft: &LandmarkDraft) -> Option<Landmark> {
        let p = &draft.properties;
        let code = self.code(place, &draft.code);
        let kind = self.word(place, "kind", &p.kind);
        let names = self.names(place, &p.names);
        let accuracy_m = self.accuracy(place, p.accuracy_m);
        let citations = self.citations(place, &p.sources);
        let course = self.course(place, &draft.course);
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

    pub(super) fn line(&mut self, place: &Location, draft: &LineDraft) -> Option<LineAccuracy> {
        let course = self.course(place, &draft.coordinates);
        if draft.coordinates.len() < 2 {
            let value = format!("a list of {}", draft.coordinates.len());
            self.note(
                place,
                ProblemKind::OutOfRange { field: "coordinates", value, expected: "two or more positions" },
            );
            return None;
        }
        let accuracy_m = self.accuracy(place, draft.accuracy_m);
        let citations = self.citations(place, &draft.sources);
        if course.len() < draft.coordinates.len() {
            return None;
        }
        Some(LineAccuracy { course, accuracy_m: accuracy_m?, citations: citations?, note: draft.note.clone() })
    }
}
