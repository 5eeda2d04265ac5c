//! Where a file is read from, and in which container its features are.

use std::fs::File;
use std::io::{self, BufReader, Cursor, Read, Seek};
use std::path::Path;

use serde_json::{Map, Value};

use super::collector::Collector;
use super::json::{read_features as read_json, read_topology};
use super::packed::{self, Archive, GZIP, KINDS, ZIP};
use super::shapefile::{self, Parts};
use super::sink::Sink;
use super::{ImportProblemKind, flatgeobuf, kml};

/// Where a file is read from.
pub(super) enum Source<'i> {
    Stream(&'i mut dyn Read),
    Path(&'i Path),
}

/// What databases of `SQLite` begin with, of which a `GeoPackage` is one.
const SQLITE: &[u8] = b"SQLite format 3\0";
/// What a `.shp` file begins with.
const SHP: &[u8] = &9994_i32.to_be_bytes();
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
        read_geopackage(path, collector, sink);
    } else if head.starts_with(ZIP) {
        return read_zip(BufReader::new(File::open(path)?), collector, sink);
    } else {
        return read_stream(&mut File::open(path)?, collector, sink);
    }
    Ok(Map::new())
}

/// Reads the features of a stream, whose first bytes tell the container.
fn read_stream<'p>(
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
        bytes if bytes.starts_with(GZIP) => match packed::open_gzip(&mut whole)? {
            Ok(mut unpacked) => read_stream(&mut unpacked, collector, sink),
            Err(message) => refused(collector, &message),
        },
        bytes if bytes.starts_with(ZIP) => read_zip(packed::in_memory(&mut whole)?, collector, sink),
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

/// Reads the features of the one file in a zip file that has some: a shapefile with the files beside it, or another.
fn read_zip<'p>(
    reader: impl Read + Seek,
    collector: &mut Collector<'p>,
    sink: &mut dyn Sink<'p>,
) -> io::Result<Map<String, Value>> {
    let refused = |collector: &mut Collector<'_>, kind: ImportProblemKind| {
        collector.problem(collector.file(), kind);
        Ok(Map::new())
    };
    let mut archive = match Archive::new(reader) {
        Ok(archive) => archive,
        Err(message) => return refused(collector, ImportProblemKind::Syntax(message)),
    };
    let data = archive.data();
    if data.is_empty() {
        let message = format!("no file of the zip file can be read; it must have one of: {}", KINDS.join(", "));
        return refused(collector, ImportProblemKind::Malformed(message));
    }
    // The main file of a KMZ is doc.kml.
    let main = data.iter().find(|name| name.as_str() == "doc.kml").cloned();
    let Some(name) = main.or_else(|| collector.layer(&data)) else { return Ok(Map::new()) };
    if !is_shapefile(&name) {
        return read_stream(&mut archive.open(&name)?, collector, sink);
    }
    let mut read = |end: &str| archive.beside(&name, end);
    let (shp, dbf, prj, cpg) = (read(".shp")?, read(".dbf")?, read(".prj")?, read(".cpg")?);
    let Some((shp, dbf)) = shp.zip(dbf) else {
        let message = format!("'{name}' has no .dbf file beside it in the zip file");
        return refused(collector, ImportProblemKind::Malformed(message));
    };
    shapefile::read(Parts { shp: &mut Cursor::new(shp), dbf: &mut Cursor::new(dbf), prj, cpg }, collector, sink)?;
    Ok(Map::new())
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
fn read_geopackage<'p>(path: &Path, collector: &mut Collector<'p>, sink: &mut dyn Sink<'p>) {
    super::geopackage::read(path, collector, sink);
}

#[cfg(not(feature = "geopackage"))]
fn read_geopackage<'p>(_path: &Path, collector: &mut Collector<'p>, _sink: &mut dyn Sink<'p>) {
    let message = "it is a GeoPackage, which only the feature `geopackage` of this crate reads".to_owned();
    collector.problem(collector.file(), ImportProblemKind::Syntax(message));
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
        return zip_head(BufReader::new(File::open(path)?));
    }
    #[cfg(feature = "geopackage")]
    if head.starts_with(SQLITE) {
        return Ok(quoted(&super::geopackage::columns(path)));
    }
    Ok(head.to_vec())
}

/// Bytes that tell what data are in a zip file.
fn zip_head(reader: impl Read + Seek) -> io::Result<Vec<u8>> {
    let Ok(mut archive) = Archive::new(reader) else { return Ok(Vec::new()) };
    let Some(name) = archive.data().into_iter().next() else { return Ok(Vec::new()) };
    if is_shapefile(&name) {
        let table = archive.beside(&name, ".dbf")?.unwrap_or_default();
        return Ok(quoted(&shapefile::columns_of(table.as_slice())));
    }
    let mut head = Vec::new();
    archive.open(&name)?.take(packed::HEAD_BYTES).read_to_end(&mut head)?;
    Ok(head)
}

fn is_shapefile(name: &str) -> bool {
    name.to_ascii_lowercase().ends_with(".shp")
}

/// Names in quotes, as in JSON.
fn quoted(names: &[String]) -> Vec<u8> {
    names.iter().map(|name| format!("\"{name}\"")).collect::<Vec<_>>().join(" ").into_bytes()
}
