//! Atlas documents made of the elements of a text.

use std::collections::HashMap;

use serde_json::Value;

/// The lists of a document in which facts stand.
const LISTS: [&str; 9] =
    ["sources", "events", "polities", "sovereignties", "controls", "claims", "recognitions", "presences", "corridors"];

/// The first day that the atlas of the world covers.
const FIRST_DAY: &str = "1946-01-01";

/// An element of an atlas document, and the line of the text that it comes from.
#[derive(Debug, Clone)]
pub(crate) struct Element {
    pub(crate) list: &'static str,
    /// The territory of a statement.
    pub(crate) territory: Option<String>,
    pub(crate) json: Value,
    pub(crate) line: usize,
}

impl Element {
    /// A statement without a beginning begins with the time that the atlas covers, so that it says nothing of earlier
    /// days where another atlas covers those.
    pub(crate) fn begin_with_the_atlas(&mut self) {
        let is_dated = !["sources", "events", "polities"].contains(&self.list);
        if let Some(json) = self.json.as_object_mut().filter(|_| is_dated) {
            json.entry("from").or_insert_with(|| Value::from(FIRST_DAY));
        }
    }

    /// The same statement of each further piece of its territory.
    pub(crate) fn of_pieces(&self, pieces: &HashMap<String, Vec<String>>) -> Vec<Self> {
        let of_own = self.territory.as_ref().and_then(|territory| pieces.get(territory));
        let of_piece = |piece: &String| {
            let mut copy = self.clone();
            copy.territory = Some(piece.clone());
            if let Some(json) = copy.json.as_object_mut() {
                json.insert("territory".to_owned(), Value::from(piece.as_str()));
            }
            copy
        };
        of_own.into_iter().flatten().map(of_piece).collect()
    }
}

/// A document with one element a line, and for each of its lines the line of the text; 0 for none.
pub(crate) fn document(atlas: &str, elements: &[Element]) -> (String, Vec<usize>) {
    let mut lines = vec![format!(
        r#"{{"type": "FeatureCollection", "suzerain": {{"format": 1, "atlas": "{atlas}"}}, "features": []"#
    )];
    let mut origins = vec![0];
    for list in LISTS {
        let of_list: Vec<&Element> = elements.iter().filter(|element| element.list == list).collect();
        lines.push(format!(r#", "{list}": ["#));
        origins.push(0);
        for (index, element) in of_list.iter().enumerate() {
            lines.push(format!("{}{}", if index > 0 { ", " } else { "" }, element.json));
            origins.push(element.line);
        }
        lines.push("]".to_owned());
        origins.push(0);
    }
    lines.push("}".to_owned());
    origins.push(0);
    (lines.join("\n"), origins)
}
