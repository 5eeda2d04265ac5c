//! Where a file is read from, and in which container its features are.

use std::fs::File;
use std::io::{self, BufReader, Read};
use std::path::Path;

use serde_json::{Map, Value};

use super::collector::Collector;
use super::json::{read_features as read_json, read_topology};
use super::packed::{self, GZIP, ZIP};
use super::sink::Sink;
use super::{ImportProblemKind, flatgeobuf, kml, shapefile};

/// Where a file is read from.
pub(super) enum Source<'i> {
    Stream(&'i mut dyn Read),
    Path(&'i Path),
}

/// What databases of `SQLite` begin with, of which a `GeoPackage` is one.
const SQLITE: &[u8] = b"SQLite format 3\0";
/// What a `.shp` file begins with.
pub(super) const SHP: &[u8] = &9994_i32.to_be_bytes();
/// So many bytes tell the container.
const HEAD_BYTES: u64 = 1 << 12;

/// Reads the features of a file, in any container: GeoJSON and sequences of it, `TopoJSON`, `FlatGeobuf`, KML, KMZ, a
/// shapefile, a `GeoPackage`; also packed with gzip or zip. Gives the foreign members of a collection of GeoJSON back.
///
/// # Errors
///
/// When the file cannot be read; everything else becomes a problem of the collector.
pub(super) fn read_features<'p>(
    source: Source<'_>,
    collector: &mut Collector<'p>,
    sink: &mut dyn Sink<'p>,
) -> io::Result<Map<String, Value>> {
    let path = match source {
        Source::Stream(reader) => return read_stream(reader, collector, sink),
        Source::Path(path) => path,
    };
    let mut head = Vec::new();
    File::open(path)?.take(HEAD_BYTES).read_to_end(&mut head)?;
    if head.starts_with(SHP) {
        shapefile::read_path(path, collector, sink)?;
    } else if head.starts_with(SQLITE) {
        return read_geopackage(path, collector, sink).map(|()| Map::new());
    } else if head.starts_with(ZIP) {
        return packed::read_zip(BufReader::new(File::open(path)?), collector, sink);
    } else {
        return read_stream(&mut File::open(path)?, collector, sink);
    }
    Ok(Map::new())
}

/// Reads the features of a stream, whose first bytes tell the container.
pub(super) fn read_stream<'p>(
    reader: &mut dyn Read,
    collector: &mut Collector<'p>,
    sink: &mut dyn Sink<'p>,
) -> io::Result<Map<String, Value>> {
    let mut head = Vec::new();
    Read::take(&mut *reader, HEAD_BYTES).read_to_end(&mut head)?;
    let mut whole = head.as_slice().chain(reader);
    let refused = |collector: &mut Collector<'_>, message: &str| {
        collector.problem(collector.file(), ImportProblemKind::Syntax(message.to_owned()));
        Ok(Map::new())
    };
    match head.as_slice() {
        bytes if bytes.starts_with(GZIP) => packed::read_gzip(&mut whole, collector, sink),
        bytes if bytes.starts_with(ZIP) => packed::read_zip(packed::in_memory(&mut whole)?, collector, sink),
        bytes if bytes.starts_with(b"fgb") => flatgeobuf::read(&mut whole, collector, sink).map(|()| Map::new()),
        bytes if bytes.starts_with(SQLITE) => refused(collector, "it is a GeoPackage, which is read by its path"),
        bytes if bytes.starts_with(SHP) => {
            refused(collector, "it is a .shp file, which is read by its path, with the .dbf beside it")
        }
        bytes if first_sign(bytes) == Some(b'<') => kml::read(&mut whole, collector, sink).map(|()| Map::new()),
        bytes if is_topology(bytes) => read_topology(whole, collector, sink).map(|()| Map::new()),
        _ => read_json(whole, collector, sink),
    }
}

/// The first byte that is neither white space nor part of a byte order mark.
fn first_sign(bytes: &[u8]) -> Option<u8> {
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    bytes.iter().copied().find(|byte| !byte.is_ascii_whitespace())
}

/// Whether a text says that its type is that of a topology.
pub(super) fn is_topology(bytes: &[u8]) -> bool {
    let text = String::from_utf8_lossy(bytes);
    text.match_indices("\"type\"").any(|(at, word)| {
        let rest = text.get(at + word.len()..).unwrap_or_default().trim_start();
        rest.strip_prefix(':').is_some_and(|rest| rest.trim_start().starts_with("\"Topology\""))
    })
}

#[cfg(feature = "geopackage")]
fn read_geopackage<'p>(path: &Path, collector: &mut Collector<'p>, sink: &mut dyn Sink<'p>) -> io::Result<()> {
    super::geopackage::read(path, collector, sink)
}

#[cfg(not(feature = "geopackage"))]
fn read_geopackage<'p>(_path: &Path, collector: &mut Collector<'p>, _sink: &mut dyn Sink<'p>) -> io::Result<()> {
    let message = "it is a GeoPackage, which only the feature `geopackage` of this crate reads".to_owned();
    collector.problem(collector.file(), ImportProblemKind::Syntax(message));
    Ok(())
}

/// Bytes that tell what data are in a file: its first ones, or those of what is packed in it, or the names of its columns in
/// quotes.
pub(super) fn telling_bytes(path: &Path, head: &[u8]) -> io::Result<Vec<u8>> {
    if head.starts_with(SHP) {
        let columns = shapefile::columns_beside(path)?;
        return Ok(quoted(&columns));
    }
    if head.starts_with(GZIP) {
        return packed::gzip_head(File::open(path)?);
    }
    if head.starts_with(ZIP) {
        return packed::zip_head(BufReader::new(File::open(path)?));
    }
    #[cfg(feature = "geopackage")]
    if head.starts_with(SQLITE) {
        return Ok(quoted(&super::geopackage::columns(path)));
    }
    Ok(head.to_vec())
}

/// Names in quotes, as in JSON.
pub(super) fn quoted(names: &[String]) -> Vec<u8> {
    names.iter().map(|name| format!("\"{name}\"")).collect::<Vec<_>>().join(" ").into_bytes()
}
