//! Atlas documents that other programs wrote anew are read as the same atlas.
//!
//! What each does was seen with GDAL 3.9 and 3.12, through Fiona, Pyogrio and `GeoPandas` 1.2, on the embedded atlas.

use std::collections::BTreeSet;

use serde_json::{Map, Value, json};
use suzerain::{Atlas, AtlasBuilder};

fn document() -> Map<String, Value> {
    let mut bytes = Vec::new();
    Atlas::south_caucasus().to_geojson(&mut bytes).unwrap();
    serde_json::from_slice(&bytes).unwrap()
}

/// The document of an atlas, which is the same for the same atlas.
fn written(atlas: &Atlas) -> String {
    let mut bytes = Vec::new();
    atlas.to_geojson(&mut bytes).unwrap();
    String::from_utf8(bytes).unwrap()
}

fn features(document: &mut Map<String, Value>) -> &mut Vec<Value> {
    document["features"].as_array_mut().unwrap()
}

/// What GDAL adds to a collection.
fn add_members(document: &mut Map<String, Value>) {
    document.insert("$schema".to_owned(), json!("https://example.org/atlas.schema.json"));
    document.insert("name".to_owned(), json!("south-caucasus"));
    document.insert("bbox".to_owned(), json!([38.0, 38.0, 51.0, 45.0]));
    document.insert("xy_coordinate_resolution".to_owned(), json!(1e-7));
    document.insert("crs".to_owned(), json!({"type": "name", "properties": {"name": "urn:ogc:def:crs:OGC:1.3:CRS84"}}));
}

/// Puts features in a table: every column in each, null where it has no value, and the code as a column.
fn tabulate(document: &mut Map<String, Value>, text: impl Fn(&[Value]) -> String) {
    let columns: BTreeSet<String> = features(document)
        .iter()
        .flat_map(|feature| feature["properties"].as_object().unwrap().keys().cloned())
        .collect();
    for feature in features(document) {
        let code = feature.as_object_mut().unwrap().remove("id").unwrap();
        let properties = feature["properties"].as_object_mut().unwrap();
        for column in &columns {
            let value = properties.entry(column.clone()).or_insert(Value::Null);
            match value {
                Value::Array(items) => *value = text(items).into(),
                Value::String(day) if matches!(column.as_str(), "from" | "until") && day.len() == 10 => {
                    day.push_str("T00:00:00");
                }
                _ => {}
            }
        }
        properties.insert("id".to_owned(), code);
        feature["geometry"]["bbox"] = json!([1, 2, 3, 4]);
        if feature["geometry"].get("type").is_none() {
            feature["geometry"] = Value::Null;
        }
    }
}

fn json_text(items: &[Value]) -> String {
    serde_json::to_string(items).unwrap()
}

/// As `NumPy` shows a list of texts.
fn numpy_text(items: &[Value]) -> String {
    if items.iter().all(Value::is_string) {
        let items: Vec<String> = items.iter().map(|item| format!("'{}'", item.as_str().unwrap())).collect();
        format!("[{}]", items.join(" "))
    } else {
        json_text(items)
    }
}

#[test]
fn further_members_and_another_order_change_nothing() {
    let mut document = document();
    add_members(&mut document);
    // A map of serde_json has its members in the order of their names.
    let atlas = Atlas::from_geojson(Value::Object(document).to_string().as_bytes()).unwrap();
    assert_eq!(written(&atlas), written(Atlas::south_caucasus()));
}

#[test]
fn features_of_tables_are_the_same_features() {
    for text in [json_text, numpy_text] {
        let mut document = document();
        add_members(&mut document);
        tabulate(&mut document, text);
        let atlas = Atlas::from_geojson(Value::Object(document).to_string().as_bytes()).unwrap();
        assert_eq!(written(&atlas), written(Atlas::south_caucasus()));
    }
}

#[test]
fn features_without_foreign_members_follow_the_document_that_has_them() {
    let mut facts = document();
    let mut ground = Map::new();
    ground.insert("type".to_owned(), json!("FeatureCollection"));
    ground.insert("features".to_owned(), std::mem::replace(&mut facts["features"], json!([])));
    add_members(&mut ground);
    tabulate(&mut ground, numpy_text);
    let [facts, ground] = [facts, ground].map(|document| Value::Object(document).to_string());
    let builder = AtlasBuilder::default().document("facts", &facts).unwrap().document("ground", &ground).unwrap();
    assert_eq!(written(&builder.build().unwrap()), written(Atlas::south_caucasus()));
    // Alone it is no atlas.
    let error = Atlas::from_geojson(ground.as_bytes()).unwrap_err().to_string();
    assert!(error.contains("missing field `suzerain`; only a document after"), "{error}");
}

#[test]
fn another_coordinate_system_is_refused() {
    let mut document = document();
    add_members(&mut document);
    document["crs"]["properties"]["name"] = json!("urn:ogc:def:crs:EPSG::3857");
    let error = Atlas::from_geojson(Value::Object(document).to_string().as_bytes()).unwrap_err().to_string();
    assert!(error.contains("crs: atlas documents have WGS84 longitude and latitude"), "{error}");
}
