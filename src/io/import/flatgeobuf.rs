//! `FlatGeobuf`, by a mapping of its columns.

use std::io::{self, Read};

use flatgeobuf::packed_r_tree::PackedRTree;
use flatgeobuf::{ColumnType, Crs, GeometryType, Header, size_prefixed_root_as_feature, size_prefixed_root_as_header};
use serde_json::{Map, Number, Value};

use super::collector::Collector;
use super::columns::Columns;
use super::drawn::Drawn;
use super::feature::Feature;
use super::geometry::{Form, Geometry};
use super::importer::Importer;
use super::options::{Options, shared_options};
use super::sink::Sink;
use super::{ImportError, ImportLocation, ImportProblemKind, Imported, Mapping, coordinate_system};
use crate::atlas::{Limit, OverLimit, SourceDraft};

/// Imports `FlatGeobuf`, whose columns a [`Mapping`] explains, from any stream: features are read one by one.
///
/// # What is assumed
///
/// - The assumptions of [`GeoJson`](super::GeoJson) about a feature apply here too.
/// - Coordinates of the system that the file states are converted, as the [module](super) describes; where none is stated,
///   WGS84 longitude and latitude are assumed, with a note.
///
/// # What is lost
///
/// Columns that the mapping does not name, binary columns, heights, measures and times; the index is not needed. Points,
/// lines and curves are skipped, as every feature with a problem.
///
/// # Example
///
/// ```
/// use suzerain::import::{FlatGeobuf, Mapping};
///
/// // A file is read from any stream; what is not FlatGeobuf is refused.
/// let error = FlatGeobuf::new(Mapping::new().name("name")).named("isle.fgb").read(&b"{}"[..]).unwrap_err();
/// assert_eq!(error.problems()[0].location().document(), Some("isle.fgb"));
/// ```
#[derive(Debug)]
#[must_use]
pub struct FlatGeobuf<'p> {
    mapping: Mapping,
    options: Options<'p>,
}

shared_options!(FlatGeobuf);

impl FlatGeobuf<'_> {
    /// An importer that reads the columns as the mapping says.
    pub fn new(mapping: Mapping) -> Self {
        Self { mapping, options: Options::default() }
    }

    /// Reads a file.
    ///
    /// # Errors
    ///
    /// [`ImportError`] when the reader fails, or with every problem of the file.
    pub fn read(self, mut reader: impl Read) -> Result<Imported, ImportError> {
        self.import(&mut reader)
    }
}

impl<'p> Importer<'p> for FlatGeobuf<'p> {
    type Input<'i> = &'i mut dyn Read;

    const NAME: &'static str = "flatgeobuf";

    fn source(&self) -> SourceDraft {
        self.mapping.source()
    }

    fn options(&mut self) -> &mut Options<'p> {
        &mut self.options
    }

    fn collect(self, reader: &mut dyn Read, collector: &mut Collector<'p>) -> io::Result<()> {
        let mut columns = Columns::new(&self.mapping);
        read(reader, collector, &mut columns)?;
        columns.finish(collector);
        Ok(())
    }
}

/// Reads the features of a file.
pub(super) fn read<'p>(
    reader: &mut dyn Read,
    collector: &mut Collector<'p>,
    sink: &mut dyn Sink<'p>,
) -> io::Result<()> {
    let mut file = Stream { reader, read: 0, most: collector.most_bytes() };
    match features(&mut file, collector, sink) {
        Ok(()) => Ok(()),
        Err(Fault::Io(error)) => Err(error),
        Err(Fault::Problem(feature, kind)) => {
            collector.problem(ImportLocation { feature, ..collector.file() }, *kind);
            Ok(())
        }
    }
}

/// Why reading stops, and in which feature.
enum Fault {
    Io(io::Error),
    Problem(Option<usize>, Box<ImportProblemKind>),
}

impl From<io::Error> for Fault {
    fn from(error: io::Error) -> Self {
        Self::Io(error)
    }
}

fn syntax(feature: Option<usize>, message: impl Into<String>) -> Fault {
    Fault::Problem(feature, Box::new(ImportProblemKind::Syntax(message.into())))
}

struct Stream<R> {
    reader: R,
    read: u64,
    /// The most bytes of a block.
    most: usize,
}

impl<R: Read> Stream<R> {
    /// Reads `count` bytes; false if the file ends before.
    fn take(&mut self, count: u64, bytes: &mut Vec<u8>) -> io::Result<bool> {
        let read = self.reader.by_ref().take(count).read_to_end(bytes)? as u64;
        self.read += read;
        Ok(read == count)
    }

    /// A block that begins with its length, with that length; `None` at the end of the file.
    fn block(&mut self, feature: Option<usize>) -> Result<Option<Vec<u8>>, Fault> {
        let mut bytes = Vec::new();
        if !self.take(4, &mut bytes)? {
            return if bytes.is_empty() { Ok(None) } else { Err(truncated(feature)) };
        }
        let length = bytes.as_slice().try_into().map(u32::from_le_bytes).unwrap_or_default();
        // A file that ends before is truncated, whatever it says.
        if !self.take(u64::from(length).min(self.most as u64 + 1), &mut bytes)? {
            return Err(truncated(feature));
        }
        if length as usize > self.most {
            return Err(Fault::Problem(feature, Box::new(OverLimit::new(Limit::FeatureBytes, self.most).into())));
        }
        Ok(Some(bytes))
    }
}

fn truncated(feature: Option<usize>) -> Fault {
    syntax(
        feature,
        format!(
            "the file ends inside {}; it is truncated",
            if feature.is_some() { "the feature" } else { "its header" }
        ),
    )
}

/// The bytes before the header, but for the last, which counts patches.
const MAGIC: [u8; 7] = *b"fgb\x03fgb";

fn features<'p, R: Read>(
    file: &mut Stream<R>,
    collector: &mut Collector<'p>,
    sink: &mut dyn Sink<'p>,
) -> Result<(), Fault> {
    let mut magic = Vec::new();
    file.take(8, &mut magic)?;
    if !magic.starts_with(&MAGIC) {
        return Err(syntax(None, "it is no FlatGeobuf file of version 3: it does not begin with 'fgb'"));
    }
    let Some(header) = file.block(None)? else { return Err(truncated(None)) };
    let header = size_prefixed_root_as_header(&header).map_err(|error| syntax(None, format!("its header: {error}")))?;
    if !is_known(collector, header.crs()) {
        return Ok(());
    }
    let columns = columns(&header);
    for (name, _) in &columns {
        sink.column(name);
    }
    if let (nodes @ 1.., count @ 1..) = (header.index_node_size(), header.features_count()) {
        let count = usize::try_from(count).ok().filter(|&count| nodes > 1 && count < usize::MAX / 128);
        let Some(count) = count else { return Err(syntax(None, "its header: the index has an impossible size")) };
        let size = PackedRTree::index_size(count, nodes) as u64;
        let skipped = io::copy(&mut file.reader.by_ref().take(size), &mut io::sink())?;
        file.read += skipped;
        if skipped < size {
            return Err(syntax(None, "the file ends inside its index; it is truncated"));
        }
    }
    let mut number = 0_usize;
    while let Some(block) = file.block(Some(number + 1))? {
        number += 1;
        let feature = size_prefixed_root_as_feature(&block)
            .map_err(|error| syntax(Some(number), format!("the feature: {error}")))?;
        let location = ImportLocation { feature: Some(number), ..collector.file() };
        collector.begin_feature();
        let bytes = feature.properties().map(|properties| properties.bytes()).unwrap_or_default();
        let properties = match properties(&columns, bytes) {
            Ok(properties) => properties,
            Err((column, kind)) => {
                let field = column.map_or("properties".to_owned(), |column| format!("properties.{column}"));
                collector.problem(location.at(field), *kind);
                Map::new()
            }
        };
        let geometry = feature.geometry().map(|geometry| {
            let kind =
                if header.geometry_type() == GeometryType::Unknown { geometry.type_() } else { header.geometry_type() };
            Geometry { form: form(collector, &location, (&geometry, block.len()), kind), foreign: Map::new() }
        });
        if !collector.has_problem() {
            sink.feature(collector, Feature { location, properties, geometry, foreign: Map::new() });
        }
        collector.end_feature(file.read);
    }
    let expected = header.features_count();
    if expected > 0 && expected != number as u64 {
        return Err(syntax(
            None,
            format!("its header counts {expected} features, and the file has {number}; it is truncated"),
        ));
    }
    Ok(())
}

/// Whether positions of the file's coordinate system can be converted; if not, that is reported.
fn is_known(collector: &mut Collector<'_>, crs: Option<Crs<'_>>) -> bool {
    let location = collector.file().at("crs");
    let Some(crs) = crs.filter(|crs| crs.code() != 0 || crs.code_string().is_some() || crs.wkt().is_some()) else {
        collector.note(&location, "no coordinate system is stated: WGS84 longitude and latitude are assumed");
        return true;
    };
    let organisation = crs.org().unwrap_or("EPSG");
    let code = crs.code_string().map_or_else(|| crs.code().to_string(), str::to_owned);
    coordinate_system::of_code_or_wkt(collector, &location, (organisation, &code), crs.wkt())
}

fn columns(header: &Header<'_>) -> Vec<(String, ColumnType)> {
    header.columns().into_iter().flatten().map(|column| (column.name().to_owned(), column.type_())).collect()
}

type PropertyFault = (Option<String>, Box<ImportProblemKind>);

/// The columns that a feature has values of.
fn properties(columns: &[(String, ColumnType)], mut bytes: &[u8]) -> Result<Map<String, Value>, PropertyFault> {
    let mut values = Map::new();
    while let [low, high, rest @ ..] = bytes {
        let number = usize::from(u16::from_le_bytes([*low, *high]));
        let malformed = |message: String| Box::new(ImportProblemKind::Malformed(message));
        let Some((name, kind)) = columns.get(number) else {
            return Err((None, malformed(format!("column {number} does not exist; the file has {}", columns.len()))));
        };
        let short = || (Some(name.clone()), malformed("the value is cut off".to_owned()));
        let (value, rest) =
            value(*kind, rest).map_err(|kind| (Some(name.clone()), Box::new(kind)))?.ok_or_else(short)?;
        values.insert(name.clone(), value);
        bytes = rest;
    }
    Ok(values)
}

/// A value and what follows it; `None` if it is cut off.
fn value(kind: ColumnType, bytes: &[u8]) -> Result<Option<(Value, &[u8])>, ImportProblemKind> {
    macro_rules! number {
        ($type:ty) => {
            bytes.split_first_chunk().map(|(number, rest)| (Value::from(<$type>::from_le_bytes(*number)), rest))
        };
    }
    macro_rules! real {
        ($type:ty) => {
            bytes.split_first_chunk().map(|(number, rest)| {
                let number = f64::from(<$type>::from_le_bytes(*number));
                (Number::from_f64(number).map_or(Value::Null, Value::Number), rest)
            })
        };
    }
    Ok(match kind {
        ColumnType::Byte => number!(i8),
        ColumnType::UByte => number!(u8),
        ColumnType::Bool => bytes.split_first().map(|(&byte, rest)| (Value::Bool(byte != 0), rest)),
        ColumnType::Short => number!(i16),
        ColumnType::UShort => number!(u16),
        ColumnType::Int => number!(i32),
        ColumnType::UInt => number!(u32),
        ColumnType::Long => number!(i64),
        ColumnType::ULong => number!(u64),
        ColumnType::Float => real!(f32),
        ColumnType::Double => real!(f64),
        ColumnType::String | ColumnType::Json | ColumnType::DateTime | ColumnType::Binary => {
            let Some((length, rest)) = bytes.split_first_chunk() else { return Ok(None) };
            let length = usize::try_from(u32::from_le_bytes(*length)).unwrap_or(usize::MAX);
            let Some((text, rest)) = rest.split_at_checked(length) else { return Ok(None) };
            if kind == ColumnType::Binary {
                return Ok(Some((Value::Null, rest)));
            }
            let text = std::str::from_utf8(text)
                .map_err(|_| ImportProblemKind::Encoding("the text is not UTF-8; save the file again".to_owned()))?;
            // A day with a time of day is that day.
            let text = if kind == ColumnType::DateTime { text.split('T').next().unwrap_or(text) } else { text };
            Some((text.into(), rest))
        }
        other => return Err(ImportProblemKind::Malformed(format!("{other:?} is not a type of column"))),
    })
}

fn form(
    collector: &mut Collector<'_>,
    location: &ImportLocation,
    (geometry, block_bytes): (&flatgeobuf::Geometry<'_>, usize),
    kind: GeometryType,
) -> Form {
    // Parts may refer to the same positions, so that a few bytes stand for any number of them.
    let parts = std::iter::once(geometry.xy()).chain(geometry.parts().into_iter().flatten().map(|part| part.xy()));
    let numbers: usize = parts.flatten().map(|numbers| numbers.len()).sum();
    if numbers > block_bytes / size_of::<f64>() {
        let message = "its parts have more positions than the file has for it; write each part once".to_owned();
        collector.problem(location.at("geometry"), ImportProblemKind::Malformed(message));
        return Form::None;
    }
    let polygons: Vec<_> = match kind {
        GeometryType::Polygon => vec![rings(geometry)],
        GeometryType::MultiPolygon => geometry.parts().into_iter().flatten().map(|part| rings(&part)).collect(),
        other => {
            let name = other.variant_name().unwrap_or("geometry of an unknown type");
            let message = format!("it is a {name}; it must be a Polygon or a MultiPolygon");
            collector.problem(location.at("geometry"), ImportProblemKind::Malformed(message));
            return Form::None;
        }
    };
    let mut drawn = Drawn::new(collector, location);
    for (polygon, rings) in polygons.into_iter().enumerate() {
        let field = format!("geometry.coordinates[{polygon}]");
        match rings {
            None => drawn.faulty(&field, "its rings do not follow each other, or have half a position"),
            Some(rings) => drawn.polygon(rings, |ring, at| {
                let at = at.map(|at| format!("[{at}]")).unwrap_or_default();
                format!("{field}[{ring}]{at}")
            }),
        }
    }
    drawn.finish()
}

/// The rings of one polygon; `None` if the ends of rings do not lie in order within the positions.
fn rings(geometry: &flatgeobuf::Geometry<'_>) -> Option<Vec<Vec<[f64; 2]>>> {
    let numbers: Vec<f64> = geometry.xy().into_iter().flatten().collect();
    if !numbers.len().is_multiple_of(2) {
        return None;
    }
    let positions: Vec<[f64; 2]> = numbers
        .chunks_exact(2)
        .map(|pair| match pair {
            &[lon, lat] => [lon, lat],
            _ => [f64::NAN; 2],
        })
        .collect();
    let mut ends: Vec<usize> =
        geometry.ends().into_iter().flatten().map(|end| usize::try_from(end).unwrap_or(usize::MAX)).collect();
    if ends.is_empty() && !positions.is_empty() {
        ends.push(positions.len());
    }
    let mut begin = 0;
    let mut rings = Vec::with_capacity(ends.len());
    for end in ends {
        rings.push(positions.get(begin..end)?.to_vec());
        begin = end;
    }
    Some(rings)
}
