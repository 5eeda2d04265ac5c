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
    /// A property as text: a text that is not blank, or a number or truth value as it is written.
    pub(super) fn text(&self, name: &str) -> Option<String> {
        match self.properties.get(name)? {
            Value::String(text) => Some(text.trim().to_owned()).filter(|text| !text.is_empty()),
            Value::Number(number) => Some(number.to_string()),
            Value::Bool(value) => Some(value.to_string()),
            _ => None,
        }
    }

    /// The outline of the feature, taken out of it; `None` if it has none, which is reported.
    ///
    /// A feature without a geometry is skipped if that repair was asked for, and is otherwise a problem.
    pub(super) fn outline(&mut self, collector: &mut Collector<'_>) -> Option<Outline> {
        match self.geometry.take() {
            Some(Geometry { form: Form::Area(outline), .. }) if outline.is_faulty || !outline.rings.is_empty() => {
                Some(outline)
            }
            Some(Geometry { form: Form::None, .. }) if collector.has_problem(&self.location) => None,
            None | Some(Geometry { form: Form::None | Form::Area(_), .. }) => {
                if collector.repair().drop_empty {
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
            Some(Geometry { form, .. }) => {
                let message = format!("it is a {}; it must be a Polygon or a MultiPolygon", form.word());
                collector.problem(self.location.at("geometry"), ImportProblemKind::Malformed(message));
                None
            }
        }
    }
}
