//! What importers read: an atlas that answers, is written and is sound, or problems with their places.

use std::fs;
use std::path::{Path, PathBuf};

use suzerain::import::{
    AnyFile, CShapes, Cliopatria, DateFormat, Ends, FlatGeobuf, GeoJson, HistoricalBasemaps, ImportError, Imported,
    LinkedPlaces, MappedFile, Mapping, NaturalEarth, OpenHistoricalMap, Repair, Shapefile,
};
use suzerain::{Atlas, Position};
use time::Date;

/// Columns of the tests' files, and of the seeds.
fn mapping() -> Mapping {
    let mapping = Mapping::new().code("nr").name("district").holder("state").from("begin").until("end");
    mapping.ends(Ends::Included).dates(DateFormat::Years)
}

/// The first byte says whether repairs are made; the others are the file.
fn parted(bytes: &[u8]) -> (Repair, &[u8]) {
    let (first, file) = bytes.split_first().unwrap_or((&0, &[]));
    (if first % 2 == 0 { Repair::new() } else { Repair::all(0.001) }, file)
}

pub(crate) fn cliopatria(bytes: &[u8]) -> String {
    let (repair, file) = parted(bytes);
    outcome(Cliopatria::new().repair(repair).read(file))
}

pub(crate) fn cshapes(bytes: &[u8]) -> String {
    let (repair, file) = parted(bytes);
    outcome(CShapes::new().repair(repair).read(file))
}

pub(crate) fn flatgeobuf(bytes: &[u8]) -> String {
    let (repair, file) = parted(bytes);
    outcome(FlatGeobuf::new(mapping()).repair(repair).read(file))
}

pub(crate) fn geojson(bytes: &[u8]) -> String {
    let (repair, file) = parted(bytes);
    outcome(GeoJson::new(mapping()).repair(repair).read(file))
}

pub(crate) fn linked_places(bytes: &[u8]) -> String {
    let (repair, file) = parted(bytes);
    outcome(LinkedPlaces::new().repair(repair).read(file))
}

pub(crate) fn natural_earth(bytes: &[u8]) -> String {
    let (repair, file) = parted(bytes);
    outcome(NaturalEarth::new().repair(repair).read(file))
}

pub(crate) fn open_historical_map(bytes: &[u8]) -> String {
    let (repair, file) = parted(bytes);
    outcome(OpenHistoricalMap::new().repair(repair).read(file))
}

pub(crate) fn kml(bytes: &[u8]) -> String {
    let (repair, file) = parted(bytes);
    let folder = Folder::new();
    outcome(MappedFile::new(mapping()).repair(repair).read(folder.file("d.kml", file)))
}

/// The main file, the table and the projection of a shapefile, one after the other: see [`join`].
pub(crate) fn shapefile(bytes: &[u8]) -> String {
    let (repair, parts) = parted(bytes);
    let folder = Folder::new();
    let mut path = PathBuf::new();
    for (name, part) in ["d.prj", "d.dbf", "d.shp"].into_iter().zip(split(parts)) {
        path = folder.file(name, part);
    }
    outcome(Shapefile::new(mapping()).repair(repair).read(path))
}

/// Two maps of a folder, one after the other: see [`join`].
pub(crate) fn historical_basemaps(bytes: &[u8]) -> String {
    let (repair, parts) = parted(bytes);
    let folder = Folder::new();
    for (name, part) in ["world_1900.geojson", "world_1920.geojson"].into_iter().zip(split(parts)) {
        folder.file(name, part);
    }
    outcome(HistoricalBasemaps::new().repair(repair).until_next_map().read(&folder.0))
}

/// The first byte says how the file is called.
pub(crate) fn any_file(bytes: &[u8]) -> String {
    const NAMES: [&str; 8] =
        ["d.geojson", "d.json", "d.topojson", "d.fgb", "d.kmz", "d.zip", "d.geojson.gz", "world_1900.geojson"];
    let (first, file) = bytes.split_first().unwrap_or((&0, &[]));
    let folder = Folder::new();
    let path = folder.file(NAMES[usize::from(*first) % NAMES.len()], file);
    match AnyFile::new().since(time::macros::date!(2000 - 01 - 01)).read(&path) {
        Ok(imported) => outcome(Ok(imported)),
        Err(error) => error.to_string(),
    }
}

/// Several files as one: each with its length before it.
pub(crate) fn join(files: &[&[u8]]) -> Vec<u8> {
    files
        .iter()
        .flat_map(|file| [&u32::try_from(file.len()).expect("small").to_le_bytes()[..], file].concat())
        .collect()
}

fn split(mut bytes: &[u8]) -> impl Iterator<Item = &[u8]> {
    std::iter::from_fn(move || {
        let (length, rest) = bytes.split_first_chunk::<4>()?;
        let length = usize::try_from(u32::from_le_bytes(*length)).ok()?.min(rest.len());
        let (part, rest) = rest.split_at(length);
        bytes = rest;
        Some(part)
    })
}

/// A folder for the files of one run, one for each thread.
struct Folder(PathBuf);

impl Folder {
    fn new() -> Self {
        let thread = format!("{:?}", std::thread::current().id());
        let name: String = thread.chars().filter(char::is_ascii_digit).collect();
        let folder = std::env::temp_dir().join(format!("suzerain-fuzz-{}-{name}", std::process::id()));
        fs::create_dir_all(&folder).expect("a folder can be made");
        Self(folder)
    }

    fn file(&self, name: &str, bytes: &[u8]) -> PathBuf {
        let path = self.0.join(name);
        fs::write(&path, bytes).expect("a file can be written");
        path
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(Path::new(&self.0));
    }
}

fn outcome(imported: Result<Imported, ImportError>) -> String {
    match imported {
        Ok(imported) => {
            asked(imported.atlas());
            imported.report().to_string()
        }
        Err(error) => {
            let is_missing = matches!(error, ImportError::Io(_));
            assert!(is_missing || !error.problems().is_empty(), "{error}");
            error.to_string()
        }
    }
}

/// What was imported answers, is sound, and is the same after writing and reading.
fn asked(atlas: &Atlas) {
    let place = Position::from_lat_lon(0.5, 0.5).expect("a position");
    for day in [Date::MIN, Date::MAX] {
        let _ = atlas.status_at(place, day).to_string();
    }
    let _ = atlas.history_at(place);
    let again = Atlas::from_bytes(&atlas.to_bytes()).expect("its own bytes are read");
    assert_eq!(again.controller_at(place, Date::MAX).to_string(), atlas.controller_at(place, Date::MAX).to_string());
    let said = again.verify();
    assert!(said.is_ok(), "{said:?}");
}
