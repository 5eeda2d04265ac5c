//! The schema of atlas documents says what the reader takes: the same members, and the same verdict on documents that
//! are wrong by themselves.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use proptest::prelude::*;
use serde_json::{Map, Value, json};
use suzerain::documents::SCHEMA;
use suzerain::{Atlas, AtlasBuilder, UncertainDate};

use super::json_schema::JsonSchema;
use crate::common::atlas;

static DOCUMENTS: LazyLock<JsonSchema> = LazyLock::new(|| JsonSchema::new(serde_json::from_str(SCHEMA).unwrap()));

/// A sound document that has every member of the format at least once.
const FULL: &str = include_str!("../data/full.geojson");

fn full() -> Value {
    serde_json::from_str(FULL).unwrap()
}

/// What the reader says of a document; `None` if it takes it.
fn refusal(document: &Value) -> Option<String> {
    Atlas::from_geojson(document.to_string().as_bytes()).err().map(|error| error.to_string())
}

/// The pointers of all objects of a document, coordinates left out.
fn objects(value: &Value, at: &str, found: &mut Vec<String>) {
    match value {
        Value::Object(members) => {
            found.push(at.to_owned());
            for (name, member) in members {
                objects(member, &format!("{at}/{name}"), found);
            }
        }
        Value::Array(items) => {
            for (number, item) in items.iter().enumerate().filter(|(_, item)| !item.is_number()) {
                objects(item, &format!("{at}/{number}"), found);
            }
        }
        _ => {}
    }
}

fn object<'a>(document: &'a mut Value, pointer: &str) -> &'a mut Map<String, Value> {
    document.pointer_mut(pointer).unwrap().as_object_mut().unwrap()
}

#[test]
fn all_documents_of_the_repository_are_of_the_schema() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../src/south_caucasus/data");
    let mut count = 0;
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_none_or(|extension| extension != "geojson") {
            continue;
        }
        let text = std::fs::read_to_string(&path).unwrap();
        let document: Value = serde_json::from_str(&text).unwrap();
        if document.get("suzerain").is_some() {
            assert!(DOCUMENTS.allows(&document), "{}: {}", path.display(), DOCUMENTS.faults(&document));
            count += 1;
        }
    }
    assert!(count >= 7, "only {count} documents");
}

#[test]
fn what_is_written_is_of_the_schema() {
    let empty = Atlas::builder("empty").build().unwrap();
    let small = Atlas::from_geojson(FULL.as_bytes()).unwrap_or_else(|error| panic!("{error}"));
    let built = crate::builder::base().build().unwrap();
    for atlas in [&empty, &small, &built, atlas()] {
        let mut text = Vec::new();
        atlas.to_geojson(&mut text).unwrap();
        let document = serde_json::from_slice(&text).unwrap();
        assert!(DOCUMENTS.allows(&document), "{}: {}", atlas.about().name(), DOCUMENTS.faults(&document));
    }
}

/// Renamed, every member is refused; left out or null, by the schema just where by the reader.
#[test]
fn reader_and_schema_agree_on_every_member() {
    let whole = full();
    assert!(DOCUMENTS.allows(&whole), "{}", DOCUMENTS.faults(&whole));
    assert_eq!(refusal(&whole), None);
    let mut pointers = Vec::new();
    objects(&whole, "", &mut pointers);
    let mut count = 0;
    for pointer in pointers {
        let names: Vec<String> = object(&mut full(), &pointer).keys().cloned().collect();
        for name in names {
            let mut renamed = full();
            let members = object(&mut renamed, &pointer);
            let value = members.remove(&name).unwrap();
            members.insert(format!("{name}_"), value);
            assert!(!DOCUMENTS.allows(&renamed), "{pointer}/{name}_ is in the schema");
            let refused = refusal(&renamed).unwrap_or_else(|| panic!("{pointer}/{name}_ is read"));
            assert!(refused.contains(&format!("unknown field `{name}_`")), "{pointer}/{name}: {refused}");
            let mut without = full();
            object(&mut without, &pointer).remove(&name);
            let mut null = full();
            object(&mut null, &pointer).insert(name.clone(), Value::Null);
            for (what, document) in [("left out", without), ("null", null)] {
                let (valid, refused) = (DOCUMENTS.allows(&document), refusal(&document));
                // What other elements miss when this one is gone, or now contradict, is no matter of the schema.
                let others = [" is not in the atlas; ", "neither territory lies within the other"];
                let by_itself = refused.as_ref().is_some_and(|text| {
                    let mut problems = text.lines().skip(1);
                    !text.starts_with("the atlas has ") || problems.any(|line| !others.iter().any(|o| line.contains(o)))
                });
                assert_eq!(valid, !by_itself, "{pointer}/{name} {what}: {} {refused:?}", DOCUMENTS.faults(&document));
            }
            count += 1;
        }
    }
    assert!(count > 250, "{count}");
}

/// The reader lists the members it takes when it meets another: they are those of the schema.
#[test]
fn every_member_of_the_reader_is_in_the_schema() {
    let schema: Value = serde_json::from_str(SCHEMA).unwrap();
    let properties = |pointer: &str| -> BTreeSet<String> {
        schema.pointer(pointer).and_then(|found| found["properties"].as_object()).unwrap().keys().cloned().collect()
    };
    let definition = |name: &str| properties(&format!("/$defs/{name}"));
    let item = |name: &str| properties(&format!("/$defs/{name}/items"));
    let statements: BTreeSet<String> =
        ["sovereignty", "control", "claim", "recognition", "presence", "corridor", "border_stage", "attestation"]
            .iter()
            .flat_map(|name| definition(name))
            .collect();
    for (pointer, expected) in [
        ("", properties("")),
        ("/suzerain", properties("/properties/suzerain")),
        ("/suzerain/coverage", properties("/properties/suzerain/properties/coverage")),
        ("/features/0", definition("feature")),
        ("/features/0/properties", definition("outlined")),
        ("/features/4/properties", definition("composed")),
        ("/features/6/properties", definition("landmark")),
        ("/features/0/geometry", properties("/$defs/outline/then")),
        ("/features/6/geometry", properties("/$defs/course/else")),
        ("/features/0/properties/names/0", item("names")),
        ("/features/0/properties/sources/0", properties("/$defs/sources/items/else")),
        ("/sources/0", definition("source")),
        ("/events/0", definition("event")),
        ("/polities/1", definition("polity")),
        ("/polities/1/part_of/0", item("memberships")),
        ("/sovereignties/0", statements.clone()),
        ("/sovereignties/0/rival_dates/0", properties("/$defs/sovereignty/properties/rival_dates/items")),
        ("/sovereignties/0/undrawn/0", definition("undrawn")),
        ("/controls/0", statements.clone()),
        ("/border_stages/0", statements),
        ("/lines/0", definition("line")),
    ] {
        let mut document = full();
        object(&mut document, pointer).insert("zz".to_owned(), json!(1));
        let refused = refusal(&document).unwrap();
        let list = refused.split("unknown field `zz`, expected ").nth(1).unwrap_or_else(|| panic!("{refused}"));
        let list = list.lines().next().unwrap().split(" at line").next().unwrap();
        let taken: BTreeSet<String> = list.split('`').skip(1).step_by(2).map(str::to_owned).collect();
        assert_eq!(taken, expected, "{pointer}");
    }
}

/// Which member belongs to which kind of statement.
#[test]
fn reader_and_schema_agree_on_the_members_of_statements() {
    let lists = ["sovereignties", "controls", "claims", "recognitions", "presences", "corridors", "border_stages"];
    let whole = full();
    let mut members: BTreeMap<String, Value> = BTreeMap::new();
    for list in lists {
        for statement in whole[list].as_array().unwrap() {
            members.extend(statement.as_object().unwrap().clone());
        }
    }
    let mut misplaced = 0;
    for list in lists {
        for (name, value) in &members {
            if whole[list][0].get(name).is_some() || ["condominium", "contested", "vacant"].contains(&name.as_str()) {
                continue;
            }
            let mut document = full();
            document[list][0][name] = value.clone();
            let refused = refusal(&document).unwrap_or_else(|| panic!("{name} is read in {list}"));
            assert!(refused.contains(&format!("'{name}' does not belong to a ")), "{list}, {name}: {refused}");
            assert!(!DOCUMENTS.allows(&document), "{name} in {list}");
            misplaced += 1;
        }
    }
    assert!(misplaced > 50, "{misplaced}");
}

/// The words of the schema are those of the reader.
#[test]
fn the_words_of_the_schema_are_those_of_the_reader() {
    let schema: Value = serde_json::from_str(SCHEMA).unwrap();
    for (pointer, member) in [
        ("/features/0/properties/kind", "/$defs/outlined/properties/kind"),
        ("/features/4/properties/kind", "/$defs/composed/properties/kind"),
        ("/features/6/properties/kind", "/$defs/landmark/properties/kind"),
        ("/events/0/kind", "/$defs/event/properties/kind"),
        ("/events/0/confidence", "/$defs/confidence"),
        ("/polities/0/kind", "/$defs/polity/properties/kind"),
        ("/controls/0/mode", "/$defs/control/properties/mode"),
        ("/sovereignties/0/rival_dates/0/bound", "/$defs/sovereignty/properties/rival_dates/items/properties/bound"),
        ("/border_stages/0/stage", "/$defs/border_stage/properties/stage"),
    ] {
        let mut document = full();
        *document.pointer_mut(pointer).unwrap() = json!("zz");
        let refused = refusal(&document).unwrap();
        let list = refused.split("'zz' is not known; use one of: ").nth(1).unwrap_or_else(|| panic!("{refused}"));
        let known: BTreeSet<&str> = list.lines().next().unwrap().split(", ").collect();
        let words = schema.pointer(member).unwrap()["enum"].as_array().unwrap();
        let words: BTreeSet<&str> = words.iter().filter_map(Value::as_str).collect();
        assert_eq!(words, known, "{member}");
        assert!(!DOCUMENTS.allows(&document), "{pointer}");
    }
}

/// Values that are wrong by themselves.
#[test]
fn reader_and_schema_refuse_the_same_values() {
    for (pointer, value) in [
        ("/type", json!("Feature")),
        ("/suzerain/format", json!(0)),
        ("/suzerain/format", json!(2)),
        ("/suzerain/format", json!("1")),
        ("/suzerain/atlas", json!(7)),
        ("/suzerain/coverage/from", json!("soon")),
        ("/suzerain/checked_until", json!("soon")),
        ("/features", json!({})),
        ("/features/0", json!([])),
        ("/features/0/type", json!("Ground")),
        ("/features/0/id", json!("the west")),
        ("/features/0/id", json!("")),
        ("/features/0/id", json!("abcdefghijklmnopqrstuvwxyz012345")),
        ("/features/0/id", json!("şuşa")),
        ("/features/0/properties/names", json!([])),
        ("/features/0/properties/names", json!([{"text": " "}])),
        ("/features/0/properties/names/0/from", json!("long ago")),
        ("/features/0/properties/accuracy_m", json!(0)),
        ("/features/0/properties/accuracy_m", json!(-5)),
        ("/features/0/properties/accuracy_m", json!(1e8)),
        ("/features/0/properties/accuracy_m", json!("100")),
        ("/features/0/properties/parts", json!(["east"])),
        ("/features/0/properties/sources", json!([])),
        ("/features/0/properties/sources/0", json!(7)),
        ("/features/0/properties/sources/0/source", json!("a b")),
        ("/features/0/geometry/type", json!("MultiPoint")),
        ("/features/0/geometry/type", json!("Point")),
        ("/features/0/geometry/coordinates", json!([])),
        ("/features/0/geometry/coordinates", json!([[]])),
        ("/features/0/geometry/coordinates", json!([[[10, 40], [11, 40], [10, 40]]])),
        ("/features/0/geometry/coordinates/0/0", json!([10])),
        ("/features/0/geometry/coordinates/0/1", json!([190, 40])),
        ("/features/0/geometry/coordinates/0/1", json!([10, 94])),
        ("/features/0/geometry/coordinates/0/1", json!(["10", 40])),
        ("/features/0/geometry/coordinates/0/1", json!([10, 40, "high"])),
        ("/features/4/properties/parts", json!([])),
        ("/features/4/properties/accuracy_m", json!(5)),
        ("/features/4/properties/drawn", json!("by hand")),
        ("/features/6/properties/accuracy_m", json!(0)),
        ("/features/6/geometry/coordinates", json!([[10, 40]])),
        ("/features/6/geometry/coordinates", json!([])),
        ("/features/7/geometry/coordinates", json!([[10, 40]])),
        ("/sources/0/title", json!(" ")),
        ("/sources/0/year", json!(1811.5)),
        ("/events/0/name", json!("")),
        ("/events/0/from", json!("1820-13-01T")),
        ("/events/0/from", json!("1820-05~")),
        ("/events/0/old_style", json!("April")),
        ("/polities/1/part_of", json!({})),
        ("/polities/1/successors", json!("UNION")),
        ("/sovereignties/0/holder", json!(["WEST"])),
        ("/sovereignties/0/vacant", json!(true)),
        ("/sovereignties/1/condominium", json!(["WEST"])),
        ("/sovereignties/2/contested", json!([])),
        ("/sovereignties/3/vacant", json!(false)),
        ("/sovereignties/0/rival_dates/0/sources", json!([])),
        ("/sovereignties/0/undrawn/0/ground", json!(" ")),
        ("/sovereignties/0/undrawn/0/vacant", json!(true)),
        ("/sovereignties/0/undrawn/0/contested", json!(["EAST", "WEST"])),
        ("/sovereignties/0/undrawn/0/from", json!("1830?")),
        ("/sovereignties/0/undrawn/1/condominium", json!(["WEST"])),
        ("/sovereignties/0/undrawn/4/sources", json!([])),
        ("/controls/0/administered_by", json!(["WEST"])),
        ("/claims/0/until", json!("1831?")),
        ("/presences/0/force", json!("")),
        ("/corridors/0/joins", json!(["west"])),
        ("/corridors/0/joins", json!(["west", "east", "middle"])),
        ("/corridors/0/width_m", json!(0)),
        ("/corridors/0/drawn_width_m", json!(0)),
        ("/corridors/0/regime", json!(" ")),
        ("/border_stages/0/between", json!(["EAST"])),
        ("/border_stages/0/along", json!("west")),
        ("/lines/0/coordinates", json!([[10, 40]])),
        ("/lines/0/coordinates/0", json!([190, 40])),
        ("/lines/0/accuracy_m", json!(0)),
        ("/lines/0/sources", json!([])),
    ] {
        let mut document = full();
        let members = document.pointer_mut(pointer);
        if let Some(member) = members {
            *member = value.clone();
        } else {
            let (object_at, name) = pointer.rsplit_once('/').unwrap();
            object(&mut document, object_at).insert(name.to_owned(), value.clone());
        }
        assert!(refusal(&document).is_some(), "{pointer} {value} is read");
        assert!(!DOCUMENTS.allows(&document), "{pointer} {value} is of the schema");
    }
}

/// A text made of the signs and words of dates.
fn dates() -> impl Strategy<Value = String> {
    let part = prop::sample::select(vec![
        "1992", "-0044", "199X", "19XX", "05", "18", "-", "..", "[", "]", ",", "Y", "S2", "X", "1", "/", "~", " ", "E3",
    ]);
    let sound = prop::sample::select(vec![
        "1992-05-18",
        "1992-05",
        "[1992-05..1993]",
        "-0320",
        "199X",
        "19XX",
        "1992-2X",
        "1992S2",
        "1992-21",
        "{1992}",
        "[1992,1993]",
        "Y1992",
        "1992-XX-12",
        "[..1993]",
    ]);
    prop_oneof![
        prop::collection::vec(part, 1..8).prop_map(|parts| parts.concat()),
        (sound, 0..12_usize, "[-0-9XYSE.,\\[\\]{} ]").prop_map(|(text, at, sign)| {
            let at = at.min(text.len());
            format!("{}{sign}{}", &text[..at], &text[at..])
        }),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2_000, failure_persistence: None, ..ProptestConfig::default() })]

    /// Every text that is a date for the reader is one for the schema.
    #[test]
    fn every_date_is_of_the_schema(text in dates()) {
        if text.parse::<UncertainDate>().is_ok() {
            let document = json!({
                "type": "FeatureCollection",
                "suzerain": {"format": 1, "atlas": "a", "coverage": {"from": text}},
                "features": [],
            });
            prop_assert!(DOCUMENTS.allows(&document), "{text}");
            let builder = AtlasBuilder::default().document("a", &document.to_string());
            prop_assert!(builder.is_ok());
        }
    }
}
