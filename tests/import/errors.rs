//! Errors: each message is complete in itself, and `source()` gives the cause as a value where there is one.

use std::error::Error;
use std::fs;
use std::io::{self, Read};
use std::path::PathBuf;

use suzerain::Atlas;
use suzerain::build::ProblemKind;
use suzerain::error::{BinaryError, DocumentError};
use suzerain::import::{AnyFile, Format, GeoJson, ImportError, ImportProblemKind, Mapping, ReadError};

/// A stream that breaks off.
struct Broken;

impl Read for Broken {
    fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
        Err(io::Error::new(io::ErrorKind::ConnectionReset, "the cable was cut"))
    }
}

fn read(name: &str, bytes: &[u8], format: Format) -> ReadError {
    let path = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
    fs::write(&path, bytes).unwrap();
    AnyFile::new().format(format).read(&path).unwrap_err()
}

fn square(properties: &str) -> String {
    format!(
        r#"{{"type": "FeatureCollection", "features": [{{"type": "Feature", "properties": {properties},
        "geometry": {{"type": "Polygon", "coordinates": [[[0, 0], [2, 2], [2, 0], [0, 2], [0, 0]]]}}}}]}}"#
    )
}

#[test]
fn messages_are_complete_and_sources_are_given() {
    let unread = GeoJson::new(Mapping::new()).read(Broken).unwrap_err();
    let unread_document = Atlas::from_geojson(Broken).unwrap_err();
    let not_utf8 = Atlas::from_geojson(&b"\xFF"[..]).unwrap_err();
    let missing = AnyFile::new().read("no/such/file.geojson").unwrap_err();
    let crossed = GeoJson::new(Mapping::new().name("name")).read(square(r#"{"name": "A"}"#).as_bytes()).unwrap_err();
    let nameless = GeoJson::new(Mapping::new().name("name")).read(square("{}").as_bytes()).unwrap_err();
    let [problem] = crossed.problems() else { panic!("{crossed}") };
    let kind = problem.kind();
    let no_document = read("errors.geojson", square("{}").as_bytes(), Format::Atlas);
    let not_binary = read("errors.suz", b"nothing", Format::Binary);
    let no_format = "kml".parse::<Format>().unwrap_err();
    // An error, the beginning of its message, and what its source says.
    let table: [(&dyn Error, &str, Option<&str>); 9] = [
        (&unread, "the file cannot be read: the cable was cut", Some("the cable was cut")),
        (&unread_document, "the document cannot be read: the cable was cut", Some("the cable was cut")),
        (&not_utf8, "the document cannot be read: stream did not contain valid UTF-8", Some("stream did not contain")),
        (&missing, "the file cannot be read: No such file", Some("No such file")),
        (&crossed, "the file has 1 problem\n  feature 1, line 1, column 44: territory 'A': ring 1", None),
        (&nameless, "the file has 2 problems\n  properties.name: no feature has the column 'name';", None),
        (kind, "territory 'A': ring 1 of its outline", Some("ring 1 of its outline")),
        (&not_binary, "these bytes are not the binary form of an atlas", None),
        (&no_format, "'kml' is not a format; use one of: atlas, binary", None),
    ];
    for (error, message, source) in table {
        assert!(error.to_string().starts_with(message), "{error}\n  expected: {message}");
        let found = error.source().map(ToString::to_string);
        match source {
            None => assert_eq!(found, None, "{error}"),
            Some(source) => assert!(found.as_ref().is_some_and(|it| it.starts_with(source)), "{error}: {found:?}"),
        }
    }
    assert!(matches!(no_document, ReadError::Document(_)), "{no_document}");
    assert!(matches!(not_binary, ReadError::Binary(BinaryError::NotAnAtlas)), "{not_binary}");
    assert_eq!(no_format.text(), "kml");
}

#[test]
fn sources_keep_their_types() {
    let unread = GeoJson::new(Mapping::new()).read(Broken).unwrap_err();
    let missing = AnyFile::new().read("no/such/file.geojson").unwrap_err();
    for (error, kind) in [(&unread as &dyn Error, io::ErrorKind::ConnectionReset), (&missing, io::ErrorKind::NotFound)]
    {
        let source = error.source().and_then(|source| source.downcast_ref::<io::Error>());
        assert_eq!(source.map(io::Error::kind), Some(kind));
    }
    let crossed = GeoJson::new(Mapping::new().name("name")).read(square(r#"{"name": "A"}"#).as_bytes());
    let Err(ImportError::Problems(problems)) = crossed else { panic!("the outline crosses itself") };
    let kind = problems.as_slice()[0].kind();
    assert!(matches!(kind, ImportProblemKind::Atlas { .. }), "{kind}");
    let source = kind.source().and_then(|source| source.downcast_ref::<ProblemKind>());
    assert!(matches!(source, Some(ProblemKind::FaultyRing { ring: 1, .. })), "{source:?}");
    assert!(matches!(Atlas::from_geojson(&b"\xFF"[..]), Err(DocumentError::Io(_))));
}
