//! `GeoPackage`: tables of features in an `SQLite` database.

use std::path::Path;

use rusqlite::types::ValueRef;
use rusqlite::{Connection, OpenFlags, Row};
use serde_json::{Map, Number, Value};

use super::collector::Collector;
use super::drawn::{Drawn, vertices};
use super::feature::Feature;
use super::geometry::{Form, Geometry};
use super::sink::Sink;
use super::wkb::{self, Shapes};
use super::{ImportLocation, ImportProblemKind, coordinate_system};

/// The table of features that is read.
struct Layer {
    table: String,
    /// The column of geometries.
    geometry: String,
    /// Its coordinate system: the organisation, its code, and a text in WKT.
    system: Option<(String, String, Option<String>)>,
}

/// Reads the features of the layer that the collector was told, or of the only one.
///
/// What is wrong with the file, and that it cannot be read, becomes a problem of the collector.
pub(super) fn read<'p>(path: &Path, collector: &mut Collector<'p>, sink: &mut dyn Sink<'p>) {
    let result = open(path).and_then(|database| {
        let layers = layers(&database)?;
        let names: Vec<String> = layers.iter().map(|layer| layer.table.clone()).collect();
        let Some(name) = collector.layer(&names) else { return Ok(()) };
        let Some(layer) = layers.into_iter().find(|layer| layer.table == name) else { return Ok(()) };
        features(&database, &layer, collector, sink)
    });
    if let Err(error) = result {
        let kind = ImportProblemKind::Syntax(format!("the GeoPackage: {error}"));
        collector.problem(collector.file(), kind);
    }
}

/// The columns of all its layers; none if it cannot be read.
pub(super) fn columns(path: &Path) -> Vec<String> {
    let columns = open(path).and_then(|database| {
        let mut columns = Vec::new();
        for layer in layers(&database)? {
            let statement = database.prepare(&select(&layer.table))?;
            columns.extend(statement.column_names().into_iter().map(str::to_owned));
        }
        Ok(columns)
    });
    columns.unwrap_or_default()
}

fn open(path: &Path) -> rusqlite::Result<Connection> {
    Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX)
}

fn select(table: &str) -> String {
    format!("SELECT * FROM \"{}\"", table.replace('"', "\"\""))
}

fn layers(database: &Connection) -> rusqlite::Result<Vec<Layer>> {
    let mut statement = database.prepare(
        "SELECT g.table_name, g.column_name, s.organization, s.organization_coordsys_id, s.definition \
         FROM gpkg_geometry_columns g JOIN gpkg_contents c ON c.table_name = g.table_name AND c.data_type = 'features' \
         LEFT JOIN gpkg_spatial_ref_sys s ON s.srs_id = g.srs_id ORDER BY g.table_name",
    )?;
    let layers = statement.query_map([], |row| {
        let organisation: Option<String> = row.get(2)?;
        let (code, definition): (Option<i64>, Option<String>) = (row.get(3)?, row.get(4)?);
        let system = organisation.zip(code).map(|(organisation, code)| (organisation, code.to_string(), definition));
        Ok(Layer { table: row.get(0)?, geometry: row.get(1)?, system })
    })?;
    layers.collect()
}

fn features<'p>(
    database: &Connection,
    layer: &Layer,
    collector: &mut Collector<'p>,
    sink: &mut dyn Sink<'p>,
) -> rusqlite::Result<()> {
    let location = collector.file().at("gpkg_spatial_ref_sys");
    match &layer.system {
        Some((organisation, code, wkt)) if organisation != "NONE" => {
            let wkt = wkt.as_deref().filter(|wkt| *wkt != "undefined");
            if !coordinate_system::of_code_or_wkt(collector, &location, (organisation, code), wkt) {
                return Ok(());
            }
        }
        _ => {
            let text = "no coordinate system is stated: WGS84 longitude and latitude are assumed";
            collector.note(&location, text);
        }
    }
    let mut statement = database.prepare(&select(&layer.table))?;
    let columns: Vec<String> = statement.column_names().into_iter().map(str::to_owned).collect();
    columns.iter().filter(|column| **column != layer.geometry).for_each(|column| sink.column(column));
    let mut rows = statement.query([])?;
    let (mut number, mut bytes) = (0, 0_u64);
    while let Some(row) = rows.next()? {
        number += 1;
        let mut location = ImportLocation { feature: Some(number), ..collector.file() };
        collector.begin_feature();
        let mut properties = Map::new();
        for (index, column) in columns.iter().enumerate() {
            if *column != layer.geometry {
                let value = value(row.get_ref(index)?);
                if column.eq_ignore_ascii_case("fid") {
                    location.id = value.as_i64().map(|id| id.to_string());
                }
                properties.insert(column.clone(), value);
            }
        }
        let geometry = geometry(collector, &location, row, &layer.geometry, &mut bytes)?;
        sink.feature(collector, Feature { location, properties, geometry, foreign: Map::new() });
        collector.end_feature(bytes);
    }
    Ok(())
}

/// A value of a column; what is no text or number is none.
fn value(value: ValueRef<'_>) -> Value {
    match value {
        ValueRef::Integer(number) => number.into(),
        ValueRef::Real(number) => Number::from_f64(number).map_or(Value::Null, Value::Number),
        ValueRef::Text(text) => String::from_utf8_lossy(text).into_owned().into(),
        ValueRef::Null | ValueRef::Blob(_) => Value::Null,
    }
}

fn geometry(
    collector: &mut Collector<'_>,
    location: &ImportLocation,
    row: &Row<'_>,
    column: &str,
    bytes: &mut u64,
) -> rusqlite::Result<Option<Geometry>> {
    let ValueRef::Blob(blob) = row.get_ref(column)? else { return Ok(None) };
    *bytes += blob.len() as u64;
    let Some(shapes) = wkb_of(blob).and_then(wkb::parse) else {
        let message = "its bytes are no geometry of a GeoPackage".to_owned();
        collector.problem(location.at(column), ImportProblemKind::Malformed(message));
        return Ok(None);
    };
    let form = form(collector, location, column, shapes);
    Ok(Some(Geometry { form, foreign: Map::new() }))
}

/// What follows the header of a geometry: `GP`, a version, flags, the number of the system, and a box of 0 to 8 numbers.
fn wkb_of(blob: &[u8]) -> Option<&[u8]> {
    let [b'G', b'P', _, flags, ..] = blob else { return None };
    let numbers = *[0, 4, 6, 6, 8].get(usize::from(flags >> 1 & 7))?;
    blob.get(8 + numbers * 8..)
}

fn form(collector: &mut Collector<'_>, location: &ImportLocation, column: &str, shapes: Shapes) -> Form {
    match shapes {
        Shapes::Polygons(polygons) => {
            let mut drawn = Drawn::new(collector, location);
            for (number, rings) in polygons.into_iter().enumerate() {
                drawn.polygon(rings, |ring, at| {
                    let at = at.map(|at| format!("[{at}]")).unwrap_or_default();
                    format!("{column}[{number}][{ring}]{at}")
                });
            }
            drawn.finish()
        }
        Shapes::Points(points) => {
            vertices(collector, location, vec![points]).map_or(Form::None, |points| Form::Points(points.concat()))
        }
        Shapes::Lines(lines) => vertices(collector, location, lines).map_or(Form::None, Form::Lines),
        Shapes::Collection(members) => {
            let member = |shapes| Geometry { form: form(collector, location, column, shapes), foreign: Map::new() };
            Form::Collection(members.into_iter().map(member).collect())
        }
        Shapes::Other(kind) => {
            let message = format!("it is a geometry of kind {kind}, such as a curve; it must be a polygon");
            collector.problem(location.at(column), ImportProblemKind::Malformed(message));
            Form::None
        }
    }
}
