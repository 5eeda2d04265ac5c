//! Features of foreign files, whatever format they come from.

use serde_json::{Map, Value};

use super::collector::Collector;
use super::geometry::{Form, Geometry};
use super::rings::Outline;
use super::{ImportLocation, ImportProblemKind, RepairKind};

/// A feature of a foreign file.
#[derive(Debug, Clone, Default)]
pub(super) struct Feature {
    pub(super) location: ImportLocation,
    pub(super) properties: Map<String, Value>,
    /// `None` where the file says null.
    pub(super) geometry: Option<Geometry>,
    /// Members that GeoJSON does not name.
    pub(super) foreign: Map<String, Value>,
}

impl Feature {
    /// The name of a column as the file writes it: this one, or one that differs in capitals only.
    pub(super) fn column<'f>(&'f self, name: &'f str) -> Option<&'f str> {
        if self.properties.contains_key(name) {
            return Some(name);
        }
        self.properties.keys().map(String::as_str).find(|known| known.eq_ignore_ascii_case(name))
    }

    /// A property; see [`Feature::column`].
    pub(super) fn get(&self, name: &str) -> Option<&Value> {
        self.properties.get(self.column(name)?)
    }

    /// Where a property is.
    pub(super) fn at(&self, name: &str) -> ImportLocation {
        self.location.at(format!("properties.{}", self.column(name).unwrap_or(name)))
    }

    /// A property as text: a text that is not blank, or a number or truth value as it is written.
    pub(super) fn text(&self, name: &str) -> Option<String> {
        match self.get(name)? {
            Value::String(text) => Some(text.trim().to_owned()).filter(|text| !text.is_empty()),
            Value::Number(number) => Some(number.to_string()),
            Value::Bool(value) => Some(value.to_string()),
            _ => None,
        }
    }

    /// The outline of the feature, taken out of it; `None` if it has none, which is reported.
    ///
    /// Of a collection the areas are taken. A feature without a geometry is skipped if that repair was asked for, and is
    /// otherwise a problem.
    pub(super) fn outline(&mut self, collector: &mut Collector<'_>) -> Option<Outline> {
        let mut form = self.geometry.take().map(|geometry| geometry.form);
        if let Some(Form::Collection(members)) = form {
            let (outline, is_whole) = areas(members);
            if !is_whole && !outline.rings.is_empty() {
                let text = "of a collection of geometries only the areas are taken";
                collector.note(&self.location.at("geometry"), text);
            }
            form = Some(Form::Area(outline));
        }
        match form {
            Some(Form::Area(outline)) if outline.is_faulty || !outline.rings.is_empty() => Some(outline),
            Some(Form::None) if collector.has_problem() => None,
            None | Some(Form::None | Form::Area(_)) => {
                if collector.drawing().repair.drop_empty {
                    collector.repaired(&self.location, RepairKind::EmptyFeatureDropped, 1);
                    collector
                        .skip(&self.location, "it has no geometry, or none larger than the grid of 1e-7 degree (1 cm)");
                } else {
                    let kind = ImportProblemKind::Missing(
                        "a feature here has an area larger than 1e-7 degree (1 cm); leave it out, or ask for the repair",
                    );
                    collector.problem(self.location.at("geometry"), kind);
                }
                None
            }
            Some(form) => {
                let message = format!("it is a {}; it must be a Polygon or a MultiPolygon", form.word());
                collector.problem(self.location.at("geometry"), ImportProblemKind::Malformed(message));
                None
            }
        }
    }
}

/// The areas among geometries as one outline, and whether all of them are areas.
fn areas(members: Vec<Geometry>) -> (Outline, bool) {
    let (mut outline, mut is_whole) = (Outline::default(), true);
    for member in members {
        let (part, is_area) = match member.form {
            Form::Area(part) => (part, true),
            Form::Collection(members) => areas(members),
            _ => (Outline::default(), false),
        };
        outline.append(part);
        is_whole &= is_area;
    }
    (outline, is_whole)
}
