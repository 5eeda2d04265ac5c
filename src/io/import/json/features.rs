//! GeoJSON features, one after the other.

use std::fmt;
use std::io::{self, Read};

use serde::Deserializer;
use serde::de::{DeserializeSeed, MapAccess, Visitor};
use serde_json::{Map, Value};

use super::context::Context;
use super::geometry::GeometrySeed;
use super::locate;
use super::scanner::{Scanner, TextSpan, syntax_of};
use crate::io::import::collector::Collector;
use crate::io::import::coordinate_system;
use crate::io::import::drawn::MORE_POSITIONS;
use crate::io::import::feature::Feature;
use crate::io::import::geometry::Geometry;
use crate::io::import::sink::Sink;
use crate::io::import::stop::Stop;
use crate::io::import::{ImportLocation, ImportProblemKind};

/// Reads the features of a `FeatureCollection`, of several, or of bare features one after the other, on lines of their own
/// or behind the separators of RFC 8142; gives the foreign members of the collection back.
///
/// Only one feature is in memory at a time.
///
/// # Errors
///
/// When the reader fails; everything else becomes a problem of the collector.
pub(in crate::io::import) fn read_features<'p>(
    reader: impl Read,
    collector: &mut Collector<'p>,
    sink: &mut dyn Sink<'p>,
) -> io::Result<Map<String, Value>> {
    let mut foreign = Map::new();
    let end = Scanner::new(reader, collector.most_bytes()).and_then(|mut scanner| {
        if scanner.peek()?.is_none() {
            return Err(scanner.syntax("the file is empty"));
        }
        let mut number = 0;
        while let Some(byte) = scanner.peek()? {
            if byte != b'{' {
                return Err(scanner.syntax("expected a FeatureCollection, which begins with '{'"));
            }
            let mut reading =
                Reading { scanner: &mut scanner, collector: &mut *collector, sink: &mut *sink, number: &mut number };
            reading.object(&mut foreign)?;
        }
        Ok(())
    });
    match end {
        Ok(()) => Ok(foreign),
        Err(stop) => collector.stopped(stop).map(|()| foreign),
    }
}

struct Reading<'r, 'p, R> {
    scanner: &'r mut Scanner<R>,
    collector: &'r mut Collector<'p>,
    sink: &'r mut dyn Sink<'p>,
    number: &'r mut usize,
}

impl<R: Read> Reading<'_, '_, R> {
    /// A collection or a bare feature.
    fn object(&mut self, foreign: &mut Map<String, Value>) -> Result<(), Stop> {
        let (line, column) = (self.scanner.line(), self.scanner.column());
        let inside = "the FeatureCollection";
        let (mut kind, mut is_collection) = (None, false);
        // Until it is known to be a collection, it may be a feature, and is kept.
        self.scanner.keep();
        self.scanner.expect(b'{', inside)?;
        let mut is_first = true;
        while !self.scanner.accept(b'}')? {
            if !std::mem::take(&mut is_first) {
                self.scanner.expect(b',', inside)?;
            }
            let name = self.scanner.name(inside)?;
            if name == "features" && self.scanner.peek()? == Some(b'[') {
                self.scanner.let_go();
                is_collection = true;
                self.features()?;
                continue;
            }
            let span = self.scanner.value(inside)?;
            match name.as_str() {
                "type" => kind = Some(self.value(&span)?),
                "features" => {
                    let message = "it must be a list of features".to_owned();
                    self.problem("features", &span, ImportProblemKind::Malformed(message));
                    is_collection = true;
                }
                "bbox" | "geometry" | "properties" | "coordinates" => {}
                "crs" => {
                    let value = self.value(&span)?;
                    self.crs(&value, &span)?;
                }
                _ => {
                    let value = self.value(&span)?;
                    foreign.insert(name, value);
                }
            }
        }
        let span = self.scanner.kept_span(line, column);
        match kind.as_ref().and_then(Value::as_str) {
            Some("FeatureCollection") if is_collection => {}
            Some("FeatureCollection") => {
                self.problem("features", &span, ImportProblemKind::Missing("a FeatureCollection lists its features"));
            }
            Some("Feature") if !is_collection => self.feature(&span)?,
            _ => {
                let found = kind.map_or("nothing".to_owned(), |kind| kind.to_string());
                let message = format!("its type is {found}; it must be \"FeatureCollection\" or \"Feature\"");
                self.problem("type", &span, ImportProblemKind::Malformed(message));
            }
        }
        Ok(())
    }

    fn features(&mut self) -> Result<(), Stop> {
        self.scanner.expect(b'[', "the list of features")?;
        if self.scanner.accept(b']')? {
            return Ok(());
        }
        loop {
            let span = self.scanner.value(&format!("feature {}", *self.number + 1))?;
            self.feature(&span)?;
            if self.scanner.accept(b']')? {
                return Ok(());
            }
            self.scanner.expect(b',', "the list of features")?;
        }
    }

    fn feature(&mut self, span: &TextSpan) -> Result<(), Stop> {
        *self.number += 1;
        let mut location = ImportLocation {
            document: self.collector.document(),
            feature: Some(*self.number),
            line: Some(span.line),
            column: Some(span.column),
            ..ImportLocation::default()
        };
        let text = match self.scanner.text(span) {
            Ok(text) => text,
            // The feature is of no use, but those after it may be.
            Err(Stop::Problem { line, column, kind }) => {
                self.collector.begin_feature();
                let location = ImportLocation { line: Some(line), column: Some(column), ..location };
                self.collector.problem(location, *kind);
                self.collector.end_feature(self.scanner.bytes());
                return Ok(());
            }
            Err(stop) => return Err(stop),
        };
        self.collector.begin_feature();
        let drawing = self.collector.drawing();
        let mut context = Context::new(&drawing, "geometry");
        let mut deserializer = serde_json::Deserializer::from_str(text);
        let parts = match FeatureSeed(&mut context).deserialize(&mut deserializer) {
            Ok(parts) => parts,
            Err(error) => {
                let Stop::Problem { line, column, kind } = syntax_of(&error, span) else { return Ok(()) };
                // Its brackets are paired, so the feature after it can be read.
                let kind = match *kind {
                    ImportProblemKind::Syntax(message) => ImportProblemKind::Malformed(message),
                    kind => kind,
                };
                let location = ImportLocation { line: Some(line), column: Some(column), ..location };
                self.collector.problem(location, kind);
                self.collector.end_feature(self.scanner.bytes());
                return Ok(());
            }
        };
        location.id = parts.id.as_ref().and_then(|id| match id {
            Value::String(id) => Some(id.clone()),
            Value::Number(id) => Some(id.to_string()),
            _ => None,
        });
        for (field, kind) in context.problems.drain(..) {
            self.collector.problem(location.at(field), kind);
        }
        for (kind, count) in context.repairs.drain(..) {
            self.collector.repaired(&location, kind, count);
        }
        self.collector.more_problems(MORE_POSITIONS, context.more);
        self.collector.specks(&location, context.specks);
        if let Some(feature) = checked(self.collector, location, parts) {
            self.sink.feature(self.collector, feature);
        }
        self.collector.locate(|field| span.at(text.as_bytes().get(..locate::offset(text, field)).unwrap_or_default()));
        self.collector.end_feature(self.scanner.bytes());
        Ok(())
    }

    /// The member `crs` of older files.
    fn crs(&mut self, value: &Value, span: &TextSpan) -> Result<(), Stop> {
        let location = ImportLocation { line: Some(span.line), column: Some(span.column), ..self.collector.file() };
        let location = location.at("crs");
        if coordinate_system::of_member(self.collector, &location, value, *self.number > 0) {
            Ok(())
        } else {
            Err(Stop::Reported)
        }
    }

    fn value(&self, span: &TextSpan) -> Result<Value, Stop> {
        serde_json::from_str(self.scanner.text(span)?).map_err(|error| syntax_of(&error, span))
    }

    fn problem(&mut self, field: &str, span: &TextSpan, kind: ImportProblemKind) {
        let location = ImportLocation {
            document: self.collector.document(),
            line: Some(span.line),
            column: Some(span.column),
            field: Some(field.to_owned()),
            ..ImportLocation::default()
        };
        self.collector.problem(location, kind);
    }
}

/// The feature, if it is one.
fn checked(collector: &mut Collector<'_>, location: ImportLocation, parts: Parts) -> Option<Feature> {
    let malformed = ImportProblemKind::Malformed;
    match parts.kind {
        Some(Value::String(kind)) if kind == "Feature" => {}
        Some(other) => {
            let message = format!("it is {other}; it must be \"Feature\"");
            collector.problem(location.at("type"), malformed(message));
            return None;
        }
        None => {
            collector.problem(location.at("type"), ImportProblemKind::Missing("it must be \"Feature\""));
            return None;
        }
    }
    let properties = match parts.properties {
        Some(Value::Object(properties)) => properties,
        Some(Value::Null) => Map::new(),
        Some(_) => {
            let message = "it must be an object or null".to_owned();
            collector.problem(location.at("properties"), malformed(message));
            return None;
        }
        None => {
            collector.problem(location.at("properties"), ImportProblemKind::Missing("a feature has properties"));
            return None;
        }
    };
    Some(Feature { location, properties, geometry: parts.geometry, foreign: parts.foreign })
}

/// The members of a feature.
#[derive(Default)]
struct Parts {
    kind: Option<Value>,
    id: Option<Value>,
    properties: Option<Value>,
    geometry: Option<Geometry>,
    foreign: Map<String, Value>,
}

struct FeatureSeed<'c, 'a>(&'c mut Context<'a>);

impl<'de> DeserializeSeed<'de> for FeatureSeed<'_, '_> {
    type Value = Parts;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Parts, D::Error> {
        deserializer.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for FeatureSeed<'_, '_> {
    type Value = Parts;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a feature")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<Parts, A::Error> {
        let mut parts = Parts::default();
        while let Some(name) = members.next_key::<String>()? {
            match name.as_str() {
                "type" => parts.kind = Some(members.next_value()?),
                "id" => parts.id = Some(members.next_value()?),
                // So do gazetteers in JSON-LD.
                "@id" => drop(parts.id.get_or_insert(members.next_value()?)),
                "properties" => parts.properties = Some(members.next_value()?),
                "geometry" => {
                    parts.geometry = members.next_value_seed(GeometrySeed(self.0))?;
                    "geometry".clone_into(&mut self.0.field);
                }
                "bbox" => drop(members.next_value::<serde::de::IgnoredAny>()?),
                _ => drop(parts.foreign.insert(name, members.next_value()?)),
            }
        }
        Ok(parts)
    }
}
