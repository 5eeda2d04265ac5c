//! The places of a gazetteer together.

use std::collections::{HashMap, HashSet};

use super::SOURCE;
use super::concurrent::{Held, Hold, settled};
use super::site::{Relation, Site, SiteGround};
use crate::atlas::draft::NameDraft;
use crate::atlas::{HeldBy, LandmarkDraft, Statement, TerritoryDraft};
use crate::io::import::ImportProblemKind;
use crate::io::import::collector::Collector;
use crate::io::import::spell::Spell;
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
    /// It may have ground too, which it holds.
    Polity,
    Ground,
    /// Ground that is composed of its parts.
    Whole,
    Landmark(LandmarkKind),
    Nothing(&'static str),
}

/// Every place, and how they hang together.
#[derive(Debug)]
pub(super) struct Gazetteer {
    sites: Vec<Site>,
    roles: Vec<Role>,
    numbers: HashMap<String, usize>,
    /// The code of each polity, by the identifier of its place.
    polities: HashMap<String, String>,
    /// The territories of each place: their codes, and their days where these bound its relations.
    territories: Vec<Vec<(String, Vec<Spell>)>>,
}

impl Gazetteer {
    /// Finds out what each place is.
    pub(super) fn new(collector: &mut Collector<'_>, sites: Vec<Site>) -> Self {
        let mut numbers: HashMap<String, usize> = HashMap::with_capacity(sites.len());
        for (number, site) in sites.iter().enumerate() {
            if numbers.contains_key(&site.id) {
                let message = format!("'{}' is the @id of another place too; give each its own", site.id);
                collector.problem(site.place.at("@id"), ImportProblemKind::Malformed(message));
            }
            numbers.entry(site.id.clone()).or_insert(number);
        }
        let relations = || sites.iter().flat_map(|site| &site.relations);
        let wholes: HashSet<&str> = relations().filter(|it| it.kind == PART_OF).map(|it| it.to.as_str()).collect();
        let roles = sites.iter().map(|site| role(site, wholes.contains(site.id.as_str()))).collect();
        let territories = sites.iter().map(|_| Vec::new()).collect();
        Self { sites, roles, numbers, polities: HashMap::new(), territories }
    }

    /// Hands all of it over.
    pub(super) fn add_to(mut self, collector: &mut Collector<'_>) {
        self.polities(collector);
        self.territories(collector);
        for (site, role) in self.sites.iter().zip(&self.roles) {
            match role {
                Role::Landmark(kind) => landmark(collector, site, *kind),
                Role::Nothing(why) => collector.leave_out(&site.place, why),
                Role::Polity | Role::Ground | Role::Whole => {}
            }
            if !site.courses.is_empty() && !matches!(role, Role::Landmark(_) | Role::Nothing(_)) {
                collector.note(&site.place.at("geometry"), "its points and lines hold no ground: they are left out");
            }
        }
        for number in 0..self.sites.len() {
            self.relate(collector, number);
        }
    }

    fn polities(&mut self, collector: &mut Collector<'_>) {
        let mut words = HashSet::new();
        for (site, role) in self.sites.iter().zip(&self.roles) {
            if *role != Role::Polity || self.polities.contains_key(&site.id) {
                continue;
            }
            let is_part = site.relations.iter().any(|relation| relation.kind == PART_OF);
            let guess = if is_part { PolityKind::Governorate } else { PolityKind::SovereignState };
            let kind = site.kind(PolityKind::from_word).unwrap_or(guess);
            let word = if words.insert(site.word()) { site.word() } else { &site.id };
            let code = collector.polity(&site.place, word, kind);
            for name in &site.names {
                let period = (name.from.as_deref(), name.until.as_deref());
                collector.polity_name(&code, &name.text, name.lang.as_deref(), period);
            }
            let life = Spell::hull(&site.when.spells);
            collector.edit_polity(&code, |polity| {
                let (from, until) = life.bounds();
                (polity.from, polity.until) = (from.map(str::to_owned), until.map(str::to_owned));
                polity.note.clone_from(&site.note);
            });
            self.polities.insert(site.id.clone(), code);
        }
    }

    fn territories(&mut self, collector: &mut Collector<'_>) {
        let grounds: Vec<Vec<SiteGround>> =
            self.sites.iter_mut().map(|site| std::mem::take(&mut site.grounds)).collect();
        for (number, ((site, role), grounds)) in self.sites.iter().zip(&self.roles).zip(&grounds).enumerate() {
            let always = || vec![Spell::default()];
            let bounds = |ground: &SiteGround| if ground.is_dated { ground.when.spells.clone() } else { always() };
            let composed = (*role == Role::Whole).then(always);
            let days = grounds.iter().map(bounds).chain(composed);
            let codes = days.map(|days| (collector.fresh_code("territory", site.word()), days));
            if let Some(territories) = self.territories.get_mut(number) {
                *territories = codes.collect();
            }
        }
        for ((site, codes), grounds) in self.sites.iter().zip(&self.territories).zip(grounds) {
            for (SiteGround { place, when, outline, .. }, (code, _)) in grounds.into_iter().zip(codes) {
                let accuracy_m = match when.confidence {
                    None | Some(Confidence::High) => 10_000.0,
                    Some(Confidence::Medium) => 25_000.0,
                    Some(Confidence::Low) => 50_000.0,
                };
                let mut draft = draft(site, code, &Spell::hull(&when.spells)).accuracy_m(accuracy_m);
                draft.properties.within = self.parent(site);
                collector.territory(&place, draft, outline);
            }
        }
        for ((site, role), codes) in self.sites.iter().zip(&self.roles).zip(&self.territories) {
            let (Role::Whole, Some((code, _))) = (role, codes.first()) else { continue };
            let is_part =
                |part: &Site| part.relations.iter().any(|relation| relation.kind == PART_OF && relation.to == site.id);
            let parts = self.sites.iter().zip(&self.territories).filter(|(part, _)| is_part(part));
            let parts: Vec<&str> = parts.flat_map(|(_, codes)| codes).map(|(code, _)| code.as_str()).collect();
            collector.composed(&site.place, draft(site, code, &Spell::hull(&site.when.spells)).parts(&parts));
        }
    }

    /// The territory with ground of its own that a place lies within, where this crate wrote both.
    fn parent(&self, site: &Site) -> Option<String> {
        site.relations.iter().filter(|relation| relation.kind == PART_OF).find_map(|relation| {
            let number = *self.numbers.get(&relation.to)?;
            let codes = self.territories.get(number).filter(|_| self.roles.get(number) == Some(&Role::Ground))?;
            codes.first().map(|(code, _)| code.clone())
        })
    }

    /// Adds what the relations of a place state, and that a polity has its own ground.
    fn relate(&self, collector: &mut Collector<'_>, number: usize) {
        let (Some(site), Some(territories)) = (self.sites.get(number), self.territories.get(number)) else { return };
        let own = self.polities.get(&site.id);
        if let Some(own) = own {
            for (code, days) in territories {
                let life = if *days == [Spell::default()] {
                    site.when.spells.clone()
                } else {
                    vec![Spell::hull(&site.when.spells)]
                };
                for spell in days.iter().flat_map(|days| life.iter().filter_map(move |life| life.meet(days))) {
                    let confidence = site.when.confidence.unwrap_or(Confidence::Medium);
                    let statement = spell.of(Statement::sovereignty(code, own)).confidence(confidence);
                    collector.statement(&site.place, said_by(statement, &site.id));
                }
            }
        }
        let mut held: Vec<(&Relation, Option<Mode>, String)> = Vec::new();
        for relation in &site.relations {
            let is_known = matches!(relation.kind.as_str(), PART_OF | CONTROLLED_BY | CLAIMED_BY);
            if !is_known {
                let text = format!("a relation of the kind '{}' is not read", relation.kind);
                collector.note(&relation.place, text);
                continue;
            }
            if relation.to == site.id {
                collector.note(&relation.place, "it is a relation to itself: it is left out");
                continue;
            }
            let role = self.numbers.get(&relation.to).and_then(|&number| self.roles.get(number));
            if matches!(role, Some(Role::Ground | Role::Whole)) && relation.kind == PART_OF {
                // Told by `parts` and `within`.
                continue;
            }
            let other = self.polity(collector, relation);
            match (relation.kind.as_str(), own) {
                (PART_OF, Some(own)) => {
                    for spell in self.lasting(relation, &site.when.spells) {
                        collector.part_of(own, &other, spell.bounds());
                    }
                }
                (PART_OF, None) => held.push((relation, None, other)),
                (CONTROLLED_BY, _) => held.push((relation, Some(mode(collector, relation)), other)),
                _ => {
                    for (code, days) in territories {
                        for spell in self.lasting(relation, days) {
                            let claim = spell.of(Statement::claim(&other, code)).confidence(relation.confidence());
                            let claim = relation.cited.iter().fold(claim, |claim, cited| claim.note(cited));
                            collector.statement(&relation.place, said_by(claim, &site.id));
                        }
                    }
                }
            }
        }
        let mut modes: Vec<Option<Mode>> = Vec::new();
        for (_, mode, _) in &held {
            // Who controls ground at one time is one question, whatever the ways.
            if !modes.iter().any(|known| known.is_some() == mode.is_some()) {
                modes.push(*mode);
            }
        }
        for mode in modes {
            for (code, days) in territories {
                let of_kind = held.iter().filter(|(_, other, _)| other.is_some() == mode.is_some());
                let holds = of_kind.flat_map(|(relation, mode, polity)| {
                    self.lasting(relation, days).into_iter().map(move |spell| {
                        let is_joint = relation.label.ends_with(", jointly");
                        let (polity, note) = (polity.clone(), relation.cited.clone());
                        (*mode, Hold { spell, polity, confidence: relation.confidence(), is_joint, note })
                    })
                });
                let holds: Vec<(Option<Mode>, Hold)> = holds.collect();
                hold(collector, site, code, &holds);
            }
        }
    }

    /// The time of a relation, as far as the ground and the other place last.
    fn lasting(&self, relation: &Relation, days: &[Spell]) -> Vec<Spell> {
        let other = self.numbers.get(&relation.to).and_then(|&number| self.sites.get(number));
        let life = other.map(|other| Spell::hull(&other.when.spells)).unwrap_or_default();
        let within = days.iter().filter_map(|days| days.meet(&life));
        let within = within.flat_map(|days| relation.when.spells.iter().filter_map(move |spell| spell.meet(&days)));
        let mut lasting: Vec<Spell> = Vec::new();
        for spell in within {
            if !lasting.contains(&spell) {
                lasting.push(spell);
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
        collector.note(&relation.place, text);
        let code = collector.polity(&relation.place, name, PolityKind::SovereignState);
        collector.polity_name(&code, name, None, (None, None));
        code
    }
}

/// Adds the records of one territory on one basis.
fn hold(collector: &mut Collector<'_>, site: &Site, code: &str, holds: &[(Option<Mode>, Hold)]) {
    let plain: Vec<Hold> = holds.iter().map(|(_, hold)| hold.clone()).collect();
    let (settled, is_shared) = settled(&plain);
    if is_shared && !plain.iter().any(|hold| hold.is_joint) {
        let text = "relations to several places hold at one time: it is contested between them";
        collector.note(&site.place.at("relations"), text);
    }
    for held in settled {
        let Held { spell, polities, confidence, is_joint, notes } = held;
        let codes: Vec<&str> = polities.iter().map(String::as_str).collect();
        let first = codes.first().copied().unwrap_or_default();
        let mode = holds.iter().find(|(_, hold)| hold.polity == first && hold.spell.period().may_meet(&spell.period()));
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
        let mut statement = spell.of(statement).confidence(confidence);
        if !notes.is_empty() {
            statement = statement.note(&notes.join("; "));
        }
        collector.statement(&site.place, said_by(statement, &site.id));
    }
}

fn role(site: &Site, is_whole: bool) -> Role {
    let is_own = site.types.iter().any(|word| word.starts_with("suzerain:"));
    let has_ground = !site.grounds.is_empty();
    if is_own && site.courses.is_empty() && site.kind(TerritoryKind::from_word).is_some() {
        return match (has_ground, is_whole) {
            (true, _) => Role::Ground,
            (false, true) => Role::Whole,
            (false, false) => Role::Nothing("it has no ground and no parts"),
        };
    }
    let is_held = site.relations.iter().any(|relation| matches!(relation.kind.as_str(), PART_OF | CONTROLLED_BY));
    let is_unit = site.is_of_class("A") || site.fclasses.is_empty();
    if is_whole || (has_ground && !is_held && is_unit) || (!has_ground && site.is_of_class("A")) {
        return Role::Polity;
    }
    if has_ground {
        return Role::Ground;
    }
    let guess = || match () {
        () if site.is_of_class("H") && site.courses.iter().any(|course| course.len() > 1) => Some(LandmarkKind::River),
        () if site.is_of_class("H") => Some(LandmarkKind::Lake),
        () if site.is_of_class("T") => Some(LandmarkKind::Peak),
        () if site.is_of_class("L") => Some(LandmarkKind::Reserve),
        () => None,
    };
    match (site.courses.len(), site.kind(LandmarkKind::from_word).or_else(guess)) {
        (0, _) => Role::Nothing("it has no geometry, and nothing is part of it"),
        (1, Some(kind)) => Role::Landmark(kind),
        (_, Some(_)) => Role::Nothing("it has several points or lines, and a landmark has one course"),
        (_, None) => Role::Nothing("its points or lines hold no ground, and it is no landmark"),
    }
}

/// A territory of a place over some days.
fn draft(site: &Site, code: &str, life: &Spell) -> TerritoryDraft {
    let is_part = site.relations.iter().any(|relation| relation.kind == PART_OF);
    let guess = || match () {
        () if site.is_of_class("P") => TerritoryKind::City,
        () if site.is_of_class("H") => TerritoryKind::Lake,
        () if site.is_of_class("A") && is_part => TerritoryKind::Province,
        () if site.is_of_class("A") => TerritoryKind::State,
        () => TerritoryKind::Tract,
    };
    let kind = site.kind(TerritoryKind::from_word).unwrap_or_else(guess);
    let (from, until) = life.bounds();
    let mut draft = TerritoryDraft::new(code, kind, &site.title).during((from, until));
    draft.properties.names.clone_from(&site.names);
    draft.properties.note.clone_from(&site.note);
    draft
}

fn landmark(collector: &mut Collector<'_>, site: &Site, kind: LandmarkKind) {
    let code = collector.fresh_code("landmark", site.word());
    let course = site.courses.first().into_iter().flatten().map(|at| Position::from_e7(at.x, at.y));
    let course: Vec<Position> = course.collect();
    let mut draft = LandmarkDraft::new(&code, kind, &site.title).course(&course, 10_000.0);
    let undated = |name: &NameDraft| NameDraft { from: None, until: None, ..name.clone() };
    draft.properties.names = site.names.iter().map(undated).collect();
    draft.properties.note.clone_from(&site.note);
    collector.landmark(&site.place, draft);
}

/// The way of a control, from the label that this crate writes.
fn mode(collector: &mut Collector<'_>, relation: &Relation) -> Mode {
    let word = relation.label.split_once(" by ").map_or("", |(mode, _)| mode);
    Mode::from_word(word).unwrap_or_else(|| {
        collector
            .note(&relation.place, "the label does not tell the way of control: it is taken for an administration");
        Mode::Administration
    })
}

/// The statement, with the place that states it.
fn said_by(statement: Statement, id: &str) -> Statement {
    statement.citing_at(SOURCE, id)
}
