//! What programs that keep features in tables make of an atlas document.
//!
//! Every feature of a table has every column, with null where it has no value; lists and objects may become texts of JSON; and
//! the code of a feature may become a column.

use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

/// Columns that say which feature it is.
const CODES: [&str; 2] = ["id", "fid"];

/// The properties of a feature, as they are or as a table has them.
///
/// # Errors
///
/// What is wrong with them as they are.
pub(super) fn properties<T: DeserializeOwned>(text: &str) -> serde_json::Result<T> {
    serde_json::from_str(text).or_else(|error| from_table(text).ok_or(error))
}

fn from_table<T: DeserializeOwned>(text: &str) -> Option<T> {
    let mut columns: Map<String, Value> = serde_json::from_str(text).ok()?;
    columns.retain(|column, value| !value.is_null() && !CODES.contains(&column.as_str()));
    for value in columns.values_mut() {
        if let Value::String(json) = value
            && json.starts_with(['[', '{'])
            && let Ok(inside) = serde_json::from_str::<Value>(json)
        {
            *value = inside;
        }
    }
    serde_json::from_value(Value::Object(columns)).ok()
}

/// The code among the properties of a feature.
pub(super) fn code(text: &str) -> Option<String> {
    let columns: Map<String, Value> = serde_json::from_str(text).ok()?;
    match columns.get("id")? {
        Value::String(code) => Some(code.clone()),
        _ => None,
    }
}

/// Whether a member `crs` names WGS84 longitude and latitude, or nothing.
pub(super) fn is_wgs84(text: &str) -> bool {
    let Ok(member) = serde_json::from_str::<Value>(text) else { return false };
    let name = member.get("properties").and_then(|properties| properties.get("name"));
    match name.and_then(Value::as_str) {
        None => member.is_null(),
        Some(name) => ["CRS84", ":4326"].iter().any(|end| name.ends_with(end)),
    }
}

#[cfg(test)]
mod tests {
    use serde::Deserialize;

    use super::*;

    #[derive(Debug, PartialEq, Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Columns {
        names: Vec<String>,
        note: Option<String>,
    }

    #[test]
    fn a_table_says_the_same() {
        let expected = Columns { names: vec!["A".to_owned()], note: None };
        for text in [
            r#"{"names": ["A"]}"#,
            r#"{"id": "a", "fid": 7, "names": "[\"A\"]", "note": null, "parts": null}"#,
            r#"{"names": ["A"], "within": null}"#,
        ] {
            assert_eq!(properties::<Columns>(text).ok().as_ref(), Some(&expected), "{text}");
        }
        let error = properties::<Columns>(r#"{"names": ["A"], "within": "B"}"#).unwrap_err().to_string();
        assert!(error.starts_with("unknown field `within`"), "{error}");
        assert_eq!(code(r#"{"id": "a"}"#).as_deref(), Some("a"));
        assert!(is_wgs84("null") && is_wgs84(r#"{"type":"name","properties":{"name":"urn:ogc:def:crs:OGC:1.3:CRS84"}}"#));
        assert!(!is_wgs84(r#"{"type":"name","properties":{"name":"urn:ogc:def:crs:EPSG::3857"}}"#));
    }
}
