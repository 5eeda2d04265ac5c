//! The atlas as a gazetteer.

use std::io::{self, Write};

use serde_json::{Value, json};
use time::Date;

use super::timespan::timespan;
use crate::atlas::Atlas;
use crate::atlas::store::Store;
use crate::io::geometry::{course, outline};
use crate::model::attestation::Attestation;
use crate::model::code::Code;
use crate::model::control::Holding;
use crate::model::date::Period;
use crate::model::landmark::{Landmark, LandmarkKind};
use crate::model::name::Name;
use crate::model::polity::Polity;
use crate::model::record::Record;
use crate::model::source::{Citation, Confidence};
use crate::model::territory::{Extent, Territory, TerritoryCode, TerritoryKind};
use crate::model::word::Word;

/// The context of the format, and that of the words which only this crate uses.
const CONTEXT: &str = concat!(
    "[\"https://raw.githubusercontent.com/LinkedPasts/linked-places/master/linkedplaces-context-v1.1.jsonld\",",
    "{\"suzerain\":\"https://docs.rs/suzerain/latest/suzerain/documents/#\"}]"
);

/// The words of the format for how certain a statement is.
const CERTAIN: &str = "certain";
const LESS_CERTAIN: &str = "less-certain";
const UNCERTAIN: &str = "uncertain";

/// Part of a whole: the relation by which gazetteers state hierarchies.
const PART_OF: &str = "gvp:broaderPartitive";

impl Atlas {
    /// Writes the atlas as a gazetteer in Linked Places format 1.3: territories, polities and landmarks are places.
    ///
    /// - A territory has its outline (composed ones have a null geometry), its names, its kind, and relations to what
    ///   it is part of: the wholes it belongs to and, by each sovereignty, the holder (`gvp:broaderPartitive`); by
    ///   each control `suzerain:controlled_by`, by each claim `suzerain:claimed_by`.
    /// - A polity has no geometry; its memberships are `gvp:broaderPartitive` over their periods.
    /// - Every `when` has timespans with both ends. An end is `{"in"}` for a day, a month or a year, and otherwise `{"earliest",
    ///   "latest"}`. An open beginning is no later than the atlas's coverage, or the calendar, begins; an open end no
    ///   earlier than it ends. The day of an end belongs to what follows. `when.certainty` is `certain` where both days
    ///   are known and no source gives another one, otherwise `less-certain`.
    /// - `certainty` of a relation is `certain` where its sources are of high confidence, `less-certain` where it is
    ///   medium or not stated, or where others held parts of the territory that are not drawn, and `uncertain` where the
    ///   confidence is low or several contest the territory. Labels of a joint holding end in `, jointly`.
    /// - Who held a part that is not drawn is an `uncertain` relation `suzerain:part_held_by`, its label the part in words.
    ///
    /// Presences, recognitions, corridors, stages of borders, events and records of vacancy have no place in the
    /// format and are left out. `import::LinkedPlaces`, of the feature `import`, reads the rest again.
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
    /// let mut gazetteer = Vec::new();
    /// Atlas::south_caucasus().to_linked_places(&mut gazetteer)?;
    /// let gazetteer: serde_json::Value = serde_json::from_slice(&gazetteer)?;
    /// let places = gazetteer["features"].as_array().expect("a list");
    /// let karki = places.iter().find(|p| p["@id"] == "suzerain:territory/karki").expect("a place");
    /// let armenian = karki["relations"].as_array().expect("a list").iter()
    ///     .find(|r| r["relationType"] == "suzerain:controlled_by").expect("a relation");
    /// assert_eq!(armenian["when"]["timespans"][0]["start"]["in"], "1992-05");
    /// # }
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn to_linked_places(&self, mut writer: impl Write) -> io::Result<()> {
        let store = self.store();
        write!(writer, "{{\"type\":\"FeatureCollection\",\"@context\":{CONTEXT},\"features\":[")?;
        let territories = (0..).zip(&store.territories).map(|(number, one)| territory(store, number, one));
        let polities = store.polities.iter().map(|one| polity(store, one));
        let landmarks = store.landmarks.iter().map(|one| landmark(store, one));
        for (number, place) in territories.chain(polities).chain(landmarks).enumerate() {
            writer.write_all(if number == 0 { b"\n" } else { b",\n" })?;
            serde_json::to_writer(&mut writer, &place)?;
        }
        writer.write_all(b"\n]}\n")
    }
}

fn territory(store: &Store, number: u32, territory: &Territory) -> Value {
    let mut relations = Vec::new();
    let whole = |code: TerritoryCode| store.territory_number(code).and_then(|number| store.territory(number));
    let wholes = store
        .territories
        .iter()
        .filter(|whole| matches!(&whole.extent, Extent::Parts(parts) if parts.contains(&territory.code)));
    for whole in wholes.chain(territory.within.and_then(whole)) {
        relations.push(json!({
            "relationType": PART_OF,
            "relationTo": id("territory", &whole.code),
            "label": format!("part of {}", shown(&whole.names)),
            "when": timespan(store, whole.period),
        }));
    }
    let records = store.records.iter().filter(|record| record.territory == territory.code);
    relations.extend(records.flat_map(|record| held(store, record)));
    for claim in store.claims.iter().filter(|claim| claim.territory == territory.code) {
        let label = format!("claimed by {}", store_name(store, &claim.polity));
        let (when, citations) = (timespan(store, claim.attestation.period), &claim.attestation.citations);
        let kind = ("suzerain:claimed_by", &claim.polity, label.as_str());
        relations.push(relation(store, kind, (confidence_word(&claim.attestation), &when), citations));
    }
    let own = store.grounds.owners.iter().position(|&owner| owner == number);
    let geometry = own.and_then(|shape| store.grounds.shapes.get(shape)).map(outline);
    let fclass = match territory.kind {
        TerritoryKind::Lake => "H",
        TerritoryKind::City | TerritoryKind::Village => "P",
        TerritoryKind::Reserve | TerritoryKind::MilitaryZone | TerritoryKind::HistoricUnit => "L",
        _ => "A",
    };
    let mut place =
        place(store, &id("territory", &territory.code), &territory.names, &territory.citations, geometry.as_ref());
    finish(
        &mut place,
        fclass,
        territory.kind.word(),
        timespan(store, territory.period),
        relations,
        territory.note.as_deref(),
    );
    place
}

fn polity(store: &Store, polity: &Polity) -> Value {
    let memberships = polity.part_of.iter().map(|membership| {
        json!({
            "relationType": PART_OF,
            "relationTo": id("polity", &membership.polity),
            "label": format!("part of {}", store_name(store, &membership.polity)),
            "when": timespan(store, membership.period),
        })
    });
    let memberships = memberships.collect();
    let mut place = place(store, &id("polity", &polity.code), &polity.names, &polity.citations, None);
    finish(&mut place, "A", polity.kind.word(), timespan(store, polity.period), memberships, polity.note.as_deref());
    place
}

fn landmark(store: &Store, landmark: &Landmark) -> Value {
    let fclass = match landmark.kind {
        LandmarkKind::Lake | LandmarkKind::River => "H",
        LandmarkKind::Reserve => "L",
        LandmarkKind::Pass | LandmarkKind::Peak => "T",
    };
    let geometry = course(&landmark.course);
    let mut place =
        place(store, &id("landmark", &landmark.code), &landmark.names, &landmark.citations, Some(&geometry));
    finish(
        &mut place,
        fclass,
        landmark.kind.word(),
        timespan(store, Period::ALWAYS),
        Vec::new(),
        landmark.note.as_deref(),
    );
    place
}

/// What every place has.
fn place(store: &Store, id: &str, names: &[Name], citations: &[Citation], geometry: Option<&Value>) -> Value {
    let cited = cited(store, citations);
    let toponyms = names.iter().map(|name| {
        let mut toponym = json!({ "toponym": name.text, "citations": cited });
        if let (Some(lang), Some(members)) = (&name.language, toponym.as_object_mut()) {
            members.insert("lang".to_owned(), lang.as_str().into());
        }
        if let Some(members) = toponym.as_object_mut().filter(|_| name.period != Period::ALWAYS) {
            members.insert("when".to_owned(), timespan(store, name.period));
        }
        toponym
    });
    json!({
        "@id": id,
        "type": "Feature",
        "properties": { "title": shown(names) },
        "names": toponyms.collect::<Vec<_>>(),
        "geometry": geometry,
    })
}

/// The members in which places of one kind differ from those of another.
fn finish(place: &mut Value, fclass: &str, kind: &str, when: Value, relations: Vec<Value>, note: Option<&str>) {
    let Some(members) = place.as_object_mut() else { return };
    if let Some(properties) = members.get_mut("properties").and_then(Value::as_object_mut) {
        properties.insert("fclasses".to_owned(), json!([fclass]));
    }
    members.insert("when".to_owned(), when);
    members.insert("types".to_owned(), json!([{ "identifier": format!("suzerain:{kind}"), "label": kind }]));
    if !relations.is_empty() {
        members.insert("relations".to_owned(), relations.into());
    }
    if let Some(note) = note {
        members.insert("descriptions".to_owned(), json!([{ "value": note, "lang": "en" }]));
    }
}

/// The relations of a record: one for each holder.
fn held(store: &Store, record: &Record) -> Vec<Value> {
    let (relation_type, verb) = match record.mode() {
        None => (PART_OF, "sovereignty of".to_owned()),
        Some(mode) => ("suzerain:controlled_by", format!("{mode} by")),
    };
    let ending = if matches!(record.holding, Holding::Condominium(_)) { ", jointly" } else { "" };
    let attestation = &record.attestation;
    let certainty = match confidence_word(attestation) {
        _ if matches!(record.holding, Holding::Contested(_)) => UNCERTAIN,
        CERTAIN if !record.undrawn.is_empty() => LESS_CERTAIN,
        word => word,
    };
    let mut when = timespan(store, attestation.period);
    if let Some(members) = when.as_object_mut().filter(|_| !record.rival_dates.is_empty()) {
        members.insert("certainty".to_owned(), LESS_CERTAIN.into());
    }
    let related = record.holding.polities().iter().map(|polity| {
        let label = format!("{verb} {}{ending}", store_name(store, polity));
        relation(store, (relation_type, polity, &label), (certainty, &when), &attestation.citations)
    });
    let parts = record.undrawn.iter().flat_map(|part| {
        let when = timespan(store, part.period);
        let polities = part.holding.iter().flat_map(Holding::polities);
        polities.map(move |polity| {
            let kind = ("suzerain:part_held_by", polity, part.ground.as_str());
            relation(store, kind, (UNCERTAIN, &when), &part.citations)
        })
    });
    related.chain(parts).collect()
}

/// The certainty that a confidence amounts to. None stated is a doubt.
fn confidence_word(attestation: &Attestation) -> &'static str {
    match attestation.confidence {
        Some(Confidence::High) => CERTAIN,
        Some(Confidence::Medium) | None => LESS_CERTAIN,
        Some(Confidence::Low) => UNCERTAIN,
    }
}

fn relation(
    store: &Store,
    (relation_type, polity, label): (&str, &Code<Polity>, &str),
    (certainty, when): (&str, &Value),
    citations: &[Citation],
) -> Value {
    json!({
        "relationType": relation_type,
        "relationTo": id("polity", polity),
        "label": label,
        "when": when,
        "certainty": certainty,
        "citations": cited(store, citations),
    })
}

fn cited(store: &Store, citations: &[Citation]) -> Value {
    let cited = citations.iter().filter_map(|citation| {
        let source = store.source(citation.source)?;
        let label = match &citation.at {
            Some(at) => format!("{source} ({at})"),
            None => source.to_string(),
        };
        let mut cited = json!({ "label": label });
        let members = cited.as_object_mut()?;
        if let Some(url) = &source.url {
            members.insert("@id".to_owned(), url.as_str().into());
        }
        if let Some(year) = source.year.as_ref().and_then(|year| year.parse::<i32>().ok()) {
            members.insert("year".to_owned(), year.into());
        }
        Some(cited)
    });
    cited.collect::<Vec<_>>().into()
}

/// The identifier of a place, in the context's namespace.
fn id<T>(kind: &str, code: &Code<T>) -> String {
    format!("suzerain:{kind}/{code}")
}

fn shown(names: &[Name]) -> &str {
    crate::model::name::shown_on(names, Date::MAX).unwrap_or_default()
}

fn store_name<'a>(store: &'a Store, code: &Code<Polity>) -> &'a str {
    store.polity_number(*code).and_then(|number| store.polity(number)).map_or("", |polity| shown(&polity.names))
}
