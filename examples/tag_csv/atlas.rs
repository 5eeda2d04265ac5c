//! The atlas that is asked: the embedded one, documents, or what can be imported.

use std::error::Error;
use std::ffi::OsString;
use std::fs::{self, File};
use std::io::{self, Read as _};
use std::path::Path;

use suzerain::error::BinaryError;
use suzerain::{Atlas, AtlasBuilder};

type Read<T> = Result<T, Box<dyn Error>>;

/// So much of a file tells its format.
const HEAD: u64 = 1 << 16;

/// Which atlas is asked, and how it is read.
#[derive(Default)]
pub(crate) struct Source {
    pub(crate) files: Vec<OsString>,
    pub(crate) format: Option<String>,
    /// All repairs are made, and vertices snapped within so many degrees.
    pub(crate) repair: Option<f64>,
    /// From which day on a file without dates is so.
    pub(crate) since: Option<time::Date>,
    pub(crate) until_next_map: bool,
    /// The level of `OpenHistoricalMap` that is answered for.
    pub(crate) level: Option<u8>,
    /// A feature with a problem makes the import fail.
    pub(crate) strict: bool,
}

impl Source {
    /// The atlas of the files, in the format of that word, or the one that they seem to have; the embedded one if there
    /// are none.
    pub(crate) fn read(&self) -> Read<Atlas> {
        match (self.files.as_slice(), self.format.as_deref()) {
            ([], _) => Ok(Atlas::south_caucasus().clone()),
            ([file], format) => self.one(Path::new(file), format),
            (files, None | Some("atlas")) => documents(files),
            _ => {
                Err("only atlas documents are layers of one atlas: give one --atlas FILE, or merge them beforehand"
                    .into())
            }
        }
    }

    fn one(&self, path: &Path, format: Option<&str>) -> Read<Atlas> {
        let head = if path.is_dir() { Vec::new() } else { head(path)? };
        let is_binary = || !matches!(Atlas::from_bytes(&head), Err(BinaryError::NotAnAtlas));
        match format {
            Some("atlas") => documents(&[path]),
            Some("binary") => binary(path),
            None if is_binary() => binary(path),
            format => self.imported(path, format, &head),
        }
    }

    /// Other people's data; a file that tells no format of its own is an atlas document.
    #[cfg(feature = "import")]
    fn imported(&self, path: &Path, word: Option<&str>, head: &[u8]) -> Read<Atlas> {
        use suzerain::import::{AnyFile, Format, ReadError, Repair};

        let format = word.map(str::parse::<Format>).transpose()?.or_else(|| Format::guess(path, head));
        if let (None, Some(what)) = (format, container(head)) {
            let message = format!(
                "'{}' is {what}: plain data are read with a mapping of their columns, as import_geojson does; \
                                   those of a known format with --format NAME",
                path.display()
            );
            return Err(message.into());
        }
        if !path.is_dir() && format.is_none_or(|format| format == Format::Atlas) {
            let way_out = |error| match format {
                Some(_) => error,
                None => format!("{error}\nif it is no atlas document, state what it is with --format NAME").into(),
            };
            return documents(&[path]).map_err(way_out);
        }
        let mut importer = format.into_iter().fold(AnyFile::new(), AnyFile::format);
        importer = self.since.into_iter().fold(importer, AnyFile::since);
        importer = self.repair.into_iter().fold(importer, |importer, degrees| importer.repair(Repair::all(degrees)));
        importer = self.level.into_iter().fold(importer, AnyFile::holders_at_level);
        if self.until_next_map {
            importer = importer.until_next_map();
        }
        if self.strict {
            importer = importer.strict();
        }
        match importer.read(path) {
            Ok(found) => {
                eprintln!("tag_csv: {}", found.report());
                Ok(found.into_atlas())
            }
            Err(error @ ReadError::UnknownFormat(_)) => Err(error.into()),
            Err(error) => Err(format!("'{}': {error}", path.display()).into()),
        }
    }

    /// Whether an option was given that has a meaning for other people's data only.
    #[cfg(not(feature = "import"))]
    fn is_for_others(&self) -> bool {
        self.repair.is_some() || self.since.is_some() || self.until_next_map || self.level.is_some() || self.strict
    }

    /// Without the feature `import` there are only documents and the binary form.
    #[cfg(not(feature = "import"))]
    fn imported(&self, path: &Path, word: Option<&str>, _head: &[u8]) -> Read<Atlas> {
        match word {
            None if !self.is_for_others() => documents(&[path]),
            None => Err("--repair, --since, --until-next-map, --level and --strict are for other people's data: use \
                         --features import"
                .into()),
            Some(word) => {
                Err(format!("format '{word}' is not known here: atlas and binary are, others with --features import")
                    .into())
            }
        }
    }
}

/// What a file is that can be no document, by its first bytes.
#[cfg(feature = "import")]
fn container(head: &[u8]) -> Option<&'static str> {
    const KNOWN: [(&[u8], &str); 6] = [
        (&[0, 0, 0x27, 0x0A], "a shapefile"),
        (b"fgb", "a FlatGeobuf file"),
        (b"SQLite format 3", "a GeoPackage"),
        (b"PK\x03\x04", "a zip file"),
        (&[0x1F, 0x8B], "a gzip file"),
        (b"<", "an XML file, such as KML"),
    ];
    KNOWN.iter().find(|(begin, _)| head.starts_with(begin)).map(|(_, what)| *what)
}

fn head(path: &Path) -> Read<Vec<u8>> {
    let mut bytes = Vec::new();
    let read = File::open(path).and_then(|file| file.take(HEAD).read_to_end(&mut bytes));
    read.map_err(|error| unread(path, &error))?;
    Ok(bytes)
}

fn binary(path: &Path) -> Read<Atlas> {
    Ok(Atlas::from_bytes(&fs::read(path).map_err(|error| unread(path, &error))?)?)
}

fn unread(path: &Path, error: &io::Error) -> String {
    format!("'{}' cannot be read: {error}", path.display())
}

fn documents(files: &[impl AsRef<Path>]) -> Read<Atlas> {
    let mut builder = AtlasBuilder::default();
    for file in files {
        let file = file.as_ref();
        let text = fs::read_to_string(file).map_err(|error| unread(file, &error))?;
        builder = builder.document(&file.to_string_lossy(), &text)?;
    }
    Ok(builder.build()?)
}
