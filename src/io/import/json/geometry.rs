//! GeoJSON geometries, read into vertices without a tree of values between.

use std::fmt;

use serde::Deserializer;
use serde::de::{DeserializeSeed, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Value};

use super::context::Context;
use super::numbers::{Numbers, NumbersSeed};
use crate::io::import::ImportProblemKind;
use crate::io::import::geometry::{Form, Geometry};
use crate::io::import::rings::{Findings, Outline};
use crate::model::position::{Position, units};
use crate::space::Vertex;

/// Reads a geometry; `None` where it is null.
pub(super) struct GeometrySeed<'c, 'a>(pub(super) &'c mut Context<'a>);

impl<'de> DeserializeSeed<'de> for GeometrySeed<'_, '_> {
    type Value = Option<Geometry>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_any(self)
    }
}

/// Values that are not allowed here: each is a problem, and reading goes on.
macro_rules! not_expected {
    ($value:ident, $this:ident => $refuse:expr) => {
        not_expected!(@ $value, $this, $refuse, visit_bool bool, visit_i64 i64, visit_u64 u64, visit_f64 f64);

        fn visit_str<E: serde::de::Error>($this, $value: &str) -> Result<Self::Value, E> {
            let $value = format!("'{}'", $value);
            $refuse
        }
    };
    (@ $value:ident, $this:ident, $refuse:expr, $($name:ident $type:ty),*) => {
        $(fn $name<E: serde::de::Error>($this, $value: $type) -> Result<Self::Value, E> { $refuse })*
    };
}

impl<'de> Visitor<'de> for GeometrySeed<'_, '_> {
    type Value = Option<Geometry>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a geometry or null")
    }

    fn visit_unit<E>(self) -> Result<Self::Value, E> {
        Ok(None)
    }

    not_expected!(value, self => {
        self.0.malformed("", format!("it is {value}; it must be a geometry or null"));
        Ok(Some(Geometry::default()))
    });

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Self::Value, A::Error> {
        while list.next_element::<IgnoredAny>()?.is_some() {}
        self.0.malformed("", "it is a list; it must be a geometry or null");
        Ok(Some(Geometry::default()))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<Self::Value, A::Error> {
        let context = self.0;
        let field = context.field.clone();
        let (mut kind, mut numbers, mut parts) = (None, None, None);
        let mut foreign = Map::new();
        while let Some(name) = members.next_key::<String>()? {
            match name.as_str() {
                "type" => kind = Some(members.next_value::<Value>()?),
                "coordinates" => {
                    context.field = format!("{field}.coordinates");
                    numbers = Some(members.next_value_seed(NumbersSeed(context))?);
                    context.field.clone_from(&field);
                }
                "geometries" => {
                    parts = Some(members.next_value_seed(PartsSeed(context))?);
                    context.field.clone_from(&field);
                }
                "bbox" => drop(members.next_value::<IgnoredAny>()?),
                _ => drop(foreign.insert(name, members.next_value()?)),
            }
        }
        let form = context.form(kind.as_ref(), numbers, parts);
        Ok(Some(Geometry { form, foreign }))
    }
}

impl Context<'_> {
    fn form(&mut self, kind: Option<&Value>, numbers: Option<Numbers>, parts: Option<Vec<Geometry>>) -> Form {
        let kind = match kind {
            Some(Value::String(kind)) => kind.as_str(),
            // A member of a collection may state its geometry in other words only.
            None if numbers.is_none() && parts.is_none() => return Form::None,
            None => {
                self.problem(".type", ImportProblemKind::Missing("give the geometry's type, such as \"Polygon\""));
                return Form::None;
            }
            Some(other) => {
                self.malformed(".type", format!("it is {other}; it must be a text such as \"Polygon\""));
                return Form::None;
            }
        };
        let height = match kind {
            "Point" => 0,
            "MultiPoint" | "LineString" => 1,
            "MultiLineString" | "Polygon" => 2,
            "MultiPolygon" => 3,
            "GeometryCollection" => {
                if parts.is_none() {
                    self.problem(
                        ".geometries",
                        ImportProblemKind::Missing("a GeometryCollection lists its geometries"),
                    );
                }
                return Form::Collection(parts.unwrap_or_default());
            }
            other => {
                let known =
                    "Point, MultiPoint, LineString, MultiLineString, Polygon, MultiPolygon or GeometryCollection";
                self.malformed(".type", format!("'{other}' is not a type of geometry; it must be {known}"));
                return Form::None;
            }
        };
        let Some(numbers) = numbers else {
            self.problem(".coordinates", ImportProblemKind::Missing("a geometry has coordinates"));
            return Form::None;
        };
        if numbers.is_faulty {
            return if height >= 2 { Form::Area(Outline::faulty()) } else { Form::None };
        }
        match numbers.height {
            Some(found) if found == height => {}
            None => {
                if !self.drawing.repair.drop_empty {
                    self.malformed(
                        ".coordinates",
                        "the geometry is empty; leave the feature out, or ask for the repair",
                    );
                }
                return Form::None;
            }
            Some(found) => {
                let lists = |height: u8| {
                    if height == 0 {
                        "a position".to_owned()
                    } else {
                        format!("lists nested {height} deep around positions")
                    }
                };
                self.malformed(".coordinates", format!("it is {}; a {kind} has {}", lists(found), lists(height)));
                return Form::None;
            }
        }
        if let "Polygon" | "MultiPolygon" = kind {
            return Form::Area(self.outline(&numbers, height));
        }
        let Some(lines) = self.on_the_map(&numbers, height) else { return Form::None };
        if height == 0 || kind == "MultiPoint" { Form::Points(lines.concat()) } else { Form::Lines(lines) }
    }

    /// The vertices of places or lines; `None` if a position is none, which is noted.
    fn on_the_map(&mut self, numbers: &Numbers, height: u8) -> Option<Vec<Vec<Vertex>>> {
        let before = self.count();
        let mut lines = Vec::new();
        for (line, positions) in numbers.lines(height).iter().enumerate() {
            let below = |at: usize| match height {
                0 => ".coordinates".to_owned(),
                1 => format!(".coordinates[{at}]"),
                _ => format!(".coordinates[{line}][{at}]"),
            };
            let mut positions = positions.to_vec();
            if let Err((at, kind)) = self.drawing.degrees(&mut positions) {
                self.problem(&below(at), kind);
            }
            for (at, &[lon, lat]) in positions.iter().enumerate() {
                if let Err(error) = Position::from_lon_lat(lon, lat) {
                    self.problem(&below(at), error.into());
                }
            }
            lines.push(positions.iter().map(|&[lon, lat]| Vertex { x: units(lon), y: units(lat) }).collect());
        }
        (self.count() == before).then_some(lines)
    }

    fn outline(&mut self, numbers: &Numbers, height: u8) -> Outline {
        let mut outline = Outline::default();
        let mut findings = Findings::default();
        let mut begin = 0;
        for (polygon, &end) in numbers.polygon_ends.iter().enumerate() {
            let mut rings: Vec<Vec<[f64; 2]>> = (begin..end).map(|line| numbers.line(line).to_vec()).collect();
            begin = end;
            outline.add_polygon(&mut rings, self.drawing, &mut findings);
            for (ring, at, kind) in findings.problems.drain(..) {
                let polygon = (height == 3).then_some(polygon);
                let indices = [polygon, Some(ring), at].into_iter().flatten();
                let below = indices.fold(".coordinates".to_owned(), |below, index| format!("{below}[{index}]"));
                self.problem(&below, kind);
            }
        }
        self.repairs.append(&mut findings.repairs);
        self.more += findings.more;
        self.specks += findings.specks;
        outline
    }
}

struct PartsSeed<'c, 'a>(&'c mut Context<'a>);

impl<'de> DeserializeSeed<'de> for PartsSeed<'_, '_> {
    type Value = Vec<Geometry>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Vec<Geometry>, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for PartsSeed<'_, '_> {
    type Value = Vec<Geometry>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list of geometries")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Vec<Geometry>, A::Error> {
        let context = self.0;
        let field = context.field.clone();
        let mut parts = Vec::new();
        for index in 0.. {
            context.field = format!("{field}.geometries[{index}]");
            match list.next_element_seed(GeometrySeed(context))? {
                None => break,
                Some(part) => parts.extend(part),
            }
        }
        Ok(parts)
    }

    not_expected!(value, self => {
        self.0.malformed(".geometries", format!("it is {value}; it must be a list"));
        Ok(Vec::new())
    });

    fn visit_unit<E>(self) -> Result<Vec<Geometry>, E> {
        self.0.malformed(".geometries", "it is null; it must be a list");
        Ok(Vec::new())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<Vec<Geometry>, A::Error> {
        while members.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
        self.0.malformed(".geometries", "it is an object; it must be a list");
        Ok(Vec::new())
    }
}
