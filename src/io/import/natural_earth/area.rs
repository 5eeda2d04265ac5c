//! A country or a disputed area, as its feature states it.

use std::collections::HashMap;

use serde_json::{Map, Value};

use super::dispute_note::DisputeNote;
use crate::atlas::draft::NameDraft;
use crate::io::import::collector::Collector;
use crate::io::import::feature::Feature;
use crate::io::import::rings::Outline;
use crate::io::import::{ImportLocation, ImportProblemKind};

/// What `featurecla` calls areas that lie over those of the countries: `Admin-0 claim area`, `Admin-0 lease`, ...
const AREAS: [&str; 6] = ["disputed", "breakaway", "claim", "indetermina", "overlay", "lease"];

/// A feature whose columns could be read.
#[derive(Debug)]
pub(super) struct Area {
    pub(super) location: ImportLocation,
    /// An area over the countries, not a country.
    pub(super) is_disputed: bool,
    pub(super) code: String,
    pub(super) name: String,
    /// Its names in other languages than English.
    pub(super) names: Vec<NameDraft>,
    /// What notes may call it.
    pub(super) aliases: Vec<String>,
    /// `ADM0_A3`.
    pub(super) country: Option<String>,
    /// `SOVEREIGNT` and `SOV_A3`.
    pub(super) sovereign: Option<(String, String)>,
    /// `TYPE`, in lower case.
    pub(super) kind: String,
    pub(super) dispute: DisputeNote,
    pub(super) view: View,
    /// The file has a column for the viewpoint.
    pub(super) has_view: bool,
    pub(super) outline: Outline,
}

/// What the viewpoint that was asked for says.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct View {
    /// `FCLASS_XX`: not recognised, or recognised as something.
    pub(super) is_recognised: Option<bool>,
    /// `ADM0_A3_XX`.
    pub(super) country: Option<String>,
}

impl Area {
    /// The area of a feature; what is wrong with it is reported.
    pub(super) fn read(
        collector: &mut Collector<'_>,
        mut feature: Feature,
        view: Option<&str>,
        is_disputed: bool,
    ) -> Option<Self> {
        let location = feature.location.clone();
        let members = std::mem::take(&mut feature.properties);
        let mut columns = Columns::new(&members);
        let class = columns.text(collector, &location, "FEATURECLA").unwrap_or_default().to_lowercase();
        let is_disputed = is_disputed || AREAS.iter().any(|word| class.contains(word));
        let country = columns.text(collector, &location, "ADM0_A3");
        let admin = columns.text(collector, &location, "ADMIN");
        let sovereign = columns.text(collector, &location, "SOVEREIGNT");
        let sovereign = sovereign.zip(columns.text(collector, &location, "SOV_A3"));
        let kind = columns.text(collector, &location, "TYPE").unwrap_or_default().to_lowercase();
        let brk_code = columns.text(collector, &location, "BRK_A3");
        let brk_name = columns.text(collector, &location, "BRK_NAME");
        let note = columns.text(collector, &location, "NOTE_BRK").unwrap_or_default();
        let (code, name) = if is_disputed { (brk_code, brk_name.clone()) } else { (country.clone(), admin) };
        let [code_field, name_field] = if is_disputed { ["BRK_A3", "BRK_NAME"] } else { ["ADM0_A3", "ADMIN"] };
        let why = "Natural Earth has a code and a name there";
        for (found, field) in [(code.is_some(), code_field), (name.is_some(), name_field)] {
            if !found && !columns.is_faulty(field) {
                collector.problem(location.at(columns.field(field)), ImportProblemKind::Missing(why));
            }
        }
        let dispute = DisputeNote::of(&note);
        for rest in &dispute.rest {
            let text = format!("'{rest}' is not understood: it is left out");
            collector.note(&location.at(columns.field("NOTE_BRK")), text);
        }
        let aliases =
            ["ADM0_A3", "ADMIN", "NAME", "NAME_LONG", "FORMAL_EN", "ABBREV", "BRK_NAME", "GEOUNIT", "SUBUNIT"];
        let aliases = aliases
            .iter()
            .filter(|_| !is_disputed)
            .filter_map(|column| columns.text(collector, &location, column))
            .collect();
        let fclass = view.map(|iso| format!("FCLASS_{iso}"));
        let has_view = fclass.as_ref().is_some_and(|column| columns.known.contains_key(column));
        let view = View {
            is_recognised: fclass
                .and_then(|column| columns.text(collector, &location, &column))
                .map(|value| !value.eq_ignore_ascii_case("unrecognized")),
            country: view.and_then(|iso| columns.text(collector, &location, &format!("ADM0_A3_{iso}"))),
        };
        let names = columns.names(collector, &location);
        let outline = feature.outline(collector)?;
        let (code, name) = code.zip(name)?;
        Some(Self {
            location,
            is_disputed,
            code,
            name,
            names,
            aliases,
            country,
            sovereign,
            kind,
            dispute,
            view,
            has_view,
            outline,
        })
    }

    /// Whether nobody has a recorded right to it.
    pub(super) fn is_in_doubt(&self) -> bool {
        ["disputed", "breakaway", "indeterminate"].contains(&self.kind.as_str())
    }
}

/// The columns of a feature, by their names in upper case.
struct Columns<'f> {
    known: HashMap<String, (&'f str, &'f Value)>,
    faulty: Vec<String>,
}

impl<'f> Columns<'f> {
    fn new(members: &'f Map<String, Value>) -> Self {
        let known = members.iter().map(|(name, value)| (name.to_uppercase(), (name.as_str(), value))).collect();
        Self { known, faulty: Vec::new() }
    }

    /// How a message calls a column.
    fn field(&self, column: &str) -> String {
        format!("properties.{}", self.known.get(column).map_or(column, |(name, _)| name))
    }

    fn is_faulty(&self, column: &str) -> bool {
        self.faulty.iter().any(|known| known == column)
    }

    /// A text; -99, null and blanks are none.
    fn text(&mut self, collector: &mut Collector<'_>, location: &ImportLocation, column: &str) -> Option<String> {
        match self.known.get(column)?.1 {
            Value::Null => None,
            Value::String(text) => {
                Some(text.trim().to_owned()).filter(|text| !matches!(text.as_str(), "" | "-99" | "-099"))
            }
            Value::Number(number) if number.as_f64() == Some(-99.0) => None,
            other => {
                let message = format!("it is {other}; it must be a text, or -99 or null for none");
                collector.problem(location.at(self.field(column)), ImportProblemKind::Malformed(message));
                self.faulty.push(column.to_owned());
                None
            }
        }
    }

    /// `NAME_DE` and so on.
    fn names(&mut self, collector: &mut Collector<'_>, location: &ImportLocation) -> Vec<NameDraft> {
        let language = |column: &String| {
            let code = column.strip_prefix("NAME_")?;
            let is_code = code.len() == 2 && code.bytes().all(|byte| byte.is_ascii_uppercase());
            (is_code && code != "EN").then(|| (column.clone(), code.to_lowercase()))
        };
        let mut columns: Vec<(String, String)> = self.known.keys().filter_map(language).collect();
        columns.extend(self.known.contains_key("NAME_ZHT").then(|| ("NAME_ZHT".to_owned(), "zh-Hant".to_owned())));
        columns.sort_unstable();
        let named = columns.into_iter().filter_map(|(column, lang)| {
            let text = self.text(collector, location, &column)?;
            Some(NameDraft { text, lang: Some(lang), ..NameDraft::default() })
        });
        named.collect()
    }
}
