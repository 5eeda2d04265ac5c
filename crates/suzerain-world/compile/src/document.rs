//! Atlas documents made of the elements of a text.

use std::collections::HashMap;

use serde_json::{Map, Value};
use suzerain::UncertainDate;
use time::Date;
use time::macros::date;

/// The lists of a document in which facts stand.
const LISTS: [&str; 9] =
    ["sources", "events", "polities", "sovereignties", "controls", "claims", "recognitions", "presences", "corridors"];

/// The first day that the atlas of the world covers.
const FIRST_DAY: Date = date!(1946 - 01 - 01);

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
    /// Statements, and the bonds of polities, without a beginning begin with the time that the atlas covers, so that they
    /// say nothing of earlier days where another atlas covers those.
    pub(crate) fn begin_with_the_atlas(&mut self) {
        let Some(json) = self.json.as_object_mut() else { return };
        match self.list {
            "sources" | "events" => {}
            "polities" => {
                let began = json.get("from").and_then(Value::as_str).and_then(|it| it.parse::<UncertainDate>().ok());
                // Of a polity that is younger than the atlas, the bond begins with the polity.
                if began.is_none_or(|it| it.earliest() <= FIRST_DAY) {
                    let lists = ["part_of", "patrons"].map(|list| json.get(list).cloned());
                    for (list, bonds) in ["part_of", "patrons"].into_iter().zip(lists) {
                        if let Some(Value::Array(mut bonds)) = bonds {
                            bonds.iter_mut().filter_map(Value::as_object_mut).for_each(begin);
                            json.insert(list.to_owned(), Value::Array(bonds));
                        }
                    }
                }
            }
            _ => begin(json),
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

fn begin(json: &mut Map<String, Value>) {
    json.entry("from").or_insert_with(|| Value::from(FIRST_DAY.to_string()));
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
