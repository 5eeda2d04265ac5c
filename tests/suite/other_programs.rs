//! Atlas documents that other programs wrote anew are read as the same atlas.
//!
//! What each does was seen with GDAL 3.9 and 3.12, through Fiona, Pyogrio and `GeoPandas` 1.2, on the embedded atlas.

use std::collections::BTreeSet;

use serde_json::{Map, Value, json};
use suzerain::{Atlas, AtlasBuilder, Merge};

/// The document of an atlas.
fn written(atlas: &Atlas) -> Map<String, Value> {
    let mut bytes = Vec::new();
    atlas.to_geojson(&mut bytes).unwrap();
    serde_json::from_slice(&bytes).unwrap()
}

/// Asserts that two atlases are the same but for what their documents say to other programs.
#[track_caller]
fn assert_same(atlas: &Atlas, expected: &Atlas) {
    let [found, expected_document] = [atlas, expected].map(|atlas| {
        let mut document = written(atlas);
        for member in MEMBERS {
            document.remove(member);
        }
        document
    });
    assert!(found == expected_document);
    assert_eq!(atlas.fingerprint(), expected.fingerprint());
}

/// The members that say nothing about an atlas.
const MEMBERS: [&str; 5] = ["$schema", "name", "crs", "bbox", "xy_coordinate_resolution"];

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
    let mut document = written(Atlas::south_caucasus());
    add_members(&mut document);
    // A map of serde_json has its members in the order of their names.
    let atlas = Atlas::from_geojson(Value::Object(document).to_string().as_bytes()).unwrap();
    assert_same(&atlas, Atlas::south_caucasus());
}

/// What says nothing about the atlas is kept for the programs that wrote it: texts as they were, the rest as it is now.
#[test]
fn members_of_other_programs_are_kept() {
    let mut document = written(Atlas::south_caucasus());
    assert!(MEMBERS.iter().all(|member| !document.contains_key(*member)));
    add_members(&mut document);
    let atlas = Atlas::from_geojson(Value::Object(document.clone()).to_string().as_bytes()).unwrap();
    let binary = Atlas::from_bytes(&atlas.to_bytes()).unwrap();
    let rebuilt = atlas.to_builder().build().unwrap();
    for atlas in [&atlas, &binary, &rebuilt] {
        let kept = written(atlas);
        for member in ["$schema", "name", "xy_coordinate_resolution", "crs"] {
            assert_eq!(kept[member], document[member], "{member}");
        }
        assert_eq!(kept["bbox"], box_of(&kept["features"]), "bbox");
    }
    // A document may have some of them, or none that is not null.
    for (member, value) in [("name", json!("districts")), ("bbox", json!([0, 0, 1, 1])), ("crs", Value::Null)] {
        let mut document = written(Atlas::south_caucasus());
        document.insert(member.to_owned(), value.clone());
        let atlas = Atlas::from_geojson(Value::Object(document).to_string().as_bytes()).unwrap();
        let kept: Vec<&str> = MEMBERS.into_iter().filter(|member| written(&atlas).contains_key(*member)).collect();
        assert_eq!(kept, if value.is_null() { vec![] } else { vec![member] });
    }
}

/// Of documents that make one atlas, the first that has a member has the say; two atlases have none in common.
#[test]
fn members_of_several_documents() {
    let document = |atlas: &str, name: &str, member: &str| {
        format!(
            r#"{{"type": "FeatureCollection", "name": "{name}", {member} "suzerain": {{"format": 1, "atlas": "{atlas}"}}, "features": []}}"#
        )
    };
    let [first, second] = [document("mine", "first", ""), document("mine", "second", r#""bbox": [1, 2, 3, 4],"#)];
    let both = AtlasBuilder::default().document("1", &first).unwrap().document("2", &second).unwrap().build().unwrap();
    let kept = written(&both);
    // Nothing is drawn, so there is no box.
    assert_eq!((&kept["name"], kept.get("bbox")), (&json!("first"), None));
    let other = Atlas::from_geojson(document("other", "other", "").as_bytes()).unwrap();
    assert_eq!(written(&Merge::new(&both, &other).build().unwrap()).get("name"), None);
}

/// The box around all positions of features, in the order of GeoJSON.
fn box_of(features: &Value) -> Value {
    fn visit(value: &Value, found: &mut [f64; 4]) {
        match value.as_array().map(Vec::as_slice) {
            Some([lon, lat]) if lon.is_number() => {
                let (lon, lat) = (lon.as_f64().unwrap(), lat.as_f64().unwrap());
                *found = [found[0].min(lon), found[1].min(lat), found[2].max(lon), found[3].max(lat)];
            }
            Some(items) => items.iter().for_each(|item| visit(item, found)),
            None => {}
        }
    }
    let mut found = [f64::MAX, f64::MAX, f64::MIN, f64::MIN];
    features.as_array().unwrap().iter().for_each(|feature| visit(&feature["geometry"]["coordinates"], &mut found));
    json!(found)
}

#[test]
fn features_of_tables_are_the_same_features() {
    for text in [json_text, numpy_text] {
        let mut document = written(Atlas::south_caucasus());
        add_members(&mut document);
        tabulate(&mut document, text);
        let atlas = Atlas::from_geojson(Value::Object(document).to_string().as_bytes()).unwrap();
        assert_same(&atlas, Atlas::south_caucasus());
    }
}

#[test]
fn features_without_foreign_members_follow_the_document_that_has_them() {
    let mut facts = written(Atlas::south_caucasus());
    let mut ground = Map::new();
    ground.insert("type".to_owned(), json!("FeatureCollection"));
    ground.insert("features".to_owned(), std::mem::replace(&mut facts["features"], json!([])));
    add_members(&mut ground);
    tabulate(&mut ground, numpy_text);
    let [facts, ground] = [facts, ground].map(|document| Value::Object(document).to_string());
    let builder = AtlasBuilder::default().document("facts", &facts).unwrap().document("ground", &ground).unwrap();
    assert_same(&builder.build().unwrap(), Atlas::south_caucasus());
    // Alone it is no atlas.
    let error = Atlas::from_geojson(ground.as_bytes()).unwrap_err().to_string();
    assert!(error.contains("missing field `suzerain`; only a document after"), "{error}");
}

#[test]
fn another_coordinate_system_is_refused() {
    let mut document = written(Atlas::south_caucasus());
    add_members(&mut document);
    document["crs"]["properties"]["name"] = json!("urn:ogc:def:crs:EPSG::3857");
    let error = Atlas::from_geojson(Value::Object(document).to_string().as_bytes()).unwrap_err().to_string();
    assert!(error.contains("crs: atlas documents have WGS84 longitude and latitude"), "{error}");
}
