//! The atlas that is asked: the embedded one, documents, or what can be imported.

use std::error::Error;
use std::ffi::OsString;
use std::fs;
use std::io;
use std::path::Path;

use suzerain::{Atlas, AtlasBuilder, BinaryError};

type Read<T> = Result<T, Box<dyn Error>>;

/// The atlas of these files, in the format of this word, or the one that they seem to have; the embedded one if there
/// are none.
pub(crate) fn read(files: &[OsString], format: Option<&str>) -> Read<Atlas> {
    match files {
        [] => Ok(Atlas::south_caucasus().clone()),
        [file] => one(file, format),
        _ if matches!(format, None | Some("atlas")) => documents(files),
        _ => {
            Err("only atlas documents are layers of one atlas: give one --atlas FILE, or merge them beforehand".into())
        }
    }
}

fn one(file: &OsString, format: Option<&str>) -> Read<Atlas> {
    let path = Path::new(file);
    match format {
        Some("atlas") => documents(std::slice::from_ref(file)),
        Some("binary") => Ok(Atlas::from_bytes(&bytes(path)?)?),
        Some(word) => imported(path, Some(word)),
        None if path.is_dir() => imported(path, None),
        None => match Atlas::from_bytes(&bytes(path)?) {
            Err(BinaryError::NotAnAtlas) => imported(path, None),
            read => Ok(read?),
        },
    }
}

fn bytes(path: &Path) -> Read<Vec<u8>> {
    Ok(fs::read(path).map_err(|error| unread(path, &error))?)
}

fn unread(path: &Path, error: &io::Error) -> String {
    format!("'{}' cannot be read: {error}", path.display())
}

fn documents(files: &[OsString]) -> Read<Atlas> {
    let mut builder = AtlasBuilder::default();
    for file in files {
        let text = fs::read_to_string(file).map_err(|error| unread(Path::new(file), &error))?;
        builder = builder.document(&file.to_string_lossy(), &text)?;
    }
    Ok(builder.build()?)
}

/// Other people's data; what tells no format of its own is an atlas document.
#[cfg(feature = "import")]
fn imported(path: &Path, word: Option<&str>) -> Read<Atlas> {
    use suzerain::import::{Format, ReadError, Repair, read_any};

    let format = word.map(str::parse::<Format>).transpose()?;
    let is_own = |format| matches!(format, Format::Atlas | Format::Binary);
    let guessed = match format {
        Some(format) => Some(format),
        None if path.is_dir() => None,
        None => Format::guess(path, &bytes(path)?),
    };
    if !path.is_dir() && guessed.is_none_or(is_own) {
        return documents(&[path.as_os_str().to_owned()]);
    }
    match read_any(path, guessed, Repair::new()) {
        Ok(imported) => {
            eprintln!("tag_csv: {}", imported.report());
            Ok(imported.into_atlas())
        }
        Err(error @ ReadError::UnknownFormat(_)) => Err(error.into()),
        Err(error) => Err(format!("'{}': {error}", path.display()).into()),
    }
}

/// Without the feature `import` there are only documents and the binary form.
#[cfg(not(feature = "import"))]
fn imported(path: &Path, word: Option<&str>) -> Read<Atlas> {
    match word {
        None => documents(&[path.as_os_str().to_owned()]),
        Some(word) => {
            Err(format!("format '{word}' is not known here: atlas and binary are, others with --features import")
                .into())
        }
    }
}
