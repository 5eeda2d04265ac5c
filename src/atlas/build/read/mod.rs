//! First step of building: typed values of the drafts.

mod part;
mod statement;

use std::collections::HashSet;

use time::Date;

use super::{AtlasBuilder, Entry, HeaderDraft};
use crate::atlas::about::About;
use crate::atlas::draft::{EventDraft, LandmarkDraft, LineDraft, PolityDraft, SourceDraft, TerritoryDraft};
use crate::atlas::problem::{Location, Problem, ProblemKind};
use crate::atlas::store::{Model, Sited};
use crate::model::date::Period;
use crate::model::event::Event;
use crate::model::landmark::Landmark;
use crate::model::line::LineAccuracy;
use crate::model::polity::Polity;
use crate::model::position::Position;
use crate::model::source::Source;
use crate::model::territory::{Extent, Territory};
use crate::model::word::Word;

/// Reads every draft but outlines, and tells which draft each territory is of; what cannot be read is left out and
/// noted.
pub(super) fn model(builder: &AtlasBuilder, problems: &mut Vec<Problem>) -> (Model, Vec<usize>) {
    let mut reader = Reader {
        sources: declared(builder, &builder.sources, |draft| &draft.code),
        events: declared(builder, &builder.events, |draft| &draft.code),
        polities: declared(builder, &builder.polities, |draft| &draft.code),
        territories: declared(builder, &builder.territories, |draft| &draft.code),
        layers: Vec::new(),
        problems,
    };
    let mut model = Model::new(reader.about(builder));
    let mut taken = HashSet::new();
    for entry in &builder.sources {
        let place = entry.place("source", &entry.draft.code);
        reader.unique(&place, "source", &entry.draft.code, &mut taken);
        if let Some(source) = reader.source(&place, &entry.draft) {
            model.sources.push(source);
        }
    }
    taken.clear();
    for entry in &builder.events {
        let place = entry.place("event", &entry.draft.code);
        reader.unique(&place, "event", &entry.draft.code, &mut taken);
        if let Some(event) = reader.event(&place, &entry.draft) {
            model.events.push(event);
        }
    }
    taken.clear();
    for entry in &builder.polities {
        let place = entry.place("polity", &entry.draft.code);
        reader.unique(&place, "polity", &entry.draft.code, &mut taken);
        if let Some(polity) = reader.polity(&place, &entry.draft) {
            model.polities.push(Sited { place, value: polity });
        }
    }
    taken.clear();
    let mut drafts = Vec::with_capacity(builder.territories.len());
    for (number, entry) in builder.territories.iter().enumerate() {
        let place = entry.place("territory", &entry.draft.code);
        reader.unique(&place, "territory", &entry.draft.code, &mut taken);
        if let Some(territory) = reader.territory(&place, &entry.draft) {
            model.territories.push(Sited { place, value: territory });
            drafts.push(number);
        }
    }
    taken.clear();
    for entry in &builder.landmarks {
        let place = entry.place("landmark", &entry.draft.code);
        reader.unique(&place, "landmark", &entry.draft.code, &mut taken);
        if let Some(landmark) = reader.landmark(&place, &entry.draft) {
            model.landmarks.push(landmark);
        }
    }
    for entry in &builder.statements {
        let (kind, territory) = (entry.draft.kind.word(), entry.draft.fields.territory.as_deref());
        let place = entry.place_called(statement::title(&entry.draft), kind, territory);
        reader.statement(place, &entry.draft, &mut model);
    }
    for entry in &builder.lines {
        let place = entry.place_called(line_title(&entry.draft), "line", None);
        if let Some(line) = reader.line(&place, &entry.draft) {
            model.lines.push(Sited { place, value: line });
        }
    }
    // As documents have them: sovereignties, then controls.
    model.records.sort_by_key(|record| record.value.mode().is_some());
    (model, drafts)
}

/// How a problem names a stretch of outlines.
fn line_title(line: &LineDraft) -> String {
    match line.coordinates.first() {
        Some([lon, lat]) => format!("line from [{lon}, {lat}]"),
        None => "line".to_owned(),
    }
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

/// The codes that may be referred to, and the problems found so far.
struct Reader<'a> {
    sources: HashSet<&'a str>,
    events: HashSet<&'a str>,
    polities: HashSet<&'a str>,
    territories: HashSet<&'a str>,
    /// The names of the layers.
    layers: Vec<String>,
    problems: &'a mut Vec<Problem>,
}

impl<'a> Reader<'a> {
    fn note(&mut self, place: &Location, kind: impl Into<ProblemKind>) {
        self.problems.push(Problem { place: place.clone(), kind: kind.into() });
    }

    fn about(&mut self, builder: &AtlasBuilder) -> About {
        let header = &builder.header;
        let place = Location { element: "the atlas".to_owned(), ..Location::default() };
        let (from, until) = header.coverage.clone().unwrap_or_default();
        let coverage = self.period(&place, from.as_deref(), until.as_deref()).unwrap_or_default();
        if header.atlas.is_none() {
            self.note(&place, ProblemKind::MissingHeader("atlas"));
        }
        let checked_until = self.checked_until(&place, header, coverage);
        let precedence = self.precedence(&place, header);
        About {
            name: header.atlas.clone().unwrap_or_default(),
            edition: header.edition.clone().unwrap_or_else(|| "1".to_owned()),
            title: header.title.clone(),
            viewpoint: header.viewpoint.clone(),
            coverage,
            checked_until,
            contradictions_kept: header.contradictions_kept,
            layers: self.layers.clone(),
            precedence,
        }
    }

    /// The day up to which the records were checked, which lies within the coverage.
    fn checked_until(&mut self, place: &Location, header: &HeaderDraft, coverage: Period) -> Option<Date> {
        let text = header.checked_until.as_deref()?;
        let day = self.day(place, "checked_until", text)?;
        if coverage.holds_on(day).is_none() {
            let (value, expected) = (format!("'{text}'"), "a day within the coverage");
            self.note(place, ProblemKind::OutOfRange { field: "checked_until", value, expected });
            return None;
        }
        Some(day)
    }

    /// The layers by number in the order in which they are asked; their names are noted.
    fn precedence(&mut self, place: &Location, header: &HeaderDraft) -> [Vec<u8>; 2] {
        let Some([in_fact, in_right]) = &header.precedence else { return [Vec::new(), Vec::new()] };
        let sorted = |layers: &[String]| {
            let mut layers = layers.to_vec();
            layers.sort_unstable();
            layers
        };
        self.layers = sorted(in_fact);
        let is_twice = self.layers.windows(2).any(|pair| pair.first() == pair.last());
        if is_twice
            || self.layers.is_empty()
            || self.layers.len() > usize::from(u8::MAX)
            || self.layers != sorted(in_right)
        {
            self.note(place, ProblemKind::Precedence { de_facto: in_fact.join(", "), de_jure: in_right.join(", ") });
        }
        let number =
            |name: &String| self.layers.iter().position(|layer| layer == name).and_then(|it| u8::try_from(it).ok());
        [in_fact, in_right].map(|layers| layers.iter().filter_map(number).collect())
    }

    /// The number of a layer.
    fn layer(&mut self, place: &Location, name: Option<&str>) -> Option<u8> {
        match name {
            None if self.layers.is_empty() => Some(0),
            None => {
                self.note(place, ProblemKind::Missing("layer"));
                None
            }
            Some(_) if self.layers.is_empty() => {
                let kind = "territory of an atlas without 'precedence'";
                self.note(place, ProblemKind::Misplaced { field: "layer", kind });
                None
            }
            Some(name) => {
                let known = self.layers.iter().position(|layer| layer == name).and_then(|it| u8::try_from(it).ok());
                if known.is_none() {
                    let (word, allowed) = (name.to_owned(), self.layers.join(", "));
                    self.note(place, ProblemKind::UnknownWord { field: "layer", word, allowed });
                }
                known
            }
        }
    }

    fn unique(&mut self, place: &Location, what: &'static str, code: &'a str, taken: &mut HashSet<&'a str>) {
        if !taken.insert(code) {
            self.note(place, ProblemKind::DuplicateCode(what));
        }
    }

    fn source(&mut self, place: &Location, draft: &SourceDraft) -> Option<Source> {
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

    fn event(&mut self, place: &Location, draft: &EventDraft) -> Option<Event> {
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
            confidence: confidence?,
            note: draft.note.clone(),
        })
    }

    fn polity(&mut self, place: &Location, draft: &PolityDraft) -> Option<Polity> {
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

    fn territory(&mut self, place: &Location, draft: &TerritoryDraft) -> Option<Territory> {
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

    fn landmark(&mut self, place: &Location, draft: &LandmarkDraft) -> Option<Landmark> {
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
    fn line(&mut self, place: &Location, draft: &LineDraft) -> Option<LineAccuracy> {
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

    /// The positions of a landmark or a line; those that are none are noted and left out.
    fn course(&mut self, place: &Location, degrees: &[[f64; 2]]) -> Vec<Position> {
        let mut course = Vec::with_capacity(degrees.len());
        for (vertex, &[lon, lat]) in (1..).zip(degrees) {
            match Position::from_lon_lat(lon, lat) {
                Ok(position) => course.push(position),
                Err(error) => self.note(place, ProblemKind::InvalidVertex { ring: 1, vertex, error }),
            }
        }
        course
    }
}
