//! What reads drafts, and what elements are made of: codes, words, dates, names, citations.

use std::collections::HashSet;

use time::Date;

use crate::atlas::draft::{CitationDraft, MembershipDraft, NameDraft, StatementFields};
use crate::atlas::problem::{Location, Problem, ProblemKind};
use crate::atlas::problem_list::ProblemList;
use crate::model::code::Code;
use crate::model::date::{InvalidDate, Period, UncertainDate};
use crate::model::event::EventCode;
use crate::model::name::Name;
use crate::model::polity::{Membership, PolityCode};
use crate::model::position::Position;
use crate::model::source::{Citation, Confidence};
use crate::model::territory::TerritoryCode;
use crate::model::word::Word;

/// The codes that may be referred to, and the problems found so far.
pub(super) struct Reader<'a> {
    pub(super) sources: HashSet<&'a str>,
    pub(super) events: HashSet<&'a str>,
    pub(super) polities: HashSet<&'a str>,
    pub(super) territories: HashSet<&'a str>,
    /// The names of the layers.
    pub(super) layers: Vec<String>,
    pub(super) problems: &'a mut ProblemList<Problem>,
}

impl<'a> Reader<'a> {
    pub(super) fn note(&mut self, place: &Location, kind: impl Into<ProblemKind>) {
        self.problems.push(Problem { place: place.clone(), kind: kind.into() });
    }

    pub(super) fn unique(&mut self, place: &Location, what: &'static str, code: &'a str, taken: &mut HashSet<&'a str>) {
        if !taken.insert(code) {
            self.note(place, ProblemKind::DuplicateCode(what));
        }
    }
}

impl Reader<'_> {
    pub(super) fn names(&mut self, place: &Location, drafts: &[NameDraft]) -> Vec<Name> {
        if drafts.iter().all(|name| name.text.trim().is_empty()) {
            self.note(place, ProblemKind::Missing("names"));
        }
        let mut names = Vec::with_capacity(drafts.len());
        for (number, draft) in drafts.iter().enumerate() {
            let place = place.member(&format!("names[{number}]"));
            if let Some(period) = self.period(&place, draft.from.as_deref(), draft.until.as_deref()) {
                names.push(Name { text: draft.text.clone(), language: draft.lang.clone(), period });
            }
        }
        names
    }

    pub(super) fn memberships(&mut self, place: &Location, field: &str, drafts: &[MembershipDraft]) -> Vec<Membership> {
        let mut memberships = Vec::with_capacity(drafts.len());
        for (number, draft) in drafts.iter().enumerate() {
            let place = place.member(&format!("{field}[{number}]"));
            let polity = self.polity_code(&place, &draft.polity);
            let period = self.period(&place, draft.from.as_deref(), draft.until.as_deref());
            if let (Some(polity), Some(period)) = (polity, period) {
                memberships.push(Membership { polity, period });
            }
        }
        memberships
    }

    pub(super) fn citations(&mut self, place: &Location, drafts: &[CitationDraft]) -> Option<Vec<Citation>> {
        if drafts.is_empty() {
            self.note(place, ProblemKind::NoSource);
            return None;
        }
        let mut citations = Vec::with_capacity(drafts.len());
        for draft in drafts {
            let (source, at) = match draft {
                CitationDraft::Source(source) => (source, None),
                CitationDraft::Location(place) => (&place.source, Some(place.at.clone())),
            };
            let known = self.sources.contains(source.as_str());
            if let Some(source) = self.reference(place, "source", known, source) {
                citations.push(Citation { source, at });
            }
        }
        (!citations.is_empty()).then_some(citations)
    }

    /// The confidence, if one is stated.
    pub(super) fn confidence(&mut self, place: &Location, word: Option<&str>) -> Option<Confidence> {
        word.and_then(|word| self.word(place, "confidence", word))
    }

    pub(super) fn accuracy(&mut self, place: &Location, given: Option<f64>) -> Option<u32> {
        if given.is_none() {
            self.note(place, ProblemKind::Missing("accuracy_m"));
        }
        self.metres(place, "accuracy_m", given)
    }

    /// Whole metres, rounded up.
    pub(super) fn metres(&mut self, place: &Location, field: &'static str, given: Option<f64>) -> Option<u32> {
        let metres = given?;
        if metres > 0.0 && metres <= 1e7 {
            #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "0 to 1e7 fits a u32")]
            return Some(metres.ceil() as u32);
        }
        let value = metres.to_string();
        self.note(place, ProblemKind::OutOfRange { field, value, expected: "more than 0 and at most 10000000 metres" });
        None
    }

    pub(super) fn period(&mut self, place: &Location, from: Option<&str>, until: Option<&str>) -> Option<Period> {
        let bound = |this: &mut Self, field: &str, text: Option<&str>| match text {
            None => Some(None),
            Some(text) => this.date(place, field, text).map(Some),
        };
        let from = bound(self, "from", from);
        let until = bound(self, "until", until);
        match Period::new(from?, until?) {
            Ok(period) => Some(period),
            Err(error) => {
                self.note(place, error);
                None
            }
        }
    }

    pub(super) fn date(&mut self, place: &Location, field: &str, text: &str) -> Option<UncertainDate> {
        text.parse().map_err(|error: InvalidDate| self.note(&place.member(field), error)).ok()
    }

    pub(super) fn day(&mut self, place: &Location, field: &'static str, text: &str) -> Option<Date> {
        let day = self.date(place, field, text)?.day();
        if day.is_none() {
            let value = format!("'{text}'");
            self.note(place, ProblemKind::OutOfRange { field, value, expected: "one day" });
        }
        day
    }

    pub(super) fn needed(&mut self, place: &Location, field: &'static str, text: Option<&str>) -> Option<String> {
        let text = text.filter(|text| !text.trim().is_empty());
        if text.is_none() {
            self.note(place, ProblemKind::Missing(field));
        }
        text.map(str::to_owned)
    }

    pub(super) fn needed_word<W: Word>(
        &mut self,
        place: &Location,
        field: &'static str,
        text: Option<&str>,
    ) -> Option<W> {
        let text = self.needed(place, field, text)?;
        self.word(place, field, &text)
    }

    pub(super) fn needed_polity(
        &mut self,
        place: &Location,
        field: &'static str,
        text: Option<&str>,
    ) -> Option<PolityCode> {
        let text = self.needed(place, field, text)?;
        self.polity_code(place, &text)
    }

    pub(super) fn needed_territory(&mut self, place: &Location, f: &StatementFields) -> Option<TerritoryCode> {
        let text = self.needed(place, "territory", f.territory.as_deref())?;
        self.territory_code(place, &text)
    }

    pub(super) fn word<W: Word>(&mut self, place: &Location, field: &'static str, text: &str) -> Option<W> {
        let word = W::from_word(text);
        if word.is_none() {
            self.note(place, ProblemKind::UnknownWord { field, word: text.to_owned(), allowed: W::all_words() });
        }
        word
    }

    pub(super) fn polity_code(&mut self, place: &Location, text: &str) -> Option<PolityCode> {
        let known = self.polities.contains(text);
        self.reference(place, "polity", known, text)
    }

    pub(super) fn territory_code(&mut self, place: &Location, text: &str) -> Option<TerritoryCode> {
        let known = self.territories.contains(text);
        self.reference(place, "territory", known, text)
    }

    pub(super) fn event_code(&mut self, place: &Location, text: &str) -> Option<EventCode> {
        let known = self.events.contains(text);
        self.reference(place, "event", known, text)
    }

    fn reference<T>(&mut self, place: &Location, what: &'static str, known: bool, text: &str) -> Option<Code<T>> {
        if !known {
            self.note(place, ProblemKind::UnknownCode { what, code: text.to_owned() });
            return None;
        }
        // A declared code of a wrong form is reported where it is declared.
        Code::new(text).ok()
    }

    pub(super) fn code<T>(&mut self, place: &Location, text: &str) -> Option<Code<T>> {
        Code::new(text).map_err(|error| self.note(place, error)).ok()
    }

    /// The positions of a landmark or a line; those that are none are noted and left out.
    pub(super) fn course(&mut self, place: &Location, degrees: &[[f64; 2]]) -> Vec<Position> {
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
