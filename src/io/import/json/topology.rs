//! `TopoJSON`: geometries whose lines are shared arcs.

use std::io::{self, Read};
use std::ops::Range;

use serde::Deserialize;
use serde::de::DeserializeSeed;
use serde_json::{Map, Value};

use super::context::Context;
use super::locate;
use super::numbers::NumbersSeed;
use super::scanner::{Scanner, TextSpan, syntax_of};
use crate::io::import::collector::Collector;
use crate::io::import::drawing::Drawing;
use crate::io::import::drawn::Drawn;
use crate::io::import::feature::Feature;
use crate::io::import::geometry::{Form, Geometry};
use crate::io::import::rings::Outline;
use crate::io::import::sink::Sink;
use crate::io::import::stop::Stop;
use crate::io::import::{ImportLocation, ImportProblemKind};

/// Reads the geometries of a topology, each as a feature: those of the layer (the object) that the collector was told, or
/// of the only one.
///
/// The arcs are in memory, and once: a ring is put together when its feature is handed over.
///
/// # Errors
///
/// When the reader fails; everything else becomes a problem of the collector.
pub(in crate::io::import) fn read_topology<'p>(
    reader: impl Read,
    collector: &mut Collector<'p>,
    sink: &mut dyn Sink<'p>,
) -> io::Result<()> {
    let mut topology = Topology::default();
    let end = Scanner::new(reader, collector.most_bytes()).and_then(|mut scanner| {
        let mut reading = Reading { scanner: &mut scanner, collector: &mut *collector, topology: &mut topology };
        reading.topology()
    });
    match end {
        Ok(()) => {}
        // What came before the fault is still reported.
        Err(stop) => collector.stopped(stop)?,
    }
    topology.unpack(collector);
    let layers = topology.layers.iter().map(|(name, _)| name.clone()).collect::<Vec<_>>();
    let Some(layer) = collector.layer(&layers) else { return Ok(()) };
    let begin = topology.layers.iter().find(|(name, _)| *name == layer).map_or(0, |(_, begin)| *begin);
    let ends = topology.layers.iter().map(|(_, begin)| *begin).filter(|end| *end > begin);
    let end = ends.min().unwrap_or(topology.geometries.len());
    let mut budget = topology.budget();
    for (number, pending) in std::mem::take(&mut topology.geometries).into_iter().take(end).skip(begin).enumerate() {
        topology.feature(collector, number + 1, pending, (&mut budget, sink));
    }
    Ok(())
}

/// What a topology holds.
#[derive(Default)]
struct Topology {
    arcs: Arcs,
    transform: Option<Transform>,
    geometries: Vec<PendingGeometry>,
    /// The objects, and where the geometries of each begin.
    layers: Vec<(String, usize)>,
    bytes: u64,
}

/// Features draw the arcs of a file no more than so often, all in all; a file of 130 years of the world does 7 times.
const OFTENEST: usize = 200;

/// Arcs one after the other.
#[derive(Default)]
struct Arcs {
    positions: Vec<[f64; 2]>,
    /// Where each arc ends.
    ends: Vec<usize>,
}

impl Arcs {
    fn count(&self) -> usize {
        self.ends.len()
    }

    fn range(&self, number: usize) -> Option<Range<usize>> {
        let end = *self.ends.get(number)?;
        Some(number.checked_sub(1).and_then(|before| self.ends.get(before)).copied().unwrap_or(0)..end)
    }

    fn get(&self, number: usize) -> Option<&[[f64; 2]]> {
        self.positions.get(self.range(number)?)
    }

    fn push(&mut self, arc: &[[f64; 2]]) {
        self.positions.extend_from_slice(arc);
        self.ends.push(self.positions.len());
    }
}

/// Makes degrees of whole steps.
#[derive(Debug, Clone, Copy, serde::Deserialize)]
struct Transform {
    scale: [f64; 2],
    translate: [f64; 2],
}

/// A geometry as it is written, with its place.
struct PendingGeometry {
    location: ImportLocation,
    text: Box<str>,
    line: usize,
    column: usize,
}

struct Reading<'r, 'p, R> {
    scanner: &'r mut Scanner<R>,
    collector: &'r mut Collector<'p>,
    topology: &'r mut Topology,
}

const INSIDE: &str = "the Topology";

impl<R: Read> Reading<'_, '_, R> {
    fn topology(&mut self) -> Result<(), Stop> {
        if self.scanner.peek()?.is_none() {
            return Err(self.scanner.syntax("the file is empty"));
        }
        let (mut is_topology, mut has_arcs, mut has_objects) = (false, false, false);
        self.members(INSIDE, |this, name| {
            match name.as_str() {
                "type" => {
                    let span = this.scanner.value(INSIDE)?;
                    let kind: Value = this.value(&span)?;
                    is_topology = kind == "Topology";
                    if !is_topology {
                        let message = format!("it is {kind}; it must be \"Topology\"");
                        this.problem("type", &span, ImportProblemKind::Malformed(message));
                    }
                }
                "transform" => {
                    let span = this.scanner.value(INSIDE)?;
                    let transform: Value = this.value(&span)?;
                    match Transform::deserialize(&transform) {
                        Ok(transform) => this.topology.transform = Some(transform),
                        Err(error) if !transform.is_null() => {
                            this.problem("transform", &span, ImportProblemKind::Malformed(error.to_string()));
                        }
                        Err(_) => {}
                    }
                }
                "arcs" => {
                    has_arcs = true;
                    this.arcs()?;
                }
                "objects" => {
                    has_objects = true;
                    this.members("the objects", |this, name| this.object(&name))?;
                }
                _ => {
                    this.scanner.value(INSIDE)?;
                }
            }
            this.topology.bytes = this.scanner.bytes();
            Ok(())
        })?;
        let end = ImportLocation { line: Some(1), column: Some(1), ..self.collector.file() };
        for (field, is_there, why) in [
            ("type", is_topology, "it must be \"Topology\""),
            ("arcs", has_arcs, "a Topology lists its arcs"),
            ("objects", has_objects, "a Topology has objects"),
        ] {
            if !is_there && !self.collector.has_problem_at(field) {
                self.collector.problem(end.at(field), ImportProblemKind::Missing(why));
            }
        }
        if self.scanner.peek()?.is_some() {
            return Err(self.scanner.syntax("something follows the Topology"));
        }
        Ok(())
    }

    /// The members of an object, by their names; `each` goes past their values.
    fn members(
        &mut self,
        inside: &str,
        mut each: impl FnMut(&mut Self, String) -> Result<(), Stop>,
    ) -> Result<(), Stop> {
        self.scanner.expect(b'{', inside)?;
        let mut is_first = true;
        while !self.scanner.accept(b'}')? {
            if !std::mem::take(&mut is_first) {
                self.scanner.expect(b',', inside)?;
            }
            let name = self.scanner.name(inside)?;
            each(self, name)?;
        }
        Ok(())
    }

    /// The items of a list; `each` goes past them.
    fn items(&mut self, inside: &str, mut each: impl FnMut(&mut Self) -> Result<(), Stop>) -> Result<(), Stop> {
        self.scanner.expect(b'[', inside)?;
        let mut is_first = true;
        while !self.scanner.accept(b']')? {
            if !std::mem::take(&mut is_first) {
                self.scanner.expect(b',', inside)?;
            }
            each(self)?;
        }
        Ok(())
    }

    fn arcs(&mut self) -> Result<(), Stop> {
        self.items("the list of arcs", |this| {
            let number = this.topology.arcs.count();
            let span = this.scanner.value(&format!("arc {number}"))?;
            let drawing = Drawing::default();
            let mut context = Context::new(&drawing, format!("arcs[{number}]"));
            let text = this.scanner.text(&span)?;
            let mut deserializer = serde_json::Deserializer::from_str(text);
            let numbers =
                NumbersSeed(&mut context).deserialize(&mut deserializer).map_err(|error| syntax_of(&error, &span))?;
            if numbers.height != Some(1) && !numbers.is_faulty {
                let message = "it must be a list of positions".to_owned();
                context.problems.push((context.field.clone(), ImportProblemKind::Malformed(message)));
            }
            for (field, kind) in context.problems {
                let below = field.strip_prefix(&format!("arcs[{number}]")).unwrap_or_default();
                let (line, column) = span.at(text.as_bytes().get(..locate::offset(text, below)).unwrap_or_default());
                let location = ImportLocation { line: Some(line), column: Some(column), ..this.collector.file() };
                this.collector.problem(location.at(field), kind);
            }
            this.topology.arcs.push(&numbers.positions);
            Ok(())
        })
    }

    /// An object: a geometry, or a collection of them.
    fn object(&mut self, name: &str) -> Result<(), Stop> {
        self.topology.layers.push((name.to_owned(), self.topology.geometries.len()));
        let inside = format!("the object '{name}'");
        let (line, column) = (self.scanner.line(), self.scanner.column());
        if self.scanner.peek()? != Some(b'{') {
            let span = self.scanner.value(&inside)?;
            let message = "it must be an object".to_owned();
            self.problem(&format!("objects.{name}"), &span, ImportProblemKind::Malformed(message));
            return Ok(());
        }
        // Until its list of geometries begins, it may be a geometry itself, and is kept.
        self.scanner.keep();
        let mut is_collection = false;
        self.members(&inside, |this, member| {
            if member == "geometries" && this.scanner.peek()? == Some(b'[') {
                this.scanner.let_go();
                is_collection = true;
                return this.items(&inside, |this| {
                    let span = this.scanner.value(&inside)?;
                    this.geometry(&span)
                });
            }
            this.scanner.value(&inside).map(drop)
        })?;
        let span = self.scanner.kept_span(line, column);
        if is_collection { Ok(()) } else { self.geometry(&span) }
    }

    fn geometry(&mut self, span: &TextSpan) -> Result<(), Stop> {
        let location = ImportLocation {
            feature: Some(self.topology.geometries.len() + 1),
            line: Some(span.line),
            column: Some(span.column),
            ..self.collector.file()
        };
        let text = self.scanner.text(span)?.into();
        self.topology.geometries.push(PendingGeometry { location, text, line: span.line, column: span.column });
        Ok(())
    }

    fn value(&self, span: &TextSpan) -> Result<Value, Stop> {
        serde_json::from_str(self.scanner.text(span)?).map_err(|error| syntax_of(&error, span))
    }

    fn problem(&mut self, field: &str, span: &TextSpan, kind: ImportProblemKind) {
        let location = ImportLocation { line: Some(span.line), column: Some(span.column), ..self.collector.file() };
        self.collector.problem(location.at(field), kind);
    }
}

impl Topology {
    /// Makes degrees of the arcs, where they are steps from one position to the next.
    fn unpack(&mut self, collector: &mut Collector<'_>) {
        let Some(Transform { scale, translate }) = self.transform else { return };
        if scale.iter().chain(&translate).any(|number| !number.is_finite()) {
            let message = "its scale and its translation must be finite numbers".to_owned();
            collector.problem(collector.file().at("transform"), ImportProblemKind::Malformed(message));
        }
        for number in 0..self.arcs.count() {
            let arc = self.arcs.range(number).unwrap_or_default();
            let [mut x, mut y] = [0.0, 0.0];
            for at in self.arcs.positions.get_mut(arc).into_iter().flatten() {
                x += at[0];
                y += at[1];
                *at = [x * scale[0] + translate[0], y * scale[1] + translate[1]];
            }
        }
    }

    fn feature<'p>(
        &self,
        collector: &mut Collector<'p>,
        number: usize,
        pending: PendingGeometry,
        (budget, sink): (&mut usize, &mut dyn Sink<'p>),
    ) {
        let PendingGeometry { mut location, text, line, column } = pending;
        location.feature = Some(number);
        let span = TextSpan::beginning(line, column);
        collector.begin_feature();
        match serde_json::from_str::<Map<String, Value>>(&text) {
            Err(error) => {
                if let Stop::Problem { line, column, kind } = syntax_of(&error, &span) {
                    let location = ImportLocation { line: Some(line), column: Some(column), ..location };
                    collector.problem(location, *kind);
                }
            }
            Ok(mut members) => {
                location.id = match members.get("id") {
                    Some(Value::String(id)) => Some(id.clone()),
                    Some(Value::Number(id)) => Some(id.to_string()),
                    _ => None,
                };
                let geometry = self.geometry(collector, &location, &members, budget);
                let properties = match members.remove("properties") {
                    Some(Value::Object(properties)) => Some(properties),
                    None | Some(Value::Null) => Some(Map::new()),
                    Some(_) => {
                        let message = "it must be an object or null".to_owned();
                        collector.problem(location.at("properties"), ImportProblemKind::Malformed(message));
                        None
                    }
                };
                if let Some(properties) = properties {
                    sink.feature(collector, Feature { location, properties, geometry, foreign: Map::new() });
                }
            }
        }
        collector.locate(|field| span.at(text.as_bytes().get(..locate::offset(&text, field)).unwrap_or_default()));
        collector.end_feature(self.bytes);
    }

    fn geometry(
        &self,
        collector: &mut Collector<'_>,
        location: &ImportLocation,
        members: &Map<String, Value>,
        budget: &mut usize,
    ) -> Option<Geometry> {
        let form = match members.get("type") {
            Some(Value::Null) => return None,
            Some(Value::String(kind)) => match kind.as_str() {
                "Polygon" => self.area(collector, location, (members.get("arcs"), false), budget),
                "MultiPolygon" => self.area(collector, location, (members.get("arcs"), true), budget),
                // They are skipped wherever they are, so their places are not read.
                "Point" | "MultiPoint" => Form::Points(Vec::new()),
                "LineString" | "MultiLineString" => Form::Lines(Vec::new()),
                "GeometryCollection" => {
                    let parts = members.get("geometries").and_then(Value::as_array).into_iter().flatten();
                    let parts = parts.filter_map(Value::as_object);
                    Form::Collection(
                        parts.filter_map(|part| self.geometry(collector, location, part, budget)).collect(),
                    )
                }
                other => {
                    let message = format!(
                        "'{other}' is not a geometry that is read here; it must be a Polygon or a MultiPolygon"
                    );
                    collector.problem(location.at("type"), ImportProblemKind::Malformed(message));
                    Form::None
                }
            },
            Some(other) => {
                let message = format!("it is {other}; it must be a text such as \"Polygon\"");
                collector.problem(location.at("type"), ImportProblemKind::Malformed(message));
                Form::None
            }
            None => {
                collector.problem(
                    location.at("type"),
                    ImportProblemKind::Missing("give the geometry's type, such as \"Polygon\""),
                );
                Form::None
            }
        };
        Some(Geometry { form, foreign: Map::new() })
    }

    fn area(
        &self,
        collector: &mut Collector<'_>,
        location: &ImportLocation,
        (arcs, is_multi): (Option<&Value>, bool),
        budget: &mut usize,
    ) -> Form {
        let faulty = || Form::Area(Outline::faulty());
        let Some(arcs) = arcs else {
            collector.problem(location.at("arcs"), ImportProblemKind::Missing("a Polygon is drawn by arcs"));
            return faulty();
        };
        let polygons: Result<Vec<Vec<Vec<i64>>>, _> = if is_multi {
            Vec::<Vec<Vec<i64>>>::deserialize(arcs)
        } else {
            Vec::<Vec<i64>>::deserialize(arcs).map(|polygon| vec![polygon])
        };
        let polygons = match polygons {
            Ok(polygons) => polygons,
            Err(error) => {
                let message = format!("{error}; it must be lists of numbers of arcs");
                collector.problem(location.at("arcs"), ImportProblemKind::Malformed(message));
                return faulty();
            }
        };
        let named = polygons.iter().flatten().flatten().map(|&arc| self.length_of(arc)).sum::<usize>();
        if named > *budget || named > 2 * self.arcs.positions.len() {
            let message = format!(
                "its rings name arcs with {named} positions, of which the file has {}; name each arc once",
                self.arcs.positions.len()
            );
            collector.problem(location.at("arcs"), ImportProblemKind::Malformed(message));
            return faulty();
        }
        *budget -= named;
        let field = |polygon: usize, ring: usize| {
            if is_multi { format!("arcs[{polygon}][{ring}]") } else { format!("arcs[{ring}]") }
        };
        let mut drawn = Drawn::new(collector, location);
        for (number, polygon) in polygons.iter().enumerate() {
            let mut rings = Vec::with_capacity(polygon.len());
            for (ring, arcs) in polygon.iter().enumerate() {
                match self.stitched(arcs) {
                    Ok(line) => rings.push(line),
                    Err((arc, message)) => drawn.faulty(&format!("{}[{arc}]", field(number, ring)), message),
                }
            }
            drawn.polygon(rings, |ring, _| field(number, ring));
        }
        drawn.finish()
    }

    /// How many positions features may draw, all in all.
    fn budget(&self) -> usize {
        self.arcs.positions.len().saturating_mul(OFTENEST)
    }

    /// How many positions an arc has.
    fn length_of(&self, number: i64) -> usize {
        let index = usize::try_from(if number < 0 { !number } else { number }).unwrap_or(usize::MAX);
        self.arcs.range(index).map_or(0, |range| range.len())
    }

    /// The line through these arcs; a number below 0 is the arc `-1 - number` from its end.
    fn stitched(&self, arcs: &[i64]) -> Result<Vec<[f64; 2]>, (usize, String)> {
        let mut line: Vec<[f64; 2]> = Vec::new();
        for (at, &number) in arcs.iter().enumerate() {
            let index = usize::try_from(if number < 0 { !number } else { number }).unwrap_or(usize::MAX);
            let Some(arc) = self.arcs.get(index) else {
                return Err((at, format!("arc {number} does not exist; the file has {}", self.arcs.count())));
            };
            // The first position of an arc is the last of the one before.
            let joint = if number < 0 { arc.last() } else { arc.first() };
            if let (Some(last), Some(joint)) = (line.last(), joint) {
                let gap = (last[0] - joint[0]).abs().max((last[1] - joint[1]).abs());
                if gap > 1e-6 {
                    return Err((at, format!("arc {number} does not begin where the one before it ends")));
                }
            }
            let skipped = usize::from(!line.is_empty());
            if number < 0 {
                line.extend(arc.iter().rev().skip(skipped));
            } else {
                line.extend(arc.iter().skip(skipped));
            }
        }
        Ok(line)
    }
}
