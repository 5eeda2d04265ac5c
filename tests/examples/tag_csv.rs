//! The example `tag_csv`: a table in, the same table with answers out.

use std::fmt::Write;

use super::{Run, example, file, run};

/// The columns that are appended.
const OURS: &str = "answer,controller,controller_chain,mode,sovereign,certainty,sovereign_certainty,doubts,beyond,line_m,\
                    territory,sources,error";

fn tag(table: &[u8]) -> Run {
    run("tag_csv", ["-"], table)
}

/// The rows of a written table as fields, each as wide as the header.
pub(crate) fn rows(bytes: &[u8]) -> Vec<Vec<String>> {
    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(bytes);
    reader
        .byte_records()
        .map(|row| row.unwrap().iter().map(|it| String::from_utf8_lossy(it).into_owned()).collect())
        .collect()
}

/// The value of a column in a row (the header is row 0).
pub(crate) fn value(rows: &[Vec<String>], row: usize, column: &str) -> String {
    let number = rows[0].iter().position(|name| name == column).unwrap();
    rows[row][number].clone()
}

#[test]
fn the_table_of_events_is_tagged() {
    let run = run("tag_csv", ["examples/data/events.csv"], b"");
    assert_eq!((run.code, run.err.as_str()), (Some(0), "tag_csv: 14 rows, 4 of them bad\n"));
    let rows = rows(&run.bytes);
    assert_eq!(rows[0].join(","), format!("id,event,Lon,Lat,Date,note,{OURS}"));
    let ids: Vec<String> = (1..rows.len()).map(|row| value(&rows, row, "id")).collect();
    assert_eq!(ids, (1..=14).map(|id| id.to_string()).collect::<Vec<_>>());
    let chain = "Armenia; Azerbaijan > Nakhchivan Autonomous Republic";
    for (row, column, expected) in [
        (1, "controller", "Armenia; Azerbaijan"),
        (1, "mode", "administration; sovereignty"),
        (2, "answer", "sole"),
        (2, "controller", "Armenia; Azerbaijan"),
        (2, "controller_chain", chain),
        (2, "mode", "administration; sovereignty"),
        (2, "certainty", "possible"),
        (2, "sovereign", "Azerbaijan"),
        (3, "controller", "Armenia"),
        (3, "sovereign", "Azerbaijan"),
        (3, "certainty", "certain"),
        (3, "territory", "Karki / Tigranashen"),
        (3, "note", "the village \"Tigranashen\" in Armenian"),
        (4, "controller", "Russia"),
        (4, "mode", "peacekeeping"),
        (4, "note", "the day of a handover\nbelongs to the successor"),
        (5, "controller", "Azerbaijan"),
        (6, "controller_chain", "Soviet Union > Azerbaijan SSR > NKAO"),
        (7, "controller", "Azerbaijan; Nagorno-Karabakh Republic"),
        (7, "certainty", "possible"),
        (8, "mode", "occupation"),
        (8, "sovereign", "Armenia"),
        (9, "answer", "outside"),
        (9, "controller", ""),
        (9, "mode", ""),
        (10, "answer", "outside"),
        (12, "note", ""),
        (14, "note", "209"),
    ] {
        assert_eq!(value(&rows, row, column), expected, "row {row}, {column}");
    }
    for row in 1..rows.len() {
        let error = value(&rows, row, "error");
        let expected = match row {
            11 => "longitude 39.209, latitude 95.412 is not a position: ",
            12 => "date '31 Feb' is not a date: ",
            13 => "4 fields where the header has 6",
            14 => "8 fields where the header has 6; left over: 2010-01-01,",
            _ => "",
        };
        assert!(error.starts_with(expected) && error.is_empty() == expected.is_empty(), "row {row}: {error}");
        assert_eq!(value(&rows, row, "answer").is_empty(), !error.is_empty(), "row {row}");
        assert_eq!(value(&rows, row, "sources").is_empty(), !error.is_empty() || matches!(row, 9 | 10), "row {row}");
    }
}

#[test]
fn rows_keep_their_bytes_quotes_and_line_endings() {
    let table = b"\xef\xbb\xbf\"id\",lon,LAT, Date ,note\r\n\
        \"007\", 44.952 ,39.786,2000-01-01,\"needless\"\r\n\
        8,44.952,39.786,2000-01-01,caf\xe9 \xff\r\n\
        9,44.952,39.786,2000-01-01,a 5\" nail and a 6\" one\r\n\
        10,44.952,39.786,caf\xe9,\r\n";
    let run = tag(table);
    assert_eq!((run.code, run.err.as_str()), (Some(0), "tag_csv: 4 rows, 1 of them bad\n"));
    let lines = |bytes: &[u8]| bytes.split(|&byte| byte == b'\n').map(<[u8]>::to_vec).collect::<Vec<_>>();
    let (given, written) = (lines(table), lines(&run.bytes));
    assert_eq!(given.len(), written.len());
    for (given, written) in given.iter().zip(&written) {
        assert!(
            written.starts_with(given.strip_suffix(b"\r").unwrap_or(given)),
            "{}",
            String::from_utf8_lossy(written)
        );
        assert_eq!(written.ends_with(b"\r"), given.ends_with(b"\r"));
    }
    assert!(written[3].windows(14).any(|part| part == b",sole,Armenia,"));
    assert!(written[4].ends_with(b",Date is not UTF-8\r"));
}

#[test]
fn a_table_may_end_without_a_line_ending_and_have_empty_lines() {
    let run = tag(b"lon,lat,date\n\n44.952,39.786,2000-01-01\n\n44.952,39.786,2000-01-01");
    assert_eq!(run.err, "tag_csv: 2 rows, 0 of them bad\n");
    assert_eq!(rows(&run.bytes).len(), 3);
    assert!(run.out.ends_with('\n') && !run.out.contains("\n\n"));
}

#[test]
fn everything_that_is_wrong_with_a_row_is_said() {
    let run = tag(b"lon,lat,date\neast,,\ninf,1,2021-02-29\n44.9,39.7,2020-11~\n");
    assert_eq!(run.err, "tag_csv: 3 rows, 3 of them bad\n");
    let rows = rows(&run.bytes);
    assert_eq!(value(&rows, 1, "error"), "lon 'east' is not a number of degrees, such as 39.786; no lat; no date");
    let both = value(&rows, 2, "error");
    assert!(both.contains("both numbers must be finite; date '2021-02-29' is not a date: "), "{both}");
    assert!(value(&rows, 3, "error").starts_with("date '2020-11~' is not a date: '~', '?' and '%' name no span"));
}

#[test]
fn columns_of_our_names_stay_and_ours_are_numbered() {
    let first = tag(b"lon,lat,date,Error,mode\n44.952,39.786,2000-01-01,none,car\n");
    let again = tag(&first.bytes);
    let rows = rows(&again.bytes);
    assert_eq!(
        rows[0].join(","),
        "lon,lat,date,Error,mode,\
         answer,controller,controller_chain,mode_2,sovereign,certainty,sovereign_certainty,doubts,beyond,line_m,\
         territory,sources,error_2,\
         answer_2,controller_2,controller_chain_2,mode_3,sovereign_2,certainty_2,sovereign_certainty_2,doubts_2,\
         beyond_2,line_m_2,territory_2,sources_2,error_3"
    );
    assert_eq!(value(&rows, 1, "Error"), "none");
    assert_eq!(value(&rows, 1, "mode"), "car");
    assert_eq!(value(&rows, 1, "mode_3"), "administration");
}

#[test]
fn a_table_without_its_columns_is_refused() {
    for (table, message) in [
        ("", "tag_csv: the table has no header row\n"),
        (
            "id,lon,lat\n",
            "tag_csv: no column is known to have the date among the columns: id, lon, lat; name it with --date COLUMN, \
             or state the --delimiter\n",
        ),
        (
            "east;lat;date\n",
            "tag_csv: no column is known to have the longitude among the columns: east, lat, date; name it with --lon \
             COLUMN, or state the --delimiter\n",
        ),
        ("lon,lat,date,LON\n", "tag_csv: two columns of the table are called 'lon'\n"),
    ] {
        let run = tag(table.as_bytes());
        assert_eq!((run.code, run.out.as_str(), run.err.as_str()), (Some(1), "", message));
    }
}

#[test]
fn wrong_arguments_end_with_2_and_unreadable_files_with_1() {
    for (arguments, code, message) in [
        (&[][..], 2, "tag_csv: no TABLE given\nusage: tag_csv [--lon|--lat|--date|--until COLUMN]... [--dates"),
        (&["--fast", "-"], 2, "tag_csv: option '--fast' is not known\nusage: "),
        (&["a.csv", "b.csv"], 2, "tag_csv: TABLE is given already, but here is 'b.csv'\n"),
        (&["-", "--dates", "dym"], 2, "tag_csv: --dates: 'dym' is no form of dates: use one of: dmy, mdy, ymd"),
        (&["-", "--dates", "%d.%m"], 2, "tag_csv: --dates: '%d.%m' is no form of dates: it has no year"),
        (&["-", "--delimiter", "ab"], 2, "tag_csv: --delimiter: 'ab' is not one character, such as ; or tab\n"),
        (&["-", "--lon"], 2, "tag_csv: --lon: a COLUMN is wanted after it\n"),
        (&["-", "--lon", "east"], 1, "tag_csv: no column is called 'east' among the columns: lon, lat, date"),
        (&["-", "--atlas"], 2, "tag_csv: --atlas: a FILE is wanted after it\n"),
        (&["-", "--format"], 2, "tag_csv: --format: a NAME is wanted after it\n"),
        (
            &["-", "--format", "atlas"],
            2,
            "tag_csv: --format: there is no --atlas FILE that it could be the format of\n",
        ),
        (&["--atlas", "none.suz", "--format", "binary", "-"], 1, "tag_csv: 'none.suz' cannot be read: "),
        (&["--atlas", "Cargo.toml", "--format", "binary", "-"], 1, "tag_csv: these bytes are not the binary form"),
        (&["--atlas", "Cargo.toml", "--format", "kml", "-"], 1, "tag_csv: "),
        (&["none.csv"], 1, "tag_csv: 'none.csv' cannot be read: "),
        (&["examples"], 1, "tag_csv: 'examples' cannot be read: "),
        (&["--atlas", "none.geojson", "-"], 1, "tag_csv: 'none.geojson' cannot be read: "),
        (
            &["--atlas", "Cargo.toml", "-"],
            1,
            "tag_csv: Cargo.toml: the document is not of the form of atlas documents: ",
        ),
    ] {
        let run = run("tag_csv", arguments, b"lon,lat,date\n");
        assert_eq!((run.code, run.out.as_str()), (Some(code), ""), "{arguments:?}");
        assert!(run.err.starts_with(message), "{arguments:?}: {}", run.err);
    }
}

/// Ground without records.
const GROUND: &str = r#"{
  "type": "FeatureCollection",
  "suzerain": {"format": 1, "atlas": "isle"},
  "features": [
    {"type": "Feature", "id": "isle",
     "properties": {"kind": "province", "names": [{"text": "The Isle", "lang": "en"}], "accuracy_m": 100, "sources": ["map"]},
     "geometry": {"type": "Polygon", "coordinates": [[[0, 0], [1, 0], [1, 1], [0, 1], [0, 0]]]}}
  ],
  "sources": [{"code": "map", "title": "A map; with notes"}]
}"#;

/// Who held it.
const HOLDINGS: &str = r#"{
  "type": "FeatureCollection",
  "suzerain": {"format": 1, "atlas": "isle"},
  "features": [],
  "polities": [
    {"code": "A", "kind": "kingdom", "names": [{"text": "Aland", "lang": "en"}], "sources": ["map"]},
    {"code": "B", "kind": "kingdom", "names": [{"text": "Bland", "lang": "en"}], "sources": ["map"]}
  ],
  "sovereignties": [
    {"territory": "isle", "vacant": true, "from": "1800-01-01", "until": "1810-01-01", "sources": ["map"]},
    {"territory": "isle", "condominium": ["B", "A"], "from": "1810-01-01", "until": "1820-06", "sources": ["map"],
     "confidence": "high"},
    {"territory": "isle", "contested": ["A", "B"], "from": "1820-06", "until": "1830-01-01", "sources": ["map"]}
  ]
}"#;

/// The row says who is beyond the line, and how far the line is.
#[test]
fn a_place_near_a_line_is_likely() {
    let run = tag(b"lon,lat,date\n45.63,38.943,2005-01-01\n44.5126,40.1776,2010-01-01\n");
    let rows = rows(&run.bytes);
    for (row, column, expected) in [
        (1, "controller", "Iran"),
        (1, "certainty", "likely"),
        (1, "sovereign_certainty", "likely"),
        (1, "beyond", "Azerbaijan"),
        (2, "certainty", "certain"),
        (2, "sovereign_certainty", "certain"),
        (2, "doubts", ""),
        (2, "beyond", ""),
        (2, "line_m", ""),
    ] {
        assert_eq!(value(&rows, row, column), expected, "row {row}, {column}");
    }
    let doubts = value(&rows, 1, "doubts");
    assert!(doubts.starts_with("the line is ") && doubts.ends_with("; beyond it Azerbaijan"), "{doubts}");
    assert!(value(&rows, 1, "line_m").parse::<u32>().unwrap() < 3000);
}

#[test]
fn help_lists_the_columns() {
    let run = run("tag_csv", ["--help"], b"");
    assert_eq!((run.code, run.err.as_str()), (Some(0), ""));
    assert!(run.out.starts_with("usage: tag_csv "), "{}", run.out);
    let listed: Vec<&str> =
        run.out.lines().filter_map(|line| line.strip_prefix("  ")?.split_whitespace().next()).collect();
    assert_eq!(listed.join(","), OURS);
}

#[test]
fn several_atlas_documents_are_layers_of_one_atlas() {
    let (ground, holdings) = (file("ground.geojson", GROUND.as_bytes()), file("holdings.geojson", HOLDINGS.as_bytes()));
    let table = file("isle.csv", b"lon,lat,date\n.5,.5,1805-01-01\n.5,.5,1815-01-01\n.5,.5,1820-06-15\n.5,.5,1825-01-01\n.5,.5,1840-01-01\n44.952,39.786,1825-01-01\n");
    let arguments =
        ["--atlas".as_ref(), ground.as_os_str(), table.as_os_str(), "--atlas".as_ref(), holdings.as_os_str()];
    let run = run("tag_csv", arguments, b"");
    assert_eq!((run.code, run.err.as_str()), (Some(0), "tag_csv: 6 rows, 0 of them bad\n"));
    let answers: Vec<&str> = run.out.lines().skip(1).map(|line| line.splitn(4, ',').last().unwrap()).collect();
    assert_eq!(
        answers,
        [
            "vacant,,,,,likely,likely,the confidence of the sources is not stated,,,The Isle,A map; with notes,",
            "condominium,Aland; Bland,Aland; Bland,sovereignty,Aland; Bland,certain,certain,,,,The Isle,A map; with notes,",
            "condominium; contested,Aland; Bland,Aland; Bland,sovereignty,Aland; Bland,possible,possible,\
             the change came between 1820-06-01 and 1820-06-30; the confidence of the sources is not stated,\
             ,,The Isle,A map; with notes,",
            "contested,Aland; Bland,Aland; Bland,sovereignty,Aland; Bland,likely,likely,\
             the confidence of the sources is not stated,,,The Isle,A map; with notes,",
            "unrecorded,,,,,likely,likely,the atlas was checked only up to 1830-01-01,,,The Isle,,",
            "outside,,,,,certain,certain,,,,,,",
        ]
    );
}

/// The binary form tells itself, by whatever name; a word that says otherwise is refused.
#[test]
fn the_binary_form_is_an_atlas_too() {
    let builder = suzerain::AtlasBuilder::default().document("ground", GROUND).unwrap();
    let atlas = builder.document("holdings", HOLDINGS).unwrap().build().unwrap();
    let (binary, table) = (file("isle.geojson.bin", &atlas.to_bytes()), b"lon,lat,date\n.5,.5,1805-01-01\n");
    for format in [&[][..], &["--format", "binary"]] {
        let given = ["--atlas", binary.to_str().unwrap(), "-"];
        let run = run("tag_csv", given.iter().chain(format), table);
        assert_eq!((run.code, run.err.as_str()), (Some(0), "tag_csv: 1 rows, 0 of them bad\n"));
        assert!(run.out.contains(",vacant,,,,,likely,likely,"), "{}", run.out);
    }
    let run = run("tag_csv", ["--atlas", binary.to_str().unwrap(), "--format", "atlas", "-"], table);
    assert_eq!((run.code, run.out.as_str()), (Some(1), ""));
}

#[cfg(feature = "import")]
#[test]
fn other_peoples_data_are_asked_too() {
    let folder = "tests/data/import";
    for (name, format, day, expected) in [
        ("cshapes-gw.geojson", "cshapes", "1950-01-01", "Aland"),
        ("cshapes-cow.topojson", "cshapes", "1950-01-01", "Aland"),
        ("basemaps", "historical-basemaps", "1900-06-01", "Aland; The League"),
    ] {
        let table = format!("lon,lat,date\n10.2,40.2,{day}\n");
        let path = format!("{folder}/{name}");
        for format in [&[][..], &["--format", format]] {
            let run = run("tag_csv", ["--atlas", &path, "-"].iter().chain(format), table.as_bytes());
            assert_eq!(run.code, Some(0), "{name}: {}", run.err);
            assert_eq!(value(&rows(&run.bytes), 1, "controller"), expected, "{name}");
            assert!(run.err.starts_with("tag_csv: ") && run.err.contains(" features read, "), "{}", run.err);
        }
    }
}

/// What real files need: repairs, the day of a file without dates, maps that hold until the next.
#[cfg(feature = "import")]
#[test]
fn other_peoples_data_are_repaired_and_dated_if_asked() {
    let answer = |arguments: &[&str], row: &str| {
        let run = run("tag_csv", arguments.iter().chain(&["-"]), format!("lon,lat,date\n{row}\n").as_bytes());
        (run.code, if run.code == Some(0) { value(&rows(&run.bytes), 1, "controller") } else { run.err })
    };
    let country = |ring: &str| {
        format!(
            r#"{{"type": "Feature", "properties": {{"featurecla": "Admin-0 country", "TYPE": "Sovereign country",
            "ADMIN": "Aland", "ADM0_A3": "ALD", "SOVEREIGNT": "Aland", "SOV_A3": "ALD"}},
            "geometry": {{"type": "Polygon", "coordinates": [{ring}]}}}}"#
        )
    };
    let open = file("open-ring.geojson", country("[[10, 10], [11, 10], [11, 11], [10, 11]]").as_bytes());
    let open = open.to_str().unwrap();
    let (code, error) = answer(&["--atlas", open], "10.5,10.5,1900-01-01");
    assert!(code == Some(1) && error.contains("the ring is not closed"), "{error}");
    let repaired = ["--atlas", open, "--repair", "0"];
    assert_eq!(answer(&repaired, "10.5,10.5,1900-01-01"), (Some(0), "Aland".to_owned()));
    let since = [&repaired[..], &["--since", "2020-01-01"]].concat();
    assert_eq!(answer(&since, "10.5,10.5,1900-01-01"), (Some(0), String::new()));
    assert_eq!(answer(&since, "10.5,10.5,2021-01-01"), (Some(0), "Aland".to_owned()));

    let maps = ["--atlas", "tests/data/import/basemaps"];
    assert_eq!(answer(&maps, "10.2,40.2,1901-06-01"), (Some(0), String::new()));
    let (code, held) = answer(&[&maps[..], &["--until-next-map"]].concat(), "10.2,40.2,1901-06-01");
    assert!(code == Some(0) && !held.is_empty(), "{held}");

    for wrong in
        [&["--repair", "many"][..], &["--repair", "2"], &["--repair", "NaN"], &["--since", "2020"], &["--since"]]
    {
        let (code, error) = answer(wrong, "");
        assert!(code == Some(2) && error.starts_with("tag_csv: "), "{wrong:?}: {error}");
    }
}

#[test]
fn every_problem_of_an_atlas_is_reported_with_its_line() {
    let holdings = file("alone.geojson", HOLDINGS.as_bytes());
    let run = run("tag_csv", ["--atlas".as_ref(), holdings.as_os_str(), "-".as_ref()], b"lon,lat,date\n");
    assert_eq!((run.code, run.out.as_str()), (Some(1), ""));
    assert!(run.err.starts_with("tag_csv: the atlas has "), "{}", run.err);
    let named = |what: &str| run.err.lines().any(|line| line.contains("alone.geojson, line ") && line.contains(what));
    assert!(named("source 'map' is not in the atlas") && named("territory 'isle' is not in the atlas"), "{}", run.err);
}

#[test]
fn a_reader_that_stops_reading_is_no_failure() {
    let mut table = "lon,lat,date\n".to_owned();
    for number in 0..20_000 {
        writeln!(table, "44.952,39.786,2000-01-01,{number}").unwrap();
    }
    let table = file("long.csv", table.as_bytes());
    let mut child = example("tag_csv").arg(table).spawn().unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert_eq!((output.status.code(), String::from_utf8_lossy(&output.stderr).as_ref()), (Some(0), ""));
}
