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
        if self.until_next_map {
            importer = importer.until_next_map();
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

    /// Without the feature `import` there are only documents and the binary form.
    #[cfg(not(feature = "import"))]
    fn imported(&self, path: &Path, word: Option<&str>, _head: &[u8]) -> Read<Atlas> {
        match word {
            None if self.repair.is_none() && self.since.is_none() && !self.until_next_map => documents(&[path]),
            None => {
                Err("--repair, --since and --until-next-map are for other people's data: use --features import".into())
            }
            Some(word) => {
                Err(format!("format '{word}' is not known here: atlas and binary are, others with --features import")
                    .into())
            }
        }
    }
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
