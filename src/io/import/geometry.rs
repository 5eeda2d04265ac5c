//! Geometries of foreign files, whatever format they come from.

use serde_json::{Map, Value};

use super::rings::Outline;
use crate::space::Vertex;

/// A geometry and its foreign members.
#[derive(Debug, Clone, Default)]
pub(super) struct Geometry {
    pub(super) form: Form,
    pub(super) foreign: Map<String, Value>,
}

/// The area, lines or points of a geometry.
#[derive(Debug, Clone, Default)]
pub(super) enum Form {
    /// It states no type or coordinates, or wrong ones.
    #[default]
    None,
    /// A `Point` or `MultiPoint`.
    Points(Vec<Vertex>),
    /// A `LineString` or `MultiLineString`.
    Lines(Vec<Vec<Vertex>>),
    /// A `Polygon` or `MultiPolygon`.
    Area(Outline),
    /// A `GeometryCollection`.
    Collection(Vec<Geometry>),
}

impl Form {
    /// How a message calls it.
    pub(super) fn word(&self) -> &'static str {
        match self {
            Self::None => "geometry without type or coordinates",
            Self::Points(_) => "Point",
            Self::Lines(_) => "LineString",
            Self::Area(_) => "Polygon",
            Self::Collection(_) => "GeometryCollection",
        }
    }
}
