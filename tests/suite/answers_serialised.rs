//! Answers as text: they are of their schema, refer to what the atlas holds, and say which atlas gave them.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use serde::Serialize;
use serde_json::{Value, json};
use suzerain::answers::{ANSWERS_SCHEMA, RecordId};
use suzerain::model::{Bound, EventKind, Stage};
use suzerain::snapshot::BorderStatus;
use suzerain::{Answer, Atlas, Basis, Certainty, Confidence, Fingerprint, Mode, Position, Status};
use time::Date;
use time::macros::date;
use xxhash_rust::xxh3::xxh3_64;

use super::json_schema::JsonSchema;
use crate::common::{at, atlas, day, places};

static SCHEMA: LazyLock<Value> = LazyLock::new(|| serde_json::from_str(ANSWERS_SCHEMA).unwrap());

/// The schema of one of its definitions.
fn schema_of(definition: &str) -> JsonSchema {
    let mut schema = SCHEMA.clone();
    schema.as_object_mut().unwrap().remove("anyOf");
    schema["$ref"] = json!(format!("#/$defs/{definition}"));
    JsonSchema::new(schema)
}

/// Serialises values and holds each against a definition of the schema.
struct Form {
    definition: &'static str,
    schema: JsonSchema,
}

impl Form {
    fn of(definition: &'static str) -> Self {
        Self { definition, schema: schema_of(definition) }
    }

    fn check(&self, value: &impl Serialize) -> Value {
        let text = serde_json::to_string(value).unwrap();
        let value: Value = serde_json::from_str(&text).unwrap();
        assert!(self.schema.allows(&value), "{}: {}\n{text}", self.definition, self.schema.faults(&value));
        value
    }
}

/// The places of the tables, and some outside the atlas, near lines and without a name.
fn all_places() -> Vec<Position> {
    let tabled = places().map(|place| at(place.lat, place.lon));
    let others = [at(0.0, 0.0), at(40.0164, 46.8011), at(39.2076, 46.4058), at(-90.0, 0.0)];
    tabled.chain(others).collect()
}

fn days() -> Vec<Date> {
    let texts = [
        "1700-01-01",
        "1803-01-01",
        "1826-08-01",
        "1918-06-01",
        "1919-01-15",
        "1920-12-05",
        "1921-03-01",
        "1950-01-01",
        "1988-06-01",
        "1991-09-10",
        "1992-05-15",
        "1994-05-12",
        "2020-11-15",
        "2022-06-01",
        "2023-09-19",
        "2500-01-01",
    ];
    texts.map(day).to_vec()
}

#[test]
fn the_schema_is_a_schema() {
    let whole = JsonSchema::new(SCHEMA.clone());
    let answer = atlas().controller_at(at(39.786, 44.952), date!(2000 - 01 - 01));
    assert!(whole.allows(&serde_json::to_value(answer).unwrap()));
    assert!(whole.allows(&serde_json::to_value(atlas().history_at(at(39.786, 44.952))).unwrap()));
    assert!(!whole.allows(&json!({ "text": "Armenia" })));
}

#[test]
fn answers_and_their_parts_are_of_the_schema() {
    let [answers, statuses, candidates] = ["answer", "status", "candidate"].map(Form::of);
    let [outcomes, doubts, records] = ["outcome", "doubt", "record"].map(Form::of);
    let mut seen: BTreeSet<String> = BTreeSet::new();
    for place in all_places() {
        for day in days() {
            for basis in [Basis::DeFacto, Basis::DeJure] {
                let answer = atlas().answer(place, day, basis);
                let value = answers.check(&answer);
                assert_eq!(value["text"], answer.to_string());
                assert_eq!(value["certainty"], answer.certainty().as_str());
                assert_eq!(value["position"], json!([place.lon(), place.lat()]));
                assert_eq!((&value["date"], &value["basis"]), (&json!(day.to_string()), &json!(basis.as_str())));
                assert_eq!(value["atlas"]["fingerprint"], atlas().fingerprint().to_string());
                assert_eq!(value["atlas"]["edition"], atlas().edition());
                assert!(value.to_string().len() < 40_000, "{}", value.to_string().len());
                for doubt in answer.doubts() {
                    let value = doubts.check(&doubt);
                    assert_eq!((&value["kind"], &value["text"]), (&json!(doubt.word()), &json!(doubt.to_string())));
                    seen.insert(doubt.word().to_owned());
                }
                for candidate in answer.candidates() {
                    candidates.check(&candidate);
                    let value = outcomes.check(&candidate.outcome());
                    seen.insert(candidate.outcome().word().to_owned());
                    let holders = candidate.outcome().holders();
                    assert_eq!(value["holders"].as_array().unwrap().len(), holders.len());
                    for (value, holder) in value["holders"].as_array().unwrap().iter().zip(holders) {
                        assert_eq!(value["code"], holder.polity().code().as_str());
                        assert_eq!(value["name"], holder.name());
                        let names: Vec<&str> = holder.chain_names().collect();
                        let chain = value["chain"].as_array().unwrap();
                        assert_eq!(chain.iter().map(|link| link["name"].as_str().unwrap()).collect::<Vec<_>>(), names);
                    }
                    for record in candidate.records() {
                        records.check(record);
                    }
                }
            }
            statuses.check(&atlas().status_at(place, day));
        }
    }
    let met = ["contested", "date", "line", "outside", "sole", "source", "unchecked"];
    assert!(met.iter().all(|&word| seen.contains(word)), "{seen:?}");
}

#[test]
fn every_record_is_of_the_schema() {
    let records = Form::of("record");
    for record in atlas().records() {
        let value = records.check(record);
        assert_eq!(value["id"], record.id().to_string());
        assert_eq!(value["territory"], json!({ "code": record.territory() }));
        assert_eq!(value["holding"]["kind"], record.holding().word());
    }
}

#[test]
fn histories_are_of_the_schema() {
    let spells = Form::of("spell");
    for place in all_places() {
        for basis in [Basis::DeFacto, Basis::DeJure] {
            for spell in atlas().history(place, basis) {
                let value = spells.check(&spell);
                assert_eq!(value["text"], spell.to_string());
                assert_eq!(value["period"], serde_json::to_value(spell.period()).unwrap());
            }
        }
    }
}

#[test]
fn borders_and_changes_are_of_the_schema() {
    let [borders, changes, change] = ["border", "changes", "change"].map(Form::of);
    for (day, basis) in [(date!(2005 - 01 - 01), Basis::DeJure), (date!(2022 - 06 - 01), Basis::DeFacto)] {
        let snapshot = atlas().on(day, basis);
        for border in snapshot.borders() {
            let value = borders.check(&border);
            assert_eq!(value["courses"].as_array().unwrap().len(), border.courses().len());
            assert_eq!(value["length_km"], border.length_km());
            let first = &value["courses"][0]["segments"][0]["line"]["coordinates"][0][0];
            assert_eq!(*first, value["courses"][0]["start"]["position"]);
        }
        let none = borders.check(&snapshot.border_between("GEO", "IRN").unwrap());
        assert_eq!((none["length_km"].as_f64(), none.get("accuracy_m")), (Some(0.0), None));
    }
    let found = atlas().changes(date!(2020 - 09 - 27), date!(2020 - 12 - 31));
    let value = changes.check(&found);
    assert_eq!(value["changes"].as_array().unwrap().len(), found.len());
    assert_eq!((&value["from"], &value["basis"]), (&json!("2020-09-27"), &json!("de-facto")));
    for (one, value) in found.iter().zip(value["changes"].as_array().unwrap()) {
        assert_eq!(*value, change.check(one));
        assert_eq!(value["area_km2"], one.area_km2());
    }
    changes.check(&atlas().changes(date!(2020 - 09 - 27), date!(2020 - 09 - 27)));
}

/// One small answer in full: the form that programs rely on.
#[test]
fn a_small_answer_in_full() {
    let document = r#"{
        "type": "FeatureCollection",
        "suzerain": { "format": 1, "atlas": "valley", "edition": "7" },
        "features": [ { "type": "Feature", "id": "valley",
            "properties": { "kind": "province", "names": [ { "text": "Valley" } ], "accuracy_m": 5, "sources": ["survey"] },
            "geometry": { "type": "Polygon", "coordinates": [[[10,40],[11,40],[11,41],[10,41],[10,40]]] } } ],
        "sources": [ { "code": "survey", "title": "Survey" } ],
        "events": [ { "code": "treaty", "kind": "treaty", "name": "The treaty", "from": "1805-05-26", "sources": ["survey"] } ],
        "polities": [ { "code": "EAST", "kind": "kingdom", "names": [ { "text": "East" } ], "sources": ["survey"] } ],
        "sovereignties": [ { "territory": "valley", "holder": "EAST", "from": "1805-05-26", "began": "treaty",
            "sources": [ { "source": "survey", "at": "p. 12" } ], "confidence": "high" } ]
    }"#;
    let atlas = Atlas::from_geojson(document.as_bytes()).unwrap();
    let answer = atlas.controller_at(at(40.5, 10.5), date!(1805 - 05 - 26));
    let id = xxh3_64(b"valley\nde-jure\nsole\nEAST\n1805-05-26\n");
    let expected = json!({
        "atlas": { "name": "valley", "edition": "7", "fingerprint": atlas.fingerprint() },
        "position": [10.5, 40.5],
        "date": "1805-05-26",
        "basis": "de-facto",
        "text": "East",
        "certainty": "certain",
        "candidates": [ {
            "outcome": {
                "kind": "sole",
                "holders": [ { "code": "EAST", "name": "East", "chain": [ { "code": "EAST", "name": "East" } ] } ]
            },
            "records": [ {
                "id": format!("{id:016x}"),
                "territory": { "code": "valley", "name": "Valley" },
                "basis": "de-jure",
                "holding": { "kind": "sole", "polities": [ { "code": "EAST", "name": "East" } ] },
                "period": { "from": "1805-05-26" },
                "began": { "code": "treaty", "name": "The treaty" },
                "sources": [ { "source": "survey", "at": "p. 12" } ],
                "confidence": "high",
                "rival_dates": [],
                "undrawn": []
            } ]
        } ],
        "doubts": []
    });
    assert_eq!(serde_json::to_value(answer).unwrap(), expected);
}

/// The words of the schema are those of the vocabularies.
#[test]
fn the_schema_knows_every_word() {
    let words = |pointer: &str| -> Vec<String> {
        serde_json::from_value(SCHEMA.pointer(&format!("/$defs/{pointer}/enum")).unwrap().clone()).unwrap()
    };
    fn all<T: ToString>(values: &[T]) -> Vec<String> {
        values.iter().map(ToString::to_string).collect()
    }
    assert_eq!(words("basis"), all(Basis::ALL));
    assert_eq!(words("mode"), all(Mode::ALL));
    assert_eq!(words("certainty"), all(Certainty::ALL));
    assert_eq!(words("confidence"), all(Confidence::ALL));
    assert_eq!(words("event/properties/kind"), all(EventKind::ALL));
    assert_eq!(words("segment/properties/status"), all(BorderStatus::ALL));
    assert_eq!(words("segment/properties/stage"), all(Stage::ALL));
    assert_eq!(words("record/properties/rival_dates/items/properties/bound"), all(Bound::ALL));
}

#[test]
fn records_are_found_by_their_ids() {
    let mut ids: BTreeSet<RecordId> = BTreeSet::new();
    for record in atlas().records() {
        assert!(ids.insert(record.id()), "two records of {} have the same id", record.territory());
    }
    for record in atlas().records().iter().step_by(50) {
        let text = record.id().to_string();
        assert_eq!(text.len(), 16);
        let id: RecordId = serde_json::from_value(json!(text)).unwrap();
        assert_eq!((text.parse(), atlas().record(id)), (Ok(record.id()), Some(record)));
    }
    for other in ["", "12", "0123456789ABCDEF", "+123456789abcdef", "0123456789abcdefa", "gggggggggggggggg"] {
        let error = other.parse::<RecordId>().unwrap_err();
        assert_eq!(error.text(), other);
        assert_eq!(error.to_string(), format!("'{other}' is not a digest; write 16 hexadecimal digits in lower case"));
        assert!(serde_json::from_value::<Fingerprint>(json!(other)).is_err());
    }
}

fn written(atlas: &Atlas) -> Value {
    let mut text = Vec::new();
    atlas.to_geojson(&mut text).unwrap();
    serde_json::from_slice(&text).unwrap()
}

fn read(document: &Value) -> Atlas {
    Atlas::from_geojson(document.to_string().as_bytes()).unwrap()
}

#[test]
fn the_fingerprint_is_that_of_the_content() {
    let original = read(&serde_json::from_str(include_str!("../data/full.geojson")).unwrap());
    for atlas in [&original, atlas()] {
        let fingerprint = atlas.fingerprint();
        let binary = Atlas::from_bytes(&atlas.to_bytes()).unwrap();
        assert_eq!(binary.fingerprint(), fingerprint);
        let document = written(&binary);
        assert_eq!(read(&document).fingerprint(), fingerprint);
        assert_eq!(atlas.to_builder().build().unwrap().fingerprint(), fingerprint);
        // The order of the elements does not matter.
        let mut reversed = document.clone();
        for list in reversed.as_object_mut().unwrap().values_mut().filter_map(Value::as_array_mut) {
            list.reverse();
        }
        assert_eq!(read(&reversed).fingerprint(), fingerprint);
    }
    assert_ne!(original.fingerprint(), atlas().fingerprint());
}

/// Every text, date and number of a document counts.
#[test]
fn any_change_of_the_content_changes_the_fingerprint() {
    let original: Value = serde_json::from_str(include_str!("../data/full.geojson")).unwrap();
    let mut fingerprints = BTreeSet::from([read(&original).fingerprint()]);
    let changes = [
        ("/suzerain/edition", json!("4")),
        ("/suzerain/viewpoint", json!("another")),
        ("/suzerain/checked_until", json!("1995-06-29")),
        ("/suzerain/coverage/until", json!("1999")),
        ("/features/0/properties/accuracy_m", json!(101)),
        ("/features/0/properties/names/0/text", json!("Wild West")),
        ("/features/0/geometry/coordinates/0/3", json!([10.000_000_1, 41])),
        ("/sources/0/title", json!("Another survey")),
        ("/sovereignties/0/note", json!("a remark")),
        ("/sovereignties/0/rival_dates/0/date", json!("1822")),
        ("/sovereignties/3/until", json!("1871")),
        ("/sovereignties/0/confidence", json!("low")),
    ];
    for (pointer, value) in changes {
        let mut changed = original.clone();
        let (parent, member) = pointer.rsplit_once('/').unwrap();
        match changed.pointer_mut(parent).unwrap() {
            Value::Object(members) => drop(members.insert(member.to_owned(), value)),
            Value::Array(items) => items[member.parse::<usize>().unwrap()] = value,
            _ => panic!("{pointer}"),
        }
        assert!(fingerprints.insert(read(&changed).fingerprint()), "{pointer}");
    }
}

/// `{:?}` of every answer is one short line.
#[test]
fn debug_output_is_short() {
    for place in all_places() {
        for day in days() {
            let answer = atlas().controller_at(place, day);
            assert!(format!("{answer:?}").len() < 400, "{answer:?}");
            answer.doubts().iter().for_each(|doubt| assert!(!format!("{doubt:?}").contains('\n')));
        }
    }
}

/// Whoever takes anything that serialises takes answers.
#[test]
fn answers_serialise() {
    fn serialises<T: Serialize>() {}
    serialises::<Answer<'static>>();
    serialises::<Status<'static>>();
    serialises::<Vec<suzerain::Spell<'static>>>();
    serialises::<suzerain::Record>();
    serialises::<suzerain::snapshot::Border<'static>>();
    serialises::<suzerain::snapshot::Changes<'static>>();
}
