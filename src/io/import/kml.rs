//! KML: places with data and areas.

use std::borrow::Cow;
use std::io::{self, BufReader, Read};

use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, XmlVersion};
use serde_json::{Map, Value};

use super::collector::Collector;
use super::drawn::{Drawn, Line, vertices};
use super::feature::Feature;
use super::geometry::{Form, Geometry};
use super::sink::Sink;
use super::{ImportLocation, ImportProblemKind};

/// Reads the places of a document, in folders or not, each as a feature.
///
/// Columns are `name` and `description`, `begin` and `end` of a `TimeSpan`, `when` of a `TimeStamp`, and the names of `Data`
/// and `SimpleData`. Only one place is in memory at a time. Entities other than those of XML itself are left out.
///
/// # Errors
///
/// When the reader fails; everything else becomes a problem of the collector.
pub(super) fn read<'p>(
    reader: &mut dyn Read,
    collector: &mut Collector<'p>,
    sink: &mut dyn Sink<'p>,
) -> io::Result<()> {
    let mut reader = Reader::from_reader(BufReader::new(reader));
    reader.config_mut().expand_empty_elements = true;
    let (mut buffer, mut number, mut place) = (Vec::new(), 0, None);
    let mut depth = 0_usize;
    loop {
        buffer.clear();
        match reader.read_event_into(&mut buffer) {
            Err(quick_xml::Error::Io(error)) => return Err(io::Error::new(error.kind(), error.to_string())),
            Err(error) => {
                stop(collector, number, format!("the KML: {error}"));
                return Ok(());
            }
            Ok(Event::Eof) if depth > 0 => {
                stop(collector, number, "the file ends inside an element; it is truncated".to_owned());
                return Ok(());
            }
            Ok(Event::Eof) => return Ok(()),
            Ok(Event::Start(start)) => {
                depth += 1;
                if depth > DEEPEST {
                    stop(collector, number, format!("elements lie in each other more than {DEEPEST} levels deep"));
                    return Ok(());
                }
                let name = start.local_name().as_ref().to_owned();
                if let Some(place) = &mut place {
                    Place::start(place, &name, &start);
                } else if name == "Placemark" {
                    place = Some(Place { id: attribute(&start, "id"), ..Place::default() });
                }
            }
            Ok(Event::End(end)) => {
                depth = depth.saturating_sub(1);
                let name = end.local_name().as_ref().to_owned();
                if name == "Placemark" {
                    if let Some(place) = place.take() {
                        number += 1;
                        place.finish(collector, sink, number, reader.buffer_position());
                    }
                } else if let Some(place) = &mut place {
                    place.end(&name);
                }
            }
            Ok(Event::Text(text)) => add(&mut place, &text.xml10_content()),
            Ok(Event::CData(text)) => add(&mut place, &text.xml10_content()),
            Ok(Event::GeneralRef(entity)) => {
                if let (Some(place), Some(sign)) = (&mut place, sign(&entity)) {
                    place.text.push(sign);
                }
            }
            Ok(_) => {}
        }
    }
}

/// Elements lie in each other no deeper; as deep as values of JSON.
const DEEPEST: usize = 128;

/// The reading ends before the file does.
fn stop(collector: &mut Collector<'_>, number: usize, message: String) {
    let location = ImportLocation { feature: Some(number + 1), ..collector.file() };
    collector.problem(location, ImportProblemKind::Syntax(message));
}

/// Adds to the text of the element at hand, if it is in a place.
fn add(place: &mut Option<Place>, text: &str) {
    if let Some(place) = place {
        place.text.push_str(text);
    }
}

/// The sign that an entity of XML stands for.
fn sign(entity: &str) -> Option<char> {
    Some(match entity {
        "lt" => '<',
        "gt" => '>',
        "amp" => '&',
        "quot" => '"',
        "apos" => '\'',
        _ => {
            let number = entity.strip_prefix('#')?;
            let code = match number.strip_prefix('x') {
                Some(digits) => u32::from_str_radix(digits, 16).ok()?,
                None => number.parse().ok()?,
            };
            char::from_u32(code)?
        }
    })
}

fn attribute(start: &BytesStart<'_>, name: &str) -> Option<String> {
    let found = start.attributes().flatten().find(|attribute| attribute.key.local_name().as_ref() == name)?;
    found.normalized_value(XmlVersion::Implicit1_0).ok().map(Cow::into_owned)
}

/// A place that is being read.
#[derive(Default)]
struct Place {
    id: Option<String>,
    properties: Map<String, Value>,
    /// The elements that the reading is in, of those that matter.
    path: Vec<String>,
    /// The column that a datum is for.
    column: Option<String>,
    text: String,
    polygons: Vec<Vec<Line>>,
    points: Vec<Line>,
    lines: Vec<Line>,
    /// A text that is no list of positions.
    fault: Option<String>,
}

/// Elements whose text is a column of that name.
const COLUMNS: [&str; 5] = ["name", "description", "begin", "end", "when"];

impl Place {
    fn start(place: &mut Self, name: &str, start: &BytesStart<'_>) {
        place.text.clear();
        match name {
            "Data" | "SimpleData" => place.column = attribute(start, "name"),
            "Polygon" => place.polygons.push(Vec::new()),
            _ => {}
        }
        place.path.push(name.to_owned());
    }

    fn end(&mut self, name: &str) {
        self.path.pop();
        let parent = self.path.last().map_or("", String::as_str);
        let text = std::mem::take(&mut self.text);
        match name {
            "coordinates" => self.coordinates(&text),
            "value" if parent == "Data" => self.datum(&text),
            "SimpleData" => {
                self.datum(&text);
                self.column = None;
            }
            "Data" => self.column = None,
            _ if COLUMNS.contains(&name) && matches!(parent, "" | "TimeSpan" | "TimeStamp") => {
                self.properties.insert(name.to_owned(), text.trim().into());
            }
            _ => {}
        }
    }

    fn datum(&mut self, text: &str) {
        if let Some(column) = &self.column {
            self.properties.insert(column.clone(), text.trim().into());
        }
    }

    /// Longitude, latitude and perhaps a height, with commas between, and white space between positions.
    fn coordinates(&mut self, text: &str) {
        let mut line = Line::new();
        for position in text.split_ascii_whitespace() {
            let mut numbers = position.split(',').map(str::parse::<f64>);
            match (numbers.next(), numbers.next()) {
                (Some(Ok(lon)), Some(Ok(lat))) => line.push([lon, lat]),
                _ => self.fault = Some(format!("'{position:.40}' is not a position such as 44.9,39.8")),
            }
        }
        let is_in = |element: &str| self.path.iter().any(|above| above == element);
        if is_in("outerBoundaryIs") || is_in("innerBoundaryIs") {
            let is_outer = is_in("outerBoundaryIs");
            if let Some(polygon) = self.polygons.last_mut() {
                if is_outer { polygon.insert(0, line) } else { polygon.push(line) }
            }
        } else if is_in("Point") {
            self.points.push(line);
        } else {
            self.lines.push(line);
        }
    }

    fn finish<'p>(self, collector: &mut Collector<'p>, sink: &mut dyn Sink<'p>, number: usize, bytes: u64) {
        let location = ImportLocation { feature: Some(number), id: self.id, ..collector.file() };
        collector.begin_feature();
        if let Some(message) = self.fault {
            collector.problem(location.at("coordinates"), ImportProblemKind::Malformed(message));
        }
        let form = if !self.polygons.is_empty() {
            if !self.points.is_empty() || !self.lines.is_empty() {
                collector.note(&location, "of several geometries only the areas are taken");
            }
            let mut drawn = Drawn::new(collector, &location);
            for (polygon, rings) in self.polygons.into_iter().enumerate() {
                drawn.polygon(rings, |ring, at| {
                    let at = at.map(|at| format!("[{at}]")).unwrap_or_default();
                    format!("Polygon[{polygon}][{ring}]{at}")
                });
            }
            drawn.finish()
        } else if !self.points.is_empty() {
            vertices(collector, &location, self.points).map_or(Form::None, |points| Form::Points(points.concat()))
        } else {
            vertices(collector, &location, self.lines).map_or(Form::None, Form::Lines)
        };
        let geometry = match form {
            Form::Lines(lines) if lines.is_empty() => None,
            form => Some(Geometry { form, foreign: Map::new() }),
        };
        if !collector.has_problem() {
            let feature = Feature { location, properties: self.properties, geometry, foreign: Map::new() };
            sink.feature(collector, feature);
        }
        collector.end_feature(bytes);
    }
}
