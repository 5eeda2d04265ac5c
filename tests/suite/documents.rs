//! Atlas documents: what is wrong in one is told with its document, line and element; what is right is written as it
//! was read; and no invalid value comes in by way of serde.

use proptest::prelude::*;
use suzerain::documents::FORMAT;
use suzerain::error::DocumentError;
use suzerain::{Atlas, AtlasBuilder, Certainty, Code, Period, PolityCode, Position, UncertainDate};
use time::macros::date;

use crate::common::{atlas, places};

/// A sound document, an element a line.
const DOCUMENT: &str = r#"{"type": "FeatureCollection",
"suzerain": {"format": 1, "atlas": "valley", "edition": "3", "title": "The valley", "viewpoint": "its own", "coverage": {"from": "1900-01-01", "until": "2000"}},
"features": [
{"type": "Feature", "id": "west", "properties": {"kind": "province", "names": [{"text": "West", "lang": "en"}, {"text": "Alt", "lang": "de", "until": "1950"}], "accuracy_m": 100, "drawn": "by hand", "sources": ["gazette"]}, "geometry": {"type": "Polygon", "coordinates": [[[10, 40], [11, 40], [11, 41], [10, 41], [10, 40]]]}},
{"type": "Feature", "id": "east", "properties": {"kind": "province", "names": [{"text": "East"}], "accuracy_m": 100, "sources": ["gazette"], "note": "with a hole"}, "geometry": {"type": "MultiPolygon", "coordinates": [[[[11, 40], [12, 40], [12, 41], [11, 41], [11, 40]], [[11.4, 40.4], [11.4, 40.6], [11.6, 40.6], [11.4, 40.4]]]]}},
{"type": "Feature", "id": "valley", "properties": {"kind": "state", "names": [{"text": "Valley"}], "parts": ["west", "east"], "from": "1850", "sources": [{"source": "survey", "at": "page 4"}]}, "geometry": null}
],
"sources": [
{"code": "gazette", "title": "The Valley Gazette", "author": "A Clerk", "year": 1931},
{"code": "survey", "title": "A Survey", "publisher": "The Office", "url": "https://example.org", "licence": "CC0", "note": "second edition"}
],
"events": [
{"code": "treaty", "kind": "treaty", "name": "Treaty", "from": "1920-05-01", "old_style": "1920-04-18", "sources": ["gazette"], "confidence": "low", "note": "signed at night"}
],
"polities": [
{"code": "UNION", "kind": "union", "names": [{"text": "Union"}], "until": "[1910-01-01..1910-06-01]", "successors": ["WEST"], "sources": ["gazette"]},
{"code": "WEST", "kind": "sovereign-state", "names": [{"text": "Westland", "lang": "en"}], "part_of": [{"polity": "UNION", "until": "1910-01-01"}], "patrons": [{"polity": "EAST", "from": "1915"}], "sources": ["gazette"]},
{"code": "EAST", "kind": "kingdom", "names": [{"text": "Eastland", "lang": "en"}], "sources": ["gazette"]}
],
"sovereignties": [
{"territory": "west", "holder": "WEST", "from": "1900-01-01", "sources": ["gazette"]},
{"territory": "east", "condominium": ["EAST", "WEST"], "from": "1900-01-01", "until": "1920-05-01", "ended": "treaty", "sources": ["gazette"]},
{"territory": "east", "vacant": true, "from": "1920-05-01", "began": "treaty", "sources": ["gazette"]}
],
"controls": [
{"territory": "east", "contested": ["EAST", "WEST"], "mode": "occupation", "from": "1930", "until": "1931-05", "sources": ["gazette"], "confidence": "medium", "rival_dates": [{"bound": "until", "date": "1932", "sources": ["survey"], "note": "by the survey"}]}
],
"claims": [
{"polity": "EAST", "territory": "west", "from": "1905", "sources": ["survey"], "note": "in vain"}
],
"recognitions": [
{"by": "EAST", "of": "WEST", "from": "1911-02-03", "sources": ["gazette"]}
],
"presences": [
{"polity": "EAST", "territory": "west", "force": "Third battalion", "from": "1940", "until": "1941", "sources": ["gazette"]}
],
"corridors": [
]
}
"#;

fn read(text: &str) -> Result<Atlas, DocumentError> {
    AtlasBuilder::default().document("valley.geojson", text).and_then(|builder| Ok(builder.build()?))
}

/// The whole message for the sound document with one text replaced.
#[track_caller]
fn refused(find: &str, replace: &str) -> String {
    assert!(DOCUMENT.matches(find).count() >= 1, "the document has no {find}");
    match read(&DOCUMENT.replacen(find, replace, 1)) {
        Ok(_) => panic!("{replace} was taken"),
        Err(error) => error.to_string(),
    }
}

#[track_caller]
fn told(find: &str, replace: &str, expected: &str) {
    let message = refused(find, replace);
    assert!(message.contains(expected), "{replace}\n  expected: {expected}\n  found: {message}");
}

#[test]
fn the_document_is_sound() {
    let atlas = read(DOCUMENT).unwrap_or_else(|error| panic!("{error}"));
    let about = atlas.about();
    assert_eq!((about.name(), about.edition()), ("valley", "3"));
    assert_eq!((about.title(), about.viewpoint()), (Some("The valley"), Some("its own")));
    assert_eq!(about.coverage().to_string(), "1900-01-01 to 2000");
    assert_eq!(atlas.source("gazette").unwrap().year(), Some("1931"));
    let east = Position::from_lon_lat(11.2, 40.5).unwrap();
    let on = |place, day| atlas.controller_at(place, day).outcome().unwrap().to_string();
    assert_eq!(on(east, date!(1930 - 12 - 31)), "contested by Eastland and Westland");
    assert_eq!(on(east, date!(1960 - 01 - 01)), "nobody");
    let hole = Position::from_lon_lat(11.45, 40.55).unwrap();
    assert_eq!(on(hole, date!(1960 - 01 - 01)), "outside the atlas's ground");
    assert_eq!(FORMAT, 1);
}

/// The outer form of the document.
#[test]
fn what_is_no_document() {
    for (text, expected) in [
        ("", "valley.geojson: the document is not of the form of atlas documents: EOF"),
        ("[1]", "valley.geojson: the document is not of the form of atlas documents: "),
        ("{\"type\": \"FeatureCollection\",\n\"suzerain\": {,}", "at line 2 column 14"),
        ("{\"type\": \"FeatureCollection\"}", "missing field `features`"),
        ("{\"type\": \"FeatureCollection\", \"features\": []}", "missing field `suzerain`"),
        (
            "{\"type\": \"FeatureCollection\", \"suzerain\": {\"format\": 1, \"atlas\": \"a\"}}",
            "missing field `features`",
        ),
        (
            "{\"type\": \"FeatureCollection\",\n\"suzerain\": {\"format\": 1, \"atlas\": \"a\"}, \"features\": [],\n\"flags\": []}",
            "unknown field `flags`",
        ),
        (
            "{\"type\": \"FeatureCollection\", \"suzerain\": {\"format\": 1, \"atlas\": \"a\"}, \"features\": [], \"features\": []}",
            "duplicate field `features`",
        ),
    ] {
        let Err(error) = read(text) else { panic!("taken: {text}") };
        assert!(matches!(error, DocumentError::Json { .. }), "{error:?}");
        let message = error.to_string();
        assert!(message.starts_with("valley.geojson: ") && message.contains(expected), "{message}");
    }
    let error = Atlas::from_geojson([0xff, 0xfe, 0x7b].as_slice()).unwrap_err();
    assert!(matches!(error, DocumentError::Io(_)), "{error:?}");
    assert!(error.to_string().starts_with("the document cannot be read: "), "{error}");
}

/// Elements that are not of their form.
#[test]
fn malformed_elements_name_document_line_and_element() {
    told(
        "\"FeatureCollection\"",
        "\"Feature\"",
        "valley.geojson, line 1, column 10: type: the document's type is \"Feature\"; it must be \"FeatureCollection\"",
    );
    told(
        "\"edition\": \"3\"",
        "\"edition\": 3",
        "valley.geojson, line 2, column 57: suzerain, edition: invalid type: integer `3`, expected a string",
    );
    told(
        "\"edition\"",
        "\"printing\"",
        "valley.geojson, line 2, column 46: suzerain, printing: unknown field `printing`",
    );
    told(
        "\"format\": 1",
        "\"format\": \"one\"",
        "valley.geojson, line 2, column 24: suzerain, format: invalid type: string \"one\", expected u64",
    );
    told(
        "\"type\": \"Feature\", \"id\": \"west\"",
        "\"type\": \"Ground\", \"id\": \"west\"",
        "valley.geojson, line 4, column 1: feature 'west', type: its type is 'Ground'; it must be \"Feature\"",
    );
    told("\"id\": \"west\", ", "", "valley.geojson, line 4, column 1: feature: missing field `id`");
    told(
        "\"drawn\": \"by hand\"",
        "\"colour\": \"red\"",
        "valley.geojson, line 4, column 180: feature 'west', properties.colour: unknown field `colour`",
    );
    told(
        "\"accuracy_m\": 100, \"drawn\"",
        "\"accuracy_m\": \"100\", \"drawn\"",
        "valley.geojson, line 4, column 175: feature 'west', properties.accuracy_m: invalid type: string \"100\", expected f64",
    );
    told(
        "{\"type\": \"Polygon\"",
        "{\"type\": \"MultiPoint\"",
        "valley.geojson, line 4, column 275: feature 'west', geometry.coordinates: the geometry is a MultiPoint; it must be a Polygon or a MultiPolygon, or for a landmark a Point or a LineString",
    );
    told(
        "[10, 41], ",
        "[10], ",
        "valley.geojson, line 4, column 304: feature 'west', geometry.coordinates[0][3]: invalid length 1",
    );
    told(
        "[10, 41], ",
        "[10, \"41\"], ",
        "valley.geojson, line 4, column 309: feature 'west', geometry.coordinates[0][3][1]: invalid type: string",
    );
    told(
        "[10, 41], ",
        "null, ",
        "valley.geojson, line 4, column 304: feature 'west', geometry.coordinates[0][3]: invalid type: null",
    );
    told(
        "\"geometry\": null",
        "\"geometry\": {}",
        "valley.geojson, line 6, column 207: feature 'valley', geometry: missing field `type`",
    );
    told("\"title\": \"A Survey\", ", "", "valley.geojson, line 10, column 1: source 'survey': missing field `title`");
    told(
        "\"year\": 1931",
        "\"year\": [1931]",
        "valley.geojson, line 9, column 81: source 'gazette', year: invalid type: sequence, expected a year",
    );
    told("\"name\": \"Treaty\", ", "", "valley.geojson, line 13, column 1: event 'treaty': missing field `name`");
    told(
        "\"successors\": [\"WEST\"]",
        "\"successors\": \"WEST\"",
        "valley.geojson, line 16, column 117: polity 'UNION', successors: invalid type: string \"WEST\", expected a sequence",
    );
    told(
        "\"patrons\": [{\"polity\": \"EAST\", ",
        "\"patrons\": [{",
        "valley.geojson, line 17, column 161: polity 'WEST', patrons[0]: missing field `polity`",
    );
    told(
        "\"vacant\": true",
        "\"vacant\": \"yes\"",
        "valley.geojson, line 23, column 33: sovereignty, vacant: invalid type: string \"yes\", expected a boolean",
    );
    told(
        "\"mode\": \"occupation\"",
        "\"manner\": \"occupation\"",
        "valley.geojson, line 26, column 54: control, manner: unknown field `manner`",
    );
    told(
        "{\"bound\": \"until\", ",
        "{",
        "valley.geojson, line 26, column 176: control, rival_dates[0]: missing field `bound`",
    );
    told(
        "\"note\": \"in vain\"",
        "\"note\": 7",
        "valley.geojson, line 29, column 88: claim, note: invalid type: integer `7`, expected a string",
    );
    told(
        "{\"by\": \"EAST\"",
        "{\"who\": \"EAST\"",
        "valley.geojson, line 32, column 2: recognition, who: unknown field `who`",
    );
    told(
        "\"force\": \"Third battalion\"",
        "\"force\": 3",
        "valley.geojson, line 35, column 50: presence, force: invalid type: integer `3`, expected a string",
    );
    told(
        "\"corridors\": [\n",
        "\"corridors\": [\n{\"width_m\": \"wide\"}\n",
        "valley.geojson, line 38, column 13: corridor, width_m: invalid type: string \"wide\", expected f64",
    );
}

/// An element of several lines: the line of the fault.
#[test]
fn the_line_is_that_of_the_fault() {
    told(
        "\"note\": \"in vain\"",
        "\n\"note\":\n7",
        "valley.geojson, line 31, column 1: claim, note: invalid type: integer `7`",
    );
}

/// Elements of the right form with wrong values.
#[test]
fn wrong_values_name_document_line_and_element() {
    told(
        "\"kind\": \"province\"",
        "\"kind\": \"country\"",
        "valley.geojson, line 4, column 1: territory 'west': kind 'country' is not known; use one of: ",
    );
    told(
        "\"id\": \"west\"",
        "\"id\": \"the west\"",
        "valley.geojson, line 4, column 1: territory 'the west': 'the west' is not a code: ' ' is not allowed",
    );
    told(
        "\"accuracy_m\": 100, \"drawn\"",
        "\"accuracy_m\": -100, \"drawn\"",
        "valley.geojson, line 4, column 1: territory 'west': accuracy_m is -100; it must be more than 0",
    );
    told(
        "[11, 41], [10, 41], [10, 40]",
        "[11, 41], [10, 41], [10, 40.5]",
        "valley.geojson, line 4, column 1: territory 'west': ring 1 of its outline is not closed",
    );
    told(
        "[10, 41], ",
        "[10, 141], ",
        "valley.geojson, line 4, column 1: territory 'west': position 4 of ring 1 of its outline: longitude 10, latitude 141 is not a position",
    );
    told(
        "\"parts\": [\"west\", \"east\"]",
        "\"parts\": [\"west\", \"north\"]",
        "valley.geojson, line 6, column 1: territory 'valley': territory 'north' is not in the atlas",
    );
    told(
        "\"from\": \"1850\"",
        "\"from\": \"long ago\"",
        "valley.geojson, line 6, column 1: territory 'valley', from: 'long ago' is not a date: ",
    );
    told(
        "\"until\": \"1950\"",
        "\"until\": \"1950?\"",
        "valley.geojson, line 4, column 1: territory 'west', names[1].until: '1950?' is not a date: ",
    );
    told(
        "\"sources\": [{\"source\": \"survey\", \"at\": \"page 4\"}]",
        "\"sources\": []",
        "valley.geojson, line 6, column 1: territory 'valley': no source is cited",
    );
    told(
        "\"kind\": \"treaty\"",
        "\"kind\": \"deal\"",
        "valley.geojson, line 13, column 1: event 'treaty': kind 'deal' is not known; use one of: ",
    );
    told(
        "\"confidence\": \"low\"",
        "\"confidence\": \"none\"",
        "valley.geojson, line 13, column 1: event 'treaty': confidence 'none' is not known; use one of: low, medium, high",
    );
    told(
        "\"kind\": \"kingdom\"",
        "\"kind\": \"country\"",
        "valley.geojson, line 18, column 1: polity 'EAST': kind 'country' is not known; use one of: ",
    );
    told(
        "\"polity\": \"UNION\", \"until\"",
        "\"polity\": \"LEAGUE\", \"until\"",
        "valley.geojson, line 17, column 1: polity 'WEST', part_of[0]: polity 'LEAGUE' is not in the atlas",
    );
    told(
        "\"holder\": \"WEST\"",
        "\"holder\": \"SOUTH\"",
        "valley.geojson, line 21, column 1: sovereignty of 'west' by SOUTH since 1900-01-01: polity 'SOUTH' is not in the atlas",
    );
    told(
        "\"ended\": \"treaty\"",
        "\"ended\": \"war\"",
        "valley.geojson, line 22, column 1: sovereignty of 'east' by EAST and WEST, 1900-01-01 to 1920-05-01: event 'war' is not in the atlas",
    );
    told(
        "\"vacant\": true",
        "\"vacant\": true, \"holder\": \"WEST\"",
        "valley.geojson, line 23, column 1: sovereignty of 'east' by WEST since 1920-05-01: it states 2 of ",
    );
    told(
        "\"bound\": \"until\"",
        "\"bound\": \"end\"",
        "valley.geojson, line 26, column 1: control of 'east' by EAST and WEST, 1930 to 1931-05: bound 'end' is not known; use one of: from, until",
    );
    told(
        "\"from\": \"1940\", \"until\": \"1941\"",
        "\"from\": \"1941\", \"until\": \"1940\"",
        "valley.geojson, line 35, column 1: presence on 'west' of 'EAST', 1941 to 1940: a period from 1941 until 1940 ends before it begins",
    );
    told(
        "\"coverage\": {\"from\": \"1900-01-01\"",
        "\"coverage\": {\"from\": \"2001-01-01\"",
        "the atlas: a period from 2001-01-01 until 2000 ends before it begins",
    );
}

/// Every problem of two documents is in one report, each with its document.
#[test]
fn two_documents_report_together() {
    let other = "{\"type\": \"FeatureCollection\",\n\"suzerain\": {\"format\": 1, \"atlas\": \"valley\"}, \"features\": [],\n\"sources\": [{\"code\": \"gazette\", \"title\": \"Again\"}],\n\"claims\": [{\"polity\": \"EAST\", \"territory\": \"hill\", \"sources\": [\"gazette\"]}]}";
    let report = AtlasBuilder::default()
        .document("one.geojson", &DOCUMENT.replace("\"kingdom\"", "\"realm\""))
        .unwrap()
        .document("two.geojson", other)
        .unwrap()
        .build()
        .unwrap_err();
    let lines: Vec<String> = report.problems().iter().map(ToString::to_string).collect();
    assert!(
        lines.iter().any(|line| line.starts_with("one.geojson, line 18, column 1: polity 'EAST': kind 'realm'")),
        "{lines:#?}"
    );
    assert!(
        lines
            .iter()
            .any(|line| line.starts_with("two.geojson, line 3, column 13: source 'gazette': the code is taken")),
        "{lines:#?}"
    );
    assert!(lines.iter().any(|line| line.starts_with("two.geojson, line 4, column 12: claim to 'hill'")), "{lines:#?}");
    let place = report.problems().iter().find(|problem| problem.location().line() == Some(4)).unwrap().location();
    assert_eq!((place.document(), place.element()), (Some("two.geojson"), "claim to 'hill' by 'EAST'"));
    assert_eq!((place.column(), place.field()), (Some(12), None));
}

/// Layers may come in any order: an element may name what a later document brings.
#[test]
fn documents_may_come_in_any_order() {
    let (first, second) = DOCUMENT.split_at(DOCUMENT.find("\"sovereignties\"").unwrap());
    let ground = format!("{}}}", first.trim_end().trim_end_matches(','));
    let facts = format!(
        "{{\"type\": \"FeatureCollection\", \"suzerain\": {{\"format\": 1, \"atlas\": \"valley\"}}, \"features\": [],\n{second}"
    );
    let forth = AtlasBuilder::default().document("a", &ground).unwrap().document("b", &facts).unwrap().build().unwrap();
    let back = AtlasBuilder::default().document("b", &facts).unwrap().document("a", &ground).unwrap().build().unwrap();
    assert_eq!(forth.records(), back.records());
    assert_eq!(written(&forth), written(&back));
    assert_eq!(written(&forth), written(&read(DOCUMENT).unwrap()));
}

// Serde lets nothing invalid in.

fn smuggled<T: serde::de::DeserializeOwned + std::fmt::Debug>(json: &str) -> String {
    match serde_json::from_str::<T>(json) {
        Ok(value) => panic!("{json} came in as {value:?}"),
        Err(error) => error.to_string(),
    }
}

#[test]
fn no_invalid_position_comes_in() {
    for (json, expected) in [
        (r#"{"lon": 200, "lat": 0}"#, "the longitude must be within -180 to 180 degrees"),
        (r#"{"lon": -180.0000001, "lat": 0}"#, "the longitude must be within -180 to 180 degrees"),
        (r#"{"lon": 44.9, "lat": 90.1}"#, "the latitude must be within -90 to 90 degrees"),
        (r#"{"lon": 39.786, "lat": 144.9}"#, "are the axes swapped?"),
        (r#"{"lon": 44.9}"#, "missing field `lat`"),
        (r#"{"lon": 44.9, "lat": null}"#, "invalid type: null"),
        (r#"{"lon": 44.9, "lat": 1e999}"#, "number out of range"),
        (r#"{"lon": 44.9, "lat": "39"}"#, "invalid type: string"),
        (r#"{"lon": 44.9, "lat": 39, "alt": 3}"#, "unknown field `alt`"),
        (r#"{"x": 44.9, "y": 39}"#, "unknown field `x`"),
        ("7", "invalid type"),
    ] {
        let message = smuggled::<Position>(json);
        assert!(message.contains(expected), "{json}: {message}");
    }
    let karki: Position = serde_json::from_str(r#"{"lon": 44.952, "lat": 39.786}"#).unwrap();
    assert_eq!(karki, Position::from_lat_lon(39.786, 44.952).unwrap());
    assert_eq!(serde_json::to_string(&karki).unwrap(), r#"{"lon":44.952,"lat":39.786}"#);
    let meridian: Position = serde_json::from_str(r#"{"lon": 180, "lat": 10}"#).unwrap();
    assert_eq!(meridian, Position::from_lon_lat(-180.0, 10.0).unwrap());
}

#[test]
fn no_invalid_date_or_period_comes_in() {
    for json in [r#""1992-02-30""#, r#""1992-05~""#, r#""""#, "1992", "null", r#""1992/1993""#, r#"["1992-05-18"]"#] {
        smuggled::<UncertainDate>(json);
    }
    for (json, expected) in [
        (r#"{"from": "1993", "until": "1992"}"#, "a period from 1993 until 1992 ends before it begins"),
        (r#"{"from": "1992-05-18", "until": "1992-05-18"}"#, "ends before it begins"),
        (r#"{"from": "1993", "to": "1994"}"#, "unknown field `to`"),
        (r#"{"from": "soon"}"#, "'soon' is not a date"),
        ("7", "invalid type"),
    ] {
        let message = smuggled::<Period>(json);
        assert!(message.contains(expected), "{json}: {message}");
    }
    assert_eq!(serde_json::from_str::<Period>("{}").unwrap(), Period::ALWAYS);
    smuggled::<Certainty>(r#""certainly""#);
    assert_eq!(serde_json::to_string(&Certainty::Possible).unwrap(), r#""possible""#);
}

#[test]
fn no_invalid_code_comes_in() {
    for (json, expected) in [
        (r#""""#, "it is empty"),
        (r#""no spaces""#, "' ' is not allowed"),
        (r#""Şuşa""#, "'Ş' is not allowed"),
        (r#""abcdefghijklmnopqrstuvwxyz012345""#, "it is longer than 31 characters"),
        ("7", "invalid type"),
    ] {
        let message = smuggled::<PolityCode>(json);
        assert!(message.contains(expected), "{json}: {message}");
    }
    let code: Code<str> = serde_json::from_str(r#""AZE-1735.road-2020""#).unwrap();
    assert_eq!(serde_json::to_string(&code).unwrap(), r#""AZE-1735.road-2020""#);
}

// Writing.

fn written(atlas: &Atlas) -> String {
    let mut document = Vec::new();
    atlas.to_geojson(&mut document).unwrap();
    String::from_utf8(document).unwrap()
}

/// Asserts that an atlas is written, read and written again to the same text, and is the same atlas.
fn goes_round(atlas: &Atlas) -> Atlas {
    let first = written(atlas);
    let again = Atlas::from_geojson(first.as_bytes()).unwrap_or_else(|error| panic!("{error}"));
    let second = written(&again);
    for (line, (one, other)) in first.lines().zip(second.lines()).enumerate() {
        assert_eq!(one, other, "line {}", line + 1);
    }
    assert_eq!(first.len(), second.len());
    assert_eq!(again.about(), atlas.about());
    assert_eq!(again.sources(), atlas.sources());
    assert_eq!(again.events(), atlas.events());
    assert_eq!(again.polities(), atlas.polities());
    assert_eq!(again.territories(), atlas.territories());
    assert_eq!(again.records(), atlas.records());
    assert_eq!(again.claims(), atlas.claims());
    assert_eq!(again.recognitions(), atlas.recognitions());
    assert_eq!(again.presences(), atlas.presences());
    assert_eq!(again.corridors(), atlas.corridors());
    again
}

#[test]
fn the_embedded_atlas_goes_round() {
    let again = goes_round(atlas());
    for place in places() {
        let position = crate::common::at(place.lat, place.lon);
        for case in &place.cases {
            let day = crate::common::day(&case.date);
            let (one, other) = (atlas().status_at(position, day), again.status_at(position, day));
            assert_eq!(one.to_string(), other.to_string(), "{}", place.name);
        }
    }
}

#[test]
fn small_atlases_go_round() {
    goes_round(&read(DOCUMENT).unwrap());
    goes_round(&crate::builder::base().build().unwrap());
    let empty = Atlas::builder("empty").build().unwrap();
    goes_round(&empty);
}

#[test]
fn what_is_written_is_geojson() {
    let value: serde_json::Value = serde_json::from_str(&written(atlas())).unwrap();
    assert_eq!(value["type"], "FeatureCollection");
    let features = value["features"].as_array().unwrap();
    assert_eq!(features.len(), atlas().territories().len() + atlas().landmarks().len());
    let mut rings = 0;
    for feature in features {
        assert_eq!(feature["type"], "Feature");
        assert!(feature["id"].is_string() && feature["properties"].is_object());
        let geometry = &feature["geometry"];
        let polygons = match geometry["type"].as_str() {
            None | Some("Point" | "LineString") => continue,
            Some("Polygon") => vec![geometry["coordinates"].clone()],
            Some("MultiPolygon") => geometry["coordinates"].as_array().unwrap().clone(),
            Some(other) => panic!("{other}"),
        };
        for polygon in &polygons {
            for (number, ring) in polygon.as_array().unwrap().iter().enumerate() {
                let ring = ring.as_array().unwrap();
                assert!(ring.len() >= 4 && ring.first() == ring.last(), "{}", feature["id"]);
                let at = |n: usize| crate::ground::lattice(ring[n][0].as_f64().unwrap(), ring[n][1].as_f64().unwrap());
                let area: i128 = (0..ring.len() - 1).map(|n| crate::ground::turn(at(0), at(n), at(n + 1))).sum();
                // RFC 7946: exteriors run counter-clockwise, holes clockwise.
                assert_eq!(area > 0, number == 0, "{} ring {number}", feature["id"]);
                rings += 1;
            }
        }
    }
    assert!(rings > 100);
}

/// A writer that fails makes an error, not a panic.
#[test]
fn a_failing_writer_is_an_error() {
    struct Full;
    impl std::io::Write for Full {
        fn write(&mut self, _: &[u8]) -> std::io::Result<usize> {
            Err(std::io::Error::other("full"))
        }
        fn flush(&mut self) -> std::io::Result<()> {
            Ok(())
        }
    }
    assert_eq!(atlas().to_geojson(Full).unwrap_err().to_string(), "full");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 40, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn generated_maps_go_round(cells in crate::partition::cells()) {
        goes_round(&crate::partition::atlas_of(&cells.outlines()));
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1_500, failure_persistence: None, ..ProptestConfig::default() })]

    /// A damaged document is read or refused, never more.
    #[test]
    fn a_damaged_document_is_no_panic(damage in prop::collection::vec((0..DOCUMENT.len(), any::<u8>(), 0..3_u8), 1..6)) {
        let mut bytes = DOCUMENT.as_bytes().to_vec();
        for (at, byte, how) in damage {
            let at = at % bytes.len();
            match how {
                0 => bytes[at] = byte,
                1 => bytes[at] = b"0123456789-.\"[]{},e"[usize::from(byte) % 19],
                _ => {
                    bytes.remove(at);
                }
            }
        }
        match Atlas::from_geojson(bytes.as_slice()) {
            Ok(atlas) => {
                goes_round(&atlas);
            }
            Err(error) => prop_assert!(!error.to_string().is_empty()),
        }
    }
}
