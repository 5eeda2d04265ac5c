//! The places of a gazetteer together.

use std::collections::{HashMap, HashSet};

use super::overlap::{ResolvedHolders, StatedHolder, resolved};
use super::place::{DatedOutline, GazetteerPlace, Relation};
use crate::atlas::draft::NameDraft;
use crate::atlas::{HeldBy, LandmarkDraft, Statement, TerritoryDraft};
use crate::io::import::ImportProblemKind;
use crate::io::import::collector::Collector;
use crate::io::import::draft_period::DraftPeriod;
use crate::model::control::Mode;
use crate::model::landmark::LandmarkKind;
use crate::model::polity::PolityKind;
use crate::model::position::Position;
use crate::model::source::Confidence;
use crate::model::territory::TerritoryKind;
use crate::model::word::Word;

const PART_OF: &str = "gvp:broaderPartitive";
const CONTROLLED_BY: &str = "suzerain:controlled_by";
const CLAIMED_BY: &str = "suzerain:claimed_by";

/// What a place is in the atlas.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Role {
    /// It may have an area too, over which it is sovereign.
    Polity,
    Territory,
    /// A territory composed of its parts.
    Whole,
    Landmark(LandmarkKind),
    Nothing(&'static str),
}

/// Every place, and how they hang together.
#[derive(Debug)]
pub(super) struct Gazetteer {
    places: Vec<GazetteerPlace>,
    roles: Vec<Role>,
    numbers: HashMap<String, usize>,
    /// The code of each polity, by the identifier of its place.
    polities: HashMap<String, String>,
    /// The territories of each place: their codes, and their days where these bound its relations.
    territories: Vec<Vec<(String, Vec<DraftPeriod>)>>,
}

impl Gazetteer {
    /// Finds out what each place is.
    pub(super) fn new(collector: &mut Collector<'_>, places: Vec<GazetteerPlace>) -> Self {
        let mut numbers: HashMap<String, usize> = HashMap::with_capacity(places.len());
        let mut kept: Vec<GazetteerPlace> = Vec::with_capacity(places.len());
        for place in places {
            if numbers.contains_key(&place.id) {
                let message = format!("'{}' is the @id of another place too; give each its own", place.id);
                if collector.is_strict() {
                    collector.problem(place.location.at("@id"), ImportProblemKind::Malformed(message));
                } else {
                    collector.leave_out(&place.location.at("@id"), &message);
                }
                continue;
            }
            numbers.insert(place.id.clone(), kept.len());
            kept.push(place);
        }
        let places = kept;
        let relations = || places.iter().flat_map(|place| &place.relations);
        let wholes: HashSet<&str> = relations().filter(|it| it.kind == PART_OF).map(|it| it.to.as_str()).collect();
        let roles = places.iter().map(|place| role(place, wholes.contains(place.id.as_str()))).collect();
        let territories = places.iter().map(|_| Vec::new()).collect();
        Self { places, roles, numbers, polities: HashMap::new(), territories }
    }

    /// Hands all of it over.
    pub(super) fn add_to(mut self, collector: &mut Collector<'_>) {
        self.polities(collector);
        self.territories(collector);
        for (place, role) in self.places.iter().zip(&self.roles) {
            match role {
                Role::Landmark(kind) => landmark(collector, place, *kind),
                Role::Nothing(why) => collector.leave_out(&place.location, why),
                Role::Polity | Role::Territory | Role::Whole => {}
            }
            if !place.courses.is_empty() && !matches!(role, Role::Landmark(_) | Role::Nothing(_)) {
                collector.note(&place.location.at("geometry"), "its points and lines have no area: they are left out");
            }
        }
        for number in 0..self.places.len() {
            self.relate(collector, number);
        }
    }

    fn polities(&mut self, collector: &mut Collector<'_>) {
        let mut words = HashSet::new();
        for (place, role) in self.places.iter().zip(&self.roles) {
            if *role != Role::Polity || self.polities.contains_key(&place.id) {
                continue;
            }
            let is_part = place.relations.iter().any(|relation| relation.kind == PART_OF);
            let guess = if is_part { PolityKind::Governorate } else { PolityKind::SovereignState };
            let kind = place.kind(PolityKind::from_word).unwrap_or(guess);
            let word = if words.insert(place.word()) { place.word() } else { &place.id };
            let code = collector.polity(&place.location, word, kind);
            for name in &place.names {
                let period = (name.from.as_deref(), name.until.as_deref());
                collector.polity_name(&code, &name.text, name.lang.as_deref(), period);
            }
            let life = DraftPeriod::hull(&place.when.periods);
            collector.edit_polity(&code, |polity| {
                let (from, until) = life.bounds();
                (polity.from, polity.until) = (from.map(str::to_owned), until.map(str::to_owned));
                polity.note.clone_from(&place.note);
            });
            self.polities.insert(place.id.clone(), code);
        }
    }

    fn territories(&mut self, collector: &mut Collector<'_>) {
        let outlines: Vec<Vec<DatedOutline>> =
            self.places.iter_mut().map(|place| std::mem::take(&mut place.outlines)).collect();
        for (number, ((place, role), outlines)) in self.places.iter().zip(&self.roles).zip(&outlines).enumerate() {
            let always = || vec![DraftPeriod::default()];
            let bounds = |ground: &DatedOutline| if ground.is_dated { ground.when.periods.clone() } else { always() };
            let composed = (*role == Role::Whole).then(always);
            let days = outlines.iter().map(bounds).chain(composed);
            let codes = days.map(|days| (collector.fresh_code("territory", place.word()), days));
            if let Some(territories) = self.territories.get_mut(number) {
                *territories = codes.collect();
            }
        }
        for ((place, codes), outlines) in self.places.iter().zip(&self.territories).zip(outlines) {
            for (DatedOutline { location, when, outline, .. }, (code, _)) in outlines.into_iter().zip(codes) {
                let accuracy_m = match when.confidence {
                    None | Some(Confidence::High) => 10_000.0,
                    Some(Confidence::Medium) => 25_000.0,
                    Some(Confidence::Low) => 50_000.0,
                };
                let mut draft = draft(place, code, &DraftPeriod::hull(&when.periods)).accuracy_m(accuracy_m);
                draft.properties.within = self.parent(place);
                collector.territory(&location, draft, outline);
            }
        }
        for ((place, role), codes) in self.places.iter().zip(&self.roles).zip(&self.territories) {
            let (Role::Whole, Some((code, _))) = (role, codes.first()) else { continue };
            let is_part = |part: &GazetteerPlace| {
                part.relations.iter().any(|relation| relation.kind == PART_OF && relation.to == place.id)
            };
            let parts = self.places.iter().zip(&self.territories).filter(|(part, _)| is_part(part));
            let parts: Vec<&str> = parts.flat_map(|(_, codes)| codes).map(|(code, _)| code.as_str()).collect();
            collector
                .composed(&place.location, draft(place, code, &DraftPeriod::hull(&place.when.periods)).parts(&parts));
        }
    }

    /// The territory with an outline of its own that a place lies within, where this crate wrote both.
    fn parent(&self, place: &GazetteerPlace) -> Option<String> {
        place.relations.iter().filter(|relation| relation.kind == PART_OF).find_map(|relation| {
            let number = *self.numbers.get(&relation.to)?;
            let codes = self.territories.get(number).filter(|_| self.roles.get(number) == Some(&Role::Territory))?;
            codes.first().map(|(code, _)| code.clone())
        })
    }

    /// Adds what the relations of a place state, and the sovereignty of a polity over its own area.
    fn relate(&self, collector: &mut Collector<'_>, number: usize) {
        let (Some(place), Some(territories)) = (self.places.get(number), self.territories.get(number)) else { return };
        let own = self.polities.get(&place.id);
        if let Some(own) = own {
            for (code, days) in territories {
                let life = if *days == [DraftPeriod::default()] {
                    place.when.periods.clone()
                } else {
                    vec![DraftPeriod::hull(&place.when.periods)]
                };
                for period in days.iter().flat_map(|days| life.iter().filter_map(move |life| life.intersection(days))) {
                    let confidence = place.when.confidence.unwrap_or(Confidence::Medium);
                    let statement = period.apply_to(Statement::sovereignty(code, own)).confidence(confidence);
                    collector.statement_at(&place.location, statement, &place.id);
                }
            }
        }
        let mut held: Vec<(&Relation, Option<Mode>, String)> = Vec::new();
        for relation in &place.relations {
            let is_known = matches!(relation.kind.as_str(), PART_OF | CONTROLLED_BY | CLAIMED_BY);
            if !is_known {
                let text = format!("a relation of the kind '{}' is not read", relation.kind);
                collector.note(&relation.location, text);
                continue;
            }
            if relation.to == place.id {
                collector.note(&relation.location, "it is a relation to itself: it is left out");
                continue;
            }
            let role = self.numbers.get(&relation.to).and_then(|&number| self.roles.get(number));
            if matches!(role, Some(Role::Territory | Role::Whole)) && relation.kind == PART_OF {
                // That is in `parts` and `within`.
                continue;
            }
            let other = self.polity(collector, relation);
            match (relation.kind.as_str(), own) {
                (PART_OF, Some(own)) => {
                    for period in self.lasting(relation, &place.when.periods) {
                        collector.part_of(own, &other, period.bounds());
                    }
                }
                (PART_OF, None) => held.push((relation, None, other)),
                (CONTROLLED_BY, _) => held.push((relation, Some(mode(collector, relation)), other)),
                _ => {
                    for (code, days) in territories {
                        for period in self.lasting(relation, days) {
                            let claim =
                                period.apply_to(Statement::claim(&other, code)).confidence(relation.confidence());
                            let claim = relation.cited.iter().fold(claim, |claim, cited| claim.note(cited));
                            collector.statement_at(&relation.location, claim, &place.id);
                        }
                    }
                }
            }
        }
        let mut modes: Vec<Option<Mode>> = Vec::new();
        for (_, mode, _) in &held {
            // Who controls a territory is one question, whatever the mode.
            if !modes.iter().any(|known| known.is_some() == mode.is_some()) {
                modes.push(*mode);
            }
        }
        for mode in modes {
            for (code, days) in territories {
                let of_kind = held.iter().filter(|(_, other, _)| other.is_some() == mode.is_some());
                let holds = of_kind.flat_map(|(relation, mode, polity)| {
                    self.lasting(relation, days).into_iter().map(move |period| {
                        let is_joint = relation.label.ends_with(", jointly");
                        let (polity, note) = (polity.clone(), relation.cited.clone());
                        (*mode, StatedHolder { period, polity, confidence: relation.confidence(), is_joint, note })
                    })
                });
                let holds: Vec<(Option<Mode>, StatedHolder)> = holds.collect();
                hold(collector, place, code, &holds);
            }
        }
    }

    /// The periods of a relation in which the territory and the other place exist.
    fn lasting(&self, relation: &Relation, days: &[DraftPeriod]) -> Vec<DraftPeriod> {
        let other = self.numbers.get(&relation.to).and_then(|&number| self.places.get(number));
        let life = other.map(|other| DraftPeriod::hull(&other.when.periods)).unwrap_or_default();
        let within = days.iter().filter_map(|days| days.intersection(&life));
        let within =
            within.flat_map(|days| relation.when.periods.iter().filter_map(move |period| period.intersection(&days)));
        let mut lasting: Vec<DraftPeriod> = Vec::new();
        for period in within {
            if !lasting.contains(&period) {
                lasting.push(period);
            }
        }
        lasting
    }

    /// The polity that a relation names; one that the file does not have is added.
    fn polity(&self, collector: &mut Collector<'_>, relation: &Relation) -> String {
        if let Some(code) = self.polities.get(&relation.to) {
            return code.clone();
        }
        let label = relation.label.split_once(" by ").map_or(relation.label.as_str(), |(_, name)| name);
        let label = label.trim_start_matches("part of ").trim_end_matches(", jointly").trim();
        let name = if label.is_empty() { &relation.to } else { label };
        let text = format!("'{}' is not a place of the file: a polity '{name}' stands for it", relation.to);
        collector.note(&relation.location, text);
        let code = collector.polity(&relation.location, name, PolityKind::SovereignState);
        collector.polity_name(&code, name, None, (None, None));
        code
    }
}

/// Adds the records of one territory on one basis.
fn hold(collector: &mut Collector<'_>, place: &GazetteerPlace, code: &str, holds: &[(Option<Mode>, StatedHolder)]) {
    let plain: Vec<StatedHolder> = holds.iter().map(|(_, hold)| hold.clone()).collect();
    let (resolved, is_shared) = resolved(&plain);
    if is_shared && !plain.iter().any(|hold| hold.is_joint) {
        let text = "relations to several places hold at one time: it is contested between them";
        collector.note(&place.location.at("relations"), text);
    }
    for held in resolved {
        let ResolvedHolders { period, polities, confidence, is_joint, notes } = held;
        let codes: Vec<&str> = polities.iter().map(String::as_str).collect();
        let first = codes.first().copied().unwrap_or_default();
        let mode = holds.iter().find(|(_, hold)| hold.polity == first && hold.period.dates().may_meet(&period.dates()));
        let holder = match codes.len() {
            0 | 1 => HeldBy::from(first),
            _ if is_joint => HeldBy::condominium(&codes),
            _ => HeldBy::contested(&codes),
        };
        let statement = match mode.and_then(|(mode, _)| *mode) {
            Some(mode) => Statement::control(code, holder, mode),
            None => Statement::sovereignty(code, holder),
        };
        let notes: Vec<&str> = notes.iter().map(String::as_str).collect();
        let mut statement = period.apply_to(statement).confidence(confidence);
        if !notes.is_empty() {
            statement = statement.note(&notes.join("; "));
        }
        collector.statement_at(&place.location, statement, &place.id);
    }
}

fn role(place: &GazetteerPlace, is_whole: bool) -> Role {
    let is_own = place.types.iter().any(|word| word.starts_with("suzerain:"));
    let has_area = !place.outlines.is_empty();
    if is_own && place.courses.is_empty() && place.kind(TerritoryKind::from_word).is_some() {
        return match (has_area, is_whole) {
            (true, _) => Role::Territory,
            (false, true) => Role::Whole,
            (false, false) => Role::Nothing("it has no area and no parts"),
        };
    }
    let is_held = place.relations.iter().any(|relation| matches!(relation.kind.as_str(), PART_OF | CONTROLLED_BY));
    let is_unit = place.is_of_class("A") || place.fclasses.is_empty();
    if is_whole || (has_area && !is_held && is_unit) || (!has_area && place.is_of_class("A")) {
        return Role::Polity;
    }
    if has_area {
        return Role::Territory;
    }
    let guess = || match () {
        () if place.is_of_class("H") && place.courses.iter().any(|course| course.len() > 1) => {
            Some(LandmarkKind::River)
        }
        () if place.is_of_class("H") => Some(LandmarkKind::Lake),
        () if place.is_of_class("T") => Some(LandmarkKind::Peak),
        () if place.is_of_class("L") => Some(LandmarkKind::Reserve),
        () => None,
    };
    match (place.courses.len(), place.kind(LandmarkKind::from_word).or_else(guess)) {
        (0, _) => Role::Nothing("it has no geometry, and nothing is part of it"),
        (1, Some(kind)) => Role::Landmark(kind),
        (_, Some(_)) => Role::Nothing("it has several points or lines, and a landmark has one course"),
        (_, None) => Role::Nothing("its points or lines have no area, and it is no landmark"),
    }
}

/// A territory of a place over some days.
fn draft(place: &GazetteerPlace, code: &str, life: &DraftPeriod) -> TerritoryDraft {
    let is_part = place.relations.iter().any(|relation| relation.kind == PART_OF);
    let guess = || match () {
        () if place.is_of_class("P") => TerritoryKind::City,
        () if place.is_of_class("H") => TerritoryKind::Lake,
        () if place.is_of_class("A") && is_part => TerritoryKind::Province,
        () if place.is_of_class("A") => TerritoryKind::State,
        () => TerritoryKind::Tract,
    };
    let kind = place.kind(TerritoryKind::from_word).unwrap_or_else(guess);
    let (from, until) = life.bounds();
    let mut draft = TerritoryDraft::new(code, kind, &place.title).during((from, until));
    draft.properties.names.clone_from(&place.names);
    draft.properties.note.clone_from(&place.note);
    draft
}

fn landmark(collector: &mut Collector<'_>, place: &GazetteerPlace, kind: LandmarkKind) {
    let code = collector.fresh_code("landmark", place.word());
    let course = place.courses.first().into_iter().flatten().map(|at| Position::from_e7(at.x, at.y));
    let course: Vec<Position> = course.collect();
    let mut draft = LandmarkDraft::new(&code, kind, &place.title).course(&course, 10_000.0);
    let undated = |name: &NameDraft| NameDraft { from: None, until: None, ..name.clone() };
    draft.properties.names = place.names.iter().map(undated).collect();
    draft.properties.note.clone_from(&place.note);
    collector.landmark(&place.location, draft);
}

/// The mode of control, from the label that this crate writes.
fn mode(collector: &mut Collector<'_>, relation: &Relation) -> Mode {
    let word = relation.label.split_once(" by ").map_or("", |(mode, _)| mode);
    Mode::from_word(word).unwrap_or_else(|| {
        collector.note(
            &relation.location,
            "the label does not state the mode of control: it is taken for an administration",
        );
        Mode::Administration
    })
}
