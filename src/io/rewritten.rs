//! What programs that keep features in tables make of an atlas document.
//!
//! Every feature of a table has every column, with null where it has no value; lists may become texts, of JSON or as `NumPy`
//! shows them; days become moments, where every value of a column is one; and the code of a feature becomes a column.

use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

/// Columns that say which feature it is.
const CODES: [&str; 2] = ["id", "fid"];

/// Every column of a territory or a landmark: in a table each feature has them all.
const COLUMNS: [&str; 11] =
    ["kind", "names", "within", "parts", "accuracy_m", "drawn", "from", "until", "sources", "note", "layer"];

/// What follows a day that was taken for a moment.
const MIDNIGHT: &str = "T00:00:00";

/// The properties of a feature, as they are or as a table has them.
///
/// # Errors
///
/// What is wrong with them as they are.
pub(super) fn properties<T: DeserializeOwned>(text: &str) -> serde_json::Result<T> {
    if text.contains(MIDNIGHT)
        && let Some(properties) = from_table(text)
    {
        return Ok(properties);
    }
    serde_json::from_str(text).or_else(|error| from_table(text).ok_or(error))
}

fn from_table<T: DeserializeOwned>(text: &str) -> Option<T> {
    let mut columns: Map<String, Value> = serde_json::from_str(text).ok()?;
    columns.retain(|column, value| {
        let column = column.as_str();
        !(CODES.contains(&column) || value.is_null() && COLUMNS.contains(&column))
    });
    for (column, value) in &mut columns {
        let Value::String(text) = value else { continue };
        let inside = match column.as_str() {
            "from" | "until" => text.split_once(MIDNIGHT).map(|(day, _)| day.into()),
            "names" | "parts" | "sources" => serde_json::from_str(text).ok().or_else(|| array(text)),
            _ => None,
        };
        if let Some(inside) = inside {
            *value = inside;
        }
    }
    serde_json::from_value(Value::Object(columns)).ok()
}

/// A list of texts as `NumPy` shows it, without commas: `['a' 'b']`.
fn array(text: &str) -> Option<Value> {
    let inside = text.strip_prefix('[')?.strip_suffix(']')?;
    let mut items = Vec::new();
    let mut rest = inside.trim_start();
    while let Some(quote) = rest.chars().next() {
        let (item, further) = rest.strip_prefix(['\'', '"'])?.split_once(quote)?;
        items.push(item.into());
        rest = further.trim_start();
    }
    Some(Value::Array(items))
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
            r#"{"names": "['A']", "note": null}"#,
        ] {
            assert_eq!(properties::<Columns>(text).ok().as_ref(), Some(&expected), "{text}");
        }
        assert_eq!(array("['a' 'b'\n 'c-1']"), Some(serde_json::json!(["a", "b", "c-1"])));
        assert_eq!((array("['a' b]"), array("['a")), (None, None));
        let error = properties::<Columns>(r#"{"names": ["A"], "within": "B"}"#).unwrap_err().to_string();
        assert!(error.starts_with("unknown field `within`"), "{error}");
        assert_eq!(code(r#"{"id": "a"}"#).as_deref(), Some("a"));
        assert!(
            is_wgs84("null") && is_wgs84(r#"{"type":"name","properties":{"name":"urn:ogc:def:crs:OGC:1.3:CRS84"}}"#)
        );
        assert!(!is_wgs84(r#"{"type":"name","properties":{"name":"urn:ogc:def:crs:EPSG::3857"}}"#));
    }
}
