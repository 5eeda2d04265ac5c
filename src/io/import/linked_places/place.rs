//! A place of a gazetteer, as its feature states it.

use serde_json::{Map, Value};

use super::timespans::{Timespans, certainty, read_when};
use crate::atlas::draft::NameDraft;
use crate::io::import::collector::Collector;
use crate::io::import::draft_period::DraftPeriod;
use crate::io::import::feature::Feature;
use crate::io::import::geometry::{Form, Geometry};
use crate::io::import::rings::Outline;
use crate::io::import::{ImportLocation, ImportProblemKind, wkt};
use crate::model::source::Confidence;
use crate::space::Vertex;

/// A place whose members could be read.
#[derive(Debug)]
pub(super) struct GazetteerPlace {
    pub(super) location: ImportLocation,
    pub(super) id: String,
    pub(super) title: String,
    pub(super) names: Vec<NameDraft>,
    /// The words of its types: identifiers and labels.
    pub(super) types: Vec<String>,
    pub(super) fclasses: Vec<String>,
    pub(super) when: Timespans,
    pub(super) outlines: Vec<DatedOutline>,
    pub(super) courses: Vec<Vec<Vertex>>,
    pub(super) relations: Vec<Relation>,
    pub(super) note: Option<String>,
}

/// An area of a place over some time.
#[derive(Debug)]
pub(super) struct DatedOutline {
    pub(super) location: ImportLocation,
    pub(super) when: Timespans,
    /// The geometry has a `when` of its own, which relations do not outlast.
    pub(super) is_dated: bool,
    pub(super) outline: Outline,
}

/// A relation of a place to another.
#[derive(Debug)]
pub(super) struct Relation {
    pub(super) location: ImportLocation,
    pub(super) kind: String,
    pub(super) to: String,
    pub(super) label: String,
    pub(super) when: Timespans,
    pub(super) cited: Option<String>,
}

impl GazetteerPlace {
    /// The place of a feature; what is wrong with it is reported.
    pub(super) fn read(collector: &mut Collector<'_>, mut feature: Feature) -> Option<Self> {
        let location = feature.location.clone();
        let id = location.id.clone().unwrap_or_else(|| {
            collector.note(&location, "it has no @id, so no relation can name it");
            format!("feature-{}", location.feature.unwrap_or_default())
        });
        let members = std::mem::take(&mut feature.foreign);
        let own = read_when(collector, &location, "", &members);
        let own = own.unwrap_or_else(Timespans::always);
        let names = names(collector, &location, &members);
        let title = feature.text("title").or_else(|| names.first().map(|name| name.text.clone()));
        let Some(title) = title else {
            let kind = ImportProblemKind::Missing("a place has a title");
            collector.problem(location.at("properties.title"), kind);
            return None;
        };
        let mut place = Self {
            id,
            title,
            names,
            types: types(collector, &location, &members),
            fclasses: fclasses(collector, &location, &feature.properties),
            relations: relations(collector, &location, &members, &own),
            note: description(&members),
            outlines: Vec::new(),
            courses: Vec::new(),
            when: own,
            location,
        };
        if let Some(geometry) = feature.geometry {
            let inherited = place.when.clone();
            place.take(collector, "geometry", geometry, (&inherited, false));
        }
        if !place.names.iter().any(|name| name.text == place.title) {
            place.names.insert(0, NameDraft { text: place.title.clone(), ..NameDraft::default() });
        }
        // What is wrong with a place leaves it out, whole.
        if collector.has_problem() && !collector.is_strict() { None } else { Some(place) }
    }

    /// Adds the areas and courses of a geometry and of its members.
    fn take(&mut self, collector: &mut Collector<'_>, field: &str, geometry: Geometry, inherited: (&Timespans, bool)) {
        let Geometry { form, foreign } = geometry;
        let location = self.location.clone();
        let own = read_when(collector, &location, field, &foreign);
        let is_dated = own.is_some() || inherited.1;
        let mut own = own.unwrap_or_else(|| inherited.0.clone());
        own.confidence = certainty(collector, &location.at(format!("{field}.certainty")), &foreign).or(own.confidence);
        // Version 1.1 of the format writes it with an underscore.
        let wkt = foreign.get("geowkt").or_else(|| foreign.get("geo_wkt"));
        let form = match (form, wkt) {
            (Form::None, Some(Value::String(text))) => {
                wkt::read(collector, &location.at(format!("{field}.geowkt")), text)
            }
            // The point stands for the area, for maps that draw points only.
            (Form::Points(_), Some(Value::String(text))) if wkt::is_area(text) => {
                wkt::read(collector, &location.at(format!("{field}.geowkt")), text)
            }
            (Form::None, Some(other)) if !other.is_null() => {
                let message = format!("it is {other}; it must be well-known text such as \"POINT (44.9 39.8)\"");
                malformed(collector, &location.at(format!("{field}.geowkt")), message);
                Form::None
            }
            (Form::None, _) => {
                if !collector.has_problem() {
                    let why = "a geometry has 'type' and 'coordinates', or 'geowkt'";
                    collector.problem(location.at(field), ImportProblemKind::Missing(why));
                }
                Form::None
            }
            (form, _) => form,
        };
        match form {
            Form::None => {}
            Form::Points(places) => self.courses.extend(places.into_iter().map(|at| vec![at])),
            Form::Lines(lines) => self.courses.extend(lines),
            Form::Area(outline) if outline.rings.is_empty() && !outline.is_faulty => {
                let text = "its area is smaller than the grid of 1e-7 degree (1 cm): it is left out";
                collector.note(&location.at(field), text);
            }
            Form::Area(outline) => {
                self.outlines.push(DatedOutline { location: location.at(field), when: own, is_dated, outline });
            }
            Form::Collection(members) => {
                for (number, member) in members.into_iter().enumerate() {
                    self.take(collector, &format!("{field}.geometries[{number}]"), member, (&own, is_dated));
                }
            }
        }
    }

    /// A kind that one of its types names, in words such as `suzerain:empire`, `https://example.org/Empire`, `empire`.
    pub(super) fn kind<K>(&self, from_word: impl Fn(&str) -> Option<K>) -> Option<K> {
        self.types.iter().find_map(|word| {
            let last = word.rsplit([':', '/', '#']).next().unwrap_or_default();
            from_word(&last.trim().to_lowercase().replace(' ', "-"))
        })
    }

    pub(super) fn is_of_class(&self, class: &str) -> bool {
        self.fclasses.iter().any(|known| known == class)
    }

    /// What the atlas calls it.
    pub(super) fn word(&self) -> &str {
        match self.id.strip_prefix("suzerain:") {
            Some(code) => code.rsplit('/').next().unwrap_or(code),
            None => &self.title,
        }
    }
}

impl Timespans {
    /// All of time.
    fn always() -> Self {
        Self { periods: vec![DraftPeriod::default()], confidence: None }
    }
}

fn malformed(collector: &mut Collector<'_>, location: &ImportLocation, message: String) {
    collector.problem(location.clone(), ImportProblemKind::Malformed(message));
}

/// The objects of a list that an object may have, each with its path.
fn objects<'v>(
    collector: &mut Collector<'_>,
    location: &ImportLocation,
    members: &'v Map<String, Value>,
    list: &str,
) -> Vec<(String, &'v Map<String, Value>)> {
    let items = match members.get(list) {
        None | Some(Value::Null) => return Vec::new(),
        Some(Value::Array(items)) => items,
        Some(other) => {
            malformed(collector, &location.at(list), format!("it is {}; it must be a list", short(other)));
            return Vec::new();
        }
    };
    let mut objects = Vec::with_capacity(items.len());
    for (number, item) in items.iter().enumerate() {
        let path = format!("{list}[{number}]");
        match item {
            Value::Object(object) => objects.push((path, object)),
            other => malformed(collector, &location.at(path), format!("it is {}; it must be an object", short(other))),
        }
    }
    objects
}

/// A value in a message.
fn short(value: &Value) -> String {
    match value {
        Value::Object(_) => "an object".to_owned(),
        Value::Array(_) => "a list".to_owned(),
        other => other.to_string(),
    }
}

/// A text that an object may have, `None` where it is blank.
fn text(
    collector: &mut Collector<'_>,
    location: &ImportLocation,
    path: &str,
    object: &Map<String, Value>,
    member: &str,
) -> Option<String> {
    match object.get(member)? {
        Value::Null => None,
        Value::String(text) => Some(text.trim().to_owned()).filter(|text| !text.is_empty()),
        other => {
            malformed(
                collector,
                &location.at(format!("{path}.{member}")),
                format!("it is {}; it must be a text", short(other)),
            );
            None
        }
    }
}

fn names(collector: &mut Collector<'_>, location: &ImportLocation, members: &Map<String, Value>) -> Vec<NameDraft> {
    let mut names = Vec::new();
    for (path, object) in objects(collector, location, members, "names") {
        let lang = text(collector, location, &path, object, "lang");
        let when = read_when(collector, location, &path, object).unwrap_or_else(Timespans::always);
        let Some(toponym) = text(collector, location, &path, object, "toponym") else {
            if object.get("toponym").is_none_or(|toponym| toponym.is_null() || toponym.is_string()) {
                collector.note(&location.at(format!("{path}.toponym")), "the name is blank: it is left out");
            }
            continue;
        };
        for period in &when.periods {
            let (from, until) = period.bounds();
            let (from, until) = (from.map(str::to_owned), until.map(str::to_owned));
            names.push(NameDraft { text: toponym.clone(), lang: lang.clone(), from, until });
        }
    }
    names
}

fn types(collector: &mut Collector<'_>, location: &ImportLocation, members: &Map<String, Value>) -> Vec<String> {
    let mut types = Vec::new();
    for (path, object) in objects(collector, location, members, "types") {
        if read_when(collector, location, &path, object).is_some_and(|when| when.periods != [DraftPeriod::default()]) {
            let text = "a kind is not dated in an atlas: the type is taken for all days";
            collector.note(&location.at(format!("{path}.when")), text);
        }
        types.extend(
            ["identifier", "label"].map(|word| text(collector, location, &path, object, word)).into_iter().flatten(),
        );
    }
    types
}

fn fclasses(collector: &mut Collector<'_>, location: &ImportLocation, properties: &Map<String, Value>) -> Vec<String> {
    const KNOWN: [&str; 7] = ["A", "H", "L", "P", "R", "S", "T"];
    let classes = match properties.get("fclasses") {
        None | Some(Value::Null) => return Vec::new(),
        Some(Value::Array(classes)) => classes,
        Some(other) => {
            let location = location.at("properties.fclasses");
            malformed(collector, &location, format!("it is {}; it must be a list of letters", short(other)));
            return Vec::new();
        }
    };
    let mut known = Vec::with_capacity(classes.len());
    for (number, class) in classes.iter().enumerate() {
        match class.as_str().map(str::to_uppercase) {
            Some(class) if KNOWN.contains(&class.as_str()) => known.push(class),
            _ => {
                let text = format!("{} is not a class of GeoNames; use one of: {}", short(class), KNOWN.join(", "));
                collector.note(&location.at(format!("properties.fclasses[{number}]")), text);
            }
        }
    }
    known
}

fn relations(
    collector: &mut Collector<'_>,
    location: &ImportLocation,
    members: &Map<String, Value>,
    own: &Timespans,
) -> Vec<Relation> {
    let mut relations = Vec::new();
    for (path, object) in objects(collector, location, members, "relations") {
        let mut when = read_when(collector, location, &path, object).unwrap_or_else(|| own.clone());
        when.confidence = certainty(collector, &location.at(format!("{path}.certainty")), object).or(when.confidence);
        let label = text(collector, location, &path, object, "label").unwrap_or_default();
        let mut needed = |member: &str, what: &str| {
            let found = text(collector, location, &path, object, member);
            if found.is_none() && object.get(member).is_none_or(|found| found.is_null() || found.is_string()) {
                let text = format!("the relation states no {what} there: it is left out");
                collector.note(&location.at(format!("{path}.{member}")), text);
            }
            found
        };
        let kind = needed("relationType", "kind, such as gvp:broaderPartitive,");
        let to = needed("relationTo", "other place by its @id");
        if let (Some(kind), Some(to)) = (kind, to) {
            let cited = cited(object);
            relations.push(Relation { location: location.at(path), kind, to, label, when, cited });
        }
    }
    relations
}

/// What an object cites, in one line.
fn cited(object: &Map<String, Value>) -> Option<String> {
    let cited = object.get("citations")?.as_array()?.iter();
    let label = |one: &Value| one.get("label").or_else(|| one.get("@id"))?.as_str().map(str::to_owned);
    let labels: Vec<String> = cited.filter_map(label).collect();
    (!labels.is_empty()).then(|| format!("cited: {}", labels.join("; ")))
}

/// The first description.
fn description(members: &Map<String, Value>) -> Option<String> {
    let descriptions = members.get("descriptions")?.as_array()?;
    let text = descriptions.iter().find_map(|description| description.get("value")?.as_str())?.trim();
    (!text.is_empty()).then(|| text.to_owned())
}

impl Relation {
    /// How far its sources are to be trusted.
    pub(super) fn confidence(&self) -> Confidence {
        self.when.confidence.unwrap_or(Confidence::Medium)
    }
}
